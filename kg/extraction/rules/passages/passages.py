"""Sentences that no content covers: claims of the article without a source, and what it saw.

Left out is what claims nothing: questions, calls to the reader, fragments, headings, lines
about the page, requests for comment and notices, sentences that only bring in words, and
the writer's own "we asked". Where the words say that the reporter saw it, it is an
observation; all else is unattributed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.text.headlines import headline_end
from kg.extraction.rules.text.subjects import own_subject
from kg.extraction.rules.text.view import Range, View
from kg.model import Extraction, Passage, PassageKind, SectionKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_BODY = frozenset({SectionKind.LEAD, SectionKind.PARAGRAPH})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS = frozenset(".!…")
_CLOSING = " \t\"”’')]"
_LEAST_WORDS = 3
_WRITER = frozenset({"i", "we", "us", "me", "our", "my"})
_TELLING = frozenset({"saying", "telling", "writing", "asking"})
_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_CREDITS = frozenset({"according", "anonymity"})
_READER = frozenset({"you", "your"})


def with_passages(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the sentences that have no source."""
    covered = _Covered(found)
    passages = tuple(_passages(reading, covered))
    return replace(found, passages=(*found.passages, *passages))


class _Covered:
    """Where the statements, requests and notices of an article stand."""

    def __init__(self, found: Extraction) -> None:
        spans = [span for one in found.attributions for span in (*one.content, *one.cue)]
        spans += [span for one in found.requests for span in one.spans]
        spans += [span for one in found.corrections for span in one.spans]
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach: list[int] = []
        for span in self._spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def meets(self, span: Span) -> bool:
        """Return whether one of them shares a character with the span."""
        last = bisect_right(self._starts, span.end - 1) - 1
        return last >= 0 and self._reach[last] > span.start


def _passages(reading: Reading, covered: _Covered) -> Iterator[Passage]:
    view = reading.view
    for tokens in sentences(view, headline_end(view)):
        span = _whole(view, tokens)
        if span is None or covered.meets(span) or not _in_body(reading, span):
            continue
        if not claims(reading, tokens):
            continue
        kind = PassageKind.OBSERVED if is_observed(reading, tokens) else _unless_told(view, tokens)
        if kind is not None:
            yield Passage(id=f"p{span.start}-{span.end}", kind=kind, span=span)


def sentences(view: View, first: int) -> Iterator[Range]:
    """Yield the sentences from a token on, each within its paragraph.

    A sentence ends where the parser ends it: after a root's last word.
    """
    token = first
    while token < view.size:
        if not view.is_word(token):
            token += 1
            continue
        begin, end = view.sentence(token)
        yield begin, end
        token = max(end, token + 1)


def _whole(view: View, tokens: Range) -> Span | None:
    """Return a sentence with its closing mark and quotation marks, without blanks."""
    text, start, end = view.text, view.start[tokens[0]], view.end[tokens[1] - 1]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _in_body(reading: Reading, span: Span) -> bool:
    if not reading.article.sections:
        return True
    section = reading.article.section_at(span.start)
    return section is not None and section.kind in _BODY


def claims(reading: Reading, tokens: Range) -> bool:
    """Return whether a sentence states something: whole, finite, no question and no call."""
    view = reading.view
    words = [token for token in range(*tokens) if view.is_word(token)]
    said = view.phrase(tokens).rstrip(_CLOSING)
    if len(words) < _LEAST_WORDS or said[-1:] not in _ENDS:
        return False
    if not view.words[words[0]][:1].isupper() and not view.words[words[0]][:1].isdigit():
        return False
    if 2 * sum(view.quoted[token] for token in words) > len(words):
        return False
    if not _is_finite(view, words) or _is_boilerplate(reading, tokens):
        return False
    if _tells_of_words(reading, words):
        return False
    return not any(view.lower[token] in _READER and not view.quoted[token] for token in words)


def _is_finite(view: View, words: list[int]) -> bool:
    """Whether a sentence has a finite main verb and a subject; an order to the reader has none."""
    main = [
        token
        for token in words
        if view.pos[token] in _VERBAL
        and (view.head[token] == token or view.dep[token] in {"ccomp", "conj", "parataxis"})
    ]
    finite = any(
        view.tag[token] in _FINITE or view.kid(token, "aux", "auxpass") is not None
        for token in main
    )
    return finite and any(view.kid(token, *_SUBJECTS) is not None for token in main)


