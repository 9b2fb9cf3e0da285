"""What a body or a group is, by words about it that stand not in its name alone.

A name that ends in a trade, or whose bearer "owns" and "operates", is a company; one that
"governs the town" a political group; "a rescue group of volunteers" works for a cause; a team
of chemists is heard for what it knows. A kind that words have told already is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.text.places import head_of, token_at, tokens_of
from kg.model import Identification, Source, SourceKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_LOOSE = frozenset({SourceKind.ORGANISATION, SourceKind.UNKNOWN})
_SIGNED = re.compile(r"\bwho (?:signs|posts|writes|tweets|blogs|goes|is known) (?:by|as|under) $")
_OWNS = frozenset({"own", "operate", "supply", "manufacture", "sell", "build", "insure"})
_RUNS = frozenset({"run", "maintain"})
_NETWORKS = frozenset(
    {"network", "grid", "line", "plant", "mill", "ferry", "pipeline", "shop", "store", "hotel"}
)
_GOVERNS = frozenset({"run", "control", "govern", "lead", "hold"})
_GOVERNED = frozenset({"council", "government", "assembly", "parliament", "city", "town", "state"})
_OWN_COMMITTEES = frozenset({"committee", "board", "council"})
_NOUN_BEFORE = re.compile(r"\b([\w-]+) $")
_NEAR = 40
_PLACE_AND_TRADE = 2
_BANDS = frozenset({"team", "group", "panel", "band", "number"})
_FORCES = frozenset({"patrol", "guard", "brigade", "police", "army", "navy"})
_EXPERTS = ("expert-noun", "specialist-noun")
_FIELDS = ("ologist", "ographer", "onomist", "chemist", "physicist")


def body_kind(reading: Reading, one: Source) -> SourceKind:
    """Return what a body or group is; the kind that is known where nothing tells more."""
    if one.kind is SourceKind.PERSON and one.mentions and not one.role:
        return _of_supposed_person(reading, one) or one.kind
    if one.kind.personal or not one.mentions:
        return one.kind
    if one.kind in _LOOSE:
        return _of_loose(reading, one) or one.kind
    if one.kind is SourceKind.GROUP:
        return _of_people(reading, one) or one.kind
    own = one.kind is SourceKind.GOVERNMENT_BODY and _is_peoples_own(reading, one)
    return SourceKind.ORGANISATION if own else one.kind


def _of_supposed_person(reading: Reading, one: Source) -> SourceKind | None:
    """Return what a name is that only looks like a person's: "the charity Full Sail"."""
    if _is_named_for_place(reading, one):
        return SourceKind.COMPANY
    view = reading.view
    befores = (view.text[max(0, span.start - _NEAR) : span.end] for span in one.mentions)
    nouns = [_NOUN_BEFORE.search(text.removesuffix(one.name or "")) for text in befores]
    charity = any(noun and reading.words.has("ngo-noun", noun[1].lower()) for noun in nouns)
    return SourceKind.NGO if one.name and charity else None


def _of_loose(reading: Reading, one: Source) -> SourceKind | None:
    named = one.identification in {Identification.NAMED, Identification.PSEUDONYMOUS}
    if named and _is_somebody(reading, one):
        return SourceKind.PERSON
    if named and _is_title_of_work(reading, one):
        return SourceKind.DOCUMENT
    if _calls_itself_team_of_experts(reading, one):
        return SourceKind.EXPERT_GROUP
    if _governs(reading, one):
        return SourceKind.POLITICAL_GROUP
    if _has_cause(reading, one):
        return SourceKind.NGO
    if named and _is_business(reading, one):
        return SourceKind.COMPANY
    return SourceKind.GOVERNMENT_BODY if _is_seat_of_force(reading, one) else None


