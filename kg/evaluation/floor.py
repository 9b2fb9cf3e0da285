"""The floor: what quotation marks and a list of reporting verbs find, with no parser.

Any extractor worth its weight does better; how much better is what a comparison shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article, Attribution, Extraction, Identification, Source, Span, Spans

_VERBS = (
    "acknowledge|add|admit|agree|allege|announce|argue|ask|assert|believe|claim|complain|"
    "conclude|confirm|contend|declare|demand|deny|expect|explain|hope|insist|note|observe|"
    "predict|promise|recall|remark|reply|report|respond|reveal|state|stress|suggest|testify|"
    "think|tweet|urge|vow|want|warn|wonder"
)
_IRREGULAR = "said|say|says|saying|told|tell|tells|wrote|write|writes|thought|denied|denies|knew"
_CUE = re.compile(
    rf"\b(?:{_IRREGULAR}|(?:{_VERBS})(?:s|d|ed)?|according to)\b(?!\s*-)", re.IGNORECASE
)
_ACCORDING = "according to"
_QUOTATION = re.compile(r"“[^“”\n]+”?|\"[^\"\n]+\"?")
_SENTENCE = re.compile(r"\S(?:[^\n]*?[^\s.!?][.!?]+[\"”’)]*(?=\s+[\"“A-Z])|[^\n]+)")
_SUBJECT = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’&-]+){0,5} ?$")
_FOLLOWING = re.compile(
    r"\s*((?:the |an? |his |her |their )?[^\W\d_][\w.'’-]*(?: (?:of |the )*[A-Z][\w.'’&-]*){0,5})"
)
_BREAK = re.compile(
    r"^.*\b(?:and|but|that|which|when|as|because|if|while|after|where|also)\s", re.IGNORECASE
)
_FEWEST = 2
"""Words of a quotation; a single one is mostly a term."""

Found = tuple[Spans, Span, Span]
"""Content, cue and source."""


class Floor:
    """The extractor."""

    name = "floor"
    version = "1"

    def extract(self, article: Article) -> Extraction:
        """Return what is found in each sentence: one attribution at most."""
        found = [one for each in _sentences(article.text) for one in _in(each, article.text)]
        sources = tuple(
            Source(id=f"s{number}", identification=Identification.UNRESOLVED, mentions=(source,))
            for number, (_, _, source) in enumerate(found)
        )
        attributions = tuple(
            Attribution(
                id=f"a{number}",
                source=f"s{number}",
                content=content,
                cue=(cue,),
                source_spans=(source,),
            )
            for number, (content, cue, source) in enumerate(found)
        )
        return Extraction(sources=sources, attributions=attributions)


FLOOR = Floor()


def _sentences(text: str) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text):
        yield Span(*match.span())


def _in(sentence: Span, text: str) -> Iterator[Found]:
    """Yield the attribution of a sentence: its quotations, or what follows the cue."""
    quotations = _quotations(sentence, text)
    for cue in _cues(sentence, quotations, text):
        if source := _source(cue, sentence, quotations, text):
            content = quotations or _rest(cue, source, sentence, text)
            if content:
                yield content, cue, source
                return


def _quotations(sentence: Span, text: str) -> Spans:
    found = (Span(*one.span()) for one in _QUOTATION.finditer(text, sentence.start, sentence.end))
    return tuple(one for one in found if len(one.of(text).split()) >= _FEWEST)


def _cues(sentence: Span, quotations: Spans, text: str) -> Iterator[Span]:
    """Yield the reporting verbs that stand in no quotation."""
    for match in _CUE.finditer(text, sentence.start, sentence.end):
        cue = Span(*match.span())
        if not any(cue.overlaps(one) for one in quotations):
            yield cue


def _source(cue: Span, sentence: Span, quotations: Spans, text: str) -> Span | None:
    """Return the words before the cue, or those behind it where none are."""
    before = max((one.end for one in quotations if one.end <= cue.start), default=sentence.start)
    if cue.of(text).casefold() != _ACCORDING and (
        match := _SUBJECT.search(text[before : cue.start])
    ):
        joined = _BREAK.match(match[0])
        start = before + match.start() + (joined.end() if joined else 0)
        return _trimmed(start, cue.start, text)
    after = min((one.start for one in quotations if one.start >= cue.end), default=sentence.end)
    match = _FOLLOWING.match(text, cue.end, after)
    return _trimmed(*match.span(1), text) if match else None


def _rest(cue: Span, source: Span, sentence: Span, text: str) -> Spans:
    """Return what follows the cue, or what stands before it where the source follows."""
    if source.start < cue.start:
        rest = _trimmed(cue.end, sentence.end, text)
    else:
        rest = _trimmed(sentence.start, cue.start, text) or _trimmed(source.end, sentence.end, text)
    return (rest,) if rest else ()


def _trimmed(start: int, end: int, text: str) -> Span | None:
    """Return the stretch without space and marks at its edges, if it has a word."""
    words = text[start:end]
    left = len(words) - len(words.lstrip(" ,:;.–—-"))
    kept = words.strip(" ,:;.–—-")
    return Span(start + left, start + left + len(kept)) if kept else None
