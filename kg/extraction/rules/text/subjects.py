"""Who does what a verb says: its subject, by the parse, also where it is not beside the verb."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.repairs import parted_from
from kg.extraction.rules.text.view import Range, View

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SHARES_SUBJECT = frozenset({"conj", "advcl", "xcomp", "pcomp", "dep", "acomp", "prep"})
_RELATIVE = frozenset({"WP", "WDT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CUT = frozenset({"relcl", "acl", "punct", "cc", "advcl", "ccomp", "parataxis"})
_LONG = 12
_CLIMB = 4


def subject_of(view: View, verb: int) -> int | None:
    """Return the head word of whoever the verb is said of, or nothing where nobody is."""
    own = own_subject(view, verb)
    if own is not None:
        return own
    if view.tag[verb] == "VBN" and view.dep[verb] == "advcl" and view.kid(verb, "aux") is None:
        return None
    if view.tag[verb] in _FINITE and view.dep[verb] != "conj":
        before = parted_from(view, verb)
        if before is not None:
            return before
    shared = _shared_subject(view, verb)
    return _subject_above(view, verb) if shared is None else shared


def _subject_above(view: View, verb: int) -> int | None:
    """Return who the sentence is about, for a second verb of the same form: "lists and states"."""
    if view.dep[verb] != "conj" or view.tag[verb] not in _FINITE:
        return None
    place = verb
    while view.head[place] != place:
        place = view.head[place]
        if view.tag[place] == view.tag[verb]:
            found = own_subject(view, place)
            if found is not None and not is_passive(view, place):
                return found
    return None


def _shared_subject(view: View, verb: int) -> int | None:
    """Return the subject of the verb that this one hangs on: joined, or what is done besides."""
    for _ in range(_CLIMB):
        head, dep = view.head[verb], view.dep[verb]
        if dep == "acl":
            return head if view.tag[verb] in {"VBG", "VB"} else None
        if head == verb or dep not in _SHARES_SUBJECT:
            return None
        controller = _controller(view, verb)
        if controller is not None:
            return controller
        verb = head
        own = own_subject(view, verb)
        if own is not None:
            return own
    return None


def _controller(view: View, verb: int) -> int | None:
    """Return who is to do it in "told him to go", "he is said to go", "he is quoted as saying"."""
    head, dep = view.head[verb], view.dep[verb]
    if dep == "xcomp" and view.tag[verb] == "VB":
        told = view.kid(head, "dobj", "dative")
        if told is not None:
            return told
    passive = view.head[head] if view.pos[head] == "ADP" else head
    return view.kid(passive, "nsubjpass")


def beside(view: View, verb: int) -> int | None:
    """Return the noun printed right before a cue at the end of a clause: ", the paper reports"."""
    if view.tag[verb] not in _FINITE or own_subject(view, verb) is not None:
        return None
    noun = verb - 1
    while noun > 0 and view.pos[noun] == "ADV":
        noun -= 1
    if noun < 1 or view.pos[noun] not in {"PROPN", "NOUN", "PRON"} or view.quoted[noun]:
        return None
    first = noun
    while first > 0 and view.pos[first - 1] in {"PROPN", "NOUN", "DET", "ADJ"}:
        first -= 1
    closed = first > 0 and (view.words[first - 1] == "," or view.quoted[first - 1])
    return noun if closed else None


def own_subject(view: View, verb: int) -> int | None:
    """Return the subject that hangs on the verb itself."""
    if view.pos[verb] not in {"VERB", "AUX"}:
        return None
    if is_passive(view, verb):
        agent = view.kid(verb, "agent")
        return None if agent is None else view.kid(agent, "pobj")
    found = None
    for kid in view.kids_by(verb, *_SUBJECTS):
        if found is None or not _is_part(view, kid):
            found = kid
    return found if found is None else _named_in(view, found)


def _is_part(view: View, token: int) -> bool:
    """Whether the words only say more of a subject: "a group of engineers, none of them named"."""
    of = view.kid(token, "prep")
    whole = None if of is None else view.kid(of, "pobj")
    apart = token > 0 and view.words[token - 1] == ","
    return apart and whole is not None and view.lower[whole] in {"them", "whom"}


def _named_in(view: View, subject: int) -> int:
    """Return the subject, or who is named before a participle: "Roe, prosecuting, alleged"."""
    inner = view.kid(subject, "nsubj") if view.tag[subject] == "VBG" else None
    return subject if inner is None or inner > subject else inner


def is_passive(view: View, verb: int) -> bool:
    """Return whether the verb says what was done to its subject."""
    if view.kid(verb, "auxpass", "nsubjpass") is not None:
        return True
    return view.tag[verb] == "VBN" and view.dep[verb] in {"acl", "advcl"}


def antecedent_of(view: View, pronoun: int) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    if view.tag[pronoun] not in _RELATIVE:
        return None
    noun = noun_before(view, pronoun)
    known = noun is not None and view.pos[noun] in {"NOUN", "PROPN", "PRON", "NUM"}
    return noun if known else None


def noun_before(view: View, token: int) -> int | None:
    """Return the noun that the relative clause around a word is said of: Roe in "Roe, whose"."""
    while view.dep[token] != "relcl":
        if view.head[token] == token:
            return None
        token = view.head[token]
    return view.head[token]


def noun_phrase(view: View, noun: int) -> Range:
    """Return the words that name whoever the noun stands for, without clauses that follow it."""
    first, last = view.subtree(noun)[0], _end_with_joined(view, noun)
    while first < noun and (view.dep[first] in {"preconj", "cc"} or _is_loose(view, first)):
        first += 1
    return first, last


def _own_end(view: View, noun: int) -> int:
    """Return where a noun's phrase ends before any clause that follows it."""
    last = view.subtree(noun)[1]
    for kid in view.kids[noun]:
        if kid <= noun:
            continue
        if view.dep[kid] in _CUT or (view.dep[kid] == "appos" and not _brief(view, kid)):
            last = min(last, max(noun + 1, view.left[kid]))
        elif view.dep[kid] == "conj":
            last = max(last, noun + 1)
    while last - 1 > noun and not view.is_word(last - 1) and view.words[last - 1] not in {")", "]"}:
        last -= 1
    return last


def name_beside(view: View, noun: int) -> int:
    """Return the name that follows a role without a comma ("editor Jane Roe"), or the noun."""
    for kid in view.kids_by(noun, "appos"):
        if kid > noun and view.is_word(view.left[kid] - 1):
            return name_beside(view, kid)
    return noun


def _is_loose(view: View, token: int) -> bool:
    return not view.is_word(token) and view.words[token] not in {"(", "["}


def _brief(view: View, kid: int) -> bool:
    """Whether an apposition is part of the name: "editor Jane Roe", a party in brackets."""
    if view.is_word(view.left[kid] - 1):
        return True
    return view.right[kid] - view.left[kid] <= 1 and view.words[view.left[kid] - 1] == "("


def _joined(view: View, noun: int) -> Iterator[int]:
    """Yield whoever a noun is joined to by "and", and not far from it."""
    for kid in view.kids_by(noun, "conj"):
        if view.pos[kid] in {"NOUN", "PROPN", "PRON"} and kid - noun <= _LONG:
            yield kid


def _end_with_joined(view: View, noun: int) -> int:
    """Return where the phrase ends with whoever it is joined to, one after the other."""
    end, ahead = 0, [noun]
    while ahead:
        place = ahead.pop()
        # a phrase never ends before the noun that it is joined to
        end = max(end, _own_end(view, place))
        ahead.extend(_joined(view, place))
    return end
