"""The document in other languages: complete words, right forms, right direction."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from briefing.config import Reader
from briefing.edition.status import KINDS
from briefing.render.html import render_html
from briefing.render.labels import read_labels
from briefing.render.templates import read_settings, stock_folder, stock_templates
from briefing.render.wording import Wording, plural
from briefing.text.tongues import tables_in
from tests.pipeline.builders import House
from tests.render.builders import edition

LANGUAGES = tuple(one for one in get_args(Reader.model_fields["language"].annotation) if one != "en")
STOCK = read_settings(stock_templates(), "labels.yaml")
SAID = {  # group of words -> what the model may hold of it
    "what": KINDS,
    "status": ("NEW", "UPDATED", "CONTINUING", "QUIET", "CLOSED"),
    "notice": ("info", "warning", "error", "withdrawn", "corrected"),
    "figure": ("killed", "injured", "detained", "missing", "displaced", "evacuated", "troops", "money"),
    "daybook": ("planned", "confirmed", "expected", "moved", "cancelled", "postponed", "held", "running", "overdue"),
}
OWN = {language: stock_folder() / f"labels.{language}.yaml" for language in LANGUAGES}


def wording(language: str) -> Wording:
    return Wording(labels=read_labels(stock_templates(), language), language=language, zone=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_document_is_translated(language: str) -> None:
    text = OWN[language].read_text("utf-8")
    told = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    needed = {key for key in STOCK if not key.startswith("language_")} - {"dates", "list_sep", "span_sep"}
    assert needed - told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_a_word_of_its_own(language: str) -> None:
    told = set(re.findall(r"^(\w+):", OWN[language].read_text("utf-8"), re.MULTILINE))
    assert told - set(STOCK) == set()


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_whatever_an_edition_may_say_of_a_story_has_its_word(language: str) -> None:
    labels = read_labels(stock_templates(), language)
    said = {f"{group}_{word}" for group, words in SAID.items() for word in words}
    assert {key for key in said if not labels.get(key)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_words_have_every_form_their_language_needs(language: str) -> None:
    labels: dict[str, Any] = read_labels(stock_templates(), language)
    forms = {plural(language, number) for number in range(130)}
    for key, value in STOCK.items():
        if isinstance(value, dict) and "other" in value:
            assert forms <= set(labels[key]), key
            assert all("{n}" in labels[key][form] for form in forms - {"zero", "one", "two"}), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_the_words_are_those_of_the_english_ones(language: str) -> None:
    labels = read_labels(stock_templates(), language)
    for key, value in STOCK.items():
        if isinstance(value, str):
            assert set(re.findall(r"{\w+}", labels[key])) == set(re.findall(r"{\w+}", value)), key


DAYS = [
    ("en", "Wednesday 4 March 2026"),
    ("ru", "среда, 4 марта 2026 г."),
    ("kk", "2026 ж. 4 наурыз, сәрсенбі"),
    ("de", "Mittwoch, 4. März 2026"),
    ("fr", "mercredi 4 mars 2026"),
    ("es", "miércoles, 4 de marzo de 2026"),
    ("tr", "4 Mart 2026 Çarşamba"),
    ("zh", "2026年3月4日星期三"),
    ("ar", "الأربعاء، 4 مارس 2026"),
]


@pytest.mark.parametrize(("language", "told"), DAYS)
def test_a_date_is_written_as_its_language_writes_it(language: str, told: str) -> None:
    assert wording(language).long_date(date(2026, 3, 4)) == told


def test_a_month_alone_stands_in_the_nominative() -> None:
    assert wording("ru").day("2026-03") == "март 2026 г."
    assert wording("ru").moment(datetime(2026, 3, 4, 6, 5, tzinfo=UTC)) == "4 марта 2026 г., 06:05 UTC"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_a_language_are_those_of_the_program(language: str) -> None:
    from briefing.digest.regions import load_regions
    from briefing.model import TOPICS

    tables = tables_in(language)
    assert set(tables["topics"]) == set(TOPICS)
    assert set(tables["regions"]) == {*load_regions({}).order, "world"}
    assert {"KZ", "XK", "PS", "TW"} <= set(tables["countries"])


def test_a_language_without_tables_is_english() -> None:
    assert tables_in("pl") == {}
    assert read_labels(stock_templates(), "pl") == STOCK


def test_a_page_in_arabic_runs_from_right_to_left() -> None:
    page = render_html(edition(language="ar"), templates=stock_templates())
    assert '<html lang="ar" dir="rtl">' in page
    assert "المصادر" in page


def test_a_reader_of_russian_has_russian_names(tmp_path: Any) -> None:
    reader = "  - {name: desk, zone: UTC, language: ru, slots: [{at: '18:00'}], period: 1d, formats: [html, json]}\n"
    house = House(tmp_path, readers=reader)
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    (path,) = (house.out / "desk" / "2022-01-06").glob("*.html")
    page = path.read_text("utf-8")
    for word in ("Региональные кризисы", "Сахель", "Мали", "четверг, 6 января 2022 г.", "Источники и полнота"):
        assert word in page
    assert "Clashes in northern Mali kill 12" in page


def test_an_edition_in_chinese_has_its_characters(tmp_path: Any) -> None:
    from briefing.render import render_all

    result = render_all(edition(language="zh"), formats=("pdf",), templates=stock_templates())
    assert result.faults == ()
    assert result.remarks == ()
