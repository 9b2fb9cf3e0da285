"""How sure a source is of what it says, and whether it says yes or no, where words mark it.

Read are the head clauses of the content and the cue: "might", "is likely", "definitely",
"suspects"; "not", "denied", "no alarm". A clause with "whether" leaves both open. A mark in
a clause that depends on the head, or in one sentence of many, marks nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import NEGATIVE, Told, all_told, heads, is_negative, modals
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Attribution, AttributionType, Certainty, Extraction, Polarity

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_POSSIBLE = frozenset({"could", "may", "might"})
_SPOKEN_TO = frozenset({"you"})
_OPEN_QUESTION = frozenset({"whether", "if"})
_CLEAR = frozenset({"doubt", "question"})
_CUE_LEVELS = (
    ("possible-cue", Certainty.POSSIBLE),
    ("probable-cue", Certainty.PROBABLE),
    ("certain-cue", Certainty.CERTAIN),
)
_LEVELS = (
    ("possible-word", Certainty.POSSIBLE),
    ("probable-word", Certainty.PROBABLE),
    ("certain-word", Certainty.CERTAIN),
)


def with_modality(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with certainty and polarity where the words mark them."""
    marked = tuple(_marked(reading, told) for told in all_told(reading, found))
    return replace(found, attributions=marked)


def _marked(reading: Reading, told: Told) -> Attribution:
    view, words = reading.view, reading.words
    clauses = heads(view, told)
    willed = told.one.type is AttributionType.EVENTUALITY
    if _is_open(view, told, clauses):
        certainty = None if _questions(words, told) else Certainty.UNDERSPECIFIED
        return replace(told.one, certainty=certainty, polarity=Polarity.UNDERSPECIFIED)
    levels = [] if willed else [certainty_of(view, words, head) for head in clauses]
    certainty = _of_most(levels)
    by_cue = _of_cue(view, words, told)
    certainty, polarity = certainty or by_cue, _polarity(view, words, told, clauses)
    if certainty is None and polarity is None:
        return told.one
    return replace(told.one, certainty=certainty, polarity=polarity)


def _is_open(view: View, told: Told, clauses: tuple[int, ...]) -> bool:
    """Whether it is left open: "asked whether", "did not know whether the pier would shut"."""
    if not clauses:
        return False
    if _opens_with_whether(view, clauses[0]):
        return told.holds(clauses[0])
    unknown = view.lemma[clauses[0]] in {"know", "say"} and is_negative(view, clauses[0])
    return unknown and any(
        _opens_with_whether(view, kid) for kid in view.kids_by(clauses[0], "ccomp", "xcomp")
    )


def _opens_with_whether(view: View, verb: int) -> bool:
    mark = view.kid(verb, "mark", "advmod")
    if view.dep[verb] == "advcl" and mark is not None and view.lower[mark] == "if":
        return False
    return mark is not None and mark < verb and view.lower[mark] in _OPEN_QUESTION


def _questions(words: Lexicon, told: Told) -> bool:
    return words.has("method-questioning-cue", told.key.split()[0] if told.key else "")


def _of_most(levels: list[Certainty | None]) -> Certainty | None:
    """Return the first mark, if the first clause or half of them are marked at all."""
    marked = [level for level in levels if level is not None]
    if not marked or (levels[0] is None and 2 * len(marked) < len(levels)):
        return None
    return marked[0]


def certainty_of(view: View, words: Lexicon, head: int) -> Certainty | None:
    """Return how sure a clause is by its own words, given its head."""
    if any(view.lower[kid] == "?" for kid in view.kids_by(head, "punct")):
        return None
    said = _of_words_beside(view, words, head) or _of_doubt(view, head)
    if said is None and _can_only(view, head):
        return Certainty.CERTAIN
    if said is not None:
        return said
    if view.lemma[head] in {"appear", "seem"} and view.kid(head, "xcomp", "acomp", "ccomp", "oprd"):
        return Certainty.PROBABLE
    return Certainty.POSSIBLE if _may_be(view, words, head) else None


def _may_be(view: View, words: Lexicon, head: int) -> bool:
    """Whether it is said to be possible; "could hear" was able to, "could not" is a no."""
    found = _POSSIBLE.intersection(modals(view, head))
    if not found:
        return False
    if "only" in {view.lower[kid] for kid in view.kids_by(head, "advmod")}:
        return False
    if found == {"could"}:
        told = view.kid(head, "nsubj")
        spoken_to = told is not None and view.lower[told] in _SPOKEN_TO
        able = words.has("perception-verb", view.lemma[head])
        return not (able or spoken_to or is_negative(view, head) or _depends(view, head))
    return True


def _depends(view: View, head: int) -> bool:
    """Whether a "could" only says what would follow: "if it rained, it could"."""
    return any(
        view.lower[mark] == "if"
        for clause in view.kids_by(head, "advcl")
        for mark in view.kids_by(clause, "mark")
    )


