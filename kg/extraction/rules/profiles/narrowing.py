"""The narrower kind of a source where its words tell it: a court, a lawyer, a leaked paper.

Only a kind that is right but wide is narrowed (a company is never made a charity), and only
by words in the name or the description, or by a noun that is added to the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.manner.grounds import basis_beside, of_content
from kg.extraction.rules.profiles.bodies import body_kind
from kg.extraction.rules.profiles.titles import titled
from kg.extraction.rules.profiles.trades import person_kind
from kg.extraction.rules.sources.kinds import BODIES, PAPERS, by_noun, is_people
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import Extraction, Identification, KnowledgeBasis, Source, SourceKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_WIDE_BODIES = frozenset(
    {SourceKind.ORGANISATION, SourceKind.GOVERNMENT_BODY, SourceKind.UNKNOWN, SourceKind.GROUP}
)
_BODY_KINDS = {
    SourceKind.COURT: _WIDE_BODIES,
    SourceKind.ACADEMIC_BODY: frozenset({SourceKind.ORGANISATION, SourceKind.UNKNOWN}),
    SourceKind.NGO: frozenset({SourceKind.ORGANISATION, SourceKind.UNKNOWN, SourceKind.GROUP}),
    SourceKind.WIRE_AGENCY: frozenset(
        {SourceKind.NEWS_OUTLET, SourceKind.ORGANISATION, SourceKind.GOVERNMENT_BODY}
    ),
    SourceKind.WIKI: frozenset(
        {SourceKind.NEWS_OUTLET, SourceKind.ORGANISATION, SourceKind.UNKNOWN, SourceKind.DOCUMENT}
    ),
}
_PAPER_KINDS = {
    SourceKind.DATASET: frozenset({SourceKind.DOCUMENT, SourceKind.UNKNOWN, SourceKind.GROUP}),
    SourceKind.RECORD: frozenset({SourceKind.DOCUMENT, SourceKind.UNKNOWN, SourceKind.GROUP}),
    SourceKind.DOCUMENT: frozenset({SourceKind.UNKNOWN, SourceKind.GROUP}),
    SourceKind.SOCIAL_ACCOUNT: frozenset({SourceKind.UNKNOWN, SourceKind.PERSON}),
}
_PERSON_KINDS = (
    ("whistleblower-noun", SourceKind.WHISTLEBLOWER),
    ("lawyer-noun", SourceKind.LAWYER),
    ("victim-noun", SourceKind.VICTIM),
    ("agent-noun", SourceKind.SPOKESPERSON),
    ("office-noun", SourceKind.OFFICIAL_PERSON),
    ("participant-noun", SourceKind.PARTICIPANT),
    ("eyewitness-noun", SourceKind.WITNESS),
)
_WIDE_PERSONS = frozenset(
    {
        SourceKind.PERSON,
        SourceKind.EXPERT,
        SourceKind.OFFICIAL_PERSON,
        SourceKind.WITNESS,
        SourceKind.UNKNOWN,
    }
)
_LOOSE = frozenset({SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.UNKNOWN})
_OPEN_PERSONS = frozenset({SourceKind.PERSON, SourceKind.UNKNOWN})
_BY_BASIS: dict[KnowledgeBasis | None, SourceKind] = {
    KnowledgeBasis.WITNESSED: SourceKind.WITNESS,
    KnowledgeBasis.PARTICIPATED: SourceKind.PARTICIPANT,
}
_SETTLED = frozenset(
    {
        Identification.NAMED,
        Identification.ANONYMOUS_DESCRIBED,
        Identification.ANONYMOUS_BARE,
        Identification.PSEUDONYMOUS,
    }
)
_FIELDS = ("ologist", "ographer", "onomist")
_GOT = frozenset({"see", "obtain", "review", "leak"})
_OWN_PAPER = frozenset({"internal", "confidential", "private", "secret", "classified"})


def narrowing(reading: Reading, found: Extraction) -> Extraction:
    """Return the sources, each with the narrowest kind that its words tell."""
    used = found.sources_in_use()
    return replace(
        found,
        sources=tuple(
            _narrowed(reading, found, one) if one.id in used else one for one in found.sources
        ),
    )


def _told_by(reading: Reading, found: Extraction, one: Source) -> KnowledgeBasis | None:
    """Return that somebody tells of what they saw."""
    relative = (one.role or "").lower().split()[-1:]
    kin = any(reading.words.has("kin-noun", noun) for noun in relative)
    if one.kind not in _OPEN_PERSONS or (one.role and not kin):
        return None
    told = (of_content(reading, a, one) for a in found.attributions if a.source == one.id)
    return next((basis for basis in told if basis is KnowledgeBasis.WITNESSED), None)


def _narrowed(reading: Reading, found: Extraction, one: Source) -> Source:
    """Return a source with its narrowest kind; papers are no crowd that goes unnamed."""
    one = replace(one, kind=_kind(reading, one))
    one = replace(one, kind=body_kind(reading, one))
    told = _told_by(reading, found, one)
    kind = person_kind(reading, one)
    if kind in _OPEN_PERSONS or (told and one.kind in _OPEN_PERSONS):
        kind = _BY_BASIS.get(basis_beside(reading, one) or told, kind)
    one = titled(reading, replace(one, kind=kind))
    if one.kind not in PAPERS or one.identification in _SETTLED or not one.description:
        return _of_thing(reading, one)
    if _has_maker(reading, one):
        named = one.description
        return replace(one, identification=Identification.NAMED, name=named, description=None)
    single = one.identification is Identification.UNRESOLVED and " " not in one.description
    return one if single else replace(one, identification=Identification.UNSTATED)


def _of_thing(reading: Reading, one: Source) -> Source:
    """Return a source that is no body and nobody, as one of whom nothing is told: "the dynamic"."""
    if one.identification is not Identification.UNRESOLVED or one.kind is not SourceKind.UNKNOWN:
        return one
    view = reading.view
    heads = [head_of(view, tokens_of(view, span)) for span in one.mentions]
    things = (
        view.pos[head] == "NOUN" and not is_people(reading.words, view.lemma[head])
        for head in heads
    )
    if not heads or not all(things):
        return one
    return replace(one, identification=Identification.UNSTATED)


def _has_maker(reading: Reading, one: Source) -> bool:
    """Whether a paper is called by whose it is: "the Rivers Agency's data feed"."""
    view = reading.view
    heads = [head_of(view, tokens_of(view, span)) for span in one.mentions[:1]]
    owners = (owner for head in heads for owner in view.kids_by(head, "poss"))
    return any(view.pos[owner] == "PROPN" for owner in owners)


def _kind(reading: Reading, one: Source) -> SourceKind:
    if any(word.lower().endswith("pedia") for word in (one.description or "").split()[:1]):
        return SourceKind.WIKI
    if one.identification is Identification.NAMED and one.name and not one.role:
        return _of_name(reading, one, one.name)
    if one.role:
        return _of_person(reading, one, _role_nouns(one.role))
    return _of_description(reading, one)


def _of_name(reading: Reading, one: Source, name: str) -> SourceKind:
    lowered = name.lower()
    sure = _by_sure_name(reading, one, name)
    if sure is not None:
        return sure
    if one.kind.personal and _is_thing(reading, one):
        one = replace(one, kind=SourceKind.ORGANISATION)  # "Bright Leisure, which owns"
    added = [noun for span in one.mentions for noun in _added(reading, span)]
    for noun in (*lowered.split(), *added):
        kind = by_noun(reading.words, noun)
        fits = kind is not None and one.kind in _BODY_KINDS.get(kind, frozenset())
        loose = noun in added and kind in BODIES and one.kind in _LOOSE
        if kind is not None and (fits or loose):
            return kind
    if one.kind in _LOOSE and any(reading.words.has("document-noun", noun) for noun in added):
        return SourceKind.DOCUMENT
    if one.kind in _PAPER_KINDS[SourceKind.RECORD]:
        head = head_of(reading.view, tokens_of(reading.view, one.mentions[0]))
        return _paper(reading, one, lowered.split()[-1], head)
    return one.kind


def _by_sure_name(reading: Reading, one: Source, name: str) -> SourceKind | None:
    """Return the kind that a name gives whatever it was taken for: a court, minutes, @wick."""
    words, lowered = reading.words, name.lower()
    if _is_agency(reading, lowered):
        return SourceKind.WIRE_AGENCY
    if name.startswith("@"):
        return SourceKind.SOCIAL_ACCOUNT
    if one.kind.personal:
        return None
    if lowered.endswith("pedia"):
        return SourceKind.WIKI
    if words.has("court-noun", lowered.split()[-1]):
        return SourceKind.COURT
    first = lowered.split()[0]
    papers = by_noun(words, first) if first.endswith(("s", "data")) else None
    return papers if papers in {SourceKind.RECORD, SourceKind.DATASET} else None


def _is_agency(reading: Reading, lowered: str) -> bool:
    lists = reading.words.lists
    return any(lowered in held for name, held in lists.items() if name.startswith("agency-"))


def _is_thing(reading: Reading, one: Source) -> bool:
    """Whether "which" is said of what the parser's model took for a person."""
    view = reading.view
    heads = [head_of(view, tokens_of(view, span)) for span in one.mentions]
    clauses = (clause for head in heads for clause in view.kids_by(head, "relcl"))
    return any(
        view.lower[kid] == "which" and view.dep[kid] in {"nsubj", "nsubjpass"}
        for clause in clauses
        for kid in view.kids[clause]
    )


