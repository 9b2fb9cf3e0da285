"""What is said, thought or willed inside somebody's content: "Roe said the pilots think that".

Three things are taken: another voice that the lexicon is sure of; a verb or noun of saying,
thinking or willing with a clause, whoever it is said of, the speaker too ("I think that"); and
what somebody wants, asks or promises to do. A deed, a wish to say something and a mere topic
are none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.rules.finding.constructions import SURE
from kg.extraction.rules.finding.parting import is_second
from kg.extraction.rules.finding.plain import plain
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

FLOOR = 0.02
"""How likely an inner one must be to be looked at, where a clause or a purpose tells it."""

_SURE = 0.6
_TOLD = 0.3
"""How likely it must be that others were told something."""
_LEAST = 0.4
_OPEN = frozenset({Frame.CLAUSE, Frame.ACCORDING, Frame.PARENTHESIS, Frame.NOUN, Frame.TAIL})
_VOICES = _OPEN | {Frame.VIEWPOINT, Frame.READING}
_WORDED = frozenset({Frame.ACCORDING, Frame.VIEWPOINT, Frame.READING, Frame.TAIL})
_HELD = frozenset({Frame.CLAUSE, Frame.INFINITIVE})
_REPORTING = frozenset({"saying", "writing", "telling", "showing", "shared-view"})
_SAYING = frozenset({"saying", "writing", "telling", "asking"})
_SPEAKERS = (
    "person-noun",
    "anonymous-noun",
    "spokesperson-noun",
    "journalist-noun",
    "expert-noun",
    "official-noun",
    "group-noun",
    "document-noun",
    "government-noun",
    "company-noun",
    "political-noun",
    "organisation-noun",
    "outlet-noun",
    "anonymous-single-noun",
    "record-noun",
)
_SPEAKING_PRONOUNS = frozenset({"he", "she", "they", "who", "some", "many", "others"})
_ANYBODY = _SPEAKING_PRONOUNS | {"it", "i", "we", "her", "him", "them", "everyone", "everybody"}
_OWNERS = frozenset({"his", "her", "their", "my", "our"})
_UNVOICED = frozenset({"go", "be"})
"""What may bring in words only in talk: "and I go"."""
_SIDING = frozenset({"support", "endorsement", "backing", "opposition", "praise"})
"""Nouns for being for or against a thing, which says nothing of it."""

_LEAST_BY_FRAME = {
    Frame.CLAUSE: FLOOR,
    Frame.INFINITIVE: FLOOR,
    Frame.PARENTHESIS: 0.3,
    Frame.QUOTATION: 0.4,
    Frame.NOUN: 0.5,
    Frame.OBJECT: 0.35,
    Frame.PREPOSITION: FLOOR,
    Frame.HEARSAY: FLOOR,
}
_ORDER = (Frame.CLAUSE, Frame.QUOTATION, Frame.PARENTHESIS, Frame.INFINITIVE, Frame.OBJECT)


def nested(
    view: View,
    lexicon: Lexicon,
    possible: Iterable[Chosen],
    merged: Iterable[Chosen],
    outer: list[Chosen],
) -> list[Chosen]:
    """Return what is said inside the outer ones, each inside the nearest that holds it.

    `merged` are the likeliest readings, one a cue; `possible` are all that are not unlikely.
    """
    voices = [one for one in merged if _is_voice(view, lexicon, one)]
    sure = frozenset(one.candidate.anchor for one in voices)
    heard = set(sure)
    held = [one for one in _held(view, lexicon, possible) if one.candidate.anchor not in heard]
    heard |= {one.candidate.anchor for one in held}
    told = [Chosen(one, SURE) for one in plain(view, lexicon) if one.anchor not in heard]
    accepted = {chosen.candidate.anchor for chosen in outer}
    around: list[Candidate] = [chosen.candidate for chosen in outer]
    found: list[Chosen] = []
    for chosen in sorted([*voices, *held, *told], key=_widest):
        candidate = _by_doer(view, chosen.candidate)
        if candidate.anchor in accepted:
            continue
        holder = _holder(candidate, around)
        if holder is None or _continues(view, candidate, holder):
            continue
        if candidate.frame is Frame.HEARSAY and _is_all_of(candidate, holder):
            continue
        if candidate.anchor not in sure and is_second(view, candidate, holder):
            continue
        content = tuple(_shared(candidate, holder))
        if content:
            inner = replace(candidate, content=content)
            around.append(inner)
            found.append(replace(chosen, candidate=inner, inside=holder))
    return found


def can_speak(view: View, lexicon: Lexicon, source: int) -> bool:
    """Return whether a word names somebody, or something read: nobody's tone, no obligations."""
    if view.pos[source] == "PROPN" or view.tag[source] in {"WP", "NNS", "NNPS"}:
        return True
    if view.pos[source] == "PRON":
        return view.lower[source] in _SPEAKING_PRONOUNS
    return any(lexicon.has(name, view.lemma[source]) for name in _SPEAKERS)


