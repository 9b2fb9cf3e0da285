"""An article as a page shows it: its text with marks, a card for each claim and request."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import (
    PUBLISHER,
    Anonymity,
    Attribution,
    PassageKind,
    Request,
    Span,
    Spans,
    words,
)
from kg.telling.claim import Claim, Told
from kg.telling.lines import one_line
from kg.telling.words import (
    CONTRADICTING,
    CORRECTIONS,
    byline,
    day,
    handle,
    heading,
    outcome,
    shortened,
)
from kg.web.views.charts import Bar
from kg.web.views.kinds import MEANINGS, WORDS, Kind, bar, counted, kind_of, words_for
from kg.web.views.marking import Mark, Note, Piece, Role, pieces

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST = 280


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline or caption of the text."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Whose words a chain passes through, with the kind of source."""

    who: str
    kind: Kind
    words: str
    source: str | None
    """Its id in the article; none for the publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim, or one request for comment, beside the text."""

    sign: str
    anchor: str
    ids: tuple[str, ...]
    """What other pages and findings call it, or its source when it is the first to name it."""
    kind: Kind
    words: str
    """The kind, in words."""
    quotation: str
    form: str
    chain: tuple[Step, ...]
    flags: tuple[str, ...]
    lines: tuple[str, ...]
    others: tuple[str, ...]
    """What other claims do to it, and it to them."""
    only_anonymous: bool
    disputed: bool
    href: str | None


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A sentence without a source, and where it stands in the text."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A kind that there are cards or sentences of."""

    kind: Kind
    words: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Everything that the page of one version shows of its record."""

    title: str
    byline: str
    url: str | None
    digest: str
    maker: str
    by_person: bool
    analysed: bool
    bar: Bar
    filters: tuple[Filter, ...]
    statements: int
    only_anonymous: int
    disputed: int
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    unsourced: tuple[Unsourced, ...]
    corrections: tuple[str, ...]
    handle: str
    sources: str
    reviews: Mapping[str, str]
    """What people said of its claims, by their ids."""


def article_view(
    told: Told, path: str, sources: str = "", reviews: Mapping[str, str] | None = None
) -> ArticleView:
    """Return the view of a record.

    `path` is where the pages of its claims lie, `sources` where those of its sources do; empty
    where there are none.
    """
    record = told.record
    found, article, maker = record.extraction, record.article, record.maker
    cards = tuple(_cards(told, path))
    counts = counted(found)
    return ArticleView(
        title=heading(article),
        byline=byline(article, called=False),
        url=article.url,
        digest=told.digest,
        maker=one_line(f"{maker.name} {maker.version or ''}").strip(),
        by_person=record.origin.value == "human",
        analysed=record.analysed,
        bar=bar(heading(article), counts),
        filters=filters(counts),
        statements=len(found.attributions),
        only_anonymous=sum(card.only_anonymous for card in cards),
        disputed=sum(card.disputed for card in cards),
        blocks=tuple(_blocks(told)),
        cards=cards,
        unsourced=tuple(_unsourced(told)),
        corrections=tuple(_corrections(told)),
        handle=handle(article),
        sources=sources,
        reviews=reviews or {},
    )


def filters(counts: Counter[Kind]) -> tuple[Filter, ...]:
    """Return the kinds that there are, with their counts."""
    return tuple(_filters(counts))


def _filters(counts: Counter[Kind]) -> Iterator[Filter]:
    for kind in Kind:
        if counts[kind]:
            yield Filter(kind, WORDS[kind], MEANINGS[kind], counts[kind])


def _cards(told: Told, path: str) -> Iterator[Card]:
    """Yield the cards in the order in which their words stand in the text."""
    first = {one.source: one.id for one in reversed(told.record.extraction.attributions)}
    placed = [
        (one.content[0].start, number, _card(told, one, number, path, first))
        for number, one in enumerate(told.record.extraction.attributions, 1)
    ]
    placed += [
        (one.spans[0].start, number, _asked(told, one, number))
        for number, one in enumerate(told.record.extraction.requests, 1)
    ]
    placed.sort(key=lambda one: one[:2])
    for _, _, card in placed:
        yield card


def _card(told: Told, one: Attribution, number: int, path: str, first: dict[str, str]) -> Card:
    claim = Claim(told, one)
    fact = told.facts[one.id]
    kind = kind_of(told.sources.get(one.source))
    stances = told.stances.get(one.id, ())
    return Card(
        sign=str(number),
        anchor=f"c{number}",
        ids=_ids(one, first),
        kind=kind,
        words=words_for(told.sources.get(one.source)),
        quotation=shortened(claim.quotation, _LONGEST),
        form=next(claim.how()),
        chain=chain_of(told, one),
        flags=flags_of(told, one),
        lines=tuple(_lines(claim)),
        others=tuple(claim.stances()),
        only_anonymous=fact.anonymity is Anonymity.ONLY,
        disputed=any(each.target == one.id and each.kind in CONTRADICTING for each in stances),
        href=f"{path}/claims/{number}" if path else None,
    )


def _ids(one: Attribution, first: dict[str, str]) -> tuple[str, ...]:
    own = (one.id, f"a{one.id.removeprefix('s')}")
    return (*own, one.source) if first[one.source] == one.id else own


def flags_of(told: Told, one: Attribution) -> tuple[str, ...]:
    """Return what a reader must see first of what a claim rests on."""
    return tuple(_flags(told, one))


def _flags(told: Told, one: Attribution) -> Iterator[str]:
    fact = told.facts[one.id]
    if fact.anonymity is Anonymity.ONLY:
        yield "rests only on anonymous sources"
    elif fact.anonymity is Anonymity.PARTLY:
        yield "rests partly on anonymous sources"
    if fact.declined_requests:
        yield "attributed to a party that declined to comment to the same outlet"
    if fact.in_loop:
        yield "rests on itself, through others"


def _lines(claim: Claim) -> Iterator[str]:
    """Yield what there is to tell of how it was said, beyond who said it and in which form."""
    source = claim.sources.get(claim.one.source)
    if source is not None:
        yield from claim.details(source)
    if claim.one.against:
        yield "speaks against " + ", ".join(map(claim.speaker.source, claim.one.against))
    yield from list(claim.how())[1:]
    if place := claim.speaker.place(claim.one):
        yield place


def chain_of(told: Told, one: Attribution) -> tuple[Step, ...]:
    """Return whose words they are: from this article to the origins, each once."""
    fact = told.facts[one.id]
    outward = [one]
    while (outer := outward[-1].nested_in) and told.by_id[outer] not in outward:
        outward.append(told.by_id[outer])
    names = [PUBLISHER]
    for each in reversed(outward):
        names += [told.facts[each.id].attributor, each.source]
    names += sorted(set(fact.origins) - {one.source})
    return tuple(_step(told, name) for name in dict.fromkeys(names))


def _step(told: Told, name: str) -> Step:
    kind = kind_of(told.sources.get(name))
    if name == PUBLISHER:
        return Step(told.speaker.source(name), kind, "this article", None)
    return Step(told.speaker.source(name), kind, told.speaker.kind(name), name)


def _asked(told: Told, one: Request, number: int) -> Card:
    record, speaker = told.record, told.speaker
    lines = [f"asked by {speaker.source(one.asker)}"] if one.outcome.value != "not-asked" else []
    lines += [f"on {day(one.when)}"] if one.when else []
    if one.topic_spans:
        lines.append(f"about “{one_line(words(one.topic_spans, record.article.text))}”")
    lines += [f"on claim {_number(told, name)}" for name in one.about]
    lines += [f"answered with claim {_number(told, name)}" for name in one.answered_by]
    return Card(
        sign=f"R{number}",
        anchor=f"r{number}",
        ids=(one.id,),
        kind=Kind.ASKED,
        words=WORDS[Kind.ASKED],
        quotation=shortened(words(one.spans, record.article.text), _LONGEST),
        form=outcome(one.outcome),
        chain=(_step(told, one.party),),
        flags=(),
        lines=tuple(lines),
        others=(),
        only_anonymous=False,
        disputed=False,
        href=None,
    )


def _number(told: Told, name: str) -> str:
    return told.speaker.number(name).strip("[]")


def _unsourced(told: Told) -> Iterator[Unsourced]:
    text = told.record.article.text
    for number, one in enumerate(_passages(told), 1):
        yield Unsourced(f"u{number}", shortened(one.of(text), _LONGEST))


def _passages(told: Told) -> list[Span]:
    passages = told.record.extraction.passages
    return [one.span for one in passages if one.kind is PassageKind.UNATTRIBUTED]


def _corrections(told: Told) -> Iterator[str]:
    for one in told.record.extraction.corrections:
        notice = shortened(words(one.spans, told.record.article.text), 0)
        numbers = ", ".join(_number(told, name) for name in one.corrects)
        concerned = f" — on claim {numbers}" if numbers else ""
        yield f"{CORRECTIONS[one.kind]}: “{notice}”{concerned}"


def _blocks(told: Told) -> Iterator[Block]:
    article = told.record.article
    if article.sections:
        laid_out = [(one.kind.value, one.span) for one in article.sections]
    else:
        lines = _LINE.finditer(article.text)
        laid_out = [("paragraph", Span(line.start(), line.end())) for line in lines]
    made = pieces(article.text, [span for _, span in laid_out], _marks(told), _notes(told))
    for (kind, _), parts in zip(laid_out, made, strict=True):
        yield Block(kind, parts)


def _marks(told: Told) -> Iterator[Mark]:
    for number, one in enumerate(told.record.extraction.attributions, 1):
        kind = kind_of(told.sources.get(one.source))
        for role, spans in (
            (Role.CONTENT, one.content),
            (Role.CUE, one.cue),
            (Role.SOURCE, one.source_spans),
        ):
            yield from _each(spans, role, kind, f"c{number}")
    for number, request in enumerate(told.record.extraction.requests, 1):
        yield from _each(request.spans, Role.CONTENT, Kind.ASKED, f"r{number}")
    for number, span in enumerate(_passages(told), 1):
        yield Mark(span, Role.CONTENT, Kind.UNATTRIBUTED, f"u{number}")


def _each(spans: Spans, role: Role, kind: Kind, card: str) -> Iterator[Mark]:
    for span in spans:
        yield Mark(span, role, kind, card)


def _notes(told: Told) -> dict[int, Sequence[Note]]:
    """Return the signs that stand behind the last words of each claim and request."""
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for number, one in enumerate(told.record.extraction.attributions, 1):
        said = f"claim {number}, source {words_for(told.sources.get(one.source))}"
        notes[one.content[-1].end].append(Note(str(number), f"c{number}", f"t{number}", said))
    for number, request in enumerate(told.record.extraction.requests, 1):
        said = f"request for comment {number}: {outcome(request.outcome)}"
        notes[request.spans[-1].end].append(Note(f"R{number}", f"r{number}", f"q{number}", said))
    for number, span in enumerate(_passages(told), 1):
        said = f"sentence {number} without a source"
        notes[span.end].append(Note(f"U{number}", f"u{number}", f"p{number}", said))
    return dict(notes)
