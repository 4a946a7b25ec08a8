"""Files: what a path holds, and a watched folder read so that no half file, no file twice and no loss can happen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from briefing.errors import BriefingError, ReaderMissing, WireError
from briefing.model import CalendarEntry, CalendarFile, Wire

# what calls a function of each item, in their order: ``map``, or what has several processes do it
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]

LARGEST_BYTES = 64 << 20
PORTION, PORTION_BYTES = 1000, 32 << 20  # files, and bytes of them, held in memory to be read together
# temporary names of transfers and editors, and what systems leave lying about
PASSED_SUFFIXES = (".part", ".filepart", ".partial", ".crdownload", ".tmp", ".temp", ".swp", ".lock", "~", ".reason")
PASSED_NAMES = frozenset(("thumbs.db", "desktop.ini", "ehthumbs.db"))
# what tells of a folder of wires and is none itself
PASSED_STEMS = frozenset(("readme", "license", "licence", "copying", "notice", "source", "changelog"))
PASSED_ENDINGS = frozenset(("", ".md", ".rst", ".markdown"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What config says of a folder or file."""

    source: str = ""
    publisher: str = ""
    agency: str = ""
    home: str | None = None
    licence: str = "excerpt"
    zone: str = "UTC"
    pages: bool = True  # an HTML page is read for its article; not where a feed is expected


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What one file gave: wires, a calendar's entries, or an error. ``title`` is a feed's own."""

    path: Path
    wires: tuple[Wire, ...] = ()
    calendar: tuple[CalendarEntry, ...] | None = None
    error: str = ""
    title: str = ""
    marks: tuple[str, ...] = ()
    stays: bool = False  # not moved away: a faulty calendar, as somebody's own file, and what the disk did not give
    waits: bool = False  # nothing is wrong with it: the next look tries it, and what it lacks may be installed by then


def read_path(
    path: Path | str, *, received_at: datetime, recursive: bool = True, options: Options | None = None
) -> Iterator[Reading]:
    """Every file at a path, sorted by path: its wires, or why it gives none. Folders are read to the bottom.

    Temporary, hidden and system files are passed over. A symbolic link that leads out of the folder is an error line.
    Never raises for a file.
    """
    top = Path(path)
    options = options or Options()
    if not top.is_dir():
        gone = "" if top.is_file() else "there is no such file" if not top.exists() else "this is no ordinary file"
        yield Reading(path=top, error=gone) if gone else read_file(top, received_at=received_at, options=options)
        return
    for found, fault in walk(top, recursive):
        yield Reading(path=found, error=fault) if fault else read_file(found, received_at=received_at, options=options)


def passed_over(name: str) -> bool:
    """Is a file of this name not a wire by its name: temporary, hidden, of the system?"""
    low = name.lower()
    about = PurePath(low).stem in PASSED_STEMS and PurePath(low).suffix in PASSED_ENDINGS
    return about or low.startswith((".", "~")) or low.endswith(PASSED_SUFFIXES) or low in PASSED_NAMES


def walk(top: Path, recursive: bool, root: Path | None = None) -> Iterator[tuple[Path, str]]:
    """(path, "") for each file, (path, reason) for what cannot be listed; sorted, links out of ``root`` not taken."""
    root = root or top.resolve()
    try:
        entries = sorted(os.scandir(top), key=lambda e: e.name)
    except OSError as fault:
        yield top, f"this folder cannot be listed: {fault.strerror or fault}"
        return
    for entry in entries:
        path = Path(entry.path)
        if passed_over(entry.name):
            continue
        try:
            folder, file = entry.is_dir(follow_symlinks=False), entry.is_file()
        except OSError as fault:
            yield path, f"cannot be read: {fault.strerror or fault}"
            continue
        if entry.is_symlink() and not _inside(path, root):
            yield path, "a symbolic link out of the folder is not followed; copy the file here"
        elif folder:
            if recursive:
                yield from walk(path, recursive, root)
        elif file:
            yield path, ""


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def read_file(path: Path, *, received_at: datetime, options: Options, data: bytes | None = None) -> Reading:
    """The wires of one file, a feed or a wire by its content; gzip is unpacked. Never raises."""
    try:
        body = bytes_of(path) if data is None else data
    except OSError as fault:
        return Reading(path=path, error=f"cannot be read: {fault.strerror or fault}", stays=True)
    except WireError as fault:
        return Reading(path=path, error=fault.message)
    from briefing.collect.contents import wires_in  # all the forms; a look that finds nothing new needs none of them

    try:
        return wires_in(path, body, received_at, options)
    except RecursionError:
        return Reading(path=path, error="it is nested too deep to be a feed or a wire. Take it out of the folder")
    except BriefingError as fault:
        message, waits = fault.message.rstrip("."), isinstance(fault, ReaderMissing)
        error = f"{message}. {fault.hint}" if fault.hint else message
        return Reading(path=path, error=error, stays=waits, waits=waits)


def read_alone(path: Path, *, received_at: datetime, options: Options, spread: Spread) -> Reading:
    """``read_file`` as ``spread`` does it."""
    (reading,) = spread(_alone, [_Alone(path=path, received_at=received_at, options=options)])
    alone: Reading = reading
    return alone


@dataclass(frozen=True, kw_only=True, slots=True)
class _Alone:
    """A file to be read whatever was known of it."""

    path: Path
    received_at: datetime
    options: Options

    @property
    def place(self) -> str:
        """Where it came from, as no other item did."""
        return f"{self.options.source}:{spelt(self.path.absolute())}"

    def lost(self, reason: str) -> Reading:
        """What came of it where reading it is impossible."""
        return Reading(path=self.path, error=reason)


def _alone(one: _Alone) -> Reading:
    return read_file(one.path, received_at=one.received_at, options=one.options)


def bytes_of(path: Path) -> bytes:
    """What a file holds. WireError for an empty one and one above ``LARGEST_BYTES``; OSError as the system has it."""
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise WireError(f"{size >> 20} MB are too many for a file of wires (at most {LARGEST_BYTES >> 20})")
    data = path.read_bytes()
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise WireError("the file is empty")
    return data


def spelt(path: Path) -> str:
    """A path as text that can be stored: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def calendar_of(reading: Reading, name: str, options: Options) -> list[CalendarFile]:
    """The calendar that a file holds, known by its path within the folder."""
    if reading.calendar is None:
        return []
    entries = tuple(replace(entry, path=name) for entry in reading.calendar)
    return [CalendarFile(source=options.source, path=name, entries=entries)]
