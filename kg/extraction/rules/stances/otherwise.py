"""Statements that give another account of the same thing without the word "explanation".

"It could be the trams. It could be the lights", "a weed killer leaves the same trace",
"called the ledger a plan, not a count", and what a denial goes on to say instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative, modals
from kg.extraction.rules.stances.shown import Shown
from kg.extraction.rules.stances.targets import Targets, nearest
from kg.extraction.rules.text.view import View
from kg.model import ContentKind, StanceBasis, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_IT = frozenset({"it", "this", "that"})
_MAYBE = frozenset({"could", "may", "might"})
_CALLING = frozenset({"call", "describe", "describe as"})
_SELF = frozenset({"i", "we", "he", "she", "they", "it", "there", "you", "this", "that"})
_OPENING = 3
"""How many words at most open a content before the thing that is called something."""

_OTHER = StanceKind.OFFERS_ALTERNATIVE


def other_accounts(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what a statement explains otherwise."""
    if told.one.nested_in is not None or not told.content:
        return
    yield from _either_or(reading, targets, told)
    yield from _same_of_another(reading, targets, told)
    yield from _called_something_else(reading, targets, told)


def _either_or(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the finding that "It could be the trams. It could be the lights" leaves open."""
    view = reading.view
    open_ = [
        head
        for head in heads(view, told)
        if view.lemma[head] == "be"
        and _MAYBE.intersection(modals(view, head))
        and _is_it(view, head)
    ]
    if len(open_) <= 1:
        return
    target = targets.first_finding(told)
    if target is not None:
        yield Shown(_OTHER, target, StanceBasis.ADDED, "either-or", tuple(open_))


def _is_it(view: View, head: int) -> bool:
    subject = view.kid(head, "nsubj")
    return subject is not None and view.lower[subject] in _IT


def _same_of_another(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the claim of which another cause does the same: "leaves the same compound behind"."""
    view = reading.view
    for head in heads(view, told):
        subject, thing = view.kid(head, "nsubj"), view.kid(head, "dobj")
        effect = reading.words.has("effect-verb", view.lemma[head])
        if subject is None or thing is None or not effect or is_negative(view, head):
            continue
        same = any(view.lower[kid] == "same" for kid in view.kids_by(thing, "amod"))
        if not same or view.pos[subject] not in {"NOUN", "PROPN"}:
            continue
        other = [
            one
            for one in targets.in_body(targets.before(told))
            if one.one.source != told.one.source
            and {view.lemma[token] for token in one.tokens()} >= {view.lemma[thing]}
            and view.lemma[subject] not in {view.lemma[token] for token in one.tokens()}
        ]
        target = nearest(other)
        if target is not None:
            yield Shown(_OTHER, target, StanceBasis.ADDED, "same-of-another", (subject, thing))


def _called_something_else(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what a document said that is called "a plan, not a count" of it."""
    view = reading.view
    if told.key not in _CALLING or told.anchor is None:
        return
    nots = [
        t for t in told.tokens() if view.lower[t] == "not" and view.lower[t - 1] in {",", "and"}
    ]
    if not nots or not told.content:
        return
    first = told.content[0][0]
    things = [t for t in range(*told.content[0]) if view.pos[t] in {"NOUN", "PROPN"}]
    thing = next((t for t in things if view.right[t] <= nots[0] and t - first <= _OPENING), None)
    if thing is None:
        return
    own = targets.in_body(
        [
            one
            for one in targets.before(told)
            if one.one.source != told.one.source and targets.is_called(one, view.lemma[thing])
        ]
    )
    if own:
        yield Shown(_OTHER, own[0], StanceBasis.ASSERTED, "called", (told.anchor, nots[0]))


def instead(reading: Reading, told: Told, denial: Told, target: Told) -> bool:
    """Return whether what follows a denial says what it was instead, of the same matter.

    Right behind it by the same source, of somebody or something else, and not denying again.
    """
    view = reading.view
    if told.one.source != denial.one.source or told.one.nested_in or not told.content:
        return False
    if target.one.content_kind is not ContentKind.ALLEGATION:
        return False
    if view.paragraph[told.content[0][0]] - view.paragraph[denial.content[-1][1] - 1] > 1:
        return False
    clauses = heads(view, told)[:1]
    if not clauses or is_negative(view, clauses[0]):
        return False
    subject = view.kid(clauses[0], "nsubj", "nsubjpass")
    if subject is None or view.lower[subject] in _SELF:
        return False
    nouns = {view.lemma[t] for t in target.tokens() if view.pos[t] == "NOUN"}
    return any(view.lemma[t] in nouns for t in told.tokens() if view.pos[t] == "NOUN")
