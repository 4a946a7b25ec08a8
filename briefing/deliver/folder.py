"""An edition's files into a folder: each one whole, and none in part."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from briefing.errors import DeliveryError

Given = TypeVar("Given")

PART = ".briefing-"  # begins the name of a file still being written; hidden, so that no one takes it for an edition
STALE_S = 3600.0  # a part so much older than one just made was left by a run that was killed

SPACE = "Free some space on that disk and run again."
RIGHTS = "Give this user the right to write there, or set another out folder in config.yaml."
PLACE = "Move it away, or set another out folder in config.yaml."
FAULTS = {
    errno.ENOSPC: ("the disk is full", SPACE),
    errno.EDQUOT: ("the disk quota is used up", SPACE),
    errno.EFBIG: ("the file is larger than this disk or user may have", SPACE),
    errno.EACCES: ("may not be written", RIGHTS),
    errno.EPERM: ("may not be written", RIGHTS),
    errno.EROFS: ("lies on a disk that cannot be written", RIGHTS),
    errno.ENOTDIR: ("a file stands where a folder of its path should be", PLACE),
    errno.EEXIST: ("a file stands where the folder should be", PLACE),
    errno.EISDIR: ("a folder stands where the file should be", PLACE),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "Shorten the reader's name or the out folder's."),
    errno.EIO: ("the disk refuses to write", "Check that disk, or set another out folder in config.yaml."),
}


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` (name -> content) into ``folder``, made where missing; the paths come out in the same order.

    All are written and synced under temporary names first and renamed then, so that a full disk leaves the folder as it
    was and no name ever shows a cut file. A kill between two renames leaves old and new files side by side, each
    whole; the next run repairs that. DeliveryError, with the path, where a file cannot be written.
    """
    return _placed(folder, files, _write_part)


def link_files(folder: Path, files: Mapping[str, Path]) -> tuple[Path, ...]:
    """The same files under other names (name -> file that is there), in ``folder``: one content on the disk where that
    can be, else a copy. Whole or not at all, as ``write_files``; files are replaced and never changed, so that no name
    sees what becomes of another. DeliveryError where one cannot be had."""
    return _placed(folder, files, _link_part)


def link_all(wanted: Sequence[tuple[Path, Mapping[str, Path]]]) -> list[tuple[Path, ...] | DeliveryError]:
    """The same into several folders: what became of each, in their order. All are linked first and synced then, side by
    side: the disk's journal, once written for the first of the folders, has the names of the others too."""
    done: list[tuple[Path, ...] | DeliveryError] = []
    for folder, files in wanted:
        try:
            done.append(_linked_new(folder, files) or _placed(folder, files, _link_part, synced=False))
        except DeliveryError as fault:
            done.append(fault)
    for at, (folder, _) in enumerate(wanted):
        if not isinstance(done[at], DeliveryError):
            try:
                with _mapped(folder):
                    _sync_folder(folder)
            except DeliveryError as fault:
                done[at] = fault
    return done


def _linked_new(folder: Path, files: Mapping[str, Path]) -> tuple[Path, ...]:
    """The files in a folder that is not there yet, each under its own name at once: nothing can stand in their way, and
    no name shows a cut file. Nothing is done, and nothing comes out, where that cannot be."""
    targets = tuple(_target(folder, name) for name in files)
    there: list[Path] = []
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
        for target, source in zip(targets, files.values(), strict=True):
            os.link(source, target)
            there.append(target)
    except OSError:
        for target in there:
            with suppress(OSError):
                target.unlink()
        return ()
    return targets


def _placed(
    folder: Path, files: Mapping[str, Given], put: Callable[[Path, Given], None], *, synced: bool = True
) -> tuple[Path, ...]:
    """Each file put under a temporary name, then all renamed; the new names are on the disk where ``synced``."""
    targets = [_target(folder, name) for name in files]
    parts: list[Path] = []
    try:
        with _mapped(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for target, given in zip(targets, files.values(), strict=True):
            with _mapped(target):
                _refuse_folder(target)
                parts.append(folder / f"{PART}{os.getpid()}-{secrets.token_hex(8)}.part")
                put(parts[-1], given)
        for part, target in zip(parts, targets, strict=True):
            with _mapped(target):
                os.replace(part, target)
        if synced:
            with _mapped(folder):
                _sync_folder(folder)
    finally:
        _clear(folder, parts)
    return tuple(targets)


def _target(folder: Path, name: str) -> Path:
    if not name or name in (".", "..") or "/" in name or "\0" in name or name.startswith(PART):
        raise DeliveryError(f"{name!r} is no plain file name", subject=str(folder), hint="Rename the reader.")
    return folder / name


def _refuse_folder(target: Path) -> None:
    """Found out before anything is renamed, so that the files of one edition stay together; also too long a name."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def _link_part(part: Path, source: Path) -> None:
    try:
        os.link(source, part)
    except OSError:  # another disk, or one that knows no links: a full one fails here too, and is told
        _write_part(part, source.read_bytes())


def _write_part(part: Path, content: bytes) -> None:
    with open(part, "xb") as file:  # "x": never through a link that someone put there
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """The new names on the disk too; some network disks do not know how, and the files are there all the same."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _clear(folder: Path, parts: list[Path]) -> None:
    """Remove our parts that were not renamed, then those that killed runs left. Never raises: it runs after a fault.

    The age of those is measured against the folder, which has just been changed: by the disk's clock and no other.
    """
    for part in parts:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    with suppress(OSError):
        now_s = folder.stat().st_mtime
        for part in folder.glob(f"{PART}*.part"):
            with suppress(OSError):
                if part.stat().st_mtime < now_s - STALE_S:
                    part.unlink()


@contextmanager
def _mapped(path: Path) -> Iterator[None]:
    """The system's errors as DeliveryError on ``path``."""
    try:
        yield
    except OSError as error:
        message, hint = FAULTS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise DeliveryError(message, subject=str(path), hint=hint) from error
