"""Why a source is not named, as printed, and which sources asked not to be.

The words stand in the sentence that asks for anonymity, or in a clause behind the source
itself ("a guard, who could be sued for speaking"). What holds for "two officials" holds for
"one of the officials". An anonymous source of whom none of that is said has no reason given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.extraction.rules.sources.withholding import (
    asked_other_name,
    asked_unnamed,
    may_be_withheld,
    withheld_by_outlet,
)
from kg.extraction.rules.text.places import head_of, token_at, tokens_of
from kg.extraction.rules.text.view import Range, View
from kg.model import (
    AnonymityReason,
    Extraction,
    Identification,
    RecordStatus,
    Source,
    Span,
    Spans,
)

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_Reason: TypeAlias = tuple[AnonymityReason, Spans]
_REASONS = {
    AnonymityReason.NOT_AUTHORISED: "not-authorised-to-speak-phrase",
    AnonymityReason.RETALIATION: "fear-of-retaliation-phrase",
    AnonymityReason.LEGAL_RISK: "legal-risk-phrase",
    AnonymityReason.SAFETY: "safety-phrase",
    AnonymityReason.INVESTIGATION: "ongoing-investigation-phrase",
    AnonymityReason.NEGOTIATION: "private-negotiation-phrase",
}
_GIVES = (
    re.compile(r"\b(because|since|for fear|out of fear|fearing|citing|lest)\b"),
    re.compile(r".*\b(who|as|so as|to)\b", re.DOTALL),
)
_STOPS = re.compile(r"[.;:,”\"]|\b(?:said|says|told|tells)\b")
_BACK = 80
_ORDINALS = frozenset({"first", "second", "third", "other", "same", "two", "three", "both"})


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is printed of one source: why it is not named, and that it asked not to be.

    `hidden` is set where it is printed that the source is not named, whoever wants it so.
    """

    reason: AnonymityReason | None = None
    spans: Spans = ()
    asked: bool = False
    hidden: bool = False


def reasons(reading: Reading, found: Extraction) -> Extraction:
    """Return sources with the reason for anonymity, and what asked for it as not attributable."""
    terms = _printed_terms(reading, found)
    _pass_on(reading, found, terms)
    names = _other_names(reading, found, terms)
    sources = tuple(
        _with_reason(
            _by_own_name(reading, _renamed(reading, one, names)), terms.get(one.id, _Terms())
        )
        if not reading.cast.is_contradicted(one.id)
        else one
        for one in found.sources
    )
    asked = {one.id for one in sources if terms.get(one.id, _Terms()).asked}
    asked &= {one.id for one in sources if one.identification.anonymous}
    return replace(
        found,
        sources=sources,
        attributions=tuple(
            replace(one, record_status=RecordStatus.NOT_FOR_ATTRIBUTION)
            if one.source in asked
            else one
            for one in found.attributions
        ),
    )


def _with_reason(one: Source, terms: _Terms) -> Source:
    """Return a source with its reason; who asked not to be named is anonymous."""
    if (terms.hidden or terms.reason) and may_be_withheld(one):
        one = replace(one, identification=Identification.ANONYMOUS_DESCRIBED)
    if not one.identification.anonymous:
        return one
    reason = terms.reason or AnonymityReason.NONE_GIVEN
    return replace(one, reason=reason, reason_spans=terms.spans if terms.reason else ())


def _by_own_name(reading: Reading, one: Source) -> Source:
    """Return a source whose name is no bearer's own: "Night Porter, the anonymous blogger"."""
    if one.identification is not Identification.NAMED or not one.kind.personal:
        return one
    view, words = reading.view, reading.words
    for span in one.mentions:
        for kid in view.kids_by(head_of(view, tokens_of(view, span)), "appos"):
            if any(words.has("anonymity", view.lower[k]) for k in view.kids_by(kid, "amod")):
                printed = span.of(view.text)
                return replace(
                    one,
                    identification=Identification.PSEUDONYMOUS,
                    name=None,
                    description=one.name if one.name and one.name in printed else printed,
                )
    return one


