"""Which words tell why somebody is not named, and for which of the reasons they stand.

Some words stand for a reason by themselves ("non-disclosure agreement"). Others do so together:
talks that are private, an inquiry that goes on, a rule that forbids talking to the press, and
fear of what may come of it, which is of violence, of the law or, with neither, for one's standing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.places import token_at
from kg.extraction.rules.text.view import Range
from kg.model import AnonymityReason, Span, Spans

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

Reason: TypeAlias = tuple[AnonymityReason, Spans]
_Match: TypeAlias = tuple[int, int, AnonymityReason]

_PHRASES = {
    AnonymityReason.NOT_AUTHORISED: "not-authorised-to-speak-phrase",
    AnonymityReason.RETALIATION: "fear-of-retaliation-phrase",
    AnonymityReason.LEGAL_RISK: "legal-risk-phrase",
    AnonymityReason.SAFETY: "safety-phrase",
    AnonymityReason.INVESTIGATION: "ongoing-investigation-phrase",
    AnonymityReason.NEGOTIATION: "private-negotiation-phrase",
}
_OF_THE_MATTER = frozenset({AnonymityReason.INVESTIGATION, AnonymityReason.NEGOTIATION})
_GIVES = (
    re.compile(
        r"\b(because|since|for fear|out of fear|over fears?|amid fears?|fearing|citing|saying"
        r"|explaining|owing to|due to|lest)\b"
    ),
    re.compile(r".*\b(who|while|given|as|so as|to avoid|to)\b", re.DOTALL),
)
_CLAUSE = (
    r"\b(?:because|since|as|for fear|out of fear|over|amid|fearing|lest|saying|explaining|citing"
    r"|owing to|due to|given|so as not to|to avoid|in case)\b"
)
_RISKS = re.compile(
    rf"{_CLAUSE}|\b(?:could|may|might|would|risk\w*|fear\w*|afraid|worr\w+|scared|wary)\b"
)
_BOUND = (
    r"\b(?:he|she|they)\s+(?:[\w’'-]+\s+){0,3}?(?:work\w*|employ\w*|depend\w*|rel(?:y|ies)|applied"
    r"|appl(?:y|ies)|owed|hopes?|does business|do business)\b"
)
STOPS = re.compile(r"[.;:,”\"]|\b(?:said|says|told|tells)\b")
"""Where a clause that gives a reason ends."""

_QUOTES = re.compile(r"[.;:”“\"]|\b(?:said|says|told|tells)\b")
_FEW = r"(?:[\w’'-]+\s+){0,4}?"
_BACK = 80


def reason_in(
    reading: Reading, tokens: Range, said: Spans = (), wish: int | None = None
) -> Reason | None:
    """Return the first reason that a stretch prints, outside what is said, with its words.

    `wish` is the word at which the stretch tells that somebody is not named: what follows it
    comes first, and fear behind it is a reason in itself.
    """
    view = reading.view
    start, end = view.start[tokens[0]], view.end[tokens[1] - 1]
    lowered = view.text[start:end].lower()
    free = [
        one
        for one in _matches(lowered)
        if not any(span.start <= start + one[0] < span.end for span in said)
    ]
    best = _best(free, 0)
    if wish is not None:
        after = view.start[wish] - start
        best = _best(free, after) or _fear(lowered, after) or best
    if best is None:
        return None
    return best[2], (_words(reading, start, end, start + best[0]),)


def forbids_or_fears(reading: Reading, tokens: Range, said: Spans = ()) -> Reason | None:
    """Return a reason that words print which tell of no wish: only what is forbidden or feared."""
    view = reading.view
    found = reason_in(reading, tokens, said)
    if found is None or found[0] is AnonymityReason.NOT_AUTHORISED:
        return found
    first, last = view.start[tokens[0]], found[1][0].end
    risks = _RISKS.search(view.text[first:last].lower())
    return None if risks is None else found


def _best(found: list[_Match], after: int) -> _Match | None:
    """Return the first reason; that one may not speak goes before what it is about."""
    held = [one for one in found if one[0] >= after]
    first = min(held, default=None)
    if first is None or first[2] not in _OF_THE_MATTER:
        return first
    bound = [one for one in held if one[2] is AnonymityReason.NOT_AUTHORISED]
    return min(bound, default=first)


def _matches(lowered: str) -> Iterator[_Match]:
    for rank, (reason, pattern) in enumerate(_patterns()):
        for match in pattern.finditer(lowered):
            yield match.start(), rank, reason


@cache
def _patterns() -> tuple[tuple[AnonymityReason, re.Pattern[str]], ...]:
    """Return what stands for a reason: the phrases by themselves, then words together."""
    alone = tuple((reason, re.compile(_any_of(name))) for reason, name in _PHRASES.items())
    talks, secret = _any_of("talks-noun"), _any_of("secret-word")
    inquiry, going_on = _any_of("inquiry-noun"), _any_of("under-way-phrase")
    rule, forbid = _any_of("rule-noun"), _any_of("forbidding-phrase")
    speak, ear = _any_of("speaking-verb"), _any_of("public-ear-phrase")
    together = (
        (AnonymityReason.NOT_AUTHORISED, rf"{forbid}\s+{_FEW}{_FEW}{speak}\s+{_FEW}{ear}"),
        (AnonymityReason.NOT_AUTHORISED, rf"{forbid}\s+{_FEW}{_FEW}from\s+(?:\w+\s+)?{speak}"),
        (AnonymityReason.NOT_AUTHORISED, rf"{rule}\s+{_FEW}{forbid}"),
        (
            AnonymityReason.NOT_AUTHORISED,
            rf"\b(?:under|citing|owing to|due to|because of|given|in line with)\s+{_FEW}{rule}",
        ),
        (AnonymityReason.LEGAL_RISK, rf"\bsigned\s+{_FEW}(?:agreements?|contracts?|waivers?)\b"),
        (
            AnonymityReason.LEGAL_RISK,
            r"\bagreements?\s+(?:that\s+)?(?:he|she|they)\s+(?:had\s+|have\s+|has\s+)?signed\b",
        ),
        (AnonymityReason.INVESTIGATION, rf"{inquiry}\s+(?!to\b){_FEW}{going_on}"),
        (AnonymityReason.INVESTIGATION, rf"{going_on}\s+(?:\w+\s+){{0,2}}?{inquiry}"),
        (AnonymityReason.NEGOTIATION, rf"{secret}\s+(?:[\w’'-]+\s+){{0,3}}?{talks}"),
        (
            AnonymityReason.NEGOTIATION,
            (
                rf"{talks}\s+(?:is|are|was|were|remain(?:s|ed)?|ha[sd]|have)\s+(?:\w+\s+){{0,3}}?"
                rf"(?:{secret}|{going_on}|not (?:yet |been |yet been )*(?:public|announced|final\w*"
                r"|concluded|completed|signed|disclosed|made public)\b)"
            ),
        ),
    )
    return (*alone, *((reason, re.compile(pattern)) for reason, pattern in together))


@cache
def _any_of(name: str) -> str:
    """Return a pattern of the words of a list, longest first, across any blanks."""
    held = sorted(lexicon().lists[name], key=lambda word: (-len(word), word))
    return rf"(?<!\w)(?:{'|'.join(_loose(word) for word in held)})(?!\w)"


def _loose(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())


@cache
def _fears() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return fear, or what one may lose, in a clause that gives a reason; violence; the law."""
    fear, lose = _any_of("fear-word"), _any_of("standing-noun")
    own = rf"\b(?:his|her|their|my|one[’']s)\s+(?:own\s+|future\s+)?{lose}"
    within = r"(?:(?!\b(?:said|says|told|tells)\b)[^.;“”\"])*?"
    violence, law = _any_of("violence-word"), _any_of("prosecution-word")
    clause = (
        rf"{_CLAUSE}{within}(?:{fear}|{own}|{violence}|{law}|{_BOUND})|\b(?:fear(?:ing)?|lest)\b"
    )
    return re.compile(clause), re.compile(violence), re.compile(law)


