"""Any storage that fsspec knows as a channel: sftp://, s3://, webdav://, file://, memory://."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any, Self

from briefing.config import RemoteChannel
from briefing.deliver.carriers import placed
from briefing.deliver.secrets import secret, without
from briefing.errors import DeliveryError
from briefing.extras import install_line
from briefing.model.parcel import Outcome, Parcel

# Storages where a file shows only when it is whole; elsewhere it is written under another name and renamed.
WHOLE = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "memory")

# The names by which storages take a secret, where it is not "password".
SECRET_KEYS = dict.fromkeys(("s3", "s3a"), "secret") | dict.fromkeys(("abfs", "abfss", "az"), "account_key")


class RemoteCarrier:
    """Writes files under an address; what is there under the same name is replaced."""

    def __init__(self, channel: RemoteChannel) -> None:
        self._channel, self._hidden, self._pattern = channel, "", ""
        self._options: dict[str, Any] = {}

    def __enter__(self) -> Self:
        channel = self._channel
        try:
            import fsspec  # noqa: F401
        except ModuleNotFoundError as error:
            hint = f"Install it: {install_line('remote')}"
            raise DeliveryError("remote storage needs fsspec", subject=channel.name, hint=hint) from error
        self._hidden = secret(channel.name, channel.password_env, channel.password_file, "password")
        self._pattern = channel.address or secret(channel.name, channel.address_env, channel.address_file, "address")
        self._options = _with_secret(self._pattern.split("://")[0], dict(channel.options), self._hidden)
        return self

    def __exit__(self, *exc: object) -> None:
        """fsspec keeps its own connections."""

    def probe(self) -> None:
        """Write a small file under the address and remove it again. DeliveryError where that cannot be done."""
        import fsspec

        try:
            storage, folder = fsspec.core.url_to_fs(self._pattern.split("{")[0], **self._options)
            storage.makedirs(folder, exist_ok=True)
            path = f"{folder.rstrip('/')}/.briefing-{secrets.token_hex(4)}"
            storage.pipe_file(path, b"")
            storage.rm_file(path)
        except Exception as error:
            raise DeliveryError(self._said(error), subject=self._channel.name) from error

    def carry(self, parcel: Parcel, _address: str, _at: datetime, /) -> Outcome:
        """Write the files. DeliveryError where the storage cannot be reached or written; where each reader has his own
        place there, that is a matter of his alone."""
        import fsspec

        files = {file.name: file.content for form, file in parcel.files.items() if form in self._channel.files}
        if not files:
            return Outcome(state="refused", reason=f"the edition has no {' or '.join(self._channel.files)}")
        address = placed(self._pattern, parcel)
        try:
            storage, folder = fsspec.core.url_to_fs(address, **self._options)
            storage.makedirs(folder, exist_ok=True)
            for name, content in files.items():
                self._write(storage, f"{folder.rstrip('/')}/{name}", content)
        except Exception as error:  # each storage has its own errors; any of them means: not now
            if "{reader}" in self._pattern:
                return Outcome(state="later", reason=self._said(error))
            raise DeliveryError(self._said(error), subject=self._channel.name) from error
        return Outcome(state="sent")

    def _write(self, storage: Any, path: str, content: bytes) -> None:
        kinds = storage.protocol if isinstance(storage.protocol, tuple | list) else (storage.protocol,)
        if set(kinds) & set(WHOLE):
            storage.pipe_file(path, content)
            return
        part = f"{path}.{secrets.token_hex(4)}.part"
        try:
            storage.pipe_file(part, content)
            if storage.exists(path):
                storage.rm_file(path)
            storage.mv(part, path)
        except BaseException:
            with suppress(Exception):
                storage.rm_file(part)
            raise

    def _said(self, error: Exception) -> str:
        where = self._channel.address or "the storage"
        return without(f"{where}: {type(error).__name__}: {error}", self._hidden, *_passwords(self._pattern))


def _with_secret(protocol: str, options: dict[str, Any], secret: str) -> dict[str, Any]:
    """The options with the secret, under the name that the storage knows it by."""
    if not secret:
        return options
    if protocol.startswith("webdav"):  # both as one pair
        return {key: value for key, value in options.items() if key != "username"} | {
            "auth": (str(options.get("username", "")), secret)
        }
    return options | {SECRET_KEYS.get(protocol, "password"): secret}


def _passwords(address: str) -> list[str]:
    """The password inside an address, which messages of a storage may repeat."""
    from urllib.parse import urlsplit

    with suppress(ValueError):
        return [word for word in (urlsplit(address).password,) if word]
    return []
