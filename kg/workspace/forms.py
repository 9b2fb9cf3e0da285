"""The forms that RDF may be sent in, and what is refused before a parser sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import InputRefused

_DECLARES = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """One syntax of RDF."""

    media_type: str
    named_graphs: bool
    """Says of each triple which graph it stands in."""


FORMS = {
    one.media_type: one
    for one in (
        Form("text/turtle", named_graphs=False),
        Form("application/n-triples", named_graphs=False),
        Form("application/rdf+xml", named_graphs=False),
        Form("application/ld+json", named_graphs=True),
        Form("application/trig", named_graphs=True),
        Form("application/n-quads", named_graphs=True),
    )
}


def form_of(media_type: str) -> Form | None:
    """Return the form of a media type, if it is one of RDF."""
    return FORMS.get(media_type)


def must_be_harmless(body: bytes, form: Form) -> None:
    """Raise `InputRefused` for what is not UTF-8, and for XML that defines entities.

    Seven hundred bytes of nested entities keep an XML parser busy for ever.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"the body is not UTF-8 (byte {error.start})", todo="send it in UTF-8"
        ) from None
    if form.media_type != "application/rdf+xml":
        return
    said = _ENCODING.match(text.lstrip("\ufeff"))
    if said and said[1].casefold() not in {"utf-8", "us-ascii", "ascii"}:
        raise InputRefused(f"the XML is in {said[1]!r}", todo="send it in UTF-8")
    if _DECLARES.search(text):
        raise InputRefused(
            "XML with a DOCTYPE is not taken", todo="write IRIs in full instead of entities"
        )