def _of_words_beside(view: View, words: Lexicon, head: int) -> Certainty | None:
    """Return the level that an adverb, a predicate ("is likely") or its noun's adjective gives."""
    near = [kid for kid in view.kids[head] if view.dep[kid] in {"advmod", "acomp", "oprd"}]
    if view.pos[head] in {"ADJ", "NOUN"}:
        near.append(head)
    near.extend(
        inner
        for kid in view.kids_by(head, "attr", "nsubj")
        if view.dep[kid] == "attr" or view.lower[kid] == "there"
        for inner in (kid, *view.kids_by(kid, "amod"))
    )
    for token in near:
        level = _level(view, words, token)
        # "certain things" are only some
        if level is not None and not (
            level is Certainty.CERTAIN and view.dep[token] in {"amod", "nsubj"}
        ):
            return level
    return None


def _level(view: View, words: Lexicon, token: int) -> Certainty | None:
    if any(view.dep[kid] == "neg" or view.lower[kid] in NEGATIVE for kid in view.kids[token]):
        return None
    for name, level in _LEVELS:
        if words.has(name, view.lower[token]):
            almost = any(words.has("almost-word", view.lower[kid]) for kid in view.kids[token])
            return Certainty.PROBABLE if almost and level is Certainty.CERTAIN else level
    return None


def _can_only(view: View, head: int) -> bool:
    """Whether nothing else is held to be possible: "can only have come from"."""
    only = "only" in {view.lower[kid] for kid in view.kids_by(head, "advmod")}
    done = any(view.lemma[kid] == "have" for kid in view.kids_by(head, "aux"))
    return only and done and "can" in modals(view, head)


def _of_doubt(view: View, head: int) -> Certainty | None:
    """Return certain for "there is no doubt that", "no doubt it will"."""
    for kid in view.kids[head]:
        determiner = view.kid(kid, "det", "neg")
        plain = determiner is not None and view.lower[determiner] == "no"
        if plain and view.lower[kid] in _CLEAR:
            return Certainty.CERTAIN
    return None


def _of_cue(view: View, words: Lexicon, told: Told) -> Certainty | None:
    """Return the level that the cue itself gives: "suspects", "is certain that"."""
    if _is_denied(view, told):
        return Certainty.CERTAIN if told.key == "doubt" else None
    for name, level in _CUE_LEVELS:
        if words.has(name, told.key):
            return level
    return None


def _polarity(view: View, words: Lexicon, told: Told, clauses: tuple[int, ...]) -> Polarity | None:
    refused = denies(view, words, told)
    says_no = _says_no(view, words, clauses)
    if refused:
        return Polarity.POSITIVE if says_no and told.one.content else Polarity.NEGATIVE
    if says_no:
        return Polarity.NEGATIVE
    return Polarity.POSITIVE if clauses and _insists(view, clauses[0]) else None


def denies(view: View, words: Lexicon, told: Told) -> bool:
    """Return whether the cue says no to its content: "denied", "does not believe"."""
    word = told.key.split()[0] if told.key else ""
    negated = _is_denied(view, told)
    if words.has("denying-cue", word) or words.has("doubting-cue", told.key):
        return not negated
    return negated and words.has("believed-cue", told.key)


def _is_denied(view: View, told: Told) -> bool:
    """Whether the cue is denied: "does not doubt"."""
    return told.anchor is not None and any(
        view.dep[kid] == "neg" or view.lower[kid] in NEGATIVE for kid in view.kids[told.anchor]
    )


def _says_no(view: View, words: Lexicon, clauses: tuple[int, ...]) -> bool:
    """Whether the first clause says no, or every second one of a longer content does."""
    said = [is_negative(view, head) or calls_untrue(view, words, head) for head in clauses]
    return bool(said) and (said[0] or 2 * sum(said) > len(said))


def calls_untrue(view: View, words: Lexicon, head: int) -> bool:
    """Return whether a clause, or one that is joined to it, says that something is false."""
    return is_untrue(view, words, head) or any(
        is_untrue(view, words, kid) for kid in view.kids_by(head, "conj")
    )


def is_untrue(view: View, words: Lexicon, head: int) -> bool:
    """Return whether a clause says of something that it is false."""
    if view.lemma[head] != "be":
        return words.has("untrue-word", view.lower[head]) and view.pos[head] in {"ADJ", "NOUN"}
    return any(
        words.has("untrue-word", view.lower[kid]) for kid in view.kids_by(head, "acomp", "attr")
    )


def _insists(view: View, head: int) -> bool:
    """Whether a clause stresses its yes: "it did approve", "he will definitely be cleared"."""
    for kid in view.kids[head]:
        stressed = view.dep[kid] == "aux" and view.lemma[kid] == "do" and kid < head
        if stressed and view.kid(head, "nsubj") is not None:
            return view.tag[kid] in {"VBD", "VBZ", "VBP"} and not _asks(view, head, kid)
        if view.dep[kid] == "advmod" and view.lower[kid] == "definitely":
            return any(view.tag[other] == "MD" for other in view.kids_by(head, "aux"))
    return False


def _asks(view: View, head: int, helping: int) -> bool:
    """Whether the helping verb stands before its subject, as in a question."""
    return any(kid > helping for kid in view.kids_by(head, "nsubj", "nsubjpass"))
