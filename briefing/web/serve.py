"""The server around the application: where it listens, and when it refuses to."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from briefing.config import Config, load_config
from briefing.errors import ConfigError
from briefing.extras import install_line
from briefing.store import open_store
from briefing.web.access import read_key
from briefing.web.guard import is_loopback


def serve(path: Path, *, host: str, port: int | None, open_to_all: bool, say: Callable[[str], None]) -> None:
    """Serve the archive of a configuration until SIGTERM or SIGINT; requests in hand are finished first.

    Raises ConfigError where the web extra is not installed, or where others could read without a token; StoreError
    where the archive cannot be opened.
    """
    try:
        import uvicorn

        from briefing.web.app import CONFIG, OPEN
    except ModuleNotFoundError as missing:
        raise ConfigError(
            f"the web archive needs {missing.name}, which is not installed", hint=f"Install it: {install_line('web')}"
        ) from missing
    config = load_config(path)
    host, port = host or config.web.host, config.web.port if port is None else port
    with open_store(config.store) as store:  # makes it where it is missing, and brings it up to date
        tokens = len(store.tokens())
    opened = openness(config, host, tokens, asked=open_to_all)
    read_key(config)
    os.environ[CONFIG], os.environ[OPEN] = str(path.resolve()), opened
    server = uvicorn.Config(
        "briefing.web.app:from_environment",
        factory=True,
        host=host,
        port=port,
        workers=config.web.workers,
        log_level="warning",
        access_log=False,  # addresses of calendars are secrets
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        limit_concurrency=400,
        h11_max_incomplete_event_size=32_768,
    )
    sock = listening(host, port, server.backlog)
    shown = f"[{host}]" if ":" in host else host
    say(f"briefing: the archive is at http://{shown}:{sock.getsockname()[1]}{'/' if not config.web.url else ''}")
    words = "readers log in with their tokens" if opened == "never" else "no login is asked for"
    say(f"briefing: {words}; SIGTERM ends it")
    if config.web.workers > 1:
        from uvicorn.supervisors import Multiprocess

        Multiprocess(server, sockets=[sock]).run()
    else:
        uvicorn.Server(server).run(sockets=[sock])


def listening(host: str, port: int, backlog: int) -> socket.socket:
    """A socket that takes requests at once: who comes before the first page can be drawn waits for it.

    ConfigError where the address is not to be had.
    """
    try:
        family, _, _, _, at = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        sock = socket.socket(family)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(at)
            sock.listen(backlog)
            sock.set_inheritable(True)
        except OSError:
            sock.close()
            raise
    except OSError as error:
        raise ConfigError(
            f"cannot listen at {host}, port {port}: {error.strerror}",
            hint="End what listens there, or name another with --host and --port.",
        ) from error
    return sock


def openness(config: Config, host: str, tokens: int, *, asked: bool) -> str:
    """For whom the archive is open, as ``Archive`` has it: without a login only where somebody asked for that, or on
    the machine itself as long as no token was made. ConfigError where others could reach it without having been asked.
    """
    if asked:
        return "always"
    if tokens:
        return "never"
    if is_loopback(host) and not config.web.url:
        return "until-token"
    where = f"under {config.web.url}" if config.web.url else f"at {host}"
    raise ConfigError(
        f"no token was made, and others could read the archive {where}",
        hint="Make one with `briefing token new`, or add --open if everyone may read everything.",
    )
