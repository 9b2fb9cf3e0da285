"""Ad-hoc queries: run in processes that may not write, fetch, or outlive their limits.

The engine can neither be stopped nor kept from crashing on a hostile query, so the
process it runs in can: it holds a read-only snapshot, has no network where the system
allows that, and is killed at the deadline. `guard` and `size` refuse, in that process too,
what would leave the store or is more than the engine bears. A server keeps a `Pool` of such
processes warm; `run` starts one for a single query.
"""

from kg.sandbox.failures import Busy, NotAcceptable
from kg.sandbox.guard import refuse_outside
from kg.sandbox.pool import Health, Pool
from kg.sandbox.query import Answer, GraphFormat, Limits, Query, ResultFormat
from kg.sandbox.starting import run

__all__ = [
    "Answer",
    "Busy",
    "GraphFormat",
    "Health",
    "Limits",
    "NotAcceptable",
    "Pool",
    "Query",
    "ResultFormat",
    "refuse_outside",
    "run",
]
