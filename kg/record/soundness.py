"""What every record must be, whoever made it: a program, a person, a plug-in."""

from __future__ import annotations

from collections import Counter

from kg.errors import InputRefused
from kg.model import PUBLISHER, Extraction, Identification, Record, Span, Spans

MAX_PARTS = 5_000
"""Sources, attributions or requests of one record; a long article has some two hundred."""

MAX_COVERED = 5_000_000
"""Code points of all spans together, for the graph holds the words of each."""

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
    _check_descriptions(record)
    _check_protection(record.extraction)


def _check_size(found: Extraction) -> None:
    for what, parts in (
        ("sources", found.sources),
        ("attributions", found.attributions),
        ("requests", found.requests),
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
    _known("request", [one.id for one in found.requests])
    for one in found.attributions:
        named = [name for name in (one.source, one.recipient, one.medium) if name]
        inner = [*one.infers_from, *([one.nested_in] if one.nested_in else [])]
        _must_exist(f"attribution {one.id}", named, sources)
        _must_exist(f"attribution {one.id}", inner, statements)
    for request in found.requests:
        _must_exist(f"request {request.id}", [request.party, request.asker], sources)


def _known(what: str, names: list[str]) -> set[str]:
    counts = Counter(names)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise InputRefused(f"two {what}s are called {min(twice)!r}", todo="give each its own id")
    return set(counts)


def _must_exist(where: str, names: list[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
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
        *((f"source {one.id}", one.mentions) for one in found.sources),
        *(
            (f"attribution {one.id}", spans)
            for one in found.attributions
            for spans in (one.content, one.cue, one.source_spans)
        ),
        *(
            (f"request {one.id}", spans)
            for one in found.requests
            for spans in (one.spans, one.party_spans)
        ),
    ]


def _check_descriptions(record: Record) -> None:
    text = _plain(record.article.text)
    for source in record.extraction.sources:
        description = _plain(source.description or "")
        if source.identification.anonymous:
            own = [_plain(span.of(record.article.text)) for span in source.mentions]
            if not any(description in words for words in own):
                raise InputRefused(
                    f"source {source.id}: it is anonymous, and its description is not in the text "
                    "at its mentions",
                    todo="describe it in the article's own words, as printed",
                )
        elif description not in text:
            raise InputRefused(
                f"source {source.id}: its description is not in the text",
                todo="describe it in the article's own words, as printed",
            )


def _check_protection(found: Extraction) -> None:
    """Refuse a record in which an anonymous source stands where a named one does."""
    sources = {one.id: one for one in found.sources}
    places = [(one.source, one.source_spans) for one in found.attributions]
    places += [(one.party, one.party_spans) for one in found.requests]
    places += [(one.id, one.mentions) for one in found.sources]
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
