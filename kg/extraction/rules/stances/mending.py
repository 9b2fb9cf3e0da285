"""Statements that take back, mend or replace what was said before.

"We withdraw the claim", and what a new version says of the figure of an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative, tokens_in
from kg.extraction.rules.stances.shown import Shown
from kg.extraction.rules.stances.targets import Targets, nearest
from kg.extraction.rules.text.subjects import antecedent_of
from kg.model import StanceBasis, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_OURS = frozenset({"we", "i"})
_NEW = frozenset({"new", "revised", "updated", "final", "latest", "corrected"})
_OLD = frozenset({"earlier", "previous", "first", "original", "old", "initial"})


def mended(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what a statement takes back or mends."""
    if told.one.nested_in is not None or not told.content:
        return
    yield from _withdrawn(reading, targets, told)
    yield from _replaced(reading, targets, told)


def _withdrawn(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield the first thing that those said whose claim is withdrawn: "We withdraw the claim"."""
    view, lexicon = reading.view, reading.words
    for head in heads(view, told):
        subject, thing = view.kid(head, "nsubj"), view.kid(head, "dobj")
        if subject is None or thing is None or is_negative(view, head):
            continue
        ours = view.lower[subject] in _OURS and lexicon.has("retracting-cue", view.lemma[head])
        if not ours or not lexicon.has("claiming-noun", view.lemma[thing]):
            continue
        whose = {*targets.for_whom(told.one.source), *_owners(reading, told)}
        own = [one for one in targets.before(told) if one.one.source in whose]
        target = next(iter(targets.in_body(own)), None)
        if target is not None:
            yield Shown(
                StanceKind.RETRACTS, target, StanceBasis.ASSERTED, "withdraws", (head, thing)
            )


def _owners(reading: Reading, told: Told) -> Iterator[str]:
    """Yield whose a source is called: "its editor" is the paper's."""
    view = reading.view
    for span in told.one.source_spans:
        for token in range(*(tokens_in(view, span) or (0, 0))):
            if view.dep[token] == "poss":
                noun = antecedent_of(view, token)
                yield reading.cast.source_at(token if noun is None else noun)


def _replaced(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what an earlier version said, which the new one right behind it mends."""
    last = nearest(one for one in targets.before(told) if one.one.nested_in is None)
    if last is None or not last.content:
        return
    view = reading.view
    near = view.paragraph[told.content[0][0]] == view.paragraph[last.content[0][0]]
    if near and _is_of_version(reading, told, _NEW) and _is_of_version(reading, last, _OLD):
        yield Shown(StanceKind.CORRECTS, last, StanceBasis.ASSERTED, "new-version")


def _is_of_version(reading: Reading, told: Told, marks: frozenset[str]) -> bool:
    """Whether the source of a statement is called new or old: "the new paper"."""
    view = reading.view
    for span in told.one.source_spans:
        piece = tokens_in(view, span)
        if piece is not None and any(
            view.lower[t] in marks
            and view.dep[t] == "amod"
            and reading.words.has("versioned-noun", view.lemma[view.head[t]])
            for t in range(*piece)
        ):
            return True
    return False
