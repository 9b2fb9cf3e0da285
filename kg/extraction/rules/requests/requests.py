"""Requests for comment and what came of them, by the wordings in which newsrooms say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - as in kg.model
from datetime import timedelta

from kg.extraction.rules.requests.newsroom import Newsroom
from kg.extraction.rules.requests.wordings import Wordings
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.extraction.rules.requests.wordings.topics import Topics
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.repairs import WEEKDAYS
from kg.extraction.rules.text.subjects import own_subject
from kg.extraction.rules.text.view import Range, View
from kg.model import Channel, ResponseKind

_GAP = 3
_NAMES = frozenset({"NOUN", "PROPN"})
_MINE = frozenset({"my", "me", "our", "us"})
_FOR = frozenset({"for", "to", "of", "at", "with"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A clause that tells what came of a request: `parties` are head words of who was asked.

    `topics` are the words that narrow it ("on the letter"). It is `explicit` where the
    clause says that comment or an interview was wanted, and `at_first_hand` where it can
    be the refusal itself that is told ("said it would not"). What it is `told_in` is more
    than the clause where the refusal is a statement of its own: “We do not comment,” ...
    What it was `asked_in` is a sentence before ("We wrote to the four. The fourth said ...").
    It stands `apart` where it is no part of what anybody around it says.
    """

    anchor: int
    outcome: ResponseKind
    clause: Range
    parties: tuple[int, ...]
    asker: int | None = None
    topics: tuple[Range, ...] = ()
    channels: tuple[Channel, ...] = ()
    explicit: bool = False
    at_first_hand: bool = False
    told_in: Range | None = None
    asked_in: Range | None = None
    apart: bool = False


