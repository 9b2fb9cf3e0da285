"""Ad-hoc queries: run in a child process that may not write, fetch, or outlive its limits.

The engine can neither be stopped nor kept from crashing on a hostile query, so the
process it runs in can: it holds a read-only snapshot, has no network where the system
allows that, and is killed at the deadline. `guard` refuses what would leave the store
before any of that.
"""

from kg.sandbox.guard import refuse_outside
from kg.sandbox.parent import Answer, Limits, run

__all__ = ["Answer", "Limits", "refuse_outside", "run"]
