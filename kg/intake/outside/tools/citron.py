"""Citron, BBC R&D: `{"quotes": [{"cue", "sources", "coreferences", "contents"}]}`.

Its output has no text, and its offsets are numbers of tokens. Its annotation format is the same
with `text`, offsets in characters and, instead of `source`, perhaps `coreference_groups`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.errors import InputRefused
from kg.intake.given import Given
from kg.intake.outside.counting import Reading, readings
from kg.intake.outside.fields import entries, offset, version, words
from kg.intake.outside.findings import (
    MAX_STATEMENTS,
    Claim,
    Findings,
    Same,
    Speaker,
    Speakers,
    Statement,
    counted,
)
from kg.intake.outside.numbered import numbered

_KEYS = frozenset({"contents", "cue"})


class Citron:
    """Reads both: in the output `sources` are what `coreferences` were resolved to."""

    name = "Citron"
    mark = 'quotes with "cue" and "contents"'

    def wrote(self, value: object) -> bool:
        """Return whether a quote has a cue or contents, or Citron signs as the application."""
        if not isinstance(value, dict) or not isinstance(value.get("quotes"), list):
            return False
        return _is_output(value) or any(
            isinstance(one, dict) and _KEYS & set(one) for one in value["quotes"]
        )

    def text(self, value: object) -> str | None:
        """Return the text of a file in the annotation format."""
        text = value.get("text") if isinstance(value, dict) else None
        return text if isinstance(text, str) else None

    def given(self, value: object) -> Given:
        """Return nothing: Citron says nothing of the article."""
        del value
        return Given()

    def findings(self, value: object) -> Findings:
        """Return the quotes, their sources grouped as Citron groups them."""
        document = value if isinstance(value, dict) else {}
        quotes = entries(document.get("quotes"), "quotes", MAX_STATEMENTS)
        found = _Sources(document)
        statements = tuple(found.statement(one, f"quotes[{n}]") for n, one in enumerate(quotes))
        scores = sum("confidence" in one for one in quotes)
        model, notes = version(_model(document.get("source")))
        return Findings(
            tool=self.name,
            version=model,
            speakers=found.speakers(),
            statements=tuple(found.of(one) for one in statements),
            notes=(*notes, *([f"not kept: {counted(scores, 'confidence score')}"] * bool(scores))),
        )

    def readings(self, raw: str, ours: str, claims: Sequence[Claim]) -> Iterator[Reading]:
        """Yield the text as it stands, as Citron reads standard input, and by numbers of tokens."""
        yield from readings(raw, ours)
        for one in readings(raw, ours):
            if one.units is None:
                yield _spaced(one)
        by_tokens = numbered(ours, claims)
        if by_tokens is not None:
            yield by_tokens


def _spaced(one: Reading) -> Reading:
    """Return a text as Citron puts it together from standard input: a space before each line."""
    starts = range(len(one.text)) if one.starts is None else one.starts
    ends = range(1, len(one.text) + 1) if one.ends is None else one.ends
    begun = replace(one, text=f" {one.text}", starts=(0, *starts), ends=(0, *ends), loose=True)
    return begun.replaced("\n", "\n ")


class _Sources:
    """Gathers who is meant by which mention."""

    def __init__(self, document: dict[str, object]) -> None:
        self._output = _is_output(document)
        self._same = Same()
        self._said: list[tuple[str, Speaker]] = []
        groups = document.get("coreference_groups") or []
        for number, group in enumerate(groups if isinstance(groups, list) else [groups]):
            self._group(_claims(group, f"coreference_groups[{number}]"))

    def _group(self, group: Sequence[Claim]) -> None:
        for one in group:
            self._said.append((one.key, Speaker(mentions=(one,))))
            self._same.join(group[0].key, one.key)

    def statement(self, quote: dict[str, object], where: str) -> Statement:
        """Return a quote, and keep who its source is."""
        sources = _claims(quote.get("sources"), f"{where}.sources")
        others = _claims(quote.get("coreferences") or [], f"{where}.coreferences")
        here, meant = (others, sources) if self._output and others else (sources, others)
        key = _key(here) or f"the source of {where}"
        called = meant[0] if meant else None
        self._said.append((key, Speaker(mentions=(*here, *meant), called=called)))
        if meant:
            self._same.join(_key(meant), key)
        return Statement(
            where=where,
            speaker=key,
            content=_claims(quote.get("contents"), f"{where}.contents", least=1),
            cue=(_claim(quote.get("cue"), f"{where}.cue"),),
            source=here,
        )

    def of(self, statement: Statement) -> Statement:
        """Return a statement by the one key that its source has, once all are read."""
        return replace(statement, speaker=self._same.first(statement.speaker))

    def speakers(self) -> dict[str, Speaker]:
        """Return the sources; what Citron resolved a mention to tells most of one."""
        found = Speakers()
        for key, one in self._said:
            found.add(self._same.first(key), one)
        return found.all()


def _key(claims: Sequence[Claim]) -> str:
    return ", ".join(one.key for one in claims)


def _claims(value: object, where: str, least: int = 0) -> tuple[Claim, ...]:
    """Return an array of spans."""
    found = entries(value, where)
    if len(found) < least:
        raise InputRefused(f"{where} is empty", todo="give at least one span, or leave it out")
    return tuple(_claim(one, f"{where}[{number}]") for number, one in enumerate(found))


def _claim(value: object, where: str) -> Claim:
    (one,) = entries([value], where)
    start, end = offset(one, "start", where), offset(one, "end", where)
    return Claim(((start, end),), words(one, "text", where), where)


def _is_output(document: dict[str, object]) -> bool:
    source = document.get("source")
    return isinstance(source, dict) and str(source.get("application")).startswith("citron")


def _model(source: object) -> object:
    """Return which model was used; Citron writes a colon at the end of the key."""
    return source.get("model:", source.get("model")) if isinstance(source, dict) else None


TOOL = Citron()
