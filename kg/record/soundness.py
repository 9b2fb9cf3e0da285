"""What every record must be, whoever made it: a program, a person, a plug-in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from kg.errors import InputRefused
from kg.model import (
    PUBLISHER,
    Extraction,
    PassageKind,
    Record,
    Span,
    Spans,
    StanceKind,
)
from kg.record.protection import check_protection

MAX_PARTS = 5_000
"""Parts of one kind in one record: sources, say, or passages; a long article has some hundreds."""

MAX_COVERED = 5_000_000
"""Code points of all spans together, for the graph holds the words of each."""

MAX_PIECES = 100
"""Pieces of one stretch of text: a content, say, or a cue."""

MAX_MENTIONS = 1_000
"""Places where one source is mentioned."""

MAX_PLACES = 100_000
"""Pieces and places of all parts together."""

MAX_REFERENCES = 200
"""Statements and sources that one part names in its lists."""

MAX_ALL_REFERENCES = 20_000
"""Those of all parts together."""

_DENYING = frozenset({StanceKind.DENIES, StanceKind.DISPUTES})

MAX_DEPTH = 50
"""How deep attributions may be nested; print rarely goes beyond three."""


def must_be_sound(record: Record) -> None:
    """Raise `InputRefused` naming the part that refers to nothing or does not fit the text.

    What may tell who an anonymous source is, is refused by `kg.record.protection`.
    """
    _check_size(record.extraction)
    _check_references(record.extraction)
    _check_depth(record.extraction)
    _check_spans(record)
    _check_sections(record)
    _check_values(record.extraction)
    check_protection(record)


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
    _check_pieces(found)
    _check_lists(found)


def _check_pieces(found: Extraction) -> None:
    mentioned = [(f"source {one.id}", one.mentions, MAX_MENTIONS) for one in found.sources]
    stretches = [(where, spans, MAX_PIECES) for where, spans in _stretches(found)]
    for where, spans, most in (*mentioned, *stretches):
        if len(spans) > most:
            raise InputRefused(
                f"{where} has {len(spans):,} pieces or places, {most:,} at most are taken",
                todo="give stretches of text, not each word",
            )
    if (count := sum(len(spans) for _, spans in _all_spans(found))) > MAX_PLACES:
        raise InputRefused(
            f"the record has {count:,} pieces and places together, {MAX_PLACES:,} at most",
            todo="is it one article?",
        )
    covered = sum(span.end - span.start for _, spans in _all_spans(found) for span in spans)
    if covered > MAX_COVERED:
        raise InputRefused(
            f"the record's spans cover {covered:,} characters together, {MAX_COVERED:,} at most",
            todo="do contents overlap more than they should?",
        )


def _check_lists(found: Extraction) -> None:
    lists = [(f"attribution {one.id}", one.infers_from) for one in found.attributions]
    lists += [(f"attribution {one.id}", one.against) for one in found.attributions]
    lists += [(f"request {one.id}", one.about) for one in found.requests]
    lists += [(f"request {one.id}", one.answered_by) for one in found.requests]
    lists += [(f"correction {one.id}", one.corrects) for one in found.corrections]
    for where, names in lists:
        if len(names) > MAX_REFERENCES:
            raise InputRefused(
                f"{where} names {len(names):,} others in one list, {MAX_REFERENCES:,} at most "
                "are taken",
                todo="name those that the article gives",
            )
    if (count := sum(len(names) for _, names in lists)) > MAX_ALL_REFERENCES:
        raise InputRefused(
            f"the record's lists name {count:,} others together, {MAX_ALL_REFERENCES:,} at most",
            todo="is it one article?",
        )


def _check_depth(found: Extraction) -> None:
    """Refuse deep nesting; a loop is left to the shapes, which say what it is."""
    outer = {one.id: one.nested_in for one in found.attributions}
    for one in found.attributions:
        seen: set[str] = set()
        name: str | None = one.id
        while name is not None and name not in seen:
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
    return [*((f"source {one.id}", one.mentions) for one in found.sources), *_stretches(found)]


def _stretches(found: Extraction) -> list[tuple[str, Spans]]:
    """Return the spans that are pieces of one stretch, which a source's mentions are not."""
    return [
        *((f"source {one.id}", one.reason_spans) for one in found.sources),
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
    faults = (_source_faults(found), _statement_faults(found), _passage_faults(found))
    for where, wrong, todo in chain.from_iterable(faults):
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


def _passage_faults(found: Extraction) -> Iterator[tuple[str, bool, str]]:
    kinds: dict[Span, PassageKind] = {}
    for one in found.passages:
        yield (
            f"passage {one.id} is both of no source and the reporter's own observation",
            kinds.setdefault(one.span, one.kind) is not one.kind,
            "keep one of the two",
        )
