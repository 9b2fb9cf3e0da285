"""Whose words a statement is, as a correction has it: another source, or the same one otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.errors import InputRefused
from kg.model import (
    PUBLISHER,
    Attribution,
    Extraction,
    Identification,
    Source,
    SourceKind,
    Spans,
)
from kg.model.reviews import NEW_SPEAKER, Becomes, Review
from kg.record.wording import plain

_SEVERAL = "reviewed-source"


def with_source(found: Extraction, source: Source | None) -> tuple[Extraction, str]:
    """Return the extraction with a source as it was on record, and the source's id in it.

    One of the same name, or described alike at the same place, is that source.
    """
    if source is None:
        return found, PUBLISHER
    for one in found.sources:
        if _is_same(one, source):
            kind = replace(one, kind=source.kind)
            return replace(found, sources=_with(found.sources, kind)), one.id
    alone = replace(source, id=_fresh(found), member_of=None, speaks_for=None)
    return replace(found, sources=(*found.sources, alone)), alone.id


def _is_same(one: Source, other: Source) -> bool:
    if one.identification is not other.identification:
        return False
    if one.identification is Identification.NAMED:
        return one.name == other.name
    places = bool(set(one.mentions) & set(other.mentions)) or one.id == other.id
    return places and plain(one.description or "") == plain(other.description or "")


def _fresh(found: Extraction) -> str:
    taken = {one.id for one in found.sources}
    numbers = (f"{_SEVERAL}-{n}" for n in range(len(taken) + 1))
    return next(name for name in numbers if name not in taken)


def _with(sources: Iterable[Source], new: Source) -> tuple[Source, ...]:
    return tuple(new if one.id == new.id else one for one in sources)


def spoken_by(
    text: str, found: Extraction, old: Attribution, new: Attribution, review: Review
) -> Extraction:
    """Return the extraction in which a statement has the source that a correction gives it."""
    becomes = review.becomes
    found, name = _speaker(found, new, review)
    if name == PUBLISHER:
        if becomes.describes:
            raise InputRefused(
                "what the outlet is cannot be corrected here",
                todo="choose another source, or leave its name and kind as they are",
            )
        return _said(_left(found, old, name), new, name)
    found = _left(found, old, name)
    (base,) = (one for one in found.sources if one.id == name)
    if _was_described_by(text, base, old):
        base = replace(base, description=None)
    base = replace(base, mentions=tuple(sorted({*base.mentions, *new.source_spans})))
    changed = _described(text, base, becomes, new.source_spans)
    found = _said(replace(found, sources=_with(found.sources, changed)), new, name)
    return _merged(found, changed)


def _speaker(found: Extraction, new: Attribution, review: Review) -> tuple[Extraction, str]:
    wanted = review.becomes.speaker
    if wanted is None:
        return found, new.source
    if wanted == PUBLISHER:
        return found, PUBLISHER
    if wanted != NEW_SPEAKER:
        return with_source(found, review.speaker)
    kind = Identification.NAMED if review.becomes.name else Identification.UNSTATED
    made = Source(id=_fresh(found), identification=kind, mentions=new.source_spans)
    return replace(found, sources=(*found.sources, made)), made.id


def _said(found: Extraction, new: Attribution, name: str) -> Extraction:
    said = replace(new, source=name)
    told = tuple(said if one.id == new.id else one for one in found.attributions)
    return replace(found, attributions=told)


def _left(found: Extraction, old: Attribution, name: str) -> Extraction:
    """Return the extraction in which the places of a statement's source are that one's no more.

    A source that would then stand nowhere and is still named keeps them.
    """
    now = next(one for one in found.attributions if one.id == old.id)
    used = {
        span
        for one in found.attributions
        if one.source == old.source and one.id != old.id
        for span in one.source_spans
    }
    used |= {span for one in found.requests if one.party == old.source for span in one.party_spans}
    own = set(now.source_spans) if name == old.source else set()
    gone = set(old.source_spans) - used - own
    sources = []
    for one in found.sources:
        left = tuple(span for span in one.mentions if span not in gone)
        moves = one.id == old.source and (left or own)
        sources.append(replace(one, mentions=left) if moves else one)
    return replace(found, sources=tuple(sources))


def _described(text: str, base: Source, becomes: Becomes, spans: Spans) -> Source:
    """Return a source as a correction describes it, for all that it says."""
    kind = becomes.identification or (Identification.NAMED if becomes.name else base.identification)
    made = replace(base, identification=kind, kind=becomes.kind or base.kind)
    if kind is Identification.NAMED:
        name = becomes.name or base.name
        if not name:
            raise InputRefused("a named source has a name", todo="type it as the article prints it")
        return replace(made, name=name, description=None, reason=None, reason_spans=())
    if becomes.name:
        raise InputRefused(
            "a source that is not named has no name", todo="choose named, or leave the name out"
        )
    made = replace(made, name=None)
    if not kind.anonymous:
        words = base.description or _printed(text, base, spans)
        return replace(made, description=words, reason=None, reason_spans=())
    return _hidden(text, base, made, spans)


def _was_described_by(text: str, base: Source, old: Attribution) -> bool:
    """Return whether a source was described by words that are no longer a mention of it."""
    gone = [span for span in old.source_spans if span not in base.mentions]
    return any(plain(span.of(text)) == plain(base.description or "") for span in gone)


def _hidden(text: str, base: Source, made: Source, spans: Spans) -> Source:
    """Return an anonymous source with what the words at its own places say, and no more."""
    own = [plain(span.of(text)) for span in made.mentions]
    words = made.description
    if not words or not any(plain(words) in one for one in own):
        words = _printed(text, base, spans)
    if base.identification.anonymous:
        return replace(made, description=words)
    return replace(made, description=words, role=None, member_of=None, speaks_for=None)


def _printed(text: str, base: Source, spans: Spans) -> str | None:
    """Return the words that describe a source: where it is mentioned for this statement."""
    places = spans or base.mentions
    return " ".join(places[0].of(text).split()) if places else None


def _merged(found: Extraction, one: Source) -> Extraction:
    """Return the extraction in which a source and another of the same name are one."""
    other = next(
        (
            each
            for each in found.sources
            if each.id != one.id
            and one.identification is each.identification is Identification.NAMED
            and each.name == one.name
        ),
        None,
    )
    if other is None:
        return found
    kind = one.kind if one.kind is not SourceKind.UNKNOWN else other.kind
    mentions = tuple(sorted({*other.mentions, *one.mentions}))
    kept = replace(other, kind=kind, mentions=mentions)
    rest = tuple(each for each in found.sources if each.id != one.id)
    return _renamed(replace(found, sources=_with(rest, kept)), one.id, kept.id)


def _renamed(found: Extraction, old: str, new: str) -> Extraction:
    def name(given: str) -> str:
        return new if given == old else given

    def maybe(given: str | None) -> str | None:
        return None if given is None else name(given)

    def body(given: str | None, own: str) -> str | None:
        return None if maybe(given) == own else maybe(given)

    return replace(
        found,
        sources=tuple(
            replace(
                one, member_of=body(one.member_of, one.id), speaks_for=body(one.speaks_for, one.id)
            )
            for one in found.sources
        ),
        attributions=tuple(
            replace(
                one,
                source=name(one.source),
                recipient=maybe(one.recipient),
                medium=maybe(one.medium),
                against=tuple(dict.fromkeys(map(name, one.against))),
            )
            for one in found.attributions
        ),
        requests=tuple(
            replace(one, party=name(one.party), asker=name(one.asker)) for one in found.requests
        ),
    )
