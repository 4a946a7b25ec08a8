"""Files: what a path holds, and a watched folder read so that no half file, no file twice and no loss can happen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from briefing.collect.atrest import MOVED, REFUSED, Look, Seen, look_at, was_refused
from briefing.collect.portions import AT_ONCE, NO_WIRES, HandOn, Tally
from briefing.collect.quarantine import put_away, refused
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
    for found, fault in _walk(top, recursive):
        yield Reading(path=found, error=fault) if fault else read_file(found, received_at=received_at, options=options)


def passed_over(name: str) -> bool:
    """Is a file of this name not a wire by its name: temporary, hidden, of the system?"""
    low = name.lower()
    about = PurePath(low).stem in PASSED_STEMS and PurePath(low).suffix in PASSED_ENDINGS
    return about or low.startswith((".", "~")) or low.endswith(PASSED_SUFFIXES) or low in PASSED_NAMES


def _walk(top: Path, recursive: bool, root: Path | None = None) -> Iterator[tuple[Path, str]]:
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
                yield from _walk(path, recursive, root)
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
        body = _bytes(path) if data is None else data
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


def _bytes(path: Path) -> bytes:
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


# ---------------------------------------------------------------- a watched folder


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderResult:
    """One look at a watched folder. ``taken`` is what the next look needs, by path within the folder."""

    wires: tuple[Wire, ...] = ()
    handed: Tally = NO_WIRES  # of those that were handed on before
    calendars: tuple[CalendarFile, ...] = ()
    errors: tuple[Reading, ...] = ()  # quarantined or unreadable, with the reason
    taken: Mapping[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()  # still being written
    unfilled: tuple[str, ...] = ()  # of these, the empty ones
    passed: tuple[str, ...] = ()  # refused before, and unchanged since
    files: int = 0  # files that stand in the folder now


def scan_folder(
    folder: Path | str,
    *,
    taken: Mapping[str, str],
    received_at: datetime,
    settle_s: float,
    now_s: float,
    options: Options | None = None,
    quarantine: bool = True,
    spread: Spread = map,
    hand_on: HandOn | None = None,
) -> FolderResult:
    """Look at a watched folder once and read what has come to rest since the last look.

    A file is read when its time lies ``settle_s`` before ``now_s`` (seconds since 1970), or when its size and time have
    been the same at every look for so long. Each content is taken once under each name; new content under a known name
    is the next version of the same wire. Broken files move to ``.quarantine`` with a ``.reason`` beside them, unless
    ``quarantine`` is False; what the system does not give stays, and every look tries it. What is put back
    from there is read anew, and stays where that fails too. A file that is gone stays remembered. Of very many wires
    those read first are handed on, and the result holds the rest. Raises WireError where the folder cannot be read.
    """
    top = _folder(folder)
    options = options or Options(source=top.name)
    memory = dict(taken)
    wires: list[Wire] = []
    calendars: list[CalendarFile] = []
    errors: list[Reading] = []
    waiting: list[str] = []
    unfilled: list[str] = []
    passed: list[str] = []
    files = 0
    taken_up: list[_Taken] = []
    handed, heavy = NO_WIRES, 0

    def keep() -> None:
        nonlocal handed, heavy
        for one, reading in zip(taken_up, _all_read(taken_up, spread), strict=True):
            wires.extend(reading.wires)
            if hand_on and len(wires) >= AT_ONCE:
                handed = handed.also(wires)
                hand_on(tuple(wires))
                wires.clear()
            calendars.extend(calendar_of(reading, one.name, options))
            if reading.error:
                away = quarantine and not reading.stays and not one.again
                errors.append(replace(reading, error=put_away(top, reading.path, reading.error)) if away else reading)
            if not (one.denied or reading.waits):
                before = one.seen.version - bool(one.data)
                seen = refused(one.path, one.seen, before=before) if reading.error else one.seen
                memory[one.name] = seen.dump()
        taken_up.clear()
        heavy = 0

    for path, fault in _walk(top, True):
        if fault:
            errors.append(Reading(path=path, error=fault))
            continue
        files += 1
        name = spelt(path.relative_to(top))
        look = look_at(path, memory.get(name, ""), settle_s, now_s)
        if look is None:
            passed += [name] if was_refused(path, memory.get(name, "")) else []
            continue
        if not look.ready:
            memory[name] = look.seen.dump()
            waiting.append(name)
            unfilled += [] if look.seen.size else [name]
            continue
        taken_up.append(_take(path, name, look, received_at, options))
        heavy += len(taken_up[-1].data)
        if len(taken_up) >= PORTION or heavy >= PORTION_BYTES:
            keep()
    keep()
    return FolderResult(
        wires=tuple(wires), handed=handed, calendars=tuple(calendars), errors=tuple(errors), taken=memory,
        waiting=tuple(waiting), unfilled=tuple(unfilled), passed=tuple(passed), files=files,
    )  # fmt: skip


def _folder(folder: Path | str) -> Path:
    if not Path(folder).is_dir():
        hint = "Make it, or change its path in config.yaml"
        raise WireError("there is no such folder", subject=str(folder), hint=hint)
    return Path(folder)


def calendar_of(reading: Reading, name: str, options: Options) -> list[CalendarFile]:
    """The calendar that a file holds, known by its path within the folder."""
    if reading.calendar is None:
        return []
    entries = tuple(replace(entry, path=name) for entry in reading.calendar)
    return [CalendarFile(source=options.source, path=name, entries=entries)]


def scan_file(
    path: Path | str,
    *,
    taken: Mapping[str, str],
    received_at: datetime,
    settle_s: float,
    now_s: float,
    options: Options,
    spread: Spread = map,
) -> FolderResult:
    """Look at one file that is a source by itself, as ``scan_folder`` does at each of its files. Nothing is moved.

    Raises WireError where there is no such file.
    """
    file = Path(path)
    if not file.is_file():
        raise WireError("there is no such file", subject=str(path), hint="Check its path in config.yaml")
    name = spelt(Path(file.name))
    memory = dict(taken)
    look = look_at(file, memory.get(name, ""), settle_s, now_s)
    if look is None:
        return FolderResult(taken=memory, files=1)
    if not look.ready:
        memory[name] = look.seen.dump()
        return FolderResult(taken=memory, waiting=(name,), unfilled=() if look.seen.size else (name,), files=1)
    one = _take(file, name, look, received_at, options)
    (reading,) = _all_read([one], spread)
    if not (one.denied or reading.waits):
        memory[name] = one.seen.dump()
    return FolderResult(
        wires=reading.wires, calendars=tuple(calendar_of(reading, name, options)),
        errors=(reading,) if reading.error else (), taken=memory, files=1,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    """A file at rest: its content to be read, or what is to be said of it where there is none."""

    path: Path
    name: str
    seen: Seen
    received_at: datetime
    options: Options
    data: bytes = b""
    error: str = ""
    again: bool = False  # refused before, moved away and put back as it was
    denied: bool = False  # by the system, of which the file knows nothing: the next look tries again

    @property
    def place(self) -> str:
        """Where it came from, as no other item did."""
        return f"{self.options.source}:{spelt(self.path.absolute())}"

    def lost(self, reason: str) -> Reading:
        """What came of it where reading it is impossible."""
        return Reading(path=self.path, error=reason)


def _take(path: Path, name: str, look: Look, received_at: datetime, options: Options) -> _Taken:
    """Take up a file at rest. One whose size changed while it was read waits for the next look."""
    bare = _Taken(path=path, name=name, seen=look.seen, received_at=received_at, options=options)
    try:
        data = _bytes(path)
    except OSError as fault:
        return replace(bare, error=f"cannot be read: {fault.strerror or fault}", denied=True)
    except WireError as fault:
        again = look.before in (f"{MOVED}empty", f"{REFUSED}empty")
        return replace(bare, error=fault.message, again=again, seen=replace(look.seen, digest="empty"))
    if len(data) != look.seen.size:
        return replace(bare, seen=replace(look.seen, size=len(data), mtime_ns=0))
    digest = sha256(data).hexdigest()[:16]
    if digest == look.before:
        return replace(bare, seen=replace(look.seen, digest=digest))
    again = look.before in (f"{MOVED}{digest}", f"{REFUSED}{digest}")
    return replace(bare, data=data, again=again, seen=replace(look.seen, digest=digest, version=look.seen.version + 1))


def _all_read(taken: Sequence[_Taken], spread: Spread) -> Iterator[Reading]:
    """What each file gave, in their order; those with content are read by ``spread``."""
    read = iter(spread(_read, [one for one in taken if one.data]))
    for one in taken:
        yield next(read) if one.data else Reading(path=one.path, error=one.error, stays=one.denied)


def _read(one: _Taken) -> Reading:
    reading = read_file(one.path, received_at=one.received_at, options=one.options, data=one.data)
    wires = tuple(_in_folder(w, one.name, one.seen.version) for w in reading.wires)
    return replace(reading, wires=wires)


def _in_folder(wire: Wire, name: str, version: int) -> Wire:
    """A wire known by its path alone is known by its path within the folder, so that a moved folder changes nothing."""
    from briefing.collect.naming import version_id

    if wire.identity != wire.path:
        return wire
    new_id = version_id(wire.source, name, wire.headline, wire.paragraphs)
    return replace(wire, id=new_id, identity=name, version=max(wire.version, version))
