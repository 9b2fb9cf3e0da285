"""How far two readers agree.

    python -m tests.measures.labels.agree

For each set of which both readers' labels are there: for each kind the share of labels on which
they agree, and Cohen's kappa; for each class the precision, recall and F1 of B against A. Stretches
of text agree if they overlap, or if neither reader gave one. Requests, and attributions inside
others, are paired one to one: requests by the overlap of their words, the greatest first, inner
attributions by their cues. "unsure" labels are counted like all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Span, Spans
from tests.measures.labels.corpus import HERE, SETS, SOURCING
from tests.measures.labels.placed import Key, Placed, unplaced

KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SOURCING, ("identification", "reason", "channel")),
    "speakers": ("refers", "kind"),
    "nesting": (),
    "hedges": ("hedge",),
    "stance": ("stance", "scope"),
}
"""The kinds of each set that are compared by name."""

SPANS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SOURCING, ("told",)),
    "speakers": ("whom",),
    "nesting": (),
    "hedges": ("words",),
    "stance": ("words",),
}
NOTHING = "(nothing)"


def read(name: str, labeller: str, folder: Path = HERE) -> list[Placed]:
    """Return what one labeller gave for a set; nothing if there is no such file."""
    path = folder / f"{name}.{labeller}.jsonl"
    if not path.exists():
        return []
    return [unplaced(line) for line in path.read_text(encoding="utf-8").splitlines()]


@dataclass(frozen=True)
class Pairs:
    """What both labelled, and what only one of them did."""

    both: tuple[tuple[Placed, Placed], ...]
    only_a: tuple[Placed, ...]
    only_b: tuple[Placed, ...]


def paired(a: Iterable[Placed], b: Iterable[Placed]) -> Pairs:
    """Return the labels of two readers for the same thing."""
    one, two = {each.key: each for each in a}, {each.key: each for each in b}
    links = {key: key for key in one.keys() & two.keys() if key[1] != "request"}
    links |= _requests(
        [each for each in one.values() if each.sort == "request"],
        [each for each in two.values() if each.sort == "request"],
    )
    taken = set(links.values())
    return Pairs(
        tuple((one[key], two[links[key]]) for key in sorted(links)),
        tuple(each for key, each in sorted(one.items()) if key not in links),
        tuple(each for key, each in sorted(two.items()) if key not in taken),
    )


def _requests(a: list[Placed], b: list[Placed]) -> dict[Key, Key]:
    alike = sorted(
        (
            (-overlap(one.at, two.at), one.key, two.key)
            for one in a
            for two in b
            if one.article == two.article and overlap(one.at, two.at)
        ),
    )
    links: dict[Key, Key] = {}
    for _, one_key, two_key in alike:
        if one_key not in links and two_key not in links.values():
            links[one_key] = two_key
    return links


def overlap(one: Spans, two: Spans) -> int:
    """Return how many characters two stretches of a text share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)


def same_span(one: Span | None, two: Span | None) -> bool:
    """Return whether two readers mean the same words, or both none."""
    return one is two if one is None or two is None else one.overlaps(two)


def differences(one: Placed, two: Placed) -> list[str]:
    """Return in what two labels of the same thing differ."""
    found = [
        name
        for name in sorted(one.kinds.keys() | two.kinds.keys())
        if one.kinds.get(name) != two.kinds.get(name)
    ]
    found += [
        name
        for name in sorted(one.spans.keys() | two.spans.keys())
        if not same_span(one.spans.get(name), two.spans.get(name))
    ]
    if one.inner is not None and two.inner is not None:
        links = inner_pairs(one.inner, two.inner)
        alike = all(
            same_span(one.inner[i].get("source"), two.inner[j].get("source")) for i, j in links
        )
        if not (alike and len(links) == len(one.inner) == len(two.inner)):
            found.append("inner")
    return found


