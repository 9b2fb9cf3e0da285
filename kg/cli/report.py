"""The report on one article: what an editor asks first, in words."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterator

from kg import mapping, sourcing
from kg.cli.tables import width, wrapped
from kg.model import Anonymity, Attribution, Facts, PassageKind, Record, words
from kg.store import Reader
from kg.telling.lines import many
from kg.telling.words import (
    CONTRADICTING,
    CORRECTIONS,
    Speaker,
    byline,
    handle,
    heading,
    place_of,
    shortened,
)

_LONGEST_QUOTATION = 200
_MOST_SPEAKERS = 12
_MOST_CLAIMS = 8
_UNSURE = 0.6
_DOUBTFUL = "reading unsure"
"""Said of what is read with less confidence than `_UNSURE`."""


def report(reader: Reader, version: str) -> str:
    """Return the report on one version."""
    record = mapping.to_record(reader.dataset(version), version)
    lines = list(_Report(record).lines())
    return "\n".join(lines) + "\n"


def listing(reader: Reader) -> str:
    """Return a line or two on each stored article: how to call it and what it is."""
    articles = [reader.about(one) for one in reader.articles()]
    lines: list[str] = []
    for article in sorted(articles, key=lambda one: (str(one.date or ""), handle(one))):
        lines += wrapped(f"{handle(article)}: {heading(article)}", 0)
        lines += wrapped(byline(article, called=False), 4)
    return "\n".join(lines) or "the store is empty — `onrecord ingest PATH` fills it"


CAUTION = (
    "Found by rules: they miss more than a third of what a trained reader marks, and one in"
    " five of what they find is wrong. Read the words before you conclude."
    " `onrecord show ARTICLE` has every claim."
)


LEARNED_CAUTION = (
    "Found by a trained tagger and rules: they miss about a quarter of what a trained reader"
    " marks, and one in five of what they find is wrong. Read the words before you conclude."
    " `onrecord show ARTICLE` has every claim."
)


def caution(extractor: str) -> str:
    """Return what a reader of reports has to know of what that extractor found."""
    return "\n".join(wrapped(LEARNED_CAUTION if extractor == "learned" else CAUTION, 0))


COUNTED = (
    "Counts of what the program found: it misses a quarter of the statements or more, and what"
    " kind it misses differs between outlets. Compare with care."
)


def counted_caution() -> str:
    """Return what a reader of counts has to know of them."""
    return "\n".join(wrapped(COUNTED, 0))


class _Report:
    """One record being told."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.speaker = Speaker(record)
        self.facts = {one.attribution: one for one in sourcing.derive(record)}

    def lines(self) -> Iterator[str]:
        yield from self.head()
        if not self.record.analysed:
            yield "  The text is not English: it is stored, but not analysed."
            return
        yield from self.mended()
        yield from self.statements(
            "Rests only on anonymous sources", lambda fact: fact.anonymity is Anonymity.ONLY
        )
        yield from self.statements(
            "Rests partly on anonymous sources", lambda fact: fact.anonymity is Anonymity.PARTLY
        )
        yield from self.statements(
            "Attributed to a party that declined to comment to the same outlet",
            lambda fact: bool(fact.declined_requests),
        )
        yield from self.statements(
            "Passed on from somebody else, not told to the outlet",
            lambda fact: fact.hops > 1 and fact.anonymity is Anonymity.NONE,
            most=_MOST_CLAIMS,
        )
        yield from self.without_source()
        yield from self.requests()
        yield from self.contradictions()
        yield from self.speakers()
        yield from self.onward()

    def head(self) -> Iterator[str]:
        article = self.record.article
        yield from wrapped(heading(article), 0)
        yield from wrapped(byline(article), 0)
        yield "─" * width()
        yield from wrapped(self.summary(), 2)
        yield ""

    def summary(self) -> str:
        statements = self.record.extraction.attributions
        if not statements:
            return "No attributed statement was found."
        kinds = Counter(self.speaker.counted(one.source) for one in statements)
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        return f"{many(len(statements), 'attributed statement')}, by source: {counts}."

    def mended(self) -> Iterator[str]:
        for one in self.record.extraction.corrections:
            notice = shortened(words(one.spans, self.record.article.text), _LONGEST_QUOTATION)
            yield from wrapped(f"{CORRECTIONS[one.kind]}: “{notice}”", 2, hanging=2)
            yield ""

    def statements(
        self, title: str, wanted: Callable[[Facts], bool], most: int = 0
    ) -> Iterator[str]:
        all_of_them = self.record.extraction.attributions
        names = {one.id for one in all_of_them if wanted(self.facts[one.id])}
        # a claim inside another of the same kind is told as that one's chain
        found = [one for one in all_of_them if one.id in names and one.nested_in not in names]
        yield from wrapped(f"{title}: {len(found) or 'none found'}", 2)
        for one in found[: most or len(found)]:
            yield from self.statement(one)
        if most and len(found) > most:
            yield f"    and {len(found) - most} more"
        yield ""

    def statement(self, one: Attribution) -> Iterator[str]:
        fact, speaker = self.facts[one.id], self.speaker
        called = speaker.number(one.id)
        quotation = speaker.quotation(one, _LONGEST_QUOTATION)
        yield from wrapped(f"{called} {quotation}", 4, hanging=len(called) + 1)
        doubt = _DOUBTFUL if one.confidence is not None and one.confidence < _UNSURE else None
        details = [speaker.chain(one, fact), speaker.reason(one.source), speaker.place(one), doubt]
        yield from wrapped(" · ".join(filter(None, details)), 8)
        if others := speaker.origins(one, fact):
            yield from wrapped(f"goes back to {others}", 8)

    def contradictions(self) -> Iterator[str]:
        found = [one for one in self.record.extraction.stances if one.kind in CONTRADICTING]
        yield f"  Disputed or denied: {len(found) or 'none found'}"
        claims = {one.id: one for one in self.record.extraction.attributions}
        for target, claim in claims.items():
            against_it = [one for one in found if one.target == target]
            if against_it:
                yield from self.statement(claim)
            for stance in against_it:
                against = claims[stance.source]
                told = f"{self.speaker.identity(against.source)} — {self.speaker.stance(stance)}"
                quotation = self.speaker.quotation(against, _LONGEST_QUOTATION)
                yield from wrapped(
                    f"↳ {told}: {quotation} {self.speaker.number(against.id)}", 8, hanging=2
                )
        yield ""

    def without_source(self) -> Iterator[str]:
        article = self.record.article
        found = [
            one for one in self.record.extraction.passages if one.kind is PassageKind.UNATTRIBUTED
        ]
        yield f"  Sentences without a source: {len(found) or 'none found'}"
        for one in found[:_MOST_CLAIMS]:
            sentence = shortened(one.span.of(article.text), _LONGEST_QUOTATION)
            place = place_of(article, one.span.start)
            yield from wrapped(f"“{sentence}”{f' · {place}' if place else ''}", 4, hanging=2)
        if len(found) > _MOST_CLAIMS:
            yield from wrapped(
                f"and {len(found) - _MOST_CLAIMS} more: onrecord ask unattributed --param"
                f" {shlex.quote(f'article={handle(article)}')}",
                4,
            )
        yield ""

    def onward(self) -> Iterator[str]:
        if self.record.extraction.attributions:
            name = handle(self.record.article)
            yield from wrapped(
                f"[1] is a claim's number: `onrecord show {shlex.quote(name + '#1')}` shows its"
                " words, its chain and who says otherwise.",
                2,
            )
            yield ""

    def requests(self) -> Iterator[str]:
        found = self.record.extraction.requests
        yield f"  Asked for comment: {len(found) or 'none found'}"
        for one in found:
            yield from wrapped(self.speaker.request(one), 4, hanging=2)
        yield ""

    def speakers(self) -> Iterator[str]:
        counts = Counter(one.source for one in self.record.extraction.attributions)
        if not counts:
            return
        yield "  Who speaks, and how often:"
        for name, count in counts.most_common(_MOST_SPEAKERS):
            yield from wrapped(f"{count:>3}  {self.speaker.identity(name)}", 4, hanging=5)
        if len(counts) > _MOST_SPEAKERS:
            yield f"         and {len(counts) - _MOST_SPEAKERS} more"
        yield ""
