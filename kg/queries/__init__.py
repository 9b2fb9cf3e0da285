"""Stored queries: what one may ask, read from `queries/` and bound with typed terms."""

from kg.queries.binding import as_graph, bind, first_found, iri_term, string_term
from kg.queries.restricting import graphs_for
from kg.queries.stored import Chart, Group, Parameter, ParameterType, StoredQuery, load, stored

__all__ = [
    "Chart",
    "Group",
    "Parameter",
    "ParameterType",
    "StoredQuery",
    "as_graph",
    "bind",
    "first_found",
    "graphs_for",
    "iri_term",
    "load",
    "stored",
    "string_term",
]
