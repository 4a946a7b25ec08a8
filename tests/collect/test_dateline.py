"""Datelines of many agencies, and prose that only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.collect.dateline import nearest, split_dateline

ANCHOR = date(2022, 1, 6)
PLACES = {"khartoum", "dublin", "ottawa", "abuja"}

READ = [
    ("ANKARA, January 6. /TASS/. Text", "ANKARA", "2022-01-06", "TASS"),
    ("IGORA /Leningrad Region/, December 26. /TASS/. Text", "IGORA /Leningrad Region/", "2021-12-26", "TASS"),
    ("NUR-SULTAN, January 5. /ITAR-TASS/. Text", "NUR-SULTAN", "2022-01-05", "TASS"),
    ("АНКАРА, 6 января. /ТАСС/. Текст", "АНКАРА", "2022-01-06", "TASS"),
    ("КИЕВ, 6 янв — РИА Новости. Текст", "КИЕВ", "2022-01-06", "RIA Novosti"),
    ("Москва. 6 января. ИНТЕРФАКС - Текст", "Москва", "2022-01-06", "Interfax"),
    ("NIAMEY, July 27 (Reuters) - Text", "NIAMEY", "2021-07-27", "Reuters"),
    ("WASHINGTON/GENEVA/DUBAI, Feb 17 (Reuters) - Text", "WASHINGTON/GENEVA/DUBAI", "2021-02-17", "Reuters"),
    ("Jan 3 (Reuters) - Text", None, "2022-01-03", "Reuters"),
    ("LONDON (Reuters) – Text", "LONDON", None, "Reuters"),
    ("GAZA CITY (AP) — Text", "GAZA CITY", None, "AP"),
    ("KYIV, Ukraine (AP) — Text", "KYIV, Ukraine", None, "AP"),
    ("HONOLULU (AP) _ Text", "HONOLULU", None, "AP"),
    ("Berlin (dpa) - Text", "Berlin", None, "dpa"),
    ("BERLIN, 6. Januar (Reuters) - Text", "BERLIN", "2022-01-06", "Reuters"),
    ("Ouagadougou, Dec 20, 2017 (AFP) - Text", "Ouagadougou", "2017-12-20", "AFP"),
    ("PARIS, 6 jan (AFP) - Texte", "PARIS", "2022-01-06", "AFP"),
    ("BAMAKO, 6 janvier (EXW) - Texte", "BAMAKO", "2022-01-06", "EXW"),
    ("مدريد (أ ف ب) - نص", "مدريد", None, "AFP"),
    ("بيروت 10-6-2020 (أ ف ب) - نص", "بيروت", "2020-06-10", "AFP"),
    ("Madrid, 6 ene (EFE).- Texto", "Madrid", "2022-01-06", "EFE"),
    ("Lisboa, 06 jan 2022 (Lusa) – Texto", "Lisboa", "2022-01-06", "Lusa"),
    ("MOSCOW. Jan 6 (Interfax) - Text", "MOSCOW", "2022-01-06", "Interfax"),
    ("BEIJING, Jan. 6 (Xinhua) -- Text", "BEIJING", "2022-01-06", "Xinhua"),
    ("新华社北京1月6日电 正文", "北京", "2022-01-06", "Xinhua"),
    ("(ANSA) - ROME, JUL 11 - Text", "ROME", "2021-07-11", "ANSA"),
    ("PORT-AU-PRINCE, Haiti, Jan. 2 (UPI) -- Text", "PORT-AU-PRINCE, Haiti", "2022-01-02", "UPI"),
    ("N'DJAMENA, Jan 6 (Reuters) - Text", "N'DJAMENA", "2022-01-06", "Reuters"),
    ("ST. PETERSBURG, June 5. /TASS/. Text", "ST. PETERSBURG", "2021-06-05", "TASS"),
    ("SÃO PAULO (AP) — Text", "SÃO PAULO", None, "AP"),
    ("ABOARD AIR FORCE ONE, Jan 5 (Reuters) - Text", "ABOARD AIR FORCE ONE", "2022-01-05", "Reuters"),
    ("SAITAMA, Japan, Dec. 9 Kyodo - Text", "SAITAMA, Japan", "2021-12-09", "Kyodo"),
    ("Geneva (ats/afp) - Text", "Geneva", None, "Keystone-ATS"),
    ("رين (فرنسا) (أ ف ب) - نص", "رين (فرنسا)", None, "AFP"),
    ("LONDON, Tuesday (AP) - Text", "LONDON", None, "AP"),
    ("KHARTOUM: Text", "KHARTOUM", None, None),
    ("OTTAWA - Text", "OTTAWA", None, None),
    ("DUBLIN — Text", "DUBLIN", None, None),
    ("Abuja — Text", "Abuja", None, None),
]


@pytest.mark.parametrize(("text", "place", "on", "agency"), READ)
def test_read(text: str, place: str | None, on: str | None, agency: str | None) -> None:
    line, rest = split_dateline(text, anchor=ANCHOR, known=lambda name: name.casefold() in PLACES)
    assert line is not None
    assert (line.place, line.on and line.on.isoformat(), line.agency) == (place, on, agency)
    assert rest in ("Text", "Texte", "Texto", "Текст", "نص", "正文")
    assert text.startswith(line.text)


@pytest.mark.parametrize(
    "text",
    [
        "CHINESE AGGRESSION: Manila accused Beijing of it.",
        "WATCH: Crowds gather in the capital.",
        "Foreign Minister Ana Bell (EXW) - said nothing at all.",
        "Iran (and its allies) - said no.",
        "On Jan 6 (Thursday) - the talks began.",
        "U.S. President John Doe (AP) - a file picture.",
        "The ministers (from left) - met in Vienna.",
        "Talks in Geneva on January 10 ended without a result.",
        "Three people died - the police said - in the north.",
        "Exports rose 5% (Reuters) - more than foreseen.",
        "",
        "ANKARA, January 6. /TASS/.",
    ],
)
def test_prose_stays_whole(text: str) -> None:
    assert split_dateline(text, anchor=ANCHOR, known=lambda name: name.casefold() in PLACES) == (None, text)


def test_the_year_is_the_nearest_that_is_not_far_ahead() -> None:
    assert nearest(12, 31, date(2022, 1, 2)) == date(2021, 12, 31)
    assert nearest(1, 2, date(2021, 12, 31)) == date(2022, 1, 2)
    assert nearest(2, 29, date(2023, 3, 1)) == date(2020, 2, 29)
    assert nearest(2, 30, date(2023, 3, 1)) is None
    assert nearest(1, 6, None) is None


def test_without_an_anchor_a_date_without_year_stays_open() -> None:
    line, _ = split_dateline("ANKARA, January 6. /TASS/. Text", anchor=None)
    assert line is not None
    assert (line.place, line.on) == ("ANKARA", None)


def test_the_gazetteer_decides_about_a_place_in_capitals() -> None:
    assert split_dateline("NAIROBI: Text", anchor=ANCHOR)[1] == "Text"
    assert split_dateline("GRAND BARGAIN: Text", anchor=ANCHOR)[0] is None


@pytest.mark.parametrize(
    ("anchor", "on"),
    [
        (date(2026, 11, 25), date(2026, 1, 6)),
        (date(2026, 1, 2), date(2026, 1, 6)),
        (date(2026, 12, 31), date(2027, 1, 6)),
        (date(2026, 12, 28), date(2026, 1, 6)),
    ],
)
def test_a_dateline_is_not_of_a_day_far_ahead(anchor: date, on: date) -> None:
    line, _ = split_dateline("ANKARA, January 6. /TASS/. Two ministers held talks on Thursday.", anchor=anchor)
    assert line is not None
    assert line.on == on
