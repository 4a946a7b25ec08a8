"""What the program itself says stands in the language of the edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from briefing.edition.desk import WHY
from briefing.edition.reasons import ANNOUNCES, WORDS
from briefing.model import Notice
from briefing.render import render_all, stock_templates
from briefing.render.html import wording_for
from briefing.render.labels import read_labels
from briefing.render.spoken import REASONS, spoken
from briefing.render.wording import Wording
from tests.render.builders import edition
from tests.render.golden_pages import golden

KILLED = [
    ("ru", 1, "1 сообщение отозвано"),
    ("ru", 3, "3 сообщения отозваны"),
    ("ru", 11, "11 сообщений отозваны"),
    ("ar", 2, "برقيتان سحبتهما"),
    ("ar", 5, "5 برقيات سحبتها"),
    ("ar", 20, "20 برقية سحبتها"),
    ("fr", 1, "1 dépêche retirée"),
    ("fr", 2, "2 dépêches retirées"),
    ("tr", 2, "2 haber ajansınca"),
    ("zh", 4, "4 条电讯"),
]


@pytest.mark.parametrize(("language", "count", "begins"), KILLED)
def test_a_notice_is_said_in_the_right_form(language: str, count: int, begins: str) -> None:
    notice = Notice(level="warning", text="N wires withdrawn.", key="said_killed", values={"n": str(count)})
    (told,) = _spoken(replace(edition(), language=language, notices=(notice,))).notices
    assert told.text.startswith(begins)


def _spoken(one):
    return spoken(one, wording_for(one, stock_templates()))


def test_english_and_what_no_label_says_stay_as_they_are() -> None:
    one = replace(edition(), notices=(Notice(level="warning", text="The ledger's row is damaged."),))
    assert _spoken(one) == one
    assert _spoken(replace(one, language="de")).notices == one.notices


def test_a_region_s_counts_are_in_the_language() -> None:
    one = _spoken(replace(golden(), language="ru"))
    said = [region.coverage for desk in one.desks for region in desk.regions]
    assert said
    assert not any("wire" in line or "outlet" in line or "origin" in line for line in said)
    words = Wording(labels=read_labels(stock_templates(), "ru"), language="ru", zone=UTC)
    assert words.counted(5, "wires") == "5 сообщений"


def test_all_forms_and_the_json_say_the_same_and_show_no_key() -> None:
    notice = Notice(level="warning", text="No wire came.", key="said_no_wires")
    files = render_all(
        replace(edition(), language="de", notices=(notice,)), formats=("html", "txt", "md", "json")
    ).files
    for form, data in files.items():
        said = " ".join(data.decode().split())
        assert "Im Zeitraum ging keine Meldung ein" in said, form
        assert "said_no_wires" not in said, form
        assert "No wire came" not in said, form


def test_every_reason_has_its_words() -> None:
    assert {*WORDS.values(), ANNOUNCES, WHY, "on this reader's desks"} == set(REASONS)
    card = golden().cards()[0]
    why = (*REASONS, "3 independent origins", "followed: gas", "of a kind not known")
    one = replace(golden(), language="ru", desks=(), brief=(replace(card, why=why),))
    (told,) = [card.why for card in _spoken(one).brief]
    assert told[-3:] == ("3 независимых первоисточника", "под наблюдением: gas", "of a kind not known")
    assert not any(word.isascii() for word in told[:-2])


@pytest.mark.parametrize("language", ["fr", "es", "de", "ru", "ar"])
def test_said_twice_it_is_the_same(language: str) -> None:
    once = _spoken(replace(golden(), language=language))
    assert _spoken(once) == once
