"""Somebody whom the lead describes and a later paragraph names.

"A former inspector told an inquiry ..." opens a report whose second paragraph begins "Neil
Harrow, who worked for ...". Nothing is withheld there, and nothing but sense says that the two
are one: so who the first is stays open, and is not called anonymous.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import Extraction, Identification, SectionKind, Source, SourceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_OPENING = frozenset({SectionKind.HEADLINE, SectionKind.STANDFIRST, SectionKind.LEAD})
_UNNAMED_BY_TRADE = frozenset(
    {"source", "insider", "aide", "adviser", "advisor", "diplomat", "person", "staffer", "member"}
)
_NEXT = 3
"""The last paragraph of the body in which a lead's "inspector" is usually named."""


def leading(reading: Reading, found: Extraction) -> Extraction:
    """Return what was found with those of the lead left open whom a name follows."""
    if not _named_next(reading, found):
        return found
    sources = tuple(
        replace(one, identification=Identification.UNRESOLVED, reason=None, reason_spans=())
        if _is_open(reading, one)
        else one
        for one in found.sources
    )
    return replace(found, sources=sources)


def _named_next(reading: Reading, found: Extraction) -> bool:
    """Whether a person is named for the first time right behind the lead, and speaks."""
    speaking = {one.source for one in found.attributions}
    for one in found.sources:
        person = one.kind.personal or one.kind is SourceKind.UNKNOWN
        if one.identification is Identification.NAMED and person and one.id in speaking:
            places = [reading.article.paragraph_at(span.start) for span in one.mentions[:1]]
            if any(place is not None and 1 < place <= _NEXT for place in places):
                return True
    return False


def _is_open(reading: Reading, one: Source) -> bool:
    """Whether only the opening speaks of one person, in a word that is nobody's by trade."""
    if one.identification is not Identification.ANONYMOUS_DESCRIBED or not one.mentions:
        return False
    view, words, article = reading.view, reading.words, reading.article
    for span in one.mentions:
        section = article.section_at(span.start)
        if section is None or section.kind not in _OPENING:
            return False
        printed = section.span.of(article.text).lower()
        if any(phrase in printed for phrase in words.lists["anonymity-phrase"]):
            return False
    head = head_of(view, tokens_of(view, one.mentions[0]))
    noun = view.lemma[head].lower()
    by_trade = noun in _UNNAMED_BY_TRADE or any(
        words.has(name, noun) for name in ("anonymous-single-noun", "official-noun")
    )
    return view.tag[head] == "NN" and not by_trade
