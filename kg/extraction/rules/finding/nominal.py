"""How a content hangs on a noun or an adjective: "the view that", "he is sure that"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.frames import Candidate, Frame, cue_of
from kg.extraction.rules.text.subjects import own_subject, subject_of
from kg.extraction.rules.text.view import View

_BESIDE = 2


def of_adjective(view: View, verb: int) -> Iterator[Candidate]:
    """Yield the candidates of a state of mind: "is confident that", "was critical of"."""
    for kid in view.kids_by(verb, "acomp"):
        for clause in view.kids_by(kid, "ccomp", "xcomp", "prep"):
            if clause <= kid:
                continue
            first, last = view.subtree(clause)
            key = f"be {view.lemma[kid]}"
            if view.dep[clause] == "prep":
                first = clause + 1
                key = f"{key} {view.lower[clause]}"
            if first >= last:
                continue
            cue = (
                cue_of(view, verb)[0],
                max(kid + 1, first) if first - kid <= _BESIDE else kid + 1,
            )
            yield Candidate(
                verb, key, Frame.ADJECTIVE, cue, ((first, last),), subject_of(view, verb)
            )


def of_copula(view: View, verb: int) -> Iterator[Candidate]:
    """Yield the candidates of "be": a state of mind, or a view that is stated."""
    yield from of_adjective(view, verb)
    noun = own_subject(view, verb)
    clause = view.kid(verb, "ccomp")
    if noun is None or clause is None or clause < verb or view.pos[noun] != "NOUN":
        return
    # "the consensus is that": the noun says what kind of saying it is
    if view.kid(clause, "mark") is not None:
        owner = view.kid(noun, "poss")
        first = view.left[noun] if owner is None else view.right[owner]
        holders = _among(view, verb, noun) if owner is None else owner
        yield Candidate(
            verb,
            f"{view.lemma[noun]} be that",
            Frame.NOUN,
            (first, verb + 1),
            (view.subtree(clause),),
            holders,
        )


def _among(view: View, verb: int, noun: int) -> int | None:
    """Return the group that shares a view: "among economists", "the consensus of economists"."""
    for head in (verb, noun):
        for kid in view.kids_by(head, "prep"):
            if kid < verb and view.lower[kid] in {"among", "amongst", "of"}:
                return view.kid(kid, "pobj")
    return None


def of_noun(view: View, noun: int) -> Iterator[Candidate]:
    """Yield the candidates of a noun with what it is about: "the claim that", "support for"."""
    for kid in view.kids_by(noun, "acl", "ccomp", "xcomp", "prep", "relcl"):
        if kid < noun or (view.dep[kid] == "relcl" and view.kid(kid, "mark") is None):
            continue
        first, last = view.subtree(kid)
        key = view.lemma[noun]
        if view.dep[kid] == "prep":
            key = f"{key} {view.lower[kid]}"
            first = kid + 1
        elif view.kid(kid, "mark") is not None or view.dep[kid] == "ccomp":
            key = f"{key} that"
        elif view.tag[kid] == "VB":
            key = f"{key} to"
        else:
            continue
        if first < last:
            yield Candidate(
                noun,
                key,
                Frame.NOUN,
                (noun, first if view.dep[kid] == "prep" else noun + 1),
                ((first, last),),
                _owner(view, noun),
            )


def _owner(view: View, noun: int) -> int | None:
    """Return whose claim, promise, view it is."""
    owner = view.kid(noun, "poss")
    if owner is not None:
        return owner
    verb = view.head[noun]
    if view.dep[noun] in {"dobj", "attr"} and view.pos[verb] in {"VERB", "AUX"}:
        return subject_of(view, verb)
    by = next((k for k in view.kids_by(noun, "prep") if view.lower[k] in {"by", "from"}), None)
    return None if by is None else view.kid(by, "pobj")
