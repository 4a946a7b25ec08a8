"""Crontab lines: what crontab(5) says, as pairs."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from briefing.crontab import WORDS, read_cron

MARCH = [date(2026, 3, 1) + timedelta(days=n) for n in range(31)]  # begins on a Sunday


def days(line: str) -> list[int]:
    return [day.day for day in MARCH if read_cron(line).on(day)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0 7 * * 1", [2, 9, 16, 23, 30]),
        ("0 7 * * 1-5", [d for d in range(1, 32) if date(2026, 3, d).weekday() < 5]),
        ("0 7 * * 0", [1, 8, 15, 22, 29]),
        ("0 7 * * 7", [1, 8, 15, 22, 29]),
        ("0 7 * * sun", [1, 8, 15, 22, 29]),
        ("0 7 * * SUN,Wed", [1, 4, 8, 11, 15, 18, 22, 25, 29]),
        ("0 7 * * fri-sun", [1, 6, 7, 8, 13, 14, 15, 20, 21, 22, 27, 28, 29]),
        ("0 7 * * 5-7", [1, 6, 7, 8, 13, 14, 15, 20, 21, 22, 27, 28, 29]),
        ("0 7 1,15 * 5", [1, 6, 13, 15, 20, 27]),  # both day fields restricted: either counts
        ("0 7 */10 * 1-7", [1, 11, 21, 31]),  # a star with a step is a star: both must fit
        ("0 7 1-7 * *", [1, 2, 3, 4, 5, 6, 7]),
        ("0 7 */2 * 1", [9, 23]),
        ("0 7 13 * *", [13]),
        ("0 7 * apr *", []),
        ("0 7 2-10/4 mar-may *", [2, 6, 10]),
        ("@weekly", [1, 8, 15, 22, 29]),
        ("@monthly", [1]),
    ],
)
def test_days(line: str, expected: list[int]) -> None:
    assert days(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("30 6 * * *", ("06:30",)),
        ("0,30 6-7 * * *", ("06:00", "06:30", "07:00", "07:30")),
        ("*/20 5 * * *", ("05:00", "05:20", "05:40")),
        ("10-50/20 5 * * *", ("05:10", "05:30", "05:50")),
        ("0 */6 * * *", ("00:00", "06:00", "12:00", "18:00")),
        ("@daily", ("00:00",)),
        ("  5   4  *  * * ", ("04:05",)),
    ],
)
def test_hours(line: str, expected: tuple[str, ...]) -> None:
    assert read_cron(line).clocks() == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "five fields"),
        ("0 7 * *", "five fields are expected (minute, hour, day of the month, month, weekday), not 4"),
        ("0 7 * * 1 root", "five fields"),
        ("60 7 * * *", "minute: a number from 0 to 59 is expected, not '60'"),
        ("0 25 * * *", "hour: a number from 0 to 23"),
        ("0 24 * * *", "hour: a number from 0 to 23"),
        ("0 7 0 * *", "day of the month: a number from 1 to 31"),
        ("0 7 * 13 *", "month: a number from 1 to 12 or a name such as jan"),
        ("0 7 * * 8", "weekday: a number from 0 to 7 or a name such as sun"),
        ("0 7 * * mo", "weekday"),
        ("0 7 * * 5-1", "weekday: the range '5-1' runs backwards"),
        ("*/0 7 * * *", "minute: the step of '*/0' must be a number from 1"),
        ("5/15 7 * * *", "minute: a step needs a range: write 5-59/15"),
        ("-5 7 * * *", "minute"),
        ("٣ 7 * * *", "minute"),
        ("0 7 31 2 *", "would never come"),
        ("0 7 30,31 feb *", "would never come"),
        ("0 7 31 4,6 *", "would never come"),
        ("@reboot", "'@reboot' is no time that comes again"),
        ("@dialy", "known: @yearly"),
    ],
)
def test_faults_name_the_field_and_what_is_expected(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_cron(line)


def test_the_last_of_february_and_an_either_rule_may_stand() -> None:
    assert read_cron("0 7 29 2 *").on(date(2028, 2, 29))
    assert not read_cron("0 7 29 2 *").on(date(2027, 2, 28))
    assert read_cron("0 7 31 2 1").on(date(2026, 2, 2))  # every Monday of February by the either rule


def test_every_word_is_a_line_that_can_be_read() -> None:
    for word in WORDS:
        assert read_cron(word) == read_cron(WORDS[word]) == read_cron(word.upper())