def _other_names(reading: Reading, found: Extraction, terms: dict[str, _Terms]) -> dict[str, int]:
    """Return the names that unnamed sources asked to be called by, and note why they did."""
    names: dict[str, int] = {}
    # a name that somebody else in the article bears would tie the two together
    taken = {one.name.casefold() for one in found.sources if one.name}
    for place, subject, name in asked_other_name(reading.view, reading.words):
        source = _meant(reading, found, place, subject)
        one = next((each for each in found.sources if each.id == source), None)
        span = _whole_name(reading.view, name)
        if span is None or span.of(reading.view.text).casefold() in taken:
            continue
        if one is None or one.identification is Identification.NAMED:
            continue
        names[one.id] = name
        before = terms.get(one.id)
        if before is None or before.reason is None:
            reason = _reason_in(reading, reading.view.sentence(place), ())
            terms[one.id] = _terms_of(reason, asked=False)
    return names


def _renamed(reading: Reading, one: Source, names: dict[str, int]) -> Source:
    """Return a source under the name that it asked to be called by, as its description."""
    span = _whole_name(reading.view, names[one.id]) if one.id in names else None
    open_ = may_be_withheld(one) or one.identification.anonymous
    if span is None or not open_ or one.identification is Identification.PSEUDONYMOUS:
        return one
    return replace(
        one,
        identification=Identification.PSEUDONYMOUS,
        description=span.of(reading.view.text),
        mentions=tuple(sorted({*one.mentions, span})),
    )


def _whole_name(view: View, first: int) -> Span | None:
    last = first + 1
    while last < view.size and view.pos[last] == "PROPN" and view.head[last - 1] == last:
        last += 1
    return view.span((first, last))


def _printed_terms(reading: Reading, found: Extraction) -> dict[str, _Terms]:
    said: dict[str, Spans] = {}
    for attribution in found.attributions:
        said[attribution.source] = (*said.get(attribution.source, ()), *attribution.content)
    terms: dict[str, _Terms] = {}
    for place, subject in asked_unnamed(reading.view, reading.words):
        source = _meant(reading, found, place, subject)
        if source is None:
            continue
        told = _apart_from(reading, place, said.get(source, ()))
        reason = _reason_in(reading, reading.view.sentence(place), told)
        before = terms.get(source)
        if before is None or before.reason is None:
            terms[source] = _terms_of(reason, asked=_is_wish(reading, place), hidden=True)
    for place, subject in withheld_by_outlet(reading.view, reading.words):
        source = reading.cast.source_at(subject)
        reason = _reason_in(reading, reading.view.sentence(place), ())
        if source not in terms and reason is not None:
            terms[source] = _terms_of(reason, asked=False)
    for one in found.sources:
        known = terms.get(one.id)
        if one.identification.anonymous and (known is None or known.reason is None):
            reason = _behind_source(reading, one, said.get(one.id, ()))
            known = known or _Terms()
            terms[one.id] = _terms_of(reason, asked=known.asked, hidden=known.hidden)
    return terms


def _apart_from(reading: Reading, place: int, said: Spans) -> Spans:
    """Return contents without what the wish itself goes on with: "anonymity to discuss talks"."""
    start = reading.view.start[place]
    text = reading.view.text
    return tuple(
        span
        for span in said
        if span.start < start or _STOPS.search(text, start, span.start) is not None
    )


def _terms_of(reason: _Reason | None, *, asked: bool, hidden: bool = False) -> _Terms:
    if reason is None:
        return _Terms(asked=asked, hidden=hidden)
    return _Terms(*reason, asked, hidden)


def _is_wish(reading: Reading, place: int) -> bool:
    """Whether a formula tells of a wish or a condition, and not of what somebody may not do."""
    start = reading.view.start[place]
    ahead = reading.view.text[start : start + _BACK].lower()
    return not any(ahead.startswith(p) for p in reading.words.lists["no-terms-phrase"])


def _meant(reading: Reading, found: Extraction, place: int, subject: int) -> str | None:
    """Return who asked: the subject, or for a pronoun that is open who spoke last before it."""
    view = reading.view
    name = reading.cast.source_at(subject)
    open_pronoun = view.pos[subject] in {"PRON", "DET"} and not any(
        one.source == name for one in found.attributions
    )
    if not open_pronoun:
        return _held_in(found, view.start[subject], name)
    first = view.start[view.paragraph_range(place)[0]]
    before = [
        one.source
        for one in found.attributions
        if one.source_spans and first <= one.source_spans[0].start < view.start[place]
    ]
    spoke = next((one for one in found.sources if before and one.id == before[-1]), None)
    unnamed = spoke is not None and (spoke.identification.anonymous or may_be_withheld(spoke))
    return spoke.id if spoke is not None and unnamed else None


