"""What is said and nobody is given for it: "allegedly", "it is claimed", "is said to have"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.rules.finding.formulas import clause_around
from kg.extraction.rules.text.frames import Candidate, Frame, cue_of
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

_IMPERSONAL = "it"
_LEAST_WORDS = 2


def hearsay(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what the article passes on as told, with no source."""
    for token in range(view.size):
        if lexicon.has("hearsay-adverb", view.lower[token]) and view.pos[token] == "ADV":
            yield from _by_adverb(view, token)
        elif _is_told_of(view, lexicon, token):
            yield from _to_do(view, token)
            yield from _dropped_in(view, token)


def nobodys(view: View, candidate: Candidate) -> Candidate:
    """Return a passive without the source that it does not have: "it is said that", "was told"."""
    verb = candidate.anchor
    subject, agent = view.kid(verb, "nsubjpass"), view.kid(verb, "agent")
    near = agent is not None and agent == verb + 1
    said = subject is not None and (agent is None or (view.lower[subject] == "it" and not near))
    if not said or candidate.frame not in {Frame.CLAUSE, Frame.INFINITIVE}:
        return candidate
    return replace(candidate, source=None, source_range=None)


def _is_told_of(view: View, lexicon: Lexicon, verb: int) -> bool:
    told = lexicon.has("hearsay-participle", view.lower[verb]) and view.tag[verb] == "VBN"
    return told and view.kid(verb, "auxpass") is not None and view.kid(verb, "agent") is None


def _by_adverb(view: View, adverb: int) -> Iterator[Candidate]:
    """The clause without the adverb: "The owner allegedly ignored two warnings"."""
    verb = view.head[adverb]
    if view.pos[verb] not in {"VERB", "AUX"} or view.quoted[adverb]:
        return
    if view.dep[verb] in {"relcl", "acl", "advcl", "amod"}:
        clause = view.subtree(verb)
    else:
        clause = clause_around(view, adverb)
    pieces = (clause[0], adverb), (adverb + 1, clause[1])
    content = tuple(piece for piece in pieces if _words(view, piece))
    if sum(_words(view, piece) for piece in content) >= _LEAST_WORDS:
        key = view.lower[adverb]
        yield Candidate(adverb, key, Frame.HEARSAY, (adverb, adverb + 1), content)


def _to_do(view: View, verb: int) -> Iterator[Candidate]:
    """Somebody "is said to" do something."""
    subject, act = view.kid(verb, "nsubjpass"), view.kid(verb, "xcomp")
    if subject is None or act is None or act < verb or view.lower[subject] == _IMPERSONAL:
        return
    content = (view.subtree(subject), view.subtree(act))
    yield Candidate(verb, view.lemma[verb], Frame.HEARSAY, cue_of(view, verb), content)


def _dropped_in(view: View, verb: int) -> Iterator[Candidate]:
    """A clause between commas, or at the end: "A successor, it is claimed, has been found"."""
    subject = view.kid(verb, "nsubjpass")
    if subject is None or view.lower[subject] != _IMPERSONAL or view.quoted[verb]:
        return
    first, last = subject, verb + 1
    begins = first > 0 and view.words[first - 1] in {",", "—", "–"}
    ends = last >= view.size or not view.is_word(last)
    if not begins or not ends:
        return
    sentence = view.sentence(verb)
    pieces = (sentence[0], first), (last, sentence[1])
    content = tuple(piece for piece in pieces if _words(view, piece))
    if content:
        yield Candidate(verb, view.lemma[verb], Frame.HEARSAY, (first, last), content)


def _words(view: View, tokens: Range) -> int:
    return sum(view.is_word(token) for token in range(*tokens)) if tokens[0] < tokens[1] else 0
