"""What each statement of a record rests on: the one place that computes it.

Definitions:

* *Origins.* A statement that relays others (they are nested in it, and said; or thought by
  a crowd: what one person thinks or wants is the word of whoever tells it) has their origins;
  else its own source is its origin. Its own source is an origin too where it infers from
  others, or where the nested ones make up less than half of its words: then the outer
  source also says something of its own.
* *Attributor.* Who says that the source said it: the outlet, journalist or document that
  was told or in which it was said, else the nearest enclosing source that is another one,
  else the publisher. A court or a crowd that was told something does not report it.
* *Hops.* 1 plus the intermediaries that the text gives between the source and the
  publisher: enclosing sources, and a recipient or a medium that reports, other than the
  publisher. A jury or a rally that was told something is no step on the way.
* *Anonymity.* Whether all, some or none of the origins are anonymous. `unstated`,
  `collective-unnamed` and `unresolved` are not anonymous.
* *Rests on a decliner.* A source on the way from an origin to the publisher is the party
  of a request for comment that was declined, and the one who attributes to it is the asker.
  A refusal to speak on one topic only concerns the statements that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import (
    PUBLISHER,
    Anonymity,
    Attribution,
    AttributionType,
    Facts,
    Identification,
    Record,
    Section,
    SectionKind,
    Source,
    SourceKind,
    Span,
    Spans,
)

_RELAYED_WHOLLY = 0.5
_REPORTING = frozenset(
    {
        SourceKind.NEWS_OUTLET,
        SourceKind.WIRE_AGENCY,
        SourceKind.JOURNALIST,
        SourceKind.WIKI,
        SourceKind.SOCIAL_ACCOUNT,
        SourceKind.DOCUMENT,
        SourceKind.DATASET,
        SourceKind.RECORD,
        SourceKind.LEAKED_DOCUMENT,
    }
)
_HEADS = frozenset({SectionKind.BYLINE, SectionKind.DATELINE})


def derive(record: Record) -> tuple[Facts, ...]:
    """Return the facts of every statement, in the record's order."""
    web = _Web.of(record)
    return tuple(_facts(one, web) for one in record.extraction.attributions)


@dataclass(frozen=True, slots=True)
class _Web:
    """The attributions of a record by id, and which are nested directly in which."""

    by_id: dict[str, Attribution]
    inner: dict[str, tuple[str, ...]]
    sources: dict[str, Source]
    declined: dict[tuple[str, str], tuple[str, ...]]
    topics: dict[str, set[str]]
    own_words: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> _Web:
        found = record.extraction
        sources = {one.id: one for one in found.sources}
        inner: dict[str, tuple[str, ...]] = {}
        for one in found.attributions:
            if one.nested_in and _passes_on(one, sources):
                inner[one.nested_in] = (*inner.get(one.nested_in, ()), one.id)
        by_id = {one.id: one for one in found.attributions}
        return cls(
            by_id=by_id,
            own_words=frozenset(
                one.id
                for one in found.attributions
                if _speaks_itself(one, [by_id[name] for name in inner.get(one.id, ())])
            ),
            inner=inner,
            sources=sources,
            declined=_refusals(record),
            topics={one.id: set(one.about) for one in found.requests if one.topic_spans},
        )

    def enclosing(self, one: Attribution) -> Iterator[Attribution]:
        """Yield the attributions around `one`, nearest first; stop where they loop."""
        seen = {one.id}
        while one.nested_in and one.nested_in not in seen:
            one = self.by_id[one.nested_in]
            seen.add(one.id)
            yield one

    def attributor(self, one: Attribution) -> str:
        """Return who says that the source of `one` said it."""
        heard = [name for name in (one.recipient, one.medium) if name and self.reports(name)]
        around = (outer.source for outer in self.enclosing(one))
        others = (name for name in (*heard, *around) if name != one.source)
        return next(others, PUBLISHER)

    def reports(self, name: str) -> bool:
        """Whether it passes on what it is told: an outlet, a journalist, a document."""
        return name != PUBLISHER and self.sources[name].kind in _REPORTING

    def premises(self, one: Attribution) -> tuple[str, ...]:
        """Return what `one` relays or infers from, directly."""
        return (*self.inner.get(one.id, ()), *one.infers_from)

    def below(self, one: Attribution) -> tuple[dict[str, Attribution], bool]:
        """Return `one` and everything it relays, at any depth, and whether it rests on itself."""
        reached: dict[str, Attribution] = {}
        ahead, loops = [one.id], False
        while ahead:
            name = ahead.pop()
            if name in reached:
                continue
            reached[name] = self.by_id[name]
            following = self.premises(self.by_id[name])
            loops = loops or one.id in following
            ahead.extend(following)
        return reached, loops


