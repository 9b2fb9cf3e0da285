"""Which candidates are attributions: one a cue, the outermost first, then those inside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.rules.finding.citing import relays
from kg.extraction.rules.finding.constructions import SURE, constructions
from kg.extraction.rules.finding.features import features
from kg.extraction.rules.finding.formulas import formulas
from kg.extraction.rules.finding.hearsay import nobodys
from kg.extraction.rules.finding.inner import FLOOR, can_speak, nested
from kg.extraction.rules.finding.parting import parted
from kg.extraction.rules.finding.quoting import Quoting
from kg.extraction.rules.finding.verbs import candidates
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon, probability
from kg.extraction.rules.text.view import Range, View

THRESHOLD = 0.4
"""How likely an attribution must be; tuned on the dev split for content and source together."""

_NOT_UNLIKELY = 0.3
"""How likely a reading must be to be the likeliest one of an inner cue."""
_OPEN_FRAMES = frozenset({Frame.CLAUSE, Frame.QUOTATION, Frame.TAIL, Frame.ADJECTIVE})
_ONE_CONTENT = frozenset({Frame.CLAUSE, Frame.QUOTATION})


def choose(view: View, lexicon: Lexicon) -> list[Chosen]:
    """Return the attributions of the article, in the order of their cues."""
    possible = weighed(view, lexicon)
    return with_inner(view, lexicon, possible, outermost(view, possible))


def outermost(view: View, possible: Iterable[Chosen]) -> list[Chosen]:
    """Return those that stand in no other's content, one a cue."""
    likely = _one_a_cue(view, [one for one in possible if one.likelihood >= THRESHOLD])
    outer: list[Chosen] = []
    taken = [False] * view.size
    for chosen in sorted(likely, key=_outermost):
        if taken[chosen.candidate.anchor]:
            continue
        if chosen.candidate.frame is Frame.HEARSAY and _has_source(view, chosen, outer):
            continue
        if chosen.candidate.frame is Frame.HEARSAY:
            # the deed itself is what is alleged
            deed = view.head[chosen.candidate.anchor]
            outer = [one for one in outer if one.candidate.anchor != deed]
        outer.append(chosen)
        for first, last in chosen.candidate.content:
            for token in range(first, last):
                taken[token] = True
    return outer


def with_inner(
    view: View, lexicon: Lexicon, possible: Iterable[Chosen], outer: list[Chosen]
) -> list[Chosen]:
    """Return the outer ones and what is said inside them, in the order of their cues."""
    every = list(possible)
    merged = _one_a_cue(view, [one for one in every if one.likelihood >= _NOT_UNLIKELY])
    inner = nested(view, lexicon, every, merged, outer)
    outer, inner = parted(view, outer, inner)
    outer, inner = _relayed(view, lexicon, outer, inner)
    return sorted([*outer, *inner], key=lambda one: (one.candidate.anchor, one.inside is not None))


def readings(view: View, lexicon: Lexicon) -> list[Candidate]:
    """Return every way to read every cue, whatever the lexicon thinks of it."""
    return [
        *candidates(view),
        *Quoting(view, lexicon.quoting).candidates(),
        *formulas(view, lexicon.quoting),
    ]


def weighed(view: View, lexicon: Lexicon) -> list[Chosen]:
    """Return the ways to read a cue that are not unlikely, with how likely they are."""
    return list(_possible(view, lexicon))


def _possible(view: View, lexicon: Lexicon) -> Iterable[Chosen]:
    for candidate in readings(view, lexicon):
        if not _considered(view, lexicon, candidate):
            continue
        odds = lexicon.odds(candidate.key, candidate.frame, features(view, candidate))
        likelihood = probability(odds)
        if likelihood >= FLOOR:
            yield Chosen(nobodys(view, candidate), likelihood)
    for candidate in constructions(view, lexicon):
        yield Chosen(candidate, SURE)


