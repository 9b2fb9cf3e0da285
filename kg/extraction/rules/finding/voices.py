"""Who can be the source of words at all: not the writer, not "it", "you" or a mere matter."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.frames import Candidate
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import antecedent_of
from kg.extraction.rules.text.view import View

AUTHORS = frozenset({"i", "we", "me", "us", "my", "our"})
"""Whoever speaks: the writer, or inside quotation marks the one who is quoted."""

EXPLETIVES = frozenset({"it", "its"})
"""What names somebody only where it stands for a body or a document that was named."""


def may_speak(view: View, lexicon: Lexicon, candidate: Candidate, *, inside: bool = False) -> bool:
    """Return whether the would-be source is somebody or something that can say things.

    The writer's own "I asked", "we found" ascribes nothing to the outlet that prints it;
    inside another's content it is that one's.
    """
    head = candidate.source
    if head is None or antecedent_of(view, head) is not None:
        return True
    word = view.lower[head]
    if word in AUTHORS:
        return inside or view.quoted[head]
    if lexicon.has("generic-pronoun", word):
        return False
    alone = view.pos[head] == "NOUN" and view.tag[head] == "NN"
    return not (alone and lexicon.has("abstract-noun", view.lemma[head]))


def is_own_voice(view: View, candidate: Candidate, *, inside: bool = False) -> bool:
    """Return whether the source is the "I" of somebody who is quoted or told of."""
    head = candidate.source
    return head is not None and view.lower[head] in AUTHORS and (inside or view.quoted[head])


def joined_names(view: View, head: int | None) -> Iterator[int]:
    """Yield the people named besides the first: Shultz in "King and Shultz say"."""
    if head is None or view.pos[head] != "PROPN":
        return
    for kid in view.kids_by(head, "conj"):
        if kid > head and view.pos[kid] == "PROPN" and view.label[kid] == "PERSON":
            yield kid
            yield from joined_names(view, kid)
