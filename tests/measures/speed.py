"""How long an article takes from file to stored, checked graph, and where the time goes.

    .venv/bin/python -P -m tests.measures.speed [FILE.jsonl]

One line is the ratio to the time that the dependency parse alone takes, which no extraction
that reads one can go below. At the end stands what the quads of an article say, per 800 words.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from kg import mapping, record, sourcing
from kg.extraction.rules import EXTRACTOR, extractor
from kg.extraction.rules.extractor import extract_doc
from kg.intake.given import Given
from kg.model import Article, Maker, Record
from kg.pipeline import Pipeline, Prepared
from kg.readers import Incoming, article_of, read
from kg.store import Writer, writing
from tests.measures.scorer import material

T = TypeVar("T")
_MOST_KINDS = 30
BASE = "https://data.test/"


class Clock:
    """Adds up how long each step took."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def run(self, step: str, work: Callable[[], T]) -> T:
        """Return what the work returns."""
        began = time.perf_counter()
        result = work()
        self.seconds[step] += int(1e9 * (time.perf_counter() - began))
        return result


def main() -> None:
    """Print the figures for the dev split, or a file."""
    path = Path(sys.argv[1]) if sys.argv[1:] else material() / "corpora" / "polnear" / "dev.jsonl"
    incoming = [one for one in read(path, Given()) if isinstance(one, Incoming)]
    articles = [article_of(one.found) for one in incoming]
    extractor.parse("Ann said it rains.")  # loading the model is not an article's time
    clock, pipeline = Clock(), Pipeline(extractor=EXTRACTOR, base=BASE)
    kinds: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        writing(Path(folder) / "store", BASE, lambda: datetime.now(UTC)) as writer,
    ):
        for one in articles:
            kinds.update(take(one, clock, pipeline, writer))
        clock.run("store", writer.commit)
    words = sum(len(one.text.split()) for one in articles)
    tell(clock, len(articles), words, kinds.total())
    tell_kinds(kinds, words)


def take(article: Article, clock: Clock, pipeline: Pipeline, writer: Writer) -> Counter[str]:
    """Take one article all the way, as the pipeline does; return its quads by what they say."""
    doc = clock.run("parse", lambda: extractor.parse(article.text))
    found = clock.run("rules", lambda: extract_doc(doc, article))
    maker = Maker(name=EXTRACTOR.name, version=EXTRACTOR.version)
    made = clock.run(
        "record",
        lambda: record.canonical(Record(article=article, extraction=found, maker=maker)),
    )
    facts = clock.run("facts", lambda: sourcing.derive(made))
    dataset = clock.run("map", lambda: mapping.to_dataset(made, facts, BASE))
    findings = clock.run("check", lambda: pipeline.checker.check(dataset))
    prepared = Prepared(record=made, dataset=dataset, findings=findings)
    publication = clock.run("map", lambda: pipeline.publication(prepared))
    clock.run("store", lambda: writer.put(publication))
    return Counter(map(kind_of, publication.quads.splitlines()))


def kind_of(line: bytes) -> str:
    """Return what a quad says: its graph, and its predicate without the namespace."""
    predicate = line.split(b" ", 2)[1].decode().strip("<>")
    graph = line.rstrip(b" .").rpartition(b"#")[2].decode().strip("<> .")
    return f"{graph} {re.split('[#/]', predicate)[-1]}"


def tell_kinds(kinds: Counter[str], words: int) -> None:
    """Print how many quads of each kind an article of 800 words has."""
    graphs: Counter[str] = Counter()
    for kind, count in kinds.items():
        graphs[kind.split()[0]] += count
    shares = ", ".join(f"{name} {800 * count / words:.0f}" for name, count in graphs.most_common())
    print(f"{800 * kinds.total() / words:.0f} quads for 800 words: {shares}")
    for kind, count in kinds.most_common(_MOST_KINDS):
        print(f"  {kind:<28} {800 * count / words:6.1f}")


def tell(clock: Clock, articles: int, words: int, quads: int) -> None:
    """Print rates and shares."""
    total = sum(clock.seconds.values())
    print(f"{articles} articles of {words // articles} words, {quads // articles} quads each")
    print(f"{1e9 * articles / total:.2f} articles a second")
    for name, spent in clock.seconds.most_common():
        print(f"  {name:<8} {100 * spent / total:5.1f} %")
    print(f"ratio to the parse alone: {total / clock.seconds['parse']:.2f}")


if __name__ == "__main__":
    main()
