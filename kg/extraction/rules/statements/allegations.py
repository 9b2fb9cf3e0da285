"""What sort of thing a content is: an allegation against somebody, or an opinion.

An allegation is words of wrongdoing and who is accused: by a cue that accuses ("accused
him of", "blamed them for"), or by a main clause whose subject does wrong ("that the firm
forged the log"). An opinion says what should be, or that something is good or bad. What
is neither for sure is left without a kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.newcomers import named_at, with_newcomers
from kg.extraction.rules.reading.told import (
    Told,
    all_told,
    heads,
    is_clause,
    is_negative,
    is_past,
    modals,
)
from kg.extraction.rules.statements.modality import denies
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import is_passive, own_subject
from kg.extraction.rules.text.view import View
from kg.model import Attribution, AttributionType, ContentKind, Extraction, QuoteForm

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_DEEDS = (
    ("committing-verb", "wrongdoing-noun"),
    ("tampering-verb", "evidence-noun"),
    ("breaching-verb", "rule-noun"),
)
"""Verbs that do wrong to or by the things that their objects name."""

_FEARS = frozenset({"fear", "hope", "worry", "expect", "want", "wish", "know"})
_OUGHT = frozenset({"should", "ought"})
_NOT_THIRD = frozenset({"i", "we", "you", "it", "this", "that", "who", "which", "there"})


def with_content_kinds(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with allegations, whom they accuse, and opinions."""
    kept = tuple(_kinded(reading, told) for told in all_told(reading, found))
    return with_newcomers(reading, replace(found, attributions=kept))


def _kinded(reading: Reading, told: Told) -> Attribution:
    one = told.one
    if one.quote_form in {QuoteForm.MENTION, QuoteForm.ANNOUNCED}:
        return one
    accused = _accused(reading, told)
    if accused is not None:
        source, _ = named_at(reading, accused)
        if source is not None and source != one.source:
            return replace(one, content_kind=ContentKind.ALLEGATION, against=(source,))
        return one
    if _is_opinion(reading.view, reading.words, told):
        return replace(one, content_kind=ContentKind.OPINION)
    if one.content_kind is None and _is_recorded(reading.view, reading.words, told):
        return replace(one, content_kind=ContentKind.INFORMATION)
    return one


def _is_recorded(view: View, words: Lexicon, told: Told) -> bool:
    """Whether a content is what was measured, recorded or reported: "put the depth at 11"."""
    if told.one.type is not AttributionType.ASSERTION or told.one.certainty is not None:
        return False
    if words.has("recording-cue", told.verb):
        return True
    clauses = heads(view, told)[:1]
    if not clauses or any(True for _ in modals(view, clauses[0])):
        return False
    counted = any(view.pos[token] == "NUM" for token in told.tokens())
    return counted and is_past(view, clauses[0]) is True


def _accused(reading: Reading, told: Told) -> int | None:
    """Return the head word of who is accused, where the words accuse somebody."""
    by_cue = _by_cue(reading.view, reading.words, told)
    if by_cue is not None:
        return by_cue
    if denies(reading.view, reading.words, told) or told.one.type is AttributionType.EVENTUALITY:
        return None
    if told.verb in {"allege", "allegation", "accusation"}:
        return _subject_accused(reading.view, reading.words, told)
    for head in heads(reading.view, told)[:2]:
        subject = wrongdoer(reading.view, reading.words, head)
        if subject is not None:
            return subject
    return _opening_wrongdoer(reading.view, reading.words, told)


def _opening_wrongdoer(view: View, words: Lexicon, told: Told) -> int | None:
    """Return the noun that opens a content as the doer, where the parser hung it elsewhere.

    "According to Roe, the chair, Mia Poe, showed them the sealed report" is read as Roe, the chair.
    """
    head = next(iter(heads(view, told)), None)
    if head is None or view.pos[head] != "VERB" or is_passive(view, head):
        return None
    if view.kid(head, "nsubj", "nsubjpass") is not None or is_negative(view, head):
        return None
    opening = next((top for top in told.tops if top < head and view.dep[top] == "appos"), None)
    if opening is None or not _does_wrong(view, words, head):
        return None
    name = [t for t in told.tops if opening < t < head and view.dep[t] == "appos"]
    return name[-1] if name and view.pos[name[-1]] == "PROPN" else opening


def _subject_accused(view: View, words: Lexicon, told: Told) -> int | None:
    """Return of whom something is alleged: the subject of the first clause."""
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj")
        if subject is not None and is_clause(view, head) and _is_somebody(view, words, subject):
            return subject
    return None


