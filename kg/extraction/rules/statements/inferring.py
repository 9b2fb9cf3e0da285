"""What a statement is concluded from, and where it is open how much of a sentence is attributed.

Who was told something and goes on to suggest what it means infers from it; so does who
concludes "based on" a document that said something before, and who tells of a consensus.
A credit at the end of a long sentence ("..., as the Herald reports") may be for all of it
or for its last part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, all_told, is_clause, sentence_of
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Attribution, Extraction, SourceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_LONG = 12
_WRITTEN = frozenset({SourceKind.DOCUMENT, SourceKind.NEWS_OUTLET})
_BASED = frozenset({"based", "basing"})


def with_inferences(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with what it is inferred from, and what is of uncertain scope."""
    told = all_told(reading, found)
    kinds = {one.id: one.kind for one in found.sources}
    premises: dict[str, tuple[str, ...]] = {}
    made: list[Attribution] = []
    for place, one in enumerate(told):
        drawn = one.one.infers_from or _gathered(reading, one, told)
        drawn = drawn or _premises(reading, one, told[:place], kinds, premises)
        premises[one.one.id] = drawn
        scope = one.one.scope_ambiguous or is_open(reading, one)
        plain = not drawn and not scope
        made.append(
            one.one if plain else replace(one.one, infers_from=drawn, scope_ambiguous=scope)
        )
    return replace(found, attributions=tuple(made))


def _gathered(reading: Reading, told: Told, every: tuple[Told, ...]) -> tuple[str, ...]:
    """Return the shared views that a statement tells of: "the consensus is that".

    Nobody utters a consensus: who tells of one has gathered it from what a group says.
    """
    return tuple(
        one.one.id
        for one in every
        if one.one.nested_in == told.one.id and reading.words.family(one.key) == "shared-view"
    )


def _premises(
    reading: Reading,
    told: Told,
    before: tuple[Told, ...],
    kinds: dict[str, SourceKind],
    known: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """Return the ids of what a statement is concluded from."""
    if not reading.words.has("inferring-cue", told.key) or not told.content:
        return ()
    based = _based_on(reading, told, before)
    if based:
        return based
    here = [one for one in before if _same_paragraph(reading.view, one, told)]
    heard = [one for one in here if one.one.recipient == told.one.source]
    if heard:
        return (heard[-1].one.id,)
    # the writer's piece goes on where the writer left off, and concludes from what he was told
    written = kinds.get(told.one.source) in _WRITTEN and bool(here)
    return known[here[-1].one.id] if written else ()


def _based_on(reading: Reading, told: Told, before: tuple[Told, ...]) -> tuple[str, ...]:
    """Return what a document said on which a conclusion is based: "based on the log, she said"."""
    view, sentence = reading.view, sentence_of(reading.view, told)
    if sentence is None:
        return ()
    for token in range(*sentence):
        if view.lower[token] not in _BASED or view.quoted[token] or token + 1 >= view.size:
            continue
        noun = view.kid(token + 1, "pobj") if view.lower[token + 1] == "on" else None
        if noun is None or view.pos[noun] not in {"NOUN", "PROPN"}:
            continue
        source = reading.cast.source_at(noun)
        said = [one for one in before if one.one.source == source]
        if said and source != told.one.source:
            return (said[-1].one.id,)
    return ()


def _same_paragraph(view: View, one: Told, two: Told) -> bool:
    if not one.content or not two.content:
        return False
    return view.paragraph[one.content[0][0]] == view.paragraph[two.content[0][0]]


def is_open(reading: Reading, told: Told) -> bool:
    """Return whether a credit that ends a long sentence of several clauses may be for a part."""
    candidate = reading.candidates.get(told.one.id)
    if candidate is None or candidate.frame is not Frame.PARENTHESIS or len(told.content) != 1:
        return False
    if not candidate.key.startswith("as "):
        return False
    first, last = told.content[0]
    view = reading.view
    after = last <= candidate.anchor
    words = sum(view.is_word(token) for token in range(first, last))
    return after and words >= _LONG and _is_joined(view, reading.words, first, last)


def _is_joined(view: View, words: Lexicon, first: int, last: int) -> bool:
    """Whether a content has more than one event in it: a second clause, or "after", "before"."""
    for token in range(first, last):
        if view.dep[token] == "conj" and is_clause(view, token):
            return True
        if view.dep[token] in {"advcl", "relcl"} and is_clause(view, token):
            return True
        if words.has("event-order", view.lower[token]) and view.dep[token] in {"prep", "mark"}:
            return True
    return False
