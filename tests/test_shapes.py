"""Every shape accepts its valid cases and is seen to fail by its invalid ones."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources, sourcing
from kg.mapping import to_dataset
from kg.model import (
    Article,
    Attribution,
    Extraction,
    Identification,
    Maker,
    Record,
    Request,
    ResponseKind,
    Source,
    SourceKind,
    Span,
)
from kg.record import canonical
from kg.vocab import ONR, SCHEMA, concept

CASES = Path(__file__).parent / "cases" / "shapes"
FILES = {path.stem: path for path in resources.ontology_files("shapes/*.ttl")}
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "ontology.md"
SHAPE = "https://w3id.org/onrecord/shape/"
FAILS = "# fails: "

PARAMETERS = {
    SH.maxCount: SH.MaxCountConstraintComponent,
    SH.minCount: SH.MinCountConstraintComponent,
    SH["class"]: SH.ClassConstraintComponent,
    SH["in"]: SH.InConstraintComponent,
    SH["not"]: SH.NotConstraintComponent,
    SH.closed: SH.ClosedConstraintComponent,
    SH.datatype: SH.DatatypeConstraintComponent,
    SH.disjoint: SH.DisjointConstraintComponent,
    SH.lessThan: SH.LessThanConstraintComponent,
    SH.minInclusive: SH.MinInclusiveConstraintComponent,
    SH.minLength: SH.MinLengthConstraintComponent,
    SH.nodeKind: SH.NodeKindConstraintComponent,
    SH.pattern: SH.PatternConstraintComponent,
}
"""The constraints in use; one that is not listed here fails `test_constraints_are_known`."""

NO_CONSTRAINT = {
    SH.ignoredProperties,
    SH.message,
    SH.path,
    SH.property,
    SH.severity,
    SH.targetClass,
    SH.targetNode,
    SH.targetObjectsOf,
    SH.targetSubjectsOf,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One result of a check: which shape failed, by which of its constraints."""

    shape: str
    component: Node


def cases(kind: str) -> list[Path]:
    """Return the cases of a kind, `valid` or `invalid`."""
    return sorted(CASES.glob(f"*/{kind}-*.ttl"))


def name(path: Path) -> str:
    """Return what a case is called in a test's id."""
    return f"{path.parent.name}/{path.stem}"


@cache
def shapes(stem: str) -> Graph:
    """Return the shapes of a file."""
    return Graph().parse(FILES[stem])


@cache
def all_shapes() -> Graph:
    """Return the shapes of all files together."""
    graph = Graph()
    for path in FILES.values():
        graph.parse(path)
    return graph


def report(data: Graph, shape_graph: Graph) -> Graph:
    """Return the results of a check as kg.checking runs it."""
    _, results, _ = pyshacl.validate(
        data, shacl_graph=shape_graph, inference="none", do_owl_imports=False, advanced=False
    )
    assert isinstance(results, Graph)
    return results


@cache
def failures(path: Path) -> frozenset[Failure]:
    """Return what fails in a case, by the shapes of its folder."""
    results = report(Graph().parse(path), shapes(path.parent.name))
    return frozenset(
        Failure(local(results.value(one, SH.sourceShape)), component)
        for one in results.subjects(RDF.type, SH.ValidationResult)
        if (component := results.value(one, SH.sourceConstraintComponent)) is not None
    )


def local(shape: Node | None) -> str:
    """Return a shape's name without the namespace."""
    assert isinstance(shape, URIRef), f"{shape!r} is a shape without an IRI"
    assert shape.startswith(SHAPE)
    return shape.removeprefix(SHAPE)


