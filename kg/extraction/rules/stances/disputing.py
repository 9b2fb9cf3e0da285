"""What a statement says against another's words or way of finding out, without a verb for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told
from kg.extraction.rules.stances.pointing import pointed_at, top_noun
from kg.extraction.rules.stances.targets import Targets
from kg.model import StanceBasis

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Disputed:
    """A statement that is disputed, how that is known, and the words that show it."""

    target: Told
    basis: StanceBasis
    tokens: tuple[int, ...]


def disputed(reading: Reading, targets: Targets, told: Told) -> Disputed | None:
    """Return what somebody has a problem with: "my problem with the article"."""
    view, words = reading.view, reading.words
    problems = words.lists.get("problem-noun", frozenset())
    for token in told.tokens():
        if view.lemma[token] not in problems:
            continue
        for kid in view.kids_by(token, "prep"):
            noun = view.kid(kid, "pobj")
            if view.lower[kid] != "with" or noun is None:
                continue
            target = pointed_at(reading, targets, told, noun)
            if target is not None:
                return Disputed(target, StanceBasis.ADDED, (token, kid))
    return None


def method_questioned(reading: Reading, targets: Targets, told: Told) -> Disputed | None:
    """Return whose way of finding out is questioned: "called the sample thin"."""
    view, words = reading.view, reading.words
    asks = words.has("method-questioning-cue", told.key) or words.has("dispute-cue", told.key)
    judges = told.key in {"call", "describe", "describe as"} and any(
        words.has("judging-word", view.lower[token]) for token in told.tokens()
    )
    faulted = _faulted(reading, told)
    if not (asks or judges or faulted is not None):
        return None
    noun = _method(reading, told) if faulted is None else faulted
    if noun is None:
        return None
    before = [one for one in targets.before(told) if one.one.source != told.one.source]
    owner = view.kid(noun, "poss")
    if owner is not None:
        source = reading.cast.source_at(owner)
        before = [one for one in before if one.one.source == source]
    researched = targets.in_body([one for one in before if targets.is_research(one)])
    target = _first_measured(reading, researched, noun)
    if target is None and owner is None:
        target = targets.first_finding(told)
    if target is None:
        return None
    basis = StanceBasis.ASSERTED if asks or faulted is not None else StanceBasis.ADDED
    return Disputed(target, basis, () if told.anchor is None else (told.anchor, noun))


def _first_measured(reading: Reading, among: list[Told], noun: int) -> Told | None:
    """Return the first of several findings, or the first with a figure where that is meant."""
    view = reading.view
    if reading.words.has("measured-noun", view.lemma[noun]):
        for one in among:
            if any(view.words[token][:1].isdigit() for token in one.tokens()):
                return one
    return among[0] if among else None


def _faulted(reading: Reading, told: Told) -> int | None:
    """Return the method of which somebody says what is wrong: "is wrong with the sampling"."""
    view, words = reading.view, reading.words
    for token in told.tokens():
        if view.lower[token] != "with" or view.lower[token - 1] not in {"wrong", "amiss"}:
            continue
        noun = view.kid(token, "pobj")
        if noun is not None and words.has("method-noun", view.lemma[noun]):
            return noun
    return None


def _method(reading: Reading, told: Told) -> int | None:
    """Return the noun for a method that is the head of a content, or its object."""
    view, words = reading.view, reading.words
    top = top_noun(view, told)
    if told.key == "question" and top is not None:
        subject = view.kid(top, "nsubj", "nsubjpass")
        taken = subject is not None and view.kid(subject, "acl") is not None
        if taken and words.has("measured-noun", view.lemma[subject or 0]):
            return subject
    tokens = told.tokens() if top is None else iter((top, *view.kids_by(top, "nsubj", "dobj")))
    return next((token for token in tokens if words.has("method-noun", view.lemma[token])), None)