def inner_pairs(
    one: tuple[dict[str, Span], ...], two: tuple[dict[str, Span], ...]
) -> list[tuple[int, int]]:
    """Return which inner attributions have cues that overlap, one to one, in reading order."""
    links: dict[int, int] = {}
    for i, a in enumerate(one):
        for j, b in enumerate(two):
            if i not in links and j not in links.values() and a["cue"].overlaps(b["cue"]):
                links[i] = j
    return sorted(links.items())


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Return Cohen's kappa; 1 where both gave one and the same class throughout."""
    of = len(pairs)
    a, b = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    chance = sum(a[name] * b[name] for name in a) / of**2
    seen = sum(one == two for one, two in pairs) / of
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def kind_lines(name: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the figures of one kind: agreement, kappa, and each class."""
    same = sum(one == two for one, two in pairs)
    share = 100 * same / len(pairs)
    yield f"  {name}: {share:.1f} % agree ({same} of {len(pairs)}), kappa {kappa(pairs):.2f}"
    for label in sorted({each for pair in pairs for each in pair}):
        yield f"    {label:26} {scores(label, pairs)}"


def scores(label: str, pairs: list[tuple[str, str]]) -> str:
    """Return precision, recall and F1 of B against A for one class."""
    hits = sum(one == two == label for one, two in pairs)
    of_a = sum(one == label for one, _ in pairs)
    of_b = sum(two == label for _, two in pairs)
    precision, recall = _share(hits, of_b), _share(hits, of_a)
    return f"P {precision}  R {recall}  F1 {_share(2 * hits, of_a + of_b)}  (A {of_a}, B {of_b})"


def _share(part: int, of: int) -> str:
    return f"{100 * part / of:5.1f}" if of else "    -"


def report(name: str, a: list[Placed], b: list[Placed]) -> Iterator[str]:
    """Yield the figures of a set."""
    every = paired(a, b)
    labels = [pair for pair in every.both if pair[0].sort != "request"]
    alike = sum(not differences(*pair) for pair in labels)
    yield f"{name}: {len(labels)} labelled by both, {alike} alike in everything"
    for kind in KINDS[name] if labels else ():
        got = [(one.kinds.get(kind), two.kinds.get(kind)) for one, two in labels]
        yield from kind_lines(kind, [(x or NOTHING, y or NOTHING) for x, y in got])
    for words in SPANS[name] if labels else ():
        got_spans = [(one.spans.get(words), two.spans.get(words)) for one, two in labels]
        given = [pair for pair in got_spans if pair != (None, None)]
        same = sum(same_span(*pair) for pair in given)
        yield f"  {words}: {same} of {len(given)} that either gave overlap"
    if name == "nesting":
        yield from _nesting(labels)
    if name in SOURCING:
        yield from _of_requests(every)


def _nesting(labels: list[tuple[Placed, Placed]]) -> Iterator[str]:
    inner = [(one.inner or (), two.inner or ()) for one, two in labels]
    if inner:
        any_ = [("some" if one else "none", "some" if two else "none") for one, two in inner]
        yield from kind_lines("attribution inside", any_)
        hits = sum(len(inner_pairs(one, two)) for one, two in inner)
        of_a, of_b = sum(len(one) for one, _ in inner), sum(len(two) for _, two in inner)
        yield f"  inner attributions: P {_share(hits, of_b)}  R {_share(hits, of_a)}"
        yield f"    found by both {hits}, only A {of_a - hits}, only B {of_b - hits}"


def _of_requests(every: Pairs) -> Iterator[str]:
    both = [pair for pair in every.both if pair[0].sort == "request"]
    only_a = sum(one.sort == "request" for one in every.only_a)
    only_b = sum(one.sort == "request" for one in every.only_b)
    yield f"  requests: both {len(both)}, only A {only_a}, only B {only_b}"
    if both:
        outcomes = [(one.kinds["outcome"], two.kinds["outcome"]) for one, two in both]
        yield from kind_lines("outcome", outcomes)
        party = sum(same_span(one.spans["party"], two.spans["party"]) for one, two in both)
        yield f"  party: {party} of {len(both)} overlap"


def main() -> None:
    """Print the figures of every set that two readers have labelled."""
    for name in SETS:
        a, b = read(name, "A"), read(name, "B")
        if a and b:
            print(*report(name, a, b), sep="\n")
        else:
            print(f"{name}: not labelled twice yet")


if __name__ == "__main__":
    main()
