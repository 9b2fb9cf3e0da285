"""Whether hostile queries are stopped, and what good ones notice of them.

    .venv/bin/python -P -m tests.measures.hostile STORE [TIMES] [READERS] [SECONDS]

Every kind of `tests.hostile_queries` is asked TIMES times (20), one after the other, of a
pool over the store that stops a query after SECONDS (5), while READERS (4) ask a good query
each, again and again.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from collections import Counter
from pathlib import Path

from kg.errors import LimitReached, UsageError
from kg.sandbox import Busy, Limits, Pool, Query
from tests.hostile_queries import GOOD, KINDS, UNSEEN

PAUSE = 0.02
WARM = 2.0


class Readers:
    """Threads that ask a good query until told to stop."""

    def __init__(self, pool: Pool, count: int) -> None:
        self.times: list[float] = []
        self.busy = 0
        self._pool = pool
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(count)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End and wait."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while not self._stop.wait(PAUSE):
            began = time.perf_counter()
            try:
                found = self._pool.ask(Query(sparql=GOOD)).count
            except Busy:
                self.busy += 1
                continue
            if not found:
                raise AssertionError("a good query found nothing")
            self.times.append(time.perf_counter() - began)


def main() -> None:
    """Print how each kind ended and how long it took, then how the good queries fared."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("store", type=Path)
    arguments.add_argument("times", type=int, nargs="?", default=20)
    arguments.add_argument("readers", type=int, nargs="?", default=4)
    arguments.add_argument("seconds", type=float, nargs="?", default=5)
    given = arguments.parse_args()
    limits = Limits(seconds=given.seconds, rows=10_000)
    with Pool(given.store / "quads", limits=limits) as pool:
        alone = Readers(pool, given.readers)
        alone.start()
        time.sleep(WARM)
        alone.stop()
        tell("good queries alone", alone)
        beside = Readers(pool, given.readers)
        beside.start()
        for name, sparql in (KINDS | UNSEEN).items():
            hostile(pool, name, sparql, given.times)
        beside.stop()
        tell("good queries beside them", beside)
        print(pool.health())


def hostile(pool: Pool, name: str, sparql: str, times: int) -> None:
    """Ask one hostile query some times and print how that went."""
    ends: Counter[str] = Counter()
    longest = 0.0
    for _ in range(times):
        began = time.perf_counter()
        try:
            pool.ask(Query(sparql=sparql))
            ends["answered"] += 1
        except UsageError:
            ends["refused"] += 1
        except LimitReached:
            ends["stopped"] += 1
        except Busy:
            ends["made room"] += 1
        longest = max(longest, time.perf_counter() - began)
    how = ", ".join(f"{end} {count}" for end, count in ends.items())
    print(f"{name:<22} {how:<24} longest {longest:6.3f} s", flush=True)


def tell(what: str, readers: Readers) -> None:
    """Print the middle and the far end of the times."""
    cuts = [1000 * one for one in statistics.quantiles(readers.times, n=100)]
    print(
        f"{what}: {len(readers.times)} answered, {readers.busy} found all workers busy, "
        f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, longest {1000 * max(readers.times):.1f} ms"
    )


if __name__ == "__main__":
    main()
