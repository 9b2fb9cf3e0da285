"""Why a source is not named, as printed, and which sources asked not to be.

The words stand in the sentence that asks for anonymity, or in a clause behind the source
itself ("a guard, who could be sued for speaking"). What holds for "two officials" holds for
"one of the officials". An anonymous source of whom none of that is said has no reason given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.rules.profiles.motives import STOPS, Reason, forbids_or_fears, reason_in
from kg.extraction.rules.profiles.sharing import (
    is_of_known,
    links,
    meant_by,
    noun_in,
    nouns_of,
)
from kg.extraction.rules.profiles.wishes import (
    Wish,
    changed_names,
    who_wishes,
    wishes,
    withholdings,
)
from kg.extraction.rules.sources.withholding import (
    asked_other_name,
    may_be_unnamed,
    may_be_withheld,
)
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.extraction.rules.text.view import View
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

_GOES_ON = re.compile(r"\b(?:saying|explaining|citing|adding|arguing)\s+(?:that\s+)?$")
_TELLS_WHY = re.compile(
    r"\W*(?:he|she|they|speaking|doing so|to speak|to do so|staff|employees|workers|officers"
    r"|officials|civil servants|members)\b"
)


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
    _share(reading, found, terms)
    changed = _changed_names(reading, found, terms)
    names = _other_names(reading, found, terms)
    sources = tuple(
        _with_reason(
            _by_own_name(reading, _renamed(reading, _as_changed(one, changed), names)),
            terms.get(one.id, _Terms()),
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
        source = who_wishes(reading, found, Wish(place, subject, asked=True))
        one = next((each for each in found.sources if each.id == source), None)
        span = _whole_name(reading.view, name)
        if span is None or span.of(reading.view.text).casefold() in taken:
            continue
        if one is None or one.identification is Identification.NAMED:
            continue
        names[one.id] = name
        before = terms.get(one.id)
        if before is None or before.reason is None:
            reason = reason_in(reading, reading.view.sentence(place), wish=place)
            terms[one.id] = _terms_of(reason, asked=False)
    return names


def _renamed(reading: Reading, one: Source, names: dict[str, int]) -> Source:
    """Return a source under the name that it asked to be called by, as its description."""
    span = _whole_name(reading.view, names[one.id]) if one.id in names else None
    if span is None or not may_be_unnamed(one) or one.identification is Identification.PSEUDONYMOUS:
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
    for wish in wishes(reading):
        for source in _who(reading, found, wish):
            told = _apart_from(reading, wish.place, said.get(source, ()))
            reason = _reason_of(reading, wish, told)
            _note(terms, source, _terms_of(reason, asked=wish.asked, hidden=True))
    for wish in withholdings(reading):
        reason = reason_in(reading, reading.view.sentence(wish.place), wish=wish.place)
        for source in _who(reading, found, wish) if reason is not None else ():
            _note(terms, source, _terms_of(reason, asked=False, hidden=True))
    for one in found.sources:
        known = terms.get(one.id)
        if one.identification.anonymous and (known is None or known.reason is None):
            reason = _behind_source(reading, one, said.get(one.id, ()))
            known = known or _Terms()
            terms[one.id] = _terms_of(reason, asked=known.asked, hidden=known.hidden)
    return terms


def _note(terms: dict[str, _Terms], source: str, told: _Terms) -> None:
    """Keep the first terms of a source that give a reason."""
    before = terms.get(source)
    if before is None or before.reason is None:
        asked = told.asked or (before is not None and before.asked)
        terms[source] = replace(told, asked=asked)


def _who(reading: Reading, found: Extraction, wish: Wish) -> set[str]:
    """Return whom a wish is of: whoever its subject names, or those whom it means together."""
    source = who_wishes(reading, found, wish)
    if source is None or any(one.source == source for one in found.attributions):
        return set() if source is None else {source}
    meant = meant_by(reading, found, wish.subject, several=wish.several)
    above = reading.view.head[wish.subject]
    if not meant and reading.view.dep[wish.subject] == "appos":
        meant = {reading.cast.source_at(above)}
    return meant or {source}


def _reason_of(reading: Reading, wish: Wish, said: Spans) -> Reason | None:
    """Return the reason in the sentence of a wish, or in the next where that tells why."""
    view = reading.view
    sentence = view.sentence(wish.place)
    found = reason_in(reading, sentence, said, wish.place)
    last = sentence[1]
    if found is not None or last >= view.size or view.paragraph[last] != view.paragraph[last - 1]:
        return found
    behind = view.sentence(last)
    if _TELLS_WHY.match(view.phrase(behind).lower()) is None:
        return None
    return forbids_or_fears(reading, behind, said)


def _apart_from(reading: Reading, place: int, said: Spans) -> Spans:
    """Return contents without what the wish itself goes on with: "anonymity to discuss talks".

    What is read as said but holds the very wish says nothing else: "asking not to be named".
    """
    start = reading.view.start[place]
    said = tuple(
        span for span in said if reading.view.quoted[place] or not span.start <= start < span.end
    )
    text = reading.view.text
    return tuple(
        span
        for span in said
        if span.start < start
        or (
            STOPS.search(text, start, span.start) is not None
            and _GOES_ON.search(text, start, span.start) is None
        )
    )


def _terms_of(reason: Reason | None, *, asked: bool, hidden: bool = False) -> _Terms:
    if reason is None:
        return _Terms(asked=asked, hidden=hidden)
    return _Terms(*reason, asked, hidden)


def _behind_source(reading: Reading, one: Source, said: Spans) -> Reason | None:
    """Return the reason in a clause that tells of the source: "who feared for her job"."""
    view = reading.view
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        for clause in view.kids_by(head, "relcl", "acl"):
            reason = forbids_or_fears(reading, view.subtree(clause), said)
            if reason is not None:
                return reason
    return None


def _pass_on(reading: Reading, found: Extraction, terms: dict[str, _Terms]) -> None:
    """Give "one of the officials", "both officials" the terms of the officials before them."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in found.sources:
        if one.id in terms and one.mentions and terms[one.id].hidden:
            for lemma in sorted(nouns_of(reading, one)):
                groups.setdefault(lemma, []).append((one.mentions[0].start, one.id))
    for one in found.sources:
        known = terms.get(one.id, _Terms())
        if known.hidden or not one.mentions or not may_be_unnamed(one):
            continue
        noun = noun_in(reading.view, one.mentions[0])
        held = groups.get(reading.view.lemma[noun], [])
        if len(held) == 1 and held[0][1] != one.id and is_of_known(reading.view, noun):
            terms[one.id] = terms[held[0][1]]


