"""What one statement does to another: denies, disputes, supports, concedes, explains otherwise.

A stance is asserted where the article's own words say so: the cue ("denied", "confirmed") or
a sentence of the writer ("these findings support"). It is added where it follows from what
the statement says ("that is not true", "a simpler explanation"). A stance whose target
cannot be told is left out: none is better than a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, heads, is_negative
from kg.extraction.rules.stances.alternatives import (
    accused_before,
    alternative_words,
    caused_by,
    explained_otherwise,
)
from kg.extraction.rules.stances.answers import answered
from kg.extraction.rules.stances.contradicting import attacked, called_untrue, contradicted
from kg.extraction.rules.stances.cued import by_cue
from kg.extraction.rules.stances.denials import scope_of
from kg.extraction.rules.stances.disputing import disputed, method_questioned
from kg.extraction.rules.stances.mending import mended
from kg.extraction.rules.stances.otherwise import instead, other_accounts
from kg.extraction.rules.stances.setting import not_perceived, set_side_by_side
from kg.extraction.rules.stances.shown import Shown
from kg.extraction.rules.stances.targets import Targets
from kg.extraction.rules.stances.upholding import upheld
from kg.extraction.rules.stances.voicing import voiced
from kg.extraction.rules.stances.writer import written
from kg.model import DenialScope, Extraction, QuoteForm, Span, Stance, StanceBasis, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A stance before it has a name; `tokens` are the words that say so."""

    kind: StanceKind
    told: Told
    target: Told
    basis: StanceBasis
    rule: str
    tokens: tuple[int, ...] = ()
    before: Told | None = None
    """The denial that this one goes on with, and reaches as far as."""