def _fear(lowered: str, after: int) -> _Match | None:
    """Return that somebody is afraid, and of what, in a clause behind a wish: "as she feared"."""
    clause, violence, law = _fears()
    match = clause.search(lowered, after)
    if match is None or _QUOTES.search(lowered, after, match.start()) is not None:
        return None
    stop = _QUOTES.search(lowered, match.end())
    feared = lowered[match.start() : stop.start() if stop is not None else len(lowered)]
    reason = AnonymityReason.RETALIATION
    if violence.search(feared) is not None:
        reason = AnonymityReason.SAFETY
    elif law.search(feared) is not None:
        reason = AnonymityReason.LEGAL_RISK
    return match.end(), 0, reason


def _words(reading: Reading, start: int, end: int, place: int) -> Span:
    """Return the words of a reason, from what brings it in up to the end of its clause."""
    text = reading.view.text
    first, before = place, max(start, place - _BACK)
    for brings_in in _GIVES:
        match = brings_in.search(text[before:place].lower())
        if match is not None and not STOPS.search(text[before + match.start(1) : place]):
            first = before + match.start(1)
            break
    stop = STOPS.search(text, place)
    last = min(end, stop.start() if stop is not None else end)
    begins = reading.view.start[token_at(reading.view, first)]
    return Span(begins, max(begins + 1, begins + len(text[begins:last].rstrip())))
