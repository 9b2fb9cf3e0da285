"""The role in which somebody speaks, as printed: "the county's finance director", "spokesman"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.rules.sources.kinds import is_human_role
from kg.extraction.rules.sources.mentions import Mention, Shape, mention_of
from kg.extraction.rules.sources.names import is_address
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import Range, View

_LONGEST = 22
_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "DET", "PRON"})
_NO_ROLE = frozenset({"WDT", "WP", "IN", "CC", "RB"})
_OWNING = frozenset({"'s", "’s", "'", "’"})
_COUNTED = ("kin-noun", "role-noun", "speaking-noun", "member-noun", "staff-noun")


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called beside the name; `noun` is its head word."""

    noun: int
    tokens: Range


def roles_at(view: View, words: Lexicon, head: int) -> tuple[Role, ...]:
    """Return the roles that stand with one mention of a name, the fullest kind first."""
    mention = mention_of(view, words, head)
    if mention.shape is not Shape.NAME:
        return ()
    begins = _name_begins(view, mention)
    found = (
        _after(view, words, mention),
        _explained(view, words, mention, begins),
        _before(view, words, begins),
    )
    return tuple(role for role in found if role is not None)


def _name_begins(view: View, mention: Mention) -> int:
    """Return the first token of the name without titles."""
    parts = {word.lower() for word in mention.name.replace("-", " ").split()} | {"-"}
    first = mention.place
    while first > 0 and view.lower[first - 1] in parts:
        first -= 1
    return first


def _after(view: View, words: Lexicon, mention: Mention) -> Role | None:
    """Return the apposition: "Jane Roe, the county's finance director"."""
    for owner in dict.fromkeys((mention.place, mention.head)):
        for kid in view.kids_by(owner, "appos"):
            role = Role(kid, _up_to_comma(view, kid))
            fits = kid > mention.place and is_role_noun(view, words, kid)
            if fits and not _is_of_next_name(view, role):
                return role
    return None


def _is_of_next_name(view: View, role: Role) -> bool:
    """Whether a name follows that the role explains: "as Roe told the mayor, Mark Dow"."""
    comma = role.tokens[1]
    if comma + 1 >= view.size or view.words[comma] != ",":
        return False
    name = view.name_at[comma + 1]
    return name is not None and name.label == "PERSON"


def _explained(view: View, words: Lexicon, mention: Mention, begins: int) -> Role | None:
    """Return the role that a name explains: "a spokeswoman for the port, Jane Roe"."""
    owner = mention.head if mention.head < begins else _owner(view, mention.head)
    if owner >= begins or not is_role_noun(view, words, owner):
        return None
    explains = owner == mention.head or view.dep[mention.head] == "appos"
    first, last = _up_to_comma(view, owner)
    last = min(last, begins)
    if not explains or last <= owner or view.words[begins - 1] != ",":
        return None
    return Role(owner, (first, last))


def _owner(view: View, name: int) -> int:
    """Return what an apposed name explains: of "the leader of the council, Jane Roe" the leader."""
    owner = view.head[name]
    phrase = view.head[owner]
    if view.label[name] == "PERSON" and view.dep[owner] == "pobj" and view.lower[phrase] == "of":
        return view.head[phrase]
    return owner


def _before(view: View, words: Lexicon, begins: int) -> Role | None:
    """Return the title right before a name: "Ellery Steel spokesman Mark Dow"."""
    noun = begins - 1
    if noun < 0 or not _is_title(view, words, noun):
        return None
    first = noun
    while first > 0 and _goes_on(view, words, first - 1):
        first -= 1
    owned = any(view.words[token] in _OWNING for token in range(first, noun))
    while first < noun and _is_no_part(view, first, owned=owned):
        first += 1
    return Role(noun, (first, begins))


def _is_title(view: View, words: Lexicon, noun: int) -> bool:
    lower = view.lower[noun]
    if words.has("honorific", lower) or view.pos[noun] not in {"NOUN", "PROPN", "ADJ"}:
        return False
    known = is_address(words, lower) or is_role_noun(view, words, noun)
    return known and view.tag[noun] not in {"NNS", "NNPS"}


def _goes_on(view: View, words: Lexicon, token: int) -> bool:
    """Whether a word still belongs to a title."""
    lower = view.lower[token]
    if words.has("weekday", lower) or view.label[token] in {"DATE", "TIME"}:
        return False
    if view.pos[token] == "SPACE" or view.dep[token] == "ROOT":
        return False
    if lower == "of":
        return view.pos[token - 1] in {"NOUN", "PROPN"} and view.words[token + 1].islower()
    return view.pos[token] in _IN_TITLE and lower not in {"that", "who", "which"}


def _is_no_part(view: View, token: int, *, owned: bool) -> bool:
    """Whether a word at the head of a title is none of it: an article that nothing owns."""
    if view.pos[token] in {"PART", "ADP"}:
        return True
    return view.pos[token] == "DET" and not owned


def is_role_noun(view: View, words: Lexicon, noun: int) -> bool:
    """Return whether a singular noun says what one person is."""
    if view.tag[noun] in {"NNS", "NNPS"} or view.pos[noun] not in {"NOUN", "PROPN", "ADJ"}:
        return False
    lemma, lower = view.lemma[noun], view.lower[noun]
    if is_human_role(words, lemma) or is_human_role(words, lower):
        return True
    if words.has("anonymous-noun", lemma):
        return True
    return any(words.has(name, word) for name in _COUNTED for word in (lemma, lower))


def _up_to_comma(view: View, noun: int) -> Range:
    """Return the phrase of a role, without clauses and what follows a comma."""
    first, last = noun_phrase(view, noun)
    while first < noun and (view.tag[first] in _NO_ROLE or view.lower[first] == "that"):
        first += 1
    last = min(last, first + _LONGEST)
    for token in range(noun + 1, last):
        if view.words[token] in {",", ";", "(", "—", "–"}:
            return first, token
    return first, last
