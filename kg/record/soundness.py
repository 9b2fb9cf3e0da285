"""What every record must be, whoever made it: a program, a person, a plug-in."""

from __future__ import annotations

from collections import Counter

from kg.errors import InputRefused
from kg.model import PUBLISHER, Extraction, Record, Source, Spans


def must_be_sound(record: Record) -> None:
    """Raise `InputRefused` naming the part that refers to nothing or does not fit the text.

    Of an anonymous source only words of the article are taken: what stands elsewhere
    might tell who it is.
    """
    _check_references(record.extraction)
    _check_spans(record)
    for source in record.extraction.sources:
        if source.identification.anonymous:
            _check_description(source, record.article.text)


def _check_references(found: Extraction) -> None:
    sources = _known("source", [one.id for one in found.sources]) | {PUBLISHER}
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


def _check_description(source: Source, text: str) -> None:
    description = _plain(source.description or "")
    if description not in _plain(text):
        raise InputRefused(
            f"source {source.id}: it is anonymous, and its description is not in the text",
            todo="describe it in the article's own words, as printed",
        )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
