"""How many wordings are understood that were not looked at while the rules were written.

    .venv/bin/python -P -m tests.measures.requests.invented

The sentences are invented. Set 1 was written when the rules were first whole, set 2 after the
rules had been mended by set 1; each was measured before it was used to mend anything, and
docs/measurements.md gives both figures. A sentence is right if exactly its one request is
found, with party and outcome; one that tells of no request is right if nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.extraction.rules import EXTRACTOR
from kg.model import Article
from tests.measures.requests.__main__ import wilson
from tests.measures.scorer import read_lines

OUTLET = "The Harbour Gazette"


def found(text: str) -> list[tuple[str, str]]:
    """Return party and outcome of each request that is found in a sentence."""
    made = EXTRACTOR.extract(Article(text=text, outlet=OUTLET))
    called = {one.id: one.name or one.description or "" for one in made.sources}
    return [(called[one.party], one.outcome.value) for one in made.requests]


def report(number: int, rows: list[dict[str, object]]) -> Iterator[str]:
    """Yield the figures of one set, then what is not right."""
    asked = [row for row in rows if "outcome" in row]
    others = [row for row in rows if "outcome" not in row]
    held = {str(row["text"]): found(str(row["text"])) for row in rows}
    wrong = [row for row in asked if held[str(row["text"])] != [(row["party"], row["outcome"])]]
    strays = [row for row in others if held[str(row["text"])]]
    yield f"set {number}"
    yield f"  found  {wilson(sum(bool(held[str(row['text'])]) for row in asked), len(asked))}"
    yield f"  right  {wilson(len(asked) - len(wrong), len(asked))}"
    yield f"  false  {wilson(len(strays), len(others))} of the sentences without a request"
    for row in (*wrong, *strays):
        yield f"  {row.get('outcome', 'no request')}: {row['text']} -> {held[str(row['text'])]}"


def main() -> None:
    """Print the figures."""
    rows = read_lines(Path(__file__).with_name("invented.jsonl"))
    for number in (1, 2):
        print(*report(number, [row for row in rows if row["set"] == number]), sep="\n")


if __name__ == "__main__":
    main()
