"""How well attributions inside others, hedges and stances are found in labelled sentences.

    python -P -m tests.measures.labels.depth --set nesting [--extractor rules] [--errors]

P is the share of what is found that is labelled, R the share of what is labelled that is found,
each with a Wilson interval of 95 %. The articles are those of one half, the open one unless told.

    nesting  found: what the record nests and whose cue stands in the marked content; right if it
             overlaps the cue of a label, one to one. "anywhere" leaves out whether it is nested.
    hedges   found: the first of the sentence's devices by where its words stand
    stance   found: the first stance of the attribution whose cue is the marked one's

`--errors` adds what is wrong by item and article, with the words: for the terminal only.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extraction import Extractor, extractors
from kg.model import Article, Attribution, Extraction, Span, Spans, Stance
from tests.measures.labels.agree import overlap, same_span
from tests.measures.labels.corpus import HERE, SENTENCE_SETS, Choice, Gold, Half, Item, choice
from tests.measures.labels.placed import Placed, unplaced
from tests.measures.labels.sentences import within
from tests.measures.requests.__main__ import wilson
from tests.measures.scorer import material

NONE = "none"
WIDTH = 80
INDENT = "     "


@dataclass(frozen=True)
class Case:
    """A labelled sentence, and what was found in its article."""

    item: Item
    label: Placed
    gold: Gold
    found: Extraction

    @property
    def sentence(self) -> Span:
        """Return where the sentence stands."""
        return Span(*self.item.span)

    @property
    def marked(self) -> Spans:
        """Return what of the marked attribution's content stands in the sentence."""
        return self._of_marked("content")

    @property
    def cue(self) -> Spans:
        """Return what of the marked attribution's cue stands in the sentence."""
        return self._of_marked("cue")

    def _of_marked(self, part: str) -> Spans:
        if self.item.attribution is None:
            return ()
        one = self.gold.attributions[self.item.attribution - 1]
        return tuple(within(self.sentence, one.cue if part == "cue" else one.content))

    @property
    def name(self) -> str:
        """Return how the sentence is called in a list of errors."""
        return f"{self.item.item:4} {self.item.article}"


@dataclass(frozen=True)
class Line:
    """What a label of one class came to: how many were right, found and labelled."""

    name: str
    right: int
    found: int
    labelled: int

    def text(self) -> str:
        """Return both shares with their intervals, in a line of a terminal."""
        precision, recall = wilson(self.right, self.found), wilson(self.right, self.labelled)
        return f"  {self.name:18} P {precision}\n{'':21}R {recall}"


def cases(
    held: Choice, name: str, half: Half, extractor: Extractor, folder: Path = HERE
) -> Iterator[Case]:
    """Yield the labelled sentences of a set and a half; each article is read once."""
    items, halves = held.items_of(name), {one.id: one.half for one in held.of("sentences")}
    found: dict[str, Extraction] = {}
    for label in settled(name, folder):
        if halves[label.article] != half:
            continue
        gold = held.texts[label.article]
        if label.article not in found:
            found[label.article] = extractor.extract(article_of(gold))
        yield Case(items[label.number], label, gold, found[label.article])


def settled(name: str, folder: Path = HERE) -> list[Placed]:
    """Return the settled labels of a set."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [unplaced(line) for line in lines]


def article_of(gold: Gold) -> Article:
    """Return an article as an extractor is given it."""
    return Article(text=gold.text, identifier=gold.id)


def inner_found(case: Case, *, nested: bool = True) -> list[Attribution]:
    """Return the attributions found inside the marked content, by where their cues stand."""
    inside = [
        one
        for one in case.found.attributions
        if (one.nested_in is not None or not nested) and overlap(one.cue, case.marked)
    ]
    return sorted(inside, key=lambda one: one.cue)


def inner_pairs(case: Case, found: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Return which label and which attribution have cues that overlap, one to one."""
    taken: dict[int, int] = {}
    for place, label in enumerate(case.label.inner or ()):
        for number, one in enumerate(found):
            if number not in taken.values() and overlap(one.cue, (label["cue"],)):
                taken[place] = number
                break
    return sorted(taken.items())


def nesting(every: Sequence[Case]) -> list[str]:
    """Return the figures of attributions inside others."""
    lines = [_inner_line(every, nested=True), _inner_line(every, nested=False)]
    told = [
        same_source((case.label.inner or ())[place], found[number])
        for case in every
        for found in [inner_found(case)]
        for place, number in inner_pairs(case, found)
    ]
    some = [bool(case.label.inner) == bool(inner_found(case)) for case in every]
    return [
        *(line.text() for line in lines),
        f"  source             {wilson(sum(told), len(told))} of the right ones",
        f"  some or none       {wilson(sum(some), len(some))} of the sentences",
    ]


def _inner_line(every: Iterable[Case], *, nested: bool) -> Line:
    right = of_found = labelled = 0
    for case in every:
        found = inner_found(case, nested=nested)
        right += len(inner_pairs(case, found))
        of_found, labelled = of_found + len(found), labelled + len(case.label.inner or ())
    return Line("inner" if nested else "inner, anywhere", right, of_found, labelled)


def same_source(label: dict[str, Span], one: Attribution) -> bool:
    """Return whether a source is the labelled one; right too if neither has words for it."""
    if "source" not in label:
        return not one.source_spans
    return bool(overlap(one.source_spans, (label["source"],)))