def with_stances(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with what the statements do to each other."""
    if len(found.attributions) <= 1:
        return found
    targets = Targets.of(reading, found)
    taken: set[tuple[str, str]] = {(one.source, one.target) for one in found.stances}
    made = list(found.stances)
    for proposal in _ordered(reading, targets):
        pair = proposal.told.one.id, proposal.target.one.id
        if pair not in taken:
            taken.add(pair)
            made.append(_stance(reading, proposal, f"t{len(made) + 1}"))
    return replace(found, stances=tuple(made))


def _ordered(reading: Reading, targets: Targets) -> Iterator[_Proposal]:
    """Yield the stances by statement; of one statement only the surest."""
    stated = {
        one.told.one.id: one for one in (*written(reading, targets), *upheld(reading, targets))
    }
    denied: _Proposal | None = None
    for told in targets.told:
        at = stated.get(told.one.id)
        if at is not None:
            yield _Proposal(
                at.kind, told, at.target, StanceBasis.ASSERTED, "writer-says", (at.verb,)
            )
            continue
        proposal = next(_proposals(reading, targets, told), None)
        if proposal is None:
            proposal = _goes_on(reading, told, denied)
        if proposal is not None:
            yield proposal
        denied = proposal if proposal and proposal.kind is StanceKind.DENIES else None
        if denied is not None:
            targets.denied.append(denied.target)


def _proposals(reading: Reading, targets: Targets, told: Told) -> Iterator[_Proposal]:
    """Yield what one statement does to another, the surest first."""
    method = method_questioned(reading, targets, told)
    if method is not None:
        kind, basis = StanceKind.QUESTIONS_METHOD, method.basis
        yield _Proposal(kind, told, method.target, basis, "method", method.tokens)
    cued = by_cue(reading, targets, told)
    if cued is not None:
        tokens = () if told.anchor is None else (told.anchor,)
        yield _Proposal(cued.kind, told, cued.target, cued.basis, "cue", tokens)
    untrue = called_untrue(reading, targets, told)
    if untrue is not None:
        kind, heads_of = StanceKind.DENIES, heads(reading.view, told)[:1]
        yield _Proposal(kind, told, untrue, StanceBasis.ASSERTED, "untrue", heads_of)
    denied = contradicted(reading, targets, told)
    if denied is not None:
        yield _Proposal(StanceKind.DENIES, told, denied, StanceBasis.ADDED, "says-no")
    yield from _explaining(reading, targets, told)
    problem = disputed(reading, targets, told)
    if problem is not None:
        kind = StanceKind.DISPUTES
        yield _Proposal(kind, told, problem.target, StanceBasis.ADDED, "problem", problem.tokens)
    for shown in _shown(reading, targets, told):
        yield _Proposal(shown.kind, told, shown.target, shown.basis, shown.rule, shown.tokens)
    attack = attacked(reading, targets, told)
    if attack is not None:
        yield _Proposal(StanceKind.DENIES, told, attack, StanceBasis.ADDED, "attack")


def _explaining(reading: Reading, targets: Targets, told: Told) -> Iterator[_Proposal]:
    """Yield the claim that a statement explains otherwise, by words or by the cause it gives."""
    other = alternative_words(reading, told)
    if other and not _is_relayed(targets, told, other[0]):
        target = explained_otherwise(reading, targets, told)
        if target is not None:
            kind = StanceKind.OFFERS_ALTERNATIVE
            yield _Proposal(kind, told, target, StanceBasis.ADDED, "explanation", other)
    cause = caused_by(reading, told)
    blamed = accused_before(targets, told) if cause else None
    if blamed is not None:
        kind = StanceKind.OFFERS_ALTERNATIVE
        yield _Proposal(kind, told, blamed, StanceBasis.ADDED, "cause", cause)


def _shown(reading: Reading, targets: Targets, told: Told) -> Iterator[Shown]:
    """Yield what is concluded from how statements stand to each other, the surest first."""
    yield from mended(reading, targets, told)
    yield from set_side_by_side(reading, targets, told)
    yield from not_perceived(reading, targets, told)
    yield from other_accounts(reading, targets, told)
    yield from answered(reading, targets, told)
    yield from voiced(reading, targets, told)


def _is_relayed(targets: Targets, told: Told, token: int) -> bool:
    """Whether a word of a statement is that of somebody whom it quotes."""
    return any(one.one.nested_in == told.one.id and one.holds(token) for one in targets.told)


def _goes_on(reading: Reading, told: Told, denied: _Proposal | None) -> _Proposal | None:
    """Return the denial that a quotation goes on with, right behind it in the same paragraph."""
    if denied is None or not told.content:
        return None
    if instead(reading, told, denied.told, denied.target):
        kind, target = StanceKind.OFFERS_ALTERNATIVE, denied.target
        return _Proposal(kind, told, target, StanceBasis.ADDED, "instead")
    if denied.basis is not StanceBasis.ASSERTED:
        return None
    if denied.rule == "untrue" and _says_how_it_is(reading, told, denied.told):
        kind, target = StanceKind.CORRECTS, denied.target
        return _Proposal(kind, told, target, StanceBasis.ASSERTED, "how-it-is")
    view, before = reading.view, denied.told
    if told.one.source != before.one.source or told.one.quote_form is not QuoteForm.DIRECT:
        return None
    same = view.paragraph[told.content[0][0]] == view.paragraph[before.content[-1][1] - 1]
    if not same or told.one.nested_in or before.one.quote_form is QuoteForm.DIRECT:
        return None
    return _Proposal(
        StanceKind.DENIES, told, denied.target, StanceBasis.ADDED, "goes-on", (), before
    )


def _says_how_it_is(reading: Reading, told: Told, denial: Told) -> bool:
    """Whether "It is damaged, and it is standing" goes with "That is not right" before it."""
    view = reading.view
    first, last = told.content[0][0], denial.content[-1][1] - 1
    if view.paragraph[first] != view.paragraph[last] or told.one.nested_in:
        return False
    clauses = heads(view, told)[:1]
    subject = view.kid(clauses[0], "nsubj") if clauses else None
    if subject is None or is_negative(view, clauses[0]):
        return False
    return view.lower[subject] == "it" and view.lemma[clauses[0]] == "be"


def _stance(reading: Reading, proposal: _Proposal, name: str) -> Stance:
    view = reading.view
    spans = tuple(Span(view.start[token], view.end[token]) for token in sorted(proposal.tokens))
    return Stance(
        id=name,
        kind=proposal.kind,
        source=proposal.told.one.id,
        target=proposal.target.one.id,
        basis=proposal.basis,
        denial_scope=_scope(reading, proposal),
        spans=spans,
        rule=proposal.rule,
    )


def _scope(reading: Reading, proposal: _Proposal) -> DenialScope | None:
    if proposal.kind is not StanceKind.DENIES:
        return None
    if proposal.rule == "attack":
        return DenialScope.SOURCE_ONLY
    return scope_of(reading, proposal.before or proposal.told, proposal.target)
