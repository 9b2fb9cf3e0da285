"""Sentences that end in who says so: ", a member of his crew told a jury on Tuesday".

The parser often takes the speaker for a thing that the sentence is about. Here the words
count as they are printed: a whole clause, a comma, somebody, a verb of saying or showing,
and nothing behind it but who was told, when and where, or who is cited.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.frames import Candidate, Frame, candidate_of
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View

_TELLING = frozenset({"saying", "writing", "telling", "showing"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENS_NAME = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"})
_SUBORDINATE = frozenset({"SCONJ", "CCONJ"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "and", "but", "or"})
_CLAUSES = frozenset({"that", "who", "which", "whose", "what", "how", "why", "whether", "if"})
_LONGEST_SPEAKER = 14
_LONGEST_REST = 10
_LONGEST_INSERTED = 6
_LEAST_CLAUSE = 3
_FARTHEST = 400
_ENDS = frozenset(".!?")


def tails(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what is said in sentences that name their speaker at the end."""
    for token in range(2, view.size):
        if not view.quoted[token] and _may_report(view, lexicon, token):
            found = _tail(view, token)
            if found is not None:
                yield found


def plain_clauses(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what stands behind "said that", where the parser found no clause there."""
    for verb in range(1, view.size - 2):
        reports = lexicon.family(view.lemma[verb]) in _TELLING and view.tag[verb] in _FINITE
        if not reports or view.lower[verb + 1] != "that" or view.quoted[verb]:
            continue
        first, last = verb + 1, _sentence(view, verb)[1]
        found = any(kid > verb for kid in view.kids_by(verb, "ccomp"))
        states = any(view.tag[token] in {*_FINITE, "MD"} for token in range(first, last))
        if not found and states and last - first > _LEAST_CLAUSE:
            yield candidate_of(view, verb, Frame.CLAUSE, ((first, last),))


def inverted(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what a headline says before ", says study"."""
    for verb in range(3, view.size - 1):
        reports = lexicon.family(view.lemma[verb]) in _TELLING and view.tag[verb] in _FINITE
        if not reports or view.words[verb - 1] != "," or not _is_headline(view, verb):
            continue
        first, last = view.paragraph_range(verb)
        while last > verb and view.pos[last - 1] == "SPACE":
            last -= 1
        speaker = _head(view, verb + 1, last)
        if speaker is not None and last - verb <= _LONGEST_SPEAKER:
            content, tokens = (first, verb - 1), (verb + 1, last)
            key = view.lemma[verb]
            yield Candidate(verb, key, Frame.TAIL, (verb, verb + 1), (content,), speaker, tokens)


def _may_report(view: View, lexicon: Lexicon, token: int) -> bool:
    """Whether a word is a finite verb of saying, or its form at the very end of the sentence."""
    if lexicon.family(view.lemma[token]) in _TELLING and view.pos[token] == "VERB":
        return view.tag[token] in _FINITE
    last = token + 1 >= view.size or view.words[token + 1] in _ENDS
    return last and lexicon.has("showing-form", view.lower[token])


def _tail(view: View, verb: int) -> Candidate | None:
    first, last = _sentence(view, verb)
    if not _only_adjuncts(view, verb, last):
        return None
    comma = _comma_before(view, verb, first)
    if comma is None or not _is_clause(view, (first, comma)):
        return None
    speaker = _head(view, comma + 1, verb)
    if speaker is None:
        return None
    return Candidate(
        verb,
        view.lemma[verb],
        Frame.TAIL,
        (verb, verb + 1),
        ((first, comma),),
        speaker,
        (comma + 1, _end(view, comma + 1, verb)),
    )


def _sentence(view: View, verb: int) -> Range:
    """Return the sentence as it is printed, whatever the parser makes of it."""
    first, last = verb, verb + 1
    number = view.paragraph[verb]
    # words without any full stop, by the thousand, are no sentence
    least, most = max(0, verb - _FARTHEST), min(view.size, verb + _FARTHEST)
    while first > least and view.paragraph[first - 1] == number and not _stops(view, first - 1):
        first -= 1
    while last < most and view.paragraph[last] == number and not _stops(view, last - 1):
        last += 1
    while first < verb and view.pos[first] == "SPACE":
        first += 1
    return first, last


def _stops(view: View, token: int) -> bool:
    return view.words[token] in _ENDS and not view.quoted[token]


def _only_adjuncts(view: View, verb: int, last: int) -> bool:
    """Whether nothing behind the verb can be what is said: no clause, no finite verb."""
    if any(kid > verb for kid in view.kids_by(verb, "ccomp", "xcomp")):
        return False
    token = verb + 1
    while token < last:
        if view.words[token] == ",":
            following = view.tag[token + 1] if token + 1 < last else ""
            return following in {"VBG", "VBN", "IN"} or token + 1 >= last
        clause = view.lower[token] in _CLAUSES or view.tag[token] in {*_FINITE, "MD"}
        if view.quoted[token] or clause or view.words[token] == ":":
            return False
        token += 1
    return last - verb <= _LONGEST_REST


def _comma_before(view: View, verb: int, first: int) -> int | None:
    """Return the comma before a speaker who is named by so many words at most."""
    for token in range(verb - 1, max(first, verb - _LONGEST_SPEAKER) - 1, -1):
        if view.words[token] == ",":
            return token if token < verb - 1 else None
        finite = view.tag[token] in {*_FINITE, "MD"}
        if finite or view.quoted[token] or view.lower[token] in _RELATIVE:
            return None
        if view.pos[token] == "SPACE" or view.words[token] in {":", ";", "—", "–"}:
            return None
    return None


def _is_clause(view: View, tokens: Range) -> bool:
    """Whether the words before the comma state something: a clause, or a headline's words."""
    first, last = tokens
    words = [token for token in range(first, last) if view.is_word(token)]
    if len(words) < _LEAST_CLAUSE:
        return False
    if view.pos[words[0]] in _SUBORDINATE or view.tag[words[0]] in {"VBG", "VBN"}:
        return False
    if any(view.tag[token] in {*_FINITE, "MD"} for token in words):
        return True
    return _is_headline(view, first)


def _is_headline(view: View, token: int) -> bool:
    """Whether a line is the article's first and has no full stop."""
    if view.paragraph[token] > 0:
        return False
    return view.words[_last_word(view, token)] not in _ENDS


def _last_word(view: View, token: int) -> int:
    last = view.paragraph_range(token)[1] - 1
    while last > token and view.pos[last] == "SPACE":
        last -= 1
    return last


def _head(view: View, first: int, verb: int) -> int | None:
    """Return the head of a speaker's name: its last noun before what says more of it."""
    while first < verb and view.pos[first] == "ADV":
        first += 1
    if first >= verb or view.pos[first] not in _OPENS_NAME:
        return None
    if view.pos[first] == "PRON" and verb - first == 1:
        return first
    head = None
    for token in range(first, verb):
        if view.pos[token] in {"ADP", "VERB", "PUNCT"} and view.words[token] not in {"-", "&"}:
            break
        if view.pos[token] in {"NOUN", "PROPN"} or view.lower[token] in {"one", "some", "both"}:
            head = token
    return head


def _end(view: View, first: int, verb: int) -> int:
    last = verb
    while last - 1 > first and view.pos[last - 1] == "ADV":
        last -= 1
    return last


def insertions(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what a reporting clause between commas is dropped into: "The gate, it said, was"."""
    for verb in range(3, view.size - 2):
        reports = view.pos[verb] == "VERB" and lexicon.family(view.lemma[verb]) in _TELLING
        if not reports or view.tag[verb] not in _FINITE or view.quoted[verb]:
            continue
        first, last = _sentence(view, verb)
        comma = _comma_before(view, verb, first)
        close = _close_comma(view, verb, last)
        if comma is None or close is None:
            continue
        speaker = _head(view, comma + 1, verb)
        if speaker is None or not _goes_on(view, (first, comma), (close, last)):
            continue
        pieces = ((first, comma), (close + 1, last))
        tokens = (comma + 1, _end(view, comma + 1, verb))
        key = view.lemma[verb]
        yield Candidate(verb, key, Frame.PARENTHESIS, (verb, verb + 1), pieces, speaker, tokens)


def _close_comma(view: View, verb: int, last: int) -> int | None:
    """Return the comma behind the verb and what little tells how: "he said by phone,"."""
    for token in range(verb + 1, min(last, verb + _LONGEST_INSERTED)):
        if view.words[token] == ",":
            return token
        if view.pos[token] not in {"ADP", "DET", "NOUN", "PROPN", "ADV", "ADJ", "NUM"}:
            return None
    return None


def _goes_on(view: View, before: Range, after: Range) -> bool:
    """Whether what stands before and behind is one clause, or one with what is added to it."""
    words = [token for token in range(*before) if view.is_word(token)]
    rest = [token for token in range(*after) if view.is_word(token)]
    if not words or not rest or view.quoted[rest[0]]:
        return False
    if view.pos[words[0]] in _SUBORDINATE - {"CCONJ"} or view.tag[words[0]] in {"VBG", "VBN"}:
        return False
    stated = any(view.tag[token] in {*_FINITE, "MD"} for token in words)
    if not stated:
        return view.tag[rest[0]] in {*_FINITE, "MD"} and view.pos[words[-1]] != "ADV"
    return view.pos[rest[0]] in {"SCONJ", "CCONJ"} or view.tag[rest[0]] == "WRB"