def _is_somebody(reading: Reading, one: Source) -> bool:
    """Whether "who", and not "which", is said of one bearer of a name of two words."""
    view = reading.view
    for span in one.mentions:
        if _SIGNED.search(view.text[max(0, span.start - _NEAR) : span.start]):
            return True
        head = head_of(view, tokens_of(view, span))
        described = one.identification is Identification.PSEUDONYMOUS and view.tag[head] == "NN"
        if described and is_people(reading.words, view.lemma[head]):
            return True  # "a former clerk", who asked to be called by that name
        whole = len((one.name or one.description or "").split()) > 1
        for clause in view.kids_by(head, "relcl") if whole and view.pos[head] == "PROPN" else ():
            subject = view.kid(clause, "nsubj")
            one_only = view.tag[clause] == "VBZ" or any(
                view.lower[kid] in {"has", "was", "is"} for kid in view.kids_by(clause, "aux")
            )
            if subject is not None and view.lower[subject] == "who" and one_only:
                return view.kid(head, "det") is None
    return False


def _is_title_of_work(reading: Reading, one: Source) -> bool:
    """Whether a name in quotation marks is explained as a paper: "“Slack Water”, a study"."""
    view = reading.view
    for span in one.mentions:
        last = tokens_of(view, span)[1]
        behind = [t for t in range(last, min(last + 8, view.size)) if view.is_word(t)]
        marks = [t for t in range(last, min(last + 3, view.size)) if view.words[t] in "”’\"'"]
        if not behind or not marks or view.lower[behind[0]] not in {"a", "an", "the"}:
            continue
        noun = next((token for token in behind[1:] if view.pos[token] == "NOUN"), None)
        if noun is not None and reading.words.has("document-noun", view.lemma[noun]):
            return True
    return False


def _calls_itself_team_of_experts(reading: Reading, one: Source) -> bool:
    """Whether a name is that of experts: "a team of chemists that calls itself the Silt Group"."""
    view = reading.view
    name = one.name or one.description
    called = (f"{word} {the}{name}" for word in ("itself", "themselves") for the in ("", "the "))
    places = [place for phrase in called if (place := view.text.find(phrase)) >= 0]
    pronoun = token_at(view, places[0]) if name and places else None
    clause = None if pronoun is None else view.head[pronoun]
    if clause is None or view.lemma[clause] != "call":
        return False
    if view.dep[clause] not in {"relcl", "acl"}:
        return False
    return any(_is_expert(reading, noun) for noun in _members(reading, view.head[clause]))


def _members(reading: Reading, band: int) -> Iterator[int]:
    """Yield whom a band is made up of: the chemists of "a team of chemists"."""
    view = reading.view
    for kid in view.kids_by(band, "prep") if view.lemma[band] in _BANDS else ():
        if view.lower[kid] == "of":
            yield from view.kids_by(kid, "pobj")


def _is_expert(reading: Reading, noun: int) -> bool:
    lemma = reading.view.lemma[noun]
    return lemma.endswith(_FIELDS) or any(reading.words.has(name, lemma) for name in _EXPERTS)


def _of_people(reading: Reading, one: Source) -> SourceKind | None:
    """Return what people who are heard together are: of one political side, or experts."""
    view, words = reading.view, reading.words
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        several = view.tag[head] in {"NNS", "NNPS"}
        if several and words.has("side-noun", view.lemma[head]):
            return SourceKind.POLITICAL_GROUP
        beside = [view.lower[kid] for kid in view.kids_by(head, "amod", "compound")]
        elected = any(words.has(n, view.lemma[head]) for n in ("elected-noun", "office-noun"))
        if several and elected and any(words.has("side-word", word) for word in beside):
            return SourceKind.POLITICAL_GROUP
        if (several and _is_expert(reading, head)) or any(
            _is_expert(reading, noun) for noun in _members(reading, head)
        ):
            return SourceKind.EXPERT_GROUP
    return None


