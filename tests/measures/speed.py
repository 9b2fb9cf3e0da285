"""How long an article takes from file to stored, checked graph, and where the time goes.

    .venv/bin/python -P -m tests.measures.speed [rules|learned] [FILE.jsonl]

One line is the ratio to the time that the dependency parse alone takes, which no extraction
that reads one can go below. At the end stands what the quads of an article say, per 800 words.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from kg import mapping, record, sourcing
from kg.extraction import extractors
from kg.extraction.learned.confidence import weights
from kg.extraction.learned.extractor import WEIGHTS
from kg.extraction.learned.network import Network
from kg.extraction.learned.settling import joined
from kg.extraction.learned.triples import tagged
from kg.extraction.rules.extractor import extract_doc, parse
from kg.extraction.rules.extractor import read as read_off
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from kg.intake.given import Given
from kg.language import language_of
from kg.model import Article, Extraction, Maker, Record
from kg.pipeline import Pipeline, Prepared
from kg.readers import Incoming, article_of, read
from kg.store import Writer, writing
from tests.measures.scorer import material

T = TypeVar("T")
_MOST_KINDS = 30
_WORDS = 800
_UNIT = 1 if sys.platform == "darwin" else 1024
EXTRACTING = ("parse", "tagger", "rules")
BASE = "https://data.test/"


class Clock:
    """Adds up how long each step took: of a processor, and all in all by the clock on the wall.

    What other programs take on a busy machine is in the latter only; so is waiting for a disk.
    """

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.waited = 0.0

    def run(self, step: str, work: Callable[[], T]) -> T:
        """Return what the work returns."""
        began, begun = time.process_time_ns(), time.perf_counter()
        result = work()
        self.seconds[step] += time.process_time_ns() - began
        self.waited += time.perf_counter() - begun
        return result


def main() -> None:
    """Print the figures of an extractor for the dev split, or a file."""
    every = extractors()
    names = [one for one in sys.argv[1:] if one in every]
    paths = [Path(one) for one in sys.argv[1:] if one not in every]
    path = paths[0] if paths else material() / "corpora" / "polnear" / "dev.jsonl"
    chosen, clock = every[names[0] if names else "rules"], Clock()
    incoming = clock.run("read", lambda: list(read(path, Given())))
    articles = [article_of(one.found) for one in incoming if isinstance(one, Incoming)]
    network = Network(WEIGHTS) if chosen.name == "learned" else None
    # loading the models is not an article's time
    if Finding(Clock(), network).extraction(articles[0]) != chosen.extract(articles[0]):
        raise AssertionError(f"these are not the steps of {chosen.name} any more")
    finding = Finding(clock, network)
    pipeline = Pipeline(extractor=chosen, base=BASE)
    kinds: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        writing(Path(folder) / "store", BASE, lambda: datetime.now(UTC)) as writer,
    ):
        for one in articles:
            kinds.update(take(one, finding, pipeline, writer))
        clock.run("store", writer.commit)
    words = sum(len(one.text.split()) for one in articles)
    tell(clock, len(articles), words, kinds.total())
    tell_kinds(kinds, words)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an extractor does, in steps that are timed; without a network it is the rules'."""

    clock: Clock
    network: Network | None

    def extraction(self, article: Article) -> Extraction:
        """Return everything found."""
        doc = self.clock.run("parse", lambda: parse(article.text))
        network = self.network
        if network is None:
            return self.clock.run("rules", lambda: extract_doc(doc, article))
        seen = self.clock.run("tagger", lambda: tagged(network, article.text))

        def by_both() -> Extraction:
            words = lexicon()
            view = View(doc, words.quoting)
            return read_off(view, words, article, joined(view, words, seen, weights()))

        return self.clock.run("rules", by_both)


def take(article: Article, finding: Finding, pipeline: Pipeline, writer: Writer) -> Counter[str]:
    """Take one article all the way, as the pipeline does; return its quads by what they say."""
    clock = finding.clock
    clock.run("language", lambda: language_of(article.text))
    found = finding.extraction(article)
    maker = Maker(name=pipeline.extractor.name, version=pipeline.extractor.version)
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
    """Print rates, shares and the most memory that there was in use."""
    total, extracting = sum(clock.seconds.values()), sum(map(clock.seconds.__getitem__, EXTRACTING))
    each = words / articles / _WORDS
    print(f"{articles} articles of {words // articles} words, {quads // articles} quads each")
    print(f"{1e9 * articles / total:.2f} articles a second")
    print(
        f"of 800 words: {1e9 * articles * each / total:.2f} stored, "
        f"{1e9 * articles * each / extracting:.2f} extracted a second"
    )
    for name, spent in clock.seconds.most_common():
        print(f"  {name:<8} {100 * spent / total:5.1f} %  {spent / 1e9 / articles / each:.3f} s")
    print(f"by the clock on the wall: {articles * each / clock.waited:.2f} of 800 words a second")
    print(f"ratio to the parse alone: {total / clock.seconds['parse']:.2f}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    print(f"memory at most: {most / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
