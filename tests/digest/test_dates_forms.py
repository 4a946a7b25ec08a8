"""Every form of an expression with the value it must give, and what looks like one and is none."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.dates import find_timex

THURSDAY = date(2022, 1, 6)


def values(text: str, language: str = "en") -> list[str]:
    return [one.value for one in find_timex(text, anchor=THURSDAY, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened two decades ago.", ["2002"]),
        ("It ruled for three centuries, then for two decades.", ["P300Y", "P20Y"]),
        ("It lasted three fortnights.", ["P6W"]),
        ("It took place several days later.", ["PXD"]),
        ("On November 11, three days later than planned, it left.", ["2021-11-11", "2021-11-11"]),
        ("It is held every five years, in the morning every two weeks.", ["P5Y", "P2W"]),
        ("Guards change every morning.", ["XXXX-XX-XXTMO"]),
        ("The report is yearly.", ["P1Y"]),
        ("It was colder than the same day a year earlier.", ["2021"]),
        ("On January 3, 2022 it was colder than the same day a year earlier.", ["2022-01-03", "2021-01-03"]),
        ("In October 2021 it rose more than in the same month a year ago.", ["2021-10", "2020-10"]),
        ("Output in the fourth quarter of 2021 was below the same quarter a year earlier.", ["2021-Q4", "2020-Q4"]),
        ("Output rose last quarter.", ["2021-Q4"]),
        ("Output will rise this quarter.", ["2022-Q1"]),
        ("Output rose in the last quarter.", ["2021-Q4"]),
        ("Output rose in the first quarter of last year.", ["2021-Q1"]),
        ("Output fell in the fourth quarter.", ["2021-Q4"]),
        ("Output will rise in the fourth quarter.", ["2022-Q4"]),
        ("They will meet in spring.", ["2022-SP"]),
        ("They met last winter.", ["2021-WI"]),
        ("They came on Monday's train.", ["2022-01-03"]),
        ("They met on January 3. The following Friday they left.", ["2022-01-03", "2022-01-07"]),
        ("They met on January 3. The previous day they came.", ["2022-01-03", "2022-01-02"]),
        ("They left this morning, and overnight 12 died.", ["2022-01-06TMO", "2022-01-06TNI"]),
        ("They met this December.", ["2021-12"]),
        ("It opened last May.", ["2021-05"]),
        ("The last day of February 2024 came.", ["2024-02-29"]),
        ("They met on Easter Monday and on Good Friday.", ["2021-04-05", "2021-04-02"]),
        ("Thanksgiving Day 2021 was calm.", ["2021-11-25"]),
        ("Orthodox Christmas was quiet.", ["2021-01-07"]),
        ("Shots fell at 17:30 Moscow time.", ["2022-01-06T17:30"]),
    ],
)
def test_a_form_has_its_value(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He left the week; the quarter was bad in this decade.",
        "The spring was broken.",
        "In his 20s he left.",
        "Center for Tomorrow said so.",
        "They voted on Super Tuesday, after Black Friday sales.",
        "It was shut at thanksgiving; Chinese New Year begins.",
        "On the 31st of June they left.",
        "It was at 25:00.",
    ],
)
def test_what_looks_like_a_form_and_is_none(text: str) -> None:
    assert values(text) == []


ACROSS = [
    ("fr", "Le sommet aura lieu du 30 janvier au 2 février.", "2022-01-30", "2022-02-02"),
    ("fr", "Le sommet aura lieu du 3 janvier au 2 février 2022 à Genève.", "2022-01-03", "2022-02-02"),
    ("fr", "La trêve dura du 28 décembre au 3 janvier.", "2021-12-28", "2022-01-03"),
    ("fr", "La trêve dura du 28 décembre au 3 janvier 2021.", "2020-12-28", "2021-01-03"),
    ("es", "La cumbre será del 30 de enero al 2 de febrero.", "2022-01-30", "2022-02-02"),
    ("de", "Der Gipfel soll vom 30. Januar bis 2. Februar stattfinden.", "2022-01-30", "2022-02-02"),
    ("ru", "Встреча пройдет с 30 января по 2 февраля.", "2022-01-30", "2022-02-02"),
    ("pt", "A cimeira será de 30 de janeiro a 2 de fevereiro.", "2022-01-30", "2022-02-02"),
    ("it", "Il vertice si terrà dal 30 gennaio al 2 febbraio.", "2022-01-30", "2022-02-02"),
    ("tr", "Zirve 30 Ocak-2 Şubat tarihlerinde yapılacak.", "2022-01-30", "2022-02-02"),
    ("ar", "ستعقد القمة من 30 يناير إلى 2 فبراير.", "2022-01-30", "2022-02-02"),
    ("zh", "峰会将于1月30日至2月2日举行。", "2022-01-30", "2022-02-02"),
]


@pytest.mark.parametrize(("language", "text", "on", "until"), ACROSS)
def test_a_span_over_two_months_in_other_languages(language: str, text: str, on: str, until: str) -> None:
    (one,) = find_timex(text, anchor=THURSDAY, language=language)
    assert (one.value, one.until) == (on, until)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Er kommt nächsten Freitag.", ["2022-01-14"]),  # not tomorrow
        ("ru", "Встреча пройдет в следующем месяце.", ["2022-02"]),
        ("fr", "Le sommet aura lieu en mai 2022.", ["2022-05"]),
        ("fr", "En mai il partira.", []),  # too short a word to stand alone
        ("es", "La obra empezó en mayo.", ["2021-05"]),
        ("ar", "في عام 2021", ["2021"]),
        ("zh", "他们在2021年会面。", ["2021"]),
        ("zh", "会谈将于2022年3月举行。", ["2022-03"]),
        ("zh", "会谈于31日举行。", ["2021-12-31"]),
        ("zh", "2月30日", []),
        ("ru", "Он умер 31 июня.", []),
        ("fr", "du 31 juin au 2 juillet", []),
    ],
)
def test_forms_of_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language) == expected
