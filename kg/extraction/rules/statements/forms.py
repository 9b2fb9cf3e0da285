"""How the words of a statement are given, beyond how much of them is between quotation marks.

A headline paraphrases; "she denied that", "they criticised the report" tell of a statement
and not what it says; "in a series of posts:" announces words that do not follow.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, all_told, sentence_of
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.headlines import headline_end
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import View
from kg.model import Attribution, Extraction, QuoteForm, SectionKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_POINTING = frozenset({"it", "that", "this", "so", "those", "these"})
_ANSWERING = ("denial-cue", "dispute-cue", "confirming-cue", "repeating-cue", "retracting-cue")
_TELLING = frozenset({"acl", "ccomp", "relcl", "xcomp", "advcl"})
_OF = frozenset({"of", "about", "on", "over", "to", "against"})
_ABOVE = frozenset({SectionKind.HEADLINE, SectionKind.STANDFIRST, SectionKind.HEADING})
_SINGLE = re.compile(
    r"‘[^‘’\n]+(?:’\w+[^‘’\n]*)*’(?!\w)|(?<![\w’'])'(?=\w)[^'\n]*\w(?:'\w+[^'\n]*)*'(?!\w)"
)
_DIRECT = 0.95
_LEAST_QUOTED = 2
_TARGETS = frozenset({Frame.OBJECT, Frame.PASSIVE, Frame.PREPOSITION})


def with_forms(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the forms that only the whole article shows."""
    every = all_told(reading, found)
    formed = tuple(_formed(reading, told) for told in every)
    formed = tuple(
        _given_by_another(reading, told, every) or one
        for told, one in zip(every, formed, strict=True)
    )
    quoted = {one.id for one in formed if one.quote_form is QuoteForm.DIRECT}
    within = tuple(
        replace(one, quote_form=QuoteForm.PARAPHRASE) if _is_retold(one, quoted) else one
        for one in formed
    )
    return replace(found, attributions=within)


def _is_retold(one: Attribution, quoted: set[str]) -> bool:
    """Whether the marks around a content are those of somebody who tells in his own words of it."""
    return one.nested_in in quoted and one.quote_form is QuoteForm.DIRECT


def _formed(reading: Reading, told: Told) -> Attribution:
    one = told.one
    if one.quote_form is not QuoteForm.PARAPHRASE or not one.content:
        return one
    single = _between_single_marks(reading.view, told)
    if single is not None:
        return replace(one, quote_form=single)
    if in_headline(reading, one):
        return replace(one, quote_form=QuoteForm.HEADLINE)
    if is_announced(reading.view, reading.words, told):
        return replace(one, quote_form=QuoteForm.ANNOUNCED)
    if _is_mention(reading, told):
        return replace(one, quote_form=QuoteForm.MENTION)
    return one


def _between_single_marks(view: View, told: Told) -> QuoteForm | None:
    """Return how much stands between single curly marks, which are no apostrophes.

    One word between them is no quotation for sure: it may be the writer's. In a heading that
    was found to quote the body it is one.
    """
    letters = quoted = words = 0
    for span in told.one.content:
        closed = view.text[span.end : span.end + 1] in {"’", "'"}
        said = Span(span.start, span.end + closed).of(view.text)
        letters += sum(letter.isalnum() for letter in said)
        for found in _SINGLE.finditer(said):
            quoted += sum(letter.isalnum() for letter in found[0])
            words = max(words, len(found[0].split()))
    if words < (1 if told.one.rule == "heading" else _LEAST_QUOTED):
        return None
    return QuoteForm.DIRECT if quoted >= _DIRECT * letters else QuoteForm.PARTIAL


def in_headline(reading: Reading, one: Attribution) -> bool:
    """Return whether an attribution stands in the headline, by the layout or by its capitals."""
    place = one.content[0].start
    section = reading.article.section_at(place)
    if section is not None or reading.article.sections:
        return section is not None and section.kind in _ABOVE
    last = headline_end(reading.view)
    return bool(last) and place < reading.view.start[last - 1]


