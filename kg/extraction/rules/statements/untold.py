"""Statements that an article tells of without saying what is in them, where no cue led to them.

"The bank issued a statement", "a statement provided by the bank": the content is the words
that name the statement. Left out is what goes on to say what it holds, what another
attribution tells already, and what nobody is given to have said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.newcomers import named_at, with_newcomers
from kg.extraction.rules.reading.told import NEGATIVE, told_of
from kg.extraction.rules.statements.forms import is_bare_statement
from kg.extraction.rules.text.subjects import is_passive, noun_phrase, own_subject, subject_of
from kg.extraction.rules.text.view import Range, View
from kg.model import Attribution, Extraction, QuoteForm

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_GOES_ON = frozenset({"saying", "stating", "that", "which", ":", "calling", "denying", "to"})
_CUT = frozenset({"acl", "relcl", "prep", "appos", "ccomp", "advcl"})


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun for a statement, the verb that gives it out, and who does."""

    noun: int
    verb: int
    giver: int


def with_untold(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the statements that are only mentioned."""
    added: list[Attribution] = []
    for mention in _mentions(reading):
        made = _made(reading, found, mention, f"m{len(added) + 1}")
        if made is not None:
            added.append(made)
    if not added:
        return found
    every = sorted([*found.attributions, *added], key=lambda one: (one.content[0].start, one.cue))
    return with_newcomers(reading, replace(found, attributions=tuple(every)))


def _mentions(reading: Reading) -> Iterator[_Mention]:
    view, words = reading.view, reading.words
    for noun in range(view.size):
        if view.pos[noun] != "NOUN" or not words.has("issued-noun", view.lemma[noun]):
            continue
        verb = _giving(reading, noun)
        giver = None if verb is None else _giver(view, verb)
        if verb is None or giver is None or view.quoted[noun]:
            continue
        if is_bare_statement(view, words, noun, view.subtree(noun)[1]) and not _goes_on(
            view, noun, verb
        ):
            yield _Mention(noun, verb, giver)


def _giving(reading: Reading, noun: int) -> int | None:
    """Return the verb that gives a statement out: "issued a statement", "provided by"."""
    view, words = reading.view, reading.words
    head = view.head[noun]
    if view.dep[noun] == "dobj" and words.has("issuing-verb", view.lemma[head]):
        denied = any(view.lower[kid] in NEGATIVE for kid in view.kids[head])
        wished = view.kid(head, "aux") is not None and view.tag[head] == "VB"
        return None if denied or wished else head
    for kid in view.kids_by(noun, "acl"):
        if view.tag[kid] == "VBN" and words.has("issuing-verb", view.lemma[kid]):
            return kid
    return None


def _giver(view: View, verb: int) -> int | None:
    giver = own_subject(view, verb) if is_passive(view, verb) else subject_of(view, verb)
    if giver is None or view.pos[giver] not in {"NOUN", "PROPN"}:
        return None
    return giver


def _goes_on(view: View, noun: int, verb: int) -> bool:
    """Whether what the statement says follows, in the sentence or behind its end."""
    _, last = view.sentence(noun)
    for token in range(max(noun, verb) + 1, last):
        if view.lower[token] in _GOES_ON or view.quoted[token]:
            return True
    return last < view.size and view.quoted[last] and view.paragraph[last] == view.paragraph[noun]


def _made(reading: Reading, found: Extraction, mention: _Mention, name: str) -> Attribution | None:
    view = reading.view
    content = view.span(_named(view, mention.noun))
    cue = view.span((mention.verb, mention.verb + 1))
    if content is None or cue is None:
        return None
    source, spans = named_at(reading, mention.giver)
    if source is None or any(
        one.source == source and _same_sentence(reading, one, mention) for one in found.attributions
    ):
        return None
    around = _around(reading, found, mention.noun)
    return Attribution(
        id=name,
        source=source,
        content=(content,),
        cue=(cue,),
        source_spans=spans,
        quote_form=QuoteForm.MENTION,
        nested_in=around,
        rule="mention",
    )


def _named(view: View, noun: int) -> Range:
    """Return the words that name the statement, without who gives it out."""
    first, last = noun_phrase(view, noun)
    for kid in view.kids_by(noun, *_CUT):
        if kid > noun:
            last = min(last, max(noun + 1, view.left[kid]))
    return first, last


def _same_sentence(reading: Reading, one: Attribution, mention: _Mention) -> bool:
    anchor = told_of(reading, one).anchor
    return anchor is not None and reading.view.sentence(anchor) == reading.view.sentence(
        mention.noun
    )


def _around(reading: Reading, found: Extraction, noun: int) -> str | None:
    """Return the statement in whose content the mention stands; what supports it relays nothing."""
    holding = [
        told for told in (told_of(reading, one) for one in found.attributions) if told.holds(noun)
    ]
    if any(reading.words.has("supporting-cue", told.key) for told in holding):
        return None
    smallest = min(holding, key=lambda told: sum(1 for _ in told.tokens()), default=None)
    return None if smallest is None else smallest.one.id
