"""One claim with all there is of it, in parts that a terminal, a file or a page can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import ids, sourcing
from kg.errors import UsageError
from kg.model import PUBLISHER, Attribution, Facts, Hedge, Record, Source, Span, Stance, words
from kg.telling.lines import one_line
from kg.telling.words import (
    Speaker,
    basis,
    byline,
    day,
    form,
    handle,
    heading,
    labelled,
    place_of,
    shortened,
)

_NUMBER = re.compile(r"[0-9]{1,6}")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines; a line that starts with a tab belongs to the one above."""

    title: str
    lines: tuple[str, ...]


def called(record: Record, name: str) -> Attribution:
    """Return the claim of that number, or id; raise `UsageError` where there is none."""
    found = record.extraction.attributions
    if _NUMBER.fullmatch(name) and 1 <= int(name) <= len(found):
        return found[int(name) - 1]
    for one in found:
        if one.id == name:
            return one
    raise UsageError(
        f"{handle(record.article)} has no claim {shortened(name, _LONGEST_NAME)!r}",
        todo=f"give a number from 1 to {len(found)}" if found else "no claim was found in it",
    )


class Told:
    """What all the claims of an article are told with, found out once."""

    def __init__(self, record: Record) -> None:
        found = record.extraction
        self.record = record
        self.speaker = Speaker(record)
        self.digest = ids.digest(record.article.text)
        self.facts = {each.attribution: each for each in sourcing.derive(record)}
        self.by_id = {each.id: each for each in found.attributions}
        self.sources = {each.id: each for each in found.sources}
        self.inner: dict[str, list[Attribution]] = {}
        for one in found.attributions:
            if one.nested_in:
                self.inner.setdefault(one.nested_in, []).append(one)
        self.stances: dict[str, list[Stance]] = {}
        for stance in found.stances:
            for name in sorted({stance.source, stance.target}):
                self.stances.setdefault(name, []).append(stance)

    def details(self, source: Source) -> Iterator[str]:
        """Yield what the article tells of a source."""
        if source.role:
            yield f"in the article's words: {one_line(source.role)}"
        if source.member_of:
            yield f"belongs to {self.speaker.source(source.member_of)}"
        if source.speaks_for:
            yield f"speaks for {self.speaker.source(source.speaks_for)}"
        if source.stated_min is not None or source.stated_max is not None:
            yield f"how many: {_count(source.stated_min, source.stated_max)}"
        if reason := self.speaker.reason(source.id):
            printed = one_line(words(source.reason_spans, self.record.article.text))
            yield f"not named: {reason}" + (f" (“{printed}”)" if printed else "")


