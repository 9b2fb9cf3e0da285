"""A source as a page: one source inside its article, or a printed name across articles.

What is not named stays inside its article: no page, link or count joins it to another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from kg.model import PUBLISHER, Attribution, QuoteForm, Source, SourceKind, Span
from kg.table import Table, Value
from kg.telling.claim import Claim, Told
from kg.telling.lines import one_line
from kg.telling.words import form, place_of, short_cue, source_kind, work
from kg.web.views.charts import Bar, Part, Share, bars, share
from kg.web.views.kinds import Kind, kind_of, words_for
from kg.web.views.naming import Named, claim_href
from kg.web.views.overview import Overview

_LONGEST = 400
_MOST_TELLERS = 30
_MONTH = 7
_NO_DATE = "no date"
_QUOTED = frozenset({QuoteForm.DIRECT, QuoteForm.PARTIAL, QuoteForm.TRANSLATION})
_SUMMED = frozenset({QuoteForm.PARAPHRASE, QuoteForm.SUMMARY, QuoteForm.HEADLINE})
_PARTS = (
    Part("quoted", "part-1", "quoted, whole or in part"),
    Part("paraphrased", "part-2", "in the writer’s words"),
    Part("other", "part-3", "told of, not given"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a source inside its article."""

    number: str
    words: str
    form: str
    place: str
    through: str
    """Who says that the source said it, where that is not the outlet itself."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the article speaks of a source."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class InArticle:
    """One source of one article."""

    called: str
    kind: Kind
    kind_words: str
    what: str
    name: str | None
    details: tuple[str, ...]
    said: tuple[Said, ...]
    passed_on: tuple[Said, ...]
    """Words of others that this source is said to have passed on."""
    requests: tuple[str, ...]
    mentions: tuple[Mention, ...]


def in_article(told: Told, name: str) -> InArticle | None:
    """Return what an article tells of the source of that id; none where it has no such source."""
    source = told.sources.get(name)
    if source is None:
        return None
    found, speaker, kind = told.record.extraction, told.speaker, kind_of(source)
    own = [one for one in found.attributions if one.source == name]
    through = [
        one for one in found.attributions
        if told.facts[one.id].attributor == name and one.source != name
    ]  # fmt: skip
    return InArticle(
        called=speaker.source(name),
        kind=kind,
        kind_words=words_for(source),
        what=_what(source),
        name=source.name if kind is Kind.NAMED else None,
        details=tuple(told.details(source)),
        said=tuple(_said(told, one) for one in own),
        passed_on=tuple(_said(told, one) for one in through),
        requests=tuple(speaker.request(one) for one in found.requests if one.party == name),
        mentions=tuple(_mentions(told, source)),
    )


def _what(source: Source) -> str:
    """Return what a source is; nothing where that is said already, or not known."""
    known = source.kind is not SourceKind.UNKNOWN and not work(source)
    return source_kind(source.kind) if known else ""


def _said(told: Told, one: Attribution) -> Said:
    speaker, fact = told.speaker, told.facts[one.id]
    direct = fact.attributor in (PUBLISHER, one.source)
    return Said(
        number=speaker.number(one.id).strip("[]"),
        words=speaker.quotation(one, _LONGEST),
        form=next(Claim(told, one).how()),
        place=speaker.place(one),
        through="" if direct else speaker.identity(fact.attributor),
    )


def _mentions(told: Told, source: Source) -> Iterator[Mention]:
    article = told.record.article
    for span in source.mentions:
        yield Mention(_words(span, article.text), place_of(article, span.start))


def _words(span: Span, text: str) -> str:
    return one_line(span.of(text))


@dataclass(frozen=True, slots=True)
class Row:
    """A statement attributed to a name."""

    day: str
    outlet: str
    article: Named
    words: str
    form: str
    href: str


@dataclass(frozen=True, slots=True)
class ByName:
    """Everything that is attributed to a printed name."""

    name: str
    rows: tuple[Row, ...]
    articles: int
    outlets: tuple[tuple[str, int], ...]
    months: tuple[Bar, ...]
    parts: tuple[Part, ...]
    quoted: Share | None
    tellers: tuple[tuple[str, bool, int], ...]
    told_on: tuple[tuple[str, int], ...]
    """Names whose words this one passes on."""


def by_name(name: str, table: Table, known: dict[str, Named], whole: Overview) -> ByName:
    """Return what is attributed to a name: the answer of `statements-by-name`, newest first."""
    objects = table.objects()
    found = [_row(row, known[str(row["article"])]) for row in objects if row["article"] in known]
    found.sort(key=lambda one: (one.day, one.article.title), reverse=True)
    forms = Counter(_form(row) for row in objects)
    outlets = Counter(one.outlet for one in found if one.outlet)
    tellers, told_on = _relays(name, whole)
    return ByName(
        name=name,
        rows=tuple(found),
        articles=len({one.article.article for one in found}),
        outlets=tuple(outlets.most_common()),
        months=_months(objects),
        parts=_PARTS,
        quoted=share(forms["quoted"], forms["quoted"] + forms["paraphrased"]),
        tellers=tellers,
        told_on=told_on,
    )


def _row(row: dict[str, Value], article: Named) -> Row:
    return Row(
        day=str(row["published"] or ""),
        outlet=str(row["outlet"] or ""),
        article=article,
        words=one_line(str(row["text"])),
        form=_told_form(row),
        href=claim_href(article.article, str(row["id"])),
    )


def _told_form(row: dict[str, Value]) -> str:
    """Return how the words are given, and by which words: a denial is no assertion."""
    cue = f", “{short_cue(str(row['cue']))}”" if row["cue"] else ""
    return f"{form(QuoteForm(str(row['form'])))}{cue}"


def _form(row: dict[str, Value]) -> str:
    kind = QuoteForm(str(row["form"]))
    if kind in _QUOTED:
        return "quoted"
    return "paraphrased" if kind in _SUMMED else "other"


def _months(rows: list[dict[str, Value]]) -> tuple[Bar, ...]:
    counted: dict[str, Counter[Hashable]] = defaultdict(Counter)
    for row in sorted(rows, key=lambda one: str(one["published"] or "~")):
        counted[str(row["published"] or _NO_DATE)[:_MONTH]][_form(row)] += 1
    return bars(counted, _PARTS)


def _relays(
    name: str, whole: Overview
) -> tuple[tuple[tuple[str, bool, int], ...], tuple[tuple[str, int], ...]]:
    """Return who passes on the name's words, and whose it passes on, both by name."""
    tellers: Counter[tuple[str, bool]] = Counter()
    others: Counter[str] = Counter()
    for line in whole.lines:
        for relay, count in line.relays.items():
            if relay.source == name:
                tellers[relay.teller, relay.publisher] += count
            if relay.teller == name and not relay.publisher:
                others[relay.source] += count
    return (
        tuple((*one, count) for one, count in tellers.most_common(_MOST_TELLERS)),
        tuple(others.most_common(_MOST_TELLERS)),
    )
