"""From a record to its named graphs."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef
from rdflib.namespace import PROV

from kg import ids
from kg.mapping.assertion import Assertion
from kg.mapping.following import Following
from kg.mapping.terms import laid_out, literal
from kg.model import PUBLISHER, Article, Facts, Maker, Record
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

    def write(self, facts: Iterable[Facts]) -> Dataset:
        self.head()
        self.provenance(self.graph("provenance"))
        self.pubinfo(self.graph("pubinfo"))
        found = self.record.extraction
        Assertion(self.graph("assertion"), self.minter).write(self.article, found)
        Following(self.graph("facts"), self.minter, self.article).write(found, facts)
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
        literal(graph, self.node("maker"), SCHEMA.softwareVersion, maker.version)

    def describe_article(self, graph: Graph, article: Article) -> None:
        work, version = URIRef(self.minter.article), self.version
        graph.add((work, RDF.type, ONR.Article))
        literal(graph, work, SCHEMA.identifier, article.identifier)
        graph.add((version, RDF.type, ONR.Version))
        graph.add((version, ONR.versionOf, work))
        graph.add((version, ONR.text, Literal(article.text)))
        graph.add((version, ONR.sha256, Literal(ids.digest(article.text))))
        graph.add((version, ONR.length, Literal(len(article.text))))
        graph.add((version, ONR.analysed, Literal(self.record.analysed)))
        graph.add((version, SCHEMA.publisher, self.node(PUBLISHER)))
        graph.add((version, SCHEMA.inLanguage, Literal(article.language)))
        literal(graph, version, SCHEMA.headline, article.title)
        literal(graph, version, SCHEMA.author, article.author)
        if article.url:
            graph.add((version, SCHEMA.url, Literal(article.url, datatype=XSD.anyURI)))
        literal(graph, version, SCHEMA.datePublished, article.date)
        if article.sections:
            graph.add((version, ONR.sections, laid_out(article.sections)))
