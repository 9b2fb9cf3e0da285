"""Asking about one article: only the graphs that hold what is said of it.

Over a large store the engine joins everything before it looks at which article is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg import ids
from kg.queries.stored import ParameterType, StoredQuery
from kg.store import Reader


def graphs_for(query: StoredQuery, values: Mapping[str, str], reader: Reader) -> tuple[str, ...]:
    """Return the graphs that a bound question needs; none where it is about no one article.

    `values` are the bound ones, articles as IRIs. No question joins articles with one another,
    so all that it needs lies in the current version's graphs and in the article's history.
    """
    articles = [
        value
        for name, value in values.items()
        if query.parameter(name).type is ParameterType.ARTICLE
    ]
    found = [reader.current(one) for one in articles]
    return tuple(
        graph
        for one in found
        if one is not None
        for graph in (*ids.graphs_of(one.version), ids.history_graph(one.article))
    )
