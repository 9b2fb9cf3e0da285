"""How many people the words for a source stand for, as far as they say.

"Two people" are two; "officials" two or more; "more than a dozen" thirteen or more. One
anonymous person is one; of a named one the number is no question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kg.extraction.rules.sources.kinds import PAPERS, is_people
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.extraction.rules.text.view import Range
from kg.model import Extraction, Identification, Source, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

Bounds: TypeAlias = tuple[int | None, int | None]

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_SMALL.split(), 1)} | {
    "both": 2,
    "pair": 2,
    "couple": 2,
    "trio": 3,
    "dozen": 12,
}
_MANY = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
_LEAST = frozenset({"at least", "no fewer than", "as many as"})
_MORE = frozenset({"more than", "over"})
_NEAR = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately"})
_MOST = frozenset({"fewer than", "less than"})
_TWO: Bounds = (2, None)
_PEOPLELESS = ("government-noun", "company-noun", "organisation-noun", "document-noun")


def counting(reading: Reading, found: Extraction) -> Extraction:
    """Return the sources with the numbers that their words state."""
    used = found.sources_in_use()
    return replace(
        found,
        sources=tuple(_counted(reading, one) if one.id in used else one for one in found.sources),
    )


def _counted(reading: Reading, one: Source) -> Source:
    if one.identification is Identification.NAMED or one.kind in PAPERS or not one.mentions:
        return one
    bounds: Bounds = (None, None)
    for span in one.mentions:
        printed = _printed(reading, span)
        if printed is not None:
            bounds = printed
            break
        if bounds == (None, None):
            bounds = _by_form(reading, one, span)
    return replace(one, stated_min=bounds[0], stated_max=bounds[1])


def _printed(reading: Reading, span: Span) -> Bounds | None:
    """Return the bounds that a number word in a mention gives."""
    view = reading.view
    first, last = tokens_of(view, span)
    head = head_of(view, (first, last))
    for token in range(first, min(last, head + 1)):
        number = _number(view.lower[token])
        many = _MANY.get(view.lower[token])
        if many is not None and view.dep[token] not in {"pobj", "compound"}:
            return many, None
        counts = token == head or view.head[token] == head or view.head[view.head[token]] == head
        if number is None or not counts or view.pos[token] == "PROPN":
            continue
        if _is_ordinary(reading, token, head):
            return _bounded(reading, (first, token), number)
    return None


def _is_ordinary(reading: Reading, token: int, head: int) -> bool:
    """Whether a number counts people: "one of the aides", "two aides"; not "the 41-page report"."""
    view = reading.view
    if _is_share(reading, head) or view.words[min(token + 1, view.size - 1)] == "-":
        return False
    if token == head:
        return view.pos[head] in {"NUM", "NOUN", "PRON", "DET"}
    return view.dep[token] in {"nummod", "det", "predet", "preconj", "cc", "compound"} or (
        view.head[token] != head and view.dep[view.head[token]] == "nummod"
    )


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) < len("10000"):
        return int(word)
    return _NUMBERS.get(word)


def _bounded(reading: Reading, before: Range, number: int) -> Bounds:
    """Return the bounds as the words before a number have it: "at least", "more than", "half a"."""
    words = " ".join(reading.view.lower[token] for token in range(*before))
    words = words.removesuffix(" a").removesuffix(" the").strip()
    if words.endswith("half"):
        return number // 2, number // 2
    if any(words.endswith(phrase) for phrase in _MORE):
        return number + 1, None
    if any(words.endswith(phrase) for phrase in _LEAST):
        return number, None
    if any(words.endswith(phrase) for phrase in _MOST):
        return None, number - 1
    if words.split()[-1:] and words.split()[-1] in _NEAR:
        return _TWO
    return number, number


def _by_form(reading: Reading, one: Source, span: Span) -> Bounds:
    """Return two or more for a plural or a group, one for somebody anonymous."""
    view, words = reading.view, reading.words
    head = head_of(view, tokens_of(view, span))
    lemma = view.lemma[head]
    if view.pos[head] == "PRON" or any(words.has(name, lemma) for name in _PEOPLELESS):
        several = words.has("several-pronoun", view.lower[head])
        return _TWO if several and view.lower[head] != "none" else (None, None)
    plural = view.tag[head] in {"NNS", "NNPS"}
    if (plural and _is_people(reading, head)) or words.has("several-pronoun", view.lower[head]):
        return _TWO
    if words.has("company-of-people", lemma):
        return _TWO
    one_person = one.identification.anonymous and view.tag[head] == "NN"
    return (1, 1) if one_person and view.pos[head] == "NOUN" else (None, None)


def _is_people(reading: Reading, head: int) -> bool:
    view = reading.view
    many = view.label[head] == "NORP" or view.tag[head] == "NNPS"
    return many or is_people(reading.words, view.lemma[head])


def _is_share(reading: Reading, head: int) -> bool:
    """Whether a number is a part of all, and no number of people: nine percent of voters."""
    return reading.view.lower[head] in {"percent", "%", "per", "percentage", "third", "quarter"}
