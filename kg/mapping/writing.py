"""From a record to its named graphs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef
from rdflib.namespace import PROV

from kg import ids
from kg.mapping.selectors import Selectors
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Facts,
    Identification,
    Maker,
    Record,
    Request,
    Source,
    SourceKind,
    Spans,
    words,
)
from kg.record import VERSION
from kg.vocab import NP, ONR, PREFIXES, SCHEMA, concept


def to_dataset(record: Record, facts: Iterable[Facts], base: str) -> Dataset:
    """Return the named graphs of a canonical record; `facts` are those of its statements."""
    return _Writer(record, base).write(facts)


def quads(dataset: Dataset) -> bytes:
    """Return a dataset as sorted N-Quads: without blank nodes, that is its canonical form."""
    lines = dataset.serialize(format="nquads", encoding="utf-8").splitlines(keepends=True)
    return b"".join(sorted({line for line in lines if line.strip()}))


class _Writer:
    """The graphs of one record while they are being filled."""

    def __init__(self, record: Record, base: str) -> None:
        self.record = record
        self.article = record.article
        self.minter = ids.Minter.of(record.article, base)
        self.dataset = Dataset()
        for prefix, namespace in PREFIXES.items():
            self.dataset.bind(prefix, namespace, replace=True)
        self.version = URIRef(self.minter.version)
        self.selectors = Selectors(self.article.text, self.minter)

    def write(self, facts: Iterable[Facts]) -> Dataset:
        self.head()
        self.provenance(self.graph("provenance"))
        self.pubinfo(self.graph("pubinfo"))
        self.assertion(self.graph("assertion"))
        self.facts(self.graph("facts"), facts)
        return self.dataset

    def graph(self, part: str) -> Graph:
        return self.dataset.graph(URIRef(self.minter.graph(part)))

    def node(self, local: str) -> URIRef:
        return URIRef(self.minter.node(local))

    def head(self) -> None:
        graph = self.graph("head")
        publication = self.node("nanopublication")
        graph.add((publication, RDF.type, NP.Nanopublication))
        for part in ("Assertion", "Provenance", "PublicationInfo"):
            name = part.lower() if part != "PublicationInfo" else "pubinfo"
            graph.add((publication, NP[f"has{part}"], URIRef(self.minter.graph(name))))

    def pubinfo(self, graph: Graph) -> None:
        publication = self.node("nanopublication")
        graph.add((publication, SCHEMA.schemaVersion, Literal(VERSION)))
        graph.add((publication, PROV.wasGeneratedBy, self.node("reading")))

    def provenance(self, graph: Graph) -> None:
        self.describe_article(graph, self.article)
        assertion, reading = URIRef(self.minter.graph("assertion")), self.node("reading")
        graph.add((assertion, PROV.wasDerivedFrom, self.version))
        graph.add((assertion, PROV.wasGeneratedBy, reading))
        graph.add((reading, RDF.type, PROV.Activity))
        graph.add((reading, ONR.recordOrigin, concept(self.record.origin)))
        graph.add((reading, PROV.wasAssociatedWith, self.node("maker")))
        self.describe_maker(graph, self.record.maker)

    def describe_maker(self, graph: Graph, maker: Maker) -> None:
        graph.add((self.node("maker"), SCHEMA.name, Literal(maker.name)))
        _add(graph, self.node("maker"), SCHEMA.softwareVersion, maker.version)

    def describe_article(self, graph: Graph, article: Article) -> None:
        work, version = URIRef(self.minter.article), self.version
        graph.add((work, RDF.type, ONR.Article))
        _add(graph, work, SCHEMA.identifier, article.identifier)
        graph.add((version, RDF.type, ONR.Version))
        graph.add((version, ONR.versionOf, work))
        graph.add((version, ONR.text, Literal(article.text)))
        graph.add((version, ONR.sha256, Literal(ids.digest(article.text))))
        graph.add((version, ONR.length, Literal(len(article.text))))
        graph.add((version, ONR.analysed, Literal(self.record.analysed)))
        graph.add((version, SCHEMA.publisher, self.node(PUBLISHER)))
        graph.add((version, SCHEMA.inLanguage, Literal(article.language)))
        _add(graph, version, SCHEMA.headline, article.title)
        _add(graph, version, SCHEMA.author, article.author)
        if article.url:
            graph.add((version, SCHEMA.url, Literal(article.url, datatype=XSD.anyURI)))
        if article.date:
            graph.add((version, SCHEMA.datePublished, Literal(article.date)))

    def assertion(self, graph: Graph) -> None:
        self.describe_publisher(graph)
        found = self.record.extraction
        for source in found.sources:
            self.describe_source(graph, source)
        for one in found.attributions:
            self.describe_statement(graph, one)
            self.describe_attribution(graph, one)
        for request in found.requests:
            self.describe_request(graph, request)

    def describe_publisher(self, graph: Graph) -> None:
        agent, outlet = self.node(PUBLISHER), self.article.outlet
        known = Identification.NAMED if outlet else Identification.UNSTATED
        graph.add((agent, RDF.type, ONR.Agent))
        graph.add((agent, ONR.identification, concept(known)))
        graph.add((agent, ONR.sourceKind, concept(SourceKind.NEWS_OUTLET)))
        _add(graph, agent, SCHEMA.name, outlet)

    def describe_source(self, graph: Graph, source: Source) -> None:
        agent = self.node(source.id)
        graph.add((agent, RDF.type, ONR.Agent))
        graph.add((agent, ONR.identification, concept(source.identification)))
        graph.add((agent, ONR.sourceKind, concept(source.kind)))
        _add(graph, agent, SCHEMA.name, source.name)
        _add(graph, agent, ONR.descriptor, source.description)
        self.selectors.add(graph, agent, ONR.mention, source.mentions)

    def describe_statement(self, graph: Graph, one: Attribution) -> None:
        statement, proposition = self.node(one.id), self.node(f"p{ids.spans_id(one.content)}")
        graph.add((statement, RDF.type, ONR.Statement))
        graph.add((statement, ONR.publishedIn, self.version))
        graph.add((statement, ONR.expresses, proposition))
        graph.add((proposition, RDF.type, ONR.Proposition))
        graph.add((statement, ONR.attribution, self.attribution(one)))
        if one.nested_in:
            graph.add((self.node(one.nested_in), ONR.relays, statement))
        for other in one.infers_from:
            graph.add((statement, ONR.infersFrom, self.node(other)))
        self.selectors.add(graph, statement, ONR.content, one.content)

    def attribution(self, one: Attribution) -> URIRef:
        return self.node(f"a{one.id.removeprefix('s')}")

    def describe_attribution(self, graph: Graph, one: Attribution) -> None:
        attribution = self.attribution(one)
        graph.add((attribution, RDF.type, ONR.Attribution))
        graph.add((attribution, ONR.source, self.node(one.source)))
        graph.add((attribution, ONR.quoteForm, concept(one.quote_form)))
        if one.recipient:
            graph.add((attribution, ONR.recipient, self.node(one.recipient)))
        if one.medium:
            graph.add((attribution, ONR.saidIn, self.node(one.medium)))
        _add(graph, attribution, ONR.rule, one.rule)
        self.selectors.add(graph, attribution, ONR.cue, one.cue)
        self.selectors.add(graph, attribution, ONR.sourceMention, one.source_spans)

    def describe_request(self, graph: Graph, one: Request) -> None:
        request = self.node(one.id)
        outcome = self.node(f"outcome-{one.id}")
        graph.add((request, RDF.type, ONR.CommentRequest))
        graph.add((request, ONR.publishedIn, self.version))
        graph.add((request, ONR.addressee, self.node(one.party)))
        graph.add((request, ONR.requestedBy, self.node(one.asker)))
        graph.add((request, ONR.outcome, outcome))
        graph.add((outcome, RDF.type, ONR.ResponseOutcome))
        graph.add((outcome, ONR.responseKind, concept(one.outcome)))
        if one.when:
            graph.add((request, ONR.day, Literal(one.when)))
        _add(graph, request, ONR.rule, one.rule)
        self.selectors.add(graph, request, ONR.wording, one.spans)
        self.selectors.add(graph, request, ONR.addresseeMention, one.party_spans)

    def facts(self, graph: Graph, facts: Iterable[Facts]) -> None:
        by_id = {fact.attribution: fact for fact in facts}
        for one in self.record.extraction.attributions:
            self.place(graph, one.id, one.content)
            self.derived(graph, one, by_id[one.id])
        for request in self.record.extraction.requests:
            self.place(graph, request.id, request.spans)

    def derived(self, graph: Graph, one: Attribution, fact: Facts) -> None:
        statement = self.node(one.id)
        graph.add((self.attribution(one), ONR.attributedBy, self.node(fact.attributor)))
        graph.add((statement, ONR.hops, Literal(fact.hops)))
        graph.add((statement, ONR.anonymity, concept(fact.anonymity)))
        for origin in fact.origins:
            graph.add((statement, ONR.origin, self.node(origin)))
        for request in fact.declined_requests:
            graph.add((statement, ONR.restsOnDecliner, self.node(request)))
        if fact.in_loop:
            graph.add((statement, ONR.inLoop, Literal(True)))  # noqa: FBT003 - an RDF boolean

    def place(self, graph: Graph, local: str, spans: Spans) -> None:
        """Write what SPARQL cannot put together by itself: pieces in their order."""
        node = self.node(local)
        pairs = json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))
        graph.add((node, ONR.localId, Literal(local)))
        graph.add((node, ONR.start, Literal(spans[0].start)))
        graph.add((node, ONR.end, Literal(spans[-1].end)))
        graph.add((node, ONR.spans, Literal(pairs)))
        graph.add((node, ONR.text, Literal(words(spans, self.article.text))))


def _add(graph: Graph, subject: URIRef, predicate: URIRef, value: str | None) -> None:
    if value:
        graph.add((subject, predicate, Literal(value)))