def _widest(chosen: Chosen) -> tuple[bool, int, float]:
    """Order the largest first; hearsay after all that has a source."""
    hearsay = chosen.candidate.frame is Frame.HEARSAY
    return hearsay, -_size(chosen.candidate), -chosen.likelihood


def _is_voice(view: View, lexicon: Lexicon, chosen: Chosen) -> bool:
    """Whether an inner cue is surely somebody else's saying, and not the speaker's own."""
    candidate = chosen.candidate
    family = lexicon.family(candidate.key)
    told = view.lemma[candidate.anchor] == "tell"
    least = _TOLD if told else _SURE
    if candidate.frame is Frame.INFINITIVE:
        least = _LEAST
    undecided = view.lower[candidate.content[0][0]] == "whether"
    ordered = (told or undecided) and candidate.frame is Frame.INFINITIVE
    if chosen.likelihood < least or not (ordered or candidate.frame in _VOICES):
        return False
    if candidate.frame not in _WORDED and not _is_voiced(view, candidate, family):
        return False
    if _is_wished(view, candidate):
        return False
    if candidate.source is None:
        return told and view.kid(candidate.anchor, "nsubjpass") is not None
    return can_speak(view, lexicon, candidate.source)


def _is_wished(view: View, candidate: Candidate) -> bool:
    """Whether it is only to be said: "to say that"."""
    return any(view.lower[kid] == "to" for kid in view.kids_by(candidate.anchor, "aux"))


def _is_voiced(view: View, candidate: Candidate, family: str) -> bool:
    """Whether a cue gives another voice: it reports, or several are said to believe a thing."""
    if family in _REPORTING or view.lemma[candidate.anchor] == "tell":
        return True
    source = candidate.source
    several = source is not None and view.tag[source] == "NNS" and not view.quoted[source]
    return family == "attitude" and several and candidate.frame in _HELD


def _held(view: View, lexicon: Lexicon, possible: Iterable[Chosen]) -> Iterable[Chosen]:
    """Yield the best reading of each cue by which somebody says, thinks or wills something."""
    by_cue: dict[int, list[Chosen]] = {}
    for one in possible:
        if _is_held(view, lexicon, one):
            by_cue.setdefault(one.candidate.anchor, []).append(one)
    for group in by_cue.values():
        yield min(group, key=lambda one: (_rank(one.candidate.frame), -one.likelihood))


def _rank(frame: Frame) -> int:
    return _ORDER.index(frame) if frame in _ORDER else len(_ORDER)


def _is_held(view: View, lexicon: Lexicon, chosen: Chosen) -> bool:
    candidate = chosen.candidate
    least = _LEAST_BY_FRAME.get(candidate.frame)
    heard = _is_heard(view, lexicon, candidate)
    if not heard and (least is None or chosen.likelihood < least):
        return False
    source = candidate.source
    if source is None:
        return _is_passed_on(view, chosen)
    if not _is_somebody(view, lexicon, candidate, source):
        return False
    return heard or _says_or_thinks(view, lexicon, candidate)