def _held_in(found: Extraction, place: int, name: str) -> str:
    """Return the people among whose words the subject is: "aides at the ministry, who asked"."""
    for one in found.sources:
        within = any(span.start <= place < span.end for span in one.mentions)
        if within and one.id != name and _may_be_part(one):
            return one.id
    return name


def _behind_source(reading: Reading, one: Source, said: Spans) -> _Reason | None:
    """Return the reason in a clause that tells of the source: "who feared for her job"."""
    view = reading.view
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        for clause in view.kids_by(head, "relcl", "acl"):
            reason = _reason_in(reading, view.subtree(clause), said)
            if reason is not None:
                return reason
    return None


def _pass_on(reading: Reading, found: Extraction, terms: dict[str, _Terms]) -> None:
    """Give "one of the officials", "both officials" the terms of the officials before them."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in found.sources:
        if one.id in terms and one.mentions and terms[one.id].hidden:
            called = {reading.view.lemma[_noun(reading, span)] for span in one.mentions}
            for lemma in sorted(called):
                groups.setdefault(lemma, []).append((one.mentions[0].start, one.id))
    for one in found.sources:
        known = terms.get(one.id, _Terms())
        if known.hidden or not one.mentions or not _may_be_part(one):
            continue
        noun = _noun(reading, one.mentions[0])
        held = groups.get(reading.view.lemma[noun], [])
        if len(held) == 1 and held[0][1] != one.id and _is_of_known(reading, noun):
            terms[one.id] = terms[held[0][1]]


def _may_be_part(one: Source) -> bool:
    return one.identification.anonymous or may_be_withheld(one)


def _noun(reading: Reading, span: Span) -> int:
    """Return the noun for people of a mention: officials in "one of the officials"."""
    view = reading.view
    head = head_of(view, tokens_of(view, span))
    for kid in view.kids_by(head, "prep") if view.pos[head] != "NOUN" else ():
        inner = view.kid(kid, "pobj")
        if view.lower[kid] == "of" and inner is not None:
            return inner
    return head


def _is_of_known(reading: Reading, noun: int) -> bool:
    """Whether people are spoken of as known, by the mere noun: "the officials", "the second"."""
    view = reading.view
    before = [kid for kid in view.kids[noun] if kid < noun and view.is_word(kid)]
    known = any(view.lower[kid] in {"the", "both", "these", "those"} for kid in before)
    plain = all(
        view.dep[kid] in {"det", "predet"} or view.lower[kid] in _ORDINALS for kid in before
    )
    return known and plain


def _reason_in(reading: Reading, tokens: Range, said: Spans) -> _Reason | None:
    """Return the first reason that a stretch prints, outside what is said, with its words."""
    view = reading.view
    start, end = view.start[tokens[0]], view.end[tokens[1] - 1]
    lowered = view.text[start:end].lower()
    best = min(_matches(reading, lowered, start, said), default=None)
    if best is None:
        return None
    place, _, reason = best
    return reason, (_words(reading, start, end, start + place),)


def _matches(
    reading: Reading, lowered: str, start: int, said: Spans
) -> Iterator[tuple[int, int, AnonymityReason]]:
    for rank, (reason, phrases) in enumerate(_REASONS.items()):
        for phrase in reading.words.lists[phrases]:
            if phrase not in lowered:
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", lowered):
                place = start + match.start()
                if not any(span.start <= place < span.end for span in said):
                    yield match.start(), rank, reason


def _words(reading: Reading, start: int, end: int, place: int) -> Span:
    """Return the words of a reason, from what brings it in up to the end of its clause."""
    text = reading.view.text
    first, before = place, max(start, place - _BACK)
    for brings_in in _GIVES:
        match = brings_in.search(text[before:place].lower())
        if match is not None and not _STOPS.search(text[before + match.start(1) : place]):
            first = before + match.start(1)
            break
    stop = _STOPS.search(text, place)
    last = min(end, stop.start() if stop is not None else end)
    begins = reading.view.start[token_at(reading.view, first)]
    return Span(begins, max(begins + 1, begins + len(text[begins:last].rstrip())))
