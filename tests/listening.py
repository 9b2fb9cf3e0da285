"""The served product on a real socket, for clients that are no part of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import NamedTuple

import uvicorn

from kg.web.app import application
from kg.web.site import Site


class Answered(NamedTuple):
    """An answer as it came over the wire; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server(NamedTuple):
    """Where the site is served."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answered:
        """Send just what is given: no header is added but Host and the length."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, found, answer.read())
        finally:
            connection.close()


@contextmanager
def listening(made: Site) -> Iterator[Server]:
    """Serve a site on a free port."""
    config = uvicorn.Config(application(made), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server ended at once"
            time.sleep(0.01)
        yield Server(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(timeout=20)