def _considered(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether a candidate is weighed at all: an unknown cue only in a telling frame."""
    if candidate.frame is Frame.PREPOSITION:
        # who is spoken with is no content
        contact = lexicon.has("contact-verb", view.lemma[candidate.anchor])
        if contact and candidate.key.endswith((" with", " to")):
            return False
    if candidate.frame is Frame.COLON and lexicon.has(
        "headline-label", view.lower[candidate.content[0][0] - 2]
    ):
        return False
    return candidate.frame in _OPEN_FRAMES or lexicon.knows(candidate.key, candidate.frame)


def _one_a_cue(view: View, likely: Iterable[Chosen]) -> list[Chosen]:
    by_cue: dict[int, list[Chosen]] = {}
    for chosen in likely:
        by_cue.setdefault(chosen.candidate.anchor, []).append(chosen)
    return [_merged(view, group) for group in by_cue.values()]


def _merged(view: View, group: list[Chosen]) -> Chosen:
    """Return the likeliest way to read a cue; its quotation and its clause are one content."""
    best = max(group, key=lambda one: one.likelihood)
    together = [one for one in group if one.candidate.frame in _ONE_CONTENT]
    if together == [best] or best not in together:
        return best
    tokens = {
        token
        for one in together
        for first, last in one.candidate.content
        for token in range(first, last)
    }
    tokens -= _own_words(view, best.candidate)
    return Chosen(replace(best.candidate, content=tuple(_runs(view, tokens))), best.likelihood)


def _own_words(view: View, candidate: Candidate) -> set[int]:
    own = set(range(*candidate.cue))
    source = candidate.source
    if source is not None and view.head[source] == candidate.anchor:
        own |= set(range(*view.subtree(source)))
    return own


def _runs(view: View, tokens: set[int]) -> Iterable[Range]:
    """Yield the unbroken runs of tokens; blanks and punctuation between two do not break one."""
    ordered = sorted(tokens)
    start = previous = ordered[0]
    for token in ordered[1:]:
        gap = range(previous + 1, token)
        apart = view.paragraph[token] != view.paragraph[previous]
        if apart or any(view.is_word(between) and view.dep[between] != "cc" for between in gap):
            yield start, previous + 1
            start = token
        previous = token
    yield start, previous + 1


def _outermost(chosen: Chosen) -> tuple[bool, int, float]:
    """Order the largest first; hearsay after all that has a source."""
    hearsay = chosen.candidate.frame is Frame.HEARSAY
    return hearsay, -_size(chosen.candidate), -chosen.likelihood


def _has_source(view: View, hearsay: Chosen, outer: Iterable[Chosen]) -> bool:
    """Whether something else in the sentence tells whose words they are."""
    first, last = view.sentence(hearsay.candidate.anchor)
    deed = view.head[hearsay.candidate.anchor]
    return any(
        first <= one.candidate.anchor < last
        and one.candidate.frame is not Frame.HEARSAY
        and (one.candidate.anchor != deed or one.candidate.frame is not Frame.OBJECT)
        for one in outer
    )


def _relayed(
    view: View, lexicon: Lexicon, outer: list[Chosen], inner: list[Chosen]
) -> tuple[list[Chosen], list[Chosen]]:
    """Return the outer ones without what they cite, and the inner ones with whom they cite."""
    reports = [chosen.candidate for chosen in outer]
    found = relays(view, lexicon, reports, lambda noun: can_speak(view, lexicon, noun))
    changed = {relay.report: relay.trimmed for relay in found}
    citing = {relay.cited.anchor for relay in found}
    outer = [
        replace(chosen, candidate=changed.get(chosen.candidate, chosen.candidate))
        for chosen in outer
        if chosen.candidate.anchor not in citing
    ]
    inner = [
        replace(chosen, inside=changed.get(chosen.inside, chosen.inside))
        for chosen in inner
        if chosen.candidate.anchor not in citing and chosen.inside is not None
    ]
    cited = [Chosen(relay.cited, SURE, relay.trimmed) for relay in found]
    return outer, [*inner, *cited]


def _size(candidate: Candidate) -> int:
    return sum(last - first for first, last in candidate.content)
