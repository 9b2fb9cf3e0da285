"""The bytes of a page as text, in the encoding that the page says, as browsers find it."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 4096
_DECLARED = re.compile(
    rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})|<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_WESTERN = "cp1252"
_READ_AS = {
    "ascii": _WESTERN,
    "iso8859-1": _WESTERN,
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "tis-620": "cp874",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
}
"""What the WHATWG encoding standard reads some labels as: a page that could be read to find
"utf-16" in it is not in UTF-16."""
_KNOWN = frozenset(
    [
        *("utf-8", "gb18030", "big5", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr"),
        *("koi8-r", "koi8-u", "mac-roman", "cp866", "cp874"),
        *(f"iso8859-{number}" for number in range(2, 17)),
        *(f"cp125{number}" for number in range(9)),
    ]
)


def decode(data: bytes) -> str:
    """Return the page's text, or name the byte that is not in the encoding it declares.

    A byte order mark wins, then what the page declares, then UTF-8, then Windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding)
    declared = _declared(data)
    if declared:
        return _strictly(data, declared)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, _WESTERN)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(_COMMENT.sub(b"", data[:_PRESCAN]))
    if not found:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    name = _READ_AS.get(name, name)
    return name if name in _KNOWN else None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if encoding == _WESTERN:  # five bytes mean nothing there; browsers show controls
            return data.decode("latin-1")
        raise InputRefused(
            f"is not {encoding.upper()}, which it says it is (byte {error.start} on line {line} "
            f"is 0x{data[error.start]:02x})",
            todo="save it as UTF-8",
        ) from None
