"""The YAML header of a Markdown file: what it says of the article, read without any YAML magic."""

from __future__ import annotations

import yaml

from kg.errors import InputRefused
from kg.intake.given import KEYS, Given, from_object

_MAX_HEADER = 20_000
_ALSO = {
    "headline": "title",
    "byline": "author",
    "authors": "author",
    "publisher": "outlet",
    "source": "outlet",
    "published": "date",
    "identifier": "id",
    "canonical_url": "url",
    "lang": "language",
}
"""Names that site builders use for ours."""

_LANGUAGE = 3


def header(text: str) -> tuple[Given, str | None]:
    """Return what a header says, and the language it names; keys it does not know are passed over.

    Every value is taken as it is written (`date: 2026-03-04` is text, `id: 007` keeps its
    zeros). Aliases are refused: a few lines of them can stand for gigabytes.
    """
    if len(text) > _MAX_HEADER:
        raise InputRefused("the header is far too long", todo=f"{_MAX_HEADER:,} characters at most")
    value = _loaded(text)
    if value is None or value == "":
        return Given(), None
    if not isinstance(value, dict):
        raise InputRefused("the header is no list of keys and values", todo="write title: …")
    known = {_ALSO.get(str(key).casefold(), str(key).casefold()): value[key] for key in value}
    said: dict[str, object] = {key: _line(known[key]) for key in KEYS if key in known}
    language = _line(known.get("language"))
    short = language.split("-")[0].casefold() if language else None
    return from_object(said), short if short and len(short) <= _LANGUAGE else None


def _loaded(text: str) -> object:
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise InputRefused("the header has an alias", todo="write the value out")
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes text, lists and maps only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" on its line {mark.line + 1}" if mark else ""
        raise InputRefused(
            f"the header is not YAML{where}", todo="put values with a colon in quotes"
        ) from None
    except RecursionError:
        raise InputRefused("the header is nested too deeply", todo="one level is enough") from None
    except (ValueError, TypeError, KeyError):
        raise InputRefused("the header is not YAML", todo="write title: …") from None


def _line(value: object) -> str | None:
    """Return a value as one line: several authors are joined, a map is no line."""
    if isinstance(value, list):
        names = [str(one) for one in value if isinstance(one, str)]
        return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return value if isinstance(value, str) else None