def expected(path: Path) -> set[str]:
    """Return the shapes that the first line of a case says are broken."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith(FAILS), f"{path}: the first line says which shapes fail"
    names = first.removeprefix(FAILS).split(", ")
    assert names == sorted(set(names)), f"{path}: write the shapes that fail in order, each once"
    return set(names)


def reporting(graph: Graph) -> set[Node]:
    """Return the shapes that report: all but those that others are put together from."""
    every = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
    return every - set(graph.objects(None, SH["not"]))


def constraints(graph: Graph) -> set[Failure]:
    """Return every constraint of every reporting shape."""
    return {
        Failure(local(shape), component)
        for shape in reporting(graph)
        for parameter, component in PARAMETERS.items()
        if (shape, parameter, None) in graph
    }


@pytest.mark.parametrize("path", cases("valid"), ids=name)
def test_valid_case_conforms(path: Path) -> None:
    assert failures(path) == frozenset()


@pytest.mark.parametrize("path", cases("invalid"), ids=name)
def test_invalid_case_fails_as_it_says(path: Path) -> None:
    assert {one.shape for one in failures(path)} == expected(path)


@pytest.mark.parametrize("stem", FILES)
def test_every_constraint_is_seen_to_bite(stem: str) -> None:
    seen = {one for path in cases("invalid") if path.parent.name == stem for one in failures(path)}
    assert constraints(shapes(stem)) - seen == set()


@pytest.mark.parametrize("stem", FILES)
def test_shape_file_has_cases(stem: str) -> None:
    for kind in ("valid", "invalid"):
        assert [path for path in cases(kind) if path.parent.name == stem], f"no {kind} case"


def test_no_case_is_an_orphan() -> None:
    known = {path for kind in ("valid", "invalid") for path in cases(kind)}
    assert {path for path in CASES.rglob("*") if path.is_file()} == known
    assert {path.parent.name for path in known} == set(FILES)


def test_suite_has_not_collapsed() -> None:
    assert len(FILES) >= 7
    assert len(cases("valid")) >= 17
    assert len(cases("invalid")) >= 80
    assert sum(len(constraints(shapes(stem))) for stem in FILES) >= 150


def test_constraints_are_known() -> None:
    known = {*PARAMETERS, *NO_CONSTRAINT, RDF.type}
    graph = all_shapes()
    used = {pred for shape in graph.subjects(RDF.type) for pred in graph.predicates(shape)}
    assert {term for term in used if str(term).startswith(str(SH))} <= known


def test_shapes_have_iris_severities_and_messages() -> None:
    graph = all_shapes()
    bare = {SH.Violation, SH.Warning}
    for shape in reporting(graph):
        assert local(shape)
        if any((shape, parameter, None) in graph for parameter in PARAMETERS):
            assert graph.value(shape, SH.severity) in bare, shape
            message = graph.value(shape, SH.message)
            assert isinstance(message, Literal), shape
            assert message.language == "en"
            assert message.endswith("."), shape


def test_documentation_names_every_check() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)\.ttl` \| (.*) \| (.*) \|$", PAGE.read_text(encoding="utf-8"))
    assert [stem for stem, _, _ in rows] == list(FILES)
    for stem, *columns in rows:
        for severity, column in zip((SH.Violation, SH.Warning), columns, strict=True):
            found = {local(shape) for shape in shapes(stem).subjects(SH.severity, severity)}
            assert set(re.findall(r"`([\w-]+)`", column)) == found


def test_no_shape_is_a_blank_node() -> None:
    graph = all_shapes()
    parts = {
        *graph.objects(None, SH.property),
        *graph.objects(None, SH["not"]),
        *graph.objects(None, SH.node),
    }
    assert parts
    assert all(isinstance(part, URIRef) for part in parts)


def test_every_shape_is_applied() -> None:
    graph = all_shapes()
    targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    used = {*graph.objects(None, SH.property), *graph.objects(None, SH["not"])}
    for shape in {*reporting(graph), *used}:
        assert (shape, RDF.type, None) in graph, f"{shape} is used and not defined"
        assert shape in used or any((shape, target, None) in graph for target in targets)


def test_shapes_are_well_formed_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=all_shapes(), meta_shacl=True)
    assert conforms, text


def test_shapes_are_core_shacl() -> None:
    assert not list(all_shapes().subject_objects(SH.sparql))
    assert not list(all_shapes().subject_objects(SH.target))


# The protection of anonymous sources, for each way in which one is anonymous or told of

WHO = URIRef("https://kg.example/a#who")
OTHER = URIRef("https://kg.example/b")
ANONYMOUS = [one for one in Identification if one.anonymous]
NAMELESS = [one for one in Identification if not one.anonymous and one != Identification.NAMED]


def who(identification: Identification) -> Graph:
    """Return an agent that nothing is said of but how far it is identified, and what it is."""
    graph = Graph()
    graph.add((WHO, RDF.type, ONR.Agent))
    graph.add((WHO, ONR.identification, concept(identification)))
    graph.add((WHO, ONR.sourceKind, concept(SourceKind.PERSON)))
    return graph


def failed(data: Graph) -> set[str]:
    """Return the shapes that fail for `WHO`."""
    results = report(data, all_shapes())
    found = list(results.subjects(SH.focusNode, WHO))
    assert len(found) == len(list(results.subjects(RDF.type, SH.ValidationResult)))
    return {local(results.value(one, SH.sourceShape)) for one in found}


def told() -> list[tuple[str, URIRef, URIRef]]:
    """Return what an anonymous source must not have: shape, kind of target, property."""
    return [
        (local(shape), kind, prop)
        for kind in (SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape, prop in all_shapes().subject_objects(kind)
        if "/Anonymous-" in str(shape) and isinstance(prop, URIRef)
    ]


@pytest.mark.parametrize(("shape", "kind", "prop"), sorted(told()))
@pytest.mark.parametrize("identification", ANONYMOUS)
def test_anonymous_source_is_protected(
    identification: Identification, shape: str, kind: URIRef, prop: URIRef
) -> None:
    data = who(identification)
    data.add((WHO, ONR.descriptor, Literal("a welder")))
    data.add((WHO, prop, OTHER) if kind == SH.targetSubjectsOf else (OTHER, prop, WHO))
    assert shape in failed(data)


def test_protection_has_not_shrunk() -> None:
    assert len(told()) >= 29


@pytest.mark.parametrize("identification", ANONYMOUS)
def test_anonymous_source_must_be_described(identification: Identification) -> None:
    assert "Anonymous-descriptor" in failed(who(identification))


@pytest.mark.parametrize("identification", NAMELESS)
def test_source_that_is_not_named_has_no_name(identification: Identification) -> None:
    data = who(identification)
    data.add((WHO, SCHEMA.name, Literal("Petra Olander")))
    assert "Unnamed-name" in failed(data)


# What the program writes

SENTENCES = tuple(f"Welder {number} said it was dry." for number in range(len(Identification)))
CLAUSE = "The shipyard declined comment."
TEXT = " ".join((*SENTENCES, CLAUSE))


def everybody(article: Article) -> Record:
    """Return a record with a source of each identification, and a request for comment."""
    sources, attributions = [], []
    for number, identification in enumerate(Identification):
        start = TEXT.index(SENTENCES[number])
        named = identification is Identification.NAMED
        source = Source(
            id=f"w{number}",
            identification=identification,
            name=f"Welder {number}" if named else None,
            description=None if named else f"Welder {number}",
            mentions=(Span(start, start + 8),),
        )
        attribution = Attribution(
            id=f"s{number}",
            source=source.id,
            content=(Span(start + 14, start + 24),),
            cue=(Span(start + 9, start + 13),),
            source_spans=source.mentions,
        )
        sources.append(source)
        attributions.append(attribution)
    place = Span(TEXT.index(CLAUSE), len(TEXT))
    request = Request(id="r", spans=(place,), party="w0", outcome=ResponseKind.DECLINED)
    found = Extraction(
        sources=tuple(sources), attributions=tuple(attributions), requests=(request,)
    )
    return canonical(Record(article=article, extraction=found, maker=Maker(name="onrecord")))


def findings(record: Record) -> dict[str, int]:
    """Return how often each shape fails for the graphs of a record."""
    data = Graph()
    dataset = to_dataset(record, sourcing.derive(record), "https://kg.example/")
    for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
        data.add((subject, predicate, value))
    results = report(data, all_shapes())
    return Counter(local(shape) for shape in results.objects(None, SH.sourceShape))


def test_what_the_program_writes_conforms() -> None:
    article = Article(text=TEXT, outlet="The Gazette", date=date(2026, 3, 2))
    assert findings(everybody(article)) == {"Bare-warning": 1, "Unresolved-warning": 1}


def test_article_of_which_only_the_text_is_known_conforms() -> None:
    record = Record(article=Article(text=TEXT), maker=Maker(name="onrecord"), analysed=False)
    assert findings(record) == {"Version-dated": 1, "Version-outlet": 1}


def test_statement_that_rests_on_itself_is_refused() -> None:
    record = everybody(Article(text=TEXT, outlet="The Gazette", date=date(2026, 3, 2)))
    first, second, *others = record.extraction.attributions
    looped = (
        replace(first, infers_from=(second.id,)),
        replace(second, infers_from=(first.id,)),
        *others,
    )
    record = replace(record, extraction=replace(record.extraction, attributions=looped))
    assert findings(record)["Statement-loop"] == 2
