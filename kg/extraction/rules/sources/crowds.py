"""Words that mean a great many people, whatever their form: the electorate, a slew of clerks."""

from __future__ import annotations

from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

_CROWDS = frozenset(
    {"electorate", "base", "leadership", "establishment", "populace", "readership", "elite"}
    | {"citizenry", "grassroots", "intelligentsia", "opposition", "faction", "punditry"}
    | {"community", "enforcement", "brass", "membership"}
)
_AMOUNTS = frozenset(
    {"slew", "handful", "array", "chorus", "generation", "class", "string", "host", "wave"}
    | {"legion", "cadre", "crop", "bevy", "smattering", "majority", "minority", "plurality"}
    | {"half", "third", "share", "range", "variety", "mix", "couple", "lot", "parade", "stream"}
    | {"crowd", "number", "dozen", "score", "quarter", "bunch", "list", "rest"}
)
_ONES = frozenset({"nobody", "everyone", "everybody"})
_WHO = frozenset({"who", "whom", "whose"})


def is_crowd(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether a noun means many people, though neither its form nor a list says so.

    So do "no one" and a share or a number of people, and things of whom "who" is said.
    """
    lemma = view.lemma[head]
    determiner = view.kid(head, "det")
    word = "" if determiner is None else view.lower[determiner]
    if view.lower[head] in _ONES or (view.lower[head] == "one" and word == "no"):
        return True
    if view.pos[head] == "NOUN" and (lemma in _CROWDS or _is_told_as_people(view, head)):
        return True
    return _is_amount_of_people(view, lexicon, head)


def means_everybody(word: str) -> bool:
    """Return whether a pronoun means nobody in particular: everyone, nobody."""
    return word in _ONES


def _is_told_as_people(view: View, head: int) -> bool:
    """Whether "who" is said of a noun in the plural: "the party's top figures, who"."""
    clause = view.kid(head, "relcl")
    if clause is None or view.tag[head] != "NNS":
        return False
    return any(view.lower[kid] in _WHO for kid in view.kids[clause])


def _is_amount_of_people(view: View, lexicon: Lexicon, head: int) -> bool:
    """Whether it is "a handful of clerks", "more than half the voters"."""
    if view.lemma[head] not in _AMOUNTS:
        return False
    nouns = [noun for kid in view.kids_by(head, "prep") for noun in view.kids_by(kid, "pobj")]
    if view.lower[head] == "half":
        nouns.append(view.head[head])
    return any(
        view.tag[noun] in {"NNS", "NNPS"}
        and (view.label[noun] == "NORP" or is_people(lexicon, view.lemma[noun]))
        for noun in nouns
    )
