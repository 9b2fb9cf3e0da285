"""How many of the requests for comment in newspaper articles are found, and how rightly.

    .venv/bin/python -P -m tests.measures.requests [--words]

The labels beside this file say what a reader found in 84 dev and 100 train articles of the
outside corpus, before anything was scored. A found request matches a label of the same
article if their spans overlap; one to one, greatest overlap first, of the spans and then of
the party.

    found    labels that a found request matches, of all labels
    false    found requests that match no label, of all found in the articles that were read
    party    matched ones where a mention of our source, or its name, is among the words that
             name the party: the antecedent where the label gives one, for there the party
             itself is printed as a pronoun or a bare surname
    outcome  matched ones with the outcome of the label
    asker    matched ones asked by whom the label says

Each with a Wilson interval of 95 %. "Sure" leaves out the labels that are marked unsure: they
count neither as missed, nor does what matches them count as false. Misses and falses are
printed by article and offsets; `--words` adds the words, for the terminal only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from kg.extraction.rules import EXTRACTOR
from kg.model import PUBLISHER, Article, Extraction, Request, Span
from tests.measures.requests.labels import FILES, Label, articles, labels
from tests.measures.scorer import material

Z = 1.96
LEAST_NAME = 3


@dataclass(frozen=True)
class Found:
    """A request that was found, with the article and what else was found there."""

    article: Article
    extraction: Extraction
    request: Request


@dataclass(frozen=True)
class Pair:
    """A label and what was found of it, or one of the two alone."""

    label: Label | None
    found: Found | None

    @property
    def unsure(self) -> bool:
        """Return whether its label is unsure."""
        return self.label is not None and self.label.unsure


def wilson(right: int, of: int) -> str:
    """Return a share in percent with its interval."""
    if of == 0:
        return "none"
    share, z2 = right / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    low, high = 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
    return f"{100 * share:.1f} % ({right} of {of}; {low:.1f} to {high:.1f})"


def pairs(name: str) -> Iterator[Pair]:
    """Yield everything labelled or found in the articles of one file of labels."""
    held = labels(name)
    for identifier, article in articles(name, material() / "corpora").items():
        extraction = EXTRACTOR.extract(article)
        found = [Found(article, extraction, one) for one in extraction.requests]
        yield from _matched([one for one in held if one.article == identifier], found)


def _matched(held: list[Label], found: list[Found]) -> Iterator[Pair]:
    alike = sorted(
        (
            (_shared(label, one), i, j)
            for i, label in enumerate(held)
            for j, one in enumerate(found)
        ),
        key=lambda each: (-each[0][0], -each[0][1], each[1], each[2]),
    )
    taken: dict[int, int] = {}
    for (spans, _), i, j in alike:
        if spans and i not in taken and j not in taken.values():
            taken[i] = j
    for i, label in enumerate(held):
        yield Pair(label, found[taken[i]] if i in taken else None)
    yield from (Pair(None, one) for j, one in enumerate(found) if j not in taken.values())


def _shared(label: Label, found: Found) -> tuple[int, int]:
    spans = sum(_overlap(label.span, span) for span in found.request.spans)
    return spans, sum(_overlap(label.party, span) for span in found.request.party_spans)


def _overlap(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def party_right(label: Label, found: Found) -> bool:
    """Return whether our party is whom the label means."""
    source = next(one for one in found.extraction.sources if one.id == found.request.party)
    mentions = (*source.mentions, *found.request.party_spans)
    if any(span.overlaps(label.who) for span in mentions):
        return True
    named = set(label.who.of(found.article.text).replace("’", "'").replace("'s", "").split())
    return any(
        word in named
        for word in (source.name or "").replace("’", "'").split()
        if len(word) >= LEAST_NAME and word[0].isupper()
    )


def asker_right(label: Label, found: Found) -> bool:
    """Return whether we say that the one who asked did so."""
    asker = found.request.asker
    if label.asker is None or asker == PUBLISHER:
        return label.asker is None and asker == PUBLISHER
    source = next(one for one in found.extraction.sources if one.id == asker)
    return any(span.overlaps(label.asker) for span in source.mentions)


def outcome_right(label: Label, found: Found) -> bool:
    """Return whether the outcome is the label's."""
    return found.request.outcome.value == label.outcome


def report(title: str, every: Iterable[Pair]) -> Iterator[str]:
    """Yield the lines of figures for some pairs."""
    every = list(every)
    held = [one for one in every if one.label is not None]
    both = [(one.label, one.found) for one in held if one.label and one.found]
    made = [one for one in every if one.found is not None]
    checks = {"party": party_right, "outcome": outcome_right, "asker": asker_right}
    yield title
    yield f"  found   {wilson(len(both), len(held))}"
    yield f"  false   {wilson(sum(one.label is None for one in made), len(made))}"
    for name, check in checks.items():
        yield f"  {name:7} {wilson(sum(check(*each) for each in both), len(both))}"


def faults(every: Iterable[Pair], *, words: bool) -> Iterator[str]:
    """Yield a line for each miss, false one, wrong party, outcome or asker."""
    for one in every:
        label, found = one.label, one.found
        mark = " (unsure)" if one.unsure else ""
        if found is None and label is not None:
            place = f"{label.article} {label.span.start}-{label.span.end}"
            yield f"missed{mark} {place} {label.outcome}"
        elif found is not None:
            wrong = "false" if label is None else ", ".join(_wrong(label, found))
            if wrong:
                (span, *_), told = found.request.spans, found.request.outcome.value
                yield f"{wrong}{mark} {found.article.identifier} {span.start}-{span.end} {told}"
                if words:
                    yield f"    {span.of(found.article.text)}"


def _wrong(label: Label, found: Found) -> Iterator[str]:
    checks = {"party": party_right, "outcome": outcome_right, "asker": asker_right}
    return (f"wrong {name}" for name, check in checks.items() if not check(label, found))


def main() -> None:
    """Print the figures."""
    by_file = {name: list(pairs(name)) for name in FILES}
    every = [one for held in by_file.values() for one in held]
    for name, held in {**by_file, "both": every}.items():
        print(*report(f"{name}, sure labels", (one for one in held if not one.unsure)), sep="\n")
        print(*report(f"{name}, all labels", held), sep="\n")
    print(*faults(every, words="--words" in sys.argv[1:]), sep="\n")


if __name__ == "__main__":
    main()
