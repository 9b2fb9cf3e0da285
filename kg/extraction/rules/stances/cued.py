"""Stances that a cue states: "denied that", "confirmed", "conceded", "repeated"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import NEGATIVE, Told, heads
from kg.extraction.rules.stances.alternatives import alternative_words, explained_otherwise
from kg.extraction.rules.stances.pointing import owned, pointed_at, top_noun
from kg.extraction.rules.stances.targets import Targets, nearest, nearest_claim, stems_of
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.subjects import antecedent_of
from kg.extraction.rules.text.view import View
from kg.model import ContentKind, QuoteForm, StanceBasis, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_KINDS = (
    ("denial-cue", StanceKind.DENIES),
    ("dispute-cue", StanceKind.DISPUTES),
    ("confirming-cue", StanceKind.CONFIRMS),
    ("supporting-cue", StanceKind.SUPPORTS),
    ("conceding-cue", StanceKind.CONCEDES),
    ("qualifying-cue", StanceKind.QUALIFIES),
    ("retracting-cue", StanceKind.RETRACTS),
    ("correcting-cue", StanceKind.CORRECTS),
    ("repeating-cue", StanceKind.REPEATS),
)
_ONLY_POINTING = frozenset({StanceKind.SUPPORTS, StanceKind.RETRACTS, StanceKind.CORRECTS})
_OWN = frozenset({StanceKind.CONCEDES, StanceKind.REPEATS, StanceKind.QUALIFIES})
"""What one may do to one's own earlier words."""

_CLAUSES = frozenset({Frame.CLAUSE, Frame.PARENTHESIS, Frame.TAIL})
_AIMED = frozenset({Frame.CLAUSE, Frame.OBJECT, Frame.PASSIVE, Frame.PREPOSITION})
_CLEARED = frozenset({"deny", "refute", "rebut"})
_ANY_OBJECT = frozenset(
    {
        "reject",
        "dismiss",
        "repudiate",
        "question",
        "challenge",
        "criticize",
        "criticise",
        "contest",
        "accept",
    }
)
_DOUBTING = frozenset({"doubt", "dispute", "contest", "question", "challenge"})
"""Cues that uphold what they are about where they are denied: "does not doubt"."""

_SOMEBODY = frozenset({"he", "she"})
_PERMITTING = frozenset({"allow", "accept", "grant", "admit"})
_PARAGRAPHS = 3
_NEAR = 3
_FAR = 2
_LEAST_OF_ONE = 0.6


@dataclass(frozen=True, slots=True)
class Cued:
    """A stance that a cue states, and what it is about."""

    kind: StanceKind
    target: Told
    basis: StanceBasis


def by_cue(reading: Reading, targets: Targets, told: Told) -> Cued | None:
    """Return the stance that the cue of a statement states, if its target can be told."""
    kind = _kind(reading, told)
    if kind is None:
        return None
    target = _target(reading, targets, told, kind)
    if target is None:
        return None
    concluded = (kind is StanceKind.DISPUTES and _doubts_result(reading, told)) or (
        kind is StanceKind.SUPPORTS and told.verb in _DOUBTING
    )
    return Cued(kind, target, StanceBasis.ADDED if concluded else StanceBasis.ASSERTED)


def _kind(reading: Reading, told: Told) -> StanceKind | None:
    candidate = reading.candidates.get(told.one.id)
    if candidate is None or told.anchor is None:
        return None
    view, words = reading.view, reading.words
    negated = any(view.lower[kid] in NEGATIVE for kid in view.kids[told.anchor])
    if negated and told.key == "rule out":
        return StanceKind.QUALIFIES
    if negated:
        if told.verb in _DOUBTING and candidate.frame in _AIMED:
            return StanceKind.SUPPORTS
        refuses = words.has("believed-cue", told.key) and candidate.frame is Frame.CLAUSE
        return StanceKind.DENIES if refuses and told.key == "accept" else None
    if any(
        view.tag[kid] == "MD" or view.lower[kid] == "to" for kid in view.kids_by(told.anchor, "aux")
    ):
        return None
    kind = next((kind for name, kind in _KINDS if words.has(name, told.key)), None)
    if kind is None or not _fits(kind, candidate.frame):
        return None
    permits = kind is StanceKind.CONCEDES and not _is_said(view, told)
    return None if permits else kind


