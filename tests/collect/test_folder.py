"""Folders: each file once, whole, and nothing lost."""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, passed_over, read_path
from briefing.collect.quarantine import QUARANTINE
from briefing.collect.watched import FolderResult, scan_folder
from briefing.errors import WireError

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
WIRE = "date 2022-01-06 BONN, January 6. /EXW/. The pass was reopened, a source said.\n"
ITEMS = "<item><title>A</title></item><item><title>B</title></item>"
FEED = f"<rss version='2.0'><channel><title>Desk</title>{ITEMS}</channel></rss>"


def look(
    folder: Path, taken: dict[str, str] | None = None, *, now_s: float = 1e10, settle_s: float = 2.0
) -> FolderResult:
    """A look at the folder; without ``now_s`` long after every file was written."""
    return scan_folder(
        folder, taken=taken or {}, received_at=NOW, settle_s=settle_s, now_s=now_s, options=Options(source="drop")
    )


def test_everything_under_a_path_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / "b" / "deep" / "w.txt").write_text(WIRE)
    (tmp_path / "a.xml").write_text(FEED)
    (tmp_path / "c.gz").write_bytes(gzip.compress(FEED.encode()))
    (tmp_path / "no-suffix").write_text(WIRE.replace("BONN", "KIEL"))
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden").write_text(WIRE)
    (tmp_path / "x.part").write_text(WIRE)
    readings = list(read_path(tmp_path, received_at=NOW))
    assert [(r.path.name, len(r.wires)) for r in readings] == [
        ("a.xml", 2), ("w.txt", 1), ("c.gz", 2), ("empty.txt", 0), ("no-suffix", 1), ("p.png", 0),
    ]  # fmt: skip
    assert [r.error for r in readings if r.error] == [
        "the file is empty", "this is a picture, not a feed or a text wire. Take it out of the folder",
    ]  # fmt: skip
    assert readings[0].wires[0].source == "Desk"
    assert readings[1].wires[0].path == str(tmp_path / "b" / "deep" / "w.txt")
    assert [len(r.wires) for r in read_path(tmp_path / "a.xml", received_at=NOW)] == [2]


def test_a_path_that_is_not_there_is_an_error_line(tmp_path: Path) -> None:
    assert [r.error for r in read_path(tmp_path / "gone", received_at=NOW)] == ["there is no such file"]


@pytest.mark.parametrize(
    "name",
    [
        ".x.txt",
        "~x.txt",
        "x.txt~",
        "x.part",
        "x.TMP",
        "x.txt.filepart",
        ".~lock.x#",
        "Thumbs.db",
        "README.md",
        "LICENSE",
    ],
)
def test_names_of_no_wire(name: str) -> None:
    assert passed_over(name)
    assert not passed_over("x.txt")
    assert not passed_over("source.txt")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(WIRE)
    drop = tmp_path / "drop"
    (drop / "sub").mkdir(parents=True)
    (drop / "in.txt").write_text(WIRE)
    (drop / "out").symlink_to(tmp_path / "outside.txt")
    (drop / "sub" / "within").symlink_to(drop / "in.txt")
    (drop / "sub" / "loop").symlink_to(drop)
    readings = {r.path.name: r for r in read_path(drop, received_at=NOW)}
    assert set(readings) == {"in.txt", "out", "within"}
    assert "not followed" in readings["out"].error


def test_names_with_line_breaks_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text(WIRE)
    odd = os.fsencode(tmp_path) + b"/bad\xff.txt"
    Path(os.fsdecode(odd)).write_text(WIRE.replace("BONN", "KIEL"))
    result = look(tmp_path)
    assert len(result.wires) == 2
    for wire in result.wires:
        (wire.path + wire.identity).encode("utf-8")
    assert not look(tmp_path, dict(result.taken)).wires


def test_a_file_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WIRE)
    first = look(tmp_path)
    second = look(tmp_path, dict(first.taken))
    assert (len(first.wires), len(second.wires), second.files) == (1, 0, 1)
    (tmp_path / "a.txt").unlink()
    third = look(tmp_path, dict(second.taken))
    (tmp_path / "a.txt").write_text(WIRE)
    fourth = look(tmp_path, dict(third.taken))
    assert {w.id for w in fourth.wires} <= {w.id for w in first.wires}


def test_a_file_still_being_written_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("date 2022-01-06 BONN, January 6. /EXW/. The pass")
    os.utime(path, (1000.0, 1000.0))
    first = look(tmp_path, now_s=1000.5)
    assert (first.wires, first.waiting) == ((), ("a.txt",))
    assert look(tmp_path, dict(first.taken), now_s=1001.0).waiting == ("a.txt",)
    path.write_text(WIRE)
    os.utime(path, (1001.5, 1001.5))
    second = look(tmp_path, dict(first.taken), now_s=1003.0)
    assert (second.wires, second.waiting) == ((), ("a.txt",))
    third = look(tmp_path, dict(second.taken), now_s=1004.0)
    assert [w.paragraphs for w in third.wires] == [("The pass was reopened, a source said.",)]


def test_a_clock_of_the_disk_that_runs_ahead_delays_a_file_only_until_it_rested_by_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WIRE)
    os.utime(path, (5000.0, 5000.0))
    first = look(tmp_path, now_s=1000.0)
    second = look(tmp_path, dict(first.taken), now_s=1002.0)
    assert (len(first.wires), len(second.wires)) == (0, 1)


