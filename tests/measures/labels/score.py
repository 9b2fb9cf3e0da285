"""How well an extractor does against what two readers and a third one labelled.

    .venv/bin/python -P -m tests.measures.labels.score --set sourcing [--half open]
        [--extractor NAME] [--errors]

The sets: `sourcing` (its half `kept` was scored once and is open since), `later` (kept, after it),
`single` (labelled by one reader) and `invented` (made up; its half `kept` is to measure on).

Each figure is a share in percent, the counts, and its Wilson interval of 95 %. "P" is of what was
found, "R" of what was labelled; both are of labelled sources that an attribution was found for.
What is kept is scored once, when all else is done. `--errors`
lists what is wrong, by article and words, for the terminal only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - as in kg.model
from typing import TypeAlias

from kg.extraction import Extractor, extractors
from kg.model import Article, Extraction, words
from tests.measures.labels.agree import NOTHING
from tests.measures.labels.corpus import HERE, SOURCING, Choice, Gold, Half, choice
from tests.measures.labels.invented import invented
from tests.measures.labels.placed import Placed, unplaced
from tests.measures.labels.shares import Share, share, verdict
from tests.measures.labels.sourcing import (
    GROUPS,
    OUTCOMES,
    RequestPair,
    SourcePair,
    request_pairs,
    source_pairs,
)
from tests.measures.scorer import material

LEAST = {"named": 95, "anonymous": 85, "collective": 80}
"""What the lower bound of precision and recall must be for each kind of identification."""

LEAST_OUTCOME = 85
LEAST_PARTY = 90

Labelled: TypeAlias = tuple[Gold, Sequence[Placed]]

SINGLE, INVENTED = "single", "invented"


@dataclass(frozen=True)
class Scored:
    """All pairs of some articles."""

    sources: tuple[SourcePair, ...]
    requests: tuple[RequestPair, ...]

    @property
    def met(self) -> list[SourcePair]:
        """Return the labelled sources that were found."""
        return [one for one in self.sources if one.found]


def article_of(gold: Gold) -> Article:
    """Return an annotated article as an extractor takes it."""
    return Article(
        text=gold.text,
        identifier=gold.id,
        title=gold.title or None,
        outlet=gold.outlet or None,
        date=Date.fromisoformat(gold.date) if gold.date else None,
    )


def scored(articles: Iterable[Labelled], extract: Callable[[Article], Extraction]) -> Scored:
    """Return what an extractor finds in some articles, beside the labels."""
    sources: list[SourcePair] = []
    requests: list[RequestPair] = []
    for gold, labels in articles:
        made = extract(article_of(gold))
        sources += source_pairs(gold, labels, made)
        requests += request_pairs(gold, labels, made)
    return Scored(tuple(sources), tuple(requests))


def labelled(name: str, half: Half) -> Iterator[Labelled]:
    """Yield the articles of one half of a set with their labels, as these are committed."""
    if name == INVENTED:
        yield from ((one.gold, one.labels) for one in invented(half))
        return
    yield from of_half(choice(material() / "corpora"), name, half, read(name))


def of_half(held: Choice, name: str, half: Half, labels: Sequence[Placed]) -> Iterator[Labelled]:
    """Yield the articles of one half of a set that was chosen, each with its own labels."""
    for one in held.of(name):
        if one.half == half:
            own = tuple(each for each in labels if each.article == one.id)
            yield held.texts[one.id], own


def by_class(pairs: Iterable[tuple[str, str]], name: str) -> tuple[Share, Share]:
    """Return precision and recall of one class over pairs of label and finding."""
    every = list(pairs)
    precise = share(one == name for one, two in every if two == name)
    return precise, share(two == name for one, two in every if one == name)


def source_lines(one: Scored) -> Iterator[str]:
    """Yield the figures of sources: coverage, identification, reason, who was told, channel."""
    met = one.met
    yield f"sources found            {share(bool(each.found) for each in one.sources)}"
    labelled = [GROUPS[each.label.kinds["identification"]] for each in one.sources]
    for name in dict.fromkeys(GROUPS.values()):
        held = (
            bool(each.found) for each, of in zip(one.sources, labelled, strict=True) if of == name
        )
        yield f"  {name:22} {share(held)}"
    pairs = [each.groups for each in met]
    yield from _class_lines("identification of those found", pairs, GROUPS.values())
    exact = [(each.label.kinds["identification"], each.identification) for each in met]
    yield f"  the very kind          {share(label == found for label, found in exact)}"
    yield from _given("reason", [each.reasons for each in met])
    yield from _told(met)
    yield from _channels(met)


def _class_lines(title: str, pairs: list[tuple[str, str]], names: Iterable[str]) -> Iterator[str]:
    yield f"{title:25}{share(label == found for label, found in pairs)}"
    for name in dict.fromkeys(names):
        precise, recalled = by_class(pairs, name)
        yield f"  {name:13} P {precise!s:29} R {recalled}"


def _given(title: str, pairs: list[tuple[str | None, str | None]]) -> Iterator[str]:
    """Yield how right a value is that few have: of what was found, and of what was labelled."""
    precise = share(label == found for label, found in pairs if found is not None)
    recalled = share(label == found for label, found in pairs if label is not None)
    yield f"{title:15} P {precise!s:29} R {recalled}"


def _told(met: list[SourcePair]) -> Iterator[str]:
    precise = share(each.told_right() for each in met if each.told)
    recalled = share(each.told_right() for each in met if "told" in each.label.spans)
    yield f"{'told':15} P {precise!s:29} R {recalled}"


def _channels(met: list[SourcePair]) -> Iterator[str]:
    found = [(each.label.kinds.get("channel"), each.channels) for each in met]
    precise = share(label == way for label, ways in found for way in sorted(ways))
    recalled = share(label in ways for label, ways in found if label is not None)
    yield f"{'channel':15} P {precise!s:29} R {recalled}"


def request_lines(one: Scored) -> Iterator[str]:
    """Yield the figures of requests: found, outcome, party; then by kinds of outcome."""
    pairs = one.requests
    both = [each for each in pairs if each.label is not None and each.request is not None]
    precise = share(each.label is not None for each in pairs if each.request is not None)
    recalled = share(each.request is not None for each in pairs if each.label is not None)
    yield f"requests found  P {precise!s:29} R {recalled}"
    yield f"  outcome right of those found   {share(each.right for each in both)}"
    yield f"  party right of those found     {share(each.party_right() for each in both)}"
    precise, recalled = outcomes(pairs)
    yield f"  found and right P {precise!s:27} R {recalled}"
    grouped = [
        (OUTCOMES.get(each.wanted or "", NOTHING), OUTCOMES.get(each.outcome or "", NOTHING))
        for each in pairs
    ]
    for name in dict.fromkeys(OUTCOMES.values()):
        precise, recalled = by_class(grouped, name)
        yield f"  {name:13} P {precise!s:29} R {recalled}"


def outcomes(pairs: Iterable[RequestPair]) -> tuple[Share, Share]:
    """Return how many requests were found with their outcome, of those found and labelled."""
    every = list(pairs)
    precise = share(each.right for each in every if each.request is not None)
    return precise, share(each.right for each in every if each.label is not None)


def verdicts(one: Scored) -> Iterator[str]:
    """Yield whether each figure is what was wanted of it."""
    yield "wanted (lower bounds; of the party the share)"
    pairs = [each.groups for each in one.met]
    for name, least in LEAST.items():
        for sign, figure in zip("PR", by_class(pairs, name), strict=True):
            yield verdict(f"{name}, {sign}", figure.low, least)
    for sign, figure in zip("PR", outcomes(one.requests), strict=True):
        yield verdict(f"requests with their outcome, {sign}", figure.low, LEAST_OUTCOME)
    both = [each for each in one.requests if each.label and each.request]
    party = share(each.party_right() for each in both)
    yield verdict("party of the requests found", party.percent, LEAST_PARTY)


def error_lines(one: Scored) -> Iterator[str]:
    """Yield what is wrong, first how often each, then by article and words."""
    wrong = [each for each in one.met if len(set(each.groups)) > 1]
    kinds = Counter((each.label.kinds["identification"], each.identification) for each in wrong)
    for (label, found), times in kinds.most_common():
        yield f"{times:4} {label} read as {found}"
    for each in wrong:
        mark = " (unsure)" if each.label.unsure else ""
        yield f"{each.label.kinds['identification']} read as {each.identification}{mark}"
        yield f"  {each.gold.id} S{each.label.number}"
        yield f"  {words(each.label.at, each.gold.text)[:76]}"
    for request in one.requests:
        yield from _request_errors(request)


def _request_errors(one: RequestPair) -> Iterator[str]:
    both = one.label is not None and one.request is not None
    if one.right and one.party_right():
        return
    told = ", wrong party" if both and not one.party_right() else ""
    yield f"request {one.wanted or NOTHING} read as {one.outcome or NOTHING}{told}"
    yield f"  {one.gold.id} {one.at[0].start}"
    yield f"  {words(one.at, one.gold.text)[:76]}"


def read(name: str) -> list[Placed]:
    """Return the settled labels of a set; of one with a single reader, this reader's."""
    file = f"{name}.A.jsonl" if name == SINGLE else f"{name}.jsonl"
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [unplaced(line) for line in lines if line]


def report(one: Scored, *, errors: bool) -> Iterator[str]:
    """Yield the lines for a set."""
    yield from source_lines(one)
    yield from request_lines(one)
    yield from verdicts(one)
    if errors:
        yield from error_lines(one)


def _extractor(name: str) -> Extractor:
    known = extractors()
    if name not in known:
        raise SystemExit(f"no extractor is called {name!r}: there are {', '.join(sorted(known))}")
    return known[name]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=(*SOURCING, INVENTED), required=True)
    parser.add_argument("--half", choices=("open", "kept"), default="open")
    parser.add_argument("--extractor", default="learned")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    extractor = _extractor(given.extractor)
    found = scored(labelled(given.set, given.half), extractor.extract)
    print(f"{given.set}, {given.half} half, {extractor.name} {extractor.version}")
    print(*report(found, errors=given.errors), sep="\n")


if __name__ == "__main__":
    main()
