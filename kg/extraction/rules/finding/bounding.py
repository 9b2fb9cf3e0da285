"""Where a content begins and ends: what stands at its edges and nobody said.

A dateline before the first words ("SALTBY — "), a "but" that joins the sentence to the one
before, and in a headline the writer's own "as ..." after what is said.
"""

from __future__ import annotations

import re

from kg.extraction.rules.text.datelines import dateline_end
from kg.model import Span

_ASIDE = re.compile(
    r", an? (?:figure|claim|charge|allegation|accusation|number|assertion|suggestion|account)"
    r" (?:that |which )?(?:the |its |his |her )?\w[^.,“”\"]*$"
)
_JOINING = re.compile(r"(?:But|And|Yet|So),? (?=\w)")
_ONLY = re.compile(r"only (?=that\b)")
_MEANWHILE = re.compile(r"(?<!such)(?<!well),? as (?!well|much|many|if|of|to)(?=\w)")


def without_dateline(span: Span, text: str) -> Span:
    """Return a span without the place and agency printed before a report's first words."""
    return Span(dateline_end(text, span.start, span.end), span.end)


def without_joining_word(span: Span, text: str) -> Span:
    """Return a span without the conjunction that opens a sentence."""
    found = _JOINING.match(text, span.start, span.end)
    return span if found is None or found.end() >= span.end else Span(found.end(), span.end)


def without_only(span: Span, text: str) -> Span:
    """Return a span without the "only" of "would say only that", which is the writer's."""
    found = _ONLY.match(text, span.start, span.end)
    return span if found is None else Span(found.end(), span.end)


def without_aside(span: Span, text: str) -> Span:
    """Return a span without what others say of it at its end: ", a claim the firm denies"."""
    found = _ASIDE.search(span.of(text))
    return span if found is None else Span(span.start, span.start + found.start())


def without_meanwhile(span: Span, text: str) -> Span:
    """Return what a headline says was said, without "as planner's diary surfaces" after it."""
    places = [found.start() for found in _MEANWHILE.finditer(text, span.start + 1, span.end)]
    return Span(span.start, places[-1]) if places else span
