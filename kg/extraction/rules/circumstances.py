"""To whom and in what a source said it: the recipient told, the publication or document."""

from __future__ import annotations

from kg.extraction.rules.frames import Candidate
from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.mentions import whole_group
from kg.extraction.rules.subjects import antecedent_of, own_subject
from kg.extraction.rules.view import View
from kg.model import SourceKind

_PLACES = frozenset({"in", "on", "for", "to"})


def recipient_of(view: View, lexicon: Lexicon, candidate: Candidate) -> int | None:
    """Return the head word of who was told, where the text says so."""
    verb = candidate.anchor
    if view.pos[verb] != "VERB":
        return None
    told = view.kid(verb, "dative", "dobj")
    tells = lexicon.family(candidate.key) in {"telling", "asking"}
    if tells and told is not None and _is_told(view, candidate, told):
        return told
    for kid in view.kids[verb]:
        if view.dep[kid] not in {"prep", "dative"} or view.quoted[kid]:
            continue
        somebody = _of_phrase(view, lexicon, candidate, kid)
        if somebody is not None:
            return somebody
    return _heard_by(view, lexicon, candidate)


def _is_told(view: View, candidate: Candidate, told: int) -> bool:
    after = told > candidate.anchor
    return after and not _within(candidate, told) and _is_somebody(view, told)


def _of_phrase(view: View, lexicon: Lexicon, candidate: Candidate, kid: int) -> int | None:
    inner = view.kid(kid, "pobj")
    if inner is None or _within(candidate, inner):
        return None
    if view.lower[kid] == "to" and lexicon.family(candidate.key) in {
        "saying",
        "writing",
        "telling",
    }:
        return inner if _is_somebody(view, inner) else None
    if view.lower[kid] in {"in", "during"} and lexicon.has("hearing-noun", view.lemma[inner]):
        partner = next(
            (k for k in view.kids_by(inner, "prep") if view.lower[k] in {"with", "to"}), None
        )
        return None if partner is None else view.kid(partner, "pobj")
    return None


def _heard_by(view: View, lexicon: Lexicon, candidate: Candidate) -> int | None:
    """Somebody "communicated with" a group "who flagged" it: he was told."""
    subject = own_subject(view, candidate.anchor)
    group = None if subject is None else antecedent_of(view, subject)
    if group is None:
        return None
    group = whole_group(view, lexicon, group)
    verb = view.head[group]
    if view.pos[verb] == "ADP" and view.lower[verb] in {"with", "to"}:
        verb = view.head[verb]
    elif view.dep[group] != "dobj":
        return None
    return own_subject(view, verb) if lexicon.has("contact-verb", view.lemma[verb]) else None


def medium_of(view: View, lexicon: Lexicon, candidate: Candidate) -> int | None:
    """Return the head word of the publication or document in which it was said."""
    verb = candidate.anchor
    if view.pos[verb] != "VERB":
        return None
    clause = [verb]
    if view.dep[verb] == "pcomp":
        clause.append(view.head[view.head[verb]])
    for place in clause:
        for kid in view.kids_by(place, "prep"):
            inner = view.kid(kid, "pobj")
            if view.lower[kid] not in _PLACES or inner is None or _within(candidate, inner):
                continue
            if _is_publication(view, lexicon, inner) and view.lower[kid] != "to":
                return inner
    return None


def _is_publication(view: View, lexicon: Lexicon, noun: int) -> bool:
    """Whether a noun names a document that is spoken of as known, and not the speaker's own."""
    if view.pos[noun] == "PROPN":
        return not lexicon.has("platform", view.lower[noun])
    determiner = view.kid(noun, "det")
    known = determiner is not None and view.lower[determiner] in {"the", "this", "that"}
    return known and lexicon.has("piece-noun", view.lemma[noun])


def publishes(kind: SourceKind) -> bool:
    """Return whether something can be said in a source of that kind."""
    return kind in {SourceKind.NEWS_OUTLET, SourceKind.DOCUMENT}


def _within(candidate: Candidate, token: int) -> bool:
    return any(first <= token < last for first, last in candidate.content)


def _is_somebody(view: View, token: int) -> bool:
    if view.lower[token] in {"me", "us", "him", "her", "them"}:
        return True
    return view.pos[token] == "PROPN" or view.tag[token] == "NNS"
