"""Statements side by side that cannot both be so: two figures, two colours, two accounts.

Two sources that measure the same thing differently dispute each other's figure, whether or
not either knows of the other. Nothing is concluded from statements far apart, or where it
cannot be told that both speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative, modals
from kg.extraction.rules.stances.shown import Shown
from kg.extraction.rules.stances.targets import Targets, nearest
from kg.extraction.rules.text.view import View
from kg.model import StanceBasis, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_IT = frozenset({"it", "this", "that"})
_MEASURING = frozenset({"at", "between"})
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_PERCEIVING = frozenset({"see", "hear", "witness", "notice", "encounter"})


def set_side_by_side(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what a statement does to the one before it in the same paragraph."""
    last = _last_by_another(reading.view, targets, told)
    if last is None:
        return
    if _measured_otherwise(reading, told, last):
        yield Shown(StanceKind.DISPUTES, last, StanceBasis.ADDED, "figures")
    elif _described_otherwise(reading, told, last):
        yield Shown(StanceKind.DISPUTES, last, StanceBasis.ADDED, "descriptions")


def _last_by_another(view: View, targets: Targets, told: Told) -> Told | None:
    """Return the statement right before, of somebody else in the same paragraph."""
    last = nearest(one for one in targets.before(told) if one.one.nested_in is None)
    if last is None or not told.content or last.one.source == told.one.source:
        return None
    same = view.paragraph[told.content[0][0]] == view.paragraph[last.content[0][0]]
    return last if same and not told.one.nested_in else None


def _measured_otherwise(reading: Reading, told: Told, last: Told) -> bool:
    """Whether both put a number to the same thing: "puts the loss at 4", "puts it at 9"."""
    view = reading.view
    ours, theirs = _measure(view, told), _measure(view, last)
    if ours is None or theirs is None:
        return False
    (thing, numbers), (other, others) = ours, theirs
    same = view.lower[thing] in _IT or view.lemma[thing] == view.lemma[other]
    return same and bool(numbers) and bool(others) and numbers.isdisjoint(others)


def _measure(view: View, told: Told) -> tuple[int, frozenset[str]] | None:
    """Return what a content puts a number to, and the numbers of its first measure."""
    first, last = told.content[0]
    for token in range(first, last):
        if view.lower[token] not in _MEASURING or view.dep[token] != "prep" or token == first:
            continue
        numbers = frozenset(
            view.lower[t]
            for t in range(*view.subtree(token))
            if view.pos[t] == "NUM" and view.lower[t] not in _SCALES
        )
        thing = view.kid(view.head[token], "dobj")
        if thing is None or not first <= thing < token:
            thing = next((t for t in told.tops if t < token), None)
        if numbers and thing is not None:
            return thing, numbers
    return None


def _described_otherwise(reading: Reading, told: Told, last: Told) -> bool:
    """Whether "it was black" is said right behind "the smoke was white"."""
    view = reading.view
    if view.sentence(told.content[0][0])[0] > view.sentence(last.content[-1][1] - 1)[1]:
        return False
    ours, theirs = _colour(reading, told), _colour(reading, last)
    if ours is None or theirs is None:
        return False
    subject = view.kid(view.head[ours], "nsubj")
    return (
        subject is not None
        and view.lower[subject] in _IT
        and view.lemma[ours] != view.lemma[theirs]
    )


def _colour(reading: Reading, told: Told) -> int | None:
    view = reading.view
    for head in heads(view, told)[:1]:
        if view.lemma[head] != "be" or is_negative(view, head):
            return None
        for kid in view.kids_by(head, "acomp", "attr"):
            if reading.words.has("colour-word", view.lemma[kid]):
                return kid
    return None


def not_perceived(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what is qualified by not having seen it: "she had never seen an envelope".

    Of one's own words before it: "I have not heard it myself".
    """
    view = reading.view
    for head in heads(view, told)[:1]:
        if view.lemma[head] not in _PERCEIVING or not is_negative(view, head):
            continue
        if any(True for _ in modals(view, head)):
            continue
        thing = view.kid(head, "dobj")
        before = [one for one in targets.before(told) if one.one.nested_in is None]
        if thing is None or not before:
            continue
        if view.lower[thing] in _IT:
            yield from _of_own_words(view, told, before, head)
            continue
        other = [one for one in before if one.one.source != told.one.source]
        seen = nearest(one for one in other if _is_seen(view, one, view.lemma[thing]))
        if seen is not None:
            yield Shown(StanceKind.QUALIFIES, seen, StanceBasis.ADDED, "not-seen", (head, thing))


def _of_own_words(view: View, told: Told, before: list[Told], head: int) -> Iterator[Shown]:
    last = nearest(before)
    first = told.content[0][0]
    if last is None or last.one.source != told.one.source:
        return
    if view.paragraph[first] == view.paragraph[last.content[0][0]]:
        yield Shown(StanceKind.QUALIFIES, last, StanceBasis.ASSERTED, "not-seen", (head,))


def _is_seen(view: View, told: Told, thing: str) -> bool:
    """Whether a statement says that somebody saw the thing."""
    return any(
        view.lemma[token] == thing
        and any(view.lemma[head] in _PERCEIVING for head in heads(view, told))
        for token in told.tokens()
    )
