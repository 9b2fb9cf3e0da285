"""The attributions of an article seen as words: cue, content, and the head of each clause in it.

What a statement says as a whole stands in its main clauses. A "could" or a "not" in a
clause that depends on them says nothing of it, so these passes look at the heads alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.text.view import Range, View
from kg.model import Attribution, Extraction, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

NEGATIVE = frozenset({"not", "n't", "n’t", "never"})
NOBODY = frozenset({"no", "nobody", "nothing", "none", "neither"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
_OPEN = frozenset({"VERB", "AUX"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "expl"})
_MERELY = frozenset({"only", "just", "merely", "simply"})


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with the tokens of its cue and content.

    `anchor` is the word that attributes; a quotation that stands alone has none.
    """

    one: Attribution
    anchor: int | None
    key: str
    content: tuple[Range, ...]
    tops: tuple[int, ...] = ()
    """The words of the content that hang on no other word of it."""

    @property
    def verb(self) -> str:
        """The first word of the cue's entry in the lexicon: "accuse" of "accuse of"."""
        return self.key.split(" ", 1)[0]

    def holds(self, token: int) -> bool:
        """Return whether the token stands in the content."""
        return any(first <= token < last for first, last in self.content)

    def tokens(self) -> Iterator[int]:
        """Yield the tokens of the content, in order."""
        for piece in self.content:
            yield from range(*piece)


def all_told(reading: Reading, found: Extraction) -> tuple[Told, ...]:
    """Return the attributions with their tokens, in the order of the extraction."""
    return tuple(told_of(reading, one) for one in found.attributions)


def told_of(reading: Reading, one: Attribution) -> Told:
    """Return one attribution with its tokens, which every pass asks for and no pass changes."""
    held = reading.told.get(one.id)
    if held is None or held.one.content != one.content or held.one.cue != one.cue:
        held = reading.told[one.id] = _looked_up(reading, one)
    elif held.one is not one:
        held = Told(one, held.anchor, held.key, held.content, held.tops)
        reading.told[one.id] = held
    return held


def _looked_up(reading: Reading, one: Attribution) -> Told:
    view, candidate = reading.view, reading.candidates.get(one.id)
    content = tuple(piece for span in one.content if (piece := tokens_in(view, span)))
    tops = tuple(_tops(view, content))
    if candidate is not None:
        return Told(one, candidate.anchor, candidate.key, content, tops)
    anchor = _anchor(view, one)
    return Told(one, anchor, "" if anchor is None else view.lemma[anchor], content, tops)


def tokens_in(view: View, span: Span) -> Range | None:
    """Return the tokens that lie wholly in a span."""
    first, last = bisect_left(view.start, span.start), bisect_right(view.end, span.end)
    return (first, last) if first < last else None


def _anchor(view: View, one: Attribution) -> int | None:
    """Return the last verb of a cue, or its last word."""
    for span in reversed(one.cue):
        piece = tokens_in(view, span)
        if piece is None:
            continue
        verbs = [token for token in range(*piece) if view.pos[token] == "VERB"]
        return verbs[-1] if verbs else piece[1] - 1
    return None


def heads(view: View, told: Told) -> tuple[int, ...]:
    """Return the head of each main clause of a content; of words without one, the head noun."""
    verbs = tuple(token for token in told.tops if is_clause(view, token))
    if verbs:
        return verbs
    return tuple(
        token for token in told.tops if view.pos[token] in {"NOUN", "PROPN", "PRON", "ADJ"}
    )


def _tops(view: View, content: tuple[Range, ...]) -> Iterator[int]:
    heads_of = view.head
    for first, last in content:
        for token in range(first, last):
            head = heads_of[token]
            if first <= head < last and head != token:
                continue
            outside = head == token or not any(start <= head < end for start, end in content)
            if outside and view.is_word(token):
                yield token


def is_clause(view: View, token: int) -> bool:
    """Return whether the word is the verb of a clause, or says something of a subject."""
    return view.pos[token] in _OPEN or view.kid(token, "nsubj", "nsubjpass", "cop") is not None


def is_negative(view: View, verb: int) -> bool:
    """Return whether a clause says no: by its verb, its subject or its object.

    "not only" and "no doubt" say no to nothing.
    """
    if not is_clause(view, verb):
        return _is_none(view, verb)
    for kid in view.kids[verb]:
        negates = view.dep[kid] == "neg" or view.lower[kid] in NEGATIVE
        if negates and kid + 1 < view.size and view.lower[kid + 1] not in _MERELY:
            return True
        if view.dep[kid] in _ARGUMENTS and _is_none(view, kid):
            return True
    return False


def _is_none(view: View, noun: int) -> bool:
    """Whether a noun stands for nobody: "nobody", "no alarm", "none of them", "no one"."""
    if view.lower[noun] in {"nobody", "nothing", "none"}:
        return True
    determiner = view.kid(noun, "det", "neg")
    if determiner is None or view.lower[determiner] not in NOBODY:
        return False
    return view.lower[noun] not in {"doubt", "question", "wonder", "secret"}


def modals(view: View, verb: int) -> Iterator[str]:
    """Yield the modal verbs of a clause, in small letters."""
    for kid in view.kids_by(verb, "aux"):
        if view.tag[kid] == "MD":
            yield view.lower[kid]


def is_past(view: View, verb: int) -> bool | None:
    """Return whether a clause is of the past, or nothing where it has no tense; "has" is past."""
    helping = [kid for kid in view.kids_by(verb, "aux", "auxpass") if view.tag[kid] != "TO"]
    finite = next((view.tag[kid] for kid in helping), view.tag[verb])
    perfect = any(view.lemma[kid] == "have" for kid in helping)
    if finite in {"VBZ", "VBP"}:
        return perfect
    if finite == "MD":
        return perfect or None
    return True if finite == "VBD" else None


def sentence_of(view: View, told: Told) -> Range | None:
    """Return the sentence that the cue stands in, or the content's first word."""
    place = told.anchor
    if place is None:
        place = told.content[0][0] if told.content else None
    return None if place is None else view.sentence(place)
