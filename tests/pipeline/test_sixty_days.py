"""Sixty days of editions with a run that is killed at any step and a server that refuses, waits and breaks off:
nothing is lost, nothing is recorded twice, and what the server got twice carries the same id."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.pipeline.post.outbox import deliver_due, queue_edition
from briefing.store import Store
from tests.deliver.servers import CUT, CUT_AT_RCPT, OK, Box, mail_server

from .posting import DAY, FIRST, MINUTE, Post, evening, mail

DAYS = 60
ADDRESSES = ("one@example.org", "two@example.org")
SHARE = "    - {name: share, kind: folder, path: share}\n"
PATIENT = "  give_up_after: 30d\n"  # else a server that says no to two tries of three would wear some of them out
STEPS = ("save_edition", "set_files", "queue", "mark_told", "mark_begun", "mark_sent", "mark_tried")
AT_RCPT = (OK, OK, OK, OK, "450 greylisted", "552 mailbox full", CUT_AT_RCPT)
AT_DATA = (OK, OK, OK, OK, "451 try again", CUT, "taken 451 and gone")


class Killed(BaseException):
    """What kill -9 is to a run: nothing after it happens."""


class Mortal:
    """The archive in a run that may be killed before or after each write."""

    def __init__(self, store: Store, chance: random.Random, sent: Counter[int]) -> None:
        self._store, self._chance, self._sent = store, chance, sent

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        return self._risky(name, found) if name in STEPS else found

    def _risky(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **keys: Any) -> Any:
            if self._chance.random() < 0.04:
                raise Killed
            done = work(*args, **keys)
            if name == "mark_sent":
                self._sent[args[0]] += 1
            if self._chance.random() < 0.04:
                raise Killed
            return done

        return step


def script(chance: random.Random, answers: tuple[str, ...]) -> dict[str, list[str]]:
    return {address: [chance.choice(answers) for _ in range(4 * DAYS)] + [OK] for address in ADDRESSES}


def one_run(post: Post, store: Any, at: datetime, last: int) -> None:
    """What a run does: the editions of the last days that are not told yet, then what is due."""
    for number in range(max(1, last - 3), last + 1):
        on = FIRST + timedelta(days=number - 1)
        row = store.edition("analyst", on, "18:00")
        if row is not None and row.state == "told":
            continue
        given, row = post.made(store, on, number=number)
        queue_edition(post.config, store, post.config.readers[0], given, row, evening(on))
        store.mark_told(given.reader, given.on, given.slot, evening(on))
    deliver_due(post.config, store, at)


@pytest.mark.slow
def test_sixty_days(tmp_path: Path) -> None:
    chance, sent, kills = random.Random(6), Counter[int](), 0
    with mail_server(script(chance, AT_RCPT), at_data=script(chance, AT_DATA)) as box:
        post = Post(tmp_path, mail(box.port, attach="[ics]") + SHARE, addresses=", ".join(ADDRESSES), more=PATIENT)
        with post.open() as store:
            for day in range(DAYS + 20):  # the last ones find their way through in the days after
                at = evening(FIRST) + day * DAY
                for turn in range(4):  # cron, every so often
                    try:
                        one_run(post, Mortal(store, chance, sent), at + turn * 90 * MINUTE, min(day + 1, DAYS))
                    except Killed:
                        kills += 1
            rows = store.outbox_rows(limit=10_000)
    assert kills > 40
    assert len(rows) == DAYS * (len(ADDRESSES) + 1)
    assert {row.state for row in rows} == {"sent"}  # 0 lost
    assert set(sent.values()) == {1}  # 0 recorded twice
    assert len(sent) == len(rows)
    assert len(list((tmp_path / "share").iterdir())) == 2 * DAYS
    seen(box, {(row.address, row.message_id): row.last_reason for row in rows if row.address})


def seen(box: Box, rows: dict[tuple[str, str], str]) -> None:
    """Every row reached the server; what came twice came under one id, after a kill or a cut connection."""
    came = Counter((address, str(message["Message-ID"])) for address in ADDRESSES for message in box.to(address))
    assert set(came) == set(rows)
    doubled = [key for key, times in came.items() if times > 1]
    assert 0 < len(doubled) < len(rows) / 2
