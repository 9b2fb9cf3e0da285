"""What an article names by what it is: "the interior ministry", the account called X.

There is but one such body where the article says so, and its own words are its name. A paper
is named by a title or by the body whose work it is, never by who wrote or saw a copy of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.sources.kinds import BODIES, PAPERS, is_outlet_name, is_people
from kg.extraction.rules.sources.mentions import description
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import AnonymityReason, Identification, Source, SourceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_GENERIC = frozenset(
    {
        "new",
        "same",
        "other",
        "former",
        "entire",
        "whole",
        "local",
        "regional",
        "national",
        "big",
        "small",
        "first",
        "second",
        "last",
        "latest",
        "current",
        "own",
        "early",
        "late",
        "large",
        "young",
        "old",
        "little",
        "public",
        "private",
        "data",
    }
)
_UNTITLED = frozenset({"a", "an", "another", "one"})
_HIDDEN = frozenset({"internal", "draft", "confidential", "secret", "leaked", "unpublished"})
_SEEN = frozenset({"see", "obtain", "review", "leak", "share", "view", "examine"})


def titled(reading: Reading, one: Source) -> Source:
    """Return a source that is named by what it is as named, an untitled paper as unnamed."""
    if not one.mentions:
        return one
    if one.identification is Identification.NAMED and one.kind in PAPERS:
        return _untitled(reading, one) if _has_no_title(reading, one) else one
    if one.identification is Identification.NAMED and _is_account(reading, one):
        return replace(_under_other_name(one), kind=SourceKind.SOCIAL_ACCOUNT)
    if one.identification is Identification.NAMED and _calls_itself(reading, one):
        return _under_other_name(one)
    if one.kind is SourceKind.WIKI and one.identification is Identification.UNSTATED:
        named = one.description
        return replace(one, identification=Identification.NAMED, name=named, description=None)
    if _is_one_body(reading, one):
        named = one.description
        return replace(one, identification=Identification.NAMED, name=named, description=None)
    return one


def _under_other_name(one: Source) -> Source:
    return replace(
        one,
        identification=Identification.PSEUDONYMOUS,
        name=None,
        description=one.name,
        reason=one.reason or AnonymityReason.NONE_GIVEN,
    )


def _calls_itself(reading: Reading, one: Source) -> bool:
    """Whether people whom nobody names chose it: "an anonymous team that calls itself X"."""
    called = re.escape(one.name or "")
    words = (
        rf"(?i:\b(?:anonymous|unnamed|unidentified))\b[^.]*\bcall(?:s|ing)? (?:itself|themselves) "
        rf"(?:the )?{called}\b"
    )
    return bool(called) and re.search(words, reading.view.text) is not None


def _untitled(reading: Reading, one: Source) -> Source:
    printed = description(reading.view, tokens_of(reading.view, one.mentions[0]))
    stands = one.name is not None and one.name in reading.view.text
    words = one.name if stands and not (one.name or "").istitle() else printed
    return replace(one, identification=Identification.UNSTATED, name=None, description=words)


def _has_no_title(reading: Reading, one: Source) -> bool:
    """Whether a paper has no name, and was not made public by whoever wrote it.

    "A report by the Agency" can be asked for; "an internal report by the Agency", or one that
    somebody saw, has no name that leads to it.
    """
    view = reading.view
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        called = view.lower[head] in (one.name or "").lower().split()
        if view.pos[head] != "NOUN" or not called:
            continue
        determiner = view.kid(head, "det")
        plural = view.tag[head] == "NNS" and determiner is None
        open_ = plural or (determiner is not None and view.lower[determiner] in _UNTITLED)
        clauses = list(view.kids_by(head, "acl", "relcl"))
        seen = any(view.lemma[clause] in _SEEN for clause in clauses)
        hidden = one.kind is SourceKind.LEAKED_DOCUMENT or any(
            view.lower[kid] in _HIDDEN for kid in view.kids_by(head, "amod", "compound")
        )
        owned = view.kid(head, "poss") is not None
        compound = any(view.pos[kid] == "PROPN" for kid in view.kids_by(head, "compound"))
        if open_ and not owned and not compound and (seen or hidden):
            return True
    return False


def _is_account(reading: Reading, one: Source) -> bool:
    """Whether it is an account that goes by a name, and not by that of whoever runs it."""
    view = reading.view
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        called = any(view.lower[kid] in {"called", "named"} for kid in view.kids_by(head, "acl"))
        if view.lemma[head] == "account" and called:
            return True
    return False


def _is_one_body(reading: Reading, one: Source) -> bool:
    """Whether a body is told apart by its own words: "the strike committee"."""
    open_ = one.identification is Identification.UNRESOLVED
    data = one.kind is SourceKind.DATASET and one.identification is Identification.UNSTATED
    if not one.description or not (open_ or data):
        return False
    view = reading.view
    head = head_of(view, tokens_of(view, one.mentions[0]))
    determiner = view.kid(head, "det")
    owner = view.kid(head, "poss")
    if view.pos[head] != "NOUN" or view.tag[head] != "NN":
        return False
    if owner is None and (determiner is None or view.lower[determiner] != "the"):
        return False
    if owner is not None and view.pos[owner] == "PRON":
        return False
    if one.kind in BODIES:
        before = view.kids_by(head, "compound", "amod", "nmod")
        return owner is not None or any(view.lower[kid] not in _GENERIC for kid in before)
    return one.kind is SourceKind.UNKNOWN and _is_of_name(reading, head)


def _is_of_name(reading: Reading, head: int) -> bool:
    """Whether a thing is that of a body with a name: "the hourly digest of the Media Watch"."""
    view, words = reading.view, reading.words
    if is_people(words, view.lemma[head]):
        return False
    for kid in view.kids_by(head, "prep"):
        inner = view.kid(kid, "pobj")
        if kid == head + 1 and view.lower[kid] == "of" and inner is not None:
            name = view.phrase((view.left[inner], inner + 1))
            if view.label[inner] == "ORG" or is_outlet_name(words, name):
                return True
    return False