def _added(reading: Reading, span: Span) -> Iterator[str]:
    """Yield the nouns that an apposition adds to a name: "Deep Water, a charity"."""
    view = reading.view
    first, last = tokens_of(view, span)
    for token in range(first, last):
        for kid in view.kids_by(token, "appos"):
            if kid >= last and view.pos[kid] == "NOUN":
                yield view.lemma[kid]
                yield from (view.lemma[k] for k in view.kids_by(kid, "compound"))


def _role_nouns(role: str) -> list[str]:
    return [word.strip(".,’'").lower() for word in role.split()]


def _of_person(reading: Reading, one: Source, nouns: list[str]) -> SourceKind:
    """Return the kind that a role tells; by its last telling word, for titles are put before."""
    for name, kind in _PERSON_KINDS:
        wide = _WIDE_PERSONS if name in _SURE else _OPEN_PERSONS
        if one.kind in wide and any(reading.words.has(name, noun) for noun in nouns):
            return kind
    if one.kind in _OPEN_PERSONS and any(_is_specialist(reading, noun) for noun in nouns):
        return SourceKind.EXPERT
    return one.kind


def _is_specialist(reading: Reading, noun: str) -> bool:
    return noun.endswith(_FIELDS) or reading.words.has("specialist-noun", noun)


