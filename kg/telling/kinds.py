"""The kinds that sources and passages are told apart by, on a page and in a table of counts."""

from __future__ import annotations

from enum import StrEnum

from kg.model import Identification


class Kind(StrEnum):
    """What a mark, a card, a part of a bar or a column stands for."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    GROUP = "group"
    UNSTATED = "unstated"
    UNRESOLVED = "unresolved"
    ASKED = "asked"
    UNATTRIBUTED = "unattributed"


_BY_IDENTIFICATION = {
    Identification.NAMED: Kind.NAMED,
    Identification.PSEUDONYMOUS: Kind.ANONYMOUS,
    Identification.ANONYMOUS_DESCRIBED: Kind.ANONYMOUS,
    Identification.ANONYMOUS_BARE: Kind.ANONYMOUS,
    Identification.COLLECTIVE_UNNAMED: Kind.GROUP,
    Identification.UNSTATED: Kind.UNSTATED,
    Identification.UNRESOLVED: Kind.UNRESOLVED,
}


def kind_as(identification: Identification) -> Kind:
    """Return the kind of a source that an article identifies so far."""
    return _BY_IDENTIFICATION[identification]


def kind_called(identification: str) -> Kind:
    """Return the kind of an identification by its notation."""
    return kind_as(Identification(identification))
