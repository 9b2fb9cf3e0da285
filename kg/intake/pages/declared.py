"""What a page declares of its article: schema.org, OpenGraph, and failing those its markup.

extruct reads schema.org (JSON-LD, microdata) and OpenGraph, trafilatura guesses from markup.
Declared values are outside text: each is checked for kind and length, and what is not usable
is passed over, since a page with broken metadata is still a page with an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a type name, next to a field called date
from typing import TYPE_CHECKING

from kg.errors import InputRefused
from kg.intake.given import MAX_FIELD, Given, day
from kg.intake.pages.blocks import printed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEWS = ("Reportage", "Analysis", "AskPublic", "Background", "Opinion", "Review", "")
_ARTICLES = (
    *(f"{kind}NewsArticle" for kind in _NEWS),
    *("LiveBlogPosting", "Report", "Article", "BlogPosting"),
)
"""Kinds of schema.org that are articles, the more telling ones first."""

_MAX_SCRIPT = 1_000_000
_MAX_ITEMPROPS = 3_000
_MAX_ITEMREFS = 100
_MAX_NODES = 5_000
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]*)?\s*")
_WEB = re.compile(r"https?://[\w.~%:-]+(?:[/?#][^\s<>\"{}|\\^`]*)?", re.IGNORECASE)

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page says of its article, and in which language it says it is."""

    given: Given
    language: str | None = None


def declared(tree: HtmlElement, heading: str | None) -> Declared:
    """Return what the page declares; `heading` tells its article from others it lists."""
    nodes = [*_json_ld(tree), *_microdata(tree)]
    by_id = {str(one["@id"]): one for one in nodes if "@id" in one}
    node = _article(nodes, heading)
    graph = _open_graph(tree)
    schema = _from_schema(node, by_id)
    social = _from_open_graph(graph)
    canonical = Given(url=_web(next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)))
    said = schema.filled_from(social)
    url = canonical.url or social.url or schema.url
    given = Given(url=url).filled_from(said)
    return Declared(
        given=given,
        language=_language(node.get("inLanguage"))
        or _language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
        or _language(graph.get("og:locale")),
    )


def guessed(tree: HtmlElement) -> Given:
    """Return what trafilatura makes of the markup, for what is declared nowhere."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - slow to import

    settings = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
    try:
        found = extract_metadata(tree, date_config=settings)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, IndexError):
        return Given()  # it guesses from outside text, and stumbles over some of it
    return Given(
        title=_text(found.title),
        outlet=_text(found.sitename),
        author=_text((found.author or "").replace("; ", ", ")),
        date=_date(found.date),
        url=_web(found.url),
    )


def _json_ld(tree: HtmlElement) -> Iterator[Node]:
    """Yield the nodes of every JSON-LD script; one that is broken does not lose the others."""
    from extruct.jsonld import JsonLdExtractor  # noqa: PLC0415 - slow to import

    reader = JsonLdExtractor()
    for script in tree.xpath("//script[@type='application/ld+json']"):
        if len(script.text or "") > _MAX_SCRIPT:
            continue
        try:
            items = list(reader.extract_items(script))
        except (ValueError, RecursionError, IndexError):
            continue
        yield from _flat(items)


def _flat(items: Iterable[object]) -> Iterator[Node]:
    """Yield the top nodes, those of `@graph`, and what a page is said to be about."""
    ahead, seen = list(items), 0
    while ahead and seen < _MAX_NODES:
        item, seen = ahead.pop(0), seen + 1
        if isinstance(item, list):
            ahead[:0] = item
        elif isinstance(item, dict):
            yield item
            ahead[:0] = [item[key] for key in ("@graph", "mainEntity") if key in item]


def _microdata(tree: HtmlElement) -> Iterator[Node]:
    from extruct.w3cmicrodata import MicrodataExtractor  # noqa: PLC0415 - slow to import

    if len(tree.xpath(f"//*[@itemprop][position() <= {_MAX_ITEMPROPS + 1}]")) > _MAX_ITEMPROPS:
        return
    if sum(len(refs.split()) for refs in tree.xpath("//@itemref")) > _MAX_ITEMREFS:
        return
    try:
        items = MicrodataExtractor().extract_items(tree, "")
    except (ValueError, RecursionError, KeyError):
        return
    for item in items:
        yield _from_microdata(item, 0)


def _from_microdata(item: Mapping[str, object], depth: int) -> dict[str, object]:
    """Return an item in the form of JSON-LD."""
    kinds = item.get("type", ())
    types = [kinds] if isinstance(kinds, str) else list(kinds) if isinstance(kinds, list) else []
    node: dict[str, object] = {"@type": [str(one).rpartition("/")[2] for one in types]}
    properties = item.get("properties")
    if isinstance(properties, dict) and depth <= _ITEM_DEPTH:
        for name, value in properties.items():
            values = value if isinstance(value, list) else [value]
            node[name] = [
                _from_microdata(one, depth + 1) if isinstance(one, dict) else one for one in values
            ]
    if "value" in item:
        node["name"] = item["value"]
    return node


_ITEM_DEPTH = 8


def _open_graph(tree: HtmlElement) -> dict[str, object]:
    from extruct.opengraph import OpenGraphExtractor  # noqa: PLC0415 - slow to import

    found: dict[str, object] = {}
    if tree.find("head") is None:  # extruct stumbles over a head that is not the document's
        return found
    for item in OpenGraphExtractor().extract_items(tree):
        for name, value in item["properties"]:
            if str(value).strip():
                found.setdefault(str(name), value)
    return found


def _article(nodes: Iterable[Node], heading: str | None) -> Node:
    """Return the node of the page's article: the one with its headline, else the first."""
    found = [one for one in nodes if _rank(one) < len(_ARTICLES)]
    same = [one for one in found if heading and _same(_text(one.get("headline")), heading)]
    return min(same or found, key=_rank, default={})


