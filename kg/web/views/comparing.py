"""Two articles, or two versions of one, beside each other: claims aligned by their words.

Of sources only printed names count. That two claims of anonymous sources stand in one row says
that the words are alike, and nothing of whether the sources are the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.model import Attribution, Identification, Record, words
from kg.telling.claim import Claim, Told
from kg.telling.words import byline, form, heading
from kg.web.views.article import Filter, filters, flags_of
from kg.web.views.charts import Bar
from kg.web.views.kinds import Kind, bar, counted, kind_of, words_for

MOST = 1000
"""Claims of an article that are compared."""
LIKE, LIKE_OF_ONE = 0.6, 0.4
"""How alike the content words must be: of any two claims, and of two of one named source."""
_LEAST_SHARED = 0.3
_LONGEST = 280
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_WITHOUT_CONTENT = (
    "a an and are as at be been but by for from had has have he her his i in is it its of on or"
    " she so than that the their them there they this to was we were which who will with would you"
)
_EMPTY = frozenset(_WITHOUT_CONTENT.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two."""

    title: str
    byline: str
    path: str
    text: str
    """The first letters of the text's digest, and of the version's IRI."""
    bar: Bar
    filters: tuple[Filter, ...]
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """A claim of one side."""

    number: int
    href: str
    quotation: str
    who: str
    kind: Kind
    words: str
    form: str
    how: str
    """The form, and the words that attribute it: who denied it did not say it."""
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims with like words, or one that the other side has nothing like."""

    left: Half | None
    right: Half | None
    likeness: int
    """How alike the content words are, from 0 to 100."""
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two sides and their claims."""

    left: Side
    right: Side
    both: tuple[Pair, ...]
    only_left: tuple[Half, ...]
    only_right: tuple[Half, ...]
    cut: bool
    """Whether one of them has more claims than are compared."""


def compare(left: tuple[Told, str], right: tuple[Told, str]) -> Comparison:
    """Return what two records have in common; each comes with where its page lies."""
    one, other = _Claims(*left), _Claims(*right)
    aligned = sorted(align(one.said, other.said))
    matched_left = {i for i, _, _ in aligned}
    matched_right = {j for _, j, _ in aligned}
    return Comparison(
        left=_side(*left),
        right=_side(*right),
        both=tuple(_pair(one, other, i, j, ratio) for i, j, ratio in aligned),
        only_left=tuple(one.rest(matched_left)),
        only_right=tuple(other.rest(matched_right)),
        cut=max(len(one.all), len(other.all)) > MOST,
    )


def _side(told: Told, path: str) -> Side:
    article, counts = told.record.article, counted(told.record.extraction)
    return Side(
        title=heading(article),
        byline=byline(article, called=False),
        path=path,
        text=told.digest[:8],
        bar=bar(heading(article), counts),
        filters=filters(counts),
        statements=len(told.record.extraction.attributions),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What alignment looks at: the content words, and the name of a named source."""

    words: tuple[str, ...]
    name: str | None


class _Claims:
    """The claims of one side."""

    def __init__(self, told: Told, path: str) -> None:
        self.told = told
        self.path = path
        self.all = told.record.extraction.attributions
        self.said = [_said(told.record, one, told) for one in self.all[:MOST]]

    def half(self, number: int) -> Half:
        one = self.all[number]
        kind = kind_of(self.told.sources.get(one.source))
        return Half(
            number=number + 1,
            href=f"{self.path}/claims/{number + 1}",
            quotation=self.told.speaker.quotation(one, _LONGEST),
            who=self.told.speaker.source(one.source),
            kind=kind,
            words=words_for(self.told.sources.get(one.source)),
            form=form(one.quote_form),
            how=next(Claim(self.told, one).how()),
            flags=flags_of(self.told, one),
        )

    def rest(self, matched: set[int]) -> Iterator[Half]:
        for number in range(len(self.said)):
            if number not in matched:
                yield self.half(number)


def _said(record: Record, one: Attribution, told: Told) -> Said:
    source = told.sources.get(one.source)
    named = source is not None and source.identification is Identification.NAMED
    name = source.name.casefold() if source is not None and named and source.name else None
    return Said(content_words(words(one.content, record.article.text)), name)


def content_words(text: str) -> tuple[str, ...]:
    """Return the words that carry content, in order; all of them where none does."""
    found = tuple(match[0].casefold().replace("’", "'") for match in _WORD.finditer(text))
    return tuple(one for one in found if one not in _EMPTY) or found


def align(left: Sequence[Said], right: Sequence[Said]) -> list[tuple[int, int, float]]:
    """Return which claims are alike, each in one pair at most, the most alike first."""
    found = [
        (ratio, -abs(i - j), i, j)
        for i, j in _candidates(left, right)
        if (ratio := _likeness(left[i], right[j])) is not None
    ]
    found.sort(reverse=True)
    pairs: list[tuple[int, int, float]] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for ratio, _, i, j in found:
        if i not in taken_left and j not in taken_right:
            pairs.append((i, j, ratio))
            taken_left.add(i)
            taken_right.add(j)
    return pairs


def _candidates(left: Sequence[Said], right: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share enough words to be looked at."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    sizes = [len(set(one.words)) for one in right]
    for j, one in enumerate(right):
        for word in set(one.words):
            having[word].append(j)
    for i, one in enumerate(left):
        own = set(one.words)
        shared = Counter(j for word in own for j in having.get(word, ()))
        for j, count in shared.items():
            if 2 * count >= _LEAST_SHARED * (len(own) + sizes[j]):
                yield i, j


def _likeness(one: Said, other: Said) -> float | None:
    ratio = SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()
    least = LIKE_OF_ONE if one.name is not None and one.name == other.name else LIKE
    return ratio if ratio >= least else None


def _pair(left: _Claims, right: _Claims, i: int, j: int, ratio: float) -> Pair:
    one, other = left.half(i), right.half(j)
    names = (left.said[i].name, right.said[j].name)
    return Pair(one, other, int(100 * ratio), tuple(_differs(one, other, names)))


def _differs(one: Half, other: Half, names: Iterable[str | None]) -> Iterator[str]:
    """Yield how the sourcing differs; whether two unnamed sources do is not known."""
    if one.kind is not other.kind:
        yield f"source {one.words} on the left, {other.words} on the right"
    elif None not in (both := set(names)) and len(both) > 1:
        yield f"said by {one.who} on the left, by {other.who} on the right"
    if one.form != other.form:
        yield f"{one.form} on the left, {other.form} on the right"
    if set(one.flags) != set(other.flags):
        for flag in one.flags:
            if flag not in other.flags:
                yield f"on the left it {_verb(flag)}"
        for flag in other.flags:
            if flag not in one.flags:
                yield f"on the right it {_verb(flag)}"


def _verb(flag: str) -> str:
    return flag if flag.startswith("rests") else f"is {flag}"
