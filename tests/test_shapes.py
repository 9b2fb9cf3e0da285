"""Every shape accepts its valid cases and is seen to fail by its invalid ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import model, resources
from kg.model import Anonymity, Identification, PassageKind, QuoteForm, SectionKind, StanceKind
from kg.vocab import ONR, SCHEME_BASE, concept

NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
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
    SH.hasValue: SH.HasValueConstraintComponent,
    SH.lessThan: SH.LessThanConstraintComponent,
    SH.lessThanOrEquals: SH.LessThanOrEqualsConstraintComponent,
    SH.minInclusive: SH.MinInclusiveConstraintComponent,
    SH.maxInclusive: SH.MaxInclusiveConstraintComponent,
    SH.minLength: SH.MinLengthConstraintComponent,
    SH.nodeKind: SH.NodeKindConstraintComponent,
    SH.pattern: SH.PatternConstraintComponent,
}
"""The constraints in use; one that is not listed here fails `test_constraints_are_known`."""

NO_CONSTRAINT = {
    SH.flags,
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
    assert len(FILES) >= 10
    assert len(cases("valid")) >= 45
    assert len(cases("invalid")) >= 170
    assert sum(len(constraints(shapes(stem))) for stem in FILES) >= 240


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


def test_every_warning_says_why() -> None:
    """A violation is what a record must be; a warning is somebody's standard, or ours."""
    graph = all_shapes()
    warnings = set(graph.subjects(SH.severity, SH.Warning))
    assert len(warnings) >= 11
    for shape in warnings:
        (why,) = graph.objects(shape, RDFS.comment)
        assert isinstance(why, Literal)
        assert why.language == "en"
        assert re.match(r"(A newsroom standard|A rule of thumb of this program|Of )", why), shape
        assert why != graph.value(shape, SH.message)


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


# The lists of the shapes against the schemes and terms that they stand for

SCHEMES = {
    one
    for one in vars(model).values()
    if isinstance(one, type) and issubclass(one, StrEnum) and one is not PassageKind
}
"""Every controlled value; the kind of a passage is no concept in the graph but two properties."""

PARTS_OF_SCHEMES: dict[str, Iterable[StrEnum]] = {
    "Anonymous-name": (one for one in Identification if not one.anonymous),
    "Anonymous-link": (one for one in Identification if not one.anonymous),
    "Anonymous-contact": (one for one in Identification if not one.anonymous),
    "Anonymous-member": (one for one in Identification if one is not Identification.NAMED),
    "Opinion-warning": (one for one in Identification if not one.anonymous),
    "Part-section": (one for one in SectionKind if one is not SectionKind.PARAGRAPH),
    "Reason-of-anonymous": (one for one in Identification if one.anonymous),
    "Scope-of-denial": (StanceKind.DENIES, StanceKind.DISPUTES),
    "Statement-anonymity": (one for one in Anonymity if one is not Anonymity.NONE),
}
"""The shapes that take less than a whole scheme, and what they take."""


def listed() -> dict[str, list[Node]]:
    """Return what each shape with a list of concepts takes."""
    graph = all_shapes()
    return {
        local(shape): list(Collection(graph, node))
        for shape, node in graph.subject_objects(SH["in"])
    }


def test_shapes_take_whole_schemes_but_where_they_should_not() -> None:
    whole = {frozenset(concept(one) for one in scheme): scheme for scheme in SCHEMES}
    seen = {Anonymity, SectionKind}
    lists = listed()
    for shape, values in lists.items():
        assert len(values) == len(set(values)), shape
        if shape in PARTS_OF_SCHEMES:
            assert set(values) == {concept(one) for one in PARTS_OF_SCHEMES[shape]}, shape
        else:
            seen.add(whole[frozenset(URIRef(str(one)) for one in values)])
    assert seen == SCHEMES
    assert set(lists) >= set(PARTS_OF_SCHEMES)


def test_shapes_take_the_concepts_of_the_scheme_files() -> None:
    defined = {
        node
        for path in resources.ontology_files("schemes/*.ttl")
        for node in Graph().parse(path).subjects(RDF.type)
    }
    taken = {value for values in listed().values() for value in values}
    assert taken <= defined
    assert all(str(value).startswith(SCHEME_BASE) for value in taken)


@pytest.mark.parametrize(
    ("shape", "values"),
    [
        ("Anonymous", {one for one in Identification if one.anonymous}),
        ("With-content", {one for one in QuoteForm if not one.without_content}),
        ("Without-content", {one for one in QuoteForm if one.without_content}),
        (
            "Unnamed",
            {Identification.COLLECTIVE_UNNAMED, Identification.UNSTATED}
            | {Identification.UNRESOLVED},
        ),
    ],
)
def test_shape_starts_from_the_right_concepts(shape: str, values: set[StrEnum]) -> None:
    targets = set(all_shapes().objects(URIRef(SHAPE + shape), SH.targetNode))
    assert targets == {concept(one) for one in values}


def test_every_place_in_the_text_is_checked() -> None:
    core = Graph().parse(resources.ontology_file("core.ttl"))
    places = set(core.subjects(RDFS.range, NIF.RFC5147String))
    assert len(places) >= 11
    assert set(all_shapes().objects(URIRef(f"{SHAPE}Place"), SH.targetObjectsOf)) == places


def test_layout_is_checked_against_the_kinds_of_section() -> None:
    pattern = str(all_shapes().value(URIRef(f"{SHAPE}Version-sections"), SH.pattern))
    (first, second) = re.findall(r"\(([a-z|]+)\)", pattern)
    assert first == second
    assert set(first.split("|")) == {one.value for one in SectionKind}


CLOSED = [
    ONR.Agent,
    ONR.Article,
    ONR.Attribution,
    ONR.CommentRequest,
    ONR.Correction,
    ONR.Proposition,
    ONR.ResponseOutcome,
    ONR.StanceRelation,
    ONR.Statement,
    ONR.Version,
]


@pytest.mark.parametrize("kind", CLOSED)
def test_class_is_closed(kind: URIRef) -> None:
    graph = all_shapes()
    closed = [
        shape for shape in graph.subjects(SH.targetClass, kind) if (shape, SH.closed, None) in graph
    ]
    assert len(closed) == 1