def _is_heard(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether somebody was heard to say it: "heard Roe say"."""
    verb = candidate.anchor
    said = lexicon.family(candidate.key) == "saying" and view.tag[verb] == "VB"
    return said and view.lemma[view.head[verb]] == "hear" and view.head[verb] < verb


def _is_passed_on(view: View, chosen: Chosen) -> bool:
    """Whether nobody is given to have said it: "were told to", "allegedly", "doubts about"."""
    candidate = chosen.candidate
    if candidate.frame in {Frame.HEARSAY, Frame.NOUN}:
        return True
    told = view.lemma[candidate.anchor] in {"tell", "ask", "order", "urge", "warn", "advise"}
    return told and candidate.frame in _HELD and view.kid(candidate.anchor, "nsubjpass") is not None


def _says_or_thinks(view: View, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether a cue says, thinks or wills its content in the frame that it has it in."""
    lemma, family = view.lemma[candidate.anchor], lexicon.family(candidate.key)
    thinks, wills = lexicon.has("mind-verb", lemma), lexicon.has("wanting-verb", lemma)
    match candidate.frame:
        case Frame.CLAUSE:
            apart = _as_one_knows(view, candidate) or _is_of_oneself(view, candidate)
            return (thinks or family in _SAYING) and not apart
        case Frame.INFINITIVE:
            return wills and view.lower[candidate.content[0][0]] != "that"
        case Frame.QUOTATION | Frame.PARENTHESIS:
            return family in _SAYING and lemma not in _UNVOICED
        case Frame.OBJECT:
            return lexicon.has("held-object-verb", lemma) and not _asks_somebody(view, candidate)
        case Frame.PREPOSITION:
            return lexicon.has("held-phrase", candidate.key) and not _is_wished(view, candidate)
        case _:
            return lemma not in _SIDING and (family == "noun" or family in _SAYING)


def _asks_somebody(view: View, candidate: Candidate) -> bool:
    """Whether the object is who is asked, not what: "asked the county for money"."""
    verb = candidate.anchor
    objects = view.kids_by(verb, "dobj", "dative")
    wanted = (kid for head in (verb, *objects) for kid in view.kids_by(head, "prep"))
    return view.lemma[verb] == "ask" and any(view.lower[kid] in {"for", "about"} for kid in wanted)


def _as_one_knows(view: View, candidate: Candidate) -> bool:
    """Whether it only says what sort of thing is meant: "the port as we know it"."""
    first = min(candidate.cue[0], candidate.source or candidate.anchor)
    return first > 0 and view.lower[first - 1] == "as"


def _is_of_oneself(view: View, candidate: Candidate) -> bool:
    """Whether somebody only finds himself somewhere."""
    return view.lower[candidate.content[0][0]].endswith(("self", "selves"))


def _is_somebody(view: View, lexicon: Lexicon, candidate: Candidate, source: int) -> bool:
    """Whether a word names somebody, the speaker included, or so many of them."""
    if view.lower[source] in _ANYBODY or can_speak(view, lexicon, source):
        return True
    if candidate.frame is Frame.NOUN and view.lower[source] in _OWNERS:
        return True
    quoted = candidate.frame is Frame.OBJECT and _quotes(view, candidate)
    if (candidate.frame is Frame.CLAUSE or quoted) and view.pos[source] == "NOUN":
        # whatever says or thinks that something is so can do so
        return True
    of = next((kid for kid in view.kids_by(source, "prep") if view.lower[kid] == "of"), None)
    whom = None if of is None else view.kid(of, "pobj")
    return whom is not None and can_speak(view, lexicon, whom)


def _quotes(view: View, candidate: Candidate) -> bool:
    """Whether the words right behind a cue are in marks of their own: "mentions “the pier”"."""
    first = candidate.content[0][0]
    return view.words[first] in {"“", '"', "``", "''"} or (
        view.quoted[first] and not view.quoted[candidate.anchor]
    )


def _continues(view: View, candidate: Candidate, around: Candidate) -> bool:
    """Whether an inner cue is the outer one's own verb: "refused to say", "promised to tell"."""
    head = view.head[candidate.anchor]
    return view.dep[candidate.anchor] == "xcomp" and head == around.anchor


def _by_doer(view: View, candidate: Candidate) -> Candidate:
    """Return a candidate with who does it: Roe in "blamed Roe for saying that"."""
    preposition = view.head[candidate.anchor]
    if view.tag[candidate.anchor] != "VBG" or view.dep[candidate.anchor] != "pcomp":
        return candidate
    whom = view.kid(view.head[preposition], "dobj")
    if view.lower[preposition] != "for" or whom is None or whom > preposition:
        return candidate
    return replace(candidate, source=whom)


def _is_all_of(candidate: Candidate, around: Candidate) -> bool:
    """Whether "allegedly" is of the whole content: then it is how that is told."""
    return 2 * _size(candidate) > _size(around)


def _shared(inner: Candidate, outer: Candidate) -> Iterable[Range]:
    """Yield what of an inner content the outer one holds."""
    for first, last in inner.content:
        for begin, end in outer.content:
            if max(first, begin) < min(last, end):
                yield max(first, begin), min(last, end)


def _holder(candidate: Candidate, around: Iterable[Candidate]) -> Candidate | None:
    """Return the smallest of those in whose content the cue stands."""
    holding = [one for one in around if _holds(one, candidate.anchor)]
    return min(holding, key=_size, default=None)


def _holds(candidate: Candidate, token: int) -> bool:
    return any(first <= token < last for first, last in candidate.content)


def _size(candidate: Candidate) -> int:
    return sum(last - first for first, last in candidate.content)
