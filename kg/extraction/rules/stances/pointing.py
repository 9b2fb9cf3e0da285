"""The earlier statement that words point back at: "that", "the claims", "her theory"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told
from kg.extraction.rules.stances.targets import Targets, nearest, nearest_claim, stems_of
from kg.extraction.rules.text.view import View
from kg.model import AttributionType, SourceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_POINTING = frozenset({"that", "this", "it", "so", "those", "these", "them"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "any", "all"})
_TELLING = frozenset({"acl", "ccomp", "relcl"})
_FAR = 2
"""How many paragraphs back a bare "that" may point."""


def pointed_at(reading: Reading, targets: Targets, told: Told, noun: int | None) -> Told | None:
    """Return the statement that a noun or pronoun in some statement's words points at."""
    if noun is None:
        return None
    view, words = reading.view, reading.words
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    if view.lower[noun] in _POINTING and view.pos[noun] in {"PRON", "DET", "SCONJ"}:
        return _just_said(view, noun, before)
    if view.pos[noun] != "NOUN" or not words.has("claiming-noun", view.lemma[noun]):
        return None
    by_owner = _of_owner(reading, before, noun)
    if by_owner is not None:
        return by_owner
    named = reading.cast.source_at(noun)
    by_document = [one for one in before if one.one.source == named]
    tells = any(view.dep[kid] in _TELLING for kid in view.kids[noun] if kid > noun)
    if tells:
        stems = frozenset(stems_of(reading, range(noun + 1, view.subtree(noun)[1])))
        return targets.by_words(stems, before)
    if by_document:
        return min(by_document, key=lambda one: one.one.content[0].start)
    document = _only_document(reading, targets, before, noun)
    if document is not None:
        return document
    return _definite(reading, before, noun)


def owned(reading: Reading, targets: Targets, told: Told, noun: int | None) -> Told | None:
    """Return the first thing said by those whose results a noun names: "the group's figures"."""
    view, words = reading.view, reading.words
    if noun is None or not words.has("result-noun", view.lemma[noun]):
        return None
    owner = view.kid(noun, "poss")
    if owner is None:
        return None
    source = reading.cast.source_at(owner)
    before = [one for one in targets.before(told) if one.one.source == source]
    return next(iter(targets.in_body(before)), None)


def _just_said(view: View, pronoun: int, before: list[Told]) -> Told | None:
    """Return the statement right before, if it is near enough for "that" to mean it."""
    last = nearest(before)
    if last is None or not last.content:
        return None
    apart = view.paragraph[pronoun] - view.paragraph[last.content[-1][1] - 1]
    return last if 0 <= apart <= _FAR else None


def _of_owner(reading: Reading, before: list[Told], noun: int) -> Told | None:
    """Return what was said by whoever the noun belongs to: "Roe's theory", "claims by Roe"."""
    view = reading.view
    owner = view.kid(noun, "poss")
    if owner is None:
        by = next((k for k in view.kids_by(noun, "prep") if view.lower[k] in {"by", "of"}), None)
        owner = None if by is None else view.kid(by, "pobj")
    if owner is None:
        return None
    source = reading.cast.source_at(owner)
    own = [one for one in before if one.one.source == source]
    if not own:
        document = [one for one in before if one.one.medium == source]
        return min(document, key=lambda one: one.one.content[0].start) if document else None
    inferred = [one for one in own if _is_inferred(reading, one)]
    return nearest(inferred if inferred and view.lemma[noun] in {"theory", "conclusion"} else own)


def _is_inferred(reading: Reading, told: Told) -> bool:
    return reading.words.has("inferring-cue", told.key) or told.one.type is AttributionType.BELIEF


def _only_document(
    reading: Reading, targets: Targets, before: list[Told], noun: int
) -> Told | None:
    """Return what the one document that was cited says first, where "the article" means it."""
    view = reading.view
    determiner = view.kid(noun, "det")
    known = determiner is not None and view.lower[determiner] in {"the", "this", "that"}
    if not known or not reading.words.has("document-noun", view.lemma[noun]):
        return None
    written = [one for one in before if targets.kind(one) is SourceKind.DOCUMENT]
    if len({one.one.source for one in written}) != 1:
        return None
    return min(written, key=lambda one: one.one.content[0].start)


def _definite(reading: Reading, before: list[Told], noun: int) -> Told | None:
    """Return the claim that "the claims", "the allegation" means: the last one before."""
    view = reading.view
    determiner = view.kid(noun, "det", "predet")
    if determiner is None or view.lower[determiner] not in _DEFINITE:
        return None
    if not reading.words.has("accusing-noun", view.lemma[noun]):
        return None
    found = nearest_claim(before)
    if found is None or not found.content:
        return None
    apart = view.paragraph[noun] - view.paragraph[found.content[-1][1] - 1]
    return found if 0 <= apart <= 2 * _FAR else None


def top_noun(view: View, told: Told) -> int | None:
    """Return the head word of a content that is one noun phrase."""
    tops = [
        token
        for token in told.tokens()
        if view.is_word(token) and (view.head[token] == token or not told.holds(view.head[token]))
    ]
    return tops[0] if len(tops) == 1 else None
