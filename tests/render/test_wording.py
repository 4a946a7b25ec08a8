from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.render import stock_templates
from briefing.render.labels import read_labels
from briefing.render.templates import read_settings
from briefing.render.wording import Wording, anchor, clean, plural, slug, web_link, zone_of

LABELS = read_settings(stock_templates(), "labels.yaml")
NEAR = date(2022, 1, 6)


def words(zone: str = "UTC", language: str = "en", **labels: object) -> Wording:
    return Wording(labels=LABELS | labels, language=language, zone=zone_of(zone))


@pytest.mark.parametrize(
    ("on", "until", "said"),
    [
        ("2022-01-10", None, "Mon 10 Jan"),
        ("2022-01-10", "2022-01-10", "Mon 10 Jan"),
        ("2022-01-12", "2022-01-13", "Wed 12 – Thu 13 Jan"),
        ("2022-01-30", "2022-02-02", "Sun 30 Jan – Wed 2 Feb"),
        ("2022-03", None, "March 2022"),
        ("2022-03", "2022-04", "March 2022 – April 2022"),
        ("2021-12-17", None, "Fri 17 Dec"),
        ("2023-01-10", None, "Tue 10 Jan 2023"),
        ("2022-02-30", None, "2022-02-30"),
        ("soon", "2022-01-01", "soon – Sat 1 Jan"),
    ],
)
def test_days_and_spans(on, until, said):
    assert words().span(on, until, NEAR) == said


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", {0: "other", 1: "one", 2: "other"}),
        ("fr", {0: "one", 1: "one", 2: "other"}),
        ("ru", {1: "one", 2: "few", 5: "many", 11: "many", 21: "one", 22: "few", 112: "many"}),
        ("ar", {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other"}),
        ("zh", {1: "other"}),
    ],
)
def test_plural_categories(language, numbers):
    assert {n: plural(language, n) for n in numbers} == numbers


def test_counted_takes_the_form_and_falls_back_to_other():
    assert words().counted(1, "wires") == "1 wire"
    assert words().counted(0, "wires") == "0 wires"
    assert words(language="ru").counted(2, "wires") == "2 wires"
    assert words(wires="{n} проводов {labels.__class__}").counted(3, "wires") == "3 проводов {labels.__class__}"


def test_instants_in_summer_and_winter_time():
    berlin = words("Europe/Berlin")
    assert berlin.moment(datetime(2022, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2022, 01:30 CEST"
    assert berlin.stamp(datetime(2022, 1, 1, 23, 30, tzinfo=UTC)) == "2 Jan, 00:30"
    assert words("Asia/Kathmandu").moment(datetime(2022, 1, 1, tzinfo=UTC)) == "1 January 2022, 05:45 UTC+0545"


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://wires.example/a?b=1&c=%22#d", True),
        ("HTTP://WIRES.EXAMPLE/", True),
        ("https://пример.рф/путь", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("//wires.example/a", False),
        ("https://bank.example@wires.example/", False),
        ("https:///a", False),
        ("https://[::1", False),
        ('https://wires.example/"onclick="x', False),
        ("https://wires.example/ a", False),
        ("java\x00script:alert(1)", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_linked(address, linked):
    assert web_link(address) == (address if linked else "")


def test_ids_differ_where_texts_differ():
    texts = ["a b", "a_b", "a-b", "a_20_b", "ab", "ä", 'x" y', ""]
    assert len({anchor(text) for text in texts}) == len(texts)
    assert all(anchor(text).replace("-", "").replace("_", "").isalnum() for text in texts)


def test_what_is_no_text_goes():
    assert clean("a\x00b\x1b[0m\u202ec\ud800d\u2028e\ufeff\nf\tg") == "ab[0mcde\nf\tg"
    assert clean("שלום \u200f العربية 👩\u200d🚀") == "שלום \u200f العربية 👩\u200d🚀"
    assert slug("no report found!") == "no-report-found"


def test_a_stamp_of_another_year_names_it():
    one = Wording(labels=LABELS, language="en", zone=zone_of("UTC"), year=2026)
    assert one.stamp(datetime(2026, 2, 17, 18, tzinfo=UTC)) == "17 Feb, 18:00"
    assert one.stamp(datetime(2024, 12, 26, tzinfo=UTC)) == "26 Dec 2024"
    assert one.stamp(datetime(2024, 12, 26, tzinfo=UTC), True) == "26 Dec 2024"


def test_a_span_says_its_month_once_and_where_its_language_writes_it() -> None:
    chinese = Wording(labels=read_labels(stock_templates(), "zh"), language="zh", zone=UTC)
    assert chinese.span("2022-01-12", "2022-01-14", NEAR) == "1月12日周三 – 14日周五"
    assert chinese.span("2022-01-31", "2022-02-01", NEAR) == "1月31日周一 – 2月1日周二"
