"""What the program writes conforms, and what must not be stored is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pyshacl
import pytest
from hypothesis import given, settings
from rdflib import OWL, RDF, SH, Dataset, Graph, Namespace, URIRef

from kg import sourcing
from kg.checking import Checker, Severity
from kg.mapping import quads, to_dataset
from kg.model import (
    AnonymityReason,
    Article,
    Attribution,
    AttributionType,
    Certainty,
    Channel,
    ContentKind,
    Correction,
    CorrectionKind,
    DenialScope,
    Extraction,
    Hedge,
    HopKind,
    Identification,
    KnowledgeBasis,
    Maker,
    Passage,
    PassageKind,
    Polarity,
    QuoteForm,
    Record,
    RecordStatus,
    Request,
    ResponseKind,
    Section,
    SectionKind,
    Source,
    SourceKind,
    Span,
    Stance,
    StanceKind,
)
from kg.record import canonical
from kg.vocab import ONR, ONR_NAMESPACE
from tests.records import records

BASE = "https://kg.example/"
CHECKER = Checker()
MAKER = Maker(name="onrecord")

TEXT = """Hull was dry, diver says

A diver at the yard, who feared for his job, told Radio Nord that the hull was dry.
"The hull leaked," said Petra Olander, a spokeswoman who denied that.
The yard allegedly sent a statement. Asked about the leak by e-mail, the port declined.
The ship is large. Water stood on the quay.

Correction: An earlier version gave the wrong day."""


def at(words: str) -> Span:
    """Return where words stand first."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ARTICLE = Article(
    text=TEXT,
    identifier="hull-1",
    title="Hull was dry, diver says",
    outlet="The Harbour Gazette",
    author="Staff reporters",
    url="https://gazette.example/hull",
    date=date(2026, 3, 2),
    sections=(
        Section(span=at("Hull was dry, diver says"), kind=SectionKind.HEADLINE),
        Section(span=Span(26, TEXT.index("\n\nCorr")), kind=SectionKind.LEAD),
        Section(span=Span(TEXT.index("Corr"), len(TEXT)), kind=SectionKind.PARAGRAPH),
    ),
)
SOURCES = (
    Source(
        id="diver",
        identification=Identification.ANONYMOUS_DESCRIBED,
        kind=SourceKind.WITNESS,
        description="A diver at the yard",
        role="A diver at the yard",
        mentions=(at("A diver at the yard"),),
        member_of="yard",
        stated_min=1,
        stated_max=1,
        reason=AnonymityReason.RETALIATION,
        reason_spans=(at("who feared for his job"),),
    ),
    Source(
        id="yard",
        identification=Identification.NAMED,
        kind=SourceKind.COMPANY,
        name="the yard",
        mentions=(at("the yard"), at("The yard")),
    ),
    Source(
        id="radio",
        identification=Identification.NAMED,
        kind=SourceKind.NEWS_OUTLET,
        name="Radio Nord",
        mentions=(at("Radio Nord"),),
    ),
    Source(
        id="olander",
        identification=Identification.NAMED,
        kind=SourceKind.SPOKESPERSON,
        name="Petra Olander",
        role="a spokeswoman",
        mentions=(at("Petra Olander"),),
        speaks_for="yard",
    ),
    Source(
        id="port",
        identification=Identification.UNSTATED,
        kind=SourceKind.ORGANISATION,
        description="the port",
        mentions=(at("the port"),),
    ),
)
DIVER = Attribution(
    id="dry",
    source="diver",
    content=(at("the hull was dry"),),
    cue=(at("told"),),
    source_spans=(at("A diver at the yard"),),
    recipient="radio",
    channels=(Channel.PHONE, Channel.INTERVIEW),
    record_status=RecordStatus.NOT_FOR_ATTRIBUTION,
    hop_kind=HopKind.OTHER_OUTLET,
    knowledge_basis=KnowledgeBasis.WITNESSED,
    certainty=Certainty.CERTAIN,
    polarity=Polarity.POSITIVE,
    content_kind=ContentKind.ALLEGATION,
    against=("yard",),
    when=date(2026, 3, 1),
    scope_ambiguous=True,
    confidence=0.87,
    rule="verb-before",
)
DENIAL = Attribution(
    id="leaked",
    source="olander",
    content=(at("The hull"), at("leaked")),
    quote_form=QuoteForm.DIRECT,
    type=AttributionType.BELIEF,
    cue=(at("said"),),
    infers_from=("dry",),
)
MENTION = Attribution(
    id="statement",
    source="yard",
    content=(at("a statement"),),
    quote_form=QuoteForm.MENTION,
    hedge=Hedge.DISTANCING,
    hedge_spans=(at("allegedly"),),
)
EVERYTHING = Extraction(
    sources=SOURCES,
    attributions=(DIVER, DENIAL, MENTION),
    requests=(
        Request(
            id="asked",
            spans=(at("Asked about the leak by e-mail, the port declined"),),
            party="port",
            outcome=ResponseKind.DECLINED,
            party_spans=(at("the port"),),
            about=("dry",),
            answered_by=("statement",),
            channels=(Channel.EMAIL,),
            topic_spans=(at("about the leak"),),
            when=date(2026, 3, 1),
            rule="declined",
        ),
    ),
    stances=(
        Stance(
            id="denied",
            kind=StanceKind.DENIES,
            source="leaked",
            target="dry",
            denial_scope=DenialScope.FULL,
            spans=(at("denied that"),),
            rule="denial",
        ),
    ),
    passages=(
        Passage(id="large", kind=PassageKind.UNATTRIBUTED, span=at("The ship is large.")),
        Passage(id="water", kind=PassageKind.OBSERVED, span=at("Water stood on the quay.")),
    ),
    corrections=(
        Correction(
            id="day",
            kind=CorrectionKind.CORRECTION,
            spans=(at("Correction: An earlier version gave the wrong day."),),
            corrects=("dry",),
            when=date(2026, 3, 2),
            rule="notice",
        ),
    ),
)
RECORD = canonical(Record(article=ARTICLE, extraction=EVERYTHING, maker=MAKER))