def _tells_of_words(reading: Reading, words: list[int]) -> bool:
    """Whether somebody says, denies or will not say something, whatever the rules made of it."""
    view, lexicon = reading.view, reading.words
    for token in words:
        if view.quoted[token] or view.lower[token] in _CREDITS:
            return True
        word = view.lemma[token]
        told = lexicon.family(word) in _TELLING or lexicon.has("declining-verb", word)
        acts = view.pos[token] == "VERB" and view.kid(token, "nsubj", "nsubjpass") is not None
        if told and acts:
            return True
        if lexicon.has("shield-noun", word) and view.kid(token, "poss") is not None:
            return True
    said = view.phrase((words[0], words[-1] + 1)).lower()
    unnamed = lexicon.lists.get("anonymity-phrase", frozenset())
    return any(phrase in said for phrase in unnamed) or _is_of_newsroom(reading, words)


def _is_of_newsroom(reading: Reading, words: list[int]) -> bool:
    """Whether it tells what the newsroom could or could not find out."""
    view = reading.view
    for token in words:
        subject = view.kid(token, "nsubj") if view.pos[token] in {"VERB", "AUX"} else None
        if subject is not None and _is_outlet(reading, subject):
            return True
    return False


def _is_boilerplate(reading: Reading, tokens: Range) -> bool:
    said = reading.view.phrase(tokens).lower()
    return any(
        phrase in said for phrase in reading.words.lists.get("boilerplate-phrase", frozenset())
    )


def is_observed(reading: Reading, tokens: Range) -> bool:
    """Return whether the words show that the reporter saw it: "we saw", "was seen by our crew"."""
    view, words = reading.view, reading.words
    for token in range(*tokens):
        if view.pos[token] != "VERB" or view.quoted[token]:
            continue
        if not words.has("seen-verb", view.lemma[token]):
            continue
        agent = view.kid(token, "agent")
        seer = view.kid(token, "nsubj") if agent is None else view.kid(agent, "pobj")
        if seer is not None and _is_reporter(reading, seer):
            return True
    return _is_there(reading, tokens) or _is_scene(reading, tokens)


def _is_scene(reading: Reading, tokens: Range) -> bool:
    """Whether people are shown as they stood and sat: "sat through it and did not look up"."""
    view, words = reading.view, reading.words
    for token in range(*tokens):
        if view.tag[token] != "VBD" and view.tag[token] != "VB":
            continue
        if view.dep[token] not in {"ROOT", "conj", "ccomp"} or view.quoted[token]:
            continue
        doer = own_subject(view, token)
        if doer is None or not (_is_person(reading, doer)):
            continue
        if words.has("gaze-verb", view.lemma[token]) and view.kid(token, "neg") is not None:
            return True
        if words.has("posture-verb", view.lemma[token]) and _is_placed(reading, token):
            return True
    return False


def _is_person(reading: Reading, noun: int) -> bool:
    view, words = reading.view, reading.words
    if view.pos[noun] == "PROPN" or view.lower[noun] in {"he", "she"}:
        return True
    return words.has("people-noun", view.lemma[noun]) or words.has("person-noun", view.lemma[noun])


def _is_placed(reading: Reading, verb: int) -> bool:
    """Whether the place where somebody stood is told: "outside the gate", "through the trial"."""
    view, words = reading.view, reading.words
    return any(
        words.has("placing-preposition", view.lower[kid]) for kid in view.kids_by(verb, "prep")
    )


def _is_reporter(reading: Reading, noun: int) -> bool:
    """Whether a word stands for the writer, the newsroom's people, or the outlet itself."""
    view, words = reading.view, reading.words
    if view.lower[noun] in {"i", "we"}:
        return True
    if words.has("reporter-noun", view.lemma[noun]):
        owner = view.kid(noun, "poss", "det")
        own = owner is not None and view.lower[owner] in {"our", "this"}
        return own or (owner is not None and _is_outlet(reading, owner))
    return _is_outlet(reading, noun)


def _is_outlet(reading: Reading, noun: int) -> bool:
    outlet = (reading.article.outlet or "").lower().rstrip(":").split()
    view = reading.view
    return bool(outlet) and view.pos[noun] == "PROPN" and view.lower[noun] == outlet[-1]


def _is_there(reading: Reading, tokens: Range) -> bool:
    """Whether the reporters are told to be there: "When our crew got to the pier"."""
    view, words = reading.view, reading.words
    return any(
        words.has("reporter-noun", view.lemma[token])
        and view.dep[token] == "nsubj"
        and words.has("arriving-verb", view.lemma[view.head[token]])
        and any(view.lower[kid] == "our" for kid in view.kids_by(token, "poss"))
        for token in range(*tokens)
    )


def _unless_told(view: View, tokens: Range) -> PassageKind | None:
    """Return unattributed, unless the sentence is about the writer's own doings."""
    own = any(view.lower[token] in _WRITER and not view.quoted[token] for token in range(*tokens))
    return None if own else PassageKind.UNATTRIBUTED
