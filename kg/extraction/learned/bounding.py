"""Where the contents that the tagger found end: how it was said is no part of what was said."""

from __future__ import annotations

from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

_WHERE = frozenset({"on", "in", "over", "via", "by"})
_CHANNELS = (
    "social-media-noun",
    "email-noun",
    "phone-noun",
    "published-work-noun",
    "written-statement-noun",
    "interview-in-person-noun",
    "press-conference-noun",
)
"""The word lists of ways by which words come."""


def without_channel(
    view: View, words: Lexicon, verb: int, content: tuple[Range, ...]
) -> tuple[Range, ...]:
    """Return a content without how it was said: "questioned the plan on Twitter and in posts".

    Where nothing else is left, it stays as it is.
    """
    first, last = content[-1]
    # the parser hangs "on Twitter" on the verb, or on what stands before it
    heads = {verb, *view.kids_by(verb, "dobj")}
    for token in range(max(first, verb + 1), last):
        if view.head[token] in heads and _is_channel(view, words, token, last):
            before = content[:-1] if token == first else (*content[:-1], (first, token))
            return before or content
    return content


def _is_channel(view: View, words: Lexicon, preposition: int, last: int) -> bool:
    """Whether a phrase goes on to the end of a content and names a way by which words come."""
    if view.lower[preposition] not in _WHERE or view.quoted[preposition]:
        return False
    if any(view.is_word(token) for token in range(view.right[preposition], last)):
        return False
    phrases = (preposition, *view.kids_by(preposition, "conj"))
    nouns = [noun for one in phrases for noun in view.kids_by(one, "pobj")]
    nouns += [other for noun in nouns for other in view.kids_by(noun, "conj")]
    return any(
        words.has("platform", view.lower[noun])
        or any(words.has(name, view.lemma[noun]) for name in _CHANNELS)
        for noun in nouns
    )
