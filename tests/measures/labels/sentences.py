"""Sentences of an article, and which of them may show nesting, a hedge or a stance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span
from tests.measures.labels.corpus import Attribution, Gold, SentenceSet

_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_SHORTENED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|vs|No|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec|Calif|Fla|Va|Pa|Ga|Inc|Corp|Co|[A-Z])\.$"
)
_FEWEST, _MOST = 6, 80
_FEWEST_OF_CONTENT = 5

_REPORTING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|claim(?:s|ed|ing)?|argu(?:e[sd]?|ing)|according"
    r" to|believ(?:es?|ed|ing)|th(?:inks?|ought|inking)|report(?:s|ed|edly)|accus(?:e[sd]?|ing)"
    r"|den(?:y|ies|ied|ying)|promis(?:e[sd]?|ing)|call(?:s|ed|ing)|asked|announced|suggest(?:s|ed)?"
    r"|warn(?:s|ed|ing)?|admit(?:s|ted)?|insist(?:s|ed)?|agree[sd]?|kn(?:ows?|ew)|want(?:s|ed)"
    r"|vow(?:s|ed)?|heard|wrote|tweet(?:s|ed)?|alleg(?:es?|ed|edly)|complain(?:s|ed)?)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:alleg(?:ed|edly)|apparent(?:ly)?|reported(?:ly)?|claim(?:s|ed|ing)?|purport(?:ed|edly|s)"
    r"|seem(?:s|ed|ingly)?|appear(?:s|ed)|may|might|could|would have|so-called|supposed(?:ly)?"
    r"|perhaps|possibly|probably|presumably|likely|ostensibly|rumou?red|roughly|about \d|some \d"
    r"|something like|at least according|self-(?:described|proclaimed|styled)|or so"
    r"|suggest(?:s|ed))\b|[“\"][\w’'-]+(?: [\w’'-]+)?[”\"]|\?$",
    re.IGNORECASE,
)
_STANCE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e[sd]?|ing)|reject(?:s|ed|ing)?|confirm(?:s|ed|ing)?"
    r"|conced(?:e[sd]?|ing)|acknowledg(?:e[sd]?|ing)|support(?:s|ed|ing)?|contradict(?:s|ed|ing)?"
    r"|however|but|admit(?:s|ted|ting)?|disagree[sd]?|agree[sd]?|rebut(?:s|ted)?|refut(?:e[sd]?)"
    r"|dismiss(?:es|ed|ing)?|insist(?:s|ed|ing)?|counter(?:s|ed)|defend(?:s|ed|ing)?|echo(?:es|ed)"
    r"|correct(?:s|ed)|retract(?:s|ed)|clarif(?:y|ies|ied)|maintain(?:s|ed)|not true|false|untrue"
    r"|doubt(?:s|ed)?|challeng(?:e[sd]?|ing)|endors(?:e[sd]?|ing)|apologi[sz]ed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """One sentence, with the line of the article that it stands in."""

    span: Span
    paragraph: Span


def sentences(text: str) -> list[Sentence]:
    """Return the sentences in reading order; none runs over the end of a line."""
    lines = (Span(*found.span()) for found in re.finditer(r"[^\n]*\S[^\n]*", text))
    return [Sentence(span, line) for line in lines for span in _cut(text, line)]


def _cut(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for found in _END.finditer(text, line.start, line.end):
        until = found.start() + 1
        if not _SHORTENED.search(text[max(line.start, until - 12) : until]):
            yield from _stripped(text, start, found.end())
            start = found.end()
    yield from _stripped(text, start, line.end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    if said.strip():
        left = len(said) - len(said.lstrip())
        yield Span(start + left, start + len(said.rstrip()))


def holds(name: SentenceSet, one: Gold, each: Sentence) -> int | None:
    """Return the number of the attribution that a sentence is shown with, if it has one.

    For nesting, one with some words of content there; otherwise one with its cue there. Of
    several it is the one with most content, which holds the others if any does.
    """
    if not _FEWEST <= len(each.span.of(one.text).split()) <= _MOST:
        return None
    found = [
        (sum(span.end - span.start for span in attribution.content), -number)
        for number, attribution in enumerate(one.attributions, start=1)
        if _stands(name, one.text, each, attribution)
    ]
    return -max(found)[1] if found else None


def _stands(name: SentenceSet, text: str, each: Sentence, attribution: Attribution) -> bool:
    if name == "nesting":
        said = (span.of(text) for span in within(each.span, attribution.content))
        return sum(len(words.split()) for words in said) >= _FEWEST_OF_CONTENT
    return any(span.overlaps(each.span) for span in attribution.cue)


def within(sentence: Span, spans: tuple[Span, ...]) -> list[Span]:
    """Return what of some spans lies in a sentence."""
    return [
        Span(max(span.start, sentence.start), min(span.end, sentence.end))
        for span in spans
        if span.overlaps(sentence)
    ]


def suits(name: SentenceSet, one: Gold, each: Sentence) -> bool:
    """Return whether a sentence fits the pattern of a set."""
    if not _FEWEST <= len(each.span.of(one.text).split()) <= _MOST:
        return False
    if name == "hedges":
        return bool(_HEDGE.search(each.span.of(one.text)))
    number = holds(name, one, each)
    if number is None:
        return False
    if name == "stance":
        return bool(_STANCE.search(each.span.of(one.text)))
    held = one.attributions[number - 1]
    contents = (span.of(one.text) for span in within(each.span, held.content))
    return any(_REPORTING.search(said) for said in contents)
