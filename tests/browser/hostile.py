"""Records whose every free field is a payload, as people or other tools could send them in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


def document(payload: str) -> Json:
    """Return a record with a payload for identifier, title, outlet, author, sources and words."""
    opening = f"{payload}\n\nThe pier of Arden is shut, "
    named = [len(opening), len(opening) + len(payload)]
    text = f"{opening}{payload} said on Monday. "
    told = [len(text) + len("An aide said "), len(text) + len("An aide said ") + len(payload)]
    aide = [len(text), len(text) + len("An aide")]
    text = f"{text}An aide said {payload} then. "
    party = [len(text), len(text) + len("A spokesman for ") + len(payload)]
    text = f"{text}A spokesman for {payload} declined to comment.\n"
    claim = opening.index("The pier")
    return {
        "@context": ["https://w3id.org/onrecord/context/2"],
        "type": "Record",
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "a standards editor"},
        "article": {
            "identifier": payload,
            "title": payload,
            "outlet": payload,
            "author": payload,
            "date": "2026-03-04",
            "text": text,
        },
        "sources": [
            {"id": "n", "identification": "named", "name": payload, "mentions": [named]},
            {
                "id": "a",
                "identification": "anonymous-described",
                "description": "An aide",
                "mentions": [aide],
            },
            {
                "id": "p",
                "identification": "unstated",
                "description": f"A spokesman for {payload}",
                "mentions": [party],
            },
        ],
        "attributions": [
            {
                "id": "one",
                "source": "n",
                "sourceSpans": [named],
                "cue": [[named[1] + 1, named[1] + 5]],
                "content": [[claim, named[0] - 2]],
            },
            {
                "id": "two",
                "source": "a",
                "sourceSpans": [aide],
                "cue": [[aide[1] + 1, aide[1] + 5]],
                "content": [told],
            },
        ],
        "requests": [
            {
                "id": "r",
                "party": "p",
                "partySpans": [party],
                "spans": [[party[0], len(text) - 2]],
                "outcome": "declined",
            }
        ],
    }


def written(payloads: Iterable[str], folder: Path) -> list[Path]:
    """Write a record document for each payload; return the files."""
    paths = []
    for number, payload in enumerate(payloads):
        path = folder / f"{number:03}.json"
        path.write_text(json.dumps(document(payload)), encoding="utf-8")
        paths.append(path)
    return paths
