"""Stored queries: what one may ask, read from `queries/` and bound with typed terms."""

from kg.queries.binding import bind
from kg.queries.stored import Parameter, StoredQuery, load, stored

__all__ = ["Parameter", "StoredQuery", "bind", "load", "stored"]