class Refusals:
    """Finds the clauses of one article that tell what came of a request for comment."""

    def __init__(self, view: View, lexicon: Lexicon, outlet: str | None = None) -> None:
        """Take the view, the word lists and the name of the newspaper that prints the article."""
        self._view = view
        self._lexicon = lexicon
        self._is = Clauses(view, lexicon, outlet)
        self._wordings = Wordings(self._is)
        self._newsroom = Newsroom(self._is)
        self._topics = Topics(self._is)

    def __iter__(self) -> Iterator[Refusal]:
        """Yield them in reading order; none that stands inside quotation marks."""
        taken: set[tuple[int, int]] = set()
        every = sorted(self._all(), key=lambda one: one.anchor)
        for refusal in every:
            if self._is_said_otherwise(refusal, every):
                continue
            free = tuple(one for one in refusal.parties if (refusal.anchor, one) not in taken)
            taken |= {(refusal.anchor, one) for one in free}
            if free:
                yield replace(refusal, parties=free)

    def _is_said_otherwise(self, one: Refusal, every: list[Refusal]) -> bool:
        """Whether what is answered is itself a refusal: "Asked why, he said he would not say"."""
        view = self._view
        if any(
            other.anchor != one.anchor
            and other.outcome is one.outcome
            and self._gives_reason(one.anchor, other.anchor)
            for other in every
        ):
            return True
        first, last = view.subtree(one.anchor)
        return one.outcome is ResponseKind.RESPONDED and any(
            other.outcome is not ResponseKind.RESPONDED and first <= other.anchor < last
            for other in every
        )

    def _gives_reason(self, verb: int, refusal: int) -> bool:
        """Whether it is said why somebody refused: "declined, saying she cannot discuss it"."""
        view = self._view
        said = view.head[verb]
        gives = view.dep[verb] == "ccomp" and view.dep[said] in {"advcl", "xcomp"}
        if not gives or view.lower[said] not in {"saying", "adding", "explaining"}:
            return False
        first, last = view.subtree(refusal)
        return first <= said < last or view.head[said] in {refusal, view.head[refusal]}

    def _all(self) -> Iterator[Refusal]:
        view = self._view
        for verb in range(view.size):
            if view.pos[verb] not in {"VERB", "AUX"}:
                continue
            told = None if self._is_quoted(verb) else self._wordings.told(verb)
            if told is not None and not self._is_quoted(told.governor):
                refusal = self._refusal(told)
                if refusal.parties:
                    yield refusal

    def _is_quoted(self, verb: int) -> bool:
        """Whether a verb is quoted with its subject; not in: said it “has no comment”."""
        view = self._view
        who = view.kid(verb, "nsubj")
        pieced = view.lemma[verb] == "have" and who is not None and not view.quoted[who]
        return view.quoted[verb] and not pieced

    def _is_the_writers(self, clause: Range) -> bool:
        """Whether the writer tells it of his own asking: "my requests", "told me"."""
        view = self._view
        return any(view.lower[one] in _MINE and not view.quoted[one] for one in range(*clause))

    def _refusal(self, told: Told) -> Refusal:
        verb, outcome = told.governor, told.outcome
        clause = self._clause(verb)
        if outcome is ResponseKind.RESPONDED and not self._lexicon.has(
            "reply-verb", self._view.lemma[verb]
        ):
            clause = self._without_answer(verb, clause)
        whole = clause
        if told.keeps:
            whole = self._with_quotation(clause)
            clause = self._without_answer(verb, clause)
        parties = (each for head in told.parties for each in self._each(head))
        return Refusal(
            verb,
            outcome,
            clause,
            tuple(dict.fromkeys(p for p in parties if self._newsroom.asked(told, clause, p))),
            self._asker(verb, told.parties),
            topics=self._topics.topics(verb, outcome, clause),
            channels=self._topics.channels(clause, verb),
            explicit=told.explicit or self._newsroom.wants_comment(clause),
            told_in=whole,
            asked_in=self._asked_in(told),
            apart=told.apart or self._is_the_writers(clause),
            at_first_hand=not self._lexicon.has("declining-verb", self._view.lemma[verb]),
        )

    def _asked_in(self, told: Told) -> Range | None:
        """Return the clause before in which the newsroom says whom it asked, for an answer."""
        if told.outcome is not ResponseKind.RESPONDED or self._is.is_prompted(told.governor):
            return None
        asked = [
            self._is.asked_before(one) for one in told.parties if self._is.is_one_of_several(one)
        ]
        return next((self._clause(verb) for verb in asked if verb is not None), None)

    def _without_answer(self, verb: int, clause: Range) -> Range:
        """Return the clause without what is answered, which is a statement of its own."""
        first = clause[0]
        for token in range(first, verb):
            if self._view.quoted[token]:
                first = token + 1
        while first < verb and not self._view.is_word(first):
            first += 1
        return first, self._asked_until(verb, clause[1])

    def _asked_until(self, verb: int, end: int) -> int:
        """Return where the words end that follow the verb and tell that and when one asked."""
        view, last = self._view, verb + 1
        last += view.lower[min(last, view.size - 1)] == "only"
        thing = view.kid(verb, "dobj")
        if thing is not None and self._is.has("answer-noun", thing):
            return end
        for kid in view.kids[verb]:
            follows = kid > verb and view.left[kid] in {last, last + 1}
            asked = view.dep[kid] == "advcl" and self._lexicon.has(
                "questioning-verb", view.lemma[kid]
            )
            tells = asked or view.dep[kid] in {"prep", "npadvmod"}
            if follows and tells and view.right[kid] <= end:
                last = view.right[kid]
        return last

    def _with_quotation(self, clause: Range) -> Range:
        """Return the clause with the quotation that follows it, if none stands in it."""
        view, (first, last) = self._view, clause
        end = last
        while end < view.size and not view.is_word(end) and not view.quoted[end]:
            end += 1
        if any(view.quoted[first:last]) or end - last > _GAP:
            return clause
        while end < view.size and view.quoted[end]:
            end += 1
        return first, end

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
        named = self._named_members(head)
        if named is not None:
            yield from self._each(named)
            return
        yield head
        yield from self._joined(head)

    def _named_members(self, head: int) -> int | None:
        """Return the first of those named after a plural: "two members, Ann Lee and Jo Roe"."""
        view = self._view
        many = view.tag[head] in {"NNS", "CD"}
        for kid in view.kids_by(head, "appos"):
            more = [other for other in view.kids_by(kid, "conj") if view.pos[other] in _NAMES]
            one = view.label[kid] == "PERSON" and view.pos[head] == "NOUN"
            if more and view.pos[kid] == "PROPN" and (many or one):
                return kid
        return None

    def _joined(self, head: int) -> Iterator[int]:
        if any(self._view.words[kid] == "&" for kid in self._view.kids_by(head, "cc")):
            return  # one name: "Sound & Estuary"
        for kid in self._view.kids_by(head, "conj"):
            if self._explains(kid):
                continue
            if self._view.pos[kid] in {"NOUN", "PROPN", "PRON"}:
                yield from self._each(kid)
        for kid in self._view.kids_by(head, "appos"):
            if self._goes_on(head, kid):
                yield from self._each(kid)

    def _explains(self, kid: int) -> bool:
        """Whether a name only tells who was just meant: "nor its auditor, Tarn & Bell,"."""
        view = self._view
        before = view.left[kid] - 1
        heads = (view.head[kid], view.head[view.head[kid]])
        neither = any(
            view.lower[one] == "nor" for head in heads for one in view.kids_by(head, "cc")
        )
        return neither and view.pos[kid] == "PROPN" and view.words[before] == ","

    def _goes_on(self, head: int, kid: int) -> bool:
        """Whether a name after a comma is the next of a list: "the bank, Tarn Mills and ..."."""
        view = self._view
        more = any(view.pos[other] == "PROPN" for other in view.kids_by(kid, "conj"))
        alike = view.label[kid] != "PERSON" or view.label[head] == "PERSON"
        return more and alike and view.pos[head] == view.pos[kid] == "PROPN"

    def _asker(self, verb: int, parties: tuple[int, ...]) -> int | None:
        """Return who asked: "declined to comment to the Herald", "a request from the Herald"."""
        view = self._view
        told = self._told(verb)
        if told is not None:
            return told
        first, last = view.subtree(verb)
        for token in range(first, last):
            if view.pos[token] != "PROPN" or token in parties:
                continue
            if view.dep[token] == "poss" and self._is.requested(view.head[token]):
                topic = view.lower[view.head[view.head[token]]] in {"on", "about"}
                return None if topic else token
            phrase = view.head[token]
            named = view.dep[token] == "pobj" and view.lower[phrase] in {"to", "from", "by"}
            if named and self._hears(view.head[phrase], verb) and not self._sent_to(phrase):
                return token
        return None

    def _told(self, verb: int) -> int | None:
        """Return who is told of the refusal: "told the Herald that she would not comment"."""
        view = self._view
        while view.dep[verb] in {"ccomp", "xcomp"} and view.head[verb] != verb:
            verb = view.head[verb]
            heard = view.kid(verb, "dobj", "dative")
            if view.lemma[verb] == "tell" and heard is not None and view.pos[heard] == "PROPN":
                return heard
        return None

    def _hears(self, head: int, verb: int) -> bool:
        """Whether what a phrase hangs on is the refusal, the request or the asking."""
        view = self._view
        if head == verb or (view.head[head] == verb and view.dep[head] == "xcomp"):
            return True
        asking = any(
            self._lexicon.has(n, view.lemma[head]) for n in ("asking-verb", "reached-verb")
        )
        return asking or self._is.is_request(head) or view.lower[head] == "comment"

    def _sent_to(self, preposition: int) -> bool:
        """Whether "to" goes with the request itself and so names who was asked."""
        head = self._view.head[preposition]
        return self._view.lower[preposition] == "to" and self._is.requested(head)

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
            if view.lemma[verb] == "confirm" and view.lemma[kid] == "deny":
                apart = False
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
