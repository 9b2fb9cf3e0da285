"""Where an article tells that somebody is not named, by whose wish, and whom it is said of.

Besides the fixed words for it ("on condition of anonymity") there are those that leave room:
"asked the Courier not to print her name", "requested that his name be left out", "whose identity
this newspaper has agreed to protect".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.sources.withholding import (
    asked_unnamed,
    may_be_unnamed,
    subject_around,
    withheld_by_outlet,
)
from kg.extraction.rules.text.places import token_at
from kg.extraction.rules.text.subjects import antecedent_of, noun_before
from kg.extraction.rules.text.view import View
from kg.model import Attribution, Extraction

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_NAME = r"(?:\w+\s+){0,2}?(?:names?|identit(?:y|ies)|surnames?)"
_ASK = r"\b(?:ask|request|insist|begg?|plead|crav|demand|prefer|want|wish)(?:ed|s|ing)?"
_SHOW = r"(?:print|use|publish|give|disclose|reveal|mention|share|divulge)"
_END = r"(?=\s*[.,;:”\"]|\s+(?:because|as|for|since|out|citing|fearing|while|until|given|lest)\b)"
_THEM = rf"(?P<who>him|her|them){_END}"
_OF_WISH = re.compile(
    rf"{_ASK}\s+(?:that\s+|for\s+)?(?:his|her|their)\s+{_NAME}\s+"
    r"(?:(?:should|must|to)\s+)?(?:not\s+)?(?:to\s+)?(?:be|go)\b"
    rf"|{_ASK}\s+(?:[\w’'-]+\s+){{0,4}}?not\s+to\s+{_SHOW}\s+(?:his|her|their)\s+{_NAME}\b"
    rf"|{_ASK}\s+that\s+(?:[\w’'-]+\s+){{1,3}}?not\s+{_SHOW}\s+(?:his|her|their)\s+{_NAME}\b"
    rf"|{_ASK}\s+(?:[\w’'-]+\s+){{1,4}}?to\s+(?:leave\s+out|keep\s+out|keep\s+back|withhold|conceal"
    rf"|hide|protect|change)\s+(?:his|her|their)\s+{_NAME}\b"
    r"|\bwho\s+(?:would|will|did)\s+not\s+(?:let|allow|have|want|permit)\s+(?:his|her|their)\s+"
    rf"{_NAME}\s+(?:to\s+be\s+|be\s+)?(?:used|printed|published|given|known|in\s+print)\b"
    rf"|{_ASK}\s+(?:[\w’'-]+\s+){{1,4}}?not\s+to\s+(?:name|identify)\s+(?:him|her|them){_END}"
    r"|\b(?:he|she|they|who|both|three|two)\s+(?:did\s+not|didn[’']t|would\s+not|wouldn[’']t"
    r"|declined\s+to|refused\s+to)\s+(?:give|disclose|reveal|share|provide|use)\s+"
    rf"(?:his|her|their)\s+{_NAME}\b"
    r"|\b(?:if|unless|that|provided|understanding)\s+(?:he|she|they)\s+"
    r"(?:was|were|would)\s+(?:not|never)\s+(?:be\s+)?(?:named|identified|quoted\s+by\s+name)\b"
)
_OF_OUTLET = re.compile(
    rf"\b(?P<whose>whose)\s+{_NAME}\s+(?:[\w’'-]+\s+){{0,5}}?"
    r"(?:protect\w*|withh[eo]ld\w*|conceal\w*|kept|keep\w*|not\s+(?:to\s+)?(?:\w+ing|\w+))\b"
    r"|\b(?:agreed|chosen|chose|opted|decided|promised|undertaken|asked)\s+not\s+to\s+"
    rf"(?:(?:name|identify)\s+{_THEM}|{_SHOW}\s+(?P<poss>his|her|their)\s+{_NAME}\b)"
    r"|\b(?:agreed|chosen|chose|decided|promised)\s+to\s+(?:protect|withhold|conceal)\s+"
    rf"(?P<held>his|her|their)\s+{_NAME}\b"
    rf"|\b(?:to\s+protect|protecting|withholding)\s+(?P<own>his|her|their)\s+identit(?:y|ies)\b"
)
_CHANGED = re.compile(
    r"\b(?P<whose>whose|his|her)\s+(?:\w+\s+)?name\s+(?:has\s+been|was|is|had\s+been)\s+changed\b"
)
_CUE_GAP = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """That somebody is not named: the word where it is told, and the word for who that is.

    `asked` is set where it is the wish of whoever is not named, `several` where it is said of
    more than one.
    """

    place: int
    subject: int
    asked: bool
    several: bool = False


def wishes(reading: Reading) -> Iterator[Wish]:
    """Yield where the article tells that somebody wished not to be named."""
    view = reading.view
    for place, subject in asked_unnamed(view, reading.words):
        whom = _whom(view, subject)
        yield Wish(place, whom, _is_wish(reading, place), _is_of_several(view, place))
    for match in _OF_WISH.finditer(view.text.lower()):
        place = token_at(view, match.start())
        asker = _subject(view, place)
        if asker is not None and not view.quoted[place]:
            yield Wish(place, asker, asked=True, several=_is_of_several(view, place))


def withholdings(reading: Reading) -> Iterator[Wish]:
    """Yield where the article tells that the outlet does not name somebody."""
    view = reading.view
    for place, subject in withheld_by_outlet(view, reading.words):
        yield Wish(place, subject, asked=False)
    for match in _OF_OUTLET.finditer(view.text.lower()):
        place = token_at(view, match.start())
        pronoun = next((name for name in match.groupdict() if match[name]), None)
        whom = None if pronoun is None else _owner(view, token_at(view, match.start(pronoun)))
        if whom is not None and not view.quoted[place]:
            yield Wish(place, whom, asked=False)


def changed_names(view: View) -> Iterator[Wish]:
    """Yield where the article tells that a name in it is not somebody's own: "name changed"."""
    for match in _CHANGED.finditer(view.text.lower()):
        place = token_at(view, match.start("whose"))
        whom = _owner(view, place)
        if whom is not None:
            yield Wish(place, whom, asked=False)


