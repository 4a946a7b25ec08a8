"""What all channels share: marks and limits, secrets, places, waiting times, the feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from briefing.config import FolderChannel, mark_rank
from briefing.deliver.backoff import LEAST_TRIES, WAITS_MIN, next_try
from briefing.deliver.carriers import carrier_of, placed, refusal
from briefing.deliver.feed import FeedEntry, feed_text
from briefing.deliver.secrets import secret, without
from briefing.errors import DeliveryError
from briefing.model.parcel import Outcome

from .builders import AT, HTML, ICS, PDF, parcel

DAY_S = 86400.0


@pytest.mark.parametrize(
    ("mark", "rank"),
    [
        ("", 0),
        ("TLP:CLEAR", 0),
        ("TLP:WHITE", 0),
        ("tlp green", 1),
        ("TLP: AMBER", 2),
        ("TLP:AMBER+STRICT", 3),
        ("TLP:RED, ministry only", 4),
        ("TLP:GREEN; annex TLP:RED", 4),
        ("Secret", None),
        ("TLP:PINK", None),
    ],
)
def test_the_rank_of_a_mark(mark: str, rank: int | None) -> None:
    assert mark_rank(mark) == rank


@pytest.mark.parametrize(
    ("limit", "mark", "said"),
    [
        ("", "TLP:RED", ""),
        ("", "Secret", ""),
        ("TLP:AMBER", "TLP:AMBER", ""),
        ("TLP:AMBER", "TLP:GREEN", ""),
        ("TLP:AMBER", "", ""),
        ("TLP:AMBER", "TLP:AMBER+STRICT", "is above TLP:AMBER"),
        ("TLP:GREEN", "Secret", "is no mark of the Traffic Light Protocol"),
    ],
)
def test_a_channel_carries_no_mark_above_its_limit(limit: str, mark: str, said: str) -> None:
    channel = FolderChannel(name="share", kind="folder", path="x", limit=limit)
    found = refusal(channel, mark)
    assert said in found
    assert bool(found) == bool(said)


def test_a_folder_gets_the_files_that_were_asked_for(tmp_path: Path) -> None:
    path = str(tmp_path / "{reader}" / "{on}")
    with carrier_of(FolderChannel(name="share", kind="folder", path=path, files=["pdf", "ics"])) as carrier:
        carrier.probe()
        assert carrier.carry(parcel(), "", AT).state == "sent"
    folder = tmp_path / "desk" / "2022-01-06"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {PDF.name: PDF.content, ICS.name: ICS.content}


def test_an_edition_without_the_files_that_a_channel_carries() -> None:
    with carrier_of(FolderChannel(name="share", kind="folder", path="x", files=["json"])) as carrier:
        assert carrier.carry(parcel(), "", AT) == Outcome(state="refused", reason="the edition has no json")


def test_a_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with carrier_of(FolderChannel(name="share", kind="folder", path=f"{tmp_path}/file/x")) as carrier:
        with pytest.raises(DeliveryError):
            carrier.probe()
        outcome = carrier.carry(parcel(), "", AT)
    assert outcome.state == "later"
    assert "a file stands where" in outcome.reason


def test_places_are_filled() -> None:
    assert placed("a/{reader}/{year}/{month}/{on}-{number}", parcel()) == "a/desk/2022/01/2022-01-06-12"


def test_secrets_are_read_when_needed_and_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "word"
    file.write_text(" from file \n", encoding="utf-8")
    monkeypatch.setenv("WORD", "from variable")
    assert secret("mail", "WORD", "", "password") == "from variable"
    assert secret("mail", "", str(file), "password") == "from file"
    assert secret("mail", "", "", "password") == ""
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(DeliveryError, match="is empty"):
        secret("mail", "", str(file), "password")
    assert without("login a-Word\nfailed for a-Word\x1b", "a-Word", "") == "login *** failed for ***"
    assert len(without("x" * 1000)) == 300


def test_tries_come_farther_and_farther_apart() -> None:
    waits = []
    at = AT
    for tries in range(1, 10):
        due = next_try(tries, AT, at, 100 * DAY_S)
        assert due is not None
        waits.append((due - at) // timedelta(minutes=1))
        at = due
    assert waits == [*WAITS_MIN, WAITS_MIN[-1]]
    assert waits == sorted(waits)


def test_given_up_after_days_and_not_before_some_tries() -> None:
    late = AT + timedelta(days=4)
    assert next_try(LEAST_TRIES, AT, late, 3 * DAY_S) is None
    assert next_try(LEAST_TRIES - 1, AT, late, 3 * DAY_S) is not None
    assert next_try(50, AT, AT + timedelta(days=2), 3 * DAY_S) is not None


def test_what_the_other_side_asks_for_is_granted_up_to_a_day() -> None:
    assert next_try(1, AT, AT, DAY_S, after_s=3600) == AT + timedelta(hours=1)
    assert next_try(1, AT, AT, DAY_S, after_s=10) == AT + timedelta(minutes=WAITS_MIN[0])
    assert next_try(1, AT, AT, DAY_S, after_s=1e9) == AT + timedelta(days=1)


def entry(number: int, headline: str = "Clashes") -> FeedEntry:
    at = datetime(2022, 1, number, 18, tzinfo=UTC)
    links = {"html": f"2022-01-0{number}/x.html", "pdf": f"2022-01-0{number}/x.pdf"}
    return FeedEntry(id=f"desk/{number}", title=f"Briefing {number}", headline=headline, made_at=at, links=links)


def test_a_feed_that_readers_of_feeds_take() -> None:
    cruel = 'Fire & "smoke" <b>\x00\ud800in\nAlmaty'
    text = feed_text("desk", "Sahel & more", [entry(2, cruel), entry(1)], "https://b.example/desk/")
    found = feedparser.parse(text.encode())
    assert not found.bozo
    assert (found.feed.title, len(found.entries)) == ("Sahel & more", 2)
    first = found.entries[0]
    assert (first.title, first.link) == ("Briefing 2", "https://b.example/desk/2022-01-02/x.html")
    assert first.summary == 'Fire & "smoke" <b>in Almaty'
    assert first.enclosures[0].href == "https://b.example/desk/2022-01-02/x.pdf"
    assert len({one.id for one in found.entries}) == 2
    again = feed_text("desk", "Sahel & more", [entry(2, cruel), entry(1)], "https://b.example/desk/")
    assert text == again


def test_without_a_web_address_links_are_relative() -> None:
    text = feed_text("desk", "T", [entry(1)], "")
    assert 'href="2022-01-01/x.html"' in text
    assert 'rel="self"' not in text
    assert HTML.name not in text