def _is_said(view: View, told: Told) -> bool:
    """Whether one concedes that something is so, and does not allow somebody to do it."""
    if told.key not in _PERMITTING:
        return True
    return bool(told.content) and view.lower[told.content[0][0]] == "that"


def _fits(kind: StanceKind, frame: Frame) -> bool:
    """Whether a stance can be taken in that frame: one concedes clauses, not crowds."""
    if kind is StanceKind.CONCEDES:
        return frame in _CLAUSES
    return frame in _AIMED


def _target(reading: Reading, targets: Targets, told: Told, kind: StanceKind) -> Told | None:
    inside = _mention_inside(targets, told)
    if kind is StanceKind.SUPPORTS and inside is not None:
        return inside
    pointed = pointed_at(reading, targets, told, top_noun(reading.view, told))
    if pointed is None and kind is StanceKind.SUPPORTS:
        pointed = owned(reading, targets, told, top_noun(reading.view, told))
    if pointed is not None or kind in _ONLY_POINTING:
        return pointed
    if kind is StanceKind.QUALIFIES:
        return _last_by(reading, told, targets.before(told))
    if kind is StanceKind.CONCEDES and alternative_words(reading, told):
        return explained_otherwise(reading, targets, told, own=True)
    if told.key in _ANY_OBJECT and not _has_clause(reading, told):
        return None
    return _of_same_matter(reading, targets, told, kind)


def _of_same_matter(
    reading: Reading, targets: Targets, told: Told, kind: StanceKind
) -> Told | None:
    """Return the statement that shares a content's words, or that its source is spoken of in."""
    before = targets.before(told)
    if kind not in _OWN:
        before = [one for one in before if one.one.source != told.one.source]
    claim = _about_self(reading, targets, told, before) if kind is StanceKind.DENIES else None
    if claim is not None:
        return claim
    found = targets.by_words(frozenset(stems_of(reading, told.tokens())), before)
    if found is not None:
        return found
    if kind is StanceKind.DISPUTES and _doubts_result(reading, told):
        return targets.first_finding(told)
    if kind is StanceKind.CONCEDES:
        return _just_conceded(reading, targets, told, before)
    if kind is StanceKind.DENIES and told.key in _CLEARED:
        return _alleged_of(reading, targets, told, before)
    return None


def _alleged_of(reading: Reading, targets: Targets, told: Told, before: list[Told]) -> Told | None:
    """Return the claim about the source of a denial, or the allegation that shares a word."""
    about = [one for one in before if targets.concerns(one, told.one.source)]
    claim = nearest_claim(_near(reading, told, about))
    if claim is not None:
        return claim
    stems = frozenset(stems_of(reading, told.tokens()))
    alleged = [one for one in before if one.one.content_kind is ContentKind.ALLEGATION]
    return targets.by_words(stems, alleged, least=0.0, common=1)


def _just_conceded(
    reading: Reading, targets: Targets, told: Told, before: list[Told]
) -> Told | None:
    """Return the claim about the source that it concedes something of, or its own last guess."""
    about = [
        one
        for one in before
        if one.one.source != told.one.source and targets.concerns(one, told.one.source)
    ]
    claim = nearest(_near(reading, told, about))
    if claim is not None:
        return claim
    view, lexicon = reading.view, reading.words
    things = [
        t
        for t in told.tokens()
        if view.pos[t] == "NOUN" and not lexicon.has("versioned-noun", view.lemma[t])
    ]
    stems = frozenset(stems_of(reading, things))
    others = [
        one
        for one in targets.in_body(before)
        if one.one.source != told.one.source and _paragraphs_apart(view, told, one) <= _PARAGRAPHS
    ]
    claim = targets.by_words(stems, others, least=_LEAST_OF_ONE, common=1)
    if claim is not None:
        return claim
    last = nearest(before)
    if last is not None and _speaks_of_it(reading.view, told, last):
        return last
    if last is None or last.one.source != told.one.source or not last.content or not told.content:
        return None
    apart = reading.view.paragraph[told.content[0][0]] - reading.view.paragraph[last.content[0][0]]
    guess = last.one.certainty is not None or reading.words.has("inferring-cue", last.key)
    return last if guess and 0 <= apart <= 1 else None


