"""Running extractors on the articles of a gold file, in one process or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context

from kg.errors import InputRefused
from kg.evaluation.floor import FLOOR
from kg.evaluation.marks import Mark, Marked, mark_of
from kg.extraction import Extractor, extractors
from kg.model import Article
from kg.pipeline import Pipeline
from kg.plugins import choose
from kg.settings import DEFAULT_BASE


def system(name: str) -> Extractor:
    """Return what is evaluated under a name: the floor, or the extractor of that name."""
    if name == FLOOR.name:  # needs no model
        return FLOOR
    return choose({**extractors(), FLOOR.name: FLOOR}, name, "extractor")


@contextmanager
def running(
    name: str, articles: Sequence[Marked], jobs: int
) -> Iterator[Iterator[tuple[Mark, ...]]]:
    """Give what the system of that name finds in each article, in order, as it is found.

    Leaving early ends the other processes.
    """
    extractor = system(name)
    if jobs == 1 or extractor is FLOOR:
        pipeline = Pipeline(extractor=extractor, base=DEFAULT_BASE)
        yield (_marks(one.article, pipeline, one.id) for one in articles)
        return
    # started anew, not forked: a parser's threads do not survive a fork
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(_elsewhere, name, one.article, one.id) for one in articles]
        try:
            yield (task.result() for task in tasks)
        finally:
            pool.shutdown(cancel_futures=True)


@cache
def _pipeline(name: str) -> Pipeline:
    """Return the pipeline of this process: an extractor reads its model once."""
    return Pipeline(extractor=system(name), base=DEFAULT_BASE)


def _elsewhere(name: str, article: Article, called: str) -> tuple[Mark, ...]:
    return _marks(article, _pipeline(name), called)


def _marks(article: Article, pipeline: Pipeline, called: str) -> tuple[Mark, ...]:
    """Return what becomes of the article's attributions in a record: what `extract` prints."""
    try:
        found = pipeline.record(article)
    except InputRefused as error:
        raise InputRefused(f"{called}: {error.what}", todo=error.todo) from None
    return tuple(mark_of(one) for one in found.extraction.attributions)
