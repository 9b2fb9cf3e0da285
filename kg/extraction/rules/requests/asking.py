"""The requests for comment of one article: who asked whom, and what came of it.

The asker is the outlet that the clause names or inside whose words it stands; else the wire
agency that the byline or the dateline names; else the publisher. Inside somebody's own
statement only what is refused in it is a request ("said it would not comment on the suit").

Who refuses one topic and speaks on others is still held to have `declined`; the topic is
given with the request, so that the two are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from kg.extraction.rules.requests.bearing import Bearing
from kg.extraction.rules.requests.requests import Refusal, day_of
from kg.extraction.rules.requests.wordings.askers import Askers
from kg.extraction.rules.requests.wordings.clauses import Clauses
from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.sources.wire import Wire
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.subjects import antecedent_of, noun_phrase
from kg.extraction.rules.text.view import Range, View
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Request,
    SourceKind,
    Span,
    Spans,
)

Mentioned: TypeAlias = Callable[[int, Range | None], tuple[str, Spans]]
"""Gives the source at a head word, and its mention there."""

_MAY_ASK = frozenset({SourceKind.NEWS_OUTLET, SourceKind.DOCUMENT, SourceKind.UNKNOWN})
_SPEAKING = frozenset({SourceKind.SPOKESPERSON, SourceKind.LAWYER})
_REPORTING = frozenset({SourceKind.WIRE_AGENCY, SourceKind.NEWS_OUTLET})
_FAR = 60
_NEVER_ASK = frozenset({SourceKind.GOVERNMENT_BODY, SourceKind.POLITICAL_GROUP})


class Asking:
    """Makes the requests of one article out of the clauses that tell of them."""

    def __init__(
        self, view: View, cast: Cast, article: Article, wire: Wire, mentioned: Mentioned
    ) -> None:
        """Take the article, its cast and how a mention is read."""
        self._view = view
        self._cast = cast
        self._article = article
        self._wire = wire
        self._mentioned = mentioned
        self._bearing = Bearing(view, cast)
        self._is = Clauses(view, lexicon(), article.outlet)
        self._askers = Askers(self._is)

    def requests(
        self, refusals: Iterable[Refusal], attributions: list[Attribution]
    ) -> tuple[Request, ...]:
        """Return the requests, in reading order."""
        found: list[Request] = []
        for refusal in refusals:
            for head in refusal.parties:
                made = self._request(refusal, head, attributions, f"r{len(found) + 1}")
                if made is not None:
                    found.append(made)
        return tuple(found)

    def _request(
        self, refusal: Refusal, head: int, attributions: list[Attribution], name: str
    ) -> Request | None:
        party, mentions = self._party(head)
        around = None if refusal.apart else self._around(refusal, attributions)
        asker = self._asker(refusal, around)
        own = around is not None and self._is_own_refusal(refusal, head, party, around)
        if around is not None and own:
            direct = self._is_direct(refusal, head, around)
            party = around.source if direct else self._speaking(head, party, around)
            asker = around.medium or self._own_asker()
        span = self._span(refusal)
        if (
            asker is None
            or span is None
            or (
                not (own and self._view.lower[head] == "it")
                and self._is_nobody(refusal, head, party)
            )
        ):
            return None
        return Request(
            id=name,
            spans=(*self._asked(refusal), span),
            party=party,
            asker=asker,
            outcome=refusal.outcome,
            channels=refusal.channels,
            topic_spans=self._topic_spans(refusal),
            about=self._bearing.about(refusal, party, attributions),
            answered_by=self._bearing.answers(refusal, party, attributions),
            when=day_of(span.of(self._view.text), self._article.date),
            party_spans=mentions,
            rule="response-wording",
        )

    def _span(self, refusal: Refusal) -> Span | None:
        """Return the clause; a refusal in the party's own words has its quotation marks."""
        span = self._view.span(refusal.told_in or refusal.clause)
        own = refusal.told_in not in {None, refusal.clause}
        return self._view.quotes.with_marks(span, self._view.text) if span and own else span

    def _asked(self, refusal: Refusal) -> Spans:
        before = None if refusal.asked_in is None else self._view.span(refusal.asked_in)
        return () if before is None else (before,)

    def _topic_spans(self, refusal: Refusal) -> Spans:
        spans = (self._view.span(topic) for topic in refusal.topics)
        return tuple(span for span in spans if span is not None)

    # who was asked

    def _party(self, head: int) -> tuple[str, Spans]:
        noun = antecedent_of(self._view, head)
        if noun is not None:
            return self._mentioned(noun, None)
        party, mentions = self._mentioned(head, self._party_tokens(head))
        asked = self._asked_before(head) if self._cast.is_unresolved(party) else None
        return (party, mentions) if asked is None else (self._mentioned(asked, None)[0], mentions)

    def _asked_before(self, pronoun: int) -> int | None:
        """Return whom the newsroom asked right before: "We asked the firms. They ignored us"."""
        view = self._view
        many = view.lower[pronoun] in {"they", "them"}
        for verb in range(pronoun - 1, max(-1, pronoun - _FAR), -1):
            named = view.kid(verb, "dobj", "dative") if view.pos[verb] == "VERB" else None
            asked = next(iter(self._is.after(verb, {"to"})), None) if named is None else named
            if not self._asks(verb, pronoun) or asked == pronoun:
                continue
            if asked is None or not self._is.is_our_doing(verb):
                continue
            plural = view.tag[asked] in {"NNS", "NNPS", "CD"} or view.kid(asked, "conj") is not None
            named = view.tag[asked] == "NNPS"  # a firm's name: "Tarn Mills"
            return asked if named or plural is many else None
        return None

    def _asks(self, verb: int, pronoun: int) -> bool:
        """Whether one asks or writes, or does more to the same: "is not naming the two and ..."."""
        view = self._view
        if view.pos[verb] != "VERB":
            return False
        joined = view.head[pronoun] in view.kids[verb] and view.dep[view.head[pronoun]] == "conj"
        return joined or self._is.has("asking-verb", verb) or self._is.has("writing-to-verb", verb)

    def _party_tokens(self, head: int) -> Range:
        """Return the words of one party; those joined to it by "and" are parties of their own."""
        first, last = noun_phrase(self._view, head)
        seeking = (k for k in self._view.kids_by(head, "acl") if self._view.lower[k] == "seeking")
        for kid in (*self._view.kids_by(head, "conj", "cc"), *seeking):
            if kid > head:
                last = min(last, max(head + 1, self._view.left[kid]))
        while last - 1 > head and not self._view.is_word(last - 1):
            last -= 1
        return first, last

    def _is_nobody(self, refusal: Refusal, head: int, party: str) -> bool:
        """Whether it is a pronoun for nobody known, who was asked for nothing in particular."""
        if refusal.explicit or self._view.pos[head] != "PRON":
            return False
        return self._cast.is_unresolved(party)

    # who asked

    def _around(self, refusal: Refusal, attributions: list[Attribution]) -> Attribution | None:
        place = self._view.start[refusal.anchor]
        for one in attributions:
            if any(span.start <= place < span.end for span in one.content):
                return one
        return None

    def _asker(self, refusal: Refusal, around: Attribution | None) -> str | None:
        """Return who asked; a clause inside somebody's words counts where an outlet speaks."""
        if refusal.asker is not None:
            asker, _ = self._mentioned(refusal.asker, None)
            return asker if self._may_ask(refusal, asker) else None
        if around is not None:
            outlet = self._cast.kind(around.source) is SourceKind.NEWS_OUTLET
            return around.source if outlet else None
        return self._own_asker()

    def _may_ask(self, refusal: Refusal, asker: str) -> bool:
        """Whether the one that is named asks as a newsroom does."""
        kind = self._cast.kind(asker)
        if refusal.asker is not None and self._askers.is_press(refusal.asker):
            return True
        if self._cast.is_person(asker) or kind in _NEVER_ASK:
            return False
        return refusal.explicit or kind in _MAY_ASK

    def _own_asker(self) -> str:
        """Return the wire agency whose article it is, or the publisher."""
        if self._wire.place is not None:
            return self._mentioned(self._wire.place, None)[0]
        return PUBLISHER if self._wire.source is None else self._wire.source.id

    def _is_own_refusal(self, refusal: Refusal, head: int, party: str, around: Attribution) -> bool:
        """Whether a speaker tells the reporter that he, or whom he speaks for, will not comment."""
        agency = around.medium and self._cast.kind(around.medium) in _REPORTING
        told = around.recipient and not self._tells_press(refusal.anchor)
        relayed = around.nested_in or told or (around.medium and not agency)
        if relayed or not refusal.at_first_hand:
            return False
        speaks_for = self._cast.kind(around.source) in _SPEAKING
        direct = self._is_direct(refusal, head, around)
        client = self._view.lemma[head] == "client"
        own = party == around.source or direct or self._is_speaker(head, party)
        return own or speaks_for or client

    def _tells_press(self, verb: int) -> bool:
        """Whether it is reporters who are told so: "told reporters he would not comment"."""
        view = self._view
        said = view.head[verb]
        heard = view.kids_by(said, "dobj", "dative")
        return view.lemma[said] == "tell" and any(
            self._is.is_ours(one) and view.pos[one] == "NOUN" for one in heard
        )

    def _is_direct(self, refusal: Refusal, head: int, around: Attribution) -> bool:
        """Whether it is what one says of oneself: "Roe said he cannot comment"."""
        view = self._view
        said = view.head[refusal.anchor]
        cue = any(span.start <= view.start[said] < span.end for span in around.cue)
        person = self._cast.is_person(around.source) and view.lower[head] in {"he", "she"}
        return refusal.explicit and cue and person and view.dep[refusal.anchor] == "ccomp"

    def _is_speaker(self, head: int, party: str) -> bool:
        """Whether a pronoun that nothing else resolves stands for who speaks."""
        if self._view.lower[head] not in {"it", "he", "she", "they"}:
            return False
        return self._cast.is_unresolved(party)

    def _speaking(self, head: int, party: str, around: Attribution) -> str:
        return around.source if self._is_speaker(head, party) else party
