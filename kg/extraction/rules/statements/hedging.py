"""By which device the writer keeps a distance from a statement, in the writer's own words.

What stands between the source's quotation marks is the source's. An adverb counts on the head
of the content, on the cue, and on a verb that is joined to the cue; an adjective ("alleged",
"so-called") and an approximate number wherever they stand in the content. The strongest of
several is taken: distancing, question in a headline, scare quotes, a cue that only seems so or
is a bare claim, a modal verb at the cue, a shield ("in her view"), an approximate number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, all_told, heads, is_clause, modals, sentence_of
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.headlines import headline_end
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Attribution, Extraction, Hedge, Identification, SectionKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_MODAL = frozenset({"could", "may", "might"})
_SINGLE = re.compile(r"(?<!\w)[‘'](?P<words>\w[\w-]*(?: [\w-]+)?)[’'](?!\w)")
_SAYING_SO = frozenset({Frame.CLAUSE, Frame.PARENTHESIS, Frame.TAIL, Frame.QUOTATION})
_ATTRIBUTES = frozenset({"amod", "nmod", "compound"})
_NEAR = 4
_BEFORE_NUMBER = frozenset({"advmod", "quantmod", "det", "amod", "prep"})


@dataclass(frozen=True, slots=True)
class Device:
    """A device and the words of it."""

    hedge: Hedge
    spans: tuple[Span, ...]


def with_hedges(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the writer's devices."""
    one_of_many = partial(_hedged, reading, _unstated(found))
    return replace(found, attributions=tuple(map(one_of_many, all_told(reading, found))))


def _unstated(found: Extraction) -> frozenset[str]:
    return frozenset(
        one.id for one in found.sources if one.identification is Identification.UNSTATED
    )


def _hedged(reading: Reading, unstated: frozenset[str], told: Told) -> Attribution:
    device = next(_devices(reading, unstated, told), None)
    if device is None:
        return told.one
    return replace(told.one, hedge=device.hedge, hedge_spans=device.spans)


def _devices(reading: Reading, unstated: frozenset[str], told: Told) -> Iterator[Device]:
    """Yield the devices around one attribution, the strongest first."""
    view, words = reading.view, reading.words
    yield from _as_tokens(view, Hedge.DISTANCING, _distancing(view, words, told))
    if told.one.source in unstated and not told.one.source_spans:
        yield from _as_tokens(view, Hedge.DISTANCING, _said_by_nobody(view, words, told))
    question = headline_question(reading, told)
    if question is not None:
        yield Device(Hedge.QUESTION, (question,))
    yield from _scare_quotes(view, told)
    yield from _as_tokens(view, Hedge.DISTANCING, _only_seeming(reading, told))
    yield from _as_tokens(view, Hedge.MODAL, _modal_cue(view, told))
    yield from _shields(view, words, told)
    yield from _as_tokens(view, Hedge.APPROXIMATOR, _approximate(view, words, told))


def _as_tokens(view: View, hedge: Hedge, tokens: Iterator[int]) -> Iterator[Device]:
    spans: list[Span] = []
    for token in sorted(set(tokens)):
        start = view.start[token]
        joined = bool(spans) and spans[-1].end == start
        spans[-1:] = (
            [Span(spans[-1].start, view.end[token])]
            if joined
            else [
                *spans[-1:],
                Span(start, view.end[token]),
            ]
        )
    if spans:
        yield Device(hedge, tuple(spans))


def _distancing(view: View, words: Lexicon, told: Told) -> Iterator[int]:
    """Yield "allegedly", "purported" and the like on the head of the content or at the cue."""
    cue = told.anchor
    if cue is not None and _is_distancing_adverb(view, words, cue):
        yield cue
    for head in _hedgeable(view, told):
        for kid in view.kids_by(head, "advmod", "amod", "nmod", "compound", "npadvmod"):
            if words.has("distancing-word", view.lower[kid]) and not view.quoted[kid]:
                yield kid
    for token in told.tokens():
        if view.dep[token] not in _ATTRIBUTES or view.quoted[token]:
            continue
        first = _begins(view, token)
        if words.has("distancing-word", "".join(view.lower[first : token + 1])):
            yield from range(first, token + 1)


def _begins(view: View, token: int) -> int:
    """Return where a word with a hyphen begins: "so-called" is three tokens."""
    hyphen = token > 1 and view.words[token - 1] == "-" and view.end[token - 1] == view.start[token]
    return token - 2 if hyphen else token


def _only_seeming(reading: Reading, told: Told) -> Iterator[int]:
    """Yield "seemed", "appears", "apparently" at a cue, and a cue of bare claiming."""
    view, words = reading.view, reading.words
    cue = told.anchor
    if cue is None or view.quoted[cue] or view.pos[cue] not in {"VERB", "AUX", "ADV"}:
        return
    for token in (cue, view.head[cue], *view.kids_by(cue, "advmod", "aux")):
        if view.quoted[token] or abs(cue - token) > _NEAR or told.holds(token):
            continue
        if words.has("seeming-word", view.lower[token]):
            yield token
    if view.lemma[cue] == "claim" and _says_so(reading, told):
        yield cue


def _says_so(reading: Reading, told: Told) -> bool:
    """Whether a cue brings in what is so: "claimed that", and not "claimed allegiance"."""
    candidate = reading.candidates.get(told.one.id)
    return candidate is not None and candidate.frame in _SAYING_SO


