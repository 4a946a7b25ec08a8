"""Days that are names make no event; the same days as days do."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events

WEDNESDAY = date(2023, 5, 3)


def days(language: str, text: str) -> list[str]:
    return [e.on for e in find_events(headline="", paragraphs=[text], anchor=WEDNESDAY, language=language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Analyst Monday Okonkwo warned of new fighting before talks."),
        ("en", "The president will receive Senator Sunday Adeboye."),
        ("en", "The 17 November brigade will hold a rally."),
        ("en", "The June 14 movement will meet the governor."),
        ("en", "Supporters of the 2 June Movement will gather at the embassy."),
        ("en", "The meeting will be held in 6th of October City."),
        ("fr", "Le sommet se tiendra rue du 4-Septembre à Paris."),
        ("fr", "Une manifestation est prévue avenue du 11 novembre."),
        ("es", "La marcha saldrá de la avenida 9 de Julio."),
        ("es", "El Movimiento 26 de Julio celebrará una reunión."),
        ("it", "Il corteo partirà da via XX Settembre."),
        ("it", "Il vertice si terrà in piazza 4 novembre."),
        ("pt", "O encontro será na rua 15 de Novembro."),
        ("de", "Die Kundgebung findet auf der Straße des 17. Juni statt."),
        ("tr", "Zirve 15 Temmuz Meydanı'nda yapılacak."),
        ("ar", "سيعقد الاجتماع في مدينة السادس من أكتوبر"),
        ("ru", "Митинг пройдет на площади 9 Мая."),
        ("ru", "Окружающая среда будет темой саммита."),
        ("ru", "Стороны договорились защитить окружающую среду."),
        ("ru", "Среда обитания будет темой конференции."),
    ],
)
def test_a_day_in_a_name_is_no_day(language: str, text: str) -> None:
    assert days(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The minister will meet the envoy on Monday in Kesra.", "2023-05-08"),
        ("en", "On June 14 movement leaders will hold talks.", "2023-06-14"),
        ("en", "The June 14 alliance summit will open in Kesra.", "2023-06-14"),
        ("en", "The vote will take place 9 June in Kesra.", "2023-06-09"),
        ("ru", "Встреча пройдет в ближайшую среду в Вене.", "2023-05-10"),
        ("fr", "La réunion aura lieu sur place le 11 novembre.", "2023-11-11"),
        ("es", "La cumbre se celebrará en la plaza el 9 de julio.", "2023-07-09"),
        ("it", "Il vertice si terrà in piazza il 4 novembre.", "2023-11-04"),
        ("de", "Die Kundgebung findet am 17. Juni statt.", "2023-06-17"),
        ("ru", "Митинг пройдет на площади 9 июня.", "2023-06-09"),
        ("ru", "Встреча пройдет в следующую среду в Вене.", "2023-05-10"),
        ("ru", "Встреча пройдет в субботу.", "2023-05-06"),
    ],
)
def test_the_same_as_a_day(language: str, text: str, day: str) -> None:
    assert days(language, text) == [day]