def is_announced(view: View, words: Lexicon, told: Told) -> bool:
    """Return whether a series of posts is announced behind which nothing is quoted."""
    sentence = sentence_of(view, told)
    if sentence is None or told.anchor is None or told.holds(told.anchor):
        return False
    announced = [t for t in range(*sentence) if words.has("announced-noun", view.lemma[t])]
    if not announced or any(view.quoted[token] for token in range(*sentence)):
        return False
    laid_out = words.has("laying-cue", told.key)
    if ends_in_nothing(view, sentence[1]):
        return laid_out or not all(told.holds(token) for token in announced)
    follows = _is_quoted_next(view, sentence[1])
    return laid_out and not follows and any(_of_posts(view, words, one) for one in announced)


def _given_by_another(reading: Reading, told: Told, every: tuple[Told, ...]) -> Attribution | None:
    """Return a statement as announced, if what is quoted behind its colon is somebody else's."""
    view, words = reading.view, reading.words
    if told.anchor is None or not words.has("laying-cue", told.key):
        return None
    _, last = view.sentence(told.anchor)
    series = [t for t in told.tokens() if words.has("announced-noun", view.lemma[t])]
    if view.words[last - 1] != ":" or not any(_of_posts(view, words, one) for one in series):
        return None
    follows = next((o for o in every if o.content and o.content[0][0] >= last), None)
    if follows is None or follows.one.source == told.one.source:
        return None
    return replace(told.one, quote_form=QuoteForm.ANNOUNCED)


def _of_posts(view: View, words: Lexicon, noun: int) -> bool:
    """Whether a series is one of posts, charts or the like."""
    of = next((kid for kid in view.kids_by(noun, "prep") if view.lower[kid] == "of"), None)
    inner = None if of is None else view.kid(of, "pobj")
    return inner is not None and words.has("posted-noun", view.lemma[inner])


def _is_quoted_next(view: View, token: int) -> bool:
    while token < view.size and not view.is_word(token) and not view.quoted[token]:
        token += 1
    return token < view.size and view.quoted[token]


def ends_in_nothing(view: View, last: int) -> bool:
    """Return whether a sentence that ends before a token closes with a colon, and no words follow.

    What follows is a quotation, or a list in the same paragraph.
    """
    end = last - 1
    while end > 0 and view.pos[end] == "SPACE":
        end -= 1
    if view.words[end] != ":":
        return False
    following = end + 1
    while following < view.size and view.pos[following] == "SPACE":
        following += 1
    if following >= view.size:
        return True
    return view.paragraph[following] != view.paragraph[end] and not view.quoted[following]


def _is_mention(reading: Reading, told: Told) -> bool:
    """Whether a content only names what is spoken of: "that", "the report", "the claims"."""
    view, words = reading.view, reading.words
    candidate = reading.candidates.get(told.one.id)
    if candidate is None or candidate.frame not in _TARGETS or len(told.content) != 1:
        return False
    if not words.has("aimed-cue", told.key) and not words.has("aimed-cue", told.key.split()[0]):
        return False
    first, last = told.content[0]
    if last - first == 1 and view.lower[first] in _POINTING:
        return any(words.has(name, told.key) for name in _ANSWERING)
    tops = told.tops
    return len(tops) == 1 and is_bare_statement(view, words, tops[0], last)


def is_bare_statement(view: View, words: Lexicon, noun: int, last: int) -> bool:
    """Return whether a noun names words or a document that nothing up to `last` tells more of."""
    if not words.has("statement-noun", view.lemma[noun]):
        return False
    first, _ = noun_phrase(view, noun)
    if any(view.quoted[token] for token in range(first, last)):
        return False
    for kid in view.kids[noun]:
        if kid >= last:
            continue
        told = kid > noun and view.dep[kid] in _TELLING
        if told and (view.tag[kid] != "VBN" or view.kid(kid, "nsubj", "mark") is not None):
            return False
        if kid > noun and view.dep[kid] == "prep" and view.lower[kid] in _OF:
            return False
    return True
