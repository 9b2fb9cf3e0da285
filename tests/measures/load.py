"""Readers, a writer and hostile queries against a real server, and what each waits.

    .venv/bin/python -P -m tests.measures.load STORE [--minutes 10] [--readers 16] [--hostile]

STORE is one that tests.measures.many made; articles are added to it, one a second. A page's time is
compared with that of a page without content in the same run, which waits in the same queue.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from kg import mapping, sourcing
from kg.extraction.rules import EXTRACTOR
from kg.pipeline import Pipeline, Prepared
from kg.store import reading, writing
from tests.measures.many import BASE, articles, rounds
from tests.measures.scorer import material

EMPTY = "empty page"
SERVER_ERROR = 500
_QUESTIONS = ("rests-only-on-anonymous", "requests-for-comment", "unattributed", "chain")
_WORDS = ("water", "vote", "police", "market", "school")
_SERVE = ("serve", "--port", "0", "--extractor", "rules")
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/onrecord/ns#Version> }"


@dataclass
class Seen:
    """What the readers met; each thread adds, the end reads."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    """What pages say that were answered with a status from 500 on."""
    warnings: Counter[str] = field(default_factory=Counter)
    """What the server wrote to standard error that is no request."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, status: int, seconds: float, wrong: str = "") -> None:
        """Keep one answer."""
        with self.lock:
            self.seconds[kind].append(seconds)
            self.statuses[kind, status] += 1
            if wrong:
                self.wrong.append(wrong)


def main() -> None:
    """Run it and print what was seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=16)
    parser.add_argument("--hostile", action="store_true")
    given = parser.parse_args()
    with reading(given.store) as reader:
        digests = [one.article.rpartition("/")[2] for one in reader.articles()]
    print(f"{len(digests)} articles, {given.readers} readers, {given.minutes:g} minutes")
    server, port = start(given.store)
    try:
        measure(given, server, port, digests)
    finally:
        server.terminate()
        server.wait(20)


def start(store: Path) -> tuple[subprocess.Popen[str], int]:
    """Start the server on a free port and return it when it has read the store ahead."""
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "kg", "--store", str(store), "--base", BASE, *_SERVE],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    port = 0
    for line in server.stderr:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            port = int(found[1])
        if "read ahead" in line:
            print(f"the server has {line.strip()}", flush=True)
            return server, port
    raise RuntimeError("the server did not start")


def hear(lines: Iterator[str], seen: Seen) -> None:
    """Keep what the server warns of; a line of JSON is a request."""
    for line in lines:
        if not line.startswith("{"):
            with seen.lock:
                seen.warnings[line.strip()[:200]] += 1


def measure(
    given: argparse.Namespace, server: subprocess.Popen[str], port: int, digests: list[str]
) -> None:
    """Let readers and writer run side by side, then tell."""
    assert server.stderr is not None
    seen, ends = Seen(), time.monotonic() + 60 * given.minutes
    threading.Thread(target=hear, args=(server.stderr, seen), daemon=True).start()
    threads = [
        threading.Thread(target=read, args=(port, digests, seen, ends, number))
        for number in range(given.readers)
    ]
    threads.append(threading.Thread(target=write, args=(given.store, len(digests), ends)))
    if given.hostile:
        threads.append(threading.Thread(target=attack, args=(port, seen, ends)))
    for one in threads:
        one.start()
    time.sleep(min(60, 30 * given.minutes))
    first = memory(server.pid)
    for one in threads:
        one.join()
    time.sleep(3)
    tell(seen, first, memory(server.pid), server)


def read(port: int, digests: list[str], seen: Seen, ends: float, seed: int) -> None:
    """Ask for one page after the other, as a reader who never waits would."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < ends:
        kind, path = wanted(chance, digests)
        begun = time.perf_counter()
        status, body = ask(connection, path)
        wrong = "" if status != 200 or right(kind, body) else f"{path}: {body[:80]!r}"
        seen.add(kind, status, time.perf_counter() - begun, wrong)
        if status >= SERVER_ERROR:
            seen.failures[f"{kind} {status}: {words(body)}"] += 1
            print(f"{time.monotonic() - ends:.0f} s: {status} of {path}", flush=True)


def words(body: bytes) -> str:
    """Return what the main part of a page, or another body, says."""
    text = body.decode("utf-8", "replace").partition('<main id="main">')[2] or body.decode()
    notice = text.partition('role="alert"')[2] or text
    return " ".join(re.sub(r"<[^>]*>", " ", notice).split())[:150]


