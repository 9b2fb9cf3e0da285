"""A connection of the server: closed where no whole request comes in time."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE_SECONDS = 20.0
"""Longer than a connection may lie idle between requests; it is closed before twice this time."""


class Connection(H11Protocol):
    """Closes itself where a client sends the head of a request too slowly, or none at all.

    The server itself counts time between requests only, so some hundred clients that send a
    letter now and then would keep everybody else out.
    """

    _last: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch."""
        super().connection_made(transport)
        self.loop.call_later(PATIENCE_SECONDS, self._look)

    def _look(self) -> None:
        """Close the connection where it has waited since the last look; else look again."""
        if self.transport.is_closing():
            return
        cycle: RequestResponseCycle | None = self.cycle  # none before the first request
        waits = cycle is None or cycle.response_complete
        if waits and cycle is self._last:
            self.transport.abort()
            return
        self._last = cycle if waits else None
        self.loop.call_later(PATIENCE_SECONDS, self._look)
