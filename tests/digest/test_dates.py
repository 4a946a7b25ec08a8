"""Time expressions: a sentence and its day beside the values they must give."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.digest.dates import find_timex
from briefing.digest.dates_calendar import add_months, easter, nth_weekday, on_weekday, year_of_day, year_of_month

THURSDAY = date(2022, 1, 6)


def values(text: str, anchor: date = THURSDAY, language: str = "en") -> list[str]:
    return [t.value for t in find_timex(text, anchor=anchor, language=language)]


WRITTEN = [
    ("It opened on January 4.", ["2022-01-04"]),
    ("It opened on Jan. 4, 2021.", ["2021-01-04"]),
    ("It opened on 4 January.", ["2022-01-04"]),
    ("It opened on the 4th of January 2021.", ["2021-01-04"]),
    ("It opened on 2022-01-04 at last.", ["2022-01-04"]),
    ("It opened on 27.06.2021.", ["2021-06-27"]),
    ("It opened on 12/27/2021.", ["2021-12-27"]),
    ("It opened on 06/07/2026.", []),  # the sixth of July or the seventh of June: not said
    ("It opened on 5/1/2022.", ["2022-01-05"]),  # only one reading is near the wire's day
    ("It opened on February 30.", []),
    ("Talks were held in October 2021.", ["2021-10"]),
    ("It closed in 2019.", ["2019"]),
    ("Since the 1990s the border is closed.", ["199"]),
]  # fmt: skip

YEARS = [
    ("On December 17 the ministry published a draft.", ["2021-12-17"]),  # nearest, and past
    ("The sides will meet on January 12.", ["2022-01-12"]),
    ("The sides will meet on September 20.", ["2022-09-20"]),
    ("He was killed on September 20.", ["2021-09-20"]),
    ("The sides will discuss a draft handed over on December 17.", ["2021-12-17"]),
    ("The ruling came in October.", ["2021-10"]),
    ("The council will convene in October.", ["2022-10"]),
    ("It began last October.", ["2021-10"]),
    ("Elections are due next April.", ["2022-04"]),
    ("They fled after the October 7 attacks.", ["2021-10-07"]),
]  # fmt: skip

WEEKDAYS = [
    ("The ministers spoke on Thursday.", ["2022-01-06"]),  # the wire's own day
    ("The ministers spoke on Friday.", ["2021-12-31"]),
    ("The ministers will speak on Friday.", ["2022-01-07"]),
    ("He said on Wednesday that talks will resume on Monday.", ["2022-01-05", "2022-01-10"]),
    ("Pilots to strike on Monday", ["2022-01-10"]),
    ("It ended last Thursday.", ["2021-12-30"]),
    ("It begins next Monday.", ["2022-01-10"]),
    ("They will vote next Friday.", ["2022-01-14"]),  # tomorrow would be "Friday"
    ("They meet on Tuesday next week.", ["2022-01-11"]),
    ("Guards stand there every Monday.", ["XXXX-WXX-1"]),
    ("Crowds came for Friday prayers.", ["XXXX-WXX-5"]),
    ("The envoy arrived Monday night.", ["2022-01-03TNI"]),
]  # fmt: skip

RELATIVE = [
    ("It rained yesterday and will snow tomorrow.", ["2022-01-05", "2022-01-07"]),
    ("It happened two days ago.", ["2022-01-04"]),
    ("Protests began on January 2. Two days later they reached the city.", ["2022-01-02", "2022-01-04"]),
    ("The strike was on December 15. A day earlier talks had failed.", ["2021-12-15", "2021-12-14"]),
    ("On January 2 they met. The next day they left.", ["2022-01-02", "2022-01-03"]),
    # a plan means the day ahead that was named, whatever the day of the saying in between
    ("They will meet in Norby on January 20, an aide said on Wednesday. Experts are to sit there on the same day.",
     ["2022-01-20", "2022-01-05", "2022-01-20"]),
    ("They will meet on January 20. Envoys came on January 3. A fair is called in Norby for the same day.",
     ["2022-01-20", "2022-01-03", "2022-01-20"]),
    ("The mine shut on January 2 and will reopen on January 20. That day 40 men lost their work.",
     ["2022-01-02", "2022-01-20", "2022-01-02"]),
    ("The mine shut on January 2. The same day 40 men lost their work.", ["2022-01-02", "2022-01-02"]),
    ("Prices fell last month and may rise next month.", ["2021-12", "2022-02"]),
    ("It was said last week.", ["2021-W52"]),
    ("Output fell in the fourth quarter of 2021.", ["2021-Q4"]),
    ("It ends by the end of the year.", ["2022"]),
    ("It ends in mid-January.", ["2022-01"]),
    ("The first week of March 2022 was calm.", ["2022-W10"]),
    ("October of next year is far.", ["2023-10", "2023"]),
    ("Shops shut on Christmas Day.", ["2021-12-25"]),
    ("They will return before Easter.", ["2022-04-17"]),
]  # fmt: skip

OTHER = [
    ("It took four years.", ["P4Y"]),
    ("a 27-year contract", ["P27Y"]),
    ("It lasted two and a half years.", ["P2.5Y"]),
    ("in the past nine days", ["P9D"]),
    ("He waited for years.", ["PXY"]),
    ("the annual meeting", ["P1Y"]),
    ("It is currently closed and was recently sold.", ["PRESENT_REF", "PAST_REF"]),
    ("at 18:00 UTC", ["2022-01-06T18:00Z"]),
    ("at 2 p.m. on Monday", ["2022-01-03T14:00"]),
]  # fmt: skip

NO_DATES = [
    "The rivals may open the bridge, and they may still close it again.",
    "Mrs. May of the embassy nodded; consul June Marchetti shook her head.",
    "The observers sat apart in the Sun Palace guest house before a second vote.",
    "Farmers chose to march over the pass; the league is still wed to its charter.",
    "Council resolution 1990 and some 2035 crates of flour were listed; 12,000 tents stood empty.",
    "MAY YET SIGN",
    "Flight 2019 from gate 12 left with 2020 passengers.",
    "a quarter of its dealers",
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN + YEARS + WEEKDAYS + RELATIVE + OTHER)
def test_values(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_words_that_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "on", "until"),
    [
        ("Talks will be held on January 12-13.", "2022-01-12", "2022-01-13"),
        ("Talks were held on Jan. 3 and 4.", "2022-01-03", "2022-01-04"),
        ("Talks will run from Monday to Wednesday.", "2022-01-10", "2022-01-12"),
        ("Troops will leave between 3 and 5 March.", "2022-03-03", "2022-03-05"),
        ("The drill runs from January 30 to February 2.", "2022-01-30", "2022-02-02"),
        ("The summit will be held on Wednesday and Thursday next.", "2022-01-12", "2022-01-13"),
        ("A cruise between March 5 and March 30, 2026.", "2026-03-05", "2026-03-30"),
    ],
)
def test_spans(text: str, on: str, until: str) -> None:
    first = find_timex(text, anchor=THURSDAY)[0]
    assert (first.value, first.until) == (on, until)


def test_offsets_and_clock() -> None:
    text = "The hearing begins at 2:30 p.m. GMT on January 12 in The Hague."
    (found,) = find_timex(text, anchor=THURSDAY)
    assert found.text == text[found.start : found.end] == "2:30 p.m. GMT on January 12"
    assert (found.type, found.value, found.clock) == ("TIME", "2022-01-12T14:30Z", "14:30")


LANGUAGES = [
    ("ru", "Переговоры пройдут 10 января, проект опубликован 17 декабря, вчера была встреча."),
    ("fr", "Les pourparlers auront lieu le 10 janvier. Le 17 décembre, un projet a été publié. Hier, réunion."),
    ("de", "Die Gespräche sollen am 10. Januar stattfinden. Am 17. Dezember erschien ein Entwurf. Gestern war Pause."),
    (
        "es",
        "Las conversaciones se celebrarán el 10 de enero. El 17 de diciembre publicó un borrador. Ayer se reunieron.",
    ),
    ("pt", "As conversas serão em 10 de janeiro. Em 17 de dezembro publicou um texto. Ontem houve pausa."),
    ("it", "I colloqui si terranno il 10 gennaio. Il 17 dicembre ha pubblicato le bozze. Ieri pausa."),
    ("tr", "Görüşmeler 10 Ocak'ta yapılacak. Taslak 17 Aralık'ta yayımlandı. Bakanlar dün görüştü."),
    ("ar", "ستعقد المحادثات في 10 يناير. ونشرت المسودة في ١٧ ديسمبر. واجتمعوا أمس."),
    ("zh", "会谈将于1月10日举行。去年12月17日公布草案。昨天休会。"),
]


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_other_languages(language: str, text: str) -> None:
    assert values(text, language=language) == ["2022-01-10", "2021-12-17", "2022-01-05"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Встреча пройдет 12-13 января 2022 года.", ("2022-01-12", "2022-01-13")),
        ("fr", "Le sommet se tiendra du 12 au 13 janvier.", ("2022-01-12", "2022-01-13")),
        ("de", "Der Gipfel findet vom 12. bis 13. Januar statt.", ("2022-01-12", "2022-01-13")),
        ("zh", "峰会定于2022年1月12日至13日举行。", ("2022-01-12", "2022-01-13")),
        ("es", "Se reunirán el próximo lunes.", ("2022-01-10", "")),
        ("zh", "下周四将投票。", ("2022-01-13", "")),
    ],
)
def test_other_languages_spans_and_weekdays(language: str, text: str, expected: tuple[str, str]) -> None:
    (found,) = find_timex(text, anchor=THURSDAY, language=language)
    assert (found.value, found.until) == expected


def test_calendar() -> None:
    assert easter(2013) == date(2013, 3, 31)
    assert easter(2026) == date(2026, 4, 5)
    assert nth_weekday(2024, 11, 3, 4) == date(2024, 11, 28)
    assert nth_weekday(2024, 5, 0, -1) == date(2024, 5, 27)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(9999, 12, 1), 1) is None
    assert on_weekday(THURSDAY, 3, "past") == on_weekday(THURSDAY, 3, "future") == THURSDAY
    assert on_weekday(THURSDAY, 3, "before") == date(2021, 12, 30)
    assert on_weekday(THURSDAY, 3, "after") == date(2022, 1, 13)
    assert year_of_day(2, 29, date(2023, 3, 1), "future") == date(2024, 2, 29)
    assert year_of_day(2, 30, THURSDAY, "") is None
    assert year_of_month(12, THURSDAY, "") == 2021


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "January",
                    "May",
                    "March",
                    "Monday",
                    "on",
                    "in",
                    "the",
                    "last",
                    "next",
                    "of",
                    "12",
                    "31",
                    "30",
                    "2022",
                    "2022-01-06",
                    "1/2/03",
                    "days",
                    "ago",
                    "later",
                    "week",
                    "two",
                    "a",
                    "until",
                    "from",
                    "to",
                    "-",
                    "–",
                    "and",
                    "Friday's",
                    "10:30",
                    "p.m.",
                    "UTC",
                    "'80s",
                    "quarter",
                    "Christmas",
                    "’s",
                    "weekend",
                    "decade",
                    "Q4",
                    ",",
                    ".",
                    '"',
                    "(",
                    ")",
                    "月",
                    "3日",
                    "昨天",
                ]
            ),
            st.text(max_size=6),
        ),
        max_size=30,
    ),
    st.dates(),
    st.sampled_from(["en", "ru", "de", "ar", "zh", "xx"]),
)
def test_any_text_on_any_day_is_answered_in_order(words: list[str], anchor: date, language: str) -> None:
    text = " ".join(words)
    found = find_timex(text, anchor=anchor, language=language)
    assert all(0 <= t.start < t.end <= len(text) and t.text == text[t.start : t.end] for t in found)
    assert all(a.start < b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "7" * 1_000_000,
        "12 " * 100_000,
        "\x00\x01\x02" * 100_000,
        "January " * 2_000,
        "on Monday " * 2_000,
    ],
    ids=["word", "digits", "numbers", "control", "months", "weekdays"],
)
def test_noise_is_read_in_bounded_time(text: str) -> None:
    started = time.perf_counter()
    find_timex(text, anchor=THURSDAY)
    assert time.perf_counter() - started < 4


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The premier met his hosts on Sunday during a visit.", "2022-01-09"),
        ("The talks got off to a tense start on Sunday as one side arrived late.", "2022-01-09"),
        ("The talks ended earlier than planned on Sunday.", "2022-01-09"),
        ("The corridor opened as scheduled on Sunday.", "2022-01-09"),
        ("The city hosts the talks on Sunday.", "2022-01-16"),
        ("The talks open on Sunday.", "2022-01-16"),
        ("A court votes on Sunday.", "2022-01-16"),
        ("The talks are planned for Sunday.", "2022-01-16"),
    ],
)
def test_a_noun_that_looks_like_a_timetable_and_a_compared_plan_tell_no_day_to_come(text: str, day: str) -> None:
    assert values(text, anchor=date(2022, 1, 13)) == [day]