class Claim:
    """One claim being told."""

    def __init__(self, whole: Told, one: Attribution) -> None:
        self.whole = whole
        self.record = whole.record
        self.article = whole.record.article
        self.one = one
        self.speaker = whole.speaker
        self.facts = whole.facts
        self.by_id = whole.by_id
        self.sources = whole.sources

    @property
    def title(self) -> str:
        """Return what the claim is called, and its article."""
        number = self.speaker.number(self.one.id).strip("[]")
        return f"{handle(self.article)}#{number} — {heading(self.article)}"

    @property
    def quotation(self) -> str:
        """Return its words on one line."""
        return one_line(words(self.one.content, self.article.text))

    def parts(self) -> Iterator[Part]:
        """Yield all there is to tell, in the order a reader asks for it."""
        yield Part("Who said it", tuple(self.who()))
        yield Part("How", tuple(self.how()))
        yield Part("Where it stands", tuple(self.where()))
        yield Part("The chain, from this article to the origin", tuple(self.chain()))
        if others := tuple(self.stances()):
            yield Part("What other statements do to it, and it to them", others)
        if asked := tuple(self.requests()):
            yield Part("Asked for comment", asked)
        yield Part("How this was found", tuple(self.found()))

    def who(self) -> Iterator[str]:
        """Yield who said it, and where it goes back to."""
        yield self.speaker.identity(self.one.source)
        source = self.sources.get(self.one.source)
        if source is not None:
            yield from self.details(source)
        others = self.speaker.origins(self.one, self.fact(self.one))
        if others:
            yield f"goes back to {others}"
        if self.one.against:
            against = ", ".join(self.speaker.source(name) for name in self.one.against)
            yield f"speaks against {against}"

    def details(self, source: Source) -> Iterator[str]:
        """Yield what the article tells of a source."""
        return self.whole.details(source)

    def how(self) -> Iterator[str]:
        """Yield in whose words, to whom, by which way and how surely it is given."""
        one = self.one
        cue = f", by “{self.speaker.cue(one)}”" if one.cue else ""
        yield f"{form(one.quote_form)}{cue}"
        for told in (
            [f"told to {self.speaker.source(one.recipient)}"] if one.recipient else [],
            [f"said in {self.speaker.source(one.medium)}"] if one.medium else [],
            [f"by way of {labelled(channel)}" for channel in one.channels],
            [f"terms: {labelled(one.record_status)}"] if one.record_status else [],
            [basis(one.knowledge_basis)] if one.knowledge_basis else [],
            [f"said on {day(one.when)}"] if one.when else [],
            [f"certainty, as the words mark it: {labelled(one.certainty)}"]
            if one.certainty
            else [],
            [f"the source's answer to it is {labelled(one.polarity)}"] if one.polarity else [],
            [self.hedged(one.hedge)] if one.hedge else [],
            ["it is not clear how much of the sentence is attributed"]
            if one.scope_ambiguous
            else [],
            [f"of 100 attributions read like this one, about {100 * one.confidence:.0f} are right"]
            if one.confidence is not None
            else [],
        ):
            yield from told

    def hedged(self, hedge: Hedge) -> str:
        """Return how the writer keeps a distance."""
        printed = one_line(words(self.one.hedge_spans, self.article.text))
        return f"the writer keeps a distance ({labelled(hedge)}" + (
            f": “{printed}”)" if printed else ")"
        )

    def where(self) -> Iterator[str]:
        """Yield where its words stand, so that anybody can find them."""
        start, end = self.one.content[0].start, self.one.content[-1].end
        place = place_of(self.article, start)
        yield byline(self.article)
        if self.article.url:
            yield one_line(self.article.url)
        yield f"{f'{place}, ' if place else ''}characters {start} to {end} of the text"
        yield f"text with SHA-256 {self.whole.digest}"
        yield f"around it: “{one_line(self.around(start).of(self.article.text))}”"

    def around(self, start: int) -> Span:
        """Return the paragraph in which the claim starts."""
        section = self.article.section_at(start)
        if section is not None:
            return section.span
        text = self.article.text
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start)
        return Span(first, last if last > 0 else len(text))

    def fact(self, one: Attribution) -> Facts:
        """Return what follows for a statement."""
        return self.facts[one.id]

    def chain(self) -> Iterator[str]:
        """Yield a line a step, from the publisher inward; deeper ones are set in."""
        yield f"{self.speaker.source(PUBLISHER)} publishes it"
        outward = [self.one]
        while (outer := outward[-1].nested_in) and self.by_id[outer] not in outward:
            outward.append(self.by_id[outer])
        for one in reversed(outward):
            yield self.step(one)
        yield from self.inward(self.one, frozenset({self.one.id}), 1)

    def step(self, one: Attribution) -> str:
        """Return one step of a chain."""
        cue = f" — “{self.speaker.cue(one)}”" if one.cue else ""
        mark = "" if one.id == self.one.id else f": {self.speaker.quotation(one, 160)}"
        attributor = self.fact(one).attributor
        via = "" if attributor == PUBLISHER else f", according to {self.speaker.source(attributor)}"
        number = self.speaker.number(one.id)
        return f"{number} {self.speaker.identity(one.source)}{via}{cue}{mark}"

    def inward(self, one: Attribution, seen: frozenset[str], depth: int) -> Iterator[str]:
        """Yield the steps nested in one; a loop is not followed."""
        for other in self.whole.inner.get(one.id, ()):
            if other.id not in seen:
                yield f"{'› ' * depth}{self.step(other)}"
                yield from self.inward(other, seen | {other.id}, depth + 1)

    def stances(self) -> Iterator[str]:
        """Yield what others do to it and what it does to others."""
        for stance in self.whole.stances.get(self.one.id, ()):
            if self.one.id == stance.target:
                against = self.by_id[stance.source]
                told = f"{self.speaker.identity(against.source)} {self.speaker.stance(stance)}"
                yield f"{told}: {self.speaker.quotation(against)} {self.speaker.number(against.id)}"
            else:
                other = self.by_id[stance.target]
                told = f"it {self.speaker.stance(stance)} what {self.speaker.source(other.source)}"
                number = self.speaker.number(other.id)
                yield f"{told} says: {self.speaker.quotation(other)} {number}"

    def requests(self) -> Iterator[str]:
        """Yield the requests for comment that concern it."""
        concerned = {self.one.source, *self.one.against, *self.fact(self.one).origins}
        for request in self.record.extraction.requests:
            if request.party in concerned or self.one.id in request.about:
                yield self.speaker.request(request)
        if self.fact(self.one).declined_requests:
            yield "it is attributed to a party that declined to comment to the same outlet"

    def found(self) -> Iterator[str]:
        """Yield who or what read it."""
        maker = self.record.maker
        version = f" {one_line(maker.version)}" if maker.version else ""
        rule = f", rule {one_line(self.one.rule)}" if self.one.rule else ""
        yield f"{self.record.origin.value}, by {one_line(maker.name)}{version}{rule}"
        yield "It shows what the article presents. Whether it is so is not said here."


def _count(least: int | None, most: int | None) -> str:
    if least == most:
        return f"{least:,}"
    if most is None:
        return f"{least:,} or more"
    return f"{most:,} at most" if least is None else f"{least:,} to {most:,}"
