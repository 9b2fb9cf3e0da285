"""What can be set: read once at the edge, passed on as a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~%-]+)*/")
DEFAULT_BASE = "https://w3id.org/onrecord/data/"
DEFAULT_STORE = "onrecord-store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store is and which base new IRIs lie under."""

    store: Path
    base: str


def settings(store: str | None, base: str | None, environment: Mapping[str, str]) -> Settings:
    """Return the settings: an argument, else the environment, else the default.

    `ONRECORD_STORE` is the store's folder, `ONRECORD_BASE` the base.
    """
    chosen = base or environment.get("ONRECORD_BASE") or DEFAULT_BASE
    return Settings(
        store=Path(store or environment.get("ONRECORD_STORE") or DEFAULT_STORE),
        base=_checked_base(chosen),
    )


def _checked_base(base: str) -> str:
    if not _BASE.fullmatch(base):
        raise UsageError(
            f"{base!r} is no base for IRIs",
            todo="give host and path with a / at the end, like https://data.example.org/",
        )
    return base
