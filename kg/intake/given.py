"""What a text cannot say of itself: given on the command line, or in `NAME.meta.json` beside it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date
from datetime import datetime
from pathlib import Path

from kg.errors import InputRefused
from kg.intake.strict import load_json, placed, read_text
from kg.model import Article

MAX_TEXT = 1_000_000
"""Code points of one article; the parser's memory grows with them (about 1 GB here)."""


MAX_FIELD = 2_000
"""Characters of a title, a name or an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of an article besides its text."""

    identifier: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: Date | None = None

    def filled_from(self, other: Given) -> Given:
        """Return this, with what it does not say taken from `other`."""
        missing = {one.name for one in fields(self) if getattr(self, one.name) is None}
        return replace(self, **{name: getattr(other, name) for name in missing})

    def completing(self, article: Article) -> Article:
        """Return the article, with what it does not say taken from this."""
        missing = {one.name for one in fields(self) if getattr(article, one.name) is None}
        return replace(article, **{name: getattr(self, name) for name in missing})

    def article(self, text: str) -> Article:
        """Return the article, or refuse a text that cannot be one."""
        return Article(
            text=checked_text(text),
            identifier=self.identifier,
            url=self.url,
            title=self.title,
            outlet=self.outlet,
            author=self.author,
            date=self.date,
        )


KEYS = {"id": "identifier", **{name: name for name in ("url", "title", "outlet", "author", "date")}}
"""The keys that a JSON object says this with, and the fields they are."""


_JSON_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "an array",
    dict: "an object",
}


def checked_text(text: str) -> str:
    """Return the text, or refuse one that is empty or too long."""
    if not text.strip():
        raise InputRefused("there is no text in it", todo="give the article's words")
    if len(text) > MAX_TEXT:
        raise InputRefused(
            f"the text has {len(text):,} characters, {MAX_TEXT:,} at most can be read",
            todo="give one article at a time, or split it",
        )
    if "\x00" in text:
        raise InputRefused("the text holds a NUL character", todo="is it text? remove it")
    return text


def from_object(value: dict[str, object]) -> Given:
    """Return what a JSON object says; `None` and empty strings say nothing."""
    said = {KEYS[key]: _field(key, value[key]) for key in value if key in KEYS}
    published = said.pop("date", None)
    return Given(**said, date=day(published) if published else None)


def _field(key: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        kind = _JSON_KINDS.get(type(value), "not text")
        raise InputRefused(f"{key} is {kind}, not text", todo=f"write {key} in quotes")
    if len(value) > MAX_FIELD:
        raise InputRefused(f"{key} has {len(value):,} characters", todo=f"{MAX_FIELD:,} at most")
    return " ".join(value.split())


def day(value: str) -> Date:
    """Return the day of an ISO 8601 date, or date and time."""
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise InputRefused(f"{value!r} is no date", todo="write it like 2026-11-24") from None


def beside(path: Path, name: str) -> Given:
    """Return what `NAME.meta.json` says, if it is there."""
    return beside_with(path, name)[0]


def beside_with(
    path: Path, name: str, also: frozenset[str] = frozenset()
) -> tuple[Given, dict[str, object]]:
    """Return what `NAME.meta.json` says of the article, and what under the keys of `also`."""
    file = path.with_name(f"{path.stem}.meta.json")
    if not file.exists():
        return Given(), {}
    try:
        return _said(load_json(read_text(file)), also)
    except InputRefused as error:
        raise placed(error, str(Path(name).with_name(file.name))) from None


def _said(value: object, also: frozenset[str]) -> tuple[Given, dict[str, object]]:
    if not isinstance(value, dict):
        raise InputRefused("is not one JSON object", todo='write {"outlet": …}')
    known = [*KEYS, *sorted(also)]
    if unknown := sorted(set(value) - set(known)):
        raise InputRefused(f"{unknown[0]!r} is not known", todo="known are " + ", ".join(known))
    return from_object(value), {key: value[key] for key in value if key in also}
