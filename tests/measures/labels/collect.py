"""Takes what a labeller wrote, checks every line, and keeps kinds and offsets.

    python -m tests.measures.labels.collect --set NAME --labeller A DIR/*.jsonl
    python -m tests.measures.labels.collect --set NAME --check [--part 3/8] FILE.jsonl

With `--check` nothing is written: it says what is wrong and what is missing. `--part` is the part
of the sheets that the files are of. A third reader (`C`) labels only what two do not agree on.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.measures.labels.corpus import ARTICLE_SETS, HERE, SETS, Choice, choice
from tests.measures.labels.form import Wrong, parse
from tests.measures.labels.placed import Key, Placed, Placing
from tests.measures.labels.sheets import parted, sheets
from tests.measures.scorer import material

THIRD = "C"


@dataclass(frozen=True)
class Part:
    """One of the parts that the sheets of a set were cut into; the first is 1."""

    number: int
    of: int


def part_of(said: str) -> Part:
    """Return the part that "3/8" means."""
    found = re.fullmatch(r"(\d+)/(\d+)", said)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise argparse.ArgumentTypeError(f"a part is like 3/8, not {said!r}")
    return Part(int(found[1]), int(found[2]))


@dataclass(frozen=True)
class Collected:
    """The labels of some files, and what is wrong with them."""

    labels: tuple[Placed, ...]
    faults: tuple[str, ...]


def collected(held: Choice, name: str, files: Iterable[Path], *, third: bool = False) -> Collected:
    """Return the labels in some files, in order, with a fault for each line that is none."""
    placing, labels, faults = Placing(held, name), dict[Key, Placed](), list[str]()
    for path in files:
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                one = placing.placed(parse(name, line))
                _refuse(one, labels, third=third)
            except Wrong as error:
                faults.append(f"{path.name}:{number}: {error}")
            else:
                labels[one.key] = one
    return Collected(tuple(labels[key] for key in sorted(labels)), tuple(faults))


def _refuse(one: Placed, labels: dict[Key, Placed], *, third: bool) -> None:
    if one.key in labels:
        raise Wrong(f"{one.sort} {one.number} of {one.article} is labelled twice")
    if one.kinds.get("outcome") == "none" and not third:
        raise Wrong('outcome "none" is for a third reader: leave out what is no request')


def missing(held: Choice, name: str, labels: Iterable[Placed], part: Part | None) -> Iterator[str]:
    """Yield what is to be labelled in a part, or in all of a set, and is not."""
    done = {one.key for one in labels}
    for title, key in expected(held, name, part):
        if key not in done:
            yield f"missing: {title}"


def expected(held: Choice, name: str, part: Part | None) -> Iterator[tuple[str, Key]]:
    """Yield everything that a part, or all of a set, asks for, as it is called on the sheets."""
    if part is None:
        places = list(range(len(held.of(name) or held.items_of(name))))
    else:
        places = parted(sheets(held, name), part.of)[part.number - 1]
    if name in ARTICLE_SETS:
        ones = held.of(name)
        for one in (ones[place] for place in places):
            for each in held.to_label(one):
                yield f"{one.key} S{each.number}", (one.id, "s", each.number)
    else:
        items = list(held.items_of(name).values())
        for item in (items[place] for place in places):
            yield f"item {item.item}", (item.article, "item", item.item)


def write(name: str, labeller: str, labels: Iterable[Placed], folder: Path = HERE) -> Path:
    """Write labels to their file and return it."""
    path = folder / f"{name}.{labeller}.jsonl"
    path.write_text("".join(f"{one.line()}\n" for one in labels), encoding="utf-8")
    return path


def main() -> int:
    """Check the files and, unless only that is asked for, keep their labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, required=True)
    parser.add_argument("--labeller", choices=("A", "B", THIRD))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--part", type=part_of)
    parser.add_argument("files", type=Path, nargs="+")
    given = parser.parse_args()
    if given.labeller is None and not given.check:
        parser.error("say whose labels they are: --labeller A, or --check")
    held = choice(material() / "corpora")
    third = given.labeller == THIRD
    found = collected(held, given.set, given.files, third=third)
    # a third reader has only what is on the sheet of differences
    lacking = [] if third else list(missing(held, given.set, found.labels, given.part))
    print(*found.faults, *lacking, sep="\n", end="\n" if found.faults or lacking else "")
    counts = Counter(one.sort for one in found.labels)
    print(", ".join(f"{sort}: {count}" for sort, count in sorted(counts.items())) or "no labels")
    if found.faults or lacking:
        print(f"{len(found.faults)} lines are wrong, {len(lacking)} are missing")
        return 1
    print("all is well" if given.check else write(given.set, given.labeller, found.labels))
    return 0


if __name__ == "__main__":
    sys.exit(main())
