"""Two days side by side, and spans."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events


def days(language: str, text: str) -> list[tuple[str, str | None]]:
    found = find_events(headline="", paragraphs=[text], anchor=date(2023, 5, 3), language=language)
    return [(e.on, e.until) for e in found if e.ahead]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Elections will be held on June 2 and 5."),
        ("en", "Elections will be held on 2 and 5 June."),
        ("de", "Am 2. und 5. Juni wird gewählt."),
        ("fr", "Les élections auront lieu les 2 et 5 juin."),
        ("es", "Las elecciones serán los días 2 y 5 de junio."),
        ("it", "Le elezioni si terranno il 2 e 5 giugno."),
        ("pt", "As eleições serão nos dias 2 e 5 de junho."),
        ("ru", "Выборы пройдут 2 и 5 июня."),
        ("tr", "Seçimler 2 ve 5 Haziran'da yapılacak."),
        ("zh", "选举将于6月2日和5日举行。"),
    ],
)
def test_two_days_are_no_span(language: str, text: str) -> None:
    assert days(language, text) == [("2023-06-02", None), ("2023-06-05", None)]


def test_two_days_of_two_months_are_none_either() -> None:
    assert days("de", "Am 30. Mai und 2. Juni wird gewählt.") == [("2023-05-30", None), ("2023-06-02", None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Elections will be held between June 2 and 5."),
        ("en", "Elections will be held from June 2 to 5."),
        ("de", "Zwischen dem 2. und 5. Juni wird gewählt."),
        ("fr", "Les élections auront lieu entre les 2 et 5 juin."),
        ("ru", "Выборы пройдут между 2 и 5 июня."),
        ("tr", "Seçimler 2 ve 5 Haziran arasında yapılacak."),
        ("es", "La cumbre será del 2 al 5 de junio."),
    ],
)
def test_a_span_stays_one(language: str, text: str) -> None:
    assert days(language, text) == [("2023-06-02", "2023-06-05")]


def test_days_that_follow_each_other_stay_one() -> None:
    assert days("en", "Talks will be held on June 2 and 3.") == [("2023-06-02", "2023-06-03")]


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The summit on Friday, delayed twice by the war, will open in Kesra.", ["2023-05-05"]),
        ("The trial on Friday, brought by the state, will open in Kesra.", ["2023-05-05"]),
        ("The visit on Friday, criticised by the opposition, is expected to last two days.", ["2023-05-05"]),
        ("The visit on Friday, criticised by the opposition, was short.", []),
        ("The army attacked on Friday, backed by jets, and will advance.", []),
    ],
)
def test_an_aside_behind_a_weekday_does_not_say_its_tense(text: str, ahead: list[str]) -> None:
    assert [day for day, _ in days("en", text)] == ahead


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The election is on the first Monday after June 6.", "2023-06-12"),
        ("The election will be held on the Monday after June 6.", "2023-06-12"),
        ("The vote is due on the last Friday before June 6.", "2023-06-02"),
    ],
)
def test_a_weekday_beside_a_day_is_one_day(text: str, day: str) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=date(2023, 5, 3))
    assert [e.on for e in found] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "A minister has cancelled a planned visit to Kesra after a siege, the Foreign Ministry said on Sunday.",
        "The union announced Thursday that it has called off the talks.",
        "The ministry said on Friday that it has called off the talks.",
        "The ministry said on Wednesday that it has called off the talks.",
        "The ministry told reporters on Friday that the talks have been postponed.",
        "Talks have been cancelled, the mayor announced on Friday.",
        "The talks have been called off on Friday.",
        "Norland cancels talks after Friday's raid.",
        "Norland cancels talks with Sudland over Monday's vote.",
        "The talks have been suspended since Monday.",
        "On Friday Norland has cancelled the talks.",
    ],
)
def test_the_day_on_which_it_is_said_is_not_that_of_what_is_called_off(text: str) -> None:
    assert days("en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norland has called off Friday's talks, the ministry said on Tuesday.",
        "The talks on Friday have been called off, the ministry said.",
        "The ministry said on Tuesday that Friday's talks have been called off.",
        "Norland cancels Friday's talks, ministry says",
    ],
)
def test_the_day_of_what_has_just_been_called_off_is_to_come(text: str) -> None:
    assert days("en", text) == [("2023-05-05", None)]


def test_what_is_adjourned_until_a_day_is_moved_to_it() -> None:
    found = find_events(
        headline="", paragraphs=["The court adjourned the hearing until June 9."], anchor=date(2023, 5, 3)
    )
    assert [(e.on, e.status) for e in found] == [("2023-06-09", "moved")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Gipfel findet am Mittwoch, 10. Mai, in Wien statt."),
        ("de", "Der Gipfel findet am Mittwoch, den 10. Mai, statt."),
        ("fr", "Le sommet aura lieu mercredi 10 mai à Vienne."),
        ("fr", "Le sommet aura lieu le mercredi 10 mai 2023."),
        ("es", "La cumbre se celebrará el miércoles, 10 de mayo."),
        ("it", "Il vertice si terrà mercoledì 10 maggio."),
        ("pt", "A cimeira será na quarta-feira, 10 de maio."),
        ("ru", "Саммит пройдет в среду, 10 мая."),
        ("ru", "Саммит пройдет 10 мая, в среду."),
        ("tr", "Zirve 10 Mayıs Çarşamba günü yapılacak."),
        ("ar", "ستعقد القمة يوم الأربعاء 10 مايو."),
        ("zh", "峰会将于5月10日（星期三）举行。"),
        ("zh", "峰会将于星期三（5月10日）举行。"),
    ],
)
def test_a_weekday_and_its_date_are_one_day(language: str, text: str) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=date(2023, 5, 3), language=language)
    assert [e.on for e in found] == ["2023-05-10"]


def test_two_weekdays_with_dates_are_two_days() -> None:
    assert days("fr", "Les sommets auront lieu lundi 8 mai et vendredi 12 mai.") == [
        ("2023-05-08", None),
        ("2023-05-12", None),
    ]
