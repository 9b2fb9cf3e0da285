"""The part in the matter that a person is heard for: accused, harmed, there, or in it.

What the article tells of somebody in its own voice says so ("Roe was pulled from the cellar",
"she was on the platform"), or what they tell of themselves ("I signed the log"), or that they
answer what is claimed of them. Of somebody unnamed only their own words are taken: nothing
that stands elsewhere may tell more of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, all_told, heads, is_negative, modals
from kg.extraction.rules.sources.kinds import is_outlets_paper
from kg.extraction.rules.text.places import tokens_of
from kg.extraction.rules.text.subjects import is_passive
from kg.model import Extraction, Identification, Source, SourceKind, StanceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_PLAIN = frozenset({SourceKind.PERSON, SourceKind.UNKNOWN})
_MAY_BE_ACCUSED = frozenset(
    {SourceKind.PERSON, SourceKind.OFFICIAL_PERSON, SourceKind.SPOKESPERSON}
)
_AGAINST = frozenset({StanceKind.DENIES, StanceKind.DISPUTES})
_SELF = frozenset({"he", "she"})
_PLACES = frozenset({"in", "on", "at", "near", "under", "inside", "outside", "behind", "beside"})
_FROM_PLACES = _PLACES | {"from", "by", "along", "opposite", "across", "above", "below"}
_THERE = frozenset({"back", "away", "nearby", "there", "inside", "outside", "aboard", "downstairs"})
_UNTIL = frozenset({"until", "till"})
_AT_WORK = frozenset({"at", "with", "under", "aboard", "on"})
_NO_WORK = frozenset({"prison", "jail", "bail", "run", "remand", "street", "dole", "wait"})
_UTTERS = frozenset({"saying", "telling", "asking", "showing", "attitude", "shared-view"})
_NOT_DONE = frozenset(
    {"be", "have", "do", "go", "come", "get", "like", "love", "need", "lose", "take", "buy", "pay"}
    | {"grow", "spend", "make", "give", "leave", "bring", "put", "live", "meet", "win", "learn"}
    | {"appreciate", "blame", "back", "support", "oppose", "vote", "choose", "hate", "enjoy"}
)
"""What everybody does, or what no part in a matter follows from."""


@dataclass(frozen=True, slots=True)
class _Doing:
    """A verb of the article's own voice, with its subject."""

    verb: int
    subject: int


@dataclass(frozen=True, slots=True)
class _Doings:
    """What the article says in its own voice, by whom it is said of.

    `by_source` are those of a pronoun, `by_token` those of a name, by the last word of it;
    `by_word` are the places of names by that word, in small letters.
    """

    by_source: dict[str, list[_Doing]]
    by_token: dict[int, list[_Doing]]
    by_word: dict[str, list[int]]

    @classmethod
    def of(cls, reading: Reading, doings: Iterable[_Doing]) -> _Doings:
        """Sort them by whom they are said of; what is said of nobody by name is left out."""
        view = reading.view
        made = cls(defaultdict(list), defaultdict(list), defaultdict(list))
        for doing in doings:
            who = _bearer(reading, doing)
            if who is None:
                continue
            if view.lower[who] in _SELF:
                made.by_source[reading.cast.source_at(who)].append(doing)
            elif view.pos[who] == "PROPN":
                made.by_token[who].append(doing)
                made.by_word[view.lower[who]].append(who)
        return made

    def said_of(self, reading: Reading, one: Source) -> list[_Doing]:
        """Return what is said of a source, by its name or as he or she."""
        tokens = {token for span in one.mentions for token in range(*tokens_of(reading.view, span))}
        for word in (one.name or "").lower().split()[-1:]:
            tokens.update(self.by_word.get(word, ()))
        named = [doing for token in sorted(tokens) for doing in self.by_token.get(token, ())]
        return [*self.by_source.get(one.id, ()), *named]


def with_parts(reading: Reading, found: Extraction) -> Extraction:
    """Return the sources, each person with the part that the article lets it speak in."""
    used = found.sources_in_use()
    accused = _accused(reading, found)
    doings = _Doings.of(reading, _doings(reading, found))
    deeds = _own_deeds(reading, found)
    sources = []
    for one in found.sources:
        kind = one.kind
        if one.id in used:
            kind = _kind(reading, one, doings, accused=one.id in accused, deed=one.id in deeds)
        sources.append(one if kind is one.kind else replace(one, kind=kind))
    return replace(found, sources=tuple(sources))


