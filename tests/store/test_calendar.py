"""Calendar entries keep the time in which each version stood."""

from __future__ import annotations

from datetime import timedelta

from briefing.model import CalendarEntry, CalendarFile
from briefing.store import open_store

from .builders import NOON
from .conftest import Places

HOUR = timedelta(hours=1)


def file(*entries: tuple[str, str], path: str = "a.ics", source: str = "cal") -> CalendarFile:
    return CalendarFile(
        source=source, path=path,
        entries=tuple(
            CalendarEntry(key=key, source=source, form="ics", on=on, what="Talks", path=path) for key, on in entries
        ),
    )  # fmt: skip


def test_an_entry_stands_until_it_is_changed_or_gone(places: Places) -> None:
    with open_store(places()) as store:
        assert store.keep_calendars([file(("a", "2022-01-12"), ("b", "2022-01-13"))], NOON) == 2
        assert store.keep_calendars([file(("a", "2022-01-12"), ("b", "2022-01-13"))], NOON + HOUR) == 0
        assert store.keep_calendars([file(("a", "2022-01-14"))], NOON + 2 * HOUR) == 1
        assert [(e.key, e.on) for e in store.calendar_at(NOON + HOUR)] == [("a", "2022-01-12"), ("b", "2022-01-13")]
        assert [(e.key, e.on, e.seen_at) for e in store.calendar_at(NOON + 3 * HOUR)] == [
            ("a", "2022-01-14", NOON + 2 * HOUR)
        ]
        assert store.calendar_at(NOON - HOUR) == []
        assert store.calendar_sources() == {"cal": 1}


def test_files_of_one_source_do_not_take_each_other_s_place(places: Places) -> None:
    with open_store(places()) as store:
        store.keep_calendars([file(("a", "2022-01-12")), file(("b", "2022-01-13"), path="b.ics")], NOON)
        store.keep_calendars([file(path="b.ics")], NOON + HOUR)
        assert [e.key for e in store.calendar_at(NOON + HOUR)] == ["a"]
        assert store.calendar_sources() == {"cal": 1}


def test_a_new_file_with_the_same_key_takes_the_place_of_the_old_one(places: Places) -> None:
    with open_store(places()) as store:
        store.keep_calendars([file(("a", "2022-01-12"), path="1.xml")], NOON)
        store.keep_calendars([file(("a", "2022-01-14"), path="2.xml")], NOON + HOUR)
        assert [(e.key, e.on) for e in store.calendar_at(NOON + HOUR)] == [("a", "2022-01-14")]
