"""What readers log in with on the web: made, listed and revoked from the command line.

A token is 256 random bits, told once; the store keeps its SHA-256. (A slow hash protects words that people choose; of
256 random bits nobody tries a part.)
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from briefing.config import Config
from briefing.errors import ConfigError
from briefing.store import TokenRow
from briefing.yamlfile import did_you_mean

ROLES = ("operator", "reader", "monitor")
PREFIX = "brf_"


def digest_of(secret: str) -> str:
    """The SHA-256 of a token as the store has it."""
    return hashlib.sha256(secret.strip().encode("utf-8", "replace")).hexdigest()


def make_token(
    config: Config, *, reader: str = "", role: str = "", label: str = "", days: int | None = None
) -> tuple[TokenRow, str]:
    """A new token and its secret. Raises ConfigError for a reader nobody has, an unknown role, or neither named."""
    from briefing.pipeline.clock import now
    from briefing.store import open_store

    role = role or ("reader" if reader else "")
    if role not in ROLES:
        said = f"nobody is called {role!r} here{did_you_mean(role, ROLES)}" if role else "nobody was named"
        raise ConfigError(said, hint="Write --reader NAME, --for operator or --for monitor.")
    if (role == "reader") != bool(reader):
        raise ConfigError("a token is for one reader, or for the operator or a monitor", hint="Name one of them.")
    if reader:
        config.reader(reader)
    row, secret = new_token(role=role, reader=reader, label=label, now_at=now(), days=days)
    with open_store(config.store) as store:
        store.add_token(row, digest_of(secret))
    return row, secret


def new_token(*, role: str, reader: str, label: str, now_at: datetime, days: int | None = None) -> tuple[TokenRow, str]:
    """A token that no store has yet, and its secret."""
    row = TokenRow(
        id=secrets.token_hex(4),
        role=role,
        reader=reader,
        label=" ".join(label.split())[:80],
        made_at=now_at,
        ends_at=now_at + timedelta(days=days) if days else None,
    )
    return row, PREFIX + secrets.token_urlsafe(32)


def token_rows(config: Config) -> list[dict[str, Any]]:
    """Every token as JSON types; ``state``: good, ended or revoked."""
    from briefing.pipeline.clock import now
    from briefing.store import open_store

    now_at = now()
    with open_store(config.store) as store:
        rows = store.tokens()
    return [
        {
            "id": row.id,
            "role": row.role,
            "reader": row.reader,
            "label": row.label,
            "state": "revoked" if row.revoked_at else "good" if row.opens(now_at) else "ended",
            "made_at": row.made_at.isoformat(),
            "ends_at": row.ends_at.isoformat() if row.ends_at else None,
        }
        for row in rows
    ]


def revoke(config: Config, token_id: str) -> None:
    """End a token. StoreError for an id that no token has."""
    from briefing.pipeline.clock import now
    from briefing.store import open_store

    with open_store(config.store) as store:
        store.revoke_token(token_id, now())
