"""A folder as a channel: a share, or what a web server shows."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Self

from briefing.config import FolderChannel
from briefing.deliver.carriers import placed
from briefing.deliver.folder import write_files
from briefing.errors import DeliveryError
from briefing.model.parcel import Outcome, Parcel


class FolderCarrier:
    """Writes files whole or not at all; one that is there already is replaced by the same content."""

    def __init__(self, channel: FolderChannel) -> None:
        self._channel = channel

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing is held open."""

    def probe(self) -> None:
        """Look whether the folder, or the nearest one above it that is there, can be written. DeliveryError if not."""
        path = Path(self._channel.path.split("{")[0])
        while not path.exists() and path != path.parent:
            path = path.parent
        if not path.is_dir():
            raise DeliveryError("a file stands where the folder should be", subject=str(path))
        if not os.access(path, os.W_OK):
            raise DeliveryError(
                "may not be written", subject=str(path), hint="Give this user the right to write there."
            )

    def carry(self, parcel: Parcel, _address: str, _at: datetime, /) -> Outcome:
        """Write the files. What cannot be written now is for later, and no matter to other readers' folders."""
        files = {file.name: file.content for form, file in parcel.files.items() if form in self._channel.files}
        if not files:
            return Outcome(state="refused", reason=f"the edition has no {' or '.join(self._channel.files)}")
        try:
            write_files(Path(placed(self._channel.path, parcel)), files)
        except DeliveryError as fault:
            return Outcome(state="later", reason=str(fault))
        return Outcome(state="sent")