def test_new_content_under_a_name_is_the_next_version(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WIRE)
    first = look(tmp_path)
    path.write_text(WIRE + "\nA longer version of it.\n")
    second = look(tmp_path, dict(first.taken))
    old, new = first.wires[0], second.wires[0]
    assert (old.identity, old.version, new.identity, new.version) == ("a.txt", 1, "a.txt", 2)
    assert old.id != new.id


def test_a_file_that_was_only_touched_gives_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WIRE)
    first = look(tmp_path)
    os.utime(tmp_path / "a.txt", (1000.0, 1000.0))
    second = look(tmp_path, dict(first.taken))
    assert second.wires == ()
    assert not look(tmp_path, dict(second.taken)).wires


def test_a_wire_is_known_by_its_path_within_the_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "sub" / "a.txt").write_text(WIRE)
    one, two = look(tmp_path / "one").wires[0], look(tmp_path / "two").wires[0]
    assert (one.id, one.identity) == (two.id, "sub/a.txt")


def test_broken_files_are_put_away_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.xml").write_text("<!doctype html><html><title>Log in</title></html>")
    (tmp_path / "a.txt").write_text(WIRE)
    result = look(tmp_path)
    assert len(result.wires) == 1
    home = tmp_path / QUARANTINE
    assert "Log in" in (home / "sub__page.xml.reason").read_text()
    assert (home / "sub__page.xml").read_text().startswith("<!doctype html>")
    assert not (tmp_path / "sub" / "page.xml").exists()
    assert "moved to .quarantine/sub__page.xml" in result.errors[0].error
    assert not look(tmp_path, dict(result.taken)).errors
    (tmp_path / "sub" / "page.xml").write_text("<!doctype html><html>again</html>")
    look(tmp_path, dict(result.taken))
    assert (home / "sub__page.xml.2").exists()


def test_an_empty_file_is_given_time_to_fill_and_then_put_away(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.utime(path, (1000.0, 1000.0))
    first = look(tmp_path, now_s=1005.0)
    assert first.waiting == ("a.txt",)
    assert "empty" in look(tmp_path, dict(first.taken), now_s=2000.0).errors[0].error


def test_a_page_waits_where_it_is_until_what_reads_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sitrep.html"
    text = "The army said it had taken the bridge at Korvat. " * 12
    path.write_text(f"<!doctype html><html><title>Bridge</title><body><article><p>{text}</p></article></body></html>")
    taken: dict[str, str] = {}
    with monkeypatch.context() as lacking:
        lacking.setitem(sys.modules, "trafilatura", None)
        for _ in range(2):
            found = look(tmp_path, taken)
            taken = dict(found.taken)
            assert "not installed" in found.errors[0].error
            assert path.exists()
    then = look(tmp_path, taken)
    assert ([w.version for w in then.wires], then.errors) == ([1], ())


def test_what_was_refused_and_is_put_back_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, away = tmp_path / "sitrep.txt", tmp_path / QUARANTINE / "sitrep.txt"
    path.write_text("Headline: Bridge\n\nThe army said it had taken the bridge at Korvat.\n")
    with monkeypatch.context() as older:  # a program that does not know this kind of file yet
        older.setattr("briefing.collect.contents.file_kind", lambda data: "a file of another kind")
        first = look(tmp_path)
    assert "another kind" in first.errors[0].error
    away.rename(path)  # as `mv` does it, with its time
    second = look(tmp_path, dict(first.taken))
    assert ([w.version for w in second.wires], second.errors) == ([1], ())
    assert look(tmp_path, dict(second.taken)).wires == ()


def test_what_is_refused_again_stays_and_every_look_names_it(tmp_path: Path) -> None:
    path, home = tmp_path / "p.png", tmp_path / QUARANTINE
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    taken = dict(look(tmp_path).taken)
    (home / "p.png").rename(path)
    second = look(tmp_path, taken)
    assert (["picture" in e.error for e in second.errors], path.exists()) == ([True], True)
    assert not (home / "p.png").exists()
    third = look(tmp_path, dict(second.taken))
    assert (third.errors, third.passed) == ((), ("p.png",))
    os.utime(path, (1000.0, 1000.0))
    assert look(tmp_path, dict(third.taken)).errors
    path.write_text(WIRE)
    fifth = look(tmp_path, dict(third.taken))
    assert (len(fifth.wires), fifth.passed) == (1, ())
    assert look(tmp_path, dict(fifth.taken)).passed == ()


def test_an_empty_file_has_a_minute_and_is_not_called_one_being_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    os.utime(tmp_path / "a.txt", (1000.0, 1000.0))
    assert look(tmp_path, now_s=1050.0, settle_s=5.0).unfilled == ("a.txt",)
    found = look(tmp_path, now_s=1150.0, settle_s=5.0)
    assert (found.waiting, ["empty" in e.error for e in found.errors]) == ((), [True])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WireError) as told:
        look(tmp_path / "gone")
    assert "no such folder" in str(told.value)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter and write to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    """Root reads every file, so where root runs the tests this one reads as nobody."""
    (open_folder / "a.txt").write_text(WIRE)
    assert look(open_folder).errors == ()  # also imports what reading needs, while everything may be read
    (open_folder / "a.txt").chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        found = look(open_folder)
    finally:
        if root:
            os.seteuid(0)
    assert "cannot be read" in found.errors[0].error
    path = open_folder / "a.txt"
    assert path.exists(), "what the system refuses is not broken"
    path.chmod(0o644)
    later = look(open_folder, dict(found.taken))
    assert (len(later.wires), later.errors) == (1, ())