def _by_cue(view: View, words: Lexicon, told: Told) -> int | None:
    """Return whom "accused", "blamed", "charged" is done to, or "was accused" is said of."""
    cue = told.anchor
    if cue is None or view.pos[cue] != "VERB" or not words.has("accusing-cue", view.lemma[cue]):
        return None
    of_what = any(
        words.has("accusing-preposition", view.lower[k]) for k in view.kids_by(cue, "prep")
    )
    if not of_what:
        return None
    blamed = view.kid(cue, "nsubjpass") if is_passive(view, cue) else view.kid(cue, "dobj")
    return blamed if blamed is not None and _is_somebody(view, words, blamed) else None


def wrongdoer(view: View, words: Lexicon, head: int) -> int | None:
    """Return the subject of a clause in which somebody does wrong, if it is a third party."""
    if not is_clause(view, head) or is_negative(view, head):
        return None
    if _OUGHT.intersection(modals(view, head)) or "would" in modals(view, head):
        return None
    subject = view.kid(head, "nsubj") if not is_passive(view, head) else own_subject(view, head)
    if subject is None or not _does_wrong(view, words, head):
        return None
    return subject if _is_somebody(view, words, subject) else None


def _does_wrong(view: View, words: Lexicon, head: int) -> bool:
    if words.has("wrongdoing-verb", view.lemma[head]):
        return True
    if _gives_away(view, words, head) or _for_nothing(view, words, head):
        return True
    done_to = [view.lemma[kid] for kid in view.kids_by(head, "dobj")]
    return any(
        words.has(verbs, view.lemma[head]) and any(words.has(nouns, noun) for noun in done_to)
        for verbs, nouns in _DEEDS
    )


def _gives_away(view: View, words: Lexicon, head: int) -> bool:
    """Whether something confidential is shown or passed on: "showed them the sealed report"."""
    return words.has("disclosing-verb", view.lemma[head]) and any(
        words.has("confidential-word", view.lower[kid])
        for thing in view.kids_by(head, "dobj")
        for kid in view.kids_by(thing, "amod")
    )


def _for_nothing(view: View, words: Lexicon, head: int) -> bool:
    """Whether money is taken for what never was: "had billed them for visits never made"."""
    if not words.has("billing-verb", view.lemma[head]):
        return False
    for kid in view.kids_by(head, "prep"):
        thing = view.kid(kid, "pobj") if view.lower[kid] == "for" else None
        if thing is None:
            continue
        for told in view.kids_by(thing, "relcl", "acl"):
            if is_negative(view, told) or any(view.lower[k] == "never" for k in view.kids[told]):
                return True
    return False


def _is_somebody(view: View, words: Lexicon, noun: int) -> bool:
    """Whether a word names or describes somebody who can do wrong."""
    if view.pos[noun] == "PROPN":
        return True
    if view.pos[noun] == "PRON":
        return view.lower[noun] not in _NOT_THIRD
    if words.has("document-noun", view.lemma[noun]) or words.has(
        "statement-noun", view.lemma[noun]
    ):
        return False
    if any(view.pos[kid] == "PROPN" for kid in view.kids_by(noun, "appos")):
        return True
    return view.pos[noun] == "NOUN" and any(
        words.has(name, view.lemma[noun])
        for name in (
            "person-noun",
            "official-noun",
            "group-noun",
            "company-noun",
            "government-noun",
            "organisation-noun",
            "political-noun",
            "role-noun",
            "expert-noun",
            "people-noun",
        )
    )


def _is_opinion(view: View, words: Lexicon, told: Told) -> bool:
    """Whether the content says what should be, or judges."""
    if told.key.split(" ")[0] in {"ask", "tell", "order"}:
        return False
    if told.one.type is AttributionType.BELIEF and told.verb not in _FEARS:
        return True
    clauses = heads(view, told)
    return bool(clauses) and (_ought(view, clauses[0]) or _judges(view, words, told, clauses[0]))


def _ought(view: View, head: int) -> bool:
    """Whether a clause says what should be done; a "should" before its subject is a condition."""
    subject = view.kid(head, "nsubj", "nsubjpass", "expl")
    for kid in view.kids_by(head, "aux"):
        if view.lower[kid] in _OUGHT and view.tag[kid] == "MD":
            asks = subject is not None and subject > kid
            return not asks and not any(view.lower[k] == "have" for k in view.kids_by(head, "aux"))
    return False


def _judges(view: View, words: Lexicon, told: Told, head: int) -> bool:
    """Whether a clause calls something good or bad: "is a disgrace", "was the worst"."""
    if view.lemma[head] == "be":
        said = list(view.kids_by(head, "acomp", "attr"))
        said += [inner for kid in said for inner in view.kids_by(kid, "amod")]
        return any(words.has("judging-word", view.lower[token]) for token in said)
    candidate_frame = told.key in {"call", "describe as", "brand", "label"}
    return candidate_frame and any(
        words.has("judging-word", view.lower[token]) for token in told.tokens()
    )
