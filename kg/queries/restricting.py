"""Asking about one article: only the graphs that hold what is said of it.

Over a large store the engine joins everything before it looks at which article is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg import ids
from kg.queries.stored import ParameterType, StoredQuery
from kg.store import Reader


def graphs_for(query: StoredQuery, values: Mapping[str, str], reader: Reader) -> tuple[str, ...]:
    """Return the graphs that a bound question needs; none where it is about no one article.

    `values` are the bound ones, articles as IRIs. No question joins articles with one another,
    so all that it needs lies in the versions' graphs and in the article's history. All versions,
    as an older one may be made current again between this look and the answer.
    """
    articles = [
        value
        for name, value in values.items()
        if query.parameter(name).type is ParameterType.ARTICLE
    ]
    return tuple(graph for one in articles for graph in _graphs(one, reader))


def _graphs(article: str, reader: Reader) -> Iterator[str]:
    versions = reader.versions(article)
    for version in versions:
        yield from ids.graphs_of(version)
    if versions:
        yield ids.history_graph(article)
