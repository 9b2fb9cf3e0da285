"""What no record may say, so that no anonymous source of it is tied to a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NoReturn

from kg.errors import InputRefused
from kg.model import (
    Extraction,
    Identification,
    Record,
    Source,
    SourceKind,
    Span,
    Spans,
)
from kg.record.wording import heads, is_whose, name_body, plain, words_of

MAX_BODIES = 50
"""How many nameless bodies may lead on from one another."""

_NO_TIE = "an anonymous source must not be tied to a name"


def check_protection(record: Record) -> None:
    """Raise `InputRefused` where the record tells, or may tell, who an anonymous source is.

    Of an anonymous source only the article's words at its own mentions are taken. A person's
    name may stand inside them (“an aide to Mayor Roe”), but must not be what they say.
    """
    told = _Told.of(record)
    _check_descriptions(told)
    _check_names(told)
    _check_places(told)
    _check_shared(told)
    _check_titles(told)
    _check_roles(told)
    _check_bodies(told)
    _check_chains(told)
    _check_replies(told)
    _check_labels(told)


@dataclass(frozen=True, slots=True)
class _Told:
    """A record, with what is asked of it again and again."""

    record: Record
    sources: Mapping[str, Source]
    places: tuple[tuple[Source, Spans], ...]

    @classmethod
    def of(cls, record: Record) -> _Told:
        found = record.extraction
        sources = {one.id: one for one in found.sources}
        places = _places(found)
        kept = tuple((sources[name], spans) for name, spans in places if name in sources)
        return cls(record, sources, kept)

    @property
    def text(self) -> str:
        return self.record.article.text

    @property
    def anonymous(self) -> list[Source]:
        return [one for one in self.sources.values() if one.identification.anonymous]

    @property
    def named(self) -> list[Source]:
        return [one for one in self.sources.values() if _is_named(one)]

    @property
    def people(self) -> list[Source]:
        """Return the named sources that are a person, or may be one."""
        return [one for one in self.named if _may_be_person(one)]

    def own_words(self, source: Source) -> list[str]:
        return [span.of(self.text) for span in source.mentions]

    def hidden(self) -> dict[Span, Source]:
        """Return the places of anonymous sources."""
        return {
            span: one for one, spans in self.places if one.identification.anonymous
            for span in spans
        }  # fmt: skip


def _places(found: Extraction) -> Iterator[tuple[str, Spans]]:
    for source in found.sources:
        yield source.id, source.mentions
        yield source.id, source.reason_spans
    for one in found.attributions:
        yield one.source, one.source_spans
    for request in found.requests:
        yield request.party, request.party_spans


def _is_named(source: Source) -> bool:
    return source.identification is Identification.NAMED


def _may_be_person(source: Source) -> bool:
    return source.kind.personal or source.kind is SourceKind.UNKNOWN


def _check_descriptions(told: _Told) -> None:
    text = plain(told.text)
    for source in told.sources.values():
        hidden = source.identification.anonymous
        if hidden and not source.mentions:
            raise InputRefused(
                f"source {source.id}: it is anonymous, and mentioned nowhere",
                todo="give the words of the text that describe it as its mentions",
            )
        own = [plain(words) for words in told.own_words(source)] if hidden else [text]
        for what, words in (("description", source.description), ("role", source.role)):
            printed = plain(words or "")
            if not any(printed in one for one in own):
                who, where = ("it is anonymous, and ", " at its mentions") if hidden else ("", "")
                raise InputRefused(
                    f"source {source.id}: {who}its {what} is not in the text{where}",
                    todo="describe it in the article's own words, as printed",
                )


def _check_names(told: _Told) -> None:
    """Refuse a name that the article does not print, in this order or another."""
    article = told.record.article
    printed = [article.text, article.title or "", article.author or "", article.outlet or ""]
    whole = plain(" ".join(printed))
    words = set(words_of(whole))
    for source in told.named:
        parts = words_of(source.name or "")
        if not (set(parts) <= words if parts else plain(source.name or "") in whole):
            raise InputRefused(
                f"source {source.id}: its name is not in the article",
                todo="name it as the article does",
            )


def _check_places(told: _Told) -> None:
    """Refuse an anonymous source that stands where a person is named, or is named there itself.

    A person's name inside the place of an anonymous source is no fault: the words say that
    the source belongs to that person. At its start only some words say so.
    """
    hidden = told.hidden()
    same = {span for one, spans in told.places if _is_named(one) for span in spans} & set(hidden)
    for span in sorted(same):
        _refuse_place(span)
    people: dict[Span, set[str]] = {}
    for one, spans in told.places:
        if _is_named(one) and _may_be_person(one):
            for span in spans:
                people.setdefault(span, set()).update(words_of(one.name or ""))
    reasons = {span for one in told.anonymous for span in one.reason_spans}
    _check_overlaps(told.text, hidden, people, reasons)


def _check_overlaps(
    text: str, hidden: Iterable[Span], people: Mapping[Span, set[str]], reasons: set[Span]
) -> None:
    ordered = sorted(people)
    starts = [span.start for span in ordered]
    furthest = [0, *accumulate((span.end for span in ordered), max)]
    for place in sorted(hidden):
        first = bisect_left(starts, place.start)
        if furthest[first] > place.start:
            _refuse_place(place)
        for span in ordered[first : bisect_left(starts, place.end)]:
            inside = span.end <= place.end and people[span] & set(words_of(span.of(text)))
            leads = span.start == place.start and not is_whose(text[span.end : place.end])
            if not inside or leads or place in reasons:
                _refuse_place(place)


def _refuse_place(span: Span) -> NoReturn:
    raise InputRefused(
        f"an anonymous source and a named one are both mentioned at {span.start} to {span.end}",
        todo=_NO_TIE,
    )


def _check_shared(told: _Told) -> None:
    """Refuse a nameless source at an anonymous one's place that other words describe."""
    hidden = told.hidden()
    for one, spans in told.places:
        if one.identification.anonymous or _is_named(one):
            continue
        for span in spans:
            if span in hidden and plain(one.description or "") not in plain(span.of(told.text)):
                raise InputRefused(
                    f"source {one.id} and an anonymous one are both mentioned at {span.start} to "
                    f"{span.end}, and its description is not in the text there",
                    todo=_NO_TIE,
                )


