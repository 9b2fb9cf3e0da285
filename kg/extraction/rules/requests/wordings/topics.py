"""What a refusal is limited to, and by what means the newsroom asked."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.clauses import ABOUT, Clauses
from kg.extraction.rules.text.view import Range
from kg.model import Channel, ResponseKind

_REFUSED = frozenset(
    {
        ResponseKind.DECLINED,
        ResponseKind.BACKGROUND_ONLY,
        ResponseKind.NEITHER_CONFIRMED_NOR_DENIED,
        ResponseKind.REFERRED,
        ResponseKind.NO_RESPONSE,
        ResponseKind.NO_RESPONSE_BY_DEADLINE,
        ResponseKind.OFF_TOPIC,
    }
)
_CHANNELS = {
    "by-phone": Channel.PHONE,
    "by-email": Channel.EMAIL,
    "by-message": Channel.PRIVATE,
    "by-visit": Channel.INTERVIEW,
}


class Topics:
    """Reads off the narrower circumstances of one request."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def topics(self, governor: int, outcome: ResponseKind, clause: Range) -> tuple[Range, ...]:
        """Return the words that narrow it: "on the merger", "whether it would hold"."""
        if outcome not in _REFUSED:
            return ()
        found = sorted({*self._named(clause), *self._prompting(governor)})
        apart: list[Range] = []
        for first, last in found:
            if not apart or first >= apart[-1][1]:
                apart.append((first, last))
        return tuple(apart)

    def _named(self, clause: Range) -> Iterator[Range]:
        view = self._view
        for token in range(*clause):
            if view.quoted[token]:
                continue
            head = view.head[token]
            about = view.dep[token] == "prep" and view.lower[token] in ABOUT
            if (about and self._narrows(head) and not self._is.is_time(token)) or (
                view.dep[token] == "dobj" and view.lemma[head] in {"discuss", "confirm"}
            ):
                yield self._whole(token)
            elif view.dep[token] == "ccomp" and self._is.has("withheld-act", head):
                yield from self._left_open(token)

    def _left_open(self, clause: int) -> Iterator[Range]:
        """Yield the question that is not answered: "would not say whether it would hold"."""
        head = self._view.head[clause]
        if self._is.negative(head) or self._is.refused_by(head) is not None:
            yield self._whole(clause)

    def _narrows(self, head: int) -> bool:
        """Whether what "on" hangs on is the comment, the speaking or the question."""
        return (
            self._is.has("speaking-act", head)
            or self._is.has("declining-verb", head)
            or self._is.wanted(head)
            or self._is.has("request-noun", head)
        )

    def _prompting(self, governor: int) -> Iterator[Range]:
        """Yield what a question was about: "Asked about the letter, she declined to answer"."""
        for prompt in self._is.prompts(governor):
            for kid in self._view.kids[prompt]:
                about = self._view.dep[kid] == "prep" and self._view.lower[kid] in ABOUT
                if about or self._view.dep[kid] == "ccomp":
                    yield self._whole(kid)

    def _whole(self, token: int) -> Range:
        """Return what hangs on it, without a reason or a clause that follows a comma."""
        view = self._view
        first, last = view.subtree(token)
        for place in range(max(first, token) + 1, last):
            if view.words[place] in {",", ";"} and view.head[place] == token:
                return first, place
        while last - 1 > token and not view.is_word(last - 1):
            last -= 1
        return first, last

    def channels(self, clause: Range, governor: int) -> tuple[Channel, ...]:
        """Return by which means one asked, as far as the clause and its prompt say."""
        tokens = [*range(*clause)]
        for prompt in self._is.prompts(governor):
            tokens += range(*self._view.subtree(prompt))
        return tuple(
            channel
            for name, channel in _CHANNELS.items()
            if any(self._means(name, token) for token in tokens)
        )

    def _means(self, name: str, token: int) -> bool:
        """Whether a word tells of a means; an e-mail message and a voice message are no texts."""
        view = self._view
        split = name == "by-email" and view.text[view.start[token] :][:6].lower() == "e-mail"
        listed = split or self._is.lexicon.has(name, view.lower[token])
        if view.quoted[token] or not listed:
            return False
        if view.pos[token] == "VERB" and view.lemma[token] == "call":
            return False
        before = view.lower[token - 1] if token else ""
        other = any(
            self._is.lexicon.has(kind, before)
            or before in {"voice", "social", "facebook", "twitter"}
            for kind in ("by-phone", "by-email")
        )
        return not (name == "by-message" and other)