def _is_distancing_adverb(view: View, words: Lexicon, token: int) -> bool:
    return view.pos[token] == "ADV" and words.has("distancing-word", view.lower[token])


def _hedgeable(view: View, told: Told) -> Iterator[int]:
    """Yield the heads of the content, the cue, and the verbs joined to either."""
    for head in heads(view, told):
        yield head
        if is_clause(view, head):
            yield from (k for k in view.kids_by(head, "conj") if is_clause(view, k))
    cue = told.anchor
    if cue is not None and view.pos[cue] in {"VERB", "AUX"}:
        yield cue
        yield from (k for k in view.kids_by(cue, "conj") if is_clause(view, k))
        while view.dep[cue] == "conj" and view.pos[view.head[cue]] in {"VERB", "AUX"}:
            cue = view.head[cue]
            yield cue


def _said_by_nobody(view: View, words: Lexicon, told: Told) -> Iterator[int]:
    """Yield the cue of "it is claimed", "is alleged to have", where nobody is given to say it."""
    cue = told.anchor
    if cue is None or view.kid(cue, "auxpass") is None:
        return
    if words.has("distancing-cue", told.key):
        yield cue


def headline_question(reading: Reading, told: Told) -> Span | None:
    """Return the question of the headline in which an attribution stands, if it is one."""
    view, place = reading.view, told.one.content[0].start if told.one.content else 0
    section = reading.article.section_at(place)
    if section is not None:
        if section.kind is not SectionKind.HEADLINE:
            return None
        line = section.span
    else:
        last = headline_end(view)
        if reading.article.sections or not last or place >= view.start[last - 1]:
            return None
        line = Span(0, view.end[last - 1])
    if line.of(view.text).rstrip(" \n\"”’'").endswith("?"):
        return line
    content = told.one.content[0]
    at = content.of(view.text).find("?")
    return None if at < 0 else Span(content.start, content.start + at + 1)


def _scare_quotes(view: View, told: Told) -> Iterator[Device]:
    """Yield single words between single marks, where the article quotes with double ones.

    Between double marks one or two words are a quotation of the source for all one can tell.
    """
    if not view.quotes.all:
        return
    for span in told.one.content:
        for found in _SINGLE.finditer(span.of(view.text)):
            words = Span(span.start + found.start(), span.start + found.end())
            said = found["words"].lower()
            if view.quotes.at(words.start) is None and not _is_spoken(view, said):
                yield Device(Hedge.SCARE_QUOTE, (words,))


def _is_spoken(view: View, said: str) -> bool:
    """Whether the article quotes the same words from somebody, so that a headline may too."""
    return any(said in view.text[one.start : one.end].lower() for one in view.quotes.all)


def _modal_cue(view: View, told: Told) -> Iterator[int]:
    """Yield the modal verb that makes the saying itself only possible: "may have told"."""
    cue = told.anchor
    if cue is None or view.pos[cue] != "VERB" or view.quoted[cue] or told.holds(cue):
        return
    if not _MODAL.intersection(modals(view, cue)):
        return
    auxiliaries = tuple(view.kids_by(cue, "aux"))
    # "may have told", "may feel": nobody may do so, it is only possible
    done = any(view.lemma[kid] == "have" for kid in auxiliaries)
    for kid in auxiliaries:
        if view.lower[kid] in (_MODAL if done else _MODAL - {"could"}):
            yield kid


def _shields(view: View, words: Lexicon, told: Told) -> Iterator[Device]:
    """Yield "in her view", "as he sees it" at the sentence, outside quotation marks."""
    sentence = sentence_of(view, told)
    if sentence is None:
        return
    nouns = words.lists.get("shield-noun", frozenset())
    for token in range(*sentence):
        word = view.lower[token]
        if (word != "as" and word not in nouns) or view.quoted[token]:
            continue
        if word in nouns and _is_owned(view, words, token):
            preposition = view.head[token]
            span = view.span((preposition, token + 1))
        elif word == "as" and _sees_it(view, words, token):
            span = view.span((token, token + 4))
        else:
            continue
        if span is not None:
            yield Device(Hedge.SHIELD, (span,))


def _is_owned(view: View, words: Lexicon, noun: int) -> bool:
    """Whether a noun stands in "in her view", "by their account", "to his mind"."""
    preposition = view.head[noun]
    return (
        view.dep[noun] == "pobj"
        and view.kid(noun, "poss") is not None
        and preposition < noun
        and words.has("shield-preposition", view.lower[preposition])
    )


def _sees_it(view: View, words: Lexicon, token: int) -> bool:
    if token + 3 >= view.size or view.lower[token + 3] != "it":
        return False
    return view.pos[token + 1] == "PRON" and words.has("seeing-verb", view.lemma[token + 2])


def _approximate(view: View, words: Lexicon, told: Told) -> Iterator[int]:
    """Yield "about", "roughly", "almost" before a number that is not quoted."""
    about = words.lists.get("approximating-word", frozenset())
    for token in told.tokens():
        if view.lower[token] not in about or view.quoted[token]:
            continue
        if view.dep[token] in _BEFORE_NUMBER and _counts(view, words, token + 1):
            yield token


def _counts(view: View, words: Lexicon, token: int) -> bool:
    """Whether a number begins there: "400", "a fifth", "one in four"."""
    if token + 1 >= view.size:
        return False
    if view.tag[token] == "$":
        token += 1
    if view.lower[token] in {"a", "one"} and view.lower[token + 1] != "in":
        token += 1
    return view.pos[token] == "NUM" or words.has("fraction-word", view.lower[token])
