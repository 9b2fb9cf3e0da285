"""What an evaluation says, as tables of words: for a terminal and for a document alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kg.evaluation.calibration import ENOUGH, Calibration
from kg.evaluation.counting import THRESHOLD
from kg.evaluation.evaluating import HUMAN, Evaluation, Group, Line, Options
from kg.evaluation.figures import FRAGMENTS, HEADLINE, MEASURES, PARTS, WHOLES
from kg.evaluation.humans import MEASURED, MEASURED_ON
from kg.evaluation.kinds import Kind, Length
from kg.evaluation.marks import Flag, Role
from kg.evaluation.mistakes import Mistake
from kg.evaluation.resampling import Estimate

Figures: TypeAlias = Mapping[str, Estimate]
_PRF = ("precision", "recall", "F1")
_PARTS_TOLD = (
    "any: overlaps; dice: overlaps by half; soft: share that is covered; frag: each contiguous "
    "piece, exactly; word: each word."
)
_F1 = ("content", "content+source", "exact")
_KIND = (
    ("content: recall", "content/recall"),
    ("content+source: recall", "content+source/recall"),
    ("… precision", "content+source/precision"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its cells; rows under one heading follow each other."""

    label: str
    cells: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; `note` says what has to be known to read it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def many(count: float, what: str) -> str:
    """Return a count with its noun."""
    return f"{count:,.0f} {what}" + ("" if count == 1 else "s")


def shown(one: Estimate | None, *, sign: str = "") -> str:
    """Return a figure in percent with its interval; `sign` is "+" for differences."""
    if one is None:
        return "–"
    value = f"{100 * one.value:{sign}.1f}"
    if one.low is None or one.high is None:
        return value
    return f"{value} [{100 * one.low:{sign}.1f}, {100 * one.high:{sign}.1f}]"


def introduction(evaluation: Evaluation) -> str:
    """Return what was compared and how."""
    whole, options = evaluation.whole, evaluation.options
    marked = many(whole.lines[0].counts["gold"], "attribution")
    which = "nested ones too" if options.nested else "outermost ones"
    return f"{many(whole.articles, 'article')}, {marked} marked ({which}). {_how(options)}"


def introduction_of_people(line: Line, options: Options) -> str:
    """Return what was compared and how, where people are compared only."""
    compared = f"{many(line.articles, 'article')}, each annotator against each other one"
    return f"{compared}. {_how(options)}"


def _how(options: Options) -> str:
    drawn = (
        f"In brackets: 95 % intervals, {options.rounds:,} bootstrap draws over articles, seed "
        f"{options.seed}."
        if options.rounds > 1
        else "Without intervals."
    )
    return (
        f"All figures in percent. {drawn} A content is found at a dice of {THRESHOLD} or more; "
        "punctuation at the edges does not count."
    )


def headline(evaluation: Evaluation) -> Iterator[Grid]:
    """Yield what is in short to be said: each system, what stands beside it, differences."""
    whole = evaluation.whole
    people = whole.human or _measured()
    if people.articles:
        note = f"{HUMAN}: annotators against each other on {many(people.articles, 'article')}."
    else:
        note = f"{HUMAN}: {MEASURED_ON}."
    lines = (*whole.lines, people)
    yield Grid(
        title="Attributions: F1",
        columns=_F1,
        rows=tuple(_row(line.name, line.figures, HEADLINE) for line in lines),
        note=note,
    )
    yield Grid(
        title="Contiguous pieces, exactly: F1",
        columns=tuple(Role),
        rows=tuple(_row(line.name, line.figures, FRAGMENTS) for line in lines),
    )
    if evaluation.differences:
        yield Grid(
            title=f"F1 of {evaluation.differences[0].first}, less that of others",
            columns=_F1,
            rows=tuple(
                Row(one.second, tuple(shown(one.figures[name], sign="+") for name in HEADLINE))
                for one in evaluation.differences
            ),
            note="On the same draws: an interval without 0 tells a difference from chance.",
        )


def details(evaluation: Evaluation) -> Iterator[Grid]:
    """Yield every figure of each system that is evaluated."""
    for line in _evaluated(evaluation):
        rows = (*_wholes(line), *_places(line), *_flagged(line))
        yield Grid(title=_found(line), columns=_PRF, rows=rows, note=_PARTS_TOLD)
        yield _linking(line)


def summaries(evaluation: Evaluation) -> Iterator[Grid]:
    """Yield the figures of whole attributions of each system that is evaluated."""
    for line in _evaluated(evaluation):
        yield Grid(title=_found(line), columns=_PRF, rows=(*_wholes(line), *_flagged(line)))


def of_people(line: Line) -> Grid:
    """Return every figure of people's agreement."""
    rows = (*_wholes(line), *_places(line))
    return Grid(title="Agreement of people", columns=_PRF, rows=rows, note=_PARTS_TOLD)


def _evaluated(evaluation: Evaluation) -> list[Line]:
    beside = {one.name for one in evaluation.systems if one.beside}
    return [line for line in evaluation.whole.lines if line.name not in beside]


def _found(line: Line) -> str:
    return f"{line.name}: {many(line.counts['predicted'], 'attribution')} found"


