"""Files into a folder: whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefing.deliver.folder import link_all, write_files
from briefing.errors import DeliveryError

ROOT = Path(__file__).parents[2]
EDITION = {"a-2022-01-06.pdf": b"%PDF" * 1000, "a-2022-01-06.html": b"<html>", "a-2022-01-06.json": b""}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def run(code: str, *args: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A Python program with the project on its path."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*before, sys.executable, "-c", code, *map(str, args)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_the_files_come_out_in_the_order_given(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "a" / "2022-01-06"
    assert write_files(folder, EDITION) == tuple(folder / name for name in EDITION)
    assert content(folder) == EDITION


def test_no_files_make_the_folder_and_nothing_more(tmp_path: Path) -> None:
    assert write_files(tmp_path / "out", {}) == ()
    assert content(tmp_path / "out") == {}


def test_other_files_stay_and_the_same_names_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write_files(tmp_path, EDITION)
    write_files(tmp_path, {"a-2022-01-06.json": b"{}"})
    assert content(tmp_path) == EDITION | {"a-2022-01-06.json": b"{}", "notes.txt": b"mine"}


def test_modes_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (path,) = write_files(tmp_path, {"a.pdf": b"x"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_at_the_name_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.pdf").symlink_to(tmp_path / "secret")
    write_files(out, {"a.pdf": b"new"})
    assert (tmp_path / "secret").read_bytes() == b"secret"
    assert not (out / "a.pdf").is_symlink()


def test_names_in_any_script_and_nearly_as_long_as_the_disk_takes(tmp_path: Path) -> None:
    files = {"читатель-2022-01-06.pdf": b"1", "読者.html": b"2", "x" * 251 + ".pdf": b"3", "a\nb": b"4"}
    write_files(tmp_path, files)
    assert content(tmp_path) == files


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/x", "../x", "a\0b", ".briefing-1.part"])
def test_names_that_are_no_plain_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeliveryError, match="no plain file name"):
        write_files(tmp_path / "out", {"good.pdf": b"x", name: b"x"})
    assert not (tmp_path / "out").exists()


def test_a_name_that_cannot_be_taken_stops_all_of_them(tmp_path: Path) -> None:
    write_files(tmp_path, EDITION)
    (tmp_path / "z").mkdir()
    for name, match in (("z", "a folder stands where the file should be"), ("x" * 256, "too long")):
        with pytest.raises(DeliveryError, match=match) as caught:
            write_files(tmp_path, {"a-2022-01-06.pdf": b"new", name: b"new"})
        assert caught.value.subject == str(tmp_path / name)
        assert caught.value.hint
    (tmp_path / "z").rmdir()
    assert content(tmp_path) == EDITION


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    for folder in (tmp_path / "out", tmp_path / "out" / "a"):
        with pytest.raises(DeliveryError, match="a file stands where") as caught:
            write_files(folder, EDITION)
        assert caught.value.subject == str(folder)
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_file_past_the_limit_leaves_the_old_edition_whole(tmp_path: Path) -> None:
    """The limit of the process stands for the disk's: the write comes back short, then fails."""
    write_files(tmp_path, EDITION)
    code = """if True:
        import resource, sys
        from pathlib import Path
        from briefing.deliver.folder import write_files
        from briefing.errors import DeliveryError
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            write_files(Path(sys.argv[1]), {"a-2022-01-06.json": b"new", "a-2022-01-06.pdf": b"new" * 100_000})
        except DeliveryError as error:
            print(error.subject, error.hint)
    """
    done = run(code, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path / "a-2022-01-06.pdf") in done.stdout
    assert "Free some space" in done.stdout
    assert content(tmp_path) == EDITION


