"""Sheets for readers who label: plain text with marks, written outside this repository.

    python -m tests.measures.labels.sheets --out DIR --set NAME --parts N

A sheet of an article set has whole articles with every source and every cue marked; a sheet of
a sentence set has numbered sentences with what stands before them. What the marks mean, and what
is to be written, say the guidelines beside this file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Span
from tests.measures.labels.corpus import (
    ARTICLE_SETS,
    SETS,
    Choice,
    Chosen,
    Gold,
    Item,
    choice,
)
from tests.measures.labels.sentences import sentences
from tests.measures.scorer import material

CHECKOUT = Path(__file__).resolve().parents[3]
BEFORE = 2
"""How many sentences are shown before one."""


@dataclass(frozen=True)
class Mark:
    """What is put around some words."""

    span: Span
    opening: str
    closing: str


def marked(text: str, whole: Span, marks: Iterable[Mark]) -> str:
    """Return a stretch of text with marks; of two that begin together, the longer opens first."""
    inserts: list[tuple[int, int, int, str]] = []
    for mark in marks:
        start, end = max(mark.span.start, whole.start), min(mark.span.end, whole.end)
        if start < end:
            inserts.append((start, 1, -end, mark.opening))
            inserts.append((end, 0, -start, mark.closing))
    made, at = "", whole.start
    for offset, _, _, sign in sorted(inserts):
        made, at = made + text[at:offset] + sign, offset
    return made + text[at : whole.end]


def article_sheet(one: Chosen, gold: Gold, asked: frozenset[int]) -> str:
    """Return an article as its reader gets it."""
    whole = Span(0, len(gold.text))
    head = f"=== {one.key} | {gold.outlet} | {gold.date} | {gold.title}"
    numbers = ", ".join(str(number) for number in sorted(asked))
    text = marked(gold.text, whole, _marks(gold, asked))
    return f"{head}\n=== label S: {numbers}\n\n{text}\n"


def _marks(gold: Gold, asked: frozenset[int]) -> Iterator[Mark]:
    for mention in gold.mentions.values():
        if not mention.silent:
            name = f"S{mention.number}" if mention.number in asked else "S"
            yield from (Mark(span, f"⟦{name}:", "⟧") for span in mention.at)
    for number, (one, source) in enumerate(
        zip(gold.attributions, gold.numbers, strict=True), start=1
    ):
        whose = " no source" if not one.source else f" of S{source}" if source != number else ""
        yield from (Mark(span, f"⟨C{number}{whose}:", "⟩") for span in one.cue)


def item_sheet(item: Item, gold: Gold) -> str:
    """Return a sentence as its reader gets it."""
    span = Span(*item.span)
    every = sentences(gold.text)
    place = next(i for i, each in enumerate(every) if each.span == span)
    before = " ".join(each.span.of(gold.text) for each in every[max(0, place - BEFORE) : place])
    lines = [
        f"=== {item.item} | {gold.outlet} | {gold.date} | {gold.title}",
        f"before: {before or '(nothing)'}",
        f"speaker of the paragraph: {_speaker(gold, span, every[place].paragraph)}",
        f"sentence: {marked(gold.text, span, _item_marks(item, gold))}",
    ]
    return "\n".join(lines) + "\n"


def _item_marks(item: Item, gold: Gold) -> Iterator[Mark]:
    if item.attribution is not None:
        one = gold.attributions[item.attribution - 1]
        yield from (Mark(span, "⟪", "⟫") for span in one.content)
        yield from (Mark(span, "⟦S:", "⟧") for span in one.source)
        yield from (Mark(span, "⟨C:", "⟩") for span in one.cue)


def _speaker(gold: Gold, sentence: Span, paragraph: Span) -> str:
    """Return the last source of the paragraph before the sentence ends."""
    said = [
        span
        for mention in gold.mentions.values()
        for span in mention.at
        if not mention.silent and paragraph.start <= span.start < sentence.end
    ]
    return max(said).of(gold.text) if said else "(none)"


def sheets(held: Choice, name: str) -> list[str]:
    """Return the sheets of a set, one for each article or sentence."""
    if name in ARTICLE_SETS:
        return [article_sheet(one, held.texts[one.id], asked(held, one)) for one in held.of(name)]
    return [item_sheet(one, held.texts[one.article]) for one in held.items_of(name).values()]


def asked(held: Choice, one: Chosen) -> frozenset[int]:
    """Return the numbers of the sources that are to be labelled in an article."""
    return frozenset(each.number for each in held.to_label(one))


def parted(made: list[str], parts: int) -> list[list[int]]:
    """Return which sheets go into each of some parts of about equal length, in their order."""
    sizes = [len(sheet) for sheet in made]
    into: list[list[int]] = [[] for _ in range(parts)]
    before = 0
    for place, size in enumerate(sizes):
        into[min(parts - 1, (before + size // 2) * parts // sum(sizes))].append(place)
        before += size
    return into


def write(held: Choice, name: str, parts: int, out: Path) -> Iterator[str]:
    """Write the sheets of a set into a folder and yield what each file holds."""
    if out.resolve().is_relative_to(CHECKOUT):
        raise ValueError(f"{out} is inside this repository: no text of an article may come there")
    out.mkdir(parents=True, exist_ok=True)
    made = sheets(held, name)
    for number, places in enumerate(parted(made, parts), start=1):
        path = out / (f"part{number}.txt" if name in ARTICLE_SETS else f"{name}-part{number}.txt")
        path = out / f"{name}.txt" if name not in ARTICLE_SETS and parts == 1 else path
        text = "\n".join(made[place] for place in places)
        path.write_text(text, encoding="utf-8")
        sources = sum(len(asked(held, one)) for one in _articles(held, name, places))
        yield f"{path}: {len(places)} items, {sources} sources, {len(text.split())} words"


def _articles(held: Choice, name: str, places: list[int]) -> list[Chosen]:
    ones = held.of(name)
    return [ones[place] for place in places] if name in ARTICLE_SETS else []


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", choices=SETS, required=True)
    parser.add_argument("--parts", type=int, default=1)
    given = parser.parse_args()
    held = choice(material() / "corpora")
    print(*write(held, given.set, given.parts, given.out), sep="\n")


if __name__ == "__main__":
    main()