def who_wishes(reading: Reading, found: Extraction, wish: Wish) -> str | None:
    """Return who asked: the subject, or for a pronoun that is open who spoke last before it."""
    view = reading.view
    spoke = _speaking(reading, found, wish.place)
    if spoke is not None:
        return spoke
    name = reading.cast.source_at(wish.subject)
    open_pronoun = view.pos[wish.subject] in {"PRON", "DET"} and not any(
        one.source == name for one in found.attributions
    )
    if not open_pronoun:
        return _held_in(found, view.start[wish.subject], name)
    first = view.start[view.paragraph_range(wish.place)[0]]
    before = [
        one.source
        for one in found.attributions
        if one.source_spans and first <= one.source_spans[0].start < view.start[wish.place]
    ]
    last = next((one for one in found.sources if before and one.id == before[-1]), None)
    return last.id if last is not None and may_be_unnamed(last) else None


def _speaking(reading: Reading, found: Extraction, place: int) -> str | None:
    """Return who said something right before a wish: ", the aides said, asking not to be named"."""
    view = reading.view
    while view.tag[place] != "VBG":
        if view.head[place] == place:
            return None
        place = view.head[place]
    if place == 0 or view.words[place - 1] != ",":
        return None
    said = [one for one in found.attributions if _ends_before(one, view.end[place - 1])]
    return said[-1].source if said and said[-1].source_spans else None


def _ends_before(one: Attribution, end: int) -> bool:
    return bool(one.cue) and 0 < end - one.cue[-1].end <= _CUE_GAP and one.nested_in is None


def _held_in(found: Extraction, place: int, name: str) -> str:
    """Return the people among whose words the subject is: "aides at the ministry, who asked"."""
    for one in found.sources:
        within = any(span.start <= place < span.end for span in one.mentions)
        if within and one.id != name and may_be_unnamed(one):
            return one.id
    return name


def _is_wish(reading: Reading, place: int) -> bool:
    """Whether a formula tells of a wish or a condition, and not of what somebody may not do."""
    text = reading.view.text.lower()
    start = reading.view.start[place]
    return not any(text.startswith(p, start) for p in reading.words.lists["no-terms-phrase"])


def _is_of_several(view: View, place: int) -> bool:
    last = min(place + 5, view.sentence(place)[1])
    return any(view.lower[token] in {"their", "they"} for token in range(place, last))


def _whom(view: View, subject: int) -> int:
    """Return the noun that "all of whom", "none of whom" stands for, or else the word itself."""
    of = view.kid(subject, "prep")
    inner = None if of is None else view.kid(of, "pobj")
    noun = None if inner is None else antecedent_of(view, inner)
    return subject if noun is None else noun


def _owner(view: View, pronoun: int) -> int | None:
    """Return the noun that "whose" stands for; another pronoun stands for itself."""
    return noun_before(view, pronoun) if view.lower[pronoun] == "whose" else pronoun


def _subject(view: View, token: int) -> int | None:
    """Return who wishes it: the pronoun that opens the wish, or of whom its verb is said."""
    opens = view.pos[token] == "PRON" and view.dep[token] in {"nsubj", "nsubjpass"}
    subject = token if opens else subject_around(view, token)
    noun = None if subject is None else antecedent_of(view, subject)
    return subject if noun is None else noun