def written(record: Record) -> Dataset:
    """Return the graphs of a record."""
    return to_dataset(record, sourcing.derive(record), BASE)


def found(data: Dataset) -> dict[str, int]:
    """Return how often each shape fails."""
    return Counter(one.shape for one in CHECKER.check(data))


def refused(data: Dataset) -> set[str]:
    """Return the shapes that keep the data out."""
    return {one.shape for one in CHECKER.check(data) if one.severity is Severity.VIOLATION}


# What the program writes


def test_what_the_program_writes_conforms() -> None:
    assert found(written(RECORD)) == {}


def test_that_record_has_every_term_that_the_shapes_know() -> None:
    known = {term for term in CHECKER.shapes.objects() if str(term).startswith(ONR_NAMESPACE)}
    used = {term for quad in written(RECORD).quads() for term in quad[:3]}
    elsewhere = {ONR.currentVersion, ONR.inLoop, ONR.relays, ONR.restsOnDecliner, ONR.saidIn}
    elsewhere |= {ONR.Review, ONR.Undoing, ONR.reviewed, ONR.verdict, ONR.becomes, ONR.undoes}
    assert known - used == {*elsewhere, ONR.Proposition}


def test_each_kind_of_source_conforms_or_is_warned_of() -> None:
    sentences = [f"Welder {number} said it was dry." for number, _ in enumerate(Identification)]
    text = " ".join(sentences)
    sources, attributions = [], []
    for sentence, identification in zip(sentences, Identification, strict=True):
        start = text.index(sentence)
        who = sentence[:8]
        named = identification is Identification.NAMED
        one = Source(
            id=who,
            identification=identification,
            name=who if named else None,
            description=None if named else who,
            mentions=(Span(start, start + 8),),
        )
        sources.append(one)
        content = (Span(start + 14, start + 24),)
        attributions.append(Attribution(id=f"said by {who}", source=who, content=content))
    extraction = Extraction(sources=tuple(sources), attributions=tuple(attributions))
    article = replace(ARTICLE, text=text, sections=())
    record = canonical(Record(article=article, extraction=extraction, maker=MAKER))
    assert found(written(record)) == {
        "Bare-warning": 1,
        "Unexplained-warning": 2,
        "Unresolved-warning": 1,
    }


def test_article_of_which_only_the_text_is_known_conforms() -> None:
    record = Record(article=Article(text=TEXT), maker=MAKER, analysed=False)
    assert found(written(record)) == {"Version-dated": 1, "Version-outlet": 1}


NOT_SOUNDNESS = {
    "Member-of-itself",
    "Reason-of-anonymous",
    "Spokesperson-for-itself",
    "Statement-loop",
}
"""What the check of a record leaves to the shapes; all else that is written must conform."""


