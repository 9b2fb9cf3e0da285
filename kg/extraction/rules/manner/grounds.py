"""How a source is said to know: it saw, took part, read the paper, was told, measured.

Only where words beside the source or in the reporting clause say so. To be familiar with a
matter tells nothing of how one knows it, so nothing is set for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.manner.reporting import Clauses
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import Attribution, Extraction, KnowledgeBasis, Source, SourceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_EXPERTS = frozenset({SourceKind.EXPERT, SourceKind.EXPERT_GROUP, SourceKind.ACADEMIC_BODY})
_NEAR = 4
_PAPER_LISTS = ("document-noun", "record-noun", "dataset-noun")


def grounds(reading: Reading, found: Extraction, clauses: Clauses) -> Extraction:
    """Return the attributions with what their source is said to know from."""
    sources = {one.id: one for one in found.sources}
    known = {name: basis_beside(reading, one) for name, one in _in_use(found, sources)}
    told = []
    for one in found.attributions:
        clause = clauses.of(one)
        source = sources.get(one.source)
        own = None if clause is None else _of_cue(reading, clause.anchor, source)
        own = own or of_content(reading, one, source)
        basis = own or known.get(one.source)
        told.append(replace(one, knowledge_basis=basis))
    return replace(found, attributions=tuple(told))


def of_content(reading: Reading, one: Attribution, source: Source | None) -> KnowledgeBasis | None:
    """Return what somebody says of their own knowledge: "I saw it", that he had been told."""
    if source is None or not _may_see(source):
        return None
    view, words = reading.view, reading.words
    for span in one.content:
        for verb in range(*tokens_of(view, span)):
            if view.pos[verb] != "VERB" or view.kid(verb, "neg") is not None:
                continue
            if words.has("perceiving-verb", view.lemma[verb]) and _is_own_deed(
                reading, source, verb
            ):
                return KnowledgeBasis.WITNESSED
            if view.lemma[verb] == "tell" and _was_told(reading, one, source, verb):
                return KnowledgeBasis.TOLD
    return None


def _may_see(source: Source) -> bool:
    return source.kind.personal or source.kind is SourceKind.UNKNOWN


def _is_own_deed(reading: Reading, source: Source, verb: int) -> bool:
    """Whether whoever speaks did it: "I watched", "said she had heard"; not "if I see"."""
    view = reading.view
    subject = view.kid(verb, "nsubj")
    helps = {view.lower[kid] for kid in view.kids_by(verb, "aux")}
    if helps & {"will", "would", "may", "might", "'ll", "’ll"} or view.tag[verb] == "VBP":
        return False
    if any(view.lower[kid] in {"if", "whether"} for kid in view.kids_by(verb, "mark")):
        return False
    return subject is not None and _is_self(reading, source, subject)


def _is_self(reading: Reading, source: Source, word: int) -> bool:
    """Whether a pronoun stands for whoever speaks, in a quotation or out of it."""
    view = reading.view
    if view.quoted[word]:
        return view.lower[word] in {"i", "we", "me", "us"}
    if view.pos[word] == "NOUN":  # "a guard saw it fall, she said"
        return any(span.start <= view.start[word] < span.end for span in source.mentions)
    if view.lower[word] not in {"he", "she", "him", "her"}:
        return False
    return reading.cast.source_at(word) == source.id


def _was_told(reading: Reading, one: Attribution, source: Source, verb: int) -> bool:
    """Whether no more is said than what others told: "neighbours had told him"."""
    view = reading.view
    first = tokens_of(view, one.content[0])[0]
    if view.kid(verb, "xcomp") is not None or "VERB" in view.pos[first:verb]:
        return False
    if view.tag[verb] == "VBN" and view.kid(verb, "nsubjpass") is not None:
        subject = view.kid(verb, "nsubjpass")
        return subject is not None and _is_self(reading, source, subject)
    hearers = view.kids_by(verb, "dobj", "dative")
    return any(_is_self(reading, source, hearer) for hearer in hearers)


def _in_use(found: Extraction, sources: dict[str, Source]) -> Iterator[tuple[str, Source]]:
    names = {one.source for one in found.attributions}
    return ((name, sources[name]) for name in sorted(names) if name in sources)


def basis_beside(reading: Reading, one: Source) -> KnowledgeBasis | None:
    """Return what the clauses beside a source say: "who saw the crane fall"."""
    for span in one.mentions:
        tokens = tokens_of(reading.view, span)
        head = head_of(reading.view, tokens)
        for verb in _clauses_of(reading, head):
            basis = _of_verb(reading, verb)
            if basis is not None:
                return basis
        if _is_in_office(reading, head):
            return KnowledgeBasis.POSITION
    if _is_called_witness(reading, one):
        return KnowledgeBasis.WITNESSED
    return None


def _is_in_office(reading: Reading, head: int) -> bool:
    """Whether officials are said to know, and no more: "an official with knowledge of the plan"."""
    view = reading.view
    if not reading.words.has("official-noun", view.lemma[head]):
        return False
    words = view.lower[head + 1 : head + 1 + _NEAR]
    return words[:1] == ["familiar"] or (words[:1] == ["with"] and "knowledge" in words)


def _clauses_of(reading: Reading, head: int) -> Iterator[int]:
    """Yield the verbs of the clauses that hang on a noun, with those joined to them."""
    view = reading.view
    for noun in (head, *view.kids_by(head, "appos")):
        for clause in view.kids_by(noun, "relcl", "acl"):
            yield clause
            yield from view.kids_by(clause, "conj")


def _of_verb(reading: Reading, verb: int) -> KnowledgeBasis | None:
    view, words = reading.view, reading.words
    lemma = view.lemma[verb]
    if view.kid(verb, "neg") is not None or _has_other_subject(reading, verb):
        return None
    if words.has("telling-participle", view.lower[verb]) and view.tag[verb] == "VBN":
        return KnowledgeBasis.TOLD
    thing = view.kid(verb, "dobj")
    paper = thing is not None and any(words.has(n, view.lemma[thing]) for n in _PAPER_LISTS)
    if paper and words.has("reading-verb", lemma):
        return KnowledgeBasis.READ_DOCUMENT
    taken_for = any(view.lower[kid] == "as" for kid in view.kids_by(verb, "prep"))
    if words.has("witnessing-verb", lemma) and not taken_for:
        return KnowledgeBasis.WITNESSED
    if words.has("attending-verb", lemma) and thing is not None:
        return KnowledgeBasis.PARTICIPATED
    part = view.lower[verb] in {"involved", "participated", "participating"}
    preposition = view.kid(verb, "prep")
    if part and preposition is not None and view.lower[preposition] == "in":
        return KnowledgeBasis.PARTICIPATED
    return None


def _has_other_subject(reading: Reading, verb: int) -> bool:
    """Whether somebody else does it: of "the man whom the guard saw" the man saw nothing."""
    subject = reading.view.kid(verb, "nsubj", "nsubjpass")
    return subject is not None and reading.view.lower[subject] not in {"who", "that", "which"}


def _is_called_witness(reading: Reading, one: Source) -> bool:
    last = (one.description or one.role or "").lower().split()[-1:]
    forms = {
        form for word in last for form in (word, word.removesuffix("s"), word.removesuffix("es"))
    }
    return any(reading.words.has("eyewitness-noun", form) for form in forms)


def _of_cue(reading: Reading, anchor: int, source: Source | None) -> KnowledgeBasis | None:
    """Return what the cue says of an expert or a body: it estimated, it measured."""
    lemma = reading.view.lemma[anchor]
    if reading.words.has("measuring-verb", lemma):
        return KnowledgeBasis.TECHNICAL_DATA
    expert = source is not None and source.kind in _EXPERTS
    if expert and reading.words.has("inferring-verb", lemma):
        return KnowledgeBasis.INFERENCE
    return None