def _kind(
    reading: Reading, one: Source, doings: _Doings, *, accused: bool, deed: bool
) -> SourceKind:
    """Return the part of one source; a paper that is an outlet's piece speaks for the outlet."""
    if one.kind is SourceKind.DOCUMENT and is_outlets_paper(reading.words, one):
        return SourceKind.NEWS_OUTLET
    if one.kind is SourceKind.UNKNOWN and _is_version(one):
        return SourceKind.DOCUMENT
    if one.identification is Identification.NAMED:
        if accused and one.kind in _MAY_BE_ACCUSED:
            return SourceKind.SUBJECT
        if one.kind in _PLAIN | {SourceKind.WITNESS}:
            part = _by_article(reading, one, doings)
            if part is not None:
                return part
    tells = deed and one.kind is SourceKind.PERSON and not one.role
    return SourceKind.PARTICIPANT if tells else one.kind


def _is_version(one: Source) -> bool:
    """Whether it is a state of a paper: "an earlier version put it at nine"."""
    return (one.description or "").lower().split()[-1:] in (["version"], ["draft"], ["edition"])


def _accused(reading: Reading, found: Extraction) -> set[str]:
    """Return the sources of whom something is claimed in the article, and who speak to it."""
    told = {each.one.id: each for each in all_told(reading, found)}
    sources = {one.id: one for one in found.sources}
    accused = {name for one in found.attributions for name in one.against if one.source != name} & {
        one.source for one in found.attributions
    }
    for stance in found.stances:
        by, target = told.get(stance.source), told.get(stance.target)
        if by is None or target is None or stance.kind not in _AGAINST:
            continue
        source = sources.get(by.one.source)
        if source is not None and target.one.source != source.id:
            accused |= {source.id} if _is_about(reading, target, source) else set()
    denied = (each for each in told.values() if each.verb == "deny")
    return accused | {one.one.source for one in denied if _is_own_doing(reading, one)}


def _is_about(reading: Reading, told: Told, source: Source) -> bool:
    """Whether a statement says something of somebody: by name, or as he or she."""
    view = reading.view
    name = (source.name or "").lower().split()[-1:]
    for token in told.tokens():
        if view.pos[token] == "PROPN" and [view.lower[token]] == name:
            return True
        if view.lower[token] in _SELF and reading.cast.source_at(token) == source.id:
            return True
    return False


def _is_own_doing(reading: Reading, told: Told) -> bool:
    """Whether what is denied is one's own doing: "denies taking it", "denied that she had"."""
    view = reading.view
    for head in heads(view, told)[:1]:
        subject = view.kid(head, "nsubj", "nsubjpass")
        if subject is None:
            return view.tag[head] == "VBG"
        return view.lower[subject] in _SELF and (reading.cast.source_at(subject) == told.one.source)
    return any(view.tag[top] == "VBG" for top in told.tops[:1])


def _doings(reading: Reading, found: Extraction) -> Iterator[_Doing]:
    """Yield what the article says in its own voice, verb by verb, with whom it says it of."""
    view = reading.view
    inside = [False] * view.size
    for told in all_told(reading, found):
        for token in told.tokens():
            inside[token] = True
    for verb in range(view.size):
        if view.pos[verb] not in {"VERB", "AUX"} or view.quoted[verb] or inside[verb]:
            continue
        if view.dep[verb] in {"aux", "auxpass"} or is_negative(view, verb):
            continue
        joined = view.dep[verb] == "conj" and view.kid(verb, "nsubj", "nsubjpass") is None
        owner = view.head[verb] if joined else verb
        for subject in view.kids_by(owner, "nsubj", "nsubjpass"):
            if not joined or view.dep[subject] == "nsubj":
                yield _Doing(verb, subject)
                for kid in view.kids_by(subject, "conj"):
                    names = [*view.kids_by(kid, "appos"), kid]
                    yield _Doing(verb, names[0])


def _by_article(reading: Reading, one: Source, doings: _Doings) -> SourceKind | None:
    """Return the part that the article tells in its own voice: harm, then work, then presence."""
    own = doings.said_of(reading, one)
    if any(_is_harm(reading, doing) for doing in own):
        return SourceKind.VICTIM
    if not one.role and any(_held_a_job(reading, doing) for doing in own):
        return SourceKind.PARTICIPANT
    if any(_saw(reading, doing) or _was_there(reading, doing) for doing in own):
        return SourceKind.WITNESS
    return None


def _bearer(reading: Reading, doing: _Doing) -> int | None:
    """Return who a verb is said of: its subject, or before "who" and "whose" the noun."""
    view, subject = reading.view, doing.subject
    owner = view.kid(subject, "poss")
    relative = subject if owner is None else owner
    if view.lower[relative] in {"who", "whose"}:
        clause = doing.verb if view.dep[doing.verb] == "relcl" else view.head[doing.verb]
        return view.head[clause] if view.dep[clause] == "relcl" else None
    return subject if owner is None else None


