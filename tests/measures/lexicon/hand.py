"""What people have set by hand: families, weights, verbs of quotation (`hand.ttl`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from kg.extraction.rules.text.frames import Frame
from kg.resources import ontology_file

ONR: Final = Namespace("https://w3id.org/onrecord/ns#")
CUE: Final = Namespace("https://w3id.org/onrecord/scheme/cue/")
_FORMULAS: Final = (Frame.ACCORDING, Frame.COLON, Frame.DASH)
_SUFFIX: Final = "Weight"
QUOTED: Final = frozenset({"saying", "writing", "telling", "asking"})
"""The families of which every verb set by hand may bring in a quotation."""


def weight_name(frame: Frame) -> str:
    """Return which weight counts in a frame; the formulas share one."""
    return "formula" if frame in _FORMULAS else frame.value


@dataclass(frozen=True, slots=True)
class Hand:
    """What is set by hand.

    `weights` are by cue and name of the weight ("clause", "formula", ...); they stand as they
    are, whatever the articles would teach. `quoting` are the verbs that may bring in a
    quotation, beside those that are learned to.
    """

    definitions: dict[str, str]
    families: dict[str, str]
    weights: dict[tuple[str, str], float]
    quoting: frozenset[str]

    def family(self, key: str) -> str:
        """Return the family of a cue: its own, or that of the longest beginning which has one."""
        words = key.split()
        beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        return next((self.families[one] for one in beginnings if one in self.families), "")


def read_hand(path: Path | None = None) -> Hand:
    """Return what the file says; the file is that of the ontology unless another is given."""
    graph = Graph().parse(path or ontology_file("lexicon/hand.ttl"), format="turtle")
    definitions: dict[str, str] = {}
    families: dict[str, str] = {}
    weights: dict[tuple[str, str], float] = {}
    label_of = {cue: str(label) for cue, label in graph.subject_objects(SKOS.prefLabel)}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        parent = graph.value(concept, SKOS.broader)
        if parent is None:
            definitions[_name(concept)] = str(graph.value(concept, SKOS.definition))
            continue
        families[label_of[concept]] = _name(parent)
        for predicate, value in graph.predicate_objects(concept):
            if str(predicate).startswith(str(ONR)) and isinstance(value, Literal):
                name = str(predicate).removeprefix(str(ONR)).removesuffix(_SUFFIX)
                weights[label_of[concept], name] = float(value)
    listed = {label_of[cue] for cue in graph.objects(CUE["other-quoting"], SKOS.member)}
    spoken = {key for key, family in families.items() if family in QUOTED and key.isalpha()}
    return Hand(definitions, families, weights, frozenset(listed | spoken))


def _name(concept: object) -> str:
    if not isinstance(concept, URIRef):
        raise TypeError(concept)
    return str(concept).removeprefix(str(CUE))
