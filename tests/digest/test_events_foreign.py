"""Dated events of wires in other languages: ahead, behind or neither, and the clause that tells them."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.dates import find_dates
from briefing.digest.events import find_events
from briefing.digest.events_foreign import is_ahead, what_of

THURSDAY = date(2022, 1, 6)


@pytest.mark.parametrize(
    ("language", "text", "ahead"),
    [
        ("fr", "Le sommet aura lieu le 10 janvier.", True),
        ("fr", "Le sommet du 10 janvier 2022 est un échec.", True),  # a day with its year says it by itself
        ("fr", "Le 3 janvier, un projet a été publié.", False),
        ("fr", "Aujourd'hui le sommet aura lieu.", None),  # as often these times as this day
        ("fr", "Le sommet aura lieu en janvier 2022.", None),  # this month: before or after today is not said
        ("fr", "Le sommet aura lieu en mars 2022.", True),
        ("fr", "Le sommet de mars 2022 est un échec.", None),
        ("de", "Der Gipfel soll am 6. Januar stattfinden.", True),
        ("de", "Der Gipfel fand am 6. Januar statt.", False),
        ("ar", "تحدث عن عام 1998", False),
    ],
)
def test_a_day_is_ahead_where_something_says_so(language: str, text: str, ahead: bool | None) -> None:
    one = find_dates(text, anchor=THURSDAY, language=language)[0][0]
    assert is_ahead(one, THURSDAY) is ahead


def clause(text: str, words: str) -> str:
    start = text.index(words)
    return what_of(text, start, start + len(words))


def test_the_clause_around_a_date_is_told_whole() -> None:
    assert clause("Genf, 10. Januar 2022.", "10. Januar 2022") == "Genf, 10. Januar 2022"
    assert clause("10.01.2022", "10.01.2022") == ""  # a stamp tells nothing
    long = (
        "Nachdem die beiden Minister am Vortag ohne ein Ergebnis gesprochen hatten, wie ihre Sprecher sagten, "
        "treffen sich die Unterhändler am 10. Januar in Genf, und danach beraten die Staaten des Bündnisses in Brüssel."
    )
    assert clause(long, "10. Januar") == "treffen sich die Unterhändler am 10. Januar in Genf"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der für 9. Juni geplante Gipfel wird nicht stattfinden."),
        ("de", "Der Gipfel am 9. Juni soll verschoben werden."),
        ("fr", "Le sommet prévu le 9 juin n'aura pas lieu."),
        ("fr", "Le sommet du 9 juin sera reporté."),
        ("es", "La cumbre prevista para el 9 de junio no se celebrará."),
        ("es", "La cumbre del 9 de junio será aplazada."),
        ("ru", "Саммит, который пройдет 9 июня, будет отложен."),
        ("ru", "Саммит 9 июня не состоится."),
        ("tr", "9 Haziran'da yapılacak zirve iptal edildi."),
        ("it", "Il vertice previsto per il 9 giugno è stato annullato."),
        ("pt", "A cimeira prevista para 9 de junho foi cancelada."),
        ("ar", "ستعقد القمة المقررة في 9 يونيو لكنها ألغيت."),
        ("zh", "原定6月9日举行的峰会将取消。"),
    ],
)
def test_what_may_be_off_is_not_told_as_planned(language: str, text: str) -> None:
    assert find_events(headline="", paragraphs=[text], anchor=date(2022, 5, 4), language=language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Gipfel wird auf den 9. Juni verschoben."),
        ("fr", "Le sommet sera reporté au 9 juin."),
        ("es", "La cumbre será aplazada al 9 de junio."),
        ("de", "Der Gipfel soll am 9. Juni stattfinden."),
        ("ru", "Саммит пройдет 9 июня."),
    ],
)
def test_the_new_day_of_what_was_put_off_stays(language: str, text: str) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=date(2022, 5, 4), language=language)
    assert [(e.on, e.ahead) for e in found] == [("2022-06-09", True)]
