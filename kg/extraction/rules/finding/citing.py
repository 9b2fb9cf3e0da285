"""Whom a report says that it relays: "X reported, citing Y", "X, which cited Y, reported that".

What is reported was said by whoever is cited, so that one stands inside the report; the
words that cite are no part of what is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.rules.text.frames import Candidate, Frame, cue_of
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import antecedent_of, own_subject
from kg.extraction.rules.text.view import Range, View

_REPORTS = frozenset(
    {Frame.CLAUSE, Frame.QUOTATION, Frame.PARENTHESIS, Frame.TAIL, Frame.OBJECT, Frame.INFINITIVE}
)
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Relay:
    """A report with what it holds of another's words: where it cites, and whom."""

    report: Candidate
    trimmed: Candidate
    cited: Candidate


def relays(
    view: View,
    lexicon: Lexicon,
    reports: Sequence[Candidate],
    can_speak: Callable[[int], bool],
) -> list[Relay]:
    """Return every report that says whom it relays."""
    found: list[Relay] = []
    for verb in range(view.size):
        if not lexicon.has("citing", view.lower[verb]) or view.quoted[verb]:
            continue
        cited = view.kid(verb, "dobj")
        if cited is None or not can_speak(cited):
            continue
        report = _report_of(view, verb, reports)
        if report is not None:
            trimmed = _without(report, (verb - 1, view.subtree(verb)[1]))
            inner = Candidate(
                verb, view.lemma[verb], Frame.OBJECT, cue_of(view, verb), trimmed.content, cited
            )
            found.append(Relay(report, trimmed, inner))
    return found


def _report_of(view: View, verb: int, reports: Sequence[Candidate]) -> Candidate | None:
    """Return the report that cites: the nearest before, or the one whose speaker "cited"."""
    subject = own_subject(view, verb)
    if subject is not None:
        holder = antecedent_of(view, subject)
        return next((one for one in reports if holder is not None and one.source == holder), None)
    if view.tag[verb] != "VBG":
        return None
    hung_on = next((one for one in reports if one.anchor == view.head[verb] > verb), None)
    if hung_on is not None or view.words[verb - 1] != ",":
        return hung_on
    before = [
        one
        for one in reports
        if one.anchor < verb and one.frame in _REPORTS and _same_sentence(view, one.anchor, verb)
    ]
    return max(before, key=lambda one: one.anchor, default=None)


def _same_sentence(view: View, first: int, last: int) -> bool:
    if view.paragraph[first] != view.paragraph[last]:
        return False
    return not any(
        view.words[token] in _STOPS and not view.quoted[token] for token in range(first, last)
    )


def _without(report: Candidate, cut: Range) -> Candidate:
    """Return a report whose content leaves out the words that cite."""
    kept: list[Range] = []
    for first, last in report.content:
        pieces = ((first, min(last, cut[0])), (max(first, cut[1]), last))
        kept.extend(piece for piece in pieces if piece[1] - piece[0] > 1)
    return replace(report, content=tuple(kept)) if kept else report
