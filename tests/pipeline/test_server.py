"""The archive on a PostgreSQL server: the same editions, byte for byte, as from a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.config import Config, load_config
from briefing.errors import ConfigError
from briefing.pipeline import RunOptions, run_once
from briefing.pipeline.care.backup import back_up, bring_back
from briefing.pipeline.care.doctor import examine
from briefing.pipeline.care.status import status_of
from briefing.store import open_store
from tests.pipeline.builders import House
from tests.postgres import Server
from tests.store.builders import wire

ROOT = Path(__file__).parents[2]
AT = datetime(2022, 1, 6, 18, tzinfo=UTC)
FORMS = ("json", "html")  # drawn from the frozen edition; the others from the same


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    name = postgres.lend()
    yield postgres.url(name)
    postgres.back(name)


def house(root: Path, store: str) -> Config:
    """The sample configuration over the sample wires, its readers without a PDF."""
    sample = load_config(ROOT / "config.yaml")
    readers = [reader.model_copy(update={"formats": list(FORMS)}) for reader in sample.readers]
    return sample.model_copy(update={"store": store, "out": str(root / "out"), "readers": readers})


def editions_of(config: Config) -> dict[str, bytes]:
    """Every file of two days' editions by its path below the out folder."""
    for day in range(2):
        result = run_once(config, RunOptions(as_of_at=AT + timedelta(days=day), deliver=True))
        assert result.exit_code == 0, result.lines()
    out = Path(config.out)
    found = {str(path.relative_to(out)): path for path in out.rglob("*") if path.suffix.lstrip(".") in FORMS}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("runs/")}


def test_two_days_of_the_sample_wires_are_the_same_from_a_file_and_from_a_server(tmp_path: Path, database: str) -> None:
    file = house(tmp_path / "file", f"sqlite:///{tmp_path}/file.db")
    server = house(tmp_path / "server", database)
    from_file, from_server = editions_of(file), editions_of(server)
    assert len(from_file) >= 2 * len(FORMS)
    assert set(from_file) == set(from_server)
    assert [name for name, data in from_file.items() if from_server[name] != data] == []
    with open_store(file.store) as one, open_store(server.store) as other:
        counts = one.row_counts()
        assert other.row_counts() == counts
        assert counts["wires"] > 40
        for row, twin in zip(one.editions(limit=9), other.editions(limit=9), strict=True):
            assert one.load_edition(row.id) == other.load_edition(twin.id)
            assert (row.manifest, row.cut_seq, row.number) == (twin.manifest, twin.cut_seq, twin.number)


def test_status_and_doctor_look_at_a_server_and_a_backup_names_its_tools(tmp_path: Path, database: str) -> None:
    config = house(tmp_path, database)
    with open_store(database) as store:
        store.add_wires([wire(1)])
    found = status_of(config, AT)
    assert found["size"]["bytes"] > 10_000
    assert found["size"]["rows"]["wires"] == 1
    assert not [one for one in examine(config, AT, mend=True) if one.level == "fault"]
    with open_store(database) as store, store._write() as connection:
        connection.exec_driver_sql("DELETE FROM wire_words")
    assert [one.level for one in examine(config, AT) if "index of words holds 0 wires" in one.text] == ["fault"]
    examine(config, AT, mend=True)
    with open_store(database) as store:
        assert store.search("geneva")
    with pytest.raises(ConfigError, match="the store is no file") as caught:
        back_up(config, tmp_path / "copy.db")
    assert "pg_dump" in caught.value.hint
    with pytest.raises(ConfigError, match="no file"):
        bring_back(config, tmp_path / "copy.db", AT)


def test_the_web_archive_says_that_the_server_is_away_and_finds_it_again(
    tmp_path: Path, postgres: Server, database: str
) -> None:
    from tests.web.builders import serving

    with open_store(database) as store:
        store.add_wires([wire(1)])
    house = House(tmp_path)
    text = house.path.read_text(encoding="utf-8")
    house.path.write_text(text.replace("store: sqlite:///out/briefing.db", f"store: {database}"), encoding="utf-8")
    with serving(house) as served:

        def search() -> tuple[int, bool]:
            answer = served.get("/search?q=geneva", who="")
            return answer.status_code, "Geneva" in answer.text

        assert search() == (200, True)
        postgres.stop()
        assert search() == (503, False)
        postgres.start()
        assert search() == (200, True)