def wanted(chance: random.Random, digests: list[str]) -> tuple[str, str]:
    """Return what a reader asks for next."""
    digest = chance.choice(digests)
    kind = chance.choice((EMPTY, "article", "article", "claim", "question", "search", "sparql"))
    paths = {
        EMPTY: "/about",
        "article": f"/articles/{digest}",
        "claim": f"/articles/{digest}/claims/1",
        "question": f"/questions/{chance.choice(_QUESTIONS)}?article={digest}",
        "search": f"/search?q={chance.choice(_WORDS)}",
        "sparql": f"/sparql?query={quote(_COUNT)}",
    }
    return kind, paths[kind]


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    """Return status and body; a connection that the server closed is opened again."""
    accept = "application/sparql-results+json" if path.startswith("/sparql") else "text/html"
    for again in (False, True):
        try:
            connection.request("GET", path, headers={"Accept": accept})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, ConnectionError):
            connection.close()
            if again:
                return 0, b""
    return 0, b""


def right(kind: str, body: bytes) -> bool:
    """Whether a plain 200 is a whole answer."""
    return body.endswith(b"}") if kind == "sparql" else b"</html>" in body[-200:]


def write(store: Path, done: int, ends: float) -> None:
    """Add an article a second."""
    pipeline = Pipeline(extractor=EXTRACTOR, base=BASE)
    path = material() / "corpora" / "polnear" / "dev.jsonl"
    made = [pipeline.record(one) for one in articles(path)[:5]]
    for record in rounds(made, done, done + 100_000):
        begun = time.monotonic()
        if begun >= ends:
            return
        dataset = mapping.to_dataset(record, sourcing.derive(record), BASE)
        prepared = Prepared(record=record, dataset=dataset, findings=())
        with writing(store, BASE, lambda: datetime.now(UTC)) as writer:
            writer.put(pipeline.publication(prepared))
        time.sleep(max(0.0, 1 - (time.monotonic() - begun)))


def attack(port: int, seen: Seen, ends: float) -> None:
    """Send each kind of hostile query twenty times."""
    from tests.hostile_queries import KINDS  # noqa: PLC0415

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for name, sparql in [pair for pair in KINDS.items() for _ in range(20)]:
        if time.monotonic() > ends:
            return
        begun = time.perf_counter()
        connection.request(
            "POST", "/sparql", sparql.encode(), {"Content-Type": "application/sparql-query"}
        )
        answer = connection.getresponse()
        answer.read()
        wrong = "" if answer.status in {400, 503} else f"{name} was answered {answer.status}"
        seen.add(f"hostile: {name}", answer.status, time.perf_counter() - begun, wrong)


def memory(pid: int) -> tuple[float, float]:
    """Return the MiB that a process holds, and those that the processes it started hold."""
    held = []
    for whose in ("-p", "--ppid"):
        listed = subprocess.run(
            ["ps", "-o", "rss=", whose, str(pid)], capture_output=True, text=True, check=False
        )  # ps fails where there is no such process
        held.append(sum(int(one) for one in listed.stdout.split()) / 1024)
    return held[0], held[1]


def tell(
    seen: Seen, first: tuple[float, float], last: tuple[float, float],
    server: subprocess.Popen[str],
) -> None:  # fmt: skip
    """Print times, statuses and memory."""
    base = percentile(seen.seconds[EMPTY], 0.95)
    print(f"{'kind':<24}{'n':>7}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'p95 ratio':>11}")
    for kind, each in sorted(seen.seconds.items()):
        p50, p95, p99 = (percentile(each, one) for one in (0.5, 0.95, 0.99))
        print(f"{kind:<24}{len(each):>7}{1e3 * p50:>9.1f}{1e3 * p95:>9.1f}{1e3 * p99:>9.1f}"
              f"{p95 / base:>11.2f}")  # fmt: skip
    for (kind, status), count in sorted(seen.statuses.items()):
        if status != 200:
            print(f"  {kind}: {count} answered {status}")
    for said, count in seen.failures.most_common(20):
        print(f"  {count} times: {said}")
    print(f"wrong answers: {len(seen.wrong)} {seen.wrong[:5]}")
    for said, count in seen.warnings.most_common(20):
        print(f"  {count} times the server said: {said}")
    for whose, before, after in (
        ("the server", first[0], last[0]),
        ("its processes", first[1], last[1]),
        ("all", sum(first), sum(last)),
    ):
        ratio = after / before if before else float("nan")
        print(f"memory of {whose}: {before:.0f} MiB after a minute, at the end {after:.0f}: "
              f"{ratio:.3f}")  # fmt: skip
    print(f"the server {'lives' if server.poll() is None else 'has died'}")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


if __name__ == "__main__":
    main()
