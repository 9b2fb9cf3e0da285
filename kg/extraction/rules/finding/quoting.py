"""Which words bring in a quotation: after it, before it, in its middle, or a paragraph above.

A quotation counts as free-standing where it is no mere part of a clause of the article's
own. What stands free and has no cue of its own goes on with the speaker before.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.extraction.rules.text.frames import Candidate, Frame, cue_of, key_of, speaker_of
from kg.extraction.rules.text.quotes import Quotation
from kg.extraction.rules.text.subjects import own_subject, subject_of
from kg.extraction.rules.text.view import Range, View

_LEAST_WORDS = 3
_STOPS = frozenset(".!?")
_FRESH = frozenset(".!?,:;—–-)]”\"'")
_REACH = 40
_BESIDE = 2


@dataclass
class _Speech:
    """The quotations that one cue brings in."""

    anchor: int
    pieces: list[Range]


class Quoting:
    """Finds the cue of every free-standing quotation."""

    def __init__(self, view: View, quoting: frozenset[str]) -> None:
        """Take the view and the lemmas that may bring in a quotation."""
        self._view = view
        self._quoting = quoting
        self._speeches: dict[int, _Speech] = {}

    def candidates(self) -> list[Candidate]:
        """Return one candidate for each cue, with all that it brings in."""
        last: _Speech | None = None
        previous: Quotation | None = None
        waiting: list[Range] = []
        for quotation in self._view.quotes.all:
            tokens = self._tokens(quotation)
            if tokens is None or not self._stands_free(quotation, tokens):
                continue
            speech = self._own(quotation, tokens)
            if speech is None and last is not None and previous is not None:
                speech = self._carried(quotation, previous, last)
            if speech is None:
                waiting = [tokens] if not quotation.closed else []
                continue
            speech.pieces.extend(waiting if quotation.continues else [])
            speech.pieces.append(tokens)
            last, previous, waiting = speech, quotation, []
        return [self._candidate(speech) for speech in self._speeches.values()]

    def _named_after(self, verb: int, pieces: list[Range]) -> int | None:
        """Return who is named right behind a quotation, and set apart by commas from the cue."""
        view = self._view
        first = max((last for _, last in pieces if last <= verb), default=None)
        if first is None or first >= verb or view.words[verb - 1] != ",":
            return None
        name = view.name_at[first]
        if name is None or name.label != "PERSON" or view.paragraph[first] != view.paragraph[verb]:
            return None
        return name.last - 1 if view.words[name.last] == "," else None

    def _candidate(self, speech: _Speech) -> Candidate:
        view, verb = self._view, speech.anchor
        named = self._named_after(verb, speech.pieces)
        return Candidate(
            verb,
            key_of(view, verb),
            Frame.QUOTATION,
            cue_of(view, verb),
            tuple(speech.pieces),
            speaker_of(view, verb) if named is None else named,
        )

    def _tokens(self, quotation: Quotation) -> Range | None:
        first = bisect_left(self._view.start, quotation.start)
        last = bisect_left(self._view.start, quotation.end)
        return (first, last) if first < last else None

    def _stands_free(self, quotation: Quotation, tokens: Range) -> bool:
        view = self._view
        words = sum(view.is_word(token) for token in range(*tokens))
        if quotation.continues:
            return words > 0
        if words < _LEAST_WORDS:
            return words > 0 and self._ends_in_comma(quotation) and self._opens_fresh(quotation)
        return self._opens_fresh(quotation) or self._ends_in_comma(quotation)

    def _opens_fresh(self, quotation: Quotation) -> bool:
        before = self._before(quotation)
        return not before or before[-1] in _FRESH

    def _before(self, quotation: Quotation) -> str:
        paragraph = self._view.quotes.paragraphs[quotation.paragraph]
        return self._view.text[paragraph.start : quotation.start].rstrip()

    def _ends_in_comma(self, quotation: Quotation) -> bool:
        inner = quotation.inner(self._view.text)
        if inner is None:
            return False
        # a quotation inside the quotation may end with it: “I said, ‘Stop,’” he said
        return inner.of(self._view.text).rstrip("’")[-1:] in tuple(",?!—-")

    def _own(self, quotation: Quotation, tokens: Range) -> _Speech | None:
        anchor = self._cue_before(quotation, tokens)
        if anchor is None:
            anchor = self._cue_after(quotation, tokens)
        if anchor is None:
            anchor = self._cue_above(quotation, tokens)
        if anchor is None:
            return None
        return self._speeches.setdefault(anchor, _Speech(anchor, []))

    def _cue_before(self, quotation: Quotation, tokens: Range) -> int | None:
        before = self._before(quotation)
        if not before or (before[-1] not in ",:—–-" and not before.endswith(" that")):
            return None
        view = self._view
        for token in range(tokens[0] - 1, max(-1, tokens[0] - _REACH), -1):
            if view.paragraph[token] != quotation.paragraph:
                return None
            if view.words[token] in _STOPS and not view.quoted[token]:
                return None
            if self._may_quote(token):
                return token
        return None

    def _cue_after(self, quotation: Quotation, tokens: Range) -> int | None:
        view = self._view
        after = view.text[quotation.end : quotation.end + 3].lstrip(" ")
        if not self._ends_in_comma(quotation) and not (after[:1] == "," or after[:1].islower()):
            return None
        for token in range(tokens[1], min(view.size, tokens[1] + _REACH)):
            if view.paragraph[token] != quotation.paragraph or view.quoted[token]:
                return None
            if view.words[token] in _STOPS:
                return None
            if self._may_quote(token) and self._has_speaker(token, tokens[1]):
                return token
        return None

    def _cue_above(self, quotation: Quotation, tokens: Range) -> int | None:
        """The paragraph above ends in a colon: "He wrote on Tuesday:"."""
        view = self._view
        if self._before(quotation) or quotation.paragraph == 0:
            return None
        above = view.quotes.paragraphs[quotation.paragraph - 1]
        if not above.of(view.text).rstrip().endswith(":"):
            return None
        for token in range(tokens[0] - 1, max(-1, tokens[0] - _REACH), -1):
            if view.paragraph[token] < quotation.paragraph - 1 and view.is_word(token):
                return None
            if view.words[token] in _STOPS:
                return None
            if self._may_quote(token):
                return token
        return None

    def _may_quote(self, token: int) -> bool:
        view = self._view
        return (
            view.pos[token] == "VERB"
            and not view.quoted[token]
            and view.lemma[token] in self._quoting
        )

    def _has_speaker(self, verb: int, start: int) -> bool:
        """Whether somebody is named between the quotation and the cue, or right after the cue."""
        subject = own_subject(self._view, verb)
        if subject is not None:
            return subject >= start
        if verb - start <= _BESIDE or subject_of(self._view, verb) is not None:
            return True
        return self._named_after(verb, [(start - 1, start)]) is not None

    def _carried(self, quotation: Quotation, previous: Quotation, last: _Speech) -> _Speech | None:
        """Return the speech that a quotation without a cue of its own goes on with."""
        if previous.paragraph == quotation.paragraph:
            before = self._before(quotation)
            return last if before and before[-1] in ".!?:" else None
        if quotation.paragraph - previous.paragraph != 1 or self._before(quotation):
            return None
        paragraph = self._view.quotes.paragraphs[quotation.paragraph]
        rest = self._view.text[quotation.end : paragraph.end]
        return last if not any(letter.isalnum() for letter in rest) else None
