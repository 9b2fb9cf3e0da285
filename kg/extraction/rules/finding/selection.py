"""Which candidates are attributions: one a cue, the outermost first, then those inside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.rules.finding.citing import relays
from kg.extraction.rules.finding.constructions import SURE, constructions
from kg.extraction.rules.finding.features import features
from kg.extraction.rules.finding.formulas import formulas
from kg.extraction.rules.finding.hearsay import nobodys
from kg.extraction.rules.finding.parting import parted
from kg.extraction.rules.finding.quoting import Quoting
from kg.extraction.rules.finding.verbs import candidates
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon, probability
from kg.extraction.rules.text.view import Range, View

THRESHOLD = 0.4
"""How likely an attribution must be; tuned on the dev split for content and source together."""

_NESTED_THRESHOLD = 0.6
_TOLD_THRESHOLD = 0.3
"""How likely it must be inside somebody's content that others were told something."""
_NESTED_FRAMES = frozenset(
    {
        Frame.CLAUSE,
        Frame.ACCORDING,
        Frame.PARENTHESIS,
        Frame.NOUN,
        Frame.TAIL,
        Frame.VIEWPOINT,
        Frame.READING,
    }
)
_WORDED_FRAMES = frozenset({Frame.ACCORDING, Frame.VIEWPOINT, Frame.READING, Frame.TAIL})
_HELD_FRAMES = frozenset({Frame.CLAUSE, Frame.INFINITIVE})
_NESTED_FAMILIES = frozenset({"saying", "writing", "telling", "showing", "shared-view"})
_SPEAKERS = (
    "person-noun",
    "anonymous-noun",
    "spokesperson-noun",
    "journalist-noun",
    "expert-noun",
    "official-noun",
    "group-noun",
    "document-noun",
    "government-noun",
    "company-noun",
    "political-noun",
    "organisation-noun",
    "outlet-noun",
    "anonymous-single-noun",
    "record-noun",
)
_OPEN_FRAMES = frozenset({Frame.CLAUSE, Frame.QUOTATION, Frame.TAIL, Frame.ADJECTIVE})
_ONE_CONTENT = frozenset({Frame.CLAUSE, Frame.QUOTATION})


def choose(view: View, lexicon: Lexicon) -> list[Chosen]:
    """Return the attributions of the article, in the order of their cues."""
    possible = list(_possible(view, lexicon))
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
    inner = _nested(view, lexicon, _one_a_cue(view, possible), outer)
    outer, inner = parted(view, outer, inner)
    outer, inner = _relayed(view, lexicon, outer, inner)
    return sorted([*outer, *inner], key=lambda one: (one.candidate.anchor, one.inside is not None))


def _possible(view: View, lexicon: Lexicon) -> Iterable[Chosen]:
    found = [
        *candidates(view),
        *Quoting(view, lexicon.quoting).candidates(),
        *formulas(view, lexicon.quoting),
    ]
    for candidate in found:
        if not _considered(view, lexicon, candidate):
            continue
        odds = lexicon.odds(candidate.key, candidate.frame, features(view, candidate))
        likelihood = probability(odds)
        if likelihood >= _TOLD_THRESHOLD:
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


def _nested(
    view: View, lexicon: Lexicon, likely: Iterable[Chosen], outer: list[Chosen]
) -> list[Chosen]:
    """Return what is said inside the outer ones, each inside the nearest that holds it."""
    accepted = {chosen.candidate.anchor for chosen in outer}
    around: list[Candidate] = [chosen.candidate for chosen in outer]
    found: list[Chosen] = []
    for chosen in sorted(likely, key=_outermost):
        candidate = chosen.candidate
        if candidate.anchor in accepted or not _reports(view, lexicon, chosen):
            continue
        holder = _holder(candidate, around)
        if holder is None or _continues(view, candidate, holder):
            continue
        content = tuple(_shared(candidate, holder))
        if content:
            inner = replace(candidate, content=content)
            around.append(inner)
            found.append(replace(chosen, candidate=inner, inside=holder))
    return found


def _relayed(
    view: View, lexicon: Lexicon, outer: list[Chosen], inner: list[Chosen]
) -> tuple[list[Chosen], list[Chosen]]:
    """Return the outer ones without what they cite, and the inner ones with whom they cite."""
    reports = [chosen.candidate for chosen in outer]
    found = relays(view, lexicon, reports, lambda noun: _can_speak(view, lexicon, noun))
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


def _reports(view: View, lexicon: Lexicon, chosen: Chosen) -> bool:
    """Whether an inner cue is surely somebody else's saying, and not the speaker's own."""
    candidate = chosen.candidate
    family = lexicon.family(candidate.key)
    told = view.lemma[candidate.anchor] == "tell"
    least = _TOLD_THRESHOLD if told else _NESTED_THRESHOLD
    if candidate.frame is Frame.INFINITIVE:
        least = THRESHOLD
    undecided = view.lower[candidate.content[0][0]] == "whether"
    ordered = (told or undecided) and candidate.frame is Frame.INFINITIVE
    if chosen.likelihood < least or not (ordered or candidate.frame in _NESTED_FRAMES):
        return False
    if candidate.frame not in _WORDED_FRAMES and not _is_voiced(view, candidate, family):
        return False
    wished = any(view.lower[kid] == "to" for kid in view.kids_by(candidate.anchor, "aux"))
    if wished:
        return False
    if candidate.source is None:
        return told and view.kid(candidate.anchor, "nsubjpass") is not None
    return _can_speak(view, lexicon, candidate.source)


def _is_voiced(view: View, candidate: Candidate, family: str) -> bool:
    """Whether a cue gives another voice: it reports, or several are said to believe a thing."""
    if family in _NESTED_FAMILIES or view.lemma[candidate.anchor] == "tell":
        return True
    source = candidate.source
    several = source is not None and view.tag[source] == "NNS" and not view.quoted[source]
    return family == "attitude" and several and candidate.frame in _HELD_FRAMES


def _can_speak(view: View, lexicon: Lexicon, source: int) -> bool:
    """Whether a word names somebody, or something that is read: nobody's tone, no obligations."""
    if view.pos[source] == "PROPN" or view.tag[source] in {"WP", "NNS", "NNPS"}:
        return True
    if view.pos[source] == "PRON":
        return view.lower[source] in {"he", "she", "they", "who", "some", "many", "others"}
    return any(lexicon.has(name, view.lemma[source]) for name in _SPEAKERS)


def _continues(view: View, candidate: Candidate, around: Candidate) -> bool:
    """Whether an inner cue is the outer one's own verb: "refused to say", "promised to tell"."""
    head = view.head[candidate.anchor]
    return view.dep[candidate.anchor] == "xcomp" and head == around.anchor


def _shared(inner: Candidate, outer: Candidate) -> Iterable[Range]:
    """Yield what of an inner content the outer one holds."""
    for first, last in inner.content:
        for begin, end in outer.content:
            if max(first, begin) < min(last, end):
                yield max(first, begin), min(last, end)


def _holder(candidate: Candidate, around: Iterable[Candidate]) -> Candidate | None:
    """Return the smallest of those in whose content the cue stands."""
    holding = [one for one in around if _holds(one, candidate.anchor)]
    return min(holding, key=_size, default=None)


def _holds(candidate: Candidate, token: int) -> bool:
    return any(first <= token < last for first, last in candidate.content)


def _size(candidate: Candidate) -> int:
    return sum(last - first for first, last in candidate.content)
