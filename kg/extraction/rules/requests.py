"""Requests for comment and what came of them, by the wordings in which newsrooms say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - as in kg.model
from datetime import timedelta

from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.newsroom import Newsroom
from kg.extraction.rules.repairs import WEEKDAYS
from kg.extraction.rules.subjects import own_subject, subject_of
from kg.extraction.rules.view import Range, View
from kg.extraction.rules.wordings import Wordings
from kg.model import ResponseKind

_FOR = frozenset({"for", "to", "of", "at", "with"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A clause that tells what came of a request: `parties` are head words of who was asked.

    It is `limited` where one topic is refused ("would not comment on the letter"),
    `explicit` where the clause says that comment or an interview was wanted, and
    `at_first_hand` where it can be the refusal itself that is told ("said it would not").
    """

    anchor: int
    outcome: ResponseKind
    clause: Range
    parties: tuple[int, ...]
    asker: int | None = None
    limited: bool = False
    explicit: bool = False
    at_first_hand: bool = False


class Refusals:
    """Finds the clauses of one article that tell what came of a request for comment."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        """Take the view and the word lists."""
        self._view = view
        self._lexicon = lexicon
        self._wordings = Wordings(view, lexicon)
        self._newsroom = Newsroom(view, lexicon)

    def __iter__(self) -> Iterator[Refusal]:
        """Yield them in reading order; none that stands inside quotation marks."""
        view = self._view
        for verb in range(view.size):
            if view.pos[verb] not in {"VERB", "AUX"} or view.quoted[verb]:
                continue
            outcome = self._wordings.outcome(verb)
            if outcome is None:
                continue
            clause = self._clause(verb)
            parties = tuple(
                party
                for party in self._parties(verb, outcome)
                if self._newsroom.asked(verb, outcome, clause, party)
            )
            if parties:
                yield Refusal(
                    verb,
                    outcome,
                    clause,
                    parties,
                    self._asker(verb),
                    limited=self._wordings.limits(verb),
                    explicit=self._newsroom.wants_comment(clause),
                    at_first_hand=not self._lexicon.has("declining-verb", view.lemma[verb]),
                )

    def _parties(self, verb: int, outcome: ResponseKind) -> Iterator[int]:
        view = self._view
        if self._asks(verb, outcome):
            asked = view.kid(verb, "dobj")
            if asked is not None and view.lower[asked] not in {"comment", "response"}:
                yield from self._each(asked)
            else:
                yield from self._after(verb, {"from", "to"})
            return
        effort = self._wordings.effort(own_subject(view, verb))
        if effort is not None:
            sought = view.kid(effort, "dobj")
            yield from () if sought is None else self._each(sought)
            return
        subjects = list(view.kids_by(verb, "nsubjpass", "nsubj"))
        subject = subjects[-1] if subjects else subject_of(view, verb)
        if subject is None:
            return
        if self._wordings.requested(subject):
            yield from self._after(subject, {"to", "for", "with"})
        else:
            yield from self._each(subject)

    def _asks(self, verb: int, outcome: ResponseKind) -> bool:
        """Whether the subject is who asks, so that who was asked comes after the verb."""
        asking = self._lexicon.has("asking-verb", self._view.lemma[verb])
        told = outcome in {ResponseKind.NOT_ASKED, ResponseKind.PENDING}
        return asking and told and not self._wordings.is_passive(verb)

    def _after(self, head: int, words: set[str]) -> Iterator[int]:
        view = self._view
        for kid in view.kids_by(head, "prep", "dative", "acl"):
            if view.dep[kid] == "acl":
                yield from self._after(kid, words)
            elif view.lower[kid] in words:
                inner = view.kid(kid, "pobj")
                if inner is None:
                    continue
                if view.lower[inner] in {"comment", "interview"}:
                    yield from self._after(inner, words)
                else:
                    yield from self._each(inner)

    def _each(self, head: int) -> Iterator[int]:
        """Yield those joined by "and", and for spokespeople those for whom they speak."""
        view = self._view
        speaks = self._lexicon.has("spokesperson-noun", view.lower[head])
        if speaks or self._lexicon.has("representing-noun", view.lower[head]):
            bodies = [
                inner
                for kid in view.kids_by(head, "prep")
                if view.lower[kid] in _FOR
                for inner in view.kids_by(kid, "pobj")
            ]
            bodies += [k for k in view.kids_by(head, "compound", "poss") if view.pos[k] == "PROPN"]
            if bodies:
                for body in bodies:
                    yield from self._each(body)
                yield from self._joined(head)
                return
        yield head
        yield from self._joined(head)

    def _joined(self, head: int) -> Iterator[int]:
        for kid in self._view.kids_by(head, "conj"):
            if self._view.pos[kid] in {"NOUN", "PROPN", "PRON"}:
                yield from self._each(kid)
        for kid in self._view.kids_by(head, "appos"):
            if self._goes_on(head, kid):
                yield from self._each(kid)

    def _goes_on(self, head: int, kid: int) -> bool:
        """Whether a name after a comma is the next of a list: "the bank, Tarn Mills and ..."."""
        view = self._view
        more = any(view.pos[other] == "PROPN" for other in view.kids_by(kid, "conj"))
        alike = view.label[kid] != "PERSON" or view.label[head] == "PERSON"
        return more and alike and view.pos[head] == view.pos[kid] == "PROPN"

    def _asker(self, verb: int) -> int | None:
        """Return who asked: "declined to comment to the Herald", "a request from the Herald"."""
        view = self._view
        for token in range(verb, min(view.size, view.subtree(verb)[1])):
            if view.pos[token] != "PROPN":
                continue
            if view.dep[token] == "poss" and self._wordings.requested(view.head[token]):
                topic = view.lower[view.head[view.head[token]]] in {"on", "about"}
                return None if topic else token
            phrase = view.head[token]
            named = view.dep[token] == "pobj" and view.lower[phrase] in {"to", "from", "by"}
            if named and self._hears(view.head[phrase], verb) and not self._sent_to(phrase):
                return token
        return None

    def _hears(self, head: int, verb: int) -> bool:
        """Whether what a phrase hangs on is the refusal, the request or the asking."""
        view = self._view
        if head == verb or (view.head[head] == verb and view.dep[head] == "xcomp"):
            return True
        asking = any(
            self._lexicon.has(n, view.lemma[head]) for n in ("asking-verb", "reached-verb")
        )
        return asking or self._wordings.requested(head) or view.lower[head] == "comment"

    def _sent_to(self, preposition: int) -> bool:
        """Whether "to" goes with the request itself and so names who was asked."""
        head = self._view.head[preposition]
        return self._view.lower[preposition] == "to" and self._wordings.requested(head)

    def _clause(self, verb: int) -> Range:
        """Return the whole clause; where the cue is one of two joined verbs, its own part only."""
        view = self._view
        first, last = view.subtree(verb)
        if view.dep[verb] == "xcomp":
            head = view.head[verb]
            first, last = view.subtree(head)
        for kid in view.kids_by(verb, "prep"):
            if kid > verb and view.kid(kid, "pcomp") is not None:
                last = min(last, kid)
        for kid in view.kids_by(verb, "conj", "advcl"):
            begins = view.left[kid]
            apart = (
                view.words[begins - 1] == ","
                or own_subject(view, kid) is not None
                or view.kid(kid, "ccomp") is not None
            )
            if kid > verb and apart:
                last = min(last, begins)
        while first < verb and (not view.is_word(first) or view.dep[first] == "mark"):
            first += 1
        while last - 1 > verb and (not view.is_word(last - 1) or view.dep[last - 1] == "cc"):
            last -= 1
        return first, last


def day_of(text: str, published: Date | None) -> Date | None:
    """Return the day that a clause names: the last such weekday up to publication, or yesterday."""
    if published is None:
        return None
    named = [day for day in WEEKDAYS if re.search(rf"\b{day}\b", text.lower())]
    if len(named) == 1:
        back = (published.weekday() - WEEKDAYS.index(named[0])) % 7
        return published - timedelta(days=back)
    return published - timedelta(days=1) if re.search(r"\byesterday\b", text.lower()) else None
