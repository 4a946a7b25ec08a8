"""Dates as feeds write them: read with certainty, or not at all."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.stated import day_order, read_stamp

READ = [
    ("Thu, 06 Jan 2022 14:10:00 +0000", "2022-01-06T14:10:00+00:00"),
    ("Thu, 6 Jan 2022 14:10 GMT", "2022-01-06T14:10:00+00:00"),
    ("6 Jan 22 14:10:00 -0500", "2022-01-06T14:10:00-05:00"),
    ("Thu, 06 Jan 2022 14:10:00 +03:00", "2022-01-06T14:10:00+03:00"),
    ("Thu, 06 Jan 2022 14:10:00 GMT+0300 (MSK)", "2022-01-06T14:10:00+03:00"),
    ("Thu, 06 Jan 2022 14:10:00 MSK", "2022-01-06T14:10:00+03:00"),
    ("Thu, 06 Jan 2022 14:10:00 CET", "2022-01-06T14:10:00+01:00"),
    ("Thu, 06 Jan 2022 14:10:00 EST", "2022-01-06T14:10:00-05:00"),
    ("Thu, 06 Jan 2022 24:00:00 GMT", "2022-01-07T00:00:00+00:00"),
    ("Thu, 06 Sept 2022 14:10:00 +0000", "2022-09-06T14:10:00+00:00"),
    ("Thursday, January 6, 2022 - 2:10 pm", "2022-01-06T14:10:00+00:00"),
    ("Jan 6, 2022 2:10 PM EST", "2022-01-06T14:10:00-05:00"),
    ("Jan 6, 2022", "2022-01-06"),
    ("6-Jan-2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("Thu Jan  6 14:10:00 2022", "2022-01-06T14:10:00+00:00"),
    ("2022-01-06T14:10:00Z", "2022-01-06T14:10:00+00:00"),
    ("2022-01-06T14:10:00.123456+05:30", "2022-01-06T14:10:00+05:30"),
    ("2022-01-06T14:10:00-0500", "2022-01-06T14:10:00-05:00"),
    ("2022-01-06T14:10:00+01:0", "2022-01-06T14:10:00+01:00"),
    ("2022-01-06 14:10", "2022-01-06T14:10:00+00:00"),
    ("20220106T141000Z", "2022-01-06T14:10:00+00:00"),
    ("20220106", "2022-01-06"),
    ("2022/1/6 14:10:09", "2022-01-06T14:10:09+00:00"),
    ("06.01.2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("26/01/2022", "2022-01-26"),
    ("1641478200", "2022-01-06T14:10:00+00:00"),
    ("1641478200000", "2022-01-06T14:10:00+00:00"),
    ("чт, 6 янв 2022 14:10:00 +0300", "2022-01-06T14:10:00+03:00"),
    ("6 января 2022 г. 14:10", "2022-01-06T14:10:00+00:00"),
    ("jeudi 6 février 2022 à 14h10", "2022-02-06T14:10:00+00:00"),
    ("6. März 2022 14:10 Uhr", "2022-03-06T14:10:00+00:00"),
    ("6 de enero de 2022", "2022-01-06"),
    ("6 gennaio 2022", "2022-01-06"),
    ("6 Ocak 2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("6 de janeiro de 2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("6 يناير 2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("٦ كانون الثاني ٢٠٢٢", "2022-01-06"),
    ("2022年1月6日 14:10", "2022-01-06T14:10:00+00:00"),
    ("6 Jan 22 1410 GMT", "2022-01-06T14:10:00+00:00"),
    ("6. Januar 2022, 14:10 Uhr MEZ", "2022-01-06T14:10:00+01:00"),
    ("2022-01-06 14:10:00 +0300 MSK", "2022-01-06T14:10:00+03:00"),
    ("6 Jan 2022 14:10 Moscow time", "2022-01-06T14:10:00+03:00"),
    ("2022-01-06T14:10:00[Europe/Kyiv]", "2022-01-06T14:10:00+02:00"),
    ("2022-01-06T14:10:00+02:00[Europe/Kyiv]", "2022-01-06T14:10:00+02:00"),
    ("Jan 6, 2022 2:10 PM ET", "2022-01-06T14:10:00-05:00"),
    ("July 6, 2022 2:10 PM ET", "2022-07-06T14:10:00-04:00"),
    ("mar., 8 févr. 2022 14:10:00 +0100", "2022-02-08T14:10:00+01:00"),
    ("Thu, 06 Jan 2022 14.10.00 GMT", "2022-01-06T14:10:00+00:00"),
    ("6th January 2022 2.10pm", "2022-01-06T14:10:00+00:00"),
    ("torsdag 6 januari 2022 kl. 14.10", "2022-01-06T14:10:00+00:00"),
    ("Published: 6 January 2022 14:10 GMT", "2022-01-06T14:10:00+00:00"),
    ("2022. 1. 6. 오후 2:10", "2022-01-06T14:10:00+00:00"),
    ("2022년 1월 6일 14:10", "2022-01-06T14:10:00+00:00"),
    ("令和4年1月6日 14時10分", "2022-01-06T14:10:00+00:00"),
    ("民國111年1月6日", "2022-01-06"),
    ("6 มกราคม 2565 14:10", "2022-01-06T14:10:00+00:00"),
    ("6 қаңтар 2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("६ जनवरी २०२२ १४:१०", "2022-01-06T14:10:00+00:00"),
    ("6 בינואר 2022 14:10", "2022-01-06T14:10:00+00:00"),
    ("6 იანვარი 2022", "2022-01-06"),
    ("6 يناير 2022 - 14:10 بتوقيت غرينتش", "2022-01-06T14:10:00+00:00"),
    ("23 listopada 2022, 14:10", "2022-11-23T14:10:00+00:00"),
    ("/Date(1641478200000)/", "2022-01-06T14:10:00+00:00"),
    ("1641478200.5", "2022-01-06T14:10:00+00:00"),
]


@pytest.mark.parametrize(("raw", "text"), READ)
def test_read(raw: str, text: str) -> None:
    stamp = read_stamp(raw)
    assert stamp is not None
    assert stamp.text == text
    assert stamp.at.utcoffset() is not None
    assert stamp.at.tzname() == "UTC"


@pytest.mark.parametrize(
    "raw",
    [
        "", "yesterday", "06/07/2022 09:00", "31 Jun 2022", "2022-13-01", "2022-01", "0000-00-00 00:00:00",
        "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "12:30", "Jan 2022", "25:00 6 Jan 2022",
        "6 Jan 2022 14:10:00 +2500", "6 Jan 2022 14:10 XYZT", "updated 6 Jan 2022 by the desk", "17821",
        "6 Feb 7 Mar 2022",
    ],
)  # fmt: skip
def test_not_read(raw: str) -> None:
    assert read_stamp(raw) is None


def test_the_zone_of_the_source_counts_where_none_is_stated() -> None:
    stamp = read_stamp("2022-07-06 14:10", zone="Europe/Berlin")
    assert stamp is not None
    assert stamp.text == "2022-07-06T14:10:00+02:00"
    assert read_stamp("2022-07-06 14:10Z", zone="Europe/Berlin").text == "2022-07-06T14:10:00+00:00"  # type: ignore[union-attr]


def test_a_zone_name_that_the_source_itself_uses_means_the_source_zone() -> None:
    israeli = read_stamp("Thu, 06 Jan 2022 14:10 IST", zone="Asia/Jerusalem")
    indian = read_stamp("Thu, 06 Jan 2022 14:10 IST")
    assert israeli is not None
    assert indian is not None
    assert israeli.text.endswith("+02:00")
    assert indian.text.endswith("+05:30")


def test_other_dates_of_a_feed_settle_which_number_is_the_day() -> None:
    assert day_order(["06/07/2022", "26/07/2022"]) is True
    assert day_order(["07/06/2022 10:00", "07/26/2022 10:00"]) is False
    assert day_order(["06/07/2022"]) is None
    assert day_order(["26/07/2022", "07/26/2022"]) is None
    assert read_stamp("06/07/2022", day_first=True).text == "2022-07-06"  # type: ignore[union-attr]
    assert read_stamp("06/07/2022", day_first=False).text == "2022-06-07"  # type: ignore[union-attr]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"[0-9a-zA-Z:/.,+ -]{0,40}", fullmatch=True))
def test_any_string_is_read_or_not_and_never_raises(raw: str) -> None:
    stamp = read_stamp(raw)
    assert stamp is None or stamp.at.tzinfo is not None


FIRST, LAST = datetime(1971, 1, 2), datetime(2100, 12, 30)  # noqa: DTZ001 - their zones are written beside them


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(min_value=FIRST, max_value=LAST),
    st.sampled_from(["GMT", "Z", "+0000", "-0000", "+0530", "-0330", "+1400", "+1430", "+0575", "-1200"]),
    st.sampled_from(["%a, %d %b %Y %H:%M:%S {}", "%d %b %Y %H:%M:%S {}", "%Y-%m-%dT%H:%M:%S{}", "%Y-%m-31T%H:%M:%S{}"]),
)
def test_the_usual_forms_are_read_at_once_as_the_general_reader_reads_them(at: datetime, zone: str, form: str) -> None:
    if "T" in form and zone[0] in "+-":
        zone = f"{zone[:3]}:{zone[3:]}"
    raw = at.strftime(form).format(zone)
    assert read_stamp(raw) == read_stamp(raw + " ")  # with a space at its end it is of no usual form
