"""To whom and in what a source said it: the recipient told, the publication or document."""

from __future__ import annotations

from kg.extraction.rules.sources.mentions import whole_group
from kg.extraction.rules.text.frames import Candidate
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import antecedent_of, own_subject
from kg.extraction.rules.text.view import View
from kg.model import SourceKind

_PUBLISHING = frozenset(
    {
        SourceKind.NEWS_OUTLET,
        SourceKind.WIRE_AGENCY,
        SourceKind.DOCUMENT,
        SourceKind.RECORD,
        SourceKind.LEAKED_DOCUMENT,
        SourceKind.UNKNOWN,
    }
)
_PARTS = frozenset({"one", "some", "several", "two", "another"})
_PLACES = frozenset({"in", "on", "for", "to"})


def recipient_of(view: View, lexicon: Lexicon, candidate: Candidate) -> int | None:
    """Return the head word of who was told, where the text says so."""
    verb = candidate.anchor
    if view.pos[verb] != "VERB":
        return None
    told = view.kid(verb, "dative", "dobj", "nsubjpass")
    tells = lexicon.family(candidate.key) in {"telling", "asking"}
    tells = tells or lexicon.has("ordering-verb", view.lemma[verb])
    if tells and told is not None and _is_told(view, lexicon, candidate, told):
        return told
    for kid in view.kids[verb]:
        if view.dep[kid] not in {"prep", "dative"} or view.quoted[kid]:
            continue
        somebody = _of_phrase(view, lexicon, candidate, kid)
        if somebody is not None:
            return somebody
    return _heard_by(view, lexicon, candidate)


def _is_told(view: View, lexicon: Lexicon, candidate: Candidate, told: int) -> bool:
    placed = told > candidate.anchor or view.dep[told] == "nsubjpass"
    return placed and not _within(candidate, told) and _is_somebody(view, lexicon, told)


def _of_phrase(view: View, lexicon: Lexicon, candidate: Candidate, kid: int) -> int | None:
    inner = view.kid(kid, "pobj")
    if inner is None or _within(candidate, inner):
        return None
    if view.lower[kid] == "to" and lexicon.family(candidate.key) in {
        "saying",
        "writing",
        "telling",
    }:
        return inner if _is_somebody(view, lexicon, inner) else None
    heard = any(lexicon.has(name, view.lemma[inner]) for name in ("hearing-noun", "sent-noun"))
    if view.lower[kid] in {"in", "during"} and heard:
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
            inner = _meant(view, inner)
            if _is_publication(view, lexicon, inner) and view.lower[kid] != "to":
                return inner
            if view.lower[kid] == "in" and _is_of_others(view, lexicon, inner):
                return _printer(view, lexicon, inner) or inner
    return None


def _meant(view: View, noun: int) -> int:
    """Return the papers that "which" or "one of" them stands for."""
    found = antecedent_of(view, noun)
    if found is not None:
        return found
    of = view.kid(noun, "prep") if view.lower[noun] in _PARTS else None
    whole = None if of is None or view.lower[of] != "of" else view.kid(of, "pobj")
    return noun if whole is None else whole


def _is_of_others(view: View, lexicon: Lexicon, noun: int) -> bool:
    """Whether a noun names a message that was not written to the outlet, but that it has seen."""
    if not lexicon.has("sent-noun", view.lemma[noun]) or view.pos[noun] != "NOUN":
        return False
    if view.kid(noun, "poss") is not None:
        return False
    handed_on = any(view.lower[view.left[kid]] != "to" for kid in view.kids_by(noun, "relcl"))
    if view.tag[noun] == "NNS" or handed_on or _printer(view, lexicon, noun) is not None:
        return True
    return any(
        lexicon.has("further-word", view.lower[kid])
        for kid in view.kids_by(noun, "amod", "det", "compound")
    )


def _printer(view: View, lexicon: Lexicon, noun: int) -> int | None:
    """Return the outlet in "a letter printed by the daily Herald"."""
    for clause in view.kids_by(noun, "acl"):
        by = view.kid(clause, "agent")
        if by is not None and lexicon.has("printing-verb", view.lower[clause]):
            return view.kid(by, "pobj")
    return None


def _is_publication(view: View, lexicon: Lexicon, noun: int) -> bool:
    """Whether a noun names a document that is spoken of as known, and not the speaker's own."""
    if view.pos[noun] == "PROPN":
        dated = view.label[noun] in {"DATE", "TIME"} or lexicon.has("weekday", view.lower[noun])
        return not dated and not lexicon.has("platform", view.lower[noun])
    determined = view.kid(noun, "det") is not None
    return determined and lexicon.has("piece-noun", view.lemma[noun])


def is_printer(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether the text says that a letter or the like was printed by it."""
    by = view.head[head]
    agent = view.dep[head] == "pobj" and view.dep[by] == "agent"
    return agent and lexicon.has("printing-verb", view.lower[view.head[by]])


def publishes(kind: SourceKind) -> bool:
    """Return whether something can be said in a source of that kind."""
    return kind in _PUBLISHING


def _within(candidate: Candidate, token: int) -> bool:
    return any(first <= token < last for first, last in candidate.content)


def _is_somebody(view: View, lexicon: Lexicon, token: int) -> bool:
    if view.lower[token] in {"me", "us", "him", "her", "them"}:
        return True
    if view.pos[token] == "PROPN" or view.tag[token] == "NNS":
        return True
    return view.pos[token] == "NOUN" and lexicon.has("audience-noun", view.lemma[token])
