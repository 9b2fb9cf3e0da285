"""What is no statement though a cue brings it in: nothing said, nothing told, or only a wish.

Left out are, with whatever stands inside them,

* wishes to stay unnamed ("asked not to be named", "requested anonymity"): they tell how far
  the source is identified, see `withholding`;
* words of communication that are denied or refused ("has not said whether", "would not say",
  "declined to say how", "never told"), for then nothing was said; "did not deny" is none
  either. A plain denial and a negated view ("denied that", "does not believe that") stay;
* questions that are put to the speaker ("Asked whether ..., she laughed");
* what is only looked into ("examined the accounts"), for then nothing is said of it yet;
* a thing that nobody is given to say or do anything to ("seeking a lawyer"), and the passive
  of deeds that are no words where none did them ("the man was charged with theft").
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

_COMMUNICATION = frozenset({"saying", "telling", "writing"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_NEAR = 4
_MERELY = frozenset({"only", "just", "merely", "simply"})


def screened(view: View, lexicon: Lexicon, chosen: Iterable[Chosen]) -> list[Chosen]:
    """Return those that state something; what stands inside one that does not goes with it."""
    kept: list[Chosen] = []
    gone: set[Candidate] = set()
    for one in sorted(chosen, key=_breadth, reverse=True):
        if one.inside in gone or not states(view, lexicon, one.candidate):
            gone.add(one.candidate)
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.candidate.anchor, one.inside is not None))


def _breadth(one: Chosen) -> tuple[bool, int]:
    """Order the outer ones before those inside them."""
    return one.inside is None, sum(last - first for first, last in one.candidate.content)


def states(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Return whether something is said, thought or done to the content at all."""
    return not (
        _stays_unnamed(view, lexicon, candidate)
        or _says_nothing(view, lexicon, candidate)
        or _is_put_to_the_speaker(view, lexicon, candidate)
        or _is_nobodys(lexicon, candidate)
        or _is_only_looked_into(view, lexicon, candidate)
    )


def _stays_unnamed(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether the cue and the first words after it are a formula of anonymity."""
    first = min(candidate.cue[0], candidate.anchor)
    last = max(end for _, end in candidate.content)
    if first >= last:
        return False
    begins = first
    if view.dep[candidate.anchor] == "xcomp":
        head = view.head[candidate.anchor]
        begins = min(first, head, *view.kids_by(head, "neg"))
    # "said on condition of anonymity that": what comes behind the formula is stated
    stated = candidate.content[0][0] if candidate.frame is Frame.CLAUSE else last
    if candidate.anchor < stated < last and _is_formula_before(
        view, lexicon, candidate.anchor, stated
    ):
        return False
    cue = view.phrase((begins, last)).lower()
    return any(
        0 <= cue.find(phrase) <= cue.find(view.lower[candidate.anchor]) + _reach(view, candidate)
        for phrase in lexicon.lists.get("anonymity-phrase", frozenset())
    )


def _is_formula_before(view: View, lexicon: Lexicon, verb: int, stated: int) -> bool:
    """Whether a whole formula stands between a verb of saying and what is said."""
    between = view.phrase((verb + 1, stated)).lower() if verb + 1 < stated else ""
    said = lexicon.family(view.lemma[verb]) in _COMMUNICATION
    return said and any(phrase in between for phrase in lexicon.lists["anonymity-phrase"])


def _reach(view: View, candidate: Candidate) -> int:
    """Return how far after its cue a formula may begin: right behind it, blanks apart."""
    return len(view.words[candidate.anchor]) + 4


def _says_nothing(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether communication is denied ("has not said") or refused ("declined to say")."""
    verb = candidate.anchor
    if candidate.frame in {Frame.ACCORDING, Frame.COLON, Frame.DASH, Frame.NOUN}:
        return False
    if candidate.frame is Frame.ADJECTIVE:
        return False
    if lexicon.has("declining-verb", view.lemma[verb]):
        act = view.kid(verb, "xcomp")
        return act is not None and lexicon.has("refused-saying", view.lemma[act])
    if not _communicates(lexicon, candidate):
        return False
    return is_negated(view, verb) or _is_declined(view, lexicon, verb)


def _communicates(lexicon: Lexicon, candidate: Candidate) -> bool:
    word = candidate.key.split()[0]
    if lexicon.has("negated-view", word):
        return False
    return lexicon.has("refused-saying", word) or lexicon.family(candidate.key) in _COMMUNICATION


def _is_declined(view: View, lexicon: Lexicon, verb: int) -> bool:
    head = view.head[verb]
    return view.dep[verb] == "xcomp" and lexicon.has("declining-verb", view.lemma[head])


def is_negated(view: View, verb: int) -> bool:
    """Return whether the verb is denied right before it; "not only said" is not."""
    return any(
        view.lower[kid] in _NEGATIVE
        and 0 < verb - kid <= _NEAR
        and not view.quoted[kid]
        and view.lower[kid + 1] not in _MERELY
        for kid in view.kids_by(verb, "neg", "advmod")
    )


def _is_put_to_the_speaker(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether a participle tells what somebody was asked: "Asked about the dam, ..."."""
    verb = candidate.anchor
    apart = view.dep[verb] in {"advcl", "acl", "prep", "dep"} and view.tag[verb] in {"VBN", "VBD"}
    asked = apart and lexicon.has("questioning-verb", view.lemma[verb])
    return asked and candidate.source is None and candidate.frame is not Frame.QUOTATION


def _is_nobodys(lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether a thing or a deed is told of without anybody who could have spoken."""
    if candidate.source is not None:
        return False
    deed = lexicon.has("deed-verb", candidate.key.split()[0])
    return candidate.frame is Frame.OBJECT or (candidate.frame is Frame.PASSIVE and deed)


def _is_only_looked_into(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether somebody only tries to find out about a thing: "looked into the accounts"."""
    verb = candidate.anchor
    if any(view.quoted[token] for first, last in candidate.content for token in range(first, last)):
        return False
    behind = view.lower[verb + 1] if verb + 1 < view.size else ""
    keys = (view.lemma[verb], f"{view.lemma[verb]} {behind}")
    return any(lexicon.has("inquiring-verb", key) for key in keys)
