"""How values are said to a person: sources, kinds, dates, quotations."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type name

from kg.cli.output import one_line
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Facts,
    Identification,
    Record,
    ResponseKind,
    words,
)

_KINDS = {
    Identification.NAMED: "named",
    Identification.PSEUDONYMOUS: "anonymous, under another name",
    Identification.ANONYMOUS_DESCRIBED: "anonymous, described",
    Identification.ANONYMOUS_BARE: "anonymous, not described",
    Identification.COLLECTIVE_UNNAMED: "unnamed group",
    Identification.UNSTATED: "not stated who",
    Identification.UNRESOLVED: "not resolved by the program",
}
_OUTCOMES = {
    ResponseKind.DECLINED: "declined",
    ResponseKind.NO_RESPONSE: "did not respond",
    ResponseKind.NOT_REACHED: "could not be reached",
    ResponseKind.NOT_ASKED: "was not asked",
    ResponseKind.PENDING: "has yet to reply",
    ResponseKind.REFERRED: "referred elsewhere",
    ResponseKind.NEITHER_CONFIRMED_NOR_DENIED: "would neither confirm nor deny",
    ResponseKind.RESPONDED: "responded",
}

_OPENING = frozenset("\"“‘'")
_CLOSING = frozenset("\"”’'")


class Speaker:
    """Says the parts of one record in words."""

    def __init__(self, record: Record) -> None:
        self.article = record.article
        self._sources = {one.id: one for one in record.extraction.sources}

    def source(self, name: str) -> str:
        """Return a source's name, or its description as printed."""
        if name == PUBLISHER:
            return one_line(self.article.outlet or "the publisher")
        found = self._sources[name]
        return one_line(found.name or found.description or "not stated")

    def kind(self, name: str) -> str:
        """Return how far a source is identified."""
        if name == PUBLISHER:
            return "the publisher"
        return _KINDS[self._sources[name].identification]

    def identity(self, name: str) -> str:
        """Return source and kind together; what is named needs no more words."""
        found = self._sources.get(name)
        if found is None or found.identification is Identification.NAMED:
            return self.source(name)
        if not (found.name or found.description):
            return "source not stated"
        return f"{self.source(name)} ({self.kind(name)})"

    def quotation(self, one: Attribution, most: int = 0) -> str:
        """Return the content in quotation marks, its middle left out if longer than `most`."""
        return f"“{shortened(words(one.content, self.article.text), most)}”"

    def cue(self, one: Attribution) -> str:
        """Return the cue's words."""
        return one_line(words(one.cue, self.article.text))

    def chain(self, one: Attribution, fact: Facts) -> str:
        """Return who says it, and through whom it comes when not straight to the publisher."""
        via = [fact.attributor] if fact.attributor not in (PUBLISHER, one.source) else []
        through = "".join(f" — according to {self.source(name)}" for name in via)
        return self.identity(one.source) + through

    def origins(self, one: Attribution, fact: Facts) -> str:
        """Return the origins, where they are others than the source itself."""
        others = [name for name in fact.origins if name != one.source]
        return ", ".join(self.identity(name) for name in others)


def outcome(kind: ResponseKind) -> str:
    """Return what came of a request, as a verb."""
    return _OUTCOMES[kind]


def shortened(text: str, most: int) -> str:
    """Return text on one line, its end cut at a word if it is longer than `most`; 0 is no limit.

    Quotation marks around all of it go, for it is shown in quotation marks.
    """
    line = one_line(text)
    if line[:1] in _OPENING and line[-1:] in _CLOSING:
        line = line[1:-1]
    line = line.strip(" ,")
    if not most or len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def day(value: Date) -> str:
    """Return a date as `Wed 4 March 2026`."""
    return f"{value:%a} {value.day} {value:%B %Y}"


def heading(article: Article) -> str:
    """Return what the article is called: its title, else its first words."""
    return one_line(article.title or shortened(article.text.strip().split("\n", 1)[0], 70))


def byline(article: Article) -> str:
    """Return outlet, day and author, as far as they are known."""
    parts = [
        article.outlet or "outlet not given",
        day(article.date) if article.date else "no date given",
        *([article.author] if article.author else []),
        *([f"id {article.identifier}"] if article.identifier else []),
    ]
    return one_line(" · ".join(parts))
