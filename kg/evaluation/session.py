"""What a user asks for: files read, extractors run, and what comes of it as a report."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import UsageError
from kg.evaluation import grids, reading
from kg.evaluation.counting import Counts
from kg.evaluation.document import Json, document, of_people
from kg.evaluation.evaluating import (
    HUMAN,
    Evaluation,
    Options,
    Score,
    System,
    Watch,
    evaluate,
    people,
    score,
)
from kg.evaluation.examples import examples
from kg.evaluation.grids import Grid
from kg.evaluation.humans import agreement
from kg.evaluation.marks import Mark, Marked
from kg.evaluation.mistakes import Case
from kg.evaluation.rendering import wrapped
from kg.evaluation.running import running, system
from kg.settings import DEFAULT_EXTRACTOR

OUTLET, KIND, LENGTH = "outlet", "kind", "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to evaluate, on what, beside what, broken down by what."""

    gold: Path | None
    extractors: tuple[str, ...] = ()
    predictions: tuple[Path, ...] = ()
    beside: tuple[str, ...] = ()
    humans: tuple[Path, ...] = ()
    by: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    places: bool = False
    """Whether the JSON says where each mistake is."""
    jobs: int = 1

    def __post_init__(self) -> None:
        """Refuse what makes no sense together."""
        if self.gold is None and not self.humans:
            raise UsageError("evaluate needs GOLD", todo="give a file of marked articles")
        if self.gold is None and (self.extractors or self.predictions or self.by):
            raise UsageError(
                "without GOLD only people are compared", todo="give GOLD, or --humans alone"
            )
        names = self.names
        if twice := sorted({one for one in names if names.count(one) > 1}):
            raise UsageError(f"two systems are called {twice[0]!r}", todo="rename a file")
        if HUMAN in names:
            raise UsageError(f"{HUMAN!r} is what people's line is called", todo="rename the file")

    @property
    def evaluated(self) -> tuple[str, ...]:
        """The extractors to evaluate: those named, the default where nothing else is."""
        if self.extractors or self.predictions or self.gold is None:
            return self.extractors
        return (DEFAULT_EXTRACTOR,)

    @property
    def names(self) -> tuple[str, ...]:
        """What the systems are called, those to evaluate first."""
        others = (one for one in self.beside if one not in self.evaluated)
        return (*self.evaluated, *(one.stem for one in self.predictions), *others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of it: tables to read, all of them or in short, and everything as JSON."""

    introduction: str
    tables: tuple[Grid, ...]
    short: tuple[Grid, ...]
    json: Json
    cases: Mapping[str, Sequence[Case]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def examples(self, most: int, width: int) -> Iterator[str]:
        """Yield some mistakes of each evaluated system with their words."""
        for name, cases in self.cases.items():
            yield wrapped(f"{name}: mistakes with their words", width)
            yield from examples(cases, self.texts, most, width)


def report(asked: Asked, watch: Watch) -> Report:
    """Do what is asked."""
    humans = tuple(_humans(asked))
    if asked.gold is None:
        return _of_people(humans, asked.options)
    for name in (*asked.evaluated, *asked.beside):
        system(name)  # a wrong name shows before any work
    articles = reading.gold(asked.gold)
    by = _by(asked, articles)
    found = evaluate(
        articles,
        tuple(_systems(asked, articles, watch)),
        replace(asked.options, by_outlet=OUTLET in by),
        humans=humans,
        watch=watch,
    )
    return _reported(found, articles, by, places=asked.places)


def _humans(asked: Asked) -> Iterator[tuple[Marked, Counts]]:
    """Yield what people's marks add up to against each other, in each article."""
    versions = [one for path in asked.humans for one in reading.versions(path)]
    if versions:
        yield from agreement(one if asked.options.nested else one.outermost() for one in versions)


def _by(asked: Asked, articles: Sequence[Marked]) -> tuple[str, ...]:
    """Return what to break down by: by outlet only where each article has one."""
    if asked.by:
        for one in articles:
            if OUTLET in asked.by and not one.outlet:
                raise UsageError(f"article {one.id!r} has no outlet", todo="leave out --by outlet")
        return asked.by
    return (OUTLET, KIND) if all(one.outlet for one in articles) else (KIND,)


def _systems(asked: Asked, articles: Sequence[Marked], watch: Watch) -> Iterator[System]:
    """Yield each system with its scores."""
    files = {path.stem: path for path in asked.predictions}
    by_id = {one.id: one for one in articles}
    read = {name: reading.predictions(path, by_id) for name, path in files.items()}
    evaluated = {*asked.evaluated, *files}
    for name in asked.names:
        if name in read:
            marks = iter([read[name].get(one.id, ()) for one in articles])
            scores = tuple(_scores(articles, marks, asked.options))
        else:
            with running(name, articles, asked.jobs) as found:
                watched = watch(found, len(articles), f"{name}: reading")
                scores = tuple(_scores(articles, watched, asked.options))
        yield System(name=name, scores=scores, beside=name not in evaluated)


def _scores(
    articles: Sequence[Marked], found: Iterator[tuple[Mark, ...]], options: Options
) -> Iterator[Score]:
    for one, marks in zip(articles, found, strict=True):
        yield score(one, marks, options)


def _reported(
    found: Evaluation, articles: Sequence[Marked], by: tuple[str, ...], *, places: bool
) -> Report:
    headline = tuple(grids.headline(found))
    parts: list[Grid] = []
    if OUTLET in by:
        parts += grids.by_outlet(found)
    if KIND in by:
        parts.append(grids.by_kind(found))
    if LENGTH in by:
        parts.append(grids.by_length(found))
    parts += [grids.by_mistake(found), *grids.calibrations(found)]
    evaluated = [one for one in found.systems if not one.beside]
    return Report(
        introduction=grids.introduction(found),
        tables=(*grids.details(found), *headline, *parts),
        short=(*grids.summaries(found), *headline, *parts),
        json=document(found, places=places),
        cases={one.name: one.cases for one in evaluated},
        texts={one.id: one.article.text for one in articles},
    )


def _of_people(humans: Sequence[tuple[Marked, Counts]], options: Options) -> Report:
    line = people(humans, options)
    table = grids.of_people(line)
    told = of_people(line, options)
    return Report(
        introduction=grids.introduction_of_people(line, options),
        tables=(table,),
        short=(table,),
        json=told,
    )


def command_line(asked: Asked, material: str | None, document_path: Path, block: str) -> str:
    """Return the command that makes a block of a document, for another reader to repeat.

    What lies under `material`, the folder of outside material, is called by its variable.
    """
    words = ["./onrecord evaluate"]
    words += [_path(asked.gold, material)] if asked.gold else []
    words += [f"--extractor {shlex.quote(one)}" for one in asked.extractors]
    words += [f"--predictions {_path(one, material)}" for one in asked.predictions]
    words += [f"--beside {shlex.quote(','.join(asked.beside))}"]
    words += [f"--humans {_path(one, material)}" for one in asked.humans]
    words += [f"--by {one}" for one in asked.by]
    words += [f"--bootstrap {asked.options.rounds} --seed {asked.options.seed}"]
    words += ["--nested"] if asked.options.nested else []
    words += ["--ignore-discard"] if asked.options.ignore_discard else []
    return " ".join((*words, f"--write {_path(document_path, material)} --block {block}"))


def _path(path: Path, material: str | None) -> str:
    if material and path.resolve().is_relative_to(Path(material).resolve()):
        inside = path.resolve().relative_to(Path(material).resolve())
        return f"$ONRECORD_MATERIAL/{shlex.quote(str(inside))}"
    return shlex.quote(str(path))
