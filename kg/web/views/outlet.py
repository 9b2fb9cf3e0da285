"""An outlet as a page: how its statements are sourced, month by month, with what that rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from kg.model import ResponseKind
from kg.telling import measured
from kg.telling.words import outcome
from kg.web.views.charts import Bar, Part, Share, bars, share
from kg.web.views.kinds import SOURCED, WORDS, Kind
from kg.web.views.naming import Named
from kg.web.views.overview import Line, Overview, of_outlet, total

NOT_GIVEN = "(not given)"
NO_DATE = "no date"
_MOST_NAMES = 20
_MOST_ARTICLES = 100
_MONTH = 7
_MEASURED = {
    Kind.NAMED: measured.KINDS["named"],
    Kind.ANONYMOUS: measured.KINDS["anonymous"],
    Kind.GROUP: measured.KINDS["collective"],
    Kind.UNSTATED: measured.KINDS["not stated who"],
}


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet in the list of them."""

    name: str
    known: bool
    articles: int
    statements: int
    counts: tuple[int, ...]
    bar: Bar
    anonymous: Share | None
    requests: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of an outlet."""

    name: str
    articles: int
    counts: tuple[int, ...]
    bar: Bar
    anonymous: Share | None


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of sourcing with how often the program is wrong about it."""

    kind: Kind
    name: str
    error: measured.Error | None


@dataclass(frozen=True, slots=True)
class Told:
    """All there is to tell of an outlet."""

    name: str
    articles: tuple[Named, ...]
    left_out: int
    statements: int
    whole: Bar
    months: tuple[Month, ...]
    outcomes: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    further_names: int


PARTS = tuple(Part(kind, kind.value, WORDS[kind]) for kind in SOURCED)
LABELS = tuple(Label(kind, WORDS[kind], _MEASURED.get(kind)) for kind in SOURCED)


def rows(whole: Overview) -> tuple[Row, ...]:
    """Return a row an outlet, by name; articles that give none stand last."""
    by_outlet: dict[str | None, list[Line]] = defaultdict(list)
    for line in whole.lines:
        by_outlet[line.article.outlet].append(line)
    names = sorted(by_outlet, key=lambda one: (one is None, one or ""))
    return tuple(_row(name, by_outlet[name]) for name in names)


def _row(name: str | None, lines: list[Line]) -> Row:
    counts = total(one.kinds for one in lines)
    return Row(
        name=name or NOT_GIVEN,
        known=name is not None,
        articles=len(lines),
        statements=counts.total(),
        counts=tuple(counts[kind] for kind in SOURCED),
        bar=_bar(name or NOT_GIVEN, counts),
        anonymous=share(counts[Kind.ANONYMOUS], counts.total()),
        requests=sum(one.outcomes.total() for one in lines),
    )


def _bar(label: str, counts: Counter[Kind]) -> Bar:
    return bars({label: _by_key(counts)}, PARTS, shares=True)[0]


def _by_key(counts: Counter[Kind]) -> Counter[Hashable]:
    """Return the counts by what the parts of a bar are called by."""
    return Counter(counts.elements())


def told(whole: Overview, outlet: str) -> Told | None:
    """Return what there is to tell of an outlet; none where no article is of it."""
    lines = of_outlet(whole, outlet)
    if not lines:
        return None
    counts = total(one.kinds for one in lines)
    names: Counter[str] = Counter()
    for one in lines:
        names.update(one.names)
    articles = sorted(
        (one.article for one in lines), key=lambda one: (one.published or "", one.title),
        reverse=True,
    )  # fmt: skip
    return Told(
        name=outlet,
        articles=tuple(articles[:_MOST_ARTICLES]),
        left_out=max(0, len(articles) - _MOST_ARTICLES),
        statements=counts.total(),
        whole=_bar(outlet, counts),
        months=_months(lines),
        outcomes=_outcomes(lines),
        names=tuple(sorted(names.items(), key=lambda one: (-one[1], one[0]))[:_MOST_NAMES]),
        further_names=max(0, len(names) - _MOST_NAMES),
    )


def _months(lines: Iterable[Line]) -> tuple[Month, ...]:
    by_month: dict[str, list[Line]] = defaultdict(list)
    for one in lines:
        by_month[(one.article.published or NO_DATE)[:_MONTH]].append(one)
    counted = {month: total(one.kinds for one in by_month[month]) for month in sorted(by_month)}
    drawn = bars({month: _by_key(counts) for month, counts in counted.items()}, PARTS)
    return tuple(
        Month(
            name=one.label,
            articles=len(by_month[one.label]),
            counts=tuple(counted[one.label][kind] for kind in SOURCED),
            bar=one,
            anonymous=share(counted[one.label][Kind.ANONYMOUS], one.total),
        )
        for one in drawn
    )


def _outcomes(lines: Iterable[Line]) -> tuple[tuple[str, int], ...]:
    counts: Counter[ResponseKind] = Counter()
    for one in lines:
        counts.update(one.outcomes)
    return tuple((outcome(kind), count) for kind, count in counts.most_common())
