"""What kind of source a name or noun is, by the words in and beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.rules.lexicon import Lexicon
from kg.model import SourceKind

BODIES = frozenset(
    {
        SourceKind.GOVERNMENT_BODY,
        SourceKind.COMPANY,
        SourceKind.POLITICAL_GROUP,
        SourceKind.ORGANISATION,
        SourceKind.NEWS_OUTLET,
        SourceKind.DOCUMENT,
    }
)
"""What is no human being, nor several."""

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
