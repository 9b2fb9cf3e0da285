"""Gender Gap Tracker, Simon Fraser University: a list of quotes with `quote_index` "(12,80)".

That is what its extractor writes; an article of its database has `body` and `quotes` or
`quotesUpdated`, which also name the person that its annotator took the speaker for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.errors import InputRefused
from kg.intake.given import Given, from_object
from kg.intake.outside.counting import Reading, readings
from kg.intake.outside.fields import entries, words
from kg.intake.outside.findings import MAX_STATEMENTS, Claim, Findings, Speaker, Speakers, Statement
from kg.model import SourceKind

_INDEX = re.compile(r"\(\s*([0-9]{1,9})\s*,\s*([0-9]{1,9})\s*\)")
_NOWHERE = frozenset({"", "(0,0)"})
_KEYS = frozenset({"quote_index", "speaker_index"})
_KINDS = {"PERSON": SourceKind.PERSON, "ORG": SourceKind.ORGANISATION}

_PLAIN = str.maketrans(
    {"\xa0": " ", "”": '"', "“": '"', "〝": '"', "〞": '"'}
    | {
        accented: plain
        for plain, many in {
            "a": "àáâãäåā", "e": "èéêëē", "i": "ìíîïıī", "o": "òóôõöō", "u": "ùúûüū", "y": "ýÿȳ",
            "c": "ç", "n": "ñ", "s": "ş",
            "A": "ÀÁÂÃÄÅĀ", "E": "ÈÉÊËĒ", "I": "ÌÍÎÏİĪ", "O": "ÒÓÔÕÖŌ", "U": "ÙÚÛÜŪ", "Y": "ÝŸȲ",
            "C": "Ç", "G": "ĞḠ", "N": "Ñ", "S": "Ş",
        }.items()
        for accented in many
    }
)  # fmt: skip
"""Letters and marks that the tracker writes plainly before it counts."""

_REPLACED = (
    ("ğḡ", "g"), ("\n", ".\n "), ("..\n ", ".\n "), (". .\n ", ".\n "), ("  ", " "),
    ("\\n", " "),
)  # fmt: skip
"""What else it replaces, in this order: a line end ends a sentence, two spaces are one."""


class GenderGapTracker:
    """Reads the quotes, where they stood before the tracker rewrote the text."""

    name = "Gender Gap Tracker"
    mark = 'quotes with "quote_index"'

    def wrote(self, value: object) -> bool:
        """Return whether a quote has an index as the tracker writes it."""
        quotes = _quotes(value)
        return isinstance(quotes, list) and any(
            isinstance(one, dict) and _KEYS & set(one) for one in quotes
        )

    def text(self, value: object) -> str | None:
        """Return the text of an article of its database."""
        text = value.get("body") if isinstance(value, dict) else None
        return text if isinstance(text, str) else None

    def given(self, value: object) -> Given:
        """Return what its database says of the article."""
        if not isinstance(value, dict):
            return Given()
        said = {key: value.get(key) for key in ("url", "title", "outlet")}
        authors = value.get("authors")
        if isinstance(authors, list):
            said["author"] = ", ".join(one for one in authors if isinstance(one, str))
        published = value.get("publishedAt")
        day = published.get("$date") if isinstance(published, dict) else published
        return from_object(said | {"date": day})

    def findings(self, value: object) -> Findings:
        """Return the quotes; speakers are one where the tracker names the same person."""
        key = "quotes" if isinstance(value, list) else _key(value)
        speakers = Speakers()
        statements: list[Statement] = []
        for number, one in enumerate(entries(_quotes(value), key, MAX_STATEMENTS)):
            where = f"{key}[{number}]"
            source = _claim(one, "speaker", where)
            name, speaker = _speaker(one, source, where)
            speakers.add(name, speaker)
            content = _claim(one, "quote", where)
            if not content:
                raise InputRefused(f"{where}.quote_index is empty", todo='write "(12,80)"')
            cue = _claim(one, "verb", where)
            statements.append(
                Statement(where=where, speaker=name, content=content, cue=cue, source=source)
            )
        return Findings(tool=self.name, speakers=speakers.all(), statements=tuple(statements))

    def readings(self, raw: str, ours: str, claims: Sequence[Claim]) -> Iterator[Reading]:
        """Yield the text as the tracker rewrites it before it counts, then as it stands."""
        del claims
        choices = [one for one in readings(raw, ours) if one.units is None]
        yield from (_rewritten(one) for one in choices)
        yield from choices


def _rewritten(one: Reading) -> Reading:
    plain = replace(one.replaced("ğḡ", "g"), loose=True)
    plain = replace(plain, text=plain.text.translate(_PLAIN))
    for old, new in _REPLACED:
        plain = plain.replaced(old, new)
    return plain


def _key(value: object) -> str:
    return "quotesUpdated" if isinstance(value, dict) and "quotesUpdated" in value else "quotes"


def _quotes(value: object) -> object:
    return value.get(_key(value)) if isinstance(value, dict) else value


def _claim(one: dict[str, object], key: str, where: str) -> tuple[Claim, ...]:
    """Return the stretch of a quote, verb or speaker; `(0,0)` and nothing are none."""
    index = words(one, f"{key}_index", where)
    if "".join(index.split()) in _NOWHERE:
        return ()
    place = f"{where}.{key}_index"
    found = _INDEX.fullmatch(index.strip())
    if found is None:
        raise InputRefused(f"{place} is no index: {index[:40]!r}", todo='write "(12,80)"')
    said = words(one, key, where)
    # it writes “according to” for “According to”, too
    any_case = key == "verb" and said == "according to"
    return (Claim(((int(found[1]), int(found[2])),), said, place, any_case=any_case),)


def _speaker(one: dict[str, object], source: tuple[Claim, ...], where: str) -> tuple[str, Speaker]:
    """Return the key of a quote's speaker, and what the tracker says of it."""
    name, kind = one.get("named_entity"), _KINDS.get(str(one.get("named_entity_type")))
    if isinstance(name, str) and name.strip() and kind is not None:
        return f"{kind.value} {name.strip()}", Speaker(
            mentions=source, called=name.strip(), named=True, kind=kind
        )
    return (source[0].key if source else f"the speaker of {where}"), Speaker(mentions=source)


TOOL = GenderGapTracker()
