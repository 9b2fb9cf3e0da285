"""How a cue and its content stand to each other in the parse: one candidate for each way.

A frame only says where source, cue and content would be; whether the words make an
attribution is weighed by what the lexicon knows of the cue in that frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.extraction.rules.text.subjects import beside, subject_of
from kg.extraction.rules.text.view import Range, View


class Frame(StrEnum):
    """The way a content hangs on its cue."""

    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    PREPOSITION = "preposition"
    ADJECTIVE = "adjective"
    NOUN = "noun"
    PASSIVE = "passive"
    PARENTHESIS = "parenthesis"
    TAIL = "tail"
    QUOTATION = "quotation"
    ACCORDING = "according"
    COLON = "colon"
    DASH = "dash"
    VIEWPOINT = "viewpoint"
    HEARSAY = "hearsay"
    READING = "reading"


UNWEIGHED = frozenset({Frame.VIEWPOINT, Frame.HEARSAY, Frame.READING})
"""The frames whose wording alone tells: the lexicon has no weights for them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What would be an attribution if its cue were one; `source` is the head word of the source."""

    anchor: int
    key: str
    frame: Frame
    cue: Range
    content: tuple[Range, ...]
    source: int | None = None
    source_range: Range | None = None


_BESIDE = 2
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "IN", "CC", "WP", "WDT"})
_HEARING = frozenset({"confirm", "learn", "hear", "verify", "understand"})
_HELPING = frozenset(
    {"continue", "go", "begin", "start", "try", "appear", "seem", "have", "use", "keep"}
)
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})


def candidate_of(
    view: View, verb: int, frame: Frame, content: tuple[Range, ...], *, key: str = ""
) -> Candidate:
    """Return the candidate of a verb in one frame."""
    return Candidate(
        verb,
        key or key_of(view, verb),
        frame,
        cue_of(view, verb),
        content,
        speaker_of(view, verb),
    )


def speaker_of(view: View, verb: int) -> int | None:
    """Return the head word of whoever the cue is said of, by the parse or by what is printed."""
    subject = subject_of(view, verb)
    asked = informant_of(view, verb)
    if asked is not None:
        return asked
    issuer = issuer_of(view, verb)
    if issuer is not None:
        return subject_of(view, issuer)
    if view.kid(verb, "auxpass", "nsubjpass") is not None:
        return subject
    printed = beside(view, verb)
    if printed is not None:
        return printed
    if subject is None and view.dep[verb] == "dobj" and view.head[verb] == verb - 1:
        # "Filings at the companies register show": the noun before was taken for a verb
        return subject_of(view, verb - 1)
    return subject if subject is None else _name_before(view, verb, subject)


def informant_of(view: View, verb: int) -> int | None:
    """Return from whom somebody heard it: "confirmed with an employee that", "learned from"."""
    if view.lemma[verb] not in _HEARING or view.kid(verb, "ccomp") is None:
        return None
    for kid in view.kids_by(verb, "prep"):
        heard = view.lower[kid] in {"with", "from"} and kid > verb
        inner = view.kid(kid, "pobj")
        if heard and inner is not None and view.pos[inner] in {"NOUN", "PROPN"}:
            return inner
    return None


def _name_before(view: View, verb: int, subject: int) -> int:
    """Return the name right before the cue, where the subject is only what stands before it.

    In "Prism contributing editor Jane Roe wrote" the parser may take the outlet for the subject.
    """
    last = cue_of(view, verb)[0] - 1
    name = view.name_at[last] if last > subject else None
    if name is None or name.label != "PERSON" or name.last != last + 1 or name.first <= subject:
        return subject
    between = range(subject + 1, name.first)
    apart = any(not view.is_word(t) or view.tag[t] in _FINITE for t in between)
    return subject if apart or not between else last


def issuer_of(view: View, verb: int) -> int | None:
    """Return the verb in "released a statement saying": whoever releases it says it."""
    noun = view.head[verb]
    if view.dep[verb] != "acl" or view.lower[verb] != "saying" or view.dep[noun] != "dobj":
        return None
    return view.head[noun]


def key_of(view: View, verb: int) -> str:
    """Return the entry of the lexicon that the word belongs to: its lemma, with its particle."""
    particle = view.kid(verb, "prt")
    return f"{view.lemma[verb]} {view.lower[particle]}" if particle else view.lemma[verb]


def cue_of(view: View, verb: int) -> Range:
    """Return the verb with the auxiliaries, negation and adverbs before it, and its particle."""
    first, last = verb, verb + 1
    wanted = {
        kid
        for kid in view.kids[verb]
        if view.dep[kid] in _BEFORE_VERB and view.right[kid] - view.left[kid] == 1
    }
    while first - 1 in wanted and view.tag[first - 1] != "WRB":
        first -= 1
    if view.kid(verb, "prt") == last:
        last += 1
    head = view.head[verb]
    if view.dep[verb] == "pcomp" and speaks_as(view, head, verb) and first - head == 1:
        return cue_of(view, view.head[head])[0], last
    issuer = issuer_of(view, verb)
    if issuer is not None:
        return cue_of(view, issuer)[0], last
    helped = view.dep[verb] == "xcomp" and 0 < first - head <= _BESIDE
    if helped and view.lemma[head] in _HELPING:
        return cue_of(view, head)[0], last
    return first, last


def speaks_as(view: View, preposition: int, inner: int) -> bool:
    """Whether the cue is only begun: "quoted as saying" is one cue, and "saying" its anchor."""
    return (
        view.lower[preposition] == "as" and view.tag[inner] == "VBG" and view.dep[inner] == "pcomp"
    )
