"""One claim as Markdown, with nothing in it that Markdown obeys."""

from __future__ import annotations

import re

from kg.telling.claim import Claim

# the marks of a formula and of a mention are some readers' own, and not Markdown's
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$@]")
_LIST = re.compile(r"^(\s*\d{0,9})([-+=.)])")
_ADDRESS = re.compile(r"\b(?:(?:https?|ftp)(?=://)|(?:mailto|xmpp)(?=:)|www(?=\.))", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return one line of outside text so that Markdown shows it as it is printed.

    No mark-up, entity, formula, mention or list comes of it, and no address becomes a link.
    """
    shown = _SPECIAL.sub(r"\\\g<0>", text)
    # a mark behind the scheme is not shown, and keeps readers from making a link
    shown = _ADDRESS.sub(r"\g<0>\\", shown)
    return _LIST.sub(r"\1\\\2", shown)


def markdown(told: Claim) -> str:
    """Return all there is of a claim, for a fact-checker's file."""
    lines = [f"# {escaped(told.title)}", "", f"> “{escaped(told.quotation)}”", ""]
    for part in told.parts():
        lines += [f"## {part.title}", "", *(f"- {escaped(line)}" for line in part.lines), ""]
    return "\n".join(lines)
