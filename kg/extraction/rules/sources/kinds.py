"""What kind of source a name or noun is, by the words in and beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.rules.text.lexicon import Lexicon
from kg.model import Source, SourceKind

BODIES = frozenset(
    {
        SourceKind.GOVERNMENT_BODY,
        SourceKind.COMPANY,
        SourceKind.POLITICAL_GROUP,
        SourceKind.ORGANISATION,
        SourceKind.NEWS_OUTLET,
        SourceKind.DOCUMENT,
        SourceKind.COURT,
        SourceKind.NGO,
        SourceKind.ACADEMIC_BODY,
        SourceKind.WIRE_AGENCY,
        SourceKind.WIKI,
        SourceKind.DATASET,
        SourceKind.RECORD,
        SourceKind.LEAKED_DOCUMENT,
    }
)
"""What is no human being, nor several."""

PAPERS = frozenset(
    {
        SourceKind.DOCUMENT,
        SourceKind.DATASET,
        SourceKind.RECORD,
        SourceKind.LEAKED_DOCUMENT,
        SourceKind.WIKI,
    }
)
"""What is written or measured."""

OUTLETS = frozenset({SourceKind.NEWS_OUTLET, SourceKind.WIRE_AGENCY})
"""Who publishes news."""

_ROLES = (
    ("spokesperson-noun", SourceKind.SPOKESPERSON, SourceKind.SPOKESPERSON),
    ("journalist-noun", SourceKind.JOURNALIST, SourceKind.GROUP),
    ("expert-noun", SourceKind.EXPERT, SourceKind.EXPERT_GROUP),
    ("document-noun", SourceKind.DOCUMENT, SourceKind.DOCUMENT),
    ("official-noun", SourceKind.OFFICIAL_PERSON, SourceKind.GROUP),
    ("witness-noun", SourceKind.WITNESS, SourceKind.GROUP),
)
_OF_BODY = (
    ("government-noun", SourceKind.GOVERNMENT_BODY),
    ("political-noun", SourceKind.POLITICAL_GROUP),
    ("outlet-word", SourceKind.NEWS_OUTLET),
    ("company-noun", SourceKind.COMPANY),
    ("organisation-noun", SourceKind.ORGANISATION),
)
_OF_HUMANS = (
    "person-noun",
    "spokesperson-noun",
    "journalist-noun",
    "expert-noun",
    "official-noun",
    "anonymous-single-noun",
)


def by_roles(lexicon: Lexicon, roles: Iterable[str], *, plural: bool) -> SourceKind | None:
    """Return the kind that the common nouns of a mention tell, the most telling first."""
    held = tuple(roles)
    for words, one, several in _ROLES:
        if any(lexicon.has(words, role) for role in held):
            return several if plural else one
    return None


def by_own_words(lexicon: Lexicon, words: Sequence[str]) -> SourceKind | None:
    """Return the kind of a body that its own words tell ("Department", "Herald", "Inc.")."""
    for name, kind in _OF_BODY:
        if any(lexicon.has(name, word) for word in words):
            return kind
    return None


def is_human_role(lexicon: Lexicon, role: str) -> bool:
    """Return whether a noun is what one person can be called."""
    return any(lexicon.has(words, role) for words in _OF_HUMANS)


def is_outlet_name(lexicon: Lexicon, name: str) -> bool:
    """Return whether a name ends as news outlets' names do, or is on the list of hints."""
    lowered = name.lower()
    if lexicon.has("outlet", lowered) or lexicon.has("outlet", f"the {lowered}"):
        return True
    return by_own_words(lexicon, lowered.split()[-1:]) is SourceKind.NEWS_OUTLET


def is_outlets_paper(lexicon: Lexicon, one: Source) -> bool:
    """Return whether a paper with a name is a news outlet's piece: "the Gazette report"."""
    maker, _, noun = (one.name or "").rpartition(" ")
    return lexicon.has("piece-noun", noun.lower()) and is_outlet_name(lexicon, maker)


def is_media(lexicon: Lexicon, one: Source) -> bool:
    """Return whether a source is the press at large: "local media", "news reports"."""
    words = (one.description or "").lower().split()
    return any(lexicon.has("media-phrase", " ".join(words[-size:])) for size in (1, 2))


_PEOPLE = (
    "person-noun",
    "people-noun",
    "anonymous-noun",
    "anonymous-single-noun",
    "role-noun",
    "kin-noun",
    "member-noun",
    "staff-noun",
    "speaking-noun",
    "participant-noun",
    "witness-noun",
    "eyewitness-noun",
    "victim-noun",
    "office-noun",
    "lawyer-noun",
    "specialist-noun",
)
_ENDS_PEOPLE = (
    *("ist", "ian", "er", "or", "eer", "ee", "man", "woman", "ant", "crat", "ican", "ic"),
    "surgeon",
)
_ALSO_PEOPLE = frozenset(
    {"parent", "pal", "missionary", "deputy", "priest", "nun", "monk", "nurse", "guest", "spy"}
)
_THINGS = frozenset(
    {"rhetoric", "bluster", "banter", "chatter", "tactic", "topic", "statistic", "traffic", "ethic"}
    | {"republic", "picture", "chapter", "newsletter", "poster", "register", "roster", "waiver"}
    | {"endeavor", "endeavour", "rumor", "rumour", "tremor", "demeanor", "decision", "vision"}
)
"""What ends as words for people do, and is none."""


def is_people(lexicon: Lexicon, noun: str) -> bool:
    """Return whether a noun, in the singular, is what people are called, by lists or its ending."""
    if is_human_role(lexicon, noun) or any(lexicon.has(words, noun) for words in _PEOPLE):
        return True
    if noun in _ALSO_PEOPLE:
        return True
    thing = noun in _THINGS or lexicon.has("thing-noun", noun)
    return noun.endswith(_ENDS_PEOPLE) and not thing


_BY_NOUN = (
    ("court-noun", SourceKind.COURT),
    ("academic-noun", SourceKind.ACADEMIC_BODY),
    ("ngo-noun", SourceKind.NGO),
    ("wire-noun", SourceKind.WIRE_AGENCY),
    ("wiki-noun", SourceKind.WIKI),
    ("dataset-noun", SourceKind.DATASET),
    ("public-record-noun", SourceKind.RECORD),
    ("record-noun", SourceKind.DOCUMENT),
    ("account-noun", SourceKind.SOCIAL_ACCOUNT),
    ("public-body-noun", SourceKind.GOVERNMENT_BODY),
)


def by_noun(lexicon: Lexicon, noun: str) -> SourceKind | None:
    """Return the kind of body or paper that a noun names, the narrower first."""
    for words, kind in _BY_NOUN:
        if lexicon.has(words, noun):
            return kind
    return by_own_words(lexicon, [noun])
