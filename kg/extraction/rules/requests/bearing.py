"""Which statements a request for comment bears on, and which ones it was answered with.

Comment is sought on what is said of the party, or reported as the party's own, right before:
in the same paragraph, else in the one before. Where that is a crowd of statements nobody can
tell which were meant, and none is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.rules.requests.requests import Refusal
from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.text.view import View
from kg.model import Attribution, ResponseKind, Source

_ANSWERED = frozenset({ResponseKind.RESPONDED, ResponseKind.OFF_TOPIC})
_CROWD = 4
_SHORTEST = 3


class Bearing:
    """Tells what the requests of one article bear on."""

    def __init__(self, view: View, cast: Cast) -> None:
        """Take the article and its cast."""
        self._view = view
        self._cast = cast

    def about(
        self, refusal: Refusal, party: str, attributions: Sequence[Attribution]
    ) -> tuple[str, ...]:
        """Return the ids of the statements that comment was sought on, where that is clear."""
        place = self._view.start[refusal.clause[0]]
        before = [one for one in attributions if one.content[-1].end <= place]
        here = self._view.paragraph[refusal.anchor]
        nearby = [
            [one for one in before if self._paragraph(one) == paragraph]
            for paragraph in (here, self._before(refusal.anchor, before))
        ]
        source = self._source(party) if any(nearby) else None
        if source is None:
            return ()
        for near in nearby:
            found = [one for one in near if self._concerns(one, source)]
            if found:
                found.sort(key=lambda one: one.content[0].start)
                return tuple(one.id for one in found) if len(found) <= _CROWD else ()
        return ()

    def _source(self, name: str) -> Source | None:
        return next((one for one in self._cast.sources() if one.id == name), None)

    def _paragraph(self, one: Attribution) -> int:
        return self._view.quotes.paragraph_at(one.content[0].start)

    def _before(self, anchor: int, before: Sequence[Attribution]) -> int:
        """Return the paragraph right before that of a word; blank ones between are none."""
        view = self._view
        token = view.paragraph_range(anchor)[0] - 1
        while token >= 0 and not view.is_word(token):
            token -= 1
        return view.paragraph[token if token >= 0 and before else anchor]

    def _concerns(self, one: Attribution, party: Source) -> bool:
        """Whether it is said of the party, or told by others as the party's own words."""
        if one.source == party.id:
            return bool(one.nested_in or one.medium or one.recipient)
        inside = any(span.overlaps(held) for span in party.mentions for held in one.content)
        return inside or any(self._names(held.of(self._view.text), party) for held in one.content)

    def _names(self, words: str, party: Source) -> bool:
        """Whether words hold the party's name, or its last part."""
        name = (party.name or "").removesuffix("'s").removesuffix("’s")
        last = name.split()[-1] if name else ""
        return any(
            len(one) >= _SHORTEST and re.search(rf"\b{re.escape(one)}\b", words) is not None
            for one in (name, last)
            if one and one[0].isupper()
        )

    def answers(
        self, refusal: Refusal, party: str, attributions: Sequence[Attribution]
    ) -> tuple[str, ...]:
        """Return the ids of the statements that the party answered with, in the same paragraph."""
        if refusal.outcome not in _ANSWERED:
            return ()
        verb = self._view.start[refusal.anchor]
        own = [
            one
            for one in attributions
            if one.source == party or any(cue.start <= verb < cue.end for cue in one.cue)
        ]
        here = self._view.paragraph[refusal.anchor]
        start = self._view.start[self._view.sentence(refusal.anchor)[0]]
        return tuple(
            one.id
            for one in own
            if not one.nested_in and self._paragraph(one) == here and one.content[-1].end > start
        )
