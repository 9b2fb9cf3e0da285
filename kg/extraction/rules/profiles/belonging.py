"""In which role every source speaks, for whom it speaks and to what body it belongs.

Of an anonymous source only what its own description says is taken: nothing from elsewhere
may narrow down who it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.rules.profiles.affiliations import (
    Tie,
    body_behind,
    named_elsewhere,
    speaks_for_others,
    ties_of,
)
from kg.extraction.rules.profiles.roles import Role, roles_at
from kg.extraction.rules.sources.kinds import BODIES, by_noun, is_people
from kg.extraction.rules.sources.mentions import description
from kg.extraction.rules.text.places import head_of, inside, tokens_of
from kg.extraction.rules.text.view import Range
from kg.model import PUBLISHER, Extraction, Identification, Source, SourceKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_PAPERS = ("document-noun", "record-noun", "dataset-noun")
_NO_PERSONS = BODIES | {SourceKind.POLITICAL_GROUP}


@dataclass(frozen=True, slots=True)
class _Standing:
    """What one mention says of a source."""

    role: str | None
    ties: tuple[Tie, ...]


def belonging(reading: Reading, found: Extraction) -> Extraction:
    """Return the sources with role, body and principal, and with the bodies that are new."""
    used = found.sources_in_use()
    told = {
        one.id: _placed(reading, one)
        for one in found.sources
        if one.id in used and one.kind not in _NO_PERSONS and one.mentions
    }
    sources = tuple(_with_bodies(reading, found.sources, told))
    return replace(found, sources=tuple(_apart_from_unnamed(reading, sources)))


def _apart_from_unnamed(reading: Reading, sources: tuple[Source, ...]) -> Iterator[Source]:
    """Yield sources, the named ones without a role by which somebody unnamed is described.

    "An aide to Roe" may or may not be the aide who asked not to be named.
    """
    unnamed = [one for one in sources if one.identification.anonymous]
    hidden = [span for one in unnamed for span in one.mentions]
    known = {one.id: one for one in sources}
    for one in sources:
        if one.identification is not Identification.NAMED:
            yield one
            continue
        yield replace(
            one,
            role=None if _is_of_unnamed(reading, one.role, hidden) else one.role,
            member_of=None if _leads_to_unnamed(known, one.member_of) else one.member_of,
            speaks_for=None if _leads_to_unnamed(known, one.speaks_for) else one.speaks_for,
        )


def _is_of_unnamed(reading: Reading, role: str | None, hidden: list[Span]) -> bool:
    """Whether a role is printed only where somebody unnamed is spoken of."""
    words = (role or "").split()
    printed = r"\s+".join(re.escape(word) for word in words)
    found = [
        Span(*match.span())
        for match in (re.finditer(printed, reading.view.text, re.IGNORECASE) if words else ())
    ]
    return bool(found) and all(any(span.overlaps(other) for other in hidden) for span in found)


def _leads_to_unnamed(known: dict[str, Source], name: str | None) -> bool:
    """Whether a body is, or belongs to, somebody who speaks unnamed."""
    seen: set[str | None] = {None}
    waiting = [name]
    while waiting:
        one = known.get(waiting.pop() or "")
        if one is None or one.id in seen:
            continue
        if one.identification.anonymous:
            return True
        seen.add(one.id)
        waiting += [one.member_of, one.speaks_for]
    return False


def _with_bodies(
    reading: Reading, sources: Iterable[Source], told: dict[str, Source]
) -> Iterator[Source]:
    """Yield the sources known before, as they are now, and those that they are tied to."""
    now = {one.id: one for one in reading.cast.sources()}
    tied = {name for one in told.values() for name in (one.member_of, one.speaks_for)}
    known = set()
    for one in sources:
        known.add(one.id)
        placed = told.get(one.id, one)
        fresh = now.get(one.id)
        placed = placed if fresh is None else _seen(placed, fresh)
        yield _as_body(reading, placed) if one.id in tied - set(told) else placed
    for name, one in now.items():
        if name in tied and name not in known:
            yield _as_body(reading, one)


def _seen(one: Source, fresh: Source) -> Source:
    """Return a source with all of its mentions, those of the name that it took among them."""
    return replace(one, mentions=tuple(sorted({*one.mentions, *fresh.mentions})))


def _as_body(reading: Reading, one: Source) -> Source:
    """Return a body that only its members name, of which the article tells no more than that."""
    if one.name and one.name.islower():
        printed = description(reading.view, tokens_of(reading.view, one.mentions[0]))
        one = replace(  # "the harbour ministry" is described, not named
            one, identification=Identification.UNSTATED, name=None, description=printed
        )
    open_name = one.identification is Identification.UNRESOLVED and one.description
    several = open_name and len((one.description or "").split()) > 1
    known = Identification.UNSTATED if several else one.identification
    if one.kind is not SourceKind.UNKNOWN or not one.mentions:
        return replace(one, identification=known)
    head = head_of(reading.view, tokens_of(reading.view, one.mentions[0]))
    kind = by_noun(reading.words, reading.view.lemma[head])
    return replace(one, identification=known, kind=kind or one.kind)


def _placed(reading: Reading, one: Source) -> Source:
    role, speaks_for, member_of = None, None, None
    for span in one.mentions:
        standing = _standing(reading, one, span)
        apart = one.identification.anonymous and not _holds(reading, span, standing.role)
        role = role or (None if apart else standing.role)
        for tie in standing.ties:
            if one.identification.anonymous and not _within(reading, tie.tokens, span):
                continue
            name = _tied(reading, tie, one)
            if name is not None and tie.speaks:
                speaks_for = speaks_for or name
            elif name is not None:
                member_of = member_of or name
    return replace(one, role=role, speaks_for=speaks_for, member_of=member_of)


def _standing(reading: Reading, one: Source, span: Span) -> _Standing:
    view, words = reading.view, reading.words
    tokens = tokens_of(view, span)
    head = head_of(view, tokens)
    if view.pos[head] == "PRON":
        return _Standing(None, ())
    if one.identification in {Identification.NAMED, Identification.PSEUDONYMOUS}:
        held = roles_at(view, words, head)
        ties = [tie for role in held for tie in _ties(reading, role)]
        ties += [*_by_clause(reading, head), *body_behind(view, words, head)]
        return _Standing(_printed(reading, held), tuple(ties))
    noun = _noun_of(reading, head)
    papers = any(words.has(name, view.lower[noun]) for name in _PAPERS)
    if papers or not is_people(words, view.lemma[noun]):
        return _Standing(None, ())
    ties = list(ties_of(view, words, noun, tokens[0]))
    own = speaks_for_others(words, view, noun)
    return _Standing(span.of(view.text) if own and _one(reading, noun) else None, tuple(ties))


def _ties(reading: Reading, role: Role) -> Iterator[Tie]:
    return ties_of(reading.view, reading.words, role.noun, role.tokens[0])


def _by_clause(reading: Reading, head: int) -> Iterator[Tie]:
    """Yield what a clause behind a name ties it to: "Roe, who represents the miners"."""
    if reading.view.kid(head, "relcl") is None:
        return
    for tie in ties_of(reading.view, reading.words, head, head):
        if tie.head > head and inside(tie.head, reading.view.subtree(head)):
            yield tie


def _printed(reading: Reading, held: tuple[Role, ...]) -> str | None:
    return reading.view.phrase(held[0].tokens) if held else None


def _one(reading: Reading, noun: int) -> bool:
    return reading.view.tag[noun] not in {"NNS", "NNPS"}


def _noun_of(reading: Reading, head: int) -> int:
    """Return the people of whom a number or a group is: officials in "two of the officials"."""
    view = reading.view
    group = view.pos[head] == "NUM" or reading.words.has("group-noun", view.lemma[head])
    for kid in view.kids_by(head, "prep") if group else ():
        inner = view.kid(kid, "pobj")
        if view.lower[kid] == "of" and inner is not None:
            return inner
    return head


def _holds(reading: Reading, span: Span, role: str | None) -> bool:
    printed = " ".join(span.of(reading.view.text).split())
    return role is not None and role in printed


def _within(reading: Reading, tokens: Range, span: Span) -> bool:
    words = reading.view.span(tokens)
    return words is not None and span.start <= words.start and words.end <= span.end


def _tied(reading: Reading, tie: Tie, one: Source) -> str | None:
    """Return the id of what a source is tied to, where the text tells which it is."""
    view, cast = reading.view, reading.cast
    elsewhere = not inside(tie.head, tie.tokens)
    name = cast.source_at(tie.head, None if elsewhere else tie.tokens)
    if not elsewhere and view.words[tie.head].islower() and not cast.name_of(name):
        name = _by_name(reading, tie) or name
    if name == one.id or _is_guess(reading, tie, name):
        return None
    if one.identification.anonymous and not _is_printed(reading, tie, name):
        return None
    if view.pos[tie.head] == "PRON":
        if cast.is_unresolved(name) or name == PUBLISHER:
            return None
        if view.lower[tie.head] in {"its", "their"}:
            fits = cast.kind(name) in BODIES
        else:
            fits = tie.speaks and cast.sex_of(name) is not None
        if not fits or (one.identification.anonymous and not cast.name_of(name)):
            return None
    span = view.span(tie.tokens)
    if span is not None and name != PUBLISHER:
        cast.note(name, span)
    return name


def _is_printed(reading: Reading, tie: Tie, name: str) -> bool:
    """Whether the words for a body or person say its name, where it has one.

    "An aide to the mayor" says that of nobody by name, whoever the mayor is.
    """
    called = reading.cast.name_of(name).lower().split()
    words = reading.view.phrase(tie.tokens)
    return not called or words.isupper() or called[-1] in words.lower()


def _by_name(reading: Reading, tie: Tie) -> str | None:
    """Return the one body whose name ends as it is called: "the council", Kestrel Bay Council."""
    view, cast = reading.view, reading.cast
    if view.pos[tie.head] != "NOUN":
        return None
    run = (tie.head, tie.head + 1)
    named = {cast.source_at(place) for place in named_elsewhere(view, run)}
    return named.pop() if len(named) == 1 else None


def _is_guess(reading: Reading, tie: Tie, name: str) -> bool:
    """Whether it was only taken for whoever is near by, or is a person whom nobody belongs to."""
    view, words, cast = reading.view, reading.words, reading.cast
    if not tie.speaks and not tie.personal and cast.is_person(name):
        return True
    lemma = view.lemma[tie.head]
    loose = words.has("organisation-noun", lemma) or words.has("body-noun", lemma)
    if view.pos[tie.head] != "NOUN" or not loose:
        return False
    # "the union" whose name has no such word
    known = cast.name_of(name)
    return bool(known) and lemma not in known.lower()