def _refusals(record: Record) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the requests that were refused, by the party and whoever asked."""
    refused: dict[tuple[str, str], tuple[str, ...]] = {}
    own = _own_agencies(record)
    for request in record.extraction.requests:
        if request.outcome.refused:
            for asker in {request.asker, PUBLISHER if request.asker in own else request.asker}:
                key = (request.party, asker)
                refused[key] = (*refused.get(key, ()), request.id)
    return refused


def _own_agencies(record: Record) -> set[str]:
    """Return the agencies whose copy the article is: what they attribute, it attributes.

    One that the text never mentions is known from the byline alone, and so is one of them.
    """
    article = record.article
    return {
        one.id
        for one in record.extraction.sources
        if one.kind is SourceKind.WIRE_AGENCY
        and all(_heads(article.section_at(span.start)) for span in one.mentions)
    }


def _heads(section: Section | None) -> bool:
    return section is not None and section.kind in _HEADS


def _facts(one: Attribution, web: _Web) -> Facts:
    reached, loops = web.below(one)
    origins = tuple(sorted(_origins(reached, web)))
    return Facts(
        attribution=one.id,
        origins=origins,
        hops=_hops(one, web),
        anonymity=_anonymity(origins, web),
        attributor=web.attributor(one),
        relays=web.inner.get(one.id, ()),
        declined_requests=_declined(one, reached, web),
        in_loop=loops,
    )


def _origins(reached: dict[str, Attribution], web: _Web) -> set[str]:
    """Return the sources that speak for themselves among what a statement rests on.

    Where all of it only relays each other in a loop, nobody does, and all of them stand.
    """
    speaking = {one.source for one in reached.values() if one.id in web.own_words}
    return speaking or {one.source for one in reached.values()}


def _passes_on(one: Attribution, sources: dict[str, Source]) -> bool:
    """Whether it is told from somebody; a thought or wish of one person is its reporter's word."""
    source = sources.get(one.source)
    crowd = source is not None and source.identification is Identification.COLLECTIVE_UNNAMED
    return one.type is AttributionType.ASSERTION or crowd


def _speaks_itself(one: Attribution, inner: list[Attribution]) -> bool:
    return not inner or bool(one.infers_from) or _share(one.content, inner) < _RELAYED_WHOLLY


def _share(content: Spans, inner: list[Attribution]) -> float:
    """Return how much of `content` the inner ones make up, their sources and cues too."""
    told = _merged(span for one in inner for span in (*one.content, *one.cue, *one.source_spans))
    common = (
        min(one.end, two.end) - max(one.start, two.start)
        for one in content
        for two in told
        if one.overlaps(two)
    )
    return sum(common) / sum(span.end - span.start for span in content)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same stretches without overlap, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _hops(one: Attribution, web: _Web) -> int:
    between = {outer.source for outer in web.enclosing(one)}
    for each in (one, *web.enclosing(one)):
        between |= {name for name in (each.recipient, each.medium) if name and web.reports(name)}
    return 1 + len(between - {PUBLISHER, one.source})


def _anonymity(origins: tuple[str, ...], web: _Web) -> Anonymity:
    known = [web.sources[name].identification.anonymous for name in origins if name != PUBLISHER]
    if not any(known):
        return Anonymity.NONE
    return Anonymity.ONLY if all(known) and PUBLISHER not in origins else Anonymity.PARTLY


def _declined(one: Attribution, reached: dict[str, Attribution], web: _Web) -> tuple[str, ...]:
    links: list[tuple[str, str]] = []
    for each in (*reached.values(), *web.enclosing(one)):
        outer = web.by_id[each.nested_in].source if each.nested_in else PUBLISHER
        attributor = web.attributor(each)
        links += [(each.source, attributor), (attributor, outer)]
    refusals = {request for link in links for request in web.declined.get(link, ())}
    on_the_way = {each.id for each in (*reached.values(), *web.enclosing(one))}
    return tuple(sorted(name for name in refusals if web.topics.get(name, on_the_way) & on_the_way))
