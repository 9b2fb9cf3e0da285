"""Extractors: what finds the attributions of an article.

A module or package of this folder that offers an `EXTRACTOR` is one; a package of
another distribution offers one by the entry point group `onrecord.extractors`.
"""

from __future__ import annotations

import sys
from typing import Protocol, runtime_checkable

from kg.model import Article, Extraction
from kg.plugins import add, discover, installed


@runtime_checkable
class Extractor(Protocol):
    """Finds who is said to have said what.

    `extract` is a function of the article alone: no clock, no network, no memory of
    articles before. Every span lies inside `article.text`; every id that an attribution
    or request names is a source of the same extraction, or `PUBLISHER`.
    """

    name: str
    version: str

    def extract(self, article: Article) -> Extraction:
        """Return everything found, in reading order."""
        ...


def extractors() -> dict[str, Extractor]:
    """Return the extractors there are, by name."""
    found = discover(sys.modules[__name__], "EXTRACTOR", Extractor, lambda one: one.name)
    for name, one in installed("onrecord.extractors", Extractor, lambda one: one.name).items():
        add(found, one, Extractor, lambda one: one.name, f"the distribution of {name!r}")
    return found
