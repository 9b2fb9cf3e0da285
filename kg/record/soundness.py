"""What every record must be, whoever made it: a program, a person, a plug-in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.errors import InputRefused
from kg.model import (
    PUBLISHER,
    Extraction,
    Identification,
    Record,
    Source,
    Span,
    Spans,
    StanceKind,
)

MAX_PARTS = 5_000
"""Parts of one kind in one record: sources, say, or passages; a long article has some hundreds."""

MAX_COVERED = 5_000_000
"""Code points of all spans together, for the graph holds the words of each."""

_DENYING = frozenset({StanceKind.DENIES, StanceKind.DISPUTES})

MAX_DEPTH = 50
"""How deep attributions may be nested; print rarely goes beyond three."""


def must_be_sound(record: Record) -> None:
    """Raise `InputRefused` naming the part that refers to nothing or does not fit the text.

    Of an anonymous source only the article's words at its own mentions are taken, and none
    of those may be where a named source is mentioned: anything else might tell who it is.
    """
    _check_size(record.extraction)
    _check_references(record.extraction)
    _check_depth(record.extraction)
    _check_spans(record)
    _check_sections(record)
    _check_values(record.extraction)
    _check_descriptions(record)
    _check_bodies(record)
    _check_protection(record.extraction)


def _check_size(found: Extraction) -> None:
    for what, parts in (
        ("sources", found.sources),
        ("attributions", found.attributions),
        ("requests", found.requests),
        ("stances", found.stances),
        ("passages", found.passages),
        ("corrections", found.corrections),
    ):
        if len(parts) > MAX_PARTS:
            raise InputRefused(
                f"the record has {len(parts):,} {what}, {MAX_PARTS:,} at most are taken",
                todo="is it one article?",
            )
    covered = sum(span.end - span.start for _, spans in _all_spans(found) for span in spans)
    if covered > MAX_COVERED:
        raise InputRefused(
            f"the record's spans cover {covered:,} characters together, {MAX_COVERED:,} at most",
            todo="do contents overlap more than they should?",
        )


def _check_depth(found: Extraction) -> None:
    """Refuse deep nesting; a loop is left to the shapes, which say what it is."""
    outer = {one.id: one.nested_in for one in found.attributions}
    for one in found.attributions:
        seen: set[str] = set()
        name: str | None = one.id
        while name and name not in seen:
            seen.add(name)
            name = outer[name]
            if len(seen) > MAX_DEPTH:
                raise InputRefused(
                    f"attribution {one.id} is nested more than {MAX_DEPTH} deep",
                    todo="is nestedIn right?",
                )


def _check_references(found: Extraction) -> None:
    sources = _known("source", [one.id for one in found.sources])
    if PUBLISHER in sources:
        raise InputRefused(f"no source may be called {PUBLISHER!r}", todo="that is the outlet")
    sources |= {PUBLISHER}
    statements = _known("attribution", [one.id for one in found.attributions])
    for what, parts in (
        ("request", found.requests),
        ("stance", found.stances),
        ("passage", found.passages),
        ("correction", found.corrections),
    ):
        _known(what, [one.id for one in parts])
    for where, names in _source_references(found):
        _must_exist(where, names, sources)
    for where, names in _statement_references(found):
        _must_exist(where, names, statements)


def _source_references(found: Extraction) -> Iterator[tuple[str, list[str | None]]]:
    for source in found.sources:
        yield f"source {source.id}", [source.member_of, source.speaks_for]
    for one in found.attributions:
        yield f"attribution {one.id}", [one.source, one.recipient, one.medium, *one.against]
    for request in found.requests:
        yield f"request {request.id}", [request.party, request.asker]


def _statement_references(found: Extraction) -> Iterator[tuple[str, list[str | None]]]:
    for one in found.attributions:
        yield f"attribution {one.id}", [one.nested_in, *one.infers_from]
    for request in found.requests:
        yield f"request {request.id}", [*request.about, *request.answered_by]
    for stance in found.stances:
        yield f"stance {stance.id}", [stance.source, stance.target]
    for correction in found.corrections:
        yield f"correction {correction.id}", [*correction.corrects]


def _known(what: str, names: list[str]) -> set[str]:
    counts = Counter(names)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise InputRefused(f"two {what}s are called {min(twice)!r}", todo="give each its own id")
    return set(counts)


def _must_exist(where: str, names: list[str | None], known: set[str]) -> None:
    for name in names:
        if name is not None and name not in known:
            raise InputRefused(
                f"{where} names {name!r}, which the record does not have",
                todo="name one of its own parts",
            )


def _check_spans(record: Record) -> None:
    length = len(record.article.text)
    for where, spans in _all_spans(record.extraction):
        for span in spans:
            if span.end > length:
                raise InputRefused(
                    f"{where}: offset {span.end} lies behind the text's end at {length}",
                    todo="count Unicode code points in article.text",
                )


def _all_spans(found: Extraction) -> list[tuple[str, Spans]]:
    return [
        *(
            (f"source {one.id}", spans)
            for one in found.sources
            for spans in (one.mentions, one.reason_spans)
        ),
        *(
            (f"attribution {one.id}", spans)
            for one in found.attributions
            for spans in (one.content, one.cue, one.source_spans, one.hedge_spans)
        ),
        *(
            (f"request {one.id}", spans)
            for one in found.requests
            for spans in (one.spans, one.party_spans, one.topic_spans)
        ),
        *((f"stance {one.id}", one.spans) for one in found.stances),
        *((f"passage {one.id}", (one.span,)) for one in found.passages),
        *((f"correction {one.id}", one.spans) for one in found.corrections),
    ]


def _check_sections(record: Record) -> None:
    """Refuse sections outside the text, and sections that share a character."""
    sections = sorted(record.article.sections)
    if sections and sections[-1].span.end > len(record.article.text):
        raise InputRefused(
            f"a section ends at {sections[-1].span.end}, behind the text's end",
            todo="count Unicode code points in article.text",
        )
    for one, other in pairwise(sections):
        if one.span.overlaps(other.span):
            raise InputRefused(
                f"the sections at {one.span.start} and {other.span.start} overlap",
                todo="give each character to one section",
            )


def _check_values(found: Extraction) -> None:
    """Refuse values that say nothing, or contradict each other, where they stand."""
    for where, wrong, todo in (*_source_faults(found), *_statement_faults(found)):
        if wrong:
            raise InputRefused(where, todo=todo)


def _source_faults(found: Extraction) -> Iterator[tuple[str, bool, str]]:
    for one in found.sources:
        yield (
            f"source {one.id}: statedMin is above statedMax",
            None not in (one.stated_min, one.stated_max)
            and (one.stated_min or 0) > (one.stated_max or 0),
            "give the smaller number first",
        )
        yield (
            f"source {one.id} belongs to itself, or speaks for itself",
            one.id in (one.member_of, one.speaks_for),
            "name the body, or leave it out",
        )
        yield (
            f"source {one.id}: there are words for a reason, and no reason",
            bool(one.reason_spans) and one.reason is None,
            "name the reason",
        )


def _statement_faults(found: Extraction) -> Iterator[tuple[str, bool, str]]:
    for one in found.attributions:
        yield (
            f"attribution {one.id}: there are words of a hedge, and no hedge",
            bool(one.hedge_spans) and one.hedge is None,
            "name the hedge",
        )
    for stance in found.stances:
        yield (
            f"stance {stance.id} is of a statement to itself",
            stance.source == stance.target,
            "name the other statement",
        )
        yield (
            f"stance {stance.id} has a denialScope, and denies nothing",
            stance.denial_scope is not None and stance.kind not in _DENYING,
            "leave it out, or say that it denies or disputes",
        )


def _check_descriptions(record: Record) -> None:
    text = _plain(record.article.text)
    for source in record.extraction.sources:
        for what, words in (("description", source.description), ("role", source.role)):
            printed = _plain(words or "")
            if source.identification.anonymous:
                if not source.mentions:
                    raise InputRefused(
                        f"source {source.id}: it is anonymous, and mentioned nowhere",
                        todo="give the words of the text that describe it as its mentions",
                    )
                if not any(printed in own for own in _own_words(source, record)):
                    raise InputRefused(
                        f"source {source.id}: it is anonymous, and its {what} is not in the text "
                        "at its mentions",
                        todo="describe it in the article's own words, as printed",
                    )
            elif printed not in text:
                raise InputRefused(
                    f"source {source.id}: its {what} is not in the text",
                    todo="describe it in the article's own words, as printed",
                )


def _own_words(source: Source, record: Record) -> list[str]:
    return [_plain(span.of(record.article.text)) for span in source.mentions]


def _check_bodies(record: Record) -> None:
    """Refuse a body of an anonymous source that its own printed description does not name."""
    sources = {one.id: one for one in record.extraction.sources}
    publisher = _plain(record.article.outlet or "")
    for one in record.extraction.sources:
        if not one.identification.anonymous:
            continue
        for name in (one.member_of, one.speaks_for):
            if name is None:
                continue
            body = sources.get(name)
            called = publisher if body is None else _plain(body.name or body.description or "")
            own = _own_words(one, record)
            printed = [*(_own_words(body, record) if body else []), *([called] if called else [])]
            if not any(word and word in words for word in printed for words in own):
                raise InputRefused(
                    f"source {one.id}: it is anonymous, and the words that describe it do not "
                    f"name {name!r}",
                    todo="leave memberOf and speaksFor out",
                )


def _check_protection(found: Extraction) -> None:
    """Refuse a record in which an anonymous source stands where a named one does."""
    sources = {one.id: one for one in found.sources}
    places = [(one.source, one.source_spans) for one in found.attributions]
    places += [(one.party, one.party_spans) for one in found.requests]
    places += [(one.id, one.mentions) for one in found.sources]
    places += [(one.id, one.reason_spans) for one in found.sources]
    named: set[Span] = set()
    anonymous: set[Span] = set()
    for name, spans in places:
        source = sources.get(name)
        if source and source.identification.anonymous:
            anonymous.update(spans)
        elif source and source.identification is Identification.NAMED:
            named.update(spans)
    if both := sorted(named & anonymous):
        raise InputRefused(
            f"an anonymous source and a named one are both mentioned at {both[0].start} to "
            f"{both[0].end}",
            todo="an anonymous source must not be tied to a name",
        )
    called = {_plain(one.name) for one in found.sources if one.name}
    for one in found.sources:
        if one.identification.anonymous and _plain(one.description or "") in called:
            raise InputRefused(
                f"source {one.id}: it is anonymous and described by the name of another source",
                todo="an anonymous source must not be tied to a name",
            )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