def _check_titles(told: _Told) -> None:
    """Refuse an anonymous source whose description is, or begins with, somebody's name.

    Nor may the words at its places; of a person the last name alone is a name as well.
    """
    named = {plain(one.name or "") for one in told.named}
    people = {plain(one.name or "") for one in told.people}
    people |= {words[-1] for name in people if (words := words_of(name))}
    sizes = sorted({len(name) for name in people})
    for one, spans in told.places:
        if not one.identification.anonymous:
            continue
        own = (span.of(told.text) for span in spans)
        for given in {plain(each) for each in (one.description or "", one.role or "", *own)}:
            starts = (given[:size] for size in sizes if size <= len(given))
            if given and (given in named or any(heads(h, given) for h in starts if h in people)):
                raise InputRefused(
                    f"source {one.id}: it is anonymous and described by the name of another source",
                    todo=_NO_TIE,
                )


def _check_roles(told: _Told) -> None:
    """Refuse a named source's role that the text gives of an anonymous source only."""
    described = {plain(one.description or "") for one in told.anonymous} - {""}
    kept = list(told.text)
    for span in told.hidden():
        kept[span.start : span.end] = "\0" * (span.end - span.start)
    clear = plain("".join(kept))
    for one in told.named:
        role = plain(one.role or "")
        if role not in clear and any(words in role for words in described):
            raise InputRefused(
                f"source {one.id}: its role is how an anonymous source is described",
                todo=_NO_TIE,
            )


def _check_bodies(told: _Told) -> None:
    """Refuse a body of an anonymous source that its own printed description does not name."""
    for one in told.anonymous:
        for body in (each for name in _ties(one) for each in _reached(told, name)):
            if not _names(told, one, body):
                raise InputRefused(
                    f"source {one.id}: it is anonymous, and the words that describe it do not "
                    f"name {body!r}",
                    todo="leave memberOf and speaksFor out",
                )


def _reached(told: _Told, name: str | None) -> Iterator[str]:
    """Yield a body, and whom that leads to as long as it is not named itself."""
    waiting = [name] if name else []
    seen: set[str] = set()
    while waiting:
        body = waiting.pop()
        source = told.sources.get(body)
        if not seen or source is None or _is_named(source):
            yield body
        seen.add(body)
        if source is not None and not _is_named(source):
            waiting += [each for each in _ties(source) if each not in seen]
        if len(seen) > MAX_BODIES:
            raise InputRefused(
                f"source {name}: more than {MAX_BODIES} others follow by memberOf and speaksFor",
                todo="are they right?",
            )


def _ties(source: Source) -> list[str]:
    return [name for name in (source.member_of, source.speaks_for) if name is not None]


def _names(told: _Told, one: Source, body: str) -> bool:
    """Return whether the words for a source name a body."""
    source = told.sources.get(body)
    article = told.record.article
    called = article.outlet if source is None else source.name or source.description
    of_body = told.own_words(source) if source else []
    return name_body(told.own_words(one), called or "", of_body)


def _check_chains(told: _Told) -> None:
    """Refuse a named source that belongs to or speaks for an anonymous one, through any number."""
    tied: dict[str, list[Source]] = {}
    for one in told.sources.values():
        for name in _ties(one):
            tied.setdefault(name, []).append(one)
    waiting = [one.id for one in told.anonymous]
    seen = set(waiting)
    while waiting:
        for one in tied.get(waiting.pop(), []):
            if _is_named(one):
                raise InputRefused(
                    f"source {one.id}: it has a name, and memberOf or speaksFor lead from it to "
                    "an anonymous source",
                    todo=_NO_TIE,
                )
            if one.id not in seen:
                seen.add(one.id)
                waiting.append(one.id)


def _check_replies(told: _Told) -> None:
    """Refuse an anonymous source's words as the reply of somebody else who was asked."""
    sources = told.sources
    saying = {one.id: one.source for one in told.record.extraction.attributions}
    hidden = {one.id for one in told.anonymous}
    for request in told.record.extraction.requests:
        for reply in request.answered_by:
            name = saying[reply]
            if name == request.party or not hidden & {name, request.party}:
                continue
            source = sources.get(name)
            if source is None or request.party not in (source.member_of, source.speaks_for):
                raise InputRefused(
                    f"request {request.id} is answered by {reply}, whose source is neither its "
                    "party nor speaks for it, and one of the two is anonymous",
                    todo="leave answeredBy out",
                )


def _check_labels(told: _Told) -> None:
    """Refuse a rule, or a maker, that is called by the name of a source."""
    if not told.anonymous:
        return
    names = {word for one in told.people for word in words_of(one.name or "") if len(word) > 2}  # noqa: PLR2004
    maker = told.record.maker
    labels = [("maker", f"{maker.name} {maker.version or ''}")]
    found = told.record.extraction
    for parts in (found.attributions, found.requests, found.stances, found.corrections):
        labels += [(f"the rule of {one.id}", one.rule) for one in parts if one.rule]
    for where, label in labels:
        if taken := names & set(words_of(label.replace("-", " "))):
            raise InputRefused(
                f"{where} has {min(taken)!r} in it, which is in the name of a source",
                todo="name the pattern or the tool",
            )
