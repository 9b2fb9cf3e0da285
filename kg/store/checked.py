"""By which shapes the articles of a store were checked when they were stored.

`store.json` holds the digest of the shapes and since when it is those: what the journal says was
put in before that was checked by others.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from kg.resources import shapes_digest
from kg.store import durable, journal
from kg.store.opening import Folder, told


def note_shapes(folder: Folder, now: Callable[[], datetime]) -> None:
    """Write down by which shapes articles are checked from now on; who calls it is the writer."""
    with told(folder.path):
        about = json.loads(folder.about.read_text(encoding="utf-8"))
        digest = shapes_digest()
        if _shapes(about)[0] == digest:
            return
        about["shapes"] = {"sha256": digest, "since": now().isoformat(timespec="seconds")}
        durable.replace(folder.about, [f"{json.dumps(about)}\n".encode()])


def checked_earlier(folder: Folder) -> set[str]:
    """Return the versions that were stored after a check by other shapes than today's."""
    with told(folder.path):
        digest, since = _shapes(json.loads(folder.about.read_text(encoding="utf-8")))
        live = journal.live(folder.journal)
    if digest != shapes_digest():
        return set(live)
    begun = datetime.fromisoformat(since)
    return {one for one, entry in live.items() if datetime.fromisoformat(entry.at) < begun}


def _shapes(about: dict[str, object]) -> tuple[str, str]:
    """Return digest and time; a store of before they were written down has none."""
    found = about.get("shapes")
    if not isinstance(found, dict):
        return "", ""
    return str(found.get("sha256", "")), str(found.get("since", ""))
