"""Input made to hurt, a pair for each kind of fault that was found by throwing damaged files at the parsers."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.agendajson import read_agenda
from briefing.collect.calendars import calendar_kind
from briefing.collect.discover import feeds_in_page
from briefing.collect.folder import Options, Reading, read_file
from briefing.collect.naming import storable

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)


def reading(data: bytes) -> Reading:
    return read_file(Path("in/a"), received_at=NOW, options=Options(source="drop"), data=data)


@pytest.mark.parametrize("data", [b"\n" * 4000, b" \n" * 2000, b"#\n \n" * 1000, b"--- \n" * 800])
def test_many_empty_lines_are_told_apart_from_a_daybook_at_once(data: bytes) -> None:
    begun = time.monotonic()
    assert calendar_kind(data + b"daybook") == ""
    assert calendar_kind(data[:2000] + b"daybook: []\n") == ("yaml" if b"--- " not in data else "")
    assert time.monotonic() - begun < 0.2


def test_a_calendar_with_a_zone_name_longer_than_file_names_is_a_fault_with_a_reason() -> None:
    event = f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Talks\r\nDTSTART;TZID={'x' * 400}:20220110T090000\r\nEND:VEVENT"
    found = reading(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n".encode())
    assert found.error.startswith("this is no calendar that can be read")


NUL = "urn:x:\0one\x7f"
JSON_ITEM = {"id": NUL, "title": "Talks", "url": "https://a/\0b"}
NINJS = {"uri": NUL, "versioncreated": "2022-01-06T10:00:00Z", "headline": "Talks", "body_html": "<p>Text \udfff</p>"}
NAMED = [
    json.dumps({"version": "https://jsonfeed.org/version/1", "items": [JSON_ITEM]}),
    json.dumps(NINJS),
    "From: Desk <d@a.example>\nMIME-Version: 1.0\nMessage-ID: <urn:x:\0one>\nSubject: Talks\n\nText of it.\n",
    "Source: EXW\nLink: https://a/\0b\nGuid: urn:x:\0one\nHeadline: Talks\n\nBONN, Jan 6 (EXW) - The talks opened.\n",
]


@pytest.mark.parametrize("data", NAMED)
def test_names_with_characters_that_no_archive_stores_lose_them(data: str) -> None:
    (wire,) = reading(data.encode()).wires
    assert (wire.guid, wire.headline) == ("urn:x:one", "Talks")
    assert "\0" not in wire.link + wire.identity + wire.canonical_link


def test_a_mail_with_a_date_that_no_calendar_has_is_read_without_one() -> None:
    head = f"From: Desk <d@a.example>\nMIME-Version: 1.0\nDate: Thu, 6 Jan {'9' * 30} 10:00:00 +0000\nSubject: Talks"
    (wire,) = reading(f"{head}\n\nText of it.\n".encode()).wires
    assert (wire.headline, wire.date_source) == ("Talks", "first-seen")


def test_a_text_that_can_be_stored_stays_as_it_is() -> None:
    assert storable("urn:x:1 \t\u202e\u00ad") == "urn:x:1 \t\u202e\u00ad"
    assert storable("a\x00b\x1bc\ud800d") == "abcd"


@pytest.mark.parametrize("broken", ["<![x", "<![ xt[", "<!DOCTYPE html [<!x", "<a href='/b.rss'"])
def test_a_page_broken_in_the_middle_names_the_feeds_before_it(broken: str) -> None:
    page = f'<link rel="alternate" type="application/rss+xml" href="/f">{broken}'
    assert [link.address for link in feeds_in_page(page, "https://a.example/")] == ["https://a.example/f"]


SLOW = [
    b"date" + b" " * 20_000 + b"2022-01-06x",
    b"[a" + b" =x b" * 4_000,
    b"MIME-Version: 1.0\nContent-Type: text/plain; c" + b"- " * 22_000 + b"\nSubject: Talks\n\nText of it.\n",
    b"From: " + b"x" * 60_000 + b"\nMIME-Version: 1.0\nSubject: Talks\n\nText of it.\n",
    b"\x01a0001\x1f-----\nb a\x13\x11 BC-EXW     06-29 0358\n\x02^BC-EXW<\n" + b"text \x03EXW-1\n" * 1_500,
    b"abc0001 3 pl 30 abc 0001\n" + b" " * 20_000 + b"\n" * 20_000 + b"\x02Talks=\nText.",
    b"<!-- -->" * 400 + b"x",
    b"<?xml version='1.0'?>" + b" <!-- a -->\n" * 300 + b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'>] " * 500,
    b" " * 16_000 + b"{",
    b"<html><title>" + b" " * 19_000 + b"</head><body>" + b" " * 40_000 + b"<p>Text</p>",
    b"<rss><channel><item><title>a</title><description>"
    + b" " * 60_000
    + b"&lt;br&gt;x</description></item></channel></rss>",
    b"\x16" * 20_000 + b"\x01a0001\x1f" + b"\x01a0001\x1f" * 2_000,
]


@pytest.mark.parametrize("data", SLOW)
def test_runs_of_one_sign_are_read_in_one_go(data: bytes) -> None:
    begun = time.process_time()
    reading(data)
    assert time.process_time() - begun < 1.0


RSS = "<rss version='2.0'><channel><title>{}</title><item><title>One</title><link>{}</link></item></channel></rss>"


@pytest.mark.parametrize("link", ["http://[", "http://[::1", "//[x]y/", "http://a]b/"])
def test_a_link_that_is_no_address_spoils_nothing(link: str) -> None:
    (wire,) = reading(RSS.format("", link).encode()).wires
    assert wire.headline == "One"


@pytest.mark.parametrize("odd", [True, 7, "x", {"a": 1}, [None, 1, "x"]])
def test_lists_of_another_type_are_passed_over(odd: object) -> None:
    item = {"uri": "urn:x:1", "versioncreated": "2022-01-06T10:00:00Z", "headline": "Talks", "subject": odd}
    (wire,) = reading(json.dumps({**item, "bodies": odd, "headlines": odd, "authors": odd}).encode()).wires
    assert (wire.headline, wire.categories) == ("Talks", ())


@pytest.mark.parametrize("items", [{"a": 1}, 5, "x", None, [7, None, []]])
def test_an_agenda_whose_entries_are_no_list_has_none(items: object) -> None:
    assert read_agenda(json.dumps({"_items": items, "dates": 1}).encode(), source="desk", path="in/a") == ()


def test_names_in_an_agenda_lose_what_no_archive_stores() -> None:
    entry = {"guid": NUL, "name": "Talks\0", "dates": {"start": "2022-01-10T09:00:00Z"}}
    (found,) = read_agenda(json.dumps({"_items": [entry]}).encode(), source="desk", path="in/a")
    assert (found.key, found.what, found.on) == ("urn:x:one", "Talks", "2022-01-10")


def test_names_in_a_calendar_lose_what_no_archive_stores() -> None:
    event = "BEGIN:VEVENT\r\nUID:urn:x:\0one\x7f\r\nSUMMARY:Ta\0lks\r\nLOCATION:Bo\0nn\r\nDESCRIPTION:Te\0xt\r\n"
    event += "URL:https://a.example/\0b\r\nDTSTART:20220110T090000Z\r\nEND:VEVENT"
    found = reading(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n".encode())
    assert found.calendar is not None
    (entry,) = found.calendar
    assert (entry.key, entry.what, entry.where) == ("urn:x:one", "Talks", "Bonn")
    assert "\0" not in entry.text + entry.link


def test_names_in_a_daybook_lose_what_no_archive_stores() -> None:
    row = '{date: 2022-01-10, title: "Ta\\0lks", place: "Bo\\0nn", link: "https://a.example/\\0b"}'
    found = reading(f"daybook:\n  - {row}\n".encode())
    assert found.calendar is not None, found.error
    (entry,) = found.calendar
    assert (entry.what, entry.where, entry.link) == ("Talks", "Bonn", "https://a.example/b")


def test_an_odd_date_of_a_page_is_not_sought_in_every_language() -> None:
    page = (
        "<html lang=en><head><title>Pass</title><meta property='article:published_time' content='{}'></head><body>"
        f"<article><h1>Pass</h1><p>{'The envoys of both sides met for a second day. ' * 4}</p></article></body></html>"
    )
    assert reading(page.format("2022-01-06T10:00:00Z").encode()).wires[0].published_at is not None
    begun = time.process_time()
    assert len(reading(page.format("2022-0</1-06T10:00:00Z").encode()).wires) == 1
    assert time.process_time() - begun < 1.0
