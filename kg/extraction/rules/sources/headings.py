"""Headlines and headings: whose words they quote, and who their "officials say" are.

A heading repeats what the body gives in full. Words that it quotes are the same speaker's
as there; a source that it names by a common noun is the one of the body whose statement
shares its words, or who is called by that noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.sources.entries import Entry
from kg.extraction.rules.text.view import View
from kg.model import PUBLISHER, Article, Attribution, Section, SectionKind, Span, words

_KINDS = frozenset({SectionKind.HEADLINE, SectionKind.STANDFIRST, SectionKind.HEADING})
_QUOTED = re.compile(r"[‘“\"'](?=\w)([^‘“”\"]*?\w[.!?,…]*)[’”\"'](?![\w])")
_PARTS = re.compile(r":\s+|,\s+|\s+[—–]\s+|^\d{1,2}[:.]\d\d\s+")
_CREDIT = re.compile(r"\s[-–—|]\s+(?P<outlet>[A-Z][\w’'. -]+)$")
_SPEAKER = re.compile(
    r"(?:\d{1,2}[:.]\d\d\s+)?(?P<who>[A-Z][\w’'-]*(?: [\w’'-]+){0,3}): (?P<words>\S.*\S)$"
)
_CLOSING = re.compile(
    r"(?P<words>\S.*\S), (?P<who>[\w’'-]+(?: [\w’'-]+){0,3}) "
    r"(?P<cue>says?|said|claims?|warns?|suggests?|insists?)$"
)
_TOLD = re.compile(r"\w (?P<cue>told|ordered|warned|urged) (?P<words>(?:not )?to \w.*\w)$")
_LABEL = re.compile(r"^(?:[A-Z]{3,}(?: \d+)?\s*-\s*)")
_LONG = 4
_STEM = 5
_SAME_NOUN = 3
_LEAST = 2


class Headings:
    """The headings of one article, with what the body says of the same things."""

    def __init__(self, view: View, article: Article, cast: Cast) -> None:
        """Take the article as it was read, and who its sources are."""
        self._view = view
        self._text = view.text
        self._cast = cast
        self._lines = tuple(one for one in article.sections if one.kind in _KINDS)

    def read(self, told: Sequence[Attribution]) -> list[Attribution]:
        """Return all attributions, those of headings with the sources of the body."""
        quoted = {one.id for one in told if self._is_inside_quoted(one)}
        kept = [one for one in told if one.id not in quoted and one.nested_in not in quoted]
        body = [one for one in kept if self._line(one) is None and one.nested_in is None]
        joined = [self._joined(one, body) if self._line(one) else one for one in kept]
        number = len(told)
        closing = tuple(self._closing(joined, body))
        made_of_lines = (
            *closing,
            *self._quoted([*joined, *closing], body),
            *self._credited(joined, body),
            *self._announced(joined, body),
            *self._told(joined, body),
        )
        for made in made_of_lines:
            number += 1
            joined.append(replace(made, id=f"a{number}"))
        return joined

    def _line(self, one: Attribution) -> Section | None:
        """Return the heading in which an attribution stands, if it does."""
        place = (one.cue or one.content)[0].start
        return next((line for line in self._lines if _holds(line, place)), None)

    def _is_inside_quoted(self, one: Attribution) -> bool:
        """Whether the cue is itself a word that a heading quotes."""
        line = self._line(one) if one.cue else None
        if line is None:
            return False
        return any(
            quoted.start <= one.cue[0].start < quoted.end for quoted, _ in self._phrases(line)
        )

    def _phrases(self, line: Section) -> Iterator[tuple[Span, str]]:
        """Yield the stretches of a heading that are quoted, with their words."""
        for found in _QUOTED.finditer(line.span.of(self._text)):
            start = line.span.start + found.start()
            yield Span(start, line.span.start + found.end()), found[1].strip(".,!?… ").casefold()

    def _quoted(
        self, told: Sequence[Attribution], body: Sequence[Attribution]
    ) -> Iterator[Attribution]:
        """Yield what headings quote, as said by whom the body gives for the same words."""
        for line in self._lines:
            for quoted, phrase in self._phrases(line):
                taken = any(span.overlaps(quoted) for one in told for span in one.content)
                origin = None if taken else self._speaker(phrase, body)
                content = (self._part(line, quoted),)
                if origin is None and not taken and body and content[0] == quoted:
                    # a heading that is nothing but a quotation, of nobody who is named
                    origin = replace(body[0], source=self._cast.unstated())
                if origin is not None:
                    yield replace(
                        origin,
                        content=content,
                        cue=(),
                        source_spans=(),
                        recipient=None,
                        medium=None,
                        quote_form=self._view.quotes.form_of(content, self._text),
                        rule="heading",
                    )

    def _speaker(self, phrase: str, body: Sequence[Attribution]) -> Attribution | None:
        """Return the statement of the body that has the words."""
        for one in body:
            if phrase in " ".join(words(one.content, self._text).split()).casefold():
                return one
        said = set(re.findall(r"\w+", phrase))
        for one in body if len(said) >= _LONG else ():
            if said <= set(re.findall(r"\w+", words(one.content, self._text).casefold())):
                return one
        return None

    def _part(self, line: Section, quoted: Span) -> Span:
        """Return the part of a heading that holds the quoted words: up to a colon or comma."""
        text = line.span.of(self._text)
        start, end = 0, len(text)
        for mark in _PARTS.finditer(text):
            if line.span.start + mark.end() <= quoted.start:
                start = mark.end()
            elif line.span.start + mark.start() >= quoted.end:
                end = min(end, mark.start())
        return Span(line.span.start + start, line.span.start + end)

    def _credited(
        self, told: Sequence[Attribution], body: Sequence[Attribution]
    ) -> Iterator[Attribution]:
        """Yield the headline that ends in the outlet whose report it is: "... - The Herald"."""
        for line in self._lines:
            text = line.span.of(self._text)
            found = _CREDIT.search(text)
            if found is None or line.kind is not SectionKind.HEADLINE:
                continue
            name = found["outlet"].casefold().removeprefix("the ")
            start = line.span.start + (label.end() if (label := _LABEL.match(text)) else 0)
            content = Span(start, line.span.start + found.start())
            for one in body:
                called = self._cast.name_of(one.source).casefold().removeprefix("the ")
                if called == name and not any(
                    span.overlaps(content) for each in told for span in each.content
                ):
                    outlet = Span(line.span.start + found.start("outlet"), line.span.end)
                    self._cast.note(one.source, outlet)
                    yield replace(
                        one,
                        content=(content,),
                        cue=(),
                        source_spans=(outlet,),
                        recipient=None,
                        medium=None,
                        quote_form=self._view.quotes.form_of((content,), self._text),
                        rule="heading",
                    )
                    break

    def _announced(
        self, told: Sequence[Attribution], body: Sequence[Attribution]
    ) -> Iterator[Attribution]:
        """Yield what a heading gives behind a speaker and a colon: "Police: nobody missing"."""
        yield from self._matched(_SPEAKER.match, told, body)

    def _told(
        self, told: Sequence[Attribution], body: Sequence[Attribution]
    ) -> Iterator[Attribution]:
        """Yield what a heading says that people were told to do: "Thousands told to leave".

        Who told them is whoever says so in the body, in the same words.
        """
        for line in self._lines:
            found = _TOLD.search(line.span.of(self._text))
            if found is None:
                continue
            start = line.span.start
            content = Span(start + found.start("words"), start + found.end("words"))
            if any(span.overlaps(content) for one in told for span in one.content):
                continue
            stems = self._stems_of(found["words"])
            shared = [(len(stems & self._stems(other)), other) for other in body]
            score, best = max(shared, key=lambda one: one[0], default=(0, None))
            if best is not None and score >= _LEAST:
                yield replace(
                    best,
                    content=(content,),
                    cue=(Span(start + found.start("cue"), start + found.end("cue")),),
                    source_spans=(),
                    recipient=None,
                    medium=None,
                    quote_form=self._view.quotes.form_of((content,), self._text),
                    rule="heading",
                )

    def _closing(
        self, told: Sequence[Attribution], body: Sequence[Attribution]
    ) -> Iterator[Attribution]:
        """Yield what a heading gives before a speaker and a verb: "Nobody missing, police say".

        Without an article before it the parser often takes the verb for a noun.
        """
        yield from self._matched(_CLOSING.match, told, body)

    def _matched(
        self,
        match: Callable[[str], re.Match[str] | None],
        told: Sequence[Attribution],
        body: Sequence[Attribution],
    ) -> Iterator[Attribution]:
        for line in self._lines:
            found = match(line.span.of(self._text))
            if found is None:
                continue
            start = line.span.start
            places = {
                name: Span(start + found.start(name), start + found.end(name))
                for name in found.groupdict()
            }
            content, speaker = places["words"], places["who"]
            taken = any(span.overlaps(content) for one in told for span in one.content)
            head = max(
                (t for t in range(self._view.size) if self._view.end[t] == speaker.end), default=-1
            )
            if taken or not body or head < 0 or not self._cast.may_be_heard(head):
                continue
            made = replace(
                body[0],
                source=self._cast.source_at(head),
                content=(content,),
                cue=(places["cue"],) if "cue" in places else (),
                source_spans=(speaker,),
                nested_in=None,
                recipient=None,
                medium=None,
                quote_form=self._view.quotes.form_of((content,), self._text),
                rule="heading",
            )
            yield self._joined(made, body)

    def _joined(self, one: Attribution, body: Sequence[Attribution]) -> Attribution:
        """Return an attribution of a heading with the source that the body gives, if it does."""
        own = self._cast.entry(one.source)
        if own is None or one.nested_in is not None or not self._is_common(own):
            return one
        noun = own.noun or (own.figure.words[-1] if own.figure is not None else "")
        best, score = None, 0
        for other in body:
            likeness = self._likeness(one, own, noun, other)
            if likeness > score:
                best, score = other, likeness
        if best is None or score < _LEAST:
            return one
        for span in one.source_spans:
            self._cast.note(best.source, span)
        return replace(one, source=best.source)

    def _is_common(self, own: Entry) -> bool:
        """Whether a source has no name, or one that only the capitals of headings make."""
        figure = own.figure
        return figure is None or all(
            any(_holds(line, self._view.start[place]) for line in self._lines)
            for place in figure.places
        )

    def _likeness(self, one: Attribution, own: Entry, noun: str, other: Attribution) -> int:
        """Return how well a statement of the body fits one of a heading; 0 is not at all."""
        entry = self._cast.entry(other.source)
        if entry is None or other.source == PUBLISHER or not other.source_spans:
            return 0
        if own.identification.anonymous and entry.figure is not None:
            return 0
        if self._cast.is_document(own) != self._cast.is_document(entry):
            return 0
        if own.id == entry.id or (own.noun and own.plural != entry.plural):
            return 0
        shared = len(self._stems(one) & self._stems(other))
        roles = entry.figure.roles if entry.figure is not None else {entry.noun}
        return shared + (_SAME_NOUN if noun and noun in roles else 0)

    def _stems(self, one: Attribution) -> set[str]:
        return self._stems_of(words(one.content, self._text))

    def _stems_of(self, said: str) -> set[str]:
        found = re.findall(r"\w+", said.casefold())
        return {word[:_STEM] for word in found if len(word) >= _LONG}


def in_heading(article: Article, place: int) -> bool:
    """Return whether a place of the text is in a headline or heading."""
    line = article.section_at(place)
    return line is not None and line.kind in _KINDS


def _holds(line: Section, place: int) -> bool:
    return line.span.start <= place < line.span.end
