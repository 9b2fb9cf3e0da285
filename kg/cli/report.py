"""The report on one article: what an editor asks first, in words."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator

from kg import mapping, sourcing
from kg.cli.output import many
from kg.cli.tables import width
from kg.cli.words import Speaker, byline, handle, heading
from kg.model import Anonymity, Attribution, Facts, Record
from kg.store import Reader

_LONGEST_QUOTATION = 200
_MOST_SPEAKERS = 12


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
        lines += _wrapped(f"{handle(article)}: {heading(article)}", 0)
        lines += _wrapped(byline(article, called=False), 4)
    return "\n".join(lines) or "the store is empty — `onrecord ingest PATH` fills it"


CAUTION = (
    "Found by rules: they miss more than a third of what a trained reader marks, and one in"
    " five of what they find is wrong. Read the words before you conclude."
    " `onrecord show ARTICLE` has every claim."
)


def caution() -> str:
    """Return what a reader of reports has to know of them."""
    return "\n".join(_wrapped(CAUTION, 0))


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
        yield from self.requests()
        yield from self.speakers()

    def head(self) -> Iterator[str]:
        article = self.record.article
        yield from _wrapped(heading(article), 0)
        yield from _wrapped(byline(article), 0)
        yield "─" * width()
        yield from _wrapped(self.summary(), 2)
        yield ""

    def summary(self) -> str:
        statements = self.record.extraction.attributions
        if not statements:
            return "No attributed statement was found."
        kinds = Counter(self.speaker.kind(one.source) for one in statements)
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        return f"{many(len(statements), 'attributed statement')}, by source: {counts}."

    def statements(self, title: str, wanted: Callable[[Facts], bool]) -> Iterator[str]:
        all_of_them = self.record.extraction.attributions
        names = {one.id for one in all_of_them if wanted(self.facts[one.id])}
        # a claim inside another of the same kind is told as that one's chain
        found = [one for one in all_of_them if one.id in names and one.nested_in not in names]
        yield f"  {title}: {len(found) or 'none found'}"
        for one in found:
            yield from self.statement(one)
        yield ""

    def statement(self, one: Attribution) -> Iterator[str]:
        fact = self.facts[one.id]
        yield from _wrapped(self.speaker.quotation(one, _LONGEST_QUOTATION), 4)
        yield from _wrapped(f"{self.speaker.chain(one, fact)}", 6)
        if others := self.speaker.origins(one, fact):
            yield from _wrapped(f"goes back to {others}", 6)

    def requests(self) -> Iterator[str]:
        found = self.record.extraction.requests
        yield f"  Asked for comment: {len(found) or 'none found'}"
        for one in found:
            yield from _wrapped(self.speaker.request(one), 4, hanging=2)
        yield ""

    def speakers(self) -> Iterator[str]:
        counts = Counter(one.source for one in self.record.extraction.attributions)
        if not counts:
            return
        yield "  Who speaks, and how often:"
        for name, count in counts.most_common(_MOST_SPEAKERS):
            yield from _wrapped(f"{count:>3}  {self.speaker.identity(name)}", 4, hanging=5)
        if len(counts) > _MOST_SPEAKERS:
            yield f"         and {len(counts) - _MOST_SPEAKERS} more"
        yield ""


def _wrapped(text: str, indent: int, hanging: int = 0) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(
        text, width(), initial_indent=pad, subsequent_indent=pad + " " * hanging,
        drop_whitespace=True, break_on_hyphens=False,
    ) or [pad]  # fmt: skip