def _is_peoples_own(reading: Reading, one: Source) -> bool:
    """Whether a committee is that of people and not of the state: "the strike committee"."""
    view, words = reading.view, reading.words
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        beside = view.kids_by(head, "compound", "amod", "poss", "nmod")
        if view.lemma[head] in _OWN_COMMITTEES and any(
            words.has("committee-word", view.lemma[kid]) for kid in beside
        ):
            return True
    return False


def _clauses(reading: Reading, one: Source) -> Iterator[int]:
    """Yield the verbs of which a body is the doer in a clause beside it: "which owns"."""
    view = reading.view
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        for clause in view.kids_by(head, "relcl"):
            subject = view.kid(clause, "nsubj")
            if subject is not None and view.lower[subject] in {"which", "that"}:
                yield clause


def _governs(reading: Reading, one: Source) -> bool:
    """Whether a body is said to rule, as parties do: "which runs the town council"."""
    view = reading.view
    return any(
        view.lemma[clause] in _GOVERNS and view.lemma[thing] in _GOVERNED
        for clause in _clauses(reading, one)
        for thing in view.kids_by(clause, "dobj")
    )


def _has_cause(reading: Reading, one: Source) -> bool:
    """Whether a body is called a charity, or a group for a cause: "a volunteer rescue group"."""
    view, words = reading.view, reading.words
    for span in one.mentions:
        for noun in _nouns_for(reading, span):
            beside = view.lower[view.left[noun] : noun]
            group = view.lemma[noun] in {"group", "organisation", "organization", "network"}
            if words.has("ngo-noun", view.lemma[noun]):
                return True
            if group and any(words.has("cause-word", word) for word in beside):
                return True
    return False


def _nouns_for(reading: Reading, span: Span) -> Iterator[int]:
    """Yield the common nouns for a name: before it ("the charity Full Sail") or behind it."""
    view = reading.view
    first, last = tokens_of(view, span)
    head = head_of(view, (first, last))
    for token in range(max(0, first - 1), last):
        if view.pos[token] == "NOUN" and any(
            view.pos[kid] == "PROPN" and kid > token for kid in view.kids_by(token, "appos")
        ):
            yield token
    for kid in view.kids_by(head, "appos"):
        if view.pos[kid] == "NOUN" and kid > head:
            yield kid


def _is_business(reading: Reading, one: Source) -> bool:
    """Whether a name or what its bearer does is that of a business."""
    view, name = reading.view, one.name or ""
    longer = [
        found.group()
        for found in re.finditer(rf"\b{re.escape(name)} [A-Z]\w+", view.text)
        if " " not in name
    ]
    for called in (name, *longer):
        held = called.lower().split()
        if len(held) > 1 and reading.words.has("business-word", held[-1]):
            return True
    if re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)? & [A-Z]\w+", name):
        return True
    for clause in _clauses(reading, one):
        things = [view.lemma[thing] for thing in view.kids_by(clause, "dobj")]
        if view.lemma[clause] in _OWNS and things:
            return True
        if view.lemma[clause] in _RUNS and _NETWORKS.intersection(things):
            return True
    return False


def _is_named_for_place(reading: Reading, one: Source) -> bool:
    """Whether a name that looks like a person's is a place's and a trade: "Wexmouth Timber"."""
    held = (one.name or "").split()
    if len(held) != _PLACE_AND_TRADE or not reading.words.has("business-word", held[1].lower()):
        return False
    place = (
        rf"\b(?:in|at|near|from|town of|city of|village of) {re.escape(held[0])}\b(?! {held[1]})"
    )
    return re.search(place, reading.view.text) is not None


def _is_seat_of_force(reading: Reading, one: Source) -> bool:
    """Whether it is where a force of the state has its seat: "the patrol's headquarters"."""
    view = reading.view
    head = head_of(view, tokens_of(view, one.mentions[0]))
    beside = view.kids_by(head, "poss", "compound")
    return view.lower[head] == "headquarters" and any(
        view.lower[kid] in _FORCES or reading.words.has("government-noun", view.lower[kid])
        for kid in beside
    )
