"""Words of thinking and claiming that are plain in print where the parser may take them wrongly.

"they never believe that", "what he believes are their assets", "is “confident” that",
"suspicions that the landing was staged": the words alone tell that somebody thinks or claims it.
These readings serve inside somebody's content only, and where no other one is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.frames import Candidate, Frame, cue_of
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import own_subject
from kg.extraction.rules.text.view import View

_SUBJECTS = frozenset({"i", "we", "he", "she", "they", "who", "it"})
_OPENERS = frozenset({"i", "we", "he", "she", "they", "it", "you", "there", "this", "that"})
_BETWEEN = frozenset({"for", "a", "minute", "moment", "second", "sure", "certain", "until", "like"})
_RELATIVE = frozenset({"what", "that", "which", "who", "whom"})
_HELPING = frozenset({"do", "does", "did", "n't", "n’t", "not", "have", "has", "had"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_ENDS = frozenset({".", "!", "?", ";", ":"})
_MARKS = frozenset({"”", '"', "''", "’", "'", "“", "``"})
_REACH = 6
_BACK = 3


def plain(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what stands plainly behind a word of thinking or claiming."""
    for token in range(view.size - 1):
        if view.pos[token] == "VERB" and lexicon.has("plain-verb", view.lemma[token]):
            yield from _thought(view, token)
        elif view.pos[token] == "ADJ" and lexicon.has("mind-adjective", view.lower[token]):
            yield from _sure(view, token)
        elif view.pos[token] == "NOUN" and lexicon.has("thought-noun", view.lemma[token]):
            yield from _noun(view, token)


def _thought(view: View, verb: int) -> Iterator[Candidate]:
    source = _subject(view, verb)
    if source is None:
        return
    first = _clause(view, verb)
    if first is None and _is_relative(view, source) and view.tag[verb + 1] in _FINITE:
        first = verb + 1
    if first is None:
        return
    content = (first, _end(view, first))
    yield Candidate(verb, view.lemma[verb], Frame.CLAUSE, cue_of(view, verb), (content,), source)


def _subject(view: View, verb: int) -> int | None:
    """Return the pronoun right before a verb, with helping words and adverbs between."""
    for token in range(verb - 1, max(-1, verb - 2 - _BACK), -1):
        if view.lower[token] in _SUBJECTS:
            return token
        if view.lower[token] not in _HELPING and view.pos[token] != "ADV":
            return None
    return None


def _clause(view: View, verb: int) -> int | None:
    """Return where the clause begins that a verb of thinking has; a word or two may go before."""
    commas = 0
    for token in range(verb + 1, min(view.size, verb + 1 + _REACH)):
        word = view.lower[token]
        if word in _OPENERS and (not commas or word == "that"):
            return token
        commas += word == ","
        passes = word in _BETWEEN or view.pos[token] == "ADV" or word == "," or commas
        if not passes or word in _ENDS or word in _MARKS:
            return None
    return None


def _is_relative(view: View, source: int) -> bool:
    """Whether it is "what he believes", "which she thinks"."""
    return source > 0 and view.lower[source - 1] in _RELATIVE


def _end(view: View, first: int) -> int:
    """Return where what is thought ends: with the sentence, or with the quotation."""
    last = view.sentence(first)[1]
    end = first
    while end < last and view.quoted[end] is view.quoted[first]:
        end += 1
    while end > first + 1 and not view.is_word(end - 1):
        end -= 1
    return end


def _sure(view: View, adjective: int) -> Iterator[Candidate]:
    """Somebody is confident or afraid "that"; marks may stand around the word."""
    following = adjective + 1
    while following < view.size and view.words[following] in _MARKS:
        following += 1
    verb = adjective - 1
    while verb > 0 and (view.words[verb] in _MARKS or view.pos[verb] == "ADV"):
        verb -= 1
    if following >= view.size or view.lower[following] != "that" or view.lemma[verb] != "be":
        return
    source = own_subject(view, verb)
    if source is None and verb > 0 and view.pos[verb - 1] in {"PRON", "PROPN", "NOUN"}:
        source = verb - 1
    if source is not None:
        content = (following, view.sentence(following)[1])
        cue = (verb, adjective + 1)
        key = f"be {view.lower[adjective]}"
        yield Candidate(adjective, key, Frame.ADJECTIVE, cue, (content,), source)


def _noun(view: View, noun: int) -> Iterator[Candidate]:
    """A claim, a fear or a suspicion with its clause; of whoever it belongs to, if that is said."""
    mark = noun + 1
    clause = view.head[mark]
    if view.lower[mark] != "that" or view.dep[mark] != "mark" or clause < mark:
        return
    content = (mark, view.subtree(clause)[1])
    key, source = f"{view.lemma[noun]} that", view.kid(noun, "poss")
    yield Candidate(noun, key, Frame.NOUN, (noun, noun + 1), (content,), source)
