"""The two files that are written: `cues.ttl` and `evidence.ttl`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tests.measures.lexicon.entries import Entries, family_of
from tests.measures.lexicon.hand import Hand

_PREFIXES: Final = """\
@prefix onr:  <https://w3id.org/onrecord/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
_CUES: Final = """\
@prefix cue:  <https://w3id.org/onrecord/scheme/cue/> .

# The cue lexicon: which words bring in what somebody says, thinks, wants or does to a content,
# and how much a word counts in each way that a content can hang on it (a natural logarithm of
# odds that joins the weights of evidence.ttl; 0 says nothing).
# Written by tests/measures/lexicon from counts and from hand.ttl: change hand.ttl, not this file.

<https://w3id.org/onrecord/scheme/cue> a skos:ConceptScheme ;
    dcterms:title "Cues"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    skos:prefLabel "cues"@en ;
    skos:definition
        "Words that bring in what somebody says, thinks, wants or does to a content."@en .
"""
_EVIDENCE: Final = """\
@prefix ev:   <https://w3id.org/onrecord/scheme/cue-evidence/> .

# What holds of a cue and its content besides the word itself, and how much it counts
# (a natural logarithm of odds). The names are those of
# kg/extraction/rules/finding/features.py.
# Written by tests/measures/lexicon from counts.

<https://w3id.org/onrecord/scheme/cue-evidence> a skos:ConceptScheme ;
    dcterms:title "Evidence around a cue"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    skos:prefLabel "evidence around a cue"@en ;
    skos:definition
        "What, around a cue, speaks for or against an attribution: subject, content, form."@en .
"""
_CUE_SCHEME: Final = "skos:inScheme <https://w3id.org/onrecord/scheme/cue>"
_EVIDENCE_SCHEME: Final = "skos:inScheme <https://w3id.org/onrecord/scheme/cue-evidence>"
_LEAST: Final = 0.01


def cues_file(entries: Entries, hand: Hand) -> str:
    """Return the text of `cues.ttl`: the families, then the cues by the alphabet."""
    lines = [
        f"cue:{name} a skos:Concept ; {_CUE_SCHEME} ;"
        f" skos:topConceptOf <https://w3id.org/onrecord/scheme/cue> ;"
        f' skos:prefLabel "{name.replace("-", " ")} (family)"@en ;'
        f' skos:definition "{definition}"@en .'
        for name, definition in sorted(hand.definitions.items())
    ]
    for key, weights in entries.items():
        counted = " ; ".join(f"onr:{name}Weight {w:.2f}" for name, w in weights.items())
        lines.append(
            f"cue:w-{key.replace(' ', '-')} a skos:Concept ; {_CUE_SCHEME} ;"
            f" skos:broader cue:{family_of(key, weights, hand)} ;"
            f' skos:prefLabel "{key}"@en ; {counted} .'
        )
    return _file(_CUES, lines)


def evidence_file(evidence: Mapping[str, float]) -> str:
    """Return the text of `evidence.ttl`."""
    lines = [
        f"ev:{_slug(name)} a skos:Concept ; {_EVIDENCE_SCHEME} ;"
        f' skos:prefLabel "{name}"@en ; onr:weight {weight:.2f} .'
        for name, weight in sorted(evidence.items())
        if abs(weight) >= _LEAST
    ]
    return _file(_EVIDENCE, lines)


def _slug(name: str) -> str:
    """Return a name as the end of an IRI; the parser's own marks are spelt out."""
    spelt = name.lower().replace("$", " possessive").replace(":", " mark")
    return re.sub(r"[^a-z0-9]+", "-", spelt).strip("-")


def _file(head: str, lines: Iterable[str]) -> str:
    return "\n".join([_PREFIXES + head, *lines]) + "\n"
