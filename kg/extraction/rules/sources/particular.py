"""Whether a few particular people are meant by a noun, and not a body or a crowd."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.sources.mentions import Mention
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Identification

FEW = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
)
_SEVERAL = frozenset({"several", "multiple", "numerous"})
_INCLUDING = frozenset({"including", "like", "such"})
_PRESENT = ("in attendance", "in the room", "present", "at the meeting", "on the call")
_PERCEIVED = frozenset({"see", "meet", "hear", "attend", "witness", "watch"})
_AT_FIRST_HAND = frozenset({"him", "her", "it", "them", "directly", "meeting", "call", "talks"})
_PRIVATE = frozenset({"friend", "relative", "acquaintance", "classmate", "neighbor", "neighbour"})


def of_somebodys(view: View, head: int, owner: int) -> Identification:
    """Return how far "her friend" is identified, whom nothing names: one who speaks of her.

    A friend or a colleague who is heard is somebody in particular, and not named.
    """
    heard = view.dep[head] == "nsubj" and view.pos[view.head[head]] == "VERB"
    if any(view.label[token] == "PERSON" for token in range(head, view.subtree(head)[1])):
        heard = False  # "his best friend, Jan Pell": named, whoever the parser says Jan Pell is
    if heard and view.lemma[head] in _PRIVATE | {"colleague"} and view.tag[head] == "NN":
        return Identification.ANONYMOUS_DESCRIBED
    return Identification.UNRESOLVED if view.pos[owner] == "PRON" else Identification.UNSTATED


def are_few(view: View, mention: Mention) -> bool:
    """Return whether people are a few by number, or are "several" of whom none is named."""
    before = [view.lower[token] for token in range(view.left[mention.head], mention.head)]
    if {"of", "in"} & set(before):  # a share: "two out of three Belgians", "six in ten"
        return False
    # nobody speaks for all of somebody's friends
    if before[:1] == ["some"] and view.lemma[mention.head] in _PRIVATE:
        return True
    return bool((FEW | _SEVERAL) & set(before)) and are_counted(view, mention)


def are_counted(view: View, mention: Mention) -> bool:
    """Return whether it is told that they are a few: "two officials", "several aides", "both"."""
    head = mention.head
    before = [view.lower[token] for token in range(view.left[head], head)]
    counts = any(view.dep[token] == "nummod" for token in range(view.left[head], head))
    if "in" in before and any(view.pos[token] == "NUM" for token in range(view.left[head], head)):
        return False
    if {"all", "the", "only"} & set(before):
        return "two" in before and "all" not in before
    behind = range(head + 1, min(view.size, mention.tokens[1] + 2))
    if any(view.lower[token] in _INCLUDING for token in behind):
        return False
    return counts or "both" in before or bool(_SEVERAL & set(before))


def qualities(view: View, head: int) -> Iterator[int]:
    """Yield the adjectives of a noun, those joined by "and" too: "current and former"."""
    for kid in view.kids_by(head, "amod"):
        yield kid
        yield from view.kids_by(kid, "conj")


def same_ask(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether the next sentence says of the same people that they asked not to be named."""
    last = view.sentence(head)[1]
    if last >= view.size or view.paragraph[last] != view.paragraph[head]:
        return False
    first, end = view.sentence(last)
    same = any(
        view.lemma[token] == view.lemma[head] and view.dep[token] == "nsubj"
        for token in range(first, end)
    )
    words = view.phrase((first, end)).lower()
    return same and any(phrase in words for phrase in lexicon.lists["anonymity-phrase"])


def was_there(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether people are called by what they saw: "people in attendance", "who saw him".

    What one saw or heard at large is none of it: so it is told of voters and viewers.
    """
    if view.pos[head] != "NOUN" or not is_people(lexicon, view.lemma[head]):
        return False
    for kid in view.kids_by(head, "prep", "amod", "relcl"):
        first, last = view.subtree(kid)
        words = view.phrase((first, min(last, first + 3))).lower()
        if kid > head and words.startswith(_PRESENT):
            return True
        if view.dep[kid] == "relcl" and view.lemma[kid] in _PERCEIVED:
            who = view.kid(kid, "nsubj")
            thing = view.kid(kid, "dobj") or view.kid(kid, "advmod")
            known = thing is not None and view.lower[thing] in _AT_FIRST_HAND
            return who is not None and view.lower[who] == "who" and known
    return False


def says_privately(view: View, head: int) -> bool:
    """Return whether it is told in private what some say: "Privately, some officials concede"."""
    verb = view.head[head]
    if view.dep[head] != "nsubj" or view.pos[verb] != "VERB":
        return False
    return any(view.lower[kid] == "privately" for kid in view.kids_by(verb, "advmod"))


def told_before(view: View, head: int) -> tuple[str, ...] | None:
    """Return what stands before a noun: "former" in "the former employee"; of "the" nothing.

    Nothing can be told where more is said behind it than its plain adjectives.
    """
    before = [kid for kid in view.kids[head] if kid < head and view.is_word(kid)]
    if any(view.dep[kid] not in {"det", "amod", "compound"} for kid in before):
        return None
    return tuple(view.lower[kid] for kid in before if view.dep[kid] != "det")