@settings(max_examples=60, deadline=None)
@given(records())
def test_a_sound_record_breaks_no_other_shape(record: Record) -> None:
    assert refused(written(record)) <= NOT_SOUNDNESS


# Loops


def test_loop_inside_one_record_is_refused() -> None:
    found_there = EVERYTHING.attributions
    looped = (replace(found_there[0], infers_from=("leaked",)), *found_there[1:])
    extraction = replace(EVERYTHING, attributions=looped)
    record = canonical(Record(article=ARTICLE, extraction=extraction, maker=MAKER))
    assert found(written(record)) == {"Statement-loop": 2}


def test_loop_between_two_articles_is_no_fault_of_either() -> None:
    both = written(RECORD)
    other = replace(RECORD, article=replace(ARTICLE, identifier="hull-2"))
    for subject, predicate, value, name in written(other).quads():
        both.graph(name).add((subject, predicate, value))
    one, two = {subject for subject, _, _, _ in both.quads((None, ONR.contentKind, None, None))}
    graph = both.graph(URIRef("https://kg.example/ties"))
    graph.add((one, ONR.relays, two))
    graph.add((two, ONR.relays, one))
    assert found(both) == {}


# What must not be stored (see test_protection.py for anonymous sources)


def test_no_node_of_a_record_takes_an_identity_along() -> None:
    nodes = {subject for subject, _, _, _ in written(RECORD).quads()}
    assert len(nodes) >= 20
    for node in sorted(nodes, key=str):
        data = written(RECORD)
        injected = data.graph(URIRef("https://kg.example/injected"))
        injected.add((node, OWL.sameAs, URIRef("https://kg.example/b")))
        assert refused(data), node


# pySHACL and datasets: what the checks rest on, so that a new version that differs is seen

SPARQL_SHAPE = """
@prefix : <https://kg.example/shape/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:ns sh:declare [ sh:prefix "n" ; sh:namespace "https://kg.example/n/"^^xsd:anyURI ] .
:one a sh:NodeShape ; sh:targetClass <https://kg.example/n/Thing> ;
    sh:sparql [ sh:prefixes :ns ; sh:select "SELECT $this WHERE { %s }" ] .
"""
CLASS_SHAPE = """
@prefix : <https://kg.example/shape/> .
@prefix n: <https://kg.example/n/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
:one a sh:PropertyShape ; sh:targetClass n:Thing ; sh:path n:ties ; sh:class n:Thing .
"""
N = Namespace("https://kg.example/n/")


def failing(shapes: str, *, default_union: bool) -> int:
    """Return how many results there are for two nodes that are tied across two graphs."""
    data = Dataset(default_union=default_union)
    for name, one, other in ((N.g, N.a, N.b), (N.h, N.b, N.a)):
        data.graph(name).add((one, RDF.type, N.Thing))
        data.graph(name).add((one, N.ties, other))
    _, results, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    assert isinstance(results, Graph)
    return len(list(results.subjects(RDF.type, SH.ValidationResult)))


@pytest.mark.parametrize("default_union", [True, False])
def test_class_is_seen_across_graphs(default_union: bool) -> None:  # noqa: FBT001 - a case
    assert failing(CLASS_SHAPE, default_union=default_union) == 0


@pytest.mark.parametrize("default_union", [True, False])
def test_cycle_is_seen_across_graphs(default_union: bool) -> None:  # noqa: FBT001 - a case
    assert failing(SPARQL_SHAPE % "$this n:ties+ $this", default_union=default_union) == 2


@pytest.mark.parametrize("default_union", [True, False])
def test_graph_can_be_asked_for(default_union: bool) -> None:  # noqa: FBT001 - a case
    within = "GRAPH ?g { $this n:ties ?x . ?x n:ties ?y }"
    across = "GRAPH ?g { $this n:ties ?x } GRAPH ?h { ?x n:ties ?y }"
    assert failing(SPARQL_SHAPE % within, default_union=default_union) == 0
    assert failing(SPARQL_SHAPE % across, default_union=default_union) == 2


def test_checking_leaves_the_dataset_as_it_is() -> None:
    data = written(RECORD)
    before = (quads(data), dict(data.namespaces()), data.default_union)
    CHECKER.check(data)
    assert (quads(data), dict(data.namespaces()), data.default_union) == before
    assert not data.default_union
