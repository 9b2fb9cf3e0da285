"""What a page's HTML is made of, and whether words from outside became part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from kg.telling.lines import one_line

_LINKS = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster"})
_OWN = re.compile(r"(?:/(?!/)|#|\?|$)")
_ABROAD = re.compile(r"https?://")


def pairs(page: bytes) -> set[tuple[str, str]]:
    """Return which elements a page has and which attributes they have."""
    return _pairs(_elements(page))


def faults(page: bytes, harmless: set[tuple[str, str]]) -> list[str]:
    """Return what a page has that only words from outside can have brought in."""
    elements = _elements(page)
    strange = [f"{tag} {name}" for tag, name in sorted(_pairs(elements) - harmless)]
    return [*strange, *(fault for element in elements for fault in _of_element(element))]


def _pairs(elements: list[HtmlElement]) -> set[tuple[str, str]]:
    return {(one.tag, name) for one in elements for name in ("", *one.attrib)}


def _of_element(element: HtmlElement) -> Iterator[str]:
    if element.tag == "script" and element.get("type") != "application/json" and element.text:
        yield f"inline script: {element.text[:80]}"
    if element.tag == "style":
        yield "style sheet in the page"
    for name, value in element.attrib.items():
        if name.startswith("on") or name == "style":
            yield f"{element.tag} {name}={value[:80]}"
        if name in _LINKS and not _leads_well(element, value):
            yield f"{element.tag} {name}={value[:80]}"


def _leads_well(element: HtmlElement, value: str) -> bool:
    """Whether an address is one of ours, or a link that a reader may follow elsewhere."""
    plain = re.sub(r"[\x00-\x20]", "", value)
    if _OWN.match(plain) and "\\" not in value.partition("?")[0]:
        return True
    return element.tag == "a" and bool(_ABROAD.match(plain)) and "evil.example" not in plain


def _elements(page: bytes) -> list[HtmlElement]:
    tree = html.document_fromstring(page.decode("utf-8"))
    return list(tree.iter("*"))  # not comments


def words(page: bytes) -> str:
    """Return the text of a page as a reader has it, without its spaces."""
    tree = html.document_fromstring(page.decode("utf-8"))
    return squeezed("".join(map(str, tree.itertext())))


def shows(text: str, payload: str) -> bool:
    """Whether squeezed text has a payload in it, as it is or with what does not print spelt out."""
    forms = {squeezed(payload), squeezed(one_line(payload)), squeezed(_kept(payload))}
    return any(form in text for form in forms)


def squeezed(text: str) -> str:
    """Return text without spaces."""
    return "".join(text.split())


def _kept(payload: str) -> str:
    """Return a payload without what the parser of HTML leaves out."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "", payload)
