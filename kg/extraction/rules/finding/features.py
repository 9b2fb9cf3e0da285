"""What is looked at, besides the cue itself, to tell an attribution from a mere sentence."""

from __future__ import annotations

from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.view import View

_FIRST = frozenset({"i", "we", "me", "us"})
_SECOND = frozenset({"you"})
_THIRD = frozenset({"he", "she", "they", "him", "her", "them"})
_OPENERS = frozenset({"that", "whether", "if", "what", "how", "why", "when", "where", "who"})
_LENGTHS = (1, 3, 7, 15)
_BASE = {
    Frame.CLAUSE,
    Frame.INFINITIVE,
    Frame.OBJECT,
    Frame.PREPOSITION,
    Frame.PARENTHESIS,
    Frame.TAIL,
}


def features(view: View, candidate: Candidate) -> list[str]:
    """Return the names of what holds of the candidate, as the lexicon weighs them."""
    verb, frame = candidate.anchor, candidate.frame
    subject = _subject(view, candidate.source)
    found = [
        f"frame {frame}",
        f"subject {subject}",
        f"{frame} with subject {subject}",
        f"{frame} as {view.dep[verb]}",
        f"form {view.tag[verb]}",
        f"{frame} of length {_length(candidate)}",
    ]
    if frame in _BASE:
        found.extend(_of_the_verb(view, candidate))
    if view.quoted[verb] and frame is not Frame.COLON:
        found.append("cue within quotation marks")
    if any(view.quoted[token] for piece in candidate.content for token in range(*piece)):
        found.append(f"{frame} of quoted words")
    if view.paragraph[verb] == 0:
        found.append(f"{frame} in first line")
    return found


def _of_the_verb(view: View, candidate: Candidate) -> list[str]:
    verb, frame = candidate.anchor, candidate.frame
    found = []
    for kid in view.kids[verb]:
        if view.dep[kid] == "neg":
            found.append(f"{frame} negated")
        elif view.dep[kid] == "aux" and view.tag[kid] == "MD":
            found.append(f"{frame} after {view.lemma[kid]}")
        elif view.dep[kid] == "mark":
            found.append(f"{frame} after {view.lower[kid]}")
    first = candidate.content[0][0]
    found.append(f"{frame} before cue" if first < verb else f"{frame} after cue")
    if frame is Frame.CLAUSE and view.lower[first] in _OPENERS:
        found.append(f"clause opened by {view.lower[first]}")
    if frame is Frame.OBJECT:
        found.extend(f"object is {view.pos[thing]}" for thing in view.kids_by(verb, "dobj"))
    return found


def _subject(view: View, token: int | None) -> str:
    if token is None:
        return "missing"
    word, pos = view.lower[token], view.pos[token]
    for kind, words in (
        ("first person", _FIRST),
        ("second person", _SECOND),
        ("third person", _THIRD),
    ):
        if word in words:
            return kind
    if pos == "PROPN":
        return f"named {view.label[token] or 'otherwise'}"
    if pos == "NOUN":
        return "several" if view.tag[token] == "NNS" else "noun"
    return pos.lower()


def _length(candidate: Candidate) -> str:
    words = sum(last - first for first, last in candidate.content)
    return next((f"up to {limit}" for limit in _LENGTHS if words <= limit), "more")