def _paragraphs_apart(view: View, told: Told, other: Told) -> int:
    if not told.content or not other.content:
        return 0
    return view.paragraph[told.content[0][0]] - view.paragraph[other.content[-1][1] - 1]


def _speaks_of_it(view: View, told: Told, last: Told) -> bool:
    """Whether a content speaks of "it", and stands right behind a statement of somebody else."""
    if last.one.source == told.one.source or not told.content or not last.content:
        return False
    if view.paragraph[told.content[0][0]] != view.paragraph[last.content[0][0]]:
        return False
    return any(
        view.lower[token] == "it" and view.head[token] not in heads(view, told)
        for token in told.tokens()
    )


def _doubts_result(reading: Reading, told: Told) -> bool:
    """Whether it is doubted of a result that it holds: "doubts that the result would hold"."""
    view = reading.view
    return any(
        subject is not None and reading.words.has("result-noun", view.lemma[subject])
        for subject in (view.kid(head, "nsubj") for head in heads(view, told)[:1])
    )


def _about_self(reading: Reading, targets: Targets, told: Told, before: list[Told]) -> Told | None:
    """Return the statement a little before that is about the denier.

    Its subject is a pronoun for him, so that no name tells it.
    """
    view = reading.view
    if told.key not in _CLEARED or not told.content:
        return None
    for last in before[-_NEAR:][::-1]:
        subject = _pronoun_subject(view, last)
        apart = view.paragraph[told.content[0][0]] - view.paragraph[last.content[0][0]]
        if subject is None or last.one.nested_in or not 0 <= apart <= _FAR:
            continue
        noun = antecedent_of(view, subject)
        meant = None if noun is None else reading.cast.source_at(noun)
        same = [one for one in before if one.one.source == last.one.source and one is not last]
        if meant == told.one.source or (same and targets.names(same[-1], told.one.source)):
            return last
    return None


def _pronoun_subject(view: View, told: Told) -> int | None:
    """Return the "he" or "she" of whom a statement says something."""
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj", "nsubjpass")
        if subject is not None and view.lower[subject] in _SOMEBODY:
            return subject
    return None


def _has_clause(reading: Reading, told: Told) -> bool:
    """Whether a content is a clause: one rejects that it was so, and also requests and mothers."""
    candidate = reading.candidates.get(told.one.id)
    return candidate is not None and candidate.frame is Frame.CLAUSE


def _near(reading: Reading, told: Told, among: list[Told]) -> list[Told]:
    """Return those that accuse, or stand at most three paragraphs before."""
    view = reading.view
    place = view.paragraph[told.content[0][0]] if told.content else 0
    return [
        one
        for one in among
        if one.one.content_kind is ContentKind.ALLEGATION
        or (one.content and place - view.paragraph[one.content[-1][1] - 1] <= _PARAGRAPHS)
    ]


def _mention_inside(targets: Targets, told: Told) -> Told | None:
    """Return the statement that the content itself mentions: "support a statement by the bank"."""
    return next(
        (
            one
            for one in targets.told
            if one.one.quote_form is QuoteForm.MENTION
            and one.one.id != told.one.id
            and one.content
            and all(told.holds(token) for token in one.tokens())
        ),
        None,
    )


def _last_by(reading: Reading, told: Told, before: list[Told]) -> Told | None:
    """Return what was said right before, in the same paragraph, that a caution goes with."""
    view = reading.view
    last = nearest(one for one in before if one.one.nested_in is None)
    if last is None or not last.content or not told.content or not heads(view, told):
        return None
    apart = view.paragraph[told.content[0][0]] - view.paragraph[last.content[0][0]]
    own = last.one.source == told.one.source
    return last if apart == 0 or (own and apart == 1) else None
