"""An evaluation: systems on the same articles, whole and by outlet, with what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from kg.evaluation.calibration import Calibration, calibration
from kg.evaluation.counting import Counts, compare, counts, source_right
from kg.evaluation.figures import FRAGMENTS, HEADLINE, add, figures
from kg.evaluation.marks import Mark, Marked, outermost
from kg.evaluation.mistakes import Case, mistakes
from kg.evaluation.resampling import (
    Estimate,
    Samples,
    difference,
    draws,
    estimates,
    sample,
)

T = TypeVar("T")
HUMAN = "human"


class Watch(Protocol):
    """Passes the items on and shows how far the work is."""

    def __call__(self, items: Iterable[T], total: int, label: str) -> Iterator[T]:
        """Yield the items."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How marks are compared, how often articles are drawn anew, and whether by outlet, too."""

    nested: bool = False
    ignore_discard: bool = False
    rounds: int = 1000
    seed: int = 13
    by_outlet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one system got right and wrong in one article."""

    counts: Counts
    cases: tuple[Case, ...] = ()
    sure: tuple[tuple[float, bool], ...] = ()
    """How sure it was of each attribution that it says so of, and whether it was right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system with its score in each article; one that stands `beside` is there to compare."""

    name: str
    scores: tuple[Score, ...]
    beside: bool = False

    @property
    def cases(self) -> list[Case]:
        """Every mistake, article by article."""
        return [case for one in self.scores for case in one.cases]

    @property
    def calibration(self) -> Calibration | None:
        """The reliability of what it says of its certainty, where it says anything."""
        pairs = [pair for one in self.scores for pair in one.sure]
        return calibration(pairs) if pairs else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one system on some articles."""

    name: str
    figures: Mapping[str, Estimate]
    counts: Counts = field(default_factory=dict)
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some articles, with a line a system; the people's line where they have one."""

    name: str
    articles: int
    lines: tuple[Line, ...]
    human: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """By how much the first system is above the second."""

    first: str
    second: str
    figures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that was measured."""

    options: Options
    systems: tuple[System, ...]
    whole: Group
    outlets: tuple[Group, ...]
    differences: tuple[Difference, ...]


def score(marked: Marked, predicted: tuple[Mark, ...], options: Options) -> Score:
    """Return what is right and wrong in one article."""
    compared = compare(
        marked if options.nested else marked.outermost(),
        predicted if options.nested else outermost(predicted),
        ignore_discard=options.ignore_discard,
    )
    right = {
        other
        for one, other in compared.aligned
        if source_right(compared.gold[one], compared.predicted[other])
    }
    sure = (
        (one.mark.confidence, number in right)
        for number, one in enumerate(compared.predicted)
        if one.mark.confidence is not None
    )
    return Score(counts=counts(compared), cases=tuple(mistakes(compared)), sure=tuple(sure))


def evaluate(
    articles: Sequence[Marked],
    systems: Sequence[System],
    options: Options,
    *,
    humans: Sequence[tuple[Marked, Counts]] = (),
    watch: Watch,
) -> Evaluation:
    """Return the figures of each system with their intervals, and their differences.

    `humans` are articles that several people marked, with what their marks add up to against
    each other.
    """
    drawn = list(draws(len(articles), options.rounds, options.seed))
    sampled: list[tuple[Line, Samples]] = []
    for one in systems:
        counted = [each.counts for each in one.scores]
        rounds = watch(sample(counted, drawn), options.rounds, f"{one.name}: drawing articles")
        sampled.append(_line(one.name, counted, list(rounds)))
    human = people(humans, options) if humans else None
    outlets = _outlets(articles, systems, humans, options, watch) if options.by_outlet else ()
    return Evaluation(
        options=options,
        systems=tuple(systems),
        whole=Group(
            name="",
            articles=len(articles),
            lines=tuple(line for line, _ in sampled),
            human=human,
        ),
        outlets=tuple(outlets),
        differences=tuple(_differences(sampled)),
    )


def _line(name: str, counted: Sequence[Counts], samples: Samples) -> tuple[Line, Samples]:
    total = add(counted)
    line = Line(
        name=name,
        figures=estimates(figures(total), samples),
        counts=total,
        articles=len(counted),
    )
    return line, samples


def people(humans: Sequence[tuple[Marked, Counts]], options: Options) -> Line:
    """Return the line of people who marked the same articles."""
    counted = [counts_of for _, counts_of in humans]
    drawn = draws(len(humans), options.rounds, options.seed)
    return _line(HUMAN, counted, list(sample(counted, drawn)))[0]


def _outlets(
    articles: Sequence[Marked],
    systems: Sequence[System],
    humans: Sequence[tuple[Marked, Counts]],
    options: Options,
    watch: Watch,
) -> list[Group]:
    """Return a group an outlet: articles are drawn among its own."""
    of_article = [one.outlet or "" for one in articles]
    names = sorted(set(of_article))
    groups = []
    for name in watch(names, len(names), "by outlet"):
        numbers = [number for number, outlet in enumerate(of_article) if outlet == name]
        drawn = list(draws(len(numbers), options.rounds, options.seed))
        lines = []
        for one in systems:
            counted = [one.scores[number].counts for number in numbers]
            lines.append(_line(one.name, counted, list(sample(counted, drawn)))[0])
        here = [one for one in humans if one[0].outlet == name]
        groups.append(
            Group(
                name=name,
                articles=len(numbers),
                lines=tuple(lines),
                human=people(here, options) if here else None,
            )
        )
    return groups


def _differences(sampled: Sequence[tuple[Line, Samples]]) -> Iterator[Difference]:
    """Yield how far the first system is from each other one."""
    (first, samples), *others = sampled
    for second, other in others:
        yield Difference(
            first=first.name,
            second=second.name,
            figures={
                name: difference(
                    name, (first.figures[name].value, samples), (second.figures[name].value, other)
                )
                for name in (*HEADLINE, *FRAGMENTS)
            },
        )
