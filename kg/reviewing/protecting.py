"""No review puts a name to a source that is anonymous in the record that was reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import InputRefused
from kg.model import Attribution, Extraction, Identification, Record, Source, Span, words
from kg.record.wording import heads, plain, words_of


def must_not_unmask(before: Record, after: Record) -> None:
    """Raise `InputRefused` where a named source now stands for what an anonymous one said.

    Only where the printed words there are that name, so that a program took a name for a
    description, may it become a name.
    """
    _check_places(before, after)
    _check_statements(before, after)


def _check_places(before: Record, after: Record) -> None:
    text = after.article.text
    hidden = [span for _, span in _places(before.extraction, anonymous=True)]
    known = {(one.name, span) for one, span in _places(before.extraction, anonymous=False)}
    for one, span in _places(after.extraction, anonymous=False):
        new = (one.name, span) not in known and any(span.overlaps(each) for each in hidden)
        if new and not _is_name(span.of(text), one.name or ""):
            raise _refused(one, span)


def _check_statements(before: Record, after: Record) -> None:
    text = after.article.text
    by_id = {one.id: one for one in before.extraction.sources}
    hidden = [
        one
        for one in before.extraction.attributions
        if one.source in by_id and by_id[one.source].identification.anonymous
    ]
    known = {
        (one.content, one.cue, by_id[one.source].name)
        for one in before.extraction.attributions
        if one.source in by_id
    }
    named = {one.id: one for one in after.extraction.sources if _named(one)}
    for one in after.extraction.attributions:
        source = named.get(one.source)
        if source is None or (one.content, one.cue, source.name) in known:
            continue
        if not any(_same(one, each) for each in hidden):
            continue
        if not _is_name(words(one.source_spans, text), source.name or ""):
            raise _refused(source, one.content[0])


def _places(found: Extraction, *, anonymous: bool) -> Iterator[tuple[Source, Span]]:
    """Yield where anonymous sources stand, or named ones."""
    sources = {
        one.id: one
        for one in found.sources
        if (one.identification.anonymous if anonymous else _named(one))
    }
    for one in sources.values():
        for span in one.mentions:
            yield one, span
    for said in found.attributions:
        for span in said.source_spans:
            if said.source in sources:
                yield sources[said.source], span
    for asked in found.requests:
        for span in asked.party_spans:
            if asked.party in sources:
                yield sources[asked.party], span


def _named(one: Source) -> bool:
    return one.identification is Identification.NAMED


def _same(one: Attribution, other: Attribution) -> bool:
    """Return whether two are of the same words said by the same cue."""
    said = any(mine.overlaps(its) for mine in one.content for its in other.content)
    cued = any(mine.overlaps(its) for mine in one.cue for its in other.cue)
    return said and (cued or not (one.cue and other.cue))


def _is_name(printed: str, name: str) -> bool:
    """Return whether printed words are a name, or begin with it; the last name is one too."""
    given, whole = plain(printed), plain(name)
    last = words_of(name)[-1:]
    return any(given == each or heads(each, given) for each in (whole, *last) if each)


def _refused(one: Source, span: Span) -> InputRefused:
    return InputRefused(
        f"the article does not name who speaks at {span.start} to {span.end}, and "
        f"{one.name!r} would",
        todo="leave the source anonymous; where the article does print the name there, mark "
        "just the name as the source's words",
    )
