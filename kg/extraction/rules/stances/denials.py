"""How far a denial meets what it denies: in full, in part, at another time, or beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative, is_past
from kg.extraction.rules.text.view import View
from kg.model import DenialScope, words

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_WITHIN = re.compile(
    r"\b(?:in|during|over|for) the (?:last|past) (?:\w+ )?(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_JOINED = frozenset({"conj"})
_POINTING = frozenset({"that", "this", "it", "which", "those", "these", "they"})


def scope_of(reading: Reading, denial: Told, target: Told) -> DenialScope | None:
    """Return how far a denial reaches; nothing where its words do not tell."""
    said = words(denial.one.content, reading.view.text).lower()
    if holds_phrase(reading, "hedged-denial-phrase", said):
        return DenialScope.HEDGED
    if holds_phrase(reading, "procedural-phrase", said):
        return DenialScope.PROCEDURAL
    if _is_partial(reading, denial):
        return DenialScope.PARTIAL
    if is_tense_shifted(reading, denial, target):
        return DenialScope.TENSE_SHIFTED
    if _is_narrower(reading, denial, said, words(target.one.content, reading.view.text)):
        return DenialScope.NARROWER
    return DenialScope.FULL


def holds_phrase(reading: Reading, name: str, said: str) -> bool:
    """Return whether a text in small letters holds one of the phrases of a list."""
    return any(phrase in said for phrase in reading.words.lists.get(name, frozenset()))


def _is_partial(reading: Reading, denial: Told) -> bool:
    """Whether the same sentence concedes something: "accepts that he met them, but denies"."""
    view, cue = reading.view, denial.anchor
    if cue is None or denial.holds(cue):
        return False
    near = [*view.kids_by(cue, *_JOINED)]
    if view.dep[cue] in _JOINED:
        near.append(view.head[cue])
    return any(reading.words.has("conceding-cue", view.lemma[token]) for token in near)


def is_tense_shifted(reading: Reading, denial: Told, target: Told) -> bool:
    """Return whether what is said of the past is denied of the present.

    "That is not true" is of no time; "there is no evidence that it was" is not either.
    """
    view = reading.view
    times = [time for head in heads(view, denial) if (time := _time(reading, head)) is not None]
    if not times or any(times):
        return False
    was = [
        past for head in heads(view, target) if (past := _is_of_the_past(view, head)) is not None
    ]
    return bool(was) and was[0] and not _mentions_now(reading, target)


def _time(reading: Reading, head: int) -> bool | None:
    """Return whether a clause that denies is of the past; nothing where it is of no time."""
    view = reading.view
    subject = view.kid(head, "nsubj", "nsubjpass", "expl")
    if subject is None:
        return None
    bare = view.lower[subject] in _POINTING and view.lemma[head] == "be"
    if bare or view.dep[subject] == "expl" or view.kid(head, "expl") is not None:
        return None
    if not is_negative(view, head) and not any(
        reading.words.has("present-word", view.lower[token]) for token in view.kids[subject]
    ):
        return None
    past = is_past(view, head)
    if past is False and _is_perfect(view, head):
        return True
    return past


def _is_perfect(view: View, head: int) -> bool:
    return any(view.lemma[kid] == "have" for kid in view.kids_by(head, "aux"))


def _is_of_the_past(view: View, head: int) -> bool | None:
    past = is_past(view, head)
    return True if past else past


def _mentions_now(reading: Reading, told: Told) -> bool:
    view = reading.view
    return any(reading.words.has("present-word", view.lower[token]) for token in told.tokens())


def _is_narrower(reading: Reading, denial: Told, said: str, target: str) -> bool:
    """Whether words narrow what is denied that the claim does not have."""
    limit = _WITHIN.search(said)
    if limit is not None and limit[0] not in target.lower():
        return True
    view = reading.view
    return any(
        reading.words.has("narrowing-word", view.lower[token])
        and view.lower[token] not in target.lower()
        for token in denial.tokens()
    )


def attacks_only(reading: Reading, denial: Told) -> bool:
    """Return whether a statement is about who said it, and not about what was said."""
    view = reading.view
    attacking = reading.words.lists.get("attacking-word", frozenset())
    return any(not attacking.isdisjoint(view.lower[slice(*piece)]) for piece in denial.content)
