"""Expressions that stand side by side: which are one, which of the two decides, and what both keep."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.dates import find_dates, find_timex
from briefing.digest.dates_found import Found

THURSDAY = date(2022, 1, 6)


def found(text: str, **more: date) -> list[Found]:
    return find_dates(text, anchor=THURSDAY, **more)[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "tense", "stated"),
    [
        ("The talks will begin on Monday, January 10.", "Monday, January 10", "2022-01-10", "future", False),
        ("They will meet on Monday (January 10).", "Monday (January 10", "2022-01-10", "future", False),
        ("They meet on Monday, 10 January 2022, in Norby.", "Monday, 10 January 2022", "2022-01-10", "future", True),
        ("They gather on Monday 2026-02-16.", "Monday 2026-02-16", "2026-02-16", "future", True),
        ("They will meet next Monday, January 17.", "next Monday, January 17", "2022-01-17", "future", False),
        ("They will meet on January 10, Monday, in Norby.", "January 10, Monday", "2022-01-10", "future", False),
        ("They met on 3 January, Monday, in Norby.", "3 January, Monday", "2022-01-03", "past", False),
        ("They met on January 3 (Monday).", "January 3 (Monday", "2022-01-03", "past", False),
        ("They will meet on Christmas Day, Sunday, in Norby.", "Christmas Day, Sunday", "2022-12-25", "future", False),
        ("They will meet on Saturday, Christmas Day.", "Saturday, Christmas Day", "2022-12-25", "future", False),
        # the year that stands in the text decides, on whichever side the holiday stands
        (
            "It opened on December 25, 2019, Christmas Day.",
            "December 25, 2019, Christmas Day",
            "2019-12-25",
            None,
            True,
        ),
        ("They met on 25 December 2019 (Christmas Day).", "25 December 2019 (Christmas Day", "2019-12-25", None, True),
        ("They met on Christmas Day, December 25, 2019.", "Christmas Day, December 25, 2019", "2019-12-25", None, True),
        ("They met on Christmas Day, 25 December 2019.", "Christmas Day, 25 December 2019", "2019-12-25", None, True),
    ],
)
def test_a_day_named_twice_is_one(text: str, words: str, value: str, tense: str | None, stated: bool) -> None:
    (one,) = found(text)
    assert (text[one.start : one.end], one.value, one.stated) == (words, value, stated)
    assert tense in (None, one.tense)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A meeting of January 4, last Tuesday, failed.", ["January 4", "last Tuesday"]),
        ("They sat every Monday, January 10 apart.", ["every Monday", "January 10"]),
        ("They will meet on Christmas Day, a Saturday.", ["Christmas Day", "Saturday"]),
        ("They met on Monday; January 10 is next.", ["Monday", "January 10"]),
        ("They sat on a Monday in October.", ["Monday", "October"]),
        ("They met on December 10 or Monday.", ["December 10", "Monday"]),
        ("They met on Labour Day or in 2019.", ["2019"]),
        ("Shops shut on Christmas Day, New Year's Day and later.", ["Christmas Day", "New Year's Day"]),
        ("It rained on January 3. They will meet on Monday, January 10.", ["January 3", "Monday, January 10"]),
        ("They will meet on Monday, January 10, and once more on January 12.", ["Monday, January 10", "January 12"]),
        ("The first quarter of next year is far.", ["The first quarter of next year"]),
    ],
)
def test_days_that_are_two_stay_two(text: str, parts: list[str]) -> None:
    assert [text[one.start : one.end] for one in found(text)] == parts


def test_what_a_weekday_is_called_goes_with_the_holiday() -> None:
    (one,) = found("They met last Saturday, Christmas Day.")
    assert (one.form, one.modifier) == ("holiday", "last")


def test_an_hour_is_of_a_day_and_of_no_month() -> None:
    text = "It will start on Monday at 2 p.m. in Norby."
    (one,) = found(text)
    assert text[one.start : one.end] == "Monday at 2 p.m."
    hour, month = found("It was told at 2 p.m., October 2019 being over.")
    assert (hour.value, month.value) == ("2022-01-06T14:00", "2019-10")


def test_an_hour_and_its_day_are_one_and_with_a_comma_both_know_it() -> None:
    (one,) = found("The session was at 2 p.m. ON Monday in Norby.")
    assert (one.type, one.value, one.clock, one.low) == ("TIME", "2022-01-03T14:00", "14:00", date(2022, 1, 3))
    for text, order in (
        ("It will start at 2 p.m., Monday, in Norby.", ["clock", "weekday"]),
        ("It will start on Monday, 2 p.m., in Norby.", ["weekday", "clock"]),
    ):
        pair = found(text)
        assert [one.form for one in pair] == order
        hour, day = sorted(pair, key=lambda one: one.form)
        assert (hour.value, hour.low, hour.high) == ("2022-01-10T14:00", date(2022, 1, 10), date(2022, 1, 10))
        assert (day.value, day.clock, day.type) == ("2022-01-10", "14:00", "DATE")


@pytest.mark.parametrize(
    ("text", "low", "high", "stated"),
    [
        ("The fair, January 12 through January 14, is shut.", "2022-01-12", "2022-01-14", False),
        ("The fair runs from January 12 until January 14.", "2022-01-12", "2022-01-14", False),
        ("The fair ran from December 12 till December 14.", "2021-12-12", "2021-12-14", False),
        ("They sat January 3 — January 5.", "2022-01-03", "2022-01-05", False),
        ("They sat Wednesday–Thursday.", "2022-01-05", "2022-01-06", False),
        ("It rained Friday - Monday.", "2021-12-31", "2022-01-03", False),
        ("They will sit on Monday and Tuesday.", "2022-01-10", "2022-01-11", False),
        ("They will sit between Monday and Thursday.", "2022-01-10", "2022-01-13", False),
        ("It rained from Thursday until Sunday.", "2021-12-30", "2022-01-02", False),
        ("It was shut between 5 March and 30 March 2026.", "2026-03-05", "2026-03-30", True),
        ("It ran from January 5 to March 30, 2019.", "2019-01-05", "2019-03-30", True),
        # the year of the end is not that of the beginning where the turn of the year lies between
        ("It ran from December 28 to January 3, 2021.", "2020-12-28", "2021-01-03", True),
    ],
)
def test_a_span_is_told_by_its_first_day(text: str, low: str, high: str, stated: bool) -> None:
    first, last = found(text)
    assert (first.low, first.high) == (date.fromisoformat(low), date.fromisoformat(high))
    assert (first.value, first.modifier, first.stated) == (low, "span", stated)
    assert (last.modifier, last.form) == ("span-end", first.form)


@pytest.mark.parametrize(
    "text",
    [
        "It was moved from Monday to Wednesday.",
        "The talks were put off from January 3 to January 5.",
        "They will sit on Monday and Thursday.",
        "He went on Monday to Wednesday's session.",
        "They sat on January 3-4 and January 5.",
        "It was on January 5 through January 5.",
        "It was on January 5 through January 3.",
        "It ran from January 3 to January 3, 2021.",
        "It ran from Monday to Monday.",
        "It ran from January 3 to October.",
        "The fair will run from January 10 to October 2022.",
        "It ran from Monday to January 3, 2021.",
    ],
)
def test_two_days_that_are_no_span(text: str) -> None:
    assert [one.modifier for one in found(text) if one.modifier.startswith("span")] == []


def test_a_month_of_a_year_named_is_both() -> None:
    text = "It opens in October of next year, they said."
    month, year = found(text)
    assert (text[month.start : month.end], month.value) == ("October", "2023-10")
    assert (text[year.start : year.end], year.value) == ("next year", "2023")
    assert (year.form, year.modifier) == ("unit", "of a month")
    assert [one.form for one in found("It opens in mid-October.")] == ["month"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They fought in October 2019. That month 40 men died.", "2019-10"),
        ("They fought on October 3, 2019. The entire month was wet.", "2019-10"),
        ("Output fell in the fourth quarter of 2020. That quarter was the worst.", "2020-Q4"),
        ("Prices rose in 2019. Shops were shut the entire year.", "2019"),
        ("They met in 2019. The entire month was wet.", "2022-01"),  # which of its months is not said
        ("Prices rose in the last decade. Shops were shut the entire year.", "2022"),
        ("Prices rose in 2019. They will fall next month.", "2022-02"),
    ],
)
def test_that_month_is_the_one_that_was_named(text: str, value: str) -> None:
    assert found(text)[-1].value == value


def test_the_days_named_before_are_remembered() -> None:
    _, narrative = find_dates("They met on January 3. It rained in December.", anchor=THURSDAY)
    assert narrative == date(2022, 1, 3)
    assert find_dates("It rained.", anchor=THURSDAY)[1] == THURSDAY
    assert find_dates("Il pleuvait.", anchor=THURSDAY, language="fr", narrative=date(2022, 1, 3))[1] == date(2022, 1, 3)
    (day,) = found("The next day they left.", narrative=date(2022, 1, 3))
    assert day.value == "2022-01-04"
    (same,) = found("They will speak there on the same day.", coming=date(2022, 1, 20))
    assert same.value == "2022-01-20"


@pytest.mark.parametrize(
    ("text", "words", "value", "stated"),
    [
        ("Elections will be held on the last Sunday of May.", "the last Sunday of May", "2022-05-29", False),
        ("They met on the last Sunday of May 2021.", "the last Sunday of May 2021", "2021-05-30", True),
        ("It will open on the first Monday of March.", "the first Monday of March", "2022-03-07", False),
        ("They met on the second Tuesday in November 2021.", "the second Tuesday in November 2021", "2021-11-09", True),
        ("It fell on the Fourth Thursday of November.", "the Fourth Thursday of November", "2021-11-25", False),
    ],
)
def test_the_nth_weekday_of_a_month_is_one_day(text: str, words: str, value: str, stated: bool) -> None:
    (one,) = found(text)
    assert (text[one.start : one.end], one.value, one.stated) == (words, value, stated)
    assert (one.low, one.grain) == (date.fromisoformat(value), "day")


@pytest.mark.parametrize("said", ["said on Wednesday", "told reporters on Wednesday", "announced late on Wednesday"])
def test_the_day_of_a_saying_is_not_the_day_of_the_story(said: str) -> None:
    text = (
        f"The mine shut on January 2. It will open on January 20, an aide {said}. That day it will rain on January 20."
    )
    assert found(text)[-1].low == date(2022, 1, 20)
    text = f"The mine shut on January 2. An aide {said} it would open on January 20. That day 40 men lost their work."
    assert [t.value for t in find_timex(text, anchor=THURSDAY)][-1] == "2022-01-02"
    text = "The mine shut on January 6. It opens on January 20. That day 40 men lost their work."
    assert [t.value for t in find_timex(text, anchor=THURSDAY)][-1] == "2022-01-06"
    text = "The mine shut on January 2. An aide came on Wednesday. It opens on January 20. That day 40 men died."
    assert [t.value for t in find_timex(text, anchor=THURSDAY)][-1] == "2022-01-05"


def test_the_tense_is_that_of_the_sentence_it_stands_in() -> None:
    text = "They met. They will speak on Monday. They left."
    cuts = ((0, 9), (10, 36), (37, 47))
    for sentences in (cuts, None):
        (one,) = find_dates(text, anchor=THURSDAY, sentences=sentences)[0]
        assert (one.value, one.tense) == ("2022-01-10", "future")
    (one,) = find_dates(text, anchor=THURSDAY, sentences=((0, 28), (28, 47)))[0]  # the sentences given are those taken
    assert one.tense != "future"

    (one,) = find_dates("On Monday they will meet. They left.", anchor=THURSDAY, sentences=((26, 36),))[0]
    assert one.tense == "future"  # of a text that none of the sentences holds, the whole is taken
    assert [t.value for t in find_timex("It rained. They met on Monday and will leave.", anchor=THURSDAY)] == [
        "2022-01-03"
    ]


def test_a_list_of_very_many_days_is_read_in_part() -> None:
    days = " ".join(f"On Monday {n} came." for n in range(13_000))
    assert len(found(days)) == 12_000
