"""Where two readers differ, a third one decides.

    python -m tests.measures.labels.settle --set NAME --out DIR
    python -m tests.measures.labels.collect --set NAME --labeller C DIR/*.jsonl
    python -m tests.measures.labels.settle --set NAME --merge

The first writes a sheet of what they differ on, with both answers, outside this repository; the
third reader gives a line of the usual form for each, and for words that tell of no request a
line with the outcome "none". The last writes NAME.jsonl: what both gave (`how` is "both", with A's
words), and what the third gave where they differed ("settled").
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.measures.labels.agree import Pairs, differences, overlap, paired, read
from tests.measures.labels.corpus import ARTICLE_SETS, HERE, SETS, Choice, choice
from tests.measures.labels.placed import Placed
from tests.measures.labels.sheets import CHECKOUT, article_sheet, asked, item_sheet
from tests.measures.scorer import material

REQUEST = "request"


def open_cases(every: Pairs) -> list[tuple[Placed | None, Placed | None]]:
    """Return what two readers differ on, and what only one of them gave."""
    differ = [pair for pair in every.both if differences(*pair)]
    only_a = [(one, None) for one in every.only_a]
    only_b = [(None, two) for two in every.only_b]
    return [*differ, *only_a, *only_b]


def _one(case: tuple[Placed | None, Placed | None]) -> Placed:
    held = case[0] or case[1]
    if held is None:
        raise ValueError("a case has at least one answer")
    return held


def sheet(held: Choice, name: str, every: Pairs) -> str:
    """Return the sheet for a third reader: each text once, with the answers below it."""
    by_text: dict[tuple[str, int], list[str]] = {}
    for case in open_cases(every):
        one = _one(case)
        key = (one.article, 0 if name in ARTICLE_SETS else one.number)
        by_text.setdefault(key, []).append("\n".join(_answers(held, case)))
    made = []
    for (article, number), answers in sorted(by_text.items()):
        gold = held.texts[article]
        if name in ARTICLE_SETS:
            chosen = held.chosen(name, article)
            if chosen is None:
                raise ValueError(f"{article} is not in the set {name}")
            text = article_sheet(chosen, gold, asked(held, chosen))
        else:
            text = item_sheet(held.items_of(name)[number], gold)
        made.append("\n".join([text, "--- to decide:", *answers, ""]))
    return "\n".join(made)


def _answers(held: Choice, case: tuple[Placed | None, Placed | None]) -> Iterator[str]:
    one = _one(case)
    text = held.texts[one.article].text
    said = " … ".join(span.of(text) for span in one.at)
    yield f"request: {said}" if one.sort == REQUEST else f"{one.sort} {one.number}: {said}"
    for labeller, answer in zip("AB", case, strict=True):
        yield f"  {labeller}: {_told(answer, held) if answer else '(not given)'}"


def _told(answer: Placed, held: Choice) -> str:
    gold = held.texts[answer.article]
    body = gold.title if answer.kinds.get("refers") == "title" else gold.text
    told = [f"{name} {value}" for name, value in answer.kinds.items()]
    told += [f"{name} “{span.of(body)}”" for name, span in answer.spans.items()]
    for one in answer.inner or ():
        told.append("inner " + ", ".join(f"{name} “{span.of(body)}”" for name, span in one.items()))
    return "; ".join(told) or "nothing inside"


def merged(every: Pairs, third: Iterable[Placed]) -> tuple[list[Placed], list[str]]:
    """Return the settled labels, and what a third reader has still to decide."""
    decided = list(third)
    same = [one.settled("both") for one, two in every.both if not differences(one, two)]
    used: dict[tuple[str, str, int], Placed] = {}
    lacking: list[str] = []
    for case in open_cases(every):
        answers = [one for one in decided if any(_decides(one, each) for each in case if each)]
        used |= {one.key: one for one in answers}
        if not answers:
            one = _one(case)
            lacking.append(f"undecided: {one.article} {one.sort} {one.number}")
    lacking += [
        f"decides nothing: {one.article} {one.sort} {one.number}"
        for one in decided
        if one.key not in used
    ]
    kept = [one.settled("settled") for one in used.values() if one.kinds.get("outcome") != "none"]
    return sorted([*same, *kept], key=lambda one: one.key), lacking


def _decides(third: Placed, one: Placed) -> bool:
    if one.sort == third.sort == REQUEST:
        return one.article == third.article and overlap(one.at, third.at) > 0
    return one.key == third.key


def write_sheet(held: Choice, name: str, every: Pairs, out: Path) -> Path:
    """Write the sheet of differences into a folder outside this repository."""
    if out.resolve().is_relative_to(CHECKOUT):
        raise ValueError(f"{out} is inside this repository: no text of an article may come there")
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}-differences.txt"
    path.write_text(sheet(held, name, every), encoding="utf-8")
    return path


def merge(name: str, folder: Path = HERE) -> list[str]:
    """Write the settled labels of a set, unless something is lacking; return what is."""
    every = paired(read(name, "A", folder), read(name, "B", folder))
    labels, lacking = merged(every, read(name, "C", folder))
    if not lacking:
        path = folder / f"{name}.jsonl"
        path.write_text("".join(f"{one.line()}\n" for one in labels), encoding="utf-8")
    return lacking


def main() -> int:
    """Write the sheet of differences, or merge what the third reader gave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--merge", action="store_true")
    given = parser.parse_args()
    if given.merge:
        lacking = merge(given.set)
        print(*(lacking or [f"{given.set} is settled"]), sep="\n")
        return 1 if lacking else 0
    if given.out is None:
        parser.error("say where the sheet goes: --out DIR, or --merge")
    every = paired(read(given.set, "A"), read(given.set, "B"))
    print(write_sheet(choice(material() / "corpora"), given.set, every, given.out))
    print(f"{len(open_cases(every))} to decide")
    return 0


if __name__ == "__main__":
    sys.exit(main())
