"""What a source is said to do with a content: say it, believe it, know it, or will it.

The four types of the Penn Attribution Relations Corpus. A verb that does none of the last
three surely is an assertion.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.reading.told import Told, all_told, heads
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Attribution, AttributionType, Extraction

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_WILLED = frozenset({"asking", "telling"})
_LISTS = (
    ("eventuality-cue", AttributionType.EVENTUALITY),
    ("fact-cue", AttributionType.FACT),
    ("belief-cue", AttributionType.BELIEF),
)


def with_types(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with the type of each attribution."""
    typed = tuple(_typed(told, _type(reading, told)) for told in all_told(reading, found))
    return replace(found, attributions=typed)


def _typed(told: Told, kind: AttributionType) -> Attribution:
    return told.one if told.one.type is kind else replace(told.one, type=kind)


def _type(reading: Reading, told: Told) -> AttributionType:
    words, key = reading.words, told.key
    candidate = reading.candidates.get(told.one.id)
    frame = None if candidate is None else candidate.frame
    if frame in {Frame.QUOTATION, Frame.TAIL, Frame.COLON, Frame.DASH}:
        return AttributionType.ASSERTION
    if frame is Frame.INFINITIVE and _is_wanted(reading.view, words, told):
        return AttributionType.EVENTUALITY
    if told.anchor is not None and words.has("shield-noun", reading.view.lower[told.anchor]):
        return AttributionType.BELIEF
    keys = (key,) if frame is Frame.NOUN or words.family(key) else (key, told.verb)
    for name, kind in _LISTS:
        if any(words.has(name, one) and not one.endswith("somebody to") for one in keys):
            return kind
    return AttributionType.ASSERTION


def _is_wanted(view: View, words: Lexicon, told: Told) -> bool:
    """Whether somebody is asked or told to do it: "told jurors not to look"."""
    family = words.family(told.key) or words.family(told.key.split(" ")[0])
    head = next(iter(heads(view, told)), None)
    to_do = head is not None and any(view.lower[kid] == "to" for kid in view.kids_by(head, "aux"))
    return to_do and (family in _WILLED or told.key.endswith("somebody to"))
