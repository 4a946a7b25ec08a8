"""config.yaml: YAML 1.2, all faults at once, each with its line and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.errors import ConfigError

ROOT = Path(__file__).parents[1]


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, text))
    return [line.replace(f"{tmp_path}/", "") for line in caught.value.faults]


def test_the_sample_is_whole_and_its_active_sources_are_local() -> None:
    config = load_config(ROOT / "config.yaml")
    assert [reader.name for reader in config.readers] == ["desk"]
    assert all(source.folder or source.file for source in config.sources if source.active)
    assert config.store == f"sqlite:///{ROOT}/out/briefing.db"


def test_hours_and_norway_stay_what_they_are(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "readers:\n  - {name: r, home: NO, slots: [{at: 18:30, days: [sun]}]}\n"))
    assert config.readers[0].slots[0].at == "18:30"
    assert config.readers[0].home == "NO"


def test_all_faults_come_at_once_with_their_lines(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        "sources:\n"
        "  - name: a\n"
        "    feed: ftp://x.example/\n"
        "    licens: lede\n"
        "readers:\n"
        "  - name: r\n"
        "    zone: Europe/Berln\n"
        "    slots:\n"
        "      - {at: '25:00'}\n"
        "    topics: [armed-conflikt]\n"
        "    budget: {pages: zero}\n",
    )
    text = "\n".join(found)
    assert "config.yaml:4: sources[0].licens: unknown key; did you mean 'licence'?" in text
    assert "config.yaml:7: readers[0].zone:" in text
    assert "did you mean 'Europe/Berlin'" in text
    assert 'config.yaml:9: readers[0].slots[0].at: an hour between "00:00" and "23:59" is expected' in text
    assert "did you mean 'armed-conflict'" in text
    assert "config.yaml:11: readers[0].budget.pages" in text
    assert len(found) == 6 or "no http or https address" not in text


def test_a_reader_extends_another_and_changes_some_keys(tmp_path: Path) -> None:
    config = load_config(
        write(
            tmp_path,
            "readers:\n  - {name: a, title: T, regions: [sahel]}\n  - {name: b, extends: a, regions: [balkans]}\n",
        )
    )
    assert (config.readers[1].title, config.readers[1].regions) == ("T", ["balkans"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("readers:\n  - {name: a, extends: b}\n  - {name: b, extends: a}\n", "extends itself"),
        ("readers:\n  - {name: a, extends: deks}\n  - {name: desk}\n", "did you mean 'desk'"),
        ("readers:\n  - {name: a}\n  - {name: a}\n", "stands there twice"),
        (
            "readers:\n  - {name: a, sources: {only: [exv]}}\nsources:\n  - {name: exw, folder: w}\n",
            "did you mean 'exw'",
        ),
        ("sources:\n  - {name: a, folder: x, file: y}\n", "exactly one of"),
        ("readers:\n  - {name: a, addresses: [nobody]}\n", "is no mail address"),
        ("readers:\n  - {name: ../a}\n", "letters, digits"),
        ("readers:\n  - {name: a, slots: [{at: '07:00', days: [someday]}]}\n", "is no weekday"),
    ],
)
def test_each_fault_says_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(faults(tmp_path, text))


def test_what_is_not_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config.yaml:3: is not YAML"):
        load_config(write(tmp_path, "a: 1\nreaders:\n  - {name: [}\n"))


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="briefing init"):
        load_config(tmp_path / "none.yaml")


@pytest.mark.parametrize("days", ["mon-fri", "weekdays", "Monday, Tue, wed, Thursday, fri"])
def test_weekdays_as_people_write_them(tmp_path: Path, days: str) -> None:
    config = load_config(write(tmp_path, f"readers:\n  - {{name: r, slots: [{{at: '07:00', days: '{days}'}}]}}\n"))
    assert config.readers[0].slots[0].days == ["mon", "tue", "wed", "thu", "fri"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("mailbox: 'imaps://desk:secret@mail.example/W', password_env: P", "a password stands in no configuration"),
        ("mailbox: 'https://mail.example/W', password_env: P", "is no mailbox; imaps://user@host/Folder is"),
        ("mailbox: 'imaps://desk@mail.example/W'", "a mailbox needs exactly one of password_env and password_file"),
        (
            "folder: drop, password_env: P",
            "a mailbox needs exactly one of password_env and password_file, other sources none",
        ),
        (
            "folder: drop, mailbox: 'imaps://d@m.example', password_env: P",
            "exactly one of feed, folder, file or mailbox",
        ),
    ],
)
def test_faults_of_a_mailbox(tmp_path: Path, source: str, said: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"sources:\n  - {{name: mail, {source}}}\nreaders: [{{name: desk}}]\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert said in "\n".join(caught.value.faults)
    assert "secret" not in "\n".join(caught.value.faults)


def test_a_mailbox_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    source = "{name: mail, mailbox: 'imaps://desk@mail.example/Wires', password_file: key}"
    path.write_text(f"sources:\n  - {source}\nreaders: [{{name: desk}}]\n", encoding="utf-8")
    (found,) = load_config(path).sources
    assert (found.address, found.password_file) == ("imaps://desk@mail.example/Wires", str(tmp_path / "key"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("feed: 'https://u:geheim@h.example/x.xml'", "a name or password stands in this address"),
        ("feed: 'https://geheim@h.example/x.xml'", "a name or password stands in this address"),
        ("feed: 'ftp://u:geheim@h.example/x.xml'", "a name or password stands in this address"),
        ("feed: 'https://u:geheim/s@h.example/x.xml'", "behind the host's colon is no port"),
        ("feed: 'https://h.example:80x/x.xml'", "behind the host's colon is no port"),
        ("mailbox: 'imaps://u@h.example:993x/In', password_env: P", "behind the host's colon is no port"),
        ("mailbox: 'imaps://u@h.example:0/In', password_env: P", "behind the host's colon is no port"),
        ("mailbox: 'u:geheim@h.example', password_env: P", "this is no mailbox"),
        ("folder: drop, fulltext: true", "only a feed's links lead to pages"),
    ],
)
def test_sources_that_could_not_be_asked_or_would_show_a_secret(tmp_path: Path, source: str, said: str) -> None:
    (fault,) = faults(tmp_path, f"sources:\n  - {{name: a, {source}}}\n")
    assert said in fault
    assert "geheim" not in fault


def test_an_address_with_an_at_sign_in_its_path_is_a_feed(tmp_path: Path) -> None:
    text = "sources:\n  - {name: a, feed: 'https://h.example:8443/@desk.rss', fulltext: true}\n"
    assert load_config(write(tmp_path, text)).sources[0].fulltext


def test_a_store_of_a_database_that_nobody_opens(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "store: mysql://u:geheim@h.example/b\n")
    assert "config.yaml:1: store: 'mysql' is no database that is known" in fault
    assert "geheim" not in fault
