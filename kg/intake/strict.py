"""Bytes and JSON from outside, taken strictly: what is not what it must be is refused."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import NoReturn

from kg.errors import InputRefused, Place

MAX_BYTES = 64 * 1024 * 1024
_DEEPEST = 60
_FLATTER = "a record has three levels"


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, or refuse one that cannot be read, is no file or far too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputRefused("is no regular file", todo="save it as one")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputRefused(
            f"cannot be read ({error.strerror})", todo="look at its name and rights"
        ) from None
    if len(data) > MAX_BYTES:
        raise InputRefused(f"has more than {MAX_BYTES:,} bytes", todo="split it")
    return data


def read_text(path: Path) -> str:
    """Return a file's text: UTF-8, a byte order mark dropped, line ends as line feeds."""
    return decode(read_bytes(path))


def decode(data: bytes) -> str:
    """Return UTF-8 bytes as text, or name the first byte that is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputRefused(
            f"is not UTF-8 (byte {error.start} on line {line} is 0x{data[error.start]:02x})",
            todo="save it as UTF-8",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def load_json(text: str) -> object:
    """Return a JSON value: no key twice, no NaN, no half of a surrogate pair, no deep nesting."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise InputRefused(
            f"is not JSON ({error.msg} at column {error.colno})", todo="check the quotes and commas"
        ) from None
    except RecursionError:
        raise InputRefused("is nested too deeply", todo=_FLATTER) from None
    except ValueError:
        raise InputRefused("holds a number that is far too long", todo="shorten it") from None
    _check(value, 0)
    return value


def json_line(text: str) -> int:
    """Return the line on which a text stops being JSON, 1 if it is JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno
    except (RecursionError, ValueError):
        return 1
    return 1


def placed(error: InputRefused, name: str, line: int = 1) -> InputRefused:
    """Return the error with its place."""
    return InputRefused(error.what, todo=error.todo, place=error.place or Place(name, line))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for name, value in pairs:
        if name in seen:
            raise InputRefused(f"has the key {name!r} twice", todo="keep one of them")
        seen[name] = value
    return seen


def _constant(name: str) -> NoReturn:
    raise InputRefused(f"holds {name}, which is no JSON", todo="write null")


def _check(value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise InputRefused("is nested too deeply", todo=_FLATTER)
    if isinstance(value, str):
        _check_letters(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            _check_letters(str(key))
            _check(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            _check(one, depth + 1)


def _check_letters(value: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InputRefused(
            "holds half of a surrogate pair", todo="save it as UTF-8 without escapes"
        )
