"""Who is called by an office, a side or a sort of paper, and named elsewhere in the article.

"Council leader denies it", says the headline, and the lead that "the leader of Wexmouth
Council, Ann Pell" does: there is one such office. So with "the defence", where one lawyer is
"for the defence", with "the new paper", where one study has a title, and with "the company",
where one is named. People who speak unnamed are never joined to a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import (
    Attribution,
    Extraction,
    Identification,
    Request,
    SectionKind,
    Source,
    SourceKind,
    Span,
)

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_ABOVE = frozenset({SectionKind.HEADLINE, SectionKind.STANDFIRST, SectionKind.HEADING})
_LITTLE = frozenset({"the", "a", "an", "of", "its", "his", "her", "their", "for"})
_LESSER = frozenset({"deputy", "vice", "assistant", "acting", "former", "ex", "shadow", "aide"})
_SIDES = frozenset({"defence", "defense", "prosecution"})
_PAPERS = frozenset({"study", "paper", "report", "survey", "review", "book", "audit"})
_ANY_PAPER = frozenset({"paper", "study"})
_SAME = frozenset({"new", "same", "latest", "present"})


def joining(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with those joined to a name who can be no other."""
    used = found.sources_in_use()
    open_ = [
        one
        for one in found.sources
        if one.id in used
        and one.mentions
        and one.identification is not Identification.NAMED
        and not one.identification.anonymous
    ]
    named = [one for one in found.sources if one.identification is Identification.NAMED]
    same = {}
    for one in open_:
        fitting = [other for other in named if _is_same(reading, one, other)]
        fitting = [other for other in fitting if not _is_rivalled(one, other, named)]
        if len(fitting) == 1:
            same[one.id] = fitting[0].id
    return _joined(found, same) if same else found


def _is_same(reading: Reading, one: Source, other: Source) -> bool:
    if one.kind.personal and other.kind.personal:
        return _has_office(reading, one, other) or _is_side_of(reading, one, other)
    if other.kind is SourceKind.DOCUMENT:
        return _is_paper(reading, one, other)
    if other.kind is SourceKind.COMPANY:
        return _is_company(reading, one, other)
    return False


def _has_office(reading: Reading, one: Source, other: Source) -> bool:
    """Whether a heading gives the office alone: "Council leader" for a council's leader."""
    if one.kind is not SourceKind.OFFICIAL_PERSON or not other.role:
        return False
    if not all(_is_above(reading, span) for span in one.mentions):
        return False
    office, role = set(_words(one.description or "")), set(_words(other.role))
    return bool(office) and office <= role and not (role - office) & _LESSER


def _words(text: str) -> Iterator[str]:
    plain = re.sub(r"[’']s?\b", " ", text.lower())
    return (word for word in re.findall(r"[\w-]+", plain) if word not in _LITTLE)


def _is_above(reading: Reading, span: Span) -> bool:
    section = reading.article.section_at(span.start)
    return section is not None and section.kind in _ABOVE


def _is_side_of(reading: Reading, one: Source, other: Source) -> bool:
    """Whether a side in court is that of a lawyer: "Roe, for the defence"."""
    side = list(_words(one.description or ""))
    if one.kind is not SourceKind.LAWYER or side[1:] or not _SIDES.issuperset(side):
        return False
    name = re.escape((other.name or "").split()[-1])
    return re.search(rf"\b{name}, (?:\w+ )?for the {side[0]}\b", reading.view.text) is not None


def _is_paper(reading: Reading, one: Source, other: Source) -> bool:
    """Whether a paper is the one with a title: "the new paper", "study" in a heading."""
    view = reading.view
    if one.kind not in {SourceKind.DOCUMENT, SourceKind.UNKNOWN} or not other.mentions:
        return False
    title = other.mentions[0]
    quoted = re.match(r"[”’\"'],?[”’\"']? an? (?:[\w-]+ ){0,2}?(\w+)", view.text[title.end :])
    if quoted is None or quoted[1] not in _PAPERS:
        return False
    span = one.mentions[0]
    head = head_of(view, tokens_of(view, span))
    if len(one.mentions) > 1 or view.tag[head] != "NN":
        return False
    if _is_above(reading, span):
        return view.lower[head] == quoted[1] and view.kid(head, "det", "poss", "amod") is None
    beside = {view.lower[kid] for kid in view.kids_by(head, "amod", "compound", "poss")}
    definite = {view.lower[kid] for kid in view.kids_by(head, "det")} == {"the"}
    fits = view.lower[head] in _ANY_PAPER | {quoted[1]} and view.kid(head, "prep", "acl") is None
    return definite and fits and beside <= _SAME and span.start > title.end


def _is_company(reading: Reading, one: Source, other: Source) -> bool:
    """Whether "the company" follows in one paragraph the name of the one that it must be."""
    view = reading.view
    open_ = one.identification is Identification.UNRESOLVED and one.kind is SourceKind.COMPANY
    if not open_ or (one.description or "").lower() not in {"company", "firm"}:
        return False
    places = {view.quotes.paragraph_at(span.start) for span in one.mentions}
    named = {view.quotes.paragraph_at(span.start) for span in other.mentions}
    definite = all(span.of(view.text).lower().startswith("the ") for span in one.mentions)
    return definite and min(places) in named and max(places) - min(places) <= 1


def _is_rivalled(one: Source, other: Source, named: list[Source]) -> bool:
    """Whether another body that could be a company is named later, and before its noun."""
    if other.kind is not SourceKind.COMPANY:
        return False
    place = one.mentions[0].start
    last = {
        body.id: max((span.start for span in body.mentions if span.start < place), default=-1)
        for body in named
        if body.kind in {SourceKind.COMPANY, SourceKind.ORGANISATION}
    }
    return max(last, key=lambda name: last[name]) != other.id


def _joined(found: Extraction, same: dict[str, str]) -> Extraction:
    """Return what was found with some sources under the id of another."""
    more: dict[str, list[Span]] = {name: [] for name in same.values()}
    for one in found.sources:
        if one.id in same:
            more[same[one.id]].extend(one.mentions)
    sources = tuple(
        replace(
            one,
            mentions=tuple(sorted({*one.mentions, *more.get(one.id, ())})),
            member_of=same.get(one.member_of or "", one.member_of),
            speaks_for=same.get(one.speaks_for or "", one.speaks_for),
        )
        for one in found.sources
        if one.id not in same
    )
    return replace(
        found,
        sources=sources,
        attributions=tuple(_moved(one, same) for one in found.attributions),
        requests=tuple(_asked(one, same) for one in found.requests),
    )


def _moved(one: Attribution, same: dict[str, str]) -> Attribution:
    return replace(
        one,
        source=same.get(one.source, one.source),
        recipient=same.get(one.recipient or "", one.recipient),
        medium=same.get(one.medium or "", one.medium),
        against=tuple(same.get(name, name) for name in one.against),
    )


def _asked(one: Request, same: dict[str, str]) -> Request:
    return replace(one, party=same.get(one.party, one.party), asker=same.get(one.asker, one.asker))
