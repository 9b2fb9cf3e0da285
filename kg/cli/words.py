"""How values are said to a person: sources, kinds, dates, quotations."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type name

from kg import ids
from kg.cli.output import one_line
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Facts,
    Identification,
    Record,
    Request,
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
_DOUBLE = frozenset('"“”')
_LONGEST_CLAUSE = 160
_HANDLE = 8


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

    def request(self, one: Request) -> str:
        """Return who was asked, what came of it, by whom and when, and the words that say so."""
        asker = self.source(one.asker)
        when = f", {day(one.when)}" if one.when else ""
        clause = shortened(words(one.spans, self.article.text), _LONGEST_CLAUSE)
        return (
            f"{self.source(one.party)} {outcome(one.outcome)} (asked by {asker}{when}): “{clause}”"
        )

    def origins(self, one: Attribution, fact: Facts) -> str:
        """Return the origins, where they are others than the source itself."""
        others = [name for name in fact.origins if name != one.source]
        return ", ".join(self.identity(name) for name in others)


def outcome(kind: ResponseKind) -> str:
    """Return what came of a request, as a verb."""
    return _OUTCOMES[kind]


def shortened(text: str, most: int) -> str:
    """Return text on one line, its end cut at a word if it is longer than `most`; 0 is no limit.

    It is made to stand in double quotation marks: those around all of it go, those inside
    become single ones, and one that the text opens and does not close is closed.
    """
    line = one_line(text)
    if line[:1] in _OPENING and line[-1:] in _CLOSING and not set(line[1:-1]) & _DOUBLE:
        line = line[1:-1]
    line = line.strip(" ,")
    if most and len(line) > most:
        line = line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
    return _single(line)


def _single(line: str) -> str:
    open_marks = 0
    letters: list[str] = []
    for letter in line:
        if letter == "“" or (letter == '"' and not open_marks):
            open_marks += 1
            letters.append("‘")
        elif letter in _DOUBLE:
            open_marks = max(0, open_marks - 1)
            letters.append("’")
        else:
            letters.append(letter)
    return "".join(letters) + "’" * open_marks


def day(value: Date) -> str:
    """Return a date as `Wed 4 March 2026`."""
    return f"{value:%a} {value.day} {value:%B %Y}"


def heading(article: Article) -> str:
    """Return what the article is called: its title, else its first words."""
    return one_line(article.title or shortened(article.text.strip().split("\n", 1)[0], 70))


def handle(article: Article) -> str:
    """Return what a user can call the article by: its id, else the start of its digest."""
    digest = ids.article_iri(article, "").rpartition("/")[2]
    return one_line(article.identifier or digest[:_HANDLE])


def byline(article: Article, *, called: bool = True) -> str:
    """Return outlet, day and author, as far as they are known, and how to call the article."""
    parts = [
        article.outlet or "outlet not given",
        day(article.date) if article.date else "no date given",
        *([article.author] if article.author else []),
        *([f"id {handle(article)}"] if called else []),
    ]
    return one_line(" · ".join(parts))
