"""The words that tell how something was said: those of the reporting clause, and no others.

They hang on the cue. What is said, other statements and clauses that only tell who somebody
is do not belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.text.places import token_at, tokens_of
from kg.extraction.rules.text.view import View
from kg.model import Attribution, Extraction

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_ASIDE = frozenset({"relcl", "appos"})
_JOINED = frozenset({"conj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The reporting clause of one attribution: its verb, or what stands for one, and its words."""

    anchor: int
    tokens: tuple[int, ...]

    def holds(self, token: int) -> bool:
        """Return whether a word belongs to the clause."""
        return token in self.tokens


class Clauses:
    """Finds the reporting clauses of one article."""

    def __init__(self, reading: Reading, found: Extraction) -> None:
        """Mark every word that stands inside somebody's content, by the attribution it is of."""
        self._reading = reading
        self._said: dict[str, set[int]] = {}
        self._anchors: set[int] = set()
        self._known: dict[str, Clause | None] = {}
        for one in found.attributions:
            covered: set[int] = set()
            for span in one.content:
                covered.update(range(*tokens_of(reading.view, span)))
            self._said[one.id] = covered
            self._anchors.add(self._anchor(one))

    def of(self, one: Attribution) -> Clause | None:
        """Return the reporting clause; a quotation that stands alone has none."""
        if one.id not in self._known:
            self._known[one.id] = self._found(one)
        return self._known[one.id]

    def _found(self, one: Attribution) -> Clause | None:
        if not one.cue:
            return None
        view = self._reading.view
        anchor = self._anchor(one)
        cue = range(*tokens_of(view, one.cue[0]))
        words = set(cue) | set(self._below(anchor, one))
        words.update(self._right_behind(cue[-1] + 1, one))
        return Clause(anchor, tuple(sorted(words)))

    def _anchor(self, one: Attribution) -> int:
        candidate = self._reading.candidates.get(one.id)
        if candidate is not None:
            return candidate.anchor
        return token_at(self._reading.view, one.cue[-1].start) if one.cue else 0

    def _below(self, anchor: int, one: Attribution) -> Iterator[int]:
        """Yield what hangs on the cue, without contents, other cues and asides."""
        view, said = self._reading.view, self._said[one.id]
        sentence = view.paragraph[anchor]
        ahead = [anchor]
        while ahead:
            token = ahead.pop()
            yield token
            for kid in view.kids[token]:
                if kid in said or view.paragraph[kid] != sentence or view.dep[kid] in _ASIDE:
                    continue
                if view.dep[kid] in _JOINED and kid in self._anchors:
                    continue
                if view.dep[kid] == "ccomp" or (view.quoted[kid] and not view.quoted[anchor]):
                    continue
                ahead.append(kid)

    def _right_behind(self, token: int, one: Attribution) -> Iterator[int]:
        """Yield the words that follow the cue up to the next mark, whatever they hang on."""
        view, said = self._reading.view, self._said[one.id]
        while token < view.size and token not in said and view.is_word(token):
            clause = view.tag[token] in {"WP", "WDT"} or view.dep[token] in {"mark", "cc"}
            if clause or view.quoted[token]:
                return
            yield token
            token += 1


def phrases(view: View, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each preposition of a clause with the noun it governs."""
    held = set(tokens)
    for token in tokens:
        if view.pos[token] not in {"ADP", "SCONJ"} and view.dep[token] not in {"prep", "dative"}:
            continue
        inner = view.kid(token, "pobj")
        if inner is not None and inner in held:
            yield token, inner
