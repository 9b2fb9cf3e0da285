"""Answers to a claim that neither deny it by a verb nor in its words.

"Every case is decided in accordance with the rules", "It did not happen", "I do not
recognise that picture", "The minister is on top of it, allies insist".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative, is_past
from kg.extraction.rules.stances.denials import holds_phrase
from kg.extraction.rules.stances.shown import Shown
from kg.extraction.rules.stances.targets import Targets, nearest
from kg.extraction.rules.text.view import View
from kg.model import ContentKind, StanceBasis, StanceKind, words

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_IT = frozenset({"it", "this", "that", "none"})
_HAPPENING = frozenset({"happen", "occur"})
_PICTURES = frozenset({"picture", "description", "portrait", "account", "characterisation"})
_CHARGED = frozenset({ContentKind.ALLEGATION, ContentKind.OPINION})
_FAR = 4


def answered(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what a statement answers."""
    if told.one.nested_in is not None or not told.content:
        return
    yield from _by_procedure(reading, targets, told)
    yield from _never_happened(reading, targets, told)
    yield from _not_recognised(reading, targets, told)
    yield from _insisted(reading, targets, told)
    yield from _even_if(reading, targets, told)


def _accused_near(reading: Reading, targets: Targets, told: Told) -> Told | None:
    """Return the last allegation of somebody else, a few paragraphs back at most."""
    view = reading.view
    last = nearest(
        one
        for one in targets.in_body(targets.before(told))
        if one.one.content_kind is ContentKind.ALLEGATION and one.one.source != told.one.source
    ) or next(iter(targets.denied[-1:]), None)
    if last is None:
        return None
    apart = view.paragraph[told.content[0][0]] - view.paragraph[last.content[-1][1] - 1]
    return last if apart <= _FAR else None


def _by_procedure(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    said = words(told.one.content, reading.view.text).lower()
    if not holds_phrase(reading, "procedural-phrase", said):
        return
    target = _accused_near(reading, targets, told)
    if target is not None:
        yield Shown(StanceKind.DENIES, target, StanceBasis.ADDED, "procedure")


def _never_happened(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the allegation of which it is said that it did not happen."""
    view = reading.view
    for head in heads(view, told):
        subject = view.kid(head, "nsubj")
        if view.lemma[head] not in _HAPPENING or subject is None or not is_past(view, head):
            continue
        nothing = view.lower[subject] in {"nothing", "none"}
        if view.lower[subject] not in _IT or is_negative(view, head) is nothing:
            continue
        target = _accused_near(reading, targets, told)
        if target is not None:
            yield Shown(StanceKind.DENIES, target, StanceBasis.ADDED, "never-happened", (head,))


def _not_recognised(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the judgement that is a picture of somebody which is not recognised."""
    view = reading.view
    for head in heads(view, told)[:1]:
        thing = view.kid(head, "dobj")
        if thing is None or not is_negative(view, head):
            continue
        if view.lemma[head] in {"recognise", "recognize"} and view.lemma[thing] in _PICTURES:
            about = _proper(view, told)
            target = _judged(reading, targets, told, about)
            if target is not None:
                tokens = (head, thing)
                yield Shown(StanceKind.DISPUTES, target, StanceBasis.ASSERTED, "picture", tokens)


def _insisted(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the judgement on somebody against whom or which a good one is insisted on."""
    view = reading.view
    if told.key not in {"insist", "insist that"} or told.anchor is None:
        return
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj")
        if subject is None or view.lemma[head] != "be" or is_negative(view, head):
            continue
        target = _judged(reading, targets, told, frozenset({view.lower[subject]}))
        if target is not None:
            tokens = (told.anchor,)
            yield Shown(StanceKind.DISPUTES, target, StanceBasis.ASSERTED, "insists", tokens)


def _judged(reading: Reading, targets: Targets, told: Told, names: frozenset[str]) -> Told | None:
    """Return the first judgement or charge in the body on whom one of the names means."""
    view = reading.view
    for one in targets.in_body(targets.before(told)):
        if one.one.source == told.one.source or one.one.content_kind not in _CHARGED:
            continue
        for head in heads(view, one)[:1]:
            subject = view.kid(head, "nsubj", "nsubjpass")
            if subject is not None and names & {
                view.lower[t] for t in range(view.left[subject], view.right[subject])
            }:
                return one
    return None


def _proper(view: View, told: Told) -> frozenset[str]:
    return frozenset(view.lower[t] for t in told.tokens() if view.pos[t] == "PROPN")


def _even_if(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the finding that would have made no difference: "even if they had shut on time"."""
    view = reading.view
    for head in heads(view, told)[:1]:
        for kid in view.kids_by(head, "advcl"):
            mark = view.kid(kid, "mark")
            if mark is None or view.lower[mark] != "if" or view.lower[mark - 1] != "even":
                continue
            subject = view.kid(head, "nsubj", "nsubjpass")
            if subject is None or view.pos[subject] != "NOUN" or is_negative(view, head):
                continue
            target = next(
                (
                    one
                    for one in targets.in_body(targets.before(told))
                    if one.one.source != told.one.source
                    and any(_is_subject(view, one, top, view.lemma[subject]) for top in one.tops)
                ),
                None,
            )
            if target is not None:
                tokens = (mark - 1, mark)
                yield Shown(StanceKind.QUALIFIES, target, StanceBasis.ADDED, "even-if", tokens)


def _is_subject(view: View, told: Told, head: int, noun: str) -> bool:
    subject = view.kid(head, "nsubj", "nsubjpass")
    return subject is not None and told.holds(subject) and view.lemma[subject] == noun