def _rank(node: Node) -> int:
    kinds = node.get("@type")
    names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    short = [str(one).rpartition("/")[2].rpartition(":")[2] for one in names]
    return min((_ARTICLES.index(one) for one in short if one in _ARTICLES), default=len(_ARTICLES))


def _same(one: str | None, other: str) -> bool:
    return one is not None and squeezed(one) == squeezed(other)


def squeezed(words: str) -> str:
    """Return only letters and digits, for comparing words that are set in different ways."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _from_schema(node: Node, by_id: Mapping[str, Node]) -> Given:
    published = (node.get(key) for key in ("datePublished", "dateCreated"))
    return Given(
        title=_text(node.get("headline")) or _text(node.get("name")),
        outlet=_joined(_names(node.get("publisher"), by_id)[:1]),
        author=_joined(_names(node.get("author") or node.get("creator"), by_id)),
        date=next((found for one in published if (found := _date(one))), None),
        url=_web(node.get("url")) or _page_of(node),
    )


def _page_of(node: Node) -> str | None:
    page = _first(node.get("mainEntityOfPage"))
    return _web(page.get("@id") or page.get("url")) if isinstance(page, dict) else _web(page)


def _from_open_graph(said: Mapping[str, object]) -> Given:
    author = _text(said.get("article:author"))
    return Given(
        title=_text(said.get("og:title")),
        outlet=_text(said.get("og:site_name")),
        author=author if author and "://" not in author else None,
        date=_date(said.get("article:published_time")),
        url=_web(said.get("og:url")),
    )


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _names(value: object, by_id: Mapping[str, Node]) -> list[str]:
    """Return the names of persons or organisations, given as text, as nodes, or by their ids."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        known = one
        if isinstance(one, dict) and "name" not in one:
            known = by_id.get(str(one.get("@id")), one)
        name = _text(known.get("name") if isinstance(known, Mapping) else known)
        if name and "://" not in name and name not in found:
            found.append(name)
    return found


def _joined(names: list[str]) -> str | None:
    text = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return text if text and len(text) <= MAX_FIELD else None


def _text(value: object) -> str | None:
    """Return a value as one line, or nothing where it is no text or too long to be one."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str) or len(value) > MAX_FIELD:
        return None
    from html import unescape  # noqa: PLC0415 - JSON-LD holds HTML entities on many pages

    words = " ".join(printed(re.sub(r"[\ud800-\udfff]", "", unescape(value))).split())
    return words or None


def _date(value: object) -> Date | None:
    text = _text(value)
    if text is None:
        return None
    for form in (text, text[:10]):
        try:
            return day(form)
        except InputRefused:
            continue
    return None


def _web(value: object) -> str | None:
    text = _text(value)
    return text if text and _WEB.fullmatch(text) else None


def _language(value: object) -> str | None:
    found = _LANGUAGE.fullmatch(_text(value) or "")
    return found[1].casefold() if found else None
