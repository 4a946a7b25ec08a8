"""Who asks: the logins made from tokens, the addresses of calendars, and whether a form is the visitor's own.

A login is a cookie that names the token and its end, signed with a key that lies
beside the store; to revoke the token ends its logins and calendars at once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.config import Config
from briefing.errors import ConfigError
from briefing.storeurl import sqlite_file

KEY_BYTES = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """Who asks. The operator sees all; a reader his own editions; a monitor the health of the house alone."""

    role: str
    reader: str = ""
    token_id: str = ""  # empty where the archive is open to whoever reaches it
    by_cookie: bool = False

    @property
    def operator(self) -> bool:
        return self.role == "operator"

    def may_see(self, reader: str) -> bool:
        """May he see the editions of that reader?"""
        return self.operator or (self.role == "reader" and self.reader == reader)


def read_key(config: Config) -> bytes:
    """The key that signs logins, made where it is missing. ConfigError where others can read it, or nobody can."""
    path = key_path(config)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return _kept_key(path)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        return _kept_key(path)
    except OSError as error:
        raise ConfigError(
            f"the key of the web archive cannot be kept: {error.strerror}",
            subject=str(path),
            hint="Set web.key to a file that this user may write.",
        ) from error


def key_path(config: Config) -> Path:
    """Where the key lies: ``web.key``, else beside the store's file, else in the out folder."""
    if config.web.key:
        return Path(config.web.key)
    store = sqlite_file(config.store)
    return store.with_name(f"{store.name}.web-key") if store else Path(config.out) / ".web-key"


def _kept_key(path: Path) -> bytes:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError("others can read this key", subject=str(path), hint=f"chmod 600 {path}")
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) < KEY_BYTES:
        raise ConfigError("is no key", subject=str(path), hint="Delete it: a new one is made, and readers log in anew.")
    return key


class Seals:
    """Signs and reads what visitors carry: the cookie of a login, the token of a form, the address of a calendar."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def login(self, token_id: str, ends_at: datetime) -> str:
        """The cookie of a login."""
        said = f"{token_id}.{int(ends_at.timestamp())}"
        return f"{said}.{self._seal('login', said)}"

    def token_of_login(self, cookie: str, now_at: datetime) -> str:
        """The id of the token that a login was made with; empty for one that has ended or is not ours."""
        said, _, seal = cookie.rpartition(".")
        token_id, _, ends = said.partition(".")
        if not hmac.compare_digest(seal.encode(), self._seal("login", said).encode()) or not ends.isdecimal():
            return ""
        return token_id if now_at < datetime.fromtimestamp(int(ends), UTC) else ""

    def form(self, nonce: str, login: str) -> str:
        """The hidden word of a form: known to nobody but the pages that this visitor was given."""
        return self._seal("form", f"{nonce}.{login}")

    def form_is_own(self, given: str, nonce: str, login: str) -> bool:
        return bool(nonce) and hmac.compare_digest(given.encode(), self.form(nonce, login).encode())

    def calendar(self, token_id: str, reader: str) -> str:
        """The last part of a calendar's address: an id and a word that cannot be guessed."""
        return f"{token_id}-{self._seal('calendar', f'{token_id}.{reader}')}"

    def token_of_calendar(self, part: str, reader: str) -> str:
        """The id of the token that the calendar's address was made with; empty where it is not ours."""
        token_id = part.partition("-")[0]
        return token_id if hmac.compare_digest(part.encode(), self.calendar(token_id, reader).encode()) else ""

    def _seal(self, purpose: str, said: str) -> str:
        mac = hmac.new(self._key, f"{purpose}\0{said}".encode("utf-8", "replace"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")
