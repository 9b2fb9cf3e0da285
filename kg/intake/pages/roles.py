"""What an element's kind, class and id say of it: what stands around an article, or heads it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.intake.words import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS_AROUND = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
_ROLES_AROUND = frozenset(
    {"navigation", "complementary", "contentinfo", "search", "dialog", "alert"}
)
_AROUND = words(
    "related promo promos newsletter newsletters share sharing sharebar cookie cookies "
    "consent gdpr advert adverts advertisement advertising ads ad sponsor sponsored comments "
    "comment disqus sidebar nav navbar navigation menu footer breadcrumb breadcrumbs outbrain "
    "taboola recommended recommendations recommendation recirculation recirc subscribe "
    "subscription signup toolbar popup modal overlay masthead trending tags taglist topics "
    "pullquote poll quiz login register donate donation paywall regwall banner readmore "
    "mostread mostpopular adsbygoogle rail"
)
_PAIRS_AROUND = frozenset(
    [
        *("most popular", "most read", "most viewed", "read more", "read also", "read next"),
        *("more on", "more from", "more stories", "see also", "also read", "also like", "up next"),
        *("sign up", "pull quote", "pulled quote", "author bio", "author box", "about author"),
        *(
            "about the",
            "bottom of",
            "editors picks",
            "top stories",
            "latest news",
            "latest stories",
            "next up",
        ),
        *("social media", "social links", "social share", "social buttons", "social icons"),
        *("skip link", "tag list", "topic list", "in brief", "key points promo", "next article"),
    ]
)
_NAMING = ("class", "id", "data-component", "data-testid")
_STANDFIRST = words(
    "standfirst dek deck subheadline subhead subheading subtitle strapline tagline summary intro "
    "introduction excerpt sell abstract kickerline bullets highlights keypoints"
)
_BYLINE = words("byline bylines author authors contributor contributors writer")
_DATED = words("date dateline published timestamp pubdate datetime dates")
_CAPTION = words("caption captions credit figcaption imagecaption")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(maxsize=4096)
def _split(names: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(names))


def _names(element: HtmlElement) -> tuple[str, ...]:
    """Return the words of its own name, class and id: `articleBody-main` is three."""
    own = element.tag if "-" in element.tag else ""
    said = (element.get(name, "")[:400] for name in _NAMING)
    return _split(" ".join((own, *said)))


def is_around(element: HtmlElement) -> bool:
    """Return whether the element stands beside an article: navigation, adverts, other stories."""
    if element.tag in _TAGS_AROUND or element.get("role", "") in _ROLES_AROUND:
        return True
    names = _names(element)
    if _AROUND.intersection(names):
        return True
    return any(" ".join(pair) in _PAIRS_AROUND for pair in pairwise(names))


def is_standfirst(element: HtmlElement) -> bool:
    """Return whether the element is said to hold the standfirst."""
    said = element.get("itemprop", "").split()
    return bool(_STANDFIRST.intersection(_names(element))) or bool(
        {"description", "alternativeHeadline"}.intersection(said)
    )


def is_byline(element: HtmlElement) -> bool:
    """Return whether the element is said to hold the author."""
    said = f"{element.get('itemprop', '')} {element.get('rel', '')}".split()
    return "author" in said or bool(_BYLINE.intersection(_names(element)))


def is_dated(element: HtmlElement) -> bool:
    """Return whether the element is said to hold a date."""
    return element.tag == "time" or bool(_DATED.intersection(_names(element)))


def is_caption(element: HtmlElement) -> bool:
    """Return whether the element is said to hold a picture's caption."""
    return element.tag == "figcaption" or bool(_CAPTION.intersection(_names(element)))
