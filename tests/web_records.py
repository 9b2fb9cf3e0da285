"""Records with a voice of each kind, for tests of pages: made by hand, so no model is loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT = (
    "Rosa Lind said that Tim Fay had told the pilots that the mud is deep. “The lock is safe,” "
    "Tim Fay said. Two aides said that the pier is shut. Critics said that dues are high. "
    "The mayor declined to comment."
)


def span(words: str, start: int = 0) -> list[int]:
    """Return where words stand in the text."""
    first = TEXT.index(words, start)
    return [first, first + len(words)]


def record(
    identifier: str,
    *,
    outlet: str = "The Harbour Star",
    date: str = "2026-01-20",
    title: str = "Dredging",
    rosa: str = "Rosa Lind",
) -> dict[str, Any]:
    """Return a record: two named sources, one through the other, an anonymous one, a group.

    `rosa` is what the first source is called.
    """
    shift = len(rosa) - len("Rosa Lind")
    text = TEXT.replace("Rosa Lind", rosa)

    def place(words: str, start: int = 0) -> list[int]:
        first, last = span(words, start)
        return [first + shift, last + shift]

    return {
        "@context": ["https://w3id.org/onrecord/context/2"],
        "type": "Record",
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "hand"},
        "article": {
            "identifier": identifier,
            "outlet": outlet,
            "date": date,
            "title": title,
            "sections": [{"kind": "lead", "span": [0, len(text)]}],
            "text": text,
        },
        "sources": [
            {
                "id": "rosa",
                "identification": "named",
                "kind": "expert",
                "name": rosa,
                "mentions": [[0, len(rosa)]],
            },
            {
                "id": "fay",
                "identification": "named",
                "kind": "spokesperson",
                "name": "Tim Fay",
                "mentions": [place("Tim Fay"), place("Tim Fay", 40)],
            },
            {
                "id": "aides",
                "identification": "anonymous-described",
                "kind": "official-person",
                "description": "Two aides",
                "mentions": [place("Two aides")],
                "statedMin": 2,
                "statedMax": 2,
            },
            {
                "id": "critics",
                "identification": "collective-unnamed",
                "kind": "group",
                "description": "Critics",
                "mentions": [place("Critics")],
            },
            {
                "id": "mayor",
                "identification": "unstated",
                "kind": "official-person",
                "description": "The mayor",
                "mentions": [place("The mayor")],
            },
        ],
        "attributions": [
            {
                "id": "a",
                "source": "rosa",
                "cue": [place("said that")],
                "content": [place("Tim Fay had told the pilots that the mud is deep")],
            },
            {
                "id": "b",
                "source": "fay",
                "cue": [place("had told")],
                "content": [place("the mud is deep")],
                "nestedIn": "a",
            },
            {
                "id": "c",
                "source": "fay",
                "cue": [place("said", 80)],
                "content": [place("“The lock is safe,”")],
                "quoteForm": "direct-quote",
            },
            {
                "id": "d",
                "source": "aides",
                "cue": [place("said", 125)],
                "content": [place("the pier is shut")],
            },
            {"id": "e", "source": "critics", "content": [place("dues are high")]},
        ],
        "requests": [
            {
                "id": "r",
                "spans": [place("The mayor declined to comment")],
                "party": "mayor",
                "partySpans": [place("The mayor")],
                "outcome": "declined",
            }
        ],
    }


def written(folder: Path, *records: dict[str, Any]) -> list[Path]:
    """Write each record to a file of its own, and return the files."""
    folder.mkdir(exist_ok=True)
    found = []
    for number, one in enumerate(records):
        path = folder / f"{number}-{one['article']['identifier']}.json"
        path.write_text(json.dumps(one), encoding="utf-8")
        found.append(path)
    return found