_SURE = frozenset({"whistleblower-noun", "lawyer-noun", "victim-noun"})


def _of_description(reading: Reading, one: Source) -> SourceKind:
    if not one.mentions:
        return one.kind
    view = reading.view
    tokens = tokens_of(view, one.mentions[0])
    head = head_of(view, tokens)
    noun = view.lower[head] if view.tag[head] == "NN" else view.lemma[head]
    if one.stated_max is None and view.tag[head] in {"NNS", "NNPS"}:
        if one.kind is SourceKind.GROUP and reading.words.has("outlet-noun", noun):
            return SourceKind.NEWS_OUTLET
        return _paper(reading, one, view.lower[head], head)
    phrases = reading.words.lists.get("whistleblower-phrase", frozenset())
    if one.kind in _WIDE_PERSONS and any(p in (one.description or "") for p in phrases):
        return SourceKind.WHISTLEBLOWER
    person = _of_person(reading, one, [noun, view.lower[head]])
    if person is not one.kind or one.kind.personal:
        return person
    if noun == "account" and _is_on_network(reading, head):
        return SourceKind.SOCIAL_ACCOUNT
    kind = by_noun(reading.words, noun)
    if kind is not None and one.kind in _BODY_KINDS.get(kind, frozenset()):
        return kind
    if (
        kind is SourceKind.RECORD
        and one.kind is SourceKind.NEWS_OUTLET
        and view.words[head] == noun
    ):
        return kind  # "the land register", and no paper of that name
    return _paper(reading, one, noun, head)


def _is_on_network(reading: Reading, head: int) -> bool:
    """Whether an account is one on a social network, and not a telling of events."""
    view, words = reading.view, reading.words
    named = any(view.lower[kid] in {"called", "named"} for kid in view.kids_by(head, "acl"))
    beside = view.kids_by(head, "compound", "amod", "nmod")
    return named or any(words.has("social-platform", view.lower[kid]) for kid in beside)


def _paper(reading: Reading, one: Source, noun: str, head: int | None = None) -> SourceKind:
    """Return the kind of paper: a record, a data set, one that was leaked."""
    kind = by_noun(reading.words, noun)
    if head is not None and one.kind in _PAPER_KINDS[SourceKind.DATASET]:
        beside = [reading.view.lower[kid] for kid in reading.view.kids_by(head, "compound")]
        kind = SourceKind.DATASET if noun == "set" and "data" in beside else kind
        filed = any(reading.words.has("public-record-noun", word) for word in beside)
        kind = SourceKind.RECORD if filed and kind is SourceKind.DOCUMENT else kind
    document = one.kind is SourceKind.DOCUMENT
    if document and head is not None and _is_leaked(reading, head):
        return SourceKind.LEAKED_DOCUMENT
    if kind in _PAPER_KINDS and one.kind in _PAPER_KINDS[kind]:
        return kind
    return one.kind


def _is_leaked(reading: Reading, head: int) -> bool:
    """Whether a paper is said to be leaked, or internal and got hold of."""
    view, words = reading.view, reading.words
    beside = [view.lower[kid] for kid in view.kids_by(head, "amod", "compound")]
    if any(words.has("leaked-word", word) for word in beside):
        return True
    clauses = [view.lemma[kid] for kid in view.kids_by(head, "acl", "relcl")]
    if "leak" in clauses:
        return True
    return any(c in _GOT for c in clauses) and any(word in _OWN_PAPER for word in beside)