def _wholes(line: Line) -> list[Row]:
    return [_measured_by(name, f"attributions/{name}", line) for name in WHOLES]


def _places(line: Line) -> list[Row]:
    return [
        _measured_by(part, f"spans/{role}/{part}", line, f"places of the {role}")
        for role in Role
        for part in PARTS
    ]


def _flagged(line: Line) -> list[Row]:
    return [_measured_by(flag, f"flags/{flag}", line, "flags") for flag in _flags(line)]


def _flags(line: Line) -> list[Flag]:
    sides = ("gold", "predicted")
    return [one for one in Flag if any(line.counts.get(f"{one}/{side}") for side in sides)]


def _linking(line: Line) -> Grid:
    shares = (
        ("overlaps, or none on both sides", "linking/any"),
        ("dice at least one half", "linking/dice"),
        ("exact", "linking/exact"),
        ("same last word", "linking/head"),
        ("overlaps, of those with a source", "linking/any_of_sourced"),
        ("exact, of those with a source", "linking/exact_of_sourced"),
        *((f"{flag} said of both or neither", f"flags/{flag}/accuracy") for flag in _flags(line)),
    )
    return Grid(
        title=f"{line.name}: the source, where the content is found",
        columns=("share",),
        rows=tuple(Row(label, (shown(line.figures[name]),)) for label, name in shares),
    )


def by_outlet(evaluation: Evaluation) -> Iterator[Grid]:
    """Yield the comparison by outlet."""
    rows = []
    for group in evaluation.outlets:
        about = _about(group)
        rows += [_row(line.name, line.figures, HEADLINE, about) for line in group.lines]
        if people := group.human:
            label = f"{people.name}, {many(people.articles, 'article')}"
            rows.append(_row(label, people.figures, HEADLINE, about))
    if rows:
        yield Grid(title="By outlet: F1", columns=_F1, rows=tuple(rows))


def _about(group: Group) -> str:
    marked = many(group.lines[0].counts["gold"], "attribution")
    return f"{group.name} ({many(group.articles, 'article')}, {marked})"


def by_kind(evaluation: Evaluation) -> Grid:
    """Return the comparison by kind of content."""
    return _by_part(evaluation, "kinds", "By kind of content", Kind)


def by_length(evaluation: Evaluation) -> Grid:
    """Return the comparison by length of content."""
    return _by_part(evaluation, "lengths", "By length of content", Length)


def _by_part(
    evaluation: Evaluation, family: str, title: str, names: Iterable[Kind | Length]
) -> Grid:
    whole = evaluation.whole
    gold = whole.lines[0].counts
    rows = [
        _row(
            line.name,
            line.figures,
            tuple(f"{family}/{name}/{tail}" for _, tail in _KIND),
            f"{name.replace('_', ' ')} ({gold[f'{name}/gold']:,.0f} marked)",
        )
        for name in names
        if gold.get(f"{name}/gold")
        for line in (*whole.lines, *((whole.human,) if whole.human else ()))
    ]
    return Grid(
        title=title,
        columns=tuple(column for column, _ in _KIND),
        rows=tuple(rows),
        note="Recall goes by the kind of what is marked, precision by that of what is found.",
    )


def by_mistake(evaluation: Evaluation) -> Grid:
    """Return how many mistakes of each kind each system makes."""
    counted = [Counter(case.kind for case in one.cases) for one in evaluation.systems]
    return Grid(
        title="Mistakes",
        columns=tuple(one.name for one in evaluation.systems),
        rows=tuple(Row(kind, tuple(f"{one[kind]:,}" for one in counted)) for kind in Mistake),
    )


def calibrations(evaluation: Evaluation) -> Iterator[Grid]:
    """Yield the reliability of each system that says how sure it is."""
    for one in evaluation.systems:
        if found := one.calibration:
            yield Grid(
                title=f"{one.name}: how sure, and how often right",
                columns=("cases", "said", "right", "apart"),
                rows=tuple(
                    Row(
                        f"{each.low:.2f} to {each.high:.2f}",
                        (
                            f"{each.cases:,}",
                            f"{100 * each.said:.1f}",
                            f"{100 * each.right:.1f}",
                            f"{100 * each.error:.1f}",
                        ),
                    )
                    for each in found.bins
                ),
                note=_calibrated(found),
            )


def _calibrated(found: Calibration) -> str:
    expected = f"Right is content and source. Expected error {100 * found.expected_error:.1f}"
    if not found.worst:
        return f"{expected}; no bin has {ENOUGH} cases."
    return f"{expected}; worst bin of {ENOUGH} cases or more {100 * found.worst.error:.1f}."


def _measured() -> Line:
    return Line(name=HUMAN, figures={name: Estimate(value) for name, value in MEASURED.items()})


def _row(label: str, figures: Figures, names: Iterable[str], heading: str = "") -> Row:
    return Row(label, tuple(shown(figures.get(name)) for name in names), heading)


def _measured_by(label: str, name: str, line: Line, heading: str = "") -> Row:
    names = (f"{name}/{measure}" for measure in MEASURES)
    return _row(label, line.figures, names, heading)
