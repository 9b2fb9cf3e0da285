"""A store of many articles: records of real ones under other ids, taken in as an ingest does.

    .venv/bin/python -P -m tests.measures.many STORE COUNT [FILE.jsonl]

The records are those that the rules make of the dev split, or of a file; each round gives every
article another id and outlet.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kg import mapping, sourcing
from kg.extraction.rules import EXTRACTOR
from kg.intake.given import Given
from kg.model import Article, Record
from kg.pipeline import Pipeline, Prepared
from kg.readers import Incoming, article_of, read
from kg.store import writing
from tests.measures.scorer import material

BASE = "https://data.test/kg/"
_OUTLETS = 40
_BATCH = 200


def main() -> None:
    """Make the store; one that is there is filled up."""
    store, count = Path(sys.argv[1]), int(sys.argv[2])
    path = material() / "corpora" / "polnear" / "dev.jsonl"
    path = Path(sys.argv[3]) if sys.argv[3:] else path
    pipeline = Pipeline(extractor=EXTRACTOR, base=BASE)
    made = [pipeline.record(one) for one in articles(path)]
    with writing(store, BASE, lambda: datetime.now(UTC)) as writer:
        done = len(writer.articles())
        for number, record in enumerate(rounds(made, done, count), start=1):
            dataset = mapping.to_dataset(record, sourcing.derive(record), BASE)
            prepared = Prepared(record=record, dataset=dataset, findings=())
            writer.put(pipeline.publication(prepared))
            if number % _BATCH == 0:
                writer.commit()
                print(done + number, flush=True)


def articles(path: Path) -> list[Article]:
    """Return the articles of a file."""
    found = [one for one in read(path, Given()) if isinstance(one, Incoming)]
    return [article_of(one.found) for one in found]


def rounds(made: list[Record], done: int, count: int) -> Iterator[Record]:
    """Yield records until there are `count`, from the one after `done` on."""
    for number in range(done, count):
        record = made[number % len(made)]
        yield replace(
            record,
            article=replace(
                record.article,
                identifier=f"{record.article.identifier}-{number}",
                url=None,
                outlet=f"Outlet {number % _OUTLETS}",
            ),
        )


if __name__ == "__main__":
    main()
