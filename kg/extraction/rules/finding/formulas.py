"""Attributions without a verb: "according to", a speaker and a colon, a dash and a name."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.subjects import own_subject
from kg.extraction.rules.text.view import Range, View

_DASHES = frozenset({"―", "—", "–", "--", "-"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PRON", "NUM", "PART", "ADV"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BREAKS = frozenset({".", "!", "?", ";", ":", "”", '"', "—", "–"})
_LONGEST_SPEAKER = 6
_LONGEST_SIGNATURE = 8


def formulas(view: View, quoting: frozenset[str]) -> Iterator[Candidate]:
    """Yield the candidates that show by their wording; `quoting` are lemmas that bring in words."""
    for token in range(view.size - 1):
        if view.lemma[token] in quoting and _ends_sentence_as_cue(view, token):
            yield from _tail(view, token)
        if view.lower[token] == "according" and view.lower[token + 1] == "to":
            yield from _according(view, token)
        elif view.words[token] == ":":
            yield from _speaker(view, token)
        elif view.words[token] in _DASHES:
            yield from _signature(view, token)


def _ends_sentence_as_cue(view: View, token: int) -> bool:
    """Whether a word is a finite verb, or a noun only to the parser: "the Herald reports."."""
    if view.pos[token] == "VERB":
        return view.tag[token] in {"VBD", "VBZ"}
    last = token + 1 < view.size and view.words[token + 1] in {".", ")"}
    return last and view.tag[token] == "NNS" and view.pos[token - 1] == "PROPN"


def _tail(view: View, verb: int) -> Iterator[Candidate]:
    """The sentence ends in a comma, a speaker and the cue, whatever the parser makes of it."""
    if view.quoted[verb]:
        return
    if own_subject(view, verb) is not None and view.kid(verb, "ccomp") is not None:
        return
    first, last = view.sentence(verb)
    if any(
        view.pos[token] in {"VERB", "AUX"} or view.words[token] == ","
        for token in range(verb + 1, last)
    ):
        return
    comma = verb - 1
    while comma > first and view.words[comma] != "," and verb - comma <= _LONGEST_SIGNATURE:
        if view.pos[comma] not in _NAMING and view.words[comma] != "-":
            return
        comma -= 1
    speaker = verb - 1
    while speaker > comma and view.pos[speaker] == "ADV":
        speaker -= 1
    if (
        view.words[comma] != ","
        or speaker <= comma
        or view.pos[speaker] not in {"PROPN", "NOUN", "PRON"}
    ):
        return
    if not any(view.pos[token] in {"VERB", "AUX"} for token in range(first, comma)):
        return
    yield Candidate(
        verb,
        view.lemma[verb],
        Frame.TAIL,
        (verb, verb + 1),
        ((first, comma),),
        speaker,
        (comma + 1, speaker + 1),
    )


def _according(view: View, token: int) -> Iterator[Candidate]:
    to = token + 1
    source = view.kid(token, "pobj") or view.kid(to, "pobj")
    if source is None:
        return
    phrase_first = (
        token - 1 if view.dep[token - 1] == "advmod" and view.head[token - 1] == token else token
    )
    phrase_last = max(view.subtree(source)[1], to + 1)
    clause = clause_around(view, token)
    clause = (_printed_start(view, clause[0]), clause[1])
    if phrase_first == clause[0]:
        phrase_last = _before_subject(view, source, phrase_last)
    before, after = (clause[0], phrase_first), (phrase_last, clause[1])
    if _opens_clause(view, before) and _only_explains(view, after):
        after = (clause[1], clause[1])
    if not _words_in(view, before) and not _words_in(view, after):
        after = (_last_comma(view, (token, clause[1])), clause[1])
    pieces = tuple(piece for piece in (before, after) if _words_in(view, piece))
    if _words_in(view, before) and not _opens_clause(view, before):
        pieces = tuple(piece for piece in pieces if _words_in(view, piece) > 1)
    if pieces:
        yield Candidate(token, "according to", Frame.ACCORDING, (token, to + 1), pieces, source)


def _printed_start(view: View, first: int) -> int:
    """Return where a sentence begins in print, whose first word the parser may have cut off."""
    number = view.paragraph[first]
    while (
        first > 0 and view.paragraph[first - 1] == number and view.words[first - 1] not in _BREAKS
    ):
        first -= 1
    return first


def _before_subject(view: View, source: int, last: int) -> int:
    """Return where a fronted phrase ends, if the parser gave it the subject of the sentence.

    In "According to Roe, the chair, Ann Dow, left" the chair is no other name of Roe.
    """
    name = view.name_at[source]
    following = last + 1 if last < view.size and view.words[last] == "," else last
    if following >= view.size or view.tag[following] not in _FINITE:
        return last
    end = source + 1 if name is None else name.last
    return end if view.words[end] == "," else last


def _only_explains(view: View, tokens: Range) -> bool:
    """Whether what follows the source says what it is: ", a study from the college"."""
    first = tokens[0]
    while first < tokens[1] and not view.is_word(first):
        first += 1
    return first < tokens[1] and view.tag[first] == "DT" and view.words[first - 1] == ","


def _last_comma(view: View, tokens: Range) -> int:
    """Return where what follows the last comma begins, or the end where there is none."""
    commas = [token for token in range(*tokens) if view.words[token] == ","]
    return commas[-1] + 1 if commas else tokens[1]


def clause_around(view: View, token: int) -> Range:
    """Return the clause that the phrase is said of: the sentence, or its own part of it."""
    verb = view.head[token]
    while view.pos[verb] not in {"VERB", "AUX"} and view.head[verb] != verb:
        verb = view.head[verb]
    while view.dep[verb] in {"xcomp", "ccomp", "advcl", "acl", "pcomp", "relcl"}:
        verb = view.head[verb]
    if view.dep[verb] == "conj" and any(view.dep[kid] == "nsubj" for kid in view.kids[verb]):
        return view.subtree(verb)
    return view.sentence(token)


def _opens_clause(view: View, tokens: Range) -> bool:
    return any(view.pos[token] in {"VERB", "AUX"} for token in range(*tokens))


def _words_in(view: View, tokens: Range) -> int:
    return sum(view.is_word(token) and view.dep[token] != "mark" for token in range(*tokens))


def _speaker(view: View, colon: int) -> Iterator[Candidate]:
    """A line that opens with a speaker and a colon, as in transcripts and headlines."""
    first, last = view.paragraph_range(colon)
    while first < colon and not view.is_word(first):
        first += 1
    if not 0 < colon - first <= _LONGEST_SPEAKER or not _words_in(view, (colon + 1, last)):
        return
    if any(
        view.pos[token] in {"VERB", "AUX"} and view.words[token].islower()
        for token in range(first, colon)
    ):
        return
    if any(
        not view.is_word(token) and view.words[token] not in "().," for token in range(first, colon)
    ):
        return
    key = "colon in capitals" if view.phrase((first, colon)).isupper() else "colon"
    yield Candidate(
        colon, key, Frame.COLON, (colon, colon + 1), ((colon + 1, last),), colon - 1, (first, colon)
    )


def _signature(view: View, dash: int) -> Iterator[Candidate]:
    """A quotation that is signed: "..." - Jane Roe."""
    if dash == 0 or view.start[dash] == 0:
        return
    quotation = view.quotes.at(view.start[dash - 1])
    if quotation is None or view.quotes.at(view.start[dash]) is not None:
        return
    number = view.paragraph[dash]
    last = dash + 1
    while last < view.size and view.paragraph[last] == number and last - dash <= _LONGEST_SIGNATURE:
        if view.pos[last] in {"VERB", "AUX"}:
            return
        last += 1
    if last == dash + 1 or view.pos[dash + 1] != "PROPN":
        return
    first = dash - 1
    while first > 0 and view.start[first] > quotation.start:
        first -= 1
    yield Candidate(
        dash, "dash", Frame.DASH, (dash, dash + 1), ((first, dash),), last - 1, (dash + 1, last)
    )