def _share(reading: Reading, found: Extraction, terms: dict[str, _Terms]) -> None:
    """Give the terms of those who are not named to whoever is one of them, or is the same."""
    pairs = tuple(links(reading, found))
    shared = True
    while shared:
        shared = False
        for pair in pairs:
            of, to = terms.get(pair.of, _Terms()), terms.get(pair.to, _Terms())
            if of.hidden and not to.hidden and to.reason is None:
                terms[pair.to] = of
                shared = True


def _changed_names(reading: Reading, found: Extraction, terms: dict[str, _Terms]) -> set[str]:
    """Return those whose names the article says it changed, and note why."""
    changed: set[str] = set()
    for wish in changed_names(reading.view):
        for source in _who(reading, found, wish):
            reason = reason_in(reading, reading.view.sentence(wish.place), wish=wish.place)
            _note(terms, source, _terms_of(reason, asked=False, hidden=True))
            told = next((one for one in found.sources if one.id == source), None)
            if reason is not None or (told is not None and told.kind.personal):
                changed.add(source)
    return changed


def _as_changed(one: Source, changed: set[str]) -> Source:
    """Return a source whose printed name is not its own as known by a made-up name."""
    named = one.identification is Identification.NAMED and one.name is not None
    if one.id not in changed or not named:
        return one
    return replace(one, identification=Identification.PSEUDONYMOUS, name=None, description=one.name)
