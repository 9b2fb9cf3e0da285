"""One claim with all there is of it, to read on a terminal or to keep in a fact-checker's file."""

from __future__ import annotations

from kg import mapping
from kg.cli.tables import width, wrapped
from kg.store import Reader
from kg.telling.claim import Claim, Told, called
from kg.telling.markdown import markdown

FORMATS = ("text", "markdown")


def claim(reader: Reader, version: str, name: str, format_name: str) -> str:
    """Return the claim of that number, or id, of a version, in one of `FORMATS`.

    Raises `UsageError` where the article has no such claim.
    """
    article = Told(mapping.to_record(reader.dataset(version), version))
    told = Claim(article, called(article.record, name))
    return markdown(told) if format_name == "markdown" else _text(told)


def claims(reader: Reader, version: str) -> str:
    """Return every claim of a version as Markdown, for a file on the whole article."""
    article = Told(mapping.to_record(reader.dataset(version), version))
    found = article.record.extraction.attributions
    return "\n".join(markdown(Claim(article, one)) for one in found)


def _text(told: Claim) -> str:
    lines = [*wrapped(told.title, 0), "─" * width(), *wrapped(f"“{told.quotation}”", 2), ""]
    for part in told.parts():
        lines += wrapped(part.title, 2, hanging=2)
        for line in part.lines:
            lines += wrapped(line, 4, hanging=2)
        lines.append("")
    return "\n".join(lines)
