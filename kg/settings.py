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
DEFAULT_EXTRACTOR = "learned"
SHORTEST_TOKEN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store is and which base new IRIs lie under."""

    store: Path
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """How the server is reached, who may write, and what one query may use."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 is any free one."""
    hosts: frozenset[str] = frozenset()
    """Names that it may be asked under besides its own: a request for another is refused."""
    token: str | None = None
    """Who has it may write; without one nobody may."""
    seconds: float = 10.0
    memory_bytes: int = 2 * 1024**3
    rows: int = 100_000
    workers: int = 2
    """Processes that answer queries."""
    body_bytes: int = 16 * 1024**2
    """The largest body of a request."""

    def __post_init__(self) -> None:
        """Refuse a token that can be guessed."""
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            letters = "1 letter" if len(self.token) == 1 else f"{len(self.token)} letters"
            raise UsageError(
                f"the token has {letters}, {SHORTEST_TOKEN} are the least",
                todo="take a random one, as `openssl rand -hex 24` gives",
            )


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
