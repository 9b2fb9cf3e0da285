"""Starting the server: a free port, the workers, and a clean end."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import sys
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

import click
import uvicorn

from kg.cli.connections import Connection
from kg.cli.logs import Wordless
from kg.cli.options import now, pipeline
from kg.errors import OnRecordError, UsageError, why
from kg.sandbox import Limits, Pool
from kg.settings import DEFAULT_BASE, ServerSettings, Settings
from kg.store import Folder, Snapshots, begin
from kg.web.app import application
from kg.web.site import Site
from kg.workspace.workspace import Workspace

_TRIES = 20
_GRACE_SECONDS = 5
_BACKLOG = 256
_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})


def token(file: Path | None) -> str | None:
    """Return the token from a file, standard input or the environment."""
    if file is None:
        return os.environ.get("ONRECORD_TOKEN") or None
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read ({why(error)})", todo="name a text file") from None
    return text.strip()


def serve(settings: Settings, server: ServerSettings, extractor: str) -> None:
    """Serve until the process is told to end."""
    folder = Folder(settings.store)
    settings = _with_its_base(settings, folder)
    _log_to_standard_error()
    with (
        closing(_listening(server)) as listening,
        Pool(folder.quads, limits=_limits(server), workers=server.workers, waiting=12) as pool,
        # of their own, so that nobody's query keeps our own questions waiting
        Pool(folder.quads, limits=_limits(server), workers=server.workers) as questions,
        closing(_workspace(settings, server)) as workspace,
    ):
        address = _address(server.host, listening.getsockname()[1])
        site = Site(
            settings=settings,
            server=server,
            snapshots=Snapshots(folder),
            pool=pool,
            questions=questions,
            workspace=workspace,
            pipeline=cache(lambda: pipeline(extractor, settings.base, 0.0)),
            now=now,
            door=Lock(),
        )
        click.echo(f"serving {settings.store} at {address} — Ctrl-C ends it", err=True)
        Thread(target=_warm, args=(site,), daemon=True).start()
        # uvicorn ends in order, then raises the signal again: what is open here must end too
        with suppress(KeyboardInterrupt):
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            uvicorn.Server(_config(site)).run(sockets=[listening])


def _config(site: Site) -> uvicorn.Config:
    """Return how the site is run."""
    return uvicorn.Config(
        application(site),
        http=Connection,
        ws="none",
        proxy_headers=False,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=_BACKLOG,
    )


def _with_its_base(settings: Settings, folder: Folder) -> Settings:
    """Return the settings with the base of the store, which is made where there is none."""
    base = folder.base() if folder.exists() else settings.base
    if settings.base not in {base, DEFAULT_BASE}:
        raise UsageError(
            f"the store's IRIs lie under {base}, not {settings.base}",
            todo="leave --base out, or name another store",
        )
    begin(settings.store, base, now)
    return replace(settings, base=base)


def _warm(site: Site) -> None:
    """Read ahead; what is wrong with the store is told by the first page that needs it."""
    begun = monotonic()
    try:
        site.warm()
    except OnRecordError as error:
        logging.getLogger("onrecord").warning("not read ahead: %s", error)
    else:
        logging.getLogger("onrecord").info("read ahead in %.1f s", monotonic() - begun)


def _limits(server: ServerSettings) -> Limits:
    return Limits(seconds=server.seconds, memory_bytes=server.memory_bytes, rows=server.rows)


def _workspace(settings: Settings, server: ServerSettings) -> Workspace:
    return Workspace(
        settings.store / "workspace", base=settings.base, limits=_limits(server), now=now
    )


def _listening(server: ServerSettings) -> socket.socket:
    """Return a socket on the wanted port, or on the next free one."""
    for port in range(server.port, min(server.port + _TRIES, 65536)):
        try:
            return socket.create_server(
                (server.host, port), backlog=_BACKLOG, family=_family(server.host)
            )
        except OSError as error:
            if error.errno not in _TAKEN:
                raise UsageError(
                    f"{server.host} cannot be listened at ({error.strerror})",
                    todo="name an address of this machine with --host",
                ) from None
    raise UsageError(
        f"the ports from {server.port} on are all taken", todo="name a free one with --port"
    )


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - told, not bound
    return f"http://{f'[{shown}]' if ':' in shown and shown[0] != '[' else shown}:{port}/"


def _log_to_standard_error() -> None:
    """Give each request a line of JSON; what libraries tell only where it is a warning."""
    told = logging.StreamHandler(sys.stderr)
    told.setFormatter(Wordless())
    logging.basicConfig(handlers=[told], level=logging.WARNING)
    logging.getLogger("onrecord").setLevel(logging.INFO)