def test_a_full_disk_leaves_the_old_edition_whole(tmp_path: Path) -> None:
    """On a real disk of 400 KB in a mount namespace of its own."""
    unshare = shutil.which("unshare")
    private = (unshare or "", "--mount", "--map-root-user")
    mount = ("sh", "-c", 'mount -t tmpfs -o size=400k none "$1" && shift && exec "$@"', "sh", str(tmp_path))
    if unshare is None or subprocess.run([*private, *mount, "true"], capture_output=True).returncode != 0:
        pytest.skip("this system lets no program mount a small disk of its own")
    code = """if True:
        import sys
        from pathlib import Path
        from briefing.deliver.folder import write_files
        from briefing.errors import DeliveryError
        out = Path(sys.argv[1])
        write_files(out / "a", {"a.pdf": b"old" * 10_000, "a.json": b"{}"})
        try:
            write_files(out / "a", {"a.json": b"[]", "a.pdf": b"new" * 200_000, "a.html": b"x"})
        except DeliveryError as error:
            print(error)
        assert {p.name: p.read_bytes() for p in (out / "a").iterdir()} == {"a.pdf": b"old" * 10_000, "a.json": b"{}"}
        write_files(out / "a", {"a.pdf": b"new" * 10_000})
    """
    done = run(code, tmp_path, before=(*private, *mount))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path}/a/a.pdf: the disk is full. Free some space on that disk and run again.\n"


def test_a_folder_without_rights(tmp_path: Path) -> None:
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        before = (setpriv or "", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
        if setpriv is None or subprocess.run([*before, "true"], capture_output=True).returncode != 0:
            pytest.skip("running as root and setpriv is not to be had: file modes count for nothing")
    code = """if True:
        import sys
        from pathlib import Path
        from briefing.deliver.folder import write_files
        from briefing.errors import DeliveryError
        for folder in map(Path, sys.argv[1:]):
            try:
                write_files(folder, {"a.pdf": b"x"})
            except DeliveryError as error:
                print(error.subject, error.hint)
    """
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o555)
    try:
        done = run(code, tmp_path / "out", tmp_path / "out" / "new", before=before)
    finally:
        (tmp_path / "out").chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{tmp_path}/out/a.pdf Give this user the right to write")
    assert second.startswith(f"{tmp_path}/out/new Give this user the right to write")
    assert content(tmp_path / "out") == {}


def test_a_kill_leaves_whole_files_and_the_next_run_clears_up(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pdf": b"old", "a.html": b"old"})
    code = """if True:
        import os, signal, sys
        from pathlib import Path
        from briefing.deliver import folder
        def stop(event, args):
            if event == sys.argv[2]:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(stop)
        folder.write_files(Path(sys.argv[1]), {"a.pdf": b"new", "a.html": b"new"})
    """
    assert run(code, tmp_path, "os.rename").returncode == -9
    assert {name: text for name, text in content(tmp_path).items() if name[0] != "."} == {
        "a.pdf": b"old",
        "a.html": b"old",
    }
    left = [path for path in tmp_path.iterdir() if path.name[0] == "."]
    assert len(left) == 2
    write_files(tmp_path, {"a.pdf": b"newer"})
    assert all(path.exists() for path in left)  # as young as these they may be another run's
    for path in left:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    write_files(tmp_path, {"a.html": b"newer"})
    assert content(tmp_path) == {"a.pdf": b"newer", "a.html": b"newer"}


def test_whoever_looks_meanwhile_sees_whole_files(tmp_path: Path) -> None:
    texts = [letter * 200_000 for letter in (b"a", b"b")]
    write_files(tmp_path, {"a.pdf": texts[0]})
    seen: set[bytes] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            seen.add((tmp_path / "a.pdf").read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for turn in range(30):
            write_files(tmp_path, {"a.pdf": texts[turn % 2]})
    finally:
        ended.set()
        reader.join()
    assert seen <= set(texts)


def test_many_folders_get_their_links_and_each_fault_stays_with_its_own(tmp_path: Path) -> None:
    (source,) = write_files(tmp_path / "first", {"a.txt": b"words"})
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "b.txt").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    folders = [tmp_path / "new" / "day", tmp_path / "there", tmp_path / "file"]
    new, there, fault = link_all([(folder, {"b.txt": source}) for folder in folders])
    assert new == (tmp_path / "new" / "day" / "b.txt",)
    assert there == (tmp_path / "there" / "b.txt",)
    assert {path.stat().st_ino for path in (source, *new, *there)} == {source.stat().st_ino}
    assert isinstance(fault, DeliveryError)
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["b.txt"]


def test_a_link_that_fails_halfway_leaves_nothing_half_done(tmp_path: Path) -> None:
    (source,) = write_files(tmp_path / "first", {"a.txt": b"words"})
    (fault,) = link_all([(tmp_path / "new", {"b.txt": source, "c.txt": tmp_path / "gone"})])
    assert isinstance(fault, DeliveryError)
    assert list((tmp_path / "new").iterdir()) == []
