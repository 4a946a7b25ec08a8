"""Who may read the archive on the web: tokens, of which the store keeps a hash and never the secret."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from briefing.errors import StoreError
from briefing.store.rows import TokenRow
from briefing.store.schema import column_text, instant, instant_or_none, stamp, stamp_or_none, tokens
from briefing.store.shelf import Shelf


class TokenShelf(Shelf):
    """The tokens of the archive."""

    def add_token(self, token: TokenRow, digest: str) -> None:
        """Keep a new token under the SHA-256 of its secret, in hexadecimal."""
        values = {
            "id": token.id,
            "role": token.role,
            "reader": token.reader,
            "label": column_text(token.label),
            "hash": digest,
            "made_at": stamp(token.made_at),
            "ends_at": stamp_or_none(token.ends_at),
        }
        with self._write() as connection:
            connection.execute(insert(tokens).values(values))

    def tokens(self) -> list[TokenRow]:
        """Every token that was made, the revoked ones too, the oldest first."""
        with self._read() as connection:
            return [_row(row) for row in connection.execute(select(tokens).order_by(tokens.c.made_at, tokens.c.id))]

    def token(self, token_id: str) -> TokenRow | None:
        """The token of that id, also a revoked or ended one."""
        return self._first_token(tokens.c.id == token_id)

    def token_of(self, digest: str) -> TokenRow | None:
        """The token whose secret has this SHA-256, also a revoked or ended one."""
        return self._first_token(tokens.c.hash == digest)

    def revoke_token(self, token_id: str, at: datetime) -> None:
        """From ``at`` on the token opens nothing; a repeated call keeps the first instant. StoreError for none."""
        found = self.token(token_id)
        if found is None:
            raise StoreError(
                f"holds no token {token_id!r}", subject=self._subject, hint="`briefing token list` names them."
            )
        change = update(tokens).where(tokens.c.id == token_id, tokens.c.revoked_at.is_(None))
        with self._write() as connection:
            connection.execute(change.values(revoked_at=stamp(at)))

    def _first_token(self, condition: Any) -> TokenRow | None:
        with self._read() as connection:
            row = connection.execute(select(tokens).where(condition)).one_or_none()
        return None if row is None else _row(row)


def _row(row: Row[Any]) -> TokenRow:
    return TokenRow(
        id=row.id,
        role=row.role,
        reader=row.reader,
        label=row.label,
        made_at=instant(row.made_at),
        ends_at=instant_or_none(row.ends_at),
        revoked_at=instant_or_none(row.revoked_at),
    )
