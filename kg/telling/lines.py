"""Outside text and counts as a line that can stand anywhere."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Return outside text on one line, control and direction characters made visible."""
    return "".join(map(visible, " ".join(text.split())))


def visible(letter: str) -> str:
    """Return a letter, or its code where it does not print."""
    return letter if letter.isprintable() else f"\\x{ord(letter):02x}"


def many(count: int, what: str) -> str:
    """Return the count with its noun, which takes an s beyond one."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