def _is_harm(reading: Reading, doing: _Doing) -> bool:
    """Whether somebody came to harm, or was saved from it: "was pulled from the cellar"."""
    view, words = reading.view, reading.words
    lemma = view.lemma[doing.verb]
    if is_passive(view, doing.verb) and view.dep[doing.subject] == "nsubjpass":
        return words.has("harm-verb", lemma)
    if lemma != "lose":
        return False
    lost = view.kid(doing.verb, "dobj")
    return lost is not None and words.has("lost-noun", view.lemma[lost])


def _saw(reading: Reading, doing: _Doing) -> bool:
    """Whether somebody saw or heard it: "she was awake and saw it go"."""
    view, words = reading.view, reading.words
    plain = view.kid(doing.verb, "dobj", "ccomp", "xcomp") is not None
    return (
        plain
        and view.tag[doing.verb] == "VBD"
        and (words.has("perceiving-verb", view.lemma[doing.verb]))
    )


def _was_there(reading: Reading, doing: _Doing) -> bool:
    """Whether the article places somebody: "was on the bridge", "was fishing from the pier"."""
    view, verb = reading.view, doing.verb
    places = {view.lower[kid] for kid in view.kids_by(verb, "prep")}
    past = any(view.lower[kid] in {"was", "were"} for kid in view.kids_by(verb, "aux"))
    if view.tag[verb] == "VBG" and past and view.kid(verb, "dobj") is None:
        return bool(places & _FROM_PLACES)
    if view.lower[verb] not in {"was", "were"} or view.kid(verb, "attr", "acomp") is not None:
        return False
    near = {view.lower[kid] for kid in view.kids_by(verb, "advmod")}
    return bool(near & _THERE) or any(
        view.lower[kid] in _PLACES and _is_spot(reading, kid) for kid in view.kids_by(verb, "prep")
    )


def _is_spot(reading: Reading, preposition: int) -> bool:
    """Whether a preposition leads to a spot, and not to an office, a town or a state of things."""
    view = reading.view
    spot = view.kid(preposition, "pobj")
    if spot is None or view.pos[spot] != "NOUN":
        return False
    return view.kid(spot, "det", "poss") is not None and (
        reading.words.has("spot-noun", view.lemma[spot])
    )


def _held_a_job(reading: Reading, doing: _Doing) -> bool:
    """Whether somebody is said to have worked there: "was bursar until May", "left the firm"."""
    view, words = reading.view, reading.words
    verb = doing.verb
    thing = view.kid(verb, "dobj")
    at = [view.kid(kid, "pobj") for kid in view.kids_by(verb, "prep")]
    bodies = [noun for noun in (thing, *at) if noun is not None]
    employer = any(
        words.has(name, view.lower[noun])
        for noun in bodies
        for name in ("government-noun", "company-noun", "organisation-noun", "business-noun")
    )
    if view.lemma[verb] == "spend" and thing is not None and view.lemma[thing] == "year":
        idle = {view.lemma[noun] for noun in at if noun is not None} & _NO_WORK
        return not idle and any(
            view.lower[kid] in _AT_WORK
            for owner in (verb, thing)
            for kid in view.kids_by(owner, "prep")
        )
    if view.lemma[verb] in {"leave", "quit"}:
        return thing is not None and employer
    if view.lemma[verb] == "work" and view.tag[verb] in {"VBD", "VBN"}:
        return employer
    was = view.kid(verb, "attr") if view.lower[verb] == "was" else None
    if was is None or view.kid(was, "det") is not None:
        return False
    of_body = any(view.lower[kid] in {"of", "at"} for kid in view.kids_by(was, "prep"))
    first, last = view.subtree(verb)
    return of_body and not _UNTIL.isdisjoint(view.lower[first:last])


def _own_deeds(reading: Reading, found: Extraction) -> set[str]:
    """Return who tells of what they did in the matter themselves: "I signed the log"."""
    return {
        told.one.source
        for told in all_told(reading, found)
        if any(_is_deed(reading, told, verb) for verb in told.tokens())
    }


def _is_deed(reading: Reading, told: Told, verb: int) -> bool:
    view, words = reading.view, reading.words
    if view.pos[verb] != "VERB" or is_negative(view, verb) or any(modals(view, verb)):
        return False
    lemma = view.lemma[verb]
    inner = any(words.has(name, lemma) for name in ("perceiving-verb", "inferring-verb"))
    if inner or words.family(lemma) in _UTTERS or lemma in _NOT_DONE:
        return False
    working = view.tag[verb] == "VBG" and any(
        view.lower[kid] == "had" for kid in view.kids_by(verb, "aux")
    )
    done = view.tag[verb] == "VBD" and view.kid(verb, "dobj") is not None
    subject = view.kid(verb, "nsubj")
    if subject is None or not (done or working):
        return False
    if view.quoted[subject]:
        return view.lower[subject] == "i"
    return view.lower[subject] in _SELF and reading.cast.source_at(subject) == told.one.source
