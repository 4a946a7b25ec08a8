"""The store's URL: which file it means whatever signs are in its path, and what of it may be shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.errors import ConfigError, StoreError
from briefing.pipeline import store_url
from briefing.pipeline.care.backup import back_up
from briefing.pipeline.care.status import status_lines, status_of
from briefing.pipeline.making.marks import unknown_ids
from briefing.pipeline.options import RunOptions
from briefing.store import open_store, run_lock
from briefing.storeurl import driver_url, is_server, settled, sqlite_file, sqlite_url, without_password
from tests.pipeline.builders import House
from tests.store.builders import wire

ODD = ("q?d", "a%41", "100% sure", "b%3Fc", "%25", "a#b é", "w?mode=ro&x=1", "~", "two  blanks", "semi;colon", "[x]*")


@pytest.mark.parametrize("name", ODD)
def test_a_file_of_any_name_is_found_by_its_own_url(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / f"{name}.db"
    url = sqlite_url(path)
    assert sqlite_file(url) == path
    with run_lock(url), open_store(url) as store:
        store.add_wires([wire(1)])
    with open_store(url, read_only=True) as store:
        assert store.count_wires() == 1
    assert [found.name for found in tmp_path.iterdir()] == [name]
    assert path.is_file()


@pytest.mark.parametrize("name", ODD)
def test_the_archive_of_a_folder_of_any_name_lies_in_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    house = House(tmp_path / name)
    assert sqlite_file(house.config.store) == tmp_path / name / "out" / "briefing.db"
    preview = store_url(house.config, RunOptions(from_paths=(tmp_path,)), house.out)
    found = sqlite_file(preview)
    assert found is not None
    assert found.parent == house.out / ".previews"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sqlite:///a/b.db", "/base/a/b.db"),
        ("sqlite+pysqlite:///a/b.db", "/base/a/b.db"),
        ("sqlite:///~/b.db", "/home/jo/b.db"),
        ("sqlite+pysqlite:///~/b.db", "/home/jo/b.db"),
        ("sqlite:////srv/b.db", "/srv/b.db"),
        ("sqlite:///100%/a%41.db", "/base/100%/a%41.db"),  # a percent sign stands for itself
        ("sqlite:///a%3Fb%25c%3f.db", "/base/a?b%c?.db"),
        ("sqlite:///a.db?timeout=5", "/base/a.db"),
    ],
)
def test_what_the_configuration_says_becomes_an_absolute_path(
    monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", "/home/jo")
    url = settled(text, Path("/base"))
    assert sqlite_file(url) == Path(expected)
    assert settled(url, Path("/elsewhere")) == url
    assert url.endswith("?timeout=5") == text.endswith("?timeout=5")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://jo@host/db?x=~"])
def test_what_is_no_file_stays_as_it_is(url: str) -> None:
    assert settled(url, Path("/base")) == url


def test_the_configuration_knows_the_home_folder_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "jo"))
    path = tmp_path / "config.yaml"
    path.write_text("store: sqlite+pysqlite:///~/a.db\nout: ~/out\nsources: [{name: drop, folder: ~/drop}]\n")
    config = load_config(path)
    home = tmp_path / "jo"
    assert (sqlite_file(config.store), config.out) == (home / "a.db", f"{home}/out")
    assert config.sources[0].folder == f"{home}/drop"


def test_a_store_that_is_no_url_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    for text, words in {
        "jo:hush@host": "'***@host': not a store URL. Write it like",
        "sqlite://out/a.db": "three slashes",
        "sqlite:///~nobody-of-this-name/a.db": "home folder",
    }.items():
        path.write_text(f"out: out\nstore: {text}\n")
        with pytest.raises(ConfigError) as caught:
            load_config(path)
        assert caught.value.faults[0].startswith(f"{path}:2: store: ")
        assert words in caught.value.faults[0]
        assert "hush" not in caught.value.faults[0]


@pytest.mark.parametrize(
    "url", ["sqlite:///{}/no%41ne?.db", "sqlite+pysqlite:///{}/none.db", "sqlite:///{}/none.db?timeout=3"]
)
def test_a_check_makes_no_archive(tmp_path: Path, url: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"store: '{url.format(tmp_path)}'\nreaders: [{{name: jo, follow: [s-abc]}}]\n")
    assert unknown_ids(load_config(path)) == []
    assert [found.name for found in tmp_path.iterdir()] == ["config.yaml"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://joe:S3cret@db.example/b", "postgresql://joe@db.example/b"),
        ("postgresql://joe:S3@cret@db.example:5432/b", "postgresql://joe@db.example:5432/b"),
        ("postgresql://joe:S3/cret?x@db.example/b", "postgresql://joe@db.example/b"),
        ("postgresql+psycopg://joe@corp:S3cret@db.example/b", "postgresql+psycopg://joe@corp@db.example/b"),
        ("postgresql://:S3cret@db.example/b", "postgresql://@db.example/b"),
        ("postgresql://db.example/b?user=joe&password=S3cret", "postgresql://db.example/b?user=joe&password=***"),
        ("postgresql://db.example/b?Password=S3cret&x=1", "postgresql://db.example/b?Password=***&x=1"),
        ("postgresql://db.example/b?sslpassword=S3cret", "postgresql://db.example/b?sslpassword=***"),
        ("postgresql:/joe:S3cret@db.example/b", "postgresql:/joe@db.example/b"),
        ("joe:S3cret@db.example/b", "***@db.example/b"),
        ("postgresql://db.example:5432/b", "postgresql://db.example:5432/b"),
        ("postgresql:///b", "postgresql:///b"),
        ("sqlite:////srv/a:b@c.db", "sqlite:////srv/a:b@c.db"),
    ],
)
def test_no_password_is_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown


@pytest.mark.parametrize("url", ["nodb://joe:S3cret@h/b", "postgresql:/joe:S3cret@h", "postgresql://joe:S3cret@h:x/b"])
def test_no_fault_of_opening_shows_it(url: str) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError) as caught:
            open_store(url, read_only=read_only)
        assert "S3cret" not in str(caught.value)


def test_neither_status_nor_backup_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("store: 'postgresql://joe:S3cret@db.example/b?password=S3cret'\nout: out\n")
    config = load_config(path)
    with pytest.raises(ConfigError, match="no file") as caught:
        back_up(config, tmp_path / "copy.db")
    monkeypatch.setattr("briefing.pipeline.care.status.open_store", lambda url: open_store("sqlite://"))
    from datetime import UTC, datetime

    found = status_of(config, datetime(2022, 1, 6, tzinfo=UTC))
    assert "joe@db.example" in found["store"]
    for text in (str(caught.value), str(found), "\n".join(status_lines(found))):
        assert "S3cret" not in text


@pytest.mark.parametrize(
    ("url", "server", "by"),
    [
        ("postgresql://joe@h/b", True, "postgresql+psycopg://joe@h/b"),
        ("postgres://joe@h/b?sslmode=require", True, "postgresql+psycopg://joe@h/b?sslmode=require"),
        ("postgresql+psycopg://joe@h/b", True, "postgresql+psycopg://joe@h/b"),
        ("postgresql+psycopg2://h/b", True, "postgresql+psycopg2://h/b"),
        ("sqlite:///postgresql://b", False, "sqlite:///postgresql://b"),
    ],
)
def test_a_server_is_reached_by_the_driver_that_comes_with_us(url: str, server: bool, by: str) -> None:
    assert (is_server(url), driver_url(url)) == (server, by)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for read_only in (False, True):
        with pytest.raises(StoreError, match="needs a driver") as caught:
            open_store("postgresql://joe:S3cret@127.0.0.1:1/b", read_only=read_only)
        assert " -m pip install -e " in caught.value.hint
        assert "S3cret" not in str(caught.value)
    with pytest.raises(StoreError, match="needs a driver"), run_lock("postgresql://joe@127.0.0.1:1/b"):
        pass
