"""What the tagger found, as the rules go on with it: in tokens of the parse, with a frame.

The tagger says which words are source, cue and content; the parse says which of them is the
head, and the frame that the rules know for the cue says how the content hangs on it. Beside
it stands what the rules find by themselves; `settling` says which of both counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.learned.bounding import without_channel
from kg.extraction.learned.confidence import (
    Evidence,
    Rival,
    alike,
    of_added,
    of_tagged,
    tokens,
)
from kg.extraction.learned.triples import Tagged, Triple
from kg.extraction.rules.finding.selection import outermost, readings, weighed
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame, key_of
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import antecedent_of, noun_phrase
from kg.extraction.rules.text.view import Range, View
from kg.model import Span

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution that may be one, with what speaks for and against it."""

    chosen: Chosen
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Both:
    """What the tagger and what the rules found, and all ways to read a cue.

    The same attribution may be found by both: then it is there twice.
    """

    tagged: list[Found]
    added: list[Found]
    possible: list[Chosen]


def both(view: View, words: Lexicon, found: Tagged) -> Both:
    """Return what may be an attribution, whoever found it, with the evidence."""
    possible = weighed(view, words)
    tagged = list(_tagged(view, words, found.triples, possible))
    rivals = [
        Rival(
            one.chosen.candidate.anchor,
            tokens(one.chosen.candidate.content),
            one.evidence["content"],
        )
        for one in tagged
    ]
    added = [
        Found(one, of_added(view, words, found, one, rivals))
        for one in outermost(view, possible)
        if not _is_anybody(view, words, one.candidate)
    ]
    return Both(tagged, added, possible)


def _tagged(
    view: View, words: Lexicon, found: Sequence[Triple], possible: Sequence[Chosen]
) -> Iterator[Found]:
    by_anchor = _by_anchor(readings(view, words))
    weighed_by: dict[int, list[Chosen]] = {}
    for chosen in possible:
        weighed_by.setdefault(chosen.candidate.anchor, []).append(chosen)
    taken: set[int] = set()
    for triple in found:
        candidate = _candidate(view, words, by_anchor, triple)
        if candidate is not None and candidate.anchor in taken:
            # one source of two quotations that nothing brings in
            candidate = replace(candidate, anchor=candidate.content[0][0])
        if candidate is None or candidate.anchor in taken:
            continue
        taken.add(candidate.anchor)
        same = weighed_by.get(candidate.anchor, []) if triple.cue else []
        if candidate.source is None:
            candidate = _with_source(view, candidate, same)
        if not _is_anybody(view, words, candidate):
            evidence = of_tagged(view, words, triple, candidate, same)
            yield Found(Chosen(candidate, 1.0, given=True), evidence)


def _by_anchor(every: Iterable[Candidate]) -> Mapping[int, Sequence[Candidate]]:
    found: dict[int, list[Candidate]] = {}
    for one in every:
        found.setdefault(one.anchor, []).append(one)
    return found


def _is_anybody(view: View, words: Lexicon, candidate: Candidate) -> bool:
    """Whether the source is nobody in particular: "you", "everyone"."""
    head = candidate.source
    if head is None or view.tag[head] == "WDT" or antecedent_of(view, head) is not None:
        return False
    return words.has("generic-pronoun", view.lower[head])


def _with_source(view: View, candidate: Candidate, same: Sequence[Chosen]) -> Candidate:
    """Return a candidate with the source that the rules know for its cue, if they know one."""
    known = [one for one in same if one.candidate.source is not None]
    best = max(known, key=lambda one: one.likelihood, default=None)
    if best is None or best.candidate.source is None:
        return candidate
    source, around = best.candidate.source, best.candidate.source_range
    return replace(candidate, source=source, source_range=around or noun_phrase(view, source))


def _candidate(
    view: View, words: Lexicon, by_anchor: Mapping[int, Sequence[Candidate]], triple: Triple
) -> Candidate | None:
    content = tuple(
        place for span in triple.content for place in [_range(view, span)] if place is not None
    )
    if not content:
        return None
    source = None if triple.source is None else _range(view, triple.source)
    cue = None if triple.cue is None else _range(view, triple.cue)
    head = None if source is None else _head(view, source, _NOUNS)
    if cue is None:
        anchor = content[0][0] if head is None else head
        key = key_of(view, anchor)
        return Candidate(anchor, key, Frame.QUOTATION, (anchor, anchor), content, head, source)
    anchor = _head(view, cue, _VERBS)
    known = by_anchor.get(anchor, ())
    content = without_channel(view, words, anchor, content)
    own = tokens(content)
    best = max(known, key=lambda one: alike(tokens(one.content), own), default=None)
    frame = _guessed(view, anchor, content) if best is None else best.frame
    key = key_of(view, anchor) if best is None else best.key
    head = _speaker(known, source, head)
    return Candidate(anchor, key, frame, cue, content, head, source)


def _speaker(known: Sequence[Candidate], source: Range | None, head: int | None) -> int | None:
    """Return the word of a source that the cue is said of, where the rules know one there.

    In "Prism contributing editor Jane Roe wrote" the outlet may be the first head.
    """
    if source is None:
        return head
    heads = (one.source for one in known if one.source is not None)
    return next((one for one in heads if source[0] <= one < source[1]), head)


def _guessed(view: View, anchor: int, content: tuple[Range, ...]) -> Frame:
    """Return how a content hangs on a cue for which the rules know no frame."""
    by_kind = {"NOUN": Frame.NOUN, "ADJ": Frame.ADJECTIVE, "ADP": Frame.PREPOSITION}
    if view.pos[anchor] in by_kind:
        return by_kind[view.pos[anchor]]
    first = content[0][0]
    if first < anchor:
        return Frame.PARENTHESIS
    if view.lower[first] == "to":
        return Frame.INFINITIVE
    return Frame.CLAUSE if view.pos[anchor] in _VERBS else Frame.OBJECT


def _range(view: View, span: Span) -> Range | None:
    """Return the tokens that a span touches, without blanks at the edges."""
    first, last = bisect_right(view.end, span.start), bisect_left(view.start, span.end)
    while first < last and view.pos[first] == "SPACE":
        first += 1
    while first < last and view.pos[last - 1] == "SPACE":
        last -= 1
    return (first, last) if first < last else None


def _head(view: View, place: Range, wanted: frozenset[str]) -> int:
    """Return the token that the others hang on; one of the wanted kinds where there is one."""
    first, last = place
    tops = [
        one
        for one in range(first, last)
        if not first <= view.head[one] < last or view.head[one] == one
    ]
    return min(tops, key=lambda one: (view.pos[one] not in wanted, not view.is_word(one), one))
