"""Which candidates are attributions: one a cue, the outermost first, then those inside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extraction.rules.features import features
from kg.extraction.rules.formulas import formulas
from kg.extraction.rules.frames import Candidate, Frame
from kg.extraction.rules.lexicon import Lexicon, probability
from kg.extraction.rules.quoting import Quoting
from kg.extraction.rules.verbs import candidates
from kg.extraction.rules.view import Range, View

THRESHOLD = 0.4
"""How likely an attribution must be; tuned on the dev split for content and source together."""

_NESTED_THRESHOLD = 0.6
_NESTED_FRAMES = frozenset({Frame.CLAUSE, Frame.ACCORDING, Frame.PARENTHESIS, Frame.NOUN})
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
)
_OPEN_FRAMES = frozenset({Frame.CLAUSE, Frame.QUOTATION, Frame.TAIL, Frame.ADJECTIVE})
_ONE_CONTENT = frozenset({Frame.CLAUSE, Frame.QUOTATION})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate held for an attribution; `inside` is the one in whose content it stands."""

    candidate: Candidate
    likelihood: float
    inside: Candidate | None = None


def choose(view: View, lexicon: Lexicon) -> list[Chosen]:
    """Return the attributions of the article, in the order of their cues."""
    likely = _one_a_cue(view, _likely(view, lexicon))
    outer: list[Chosen] = []
    taken = [False] * view.size
    for chosen in sorted(likely, key=_outermost):
        if taken[chosen.candidate.anchor]:
            continue
        outer.append(chosen)
        for first, last in chosen.candidate.content:
            for token in range(first, last):
                taken[token] = True
    inner = [*_nested(view, lexicon, likely, outer), *_cited(view, lexicon, outer)]
    cited = {chosen.candidate.anchor for chosen in inner}
    outer = [chosen for chosen in outer if chosen.candidate.anchor not in cited]
    return sorted([*outer, *inner], key=lambda one: (one.candidate.anchor, one.inside is not None))


def _likely(view: View, lexicon: Lexicon) -> Iterable[Chosen]:
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
        if likelihood >= THRESHOLD:
            yield Chosen(candidate, likelihood)


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


def _outermost(chosen: Chosen) -> tuple[int, float]:
    return -_size(chosen.candidate), -chosen.likelihood


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


def _cited(view: View, lexicon: Lexicon, outer: list[Chosen]) -> Iterable[Chosen]:
    """Yield what an outlet reports "citing" somebody: it is said by whom it cites.

    Whoever cites relays it, so the one who is cited stands inside the report.
    """
    reports = {chosen.candidate.anchor: chosen.candidate for chosen in outer}
    for chosen in outer:
        verb = chosen.candidate.anchor
        report = reports.get(view.head[verb])
        if (
            report is None
            or view.dep[verb] != "advcl"
            or not lexicon.has("citing", view.lower[verb])
        ):
            continue
        cited = view.kid(verb, "dobj")
        if cited is None or not _can_speak(view, lexicon, cited):
            continue
        if report.frame in _ONE_CONTENT | {Frame.PARENTHESIS}:
            candidate = Candidate(
                verb,
                chosen.candidate.key,
                chosen.candidate.frame,
                chosen.candidate.cue,
                report.content,
                cited,
            )
            yield Chosen(candidate, chosen.likelihood, report)


def _reports(view: View, lexicon: Lexicon, chosen: Chosen) -> bool:
    """Whether an inner cue is surely somebody else's saying, and not the speaker's own."""
    candidate = chosen.candidate
    if chosen.likelihood < _NESTED_THRESHOLD or candidate.frame not in _NESTED_FRAMES:
        return False
    formula = candidate.frame is Frame.ACCORDING
    if not formula and lexicon.family(candidate.key) not in _NESTED_FAMILIES:
        return False
    wished = any(view.lower[kid] == "to" for kid in view.kids_by(candidate.anchor, "aux"))
    if wished:
        return False
    return candidate.source is not None and _can_speak(view, lexicon, candidate.source)


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
