"""What can be set: read once at the edge, passed on as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError

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
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.netloc or not base.endswith("/"):
        raise UsageError(
            f"{base!r} is no base for IRIs",
            todo="give one like https://data.example.org/, with the /",
        )
    if (
        parts.query
        or parts.fragment
        or "@" in parts.netloc
        or any(c in base for c in ' <>"{}|\\^`')
    ):
        raise UsageError(
            f"{base!r} is no base for IRIs", todo="leave out what is not host and path"
        )
    return base