def hedge_found(case: Case) -> tuple[str, Span | None]:
    """Return the device of a sentence whose words stand first, and those words."""
    devices = [
        (span, one.hedge)
        for one in case.found.attributions
        for span in one.hedge_spans
        if one.hedge is not None and span.overlaps(case.sentence)
    ]
    if not devices:
        return NONE, None
    span, hedge = min(devices)
    return hedge.value, span


def hedges(every: Sequence[Case]) -> list[str]:
    """Return the figures of the writer's devices."""
    got = [(case.label.kinds["hedge"], hedge_found(case)[0]) for case in every]
    words = [
        same_span(case.label.spans.get("words"), hedge_found(case)[1])
        for case, (label, found) in zip(every, got, strict=True)
        if label == found != NONE
    ]
    return [*by_class(got), f"  words              {wilson(sum(words), len(words))} of the right"]


def by_class(got: Sequence[tuple[str, str]]) -> list[str]:
    """Return the figures of every class, and of all that is something, of labels and findings."""
    right = sum(label == found != NONE for label, found in got)
    of_found = sum(found != NONE for _, found in got)
    labelled = sum(label != NONE for label, _ in got)
    some = sum((label == NONE) == (found == NONE) for label, found in got)
    alike = sum(label == found for label, found in got)
    lines = [
        Line("any, right kind", right, of_found, labelled).text(),
        f"  some or none       {wilson(some, len(got))} of the sentences",
        f"  alike              {wilson(alike, len(got))} of the sentences",
    ]
    for name in sorted({each for pair in got for each in pair} - {NONE}):
        right = sum(label == found == name for label, found in got)
        of_found = sum(found == name for _, found in got)
        labelled = sum(label == name for label, _ in got)
        lines.append(Line(name, right, of_found, labelled).text())
    return lines


def stance_found(case: Case) -> Stance | None:
    """Return the first stance of what is marked, which is known by its cue, or else its content."""
    marks = [one for one in case.found.attributions if overlap(one.cue, case.cue)]
    if not case.cue:
        marks = [one for one in case.found.attributions if overlap(one.content, case.marked)]
    named = {one.id for one in marks}
    return next((one for one in case.found.stances if one.source in named), None)


def kind_of(stance: Stance | None) -> str:
    """Return the kind of a stance by its name."""
    return NONE if stance is None else stance.kind.value


def same_target(case: Case, stance: Stance) -> bool:
    """Return whether a stance is against the labelled words, or something before the sentence."""
    target = next(one for one in case.found.attributions if one.id == stance.target)
    words = case.label.spans.get("words")
    if words is None:
        return target.content[0].start < case.sentence.start
    return bool(overlap((*target.source_spans, *target.cue, *target.content), (words,)))


def stances(every: Sequence[Case]) -> list[str]:
    """Return the figures of what the marked statements do to others."""
    got = [(case.label.kinds["stance"], kind_of(stance_found(case))) for case in every]
    right = [
        (case, stance)
        for case in every
        for stance in [stance_found(case)]
        if stance is not None and case.label.kinds["stance"] == stance.kind.value
    ]
    scopes = [
        (case.label.kinds["scope"], stance.denial_scope)
        for case, stance in right
        if "scope" in case.label.kinds
    ]
    targets = sum(same_target(case, stance) for case, stance in right)
    scoped = sum(label == (scope or NONE) for label, scope in scopes)
    return [
        *by_class(got),
        f"  target             {wilson(targets, len(right))} of the right ones",
        f"  scope              {wilson(scoped, len(scopes))} of those labelled",
    ]


Figures = Callable[[Sequence[Case]], list[str]]
FIGURES: dict[str, Figures] = {"nesting": nesting, "hedges": hedges, "stance": stances}


def errors(name: str, every: Iterable[Case]) -> Iterator[tuple[Case, str]]:
    """Yield what is wrong in each sentence where something is."""
    for case in every:
        if name == "nesting":
            yield from ((case, fault) for fault in _nesting_faults(case))
        else:
            label = case.label.kinds["hedge" if name == "hedges" else "stance"]
            found = hedge_found(case)[0] if name == "hedges" else kind_of(stance_found(case))
            if label != found:
                yield case, f"is {label}, found {found}"


def _nesting_faults(case: Case) -> Iterator[str]:
    found, text = inner_found(case), case.gold.text
    both = inner_pairs(case, found)
    for place, label in enumerate(case.label.inner or ()):
        if place not in dict(both):
            yield f"missed {label['cue'].of(text)!r} at {label['cue'].start}"
    for number, one in enumerate(found):
        if number not in {second for _, second in both}:
            yield f"false {one.cue[0].of(text)!r} at {one.cue[0].start}"


def report(name: str, every: Sequence[Case], *, words: bool = False) -> Iterator[str]:
    """Yield the figures of a set, and with `words` what is wrong, with the sentences."""
    yield f"{name}: {len(every)} sentences"
    yield from FIGURES[name](every)
    if words:
        for case, fault in errors(name, every):
            said = f"{fault}: {case.sentence.of(case.gold.text)}"
            told = textwrap.wrap(said, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
            yield "\n".join([case.name, *told])


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SENTENCE_SETS, required=True)
    parser.add_argument("--half", choices=("open", "kept"), default="open")
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    known = extractors()
    if given.extractor not in known:
        parser.error(f"there is no extractor {given.extractor!r}: {', '.join(sorted(known))}")
    held = choice(material() / "corpora")
    every = list(cases(held, given.set, given.half, known[given.extractor]))
    print(*report(given.set, every, words=given.errors), sep="\n")


if __name__ == "__main__":
    main()
