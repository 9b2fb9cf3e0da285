"""What a document holds and what is measured: "The register lists no test", "puts it at 5.9"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.text.frames import Candidate, Frame, cue_of, speaker_of
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import is_passive
from kg.extraction.rules.text.view import View

_FIGURES = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "TIME"})
_TRAILING = frozenset({"prep", "npadvmod", "advmod", "oprd", "advcl"})
_QUOTED = 2


def readings(view: View, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield what documents, data and measurements are said to give."""
    for verb in range(view.size):
        if view.pos[verb] != "VERB" or view.quoted[verb] or is_passive(view, verb):
            continue
        found = _figure(view, lexicon, verb)
        if found is None:
            found = _held(view, lexicon, verb) or _found(view, lexicon, verb)
        if found is not None:
            yield found


def _figure(view: View, lexicon: Lexicon, verb: int) -> Candidate | None:
    """Somebody puts, estimates or measures a thing at a number."""
    thing = view.kid(verb, "dobj")
    if thing is None or thing < verb or not lexicon.has("gauging-verb", view.lemma[verb]):
        return None
    for kid in view.kids_by(verb, "prep"):
        number = view.kid(kid, "pobj")
        at = kid > thing and view.lower[kid] == "at" and number is not None
        if at and any(_is_figure(view, token) for token in range(*view.subtree(kid))):
            return _candidate(view, verb, view.left[thing], _and_more(view, view.subtree(kid)[1]))
    return None


def _and_more(view: View, last: int) -> int:
    """Return where it ends with a second thing and number: "and the depth at 11 kilometres"."""
    if last >= view.size or view.lower[last] != "and":
        return last
    end = last
    while end < view.size and view.words[end] not in {",", ".", ";"} and view.pos[end] != "VERB":
        end += 1
    return end if any(_is_figure(view, token) for token in range(last, end)) else last


def _is_figure(view: View, token: int) -> bool:
    return view.pos[token] == "NUM" or view.label[token] in _FIGURES


def _held(view: View, lexicon: Lexicon, verb: int) -> Candidate | None:
    """A document, a register or a set of data lists, records or holds something."""
    source = speaker_of(view, verb)
    if source is None or not lexicon.has("holding-verb", view.lemma[verb]):
        return None
    if not is_document(view, lexicon, source):
        return None
    quoted = _quotation_after(view, verb)
    if quoted is not None:
        return _candidate(view, verb, *quoted)
    thing = view.kid(verb, "dobj")
    if thing is None or thing < verb:
        return None
    return _candidate(view, verb, view.left[thing], _trailing(view, verb, thing))


def _found(view: View, lexicon: Lexicon, verb: int) -> Candidate | None:
    """Whoever looked found none, or counted so many."""
    thing = view.kid(verb, "dobj")
    source = speaker_of(view, verb)
    if thing is None or source is None or thing < verb or view.pos[source] not in {"PROPN", "NOUN"}:
        return None
    if not lexicon.has("finding-verb", view.lemma[verb]):
        return None
    none = any(view.lower[kid] == "no" for kid in view.kids_by(thing, "det"))
    counted = lexicon.has("counting-verb", view.lemma[verb])
    if not none and not (counted and view.kid(thing, "nummod") is not None):
        return None
    return _candidate(view, verb, view.left[thing], _trailing(view, verb, thing))


def is_document(view: View, lexicon: Lexicon, noun: int) -> bool:
    """Return whether a noun names what is written, recorded or measured."""
    lemma, word = view.lemma[noun], view.lower[noun]
    lists = ("document-noun", "record-noun", "piece-noun")
    return view.pos[noun] == "NOUN" and any(
        lexicon.has(name, lemma) or lexicon.has(name, word) for name in lists
    )


def _quotation_after(view: View, verb: int) -> tuple[int, int] | None:
    """Return the quotation right behind the verb, with what belongs to it."""
    if verb + _QUOTED >= view.size or not view.quoted[verb + 1]:
        return None
    quotation = view.quotes.at(view.start[verb + 1])
    last = verb + 1
    while last < view.size and quotation is not None and view.start[last] < quotation.end:
        last += 1
    end = view.sentence(verb)[1]
    while last < end and view.words[last] not in {",", ".", ";"}:
        last += 1
    return verb + 1, last


def _trailing(view: View, verb: int, thing: int) -> int:
    last = view.subtree(thing)[1]
    for kid in view.kids_by(verb, *_TRAILING):
        if kid > thing and view.left[kid] <= last and view.words[view.left[kid] - 1] != ",":
            last = max(last, view.subtree(kid)[1])
    return last


def _candidate(view: View, verb: int, first: int, last: int) -> Candidate:
    return Candidate(
        verb,
        view.lemma[verb],
        Frame.READING,
        cue_of(view, verb),
        ((first, last),),
        speaker_of(view, verb),
    )
