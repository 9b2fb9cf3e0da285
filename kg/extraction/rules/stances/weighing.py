"""Sentences in which the writer weighs what others said: "These findings support her account".

Nobody is said to have said it, and it is no observation either: the outlet concludes it from
what it reports, so it is the outlet's own statement, and the stance in it the outlet's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.rules.text.subjects import own_subject
from kg.model import (
    PUBLISHER,
    Attribution,
    Extraction,
    HopKind,
    QuoteForm,
    Span,
    Stance,
    StanceKind,
    words,
)

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_AGAINST = frozenset({"contradict", "undercut", "undermine", "refute"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence that weighs a statement: by which verb, and whose statement of what kind."""

    sentence: Span
    verb: Span
    against: bool
    whose: str | None
    noun: str


def with_weighing(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the statements by which the outlet itself weighs others.

    Where the verb was taken for a cue, and the findings for a source, that is mended.
    """
    attributions = list(found.attributions)
    stances = list(found.stances)
    for weighed in _sentences(reading):
        inside = [
            one
            for one in attributions
            if any(span.overlaps(weighed.sentence) for span in one.content)
        ]
        taken = [one for one in inside if one.cue == (weighed.verb,)]
        others = [one for one in inside if one not in taken]
        if any(one.quote_form is not QuoteForm.MENTION for one in others):
            continue
        attributions = [one for one in attributions if one not in taken]
        own = _own(weighed, taken[0].id if taken else f"w{weighed.verb.start}")
        target = _target(reading, weighed, attributions)
        if target is not None and not any(
            (one.source, one.target) == (own.id, target.id) for one in stances
        ):
            stances.append(_stance(weighed, own, target))
        attributions.append(own)
    attributions.sort(key=lambda one: (one.content[0].start, one.cue))
    return replace(found, attributions=tuple(attributions), stances=tuple(stances))


def _own(weighed: _Weighed, name: str) -> Attribution:
    return Attribution(
        id=name,
        source=PUBLISHER,
        content=(weighed.sentence,),
        cue=(weighed.verb,),
        hop_kind=HopKind.OWN_INFERENCE,
        rule="weighing",
    )


def _stance(weighed: _Weighed, own: Attribution, target: Attribution) -> Stance:
    return Stance(
        id=f"t-{own.id}",
        kind=StanceKind.DISPUTES if weighed.against else StanceKind.SUPPORTS,
        source=own.id,
        target=target.id,
        spans=(weighed.verb,),
        rule="weighing",
    )


def _target(
    reading: Reading, weighed: _Weighed, attributions: list[Attribution]
) -> Attribution | None:
    """Return the statement that is meant: the last one of whose it is, or told of by that noun."""
    before = [one for one in attributions if one.content[-1].end <= weighed.sentence.end]
    own = [one for one in before if one.source == weighed.whose]
    told = [
        one
        for one in own or before
        if one.quote_form is QuoteForm.MENTION
        and weighed.noun in words(one.content, reading.article.text).lower()
    ]
    return next(iter(reversed(told or own)), None)


def _sentences(reading: Reading) -> Iterator[_Weighed]:
    view, lists = reading.view, reading.words
    for verb, lemma in enumerate(view.lemma):
        against = lemma in _AGAINST
        if not (against or lists.has("supporting-cue", lemma)):
            continue
        subject, thing = own_subject(view, verb), view.kid(verb, "dobj")
        if subject is None or thing is None or view.head[verb] != verb:
            continue
        finite = view.tag[verb] in _FINITE and not view.quoted[verb]
        found = lists.has("finding-noun", view.lemma[subject])
        if not finite or not found or not lists.has("statement-noun", view.lemma[thing]):
            continue
        sentence, cue = view.span(view.sentence(verb)), view.span((verb, verb + 1))
        owner = view.kid(thing, "poss")
        whose = None if owner is None else reading.cast.source_at(owner)
        if sentence is not None and cue is not None:
            yield _Weighed(sentence, cue, against, whose, view.lemma[thing])
