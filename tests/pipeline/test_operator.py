"""The operator hears of what failed: once, bundled, and also when the mail server was down."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ConfigError, StoreError
from briefing.pipeline.post.alarm import alarmed
from briefing.pipeline.post.operator import tell_operator
from briefing.pipeline.post.outbox import deliver_due
from briefing.store import Store
from tests.deliver.servers import Box, mail_server

from .builders import House
from .posting import AT, MINUTE, Post, mail

OPS, ONE, TWO = "ops@example.org", "one@example.org", "two@example.org"
HOUR = timedelta(hours=1)
QUIET: dict[str, Any] = {"editions": []}
FAILED = {
    "editions": [
        {
            "reader": "analyst",
            "on": "2022-01-06",
            "slot": "18:00",
            "state": "failed",
            "number": 0,
            "faults": ["disk full"],
        }
    ]
}


def post(tmp_path: Path, box: Box) -> Post:
    return Post(tmp_path, mail(box.port), addresses=f"{ONE}, {TWO}", more=f"  operator: {{addresses: [{OPS}]}}\n")


def tell(given: Post, store: Store, report: dict[str, Any], at: datetime) -> list[str]:
    return tell_operator(given.config, store, report, deliver_due(given.config, store, at), at)


def text(box: Box, turn: int = -1) -> str:
    return str(box.to(OPS)[turn].get_content())


def test_a_refusal_is_told_once(tmp_path: Path) -> None:
    with mail_server({ONE: ["550 no such user"]}) as box:
        given = post(tmp_path, box)
        with given.open() as store:
            given.told(store)
            assert tell(given, store, QUIET, AT) == []
            assert tell(given, store, QUIET, AT + 2 * HOUR) == []
    assert len(box.to(OPS)) == 1
    assert f"analyst no. 1 of 2022-01-06, mail to {ONE} was refused: the server said 550 no such user" in text(box)
    assert box.to(OPS)[0]["Subject"].endswith("1 thing to look at")


def test_one_mail_an_hour_with_all_that_came_up(tmp_path: Path) -> None:
    with mail_server() as box:
        given = post(tmp_path, box)
        with given.open() as store:
            for n in range(5):
                assert tell(given, store, FAILED, AT + n * MINUTE) == []
            assert len(box.to(OPS)) == 1
            tell(given, store, QUIET, AT + HOUR)
            tell(given, store, QUIET, AT + 3 * HOUR)
    assert len(box.to(OPS)) == 2
    assert "18:00 UTC: analyst 2022-01-06 18:00: no edition came out. disk full" in text(box, 0)
    assert "18:04 UTC (4 times): analyst 2022-01-06 18:00" in text(box, 1)


def test_what_he_could_not_be_told_waits(tmp_path: Path) -> None:
    with mail_server({OPS: ["450 later", "250 OK"]}) as box:
        given = post(tmp_path, box)
        with given.open() as store:
            (said,) = tell(given, store, FAILED, AT)
            assert said == f"The operator could not be told. {OPS}: the server said 450 later"
            assert tell(given, store, QUIET, AT + MINUTE) == []
            assert store.operator_notes() == []
    assert "no edition came out" in text(box)


def test_a_server_that_is_down_loses_nothing(tmp_path: Path) -> None:
    with mail_server() as box:
        pass
    given = post(tmp_path, box)
    with given.open() as store:
        (said,) = tell(given, store, FAILED, AT)
        assert "no answer from" in said
        assert [note.text for note in store.operator_notes()] == [
            "analyst 2022-01-06 18:00: no edition came out. disk full"
        ]


def test_without_an_operator_nothing_is_kept(tmp_path: Path) -> None:
    with mail_server() as box:
        given = Post(tmp_path, mail(box.port))
        with given.open() as store:
            assert tell(given, store, FAILED, AT) == []
            assert store.operator_notes() == []
    assert box.mails == []


# ---------------------------------------------------------------- a run that ends in a fault


def broken_house(tmp_path: Path, box: Box) -> House:
    house = House(tmp_path)
    text = house.path.read_text(encoding="utf-8")
    house.path.write_text(
        f"{text}delivery:\n  operator: {{addresses: [{OPS}]}}\n  channels:\n{mail(box.port)}", encoding="utf-8"
    )
    house.wire("mali")
    house.out.mkdir()
    (house.out / "briefing.db").write_bytes(b"this is no database at all" * 100)
    return house


def test_a_broken_archive_is_told_once_an_hour(tmp_path: Path) -> None:
    with mail_server() as box:
        house = broken_house(tmp_path, box)
        for minute in ("18:00", "18:05", "19:10"):
            with pytest.raises(StoreError, match="is not a SQLite database"):
                house.run(f"2022-01-06T{minute}:00+00:00")
    assert box.addresses() == [OPS, OPS]
    assert "The run of 2022-01-06 18:00 UTC ended in a fault" in text(box, 0)
    assert "briefing.db: is not a SQLite database" in text(box, 0).replace("=\n", "")
    assert box.to(OPS)[0]["Subject"].endswith(": a run failed")


def test_a_broken_archive_and_no_mail_server(tmp_path: Path) -> None:
    with mail_server() as box:
        pass
    with pytest.raises(StoreError, match="is not a SQLite database"):
        broken_house(tmp_path, box).run("2022-01-06T18:00:00+00:00")


def test_a_fault_of_the_program_names_its_place(tmp_path: Path) -> None:
    with mail_server() as box:
        given = post(tmp_path, box)
        with pytest.raises(ZeroDivisionError), alarmed(given.config, AT):
            1 / 0  # noqa: B018
        with pytest.raises(ConfigError), alarmed(given.config, AT + 9 * HOUR):
            raise ConfigError("wrong")
        with pytest.raises(ZeroDivisionError), alarmed(given.config, AT + 9 * HOUR, quiet=True):
            1 / 0  # noqa: B018
    assert len(box.mails) == 1
    assert "ZeroDivisionError: division by zero" in text(box)
    assert "test_operator.py" in text(box)
