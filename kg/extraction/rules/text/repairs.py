"""Attachments that the small parser is known to get wrong, put right before the rules read them."""

from __future__ import annotations

from typing import Protocol

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week, in the order in which `date.weekday` counts them."""

_FINITE = frozenset({"VBD", "VBZ"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_STOPS = frozenset(".!?")
_REACH = 60
_CLOSE = 8
_CLIMB = 5
_MARKS = frozenset({'"', "“", "”", "''", "``"})
_TAKES_CLAUSE = frozenset(
    {
        "accept",
        "acknowledge",
        "add",
        "admit",
        "agree",
        "allege",
        "announce",
        "argue",
        "assert",
        "assure",
        "caution",
        "claim",
        "complain",
        "concede",
        "conclude",
        "confirm",
        "contend",
        "declare",
        "deny",
        "disclose",
        "estimate",
        "explain",
        "find",
        "indicate",
        "inform",
        "insist",
        "know",
        "learn",
        "maintain",
        "mention",
        "note",
        "observe",
        "predict",
        "promise",
        "recall",
        "reiterate",
        "remark",
        "remind",
        "repeat",
        "reply",
        "report",
        "respond",
        "reveal",
        "say",
        "state",
        "stress",
        "suggest",
        "tell",
        "testify",
        "warn",
        "write",
    }
)
"""Verbs of which a clause with "that" tells what was said or found out."""


class Tree(Protocol):
    """What a repair needs to see of a parse, and may change: heads and relations."""

    words: list[str]
    lower: list[str]
    lemma: list[str]
    label: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]


def resumed_clauses(tree: Tree) -> None:
    """Give "Roe, who was there, said ..." its main verb back.

    The parser hangs the verb on a noun inside the clause between the commas; it goes to
    the noun that the clause is about.
    """
    for verb in range(2, len(tree.words)):
        if tree.dep[verb] != "acl" or not _may_resume(tree, verb):
            continue
        noun = parted_from(tree, verb)
        if noun is not None and noun != tree.head[verb] and not _hangs_on(tree, noun, verb):
            _move(tree, verb, noun)


def loose_weekdays(tree: Tree) -> None:
    """Take the day off a name: in "told the Herald Sunday" the paper is told, and on Sunday."""
    for day in range(1, len(tree.words)):
        name = day - 1
        joined = tree.dep[name] == "compound" and tree.head[name] == day
        if tree.lower[day] not in WEEKDAYS or not joined or tree.pos[name] != "PROPN":
            continue
        if tree.label[name] not in {"DATE", "EVENT"}:
            _behead(tree, day, name)


def spoken_besides(tree: Tree, speaking: frozenset[str]) -> None:
    """Give "She said he would go, adding that ..." the speaker of the sentence for both cues.

    The parser hangs the second cue on the verb inside what was said; it goes to the first.
    """
    for verb in range(1, len(tree.words)):
        if tree.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or tree.words[verb - 1] != ",":
            continue
        said = tree.head[verb]
        while tree.dep[said] in {"conj", "xcomp"} and tree.head[said] < said:
            said = tree.head[said]
        cue = tree.head[said]
        if tree.lemma[verb] not in speaking or tree.dep[said] != "ccomp" or not cue < said < verb:
            continue
        if tree.lemma[cue] in speaking:
            tree.kids[tree.head[verb]].remove(verb)
            tree.head[verb] = cue
            tree.kids[cue] = sorted([*tree.kids[cue], verb])


def stray_clauses(tree: Tree) -> None:
    """Give "denied in an email that ..." its clause back, which the parser hangs on the email.

    So too "told the Herald on the steps that ..."; only where the verb has no clause yet and
    the clause has a subject of its own.
    """
    for clause in range(3, len(tree.words)):
        if tree.dep[clause] not in {"acl", "relcl"} or not _is_whole_clause(tree, clause):
            continue
        cue = _clause_taker(tree, tree.head[clause])
        if cue is None or any(tree.dep[kid] in {"ccomp", "xcomp"} for kid in tree.kids[cue]):
            continue
        if _follows_quotation(tree, cue):
            continue
        tree.kids[tree.head[clause]].remove(clause)
        tree.head[clause], tree.dep[clause] = cue, "ccomp"
        tree.kids[cue] = sorted([*tree.kids[cue], clause])


def _follows_quotation(tree: Tree, cue: int) -> bool:
    """Whether a quotation stands in the same sentence, close before the cue that ends it."""
    for token in range(cue - 1, max(0, cue - _CLOSE), -1):
        if tree.words[token] in _STOPS or "\n" in tree.words[token]:
            return False
        if tree.words[token] in _MARKS:
            return True
    return False


def _is_whole_clause(tree: Tree, verb: int) -> bool:
    """Whether a clause begins with "that" and has another word for its subject."""
    kids = [kid for kid in tree.kids[verb] if kid < verb]
    if not kids or not any(tree.lower[kid] == "that" for kid in kids):
        return False
    opener = next(kid for kid in kids if tree.lower[kid] == "that")
    owns = any(tree.dep[kid] in {"nsubj", "nsubjpass", "expl"} and kid > opener for kid in kids)
    return owns and opener == kids[0]


def _clause_taker(tree: Tree, noun: int) -> int | None:
    """Return the verb that takes a clause, where the noun only tells in what or to whom."""
    place = noun
    for _ in range(_CLIMB):
        if tree.dep[place] not in {"pobj", "prep", "dobj", "dative", "conj"}:
            return None
        place = tree.head[place]
        if tree.pos[place] == "VERB":
            return place if tree.lemma[place] in _TAKES_CLAUSE and place < noun else None
    return None


def _behead(tree: Tree, day: int, name: int) -> None:
    """Let the name head its phrase in place of the day, which goes to the verb."""
    phrase = tree.head[day]
    verb = phrase
    while tree.pos[verb] not in {"VERB", "AUX"} and tree.head[verb] != verb:
        verb = tree.head[verb]
    if phrase == day:
        return
    tree.kids[phrase].remove(day)
    tree.kids[phrase] = sorted([*tree.kids[phrase], name])
    for kid in tree.kids[day]:
        tree.head[kid] = name
    tree.kids[name] = sorted({*tree.kids[name], *tree.kids[day]} - {name})
    tree.kids[day] = []
    tree.head[name], tree.dep[name] = phrase, tree.dep[day]
    tree.head[day], tree.dep[day] = verb, "npadvmod"
    tree.kids[verb] = sorted([*tree.kids[verb], day])


def _may_resume(tree: Tree, verb: int) -> bool:
    """Whether a verb is a main one: finite, or taken for a participle but with its own clause."""
    if tree.pos[verb] != "VERB":
        return False
    clause = any(tree.dep[kid] == "ccomp" for kid in tree.kids[verb])
    return tree.tag[verb] in _FINITE or (tree.tag[verb] == "VBN" and clause)


def parted_from(tree: Tree, verb: int) -> int | None:
    """Return the noun that a relative clause between commas parts from the verb."""
    place = verb - 1
    while place > 0 and tree.pos[place] == "ADV":
        place -= 1
    if tree.words[place] != ",":
        return None
    for token in range(place - 1, max(0, place - _REACH), -1):
        if tree.words[token] in _STOPS or "\n" in tree.words[token]:
            return None
        if tree.tag[token] in _RELATIVE and tree.words[token - 1] == ",":
            return _clause_noun(tree, token)
    return None


def _clause_noun(tree: Tree, pronoun: int) -> int | None:
    clause = pronoun
    while tree.dep[clause] != "relcl":
        if tree.head[clause] == clause:
            return None
        clause = tree.head[clause]
    noun = tree.head[clause]
    return noun if tree.pos[noun] in {"NOUN", "PROPN"} and noun < pronoun else None


def _hangs_on(tree: Tree, place: int, top: int) -> bool:
    """Whether a word hangs on another: the other, moved below it, would make a ring."""
    while tree.head[place] != place and place != top:
        place = tree.head[place]
    return place == top


def _move(tree: Tree, verb: int, noun: int) -> None:
    tree.tag[verb] = "VBD" if tree.tag[verb] == "VBN" else tree.tag[verb]
    tree.kids[tree.head[verb]].remove(verb)
    tree.head[verb] = noun
    tree.dep[verb] = "parataxis"
    tree.kids[noun].append(verb)
    tree.kids[noun].sort()
