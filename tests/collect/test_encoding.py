"""The bytes decide, whatever a label says."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect.encoding import codec, decode

RUSSIAN = "Переговоры в Женеве отложены, сообщил в четверг источник в министерстве"
TEXTS = [
    (RUSSIAN, "utf-8"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "utf-16-le"),
    (RUSSIAN, "utf-16-be"),
    ("Plain text in English, nothing else", "utf-16-le"),
    ("Plain text in English, nothing else", "ascii"),
    ("Die Gespräche über den Rückzug wurden am Freitag verlängert", "cp1252"),
    ("<?xml version='1.0'?><rss>é</rss>", "utf-32-le"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
@pytest.mark.parametrize("label", ["", "utf-8", "windows-1251", "iso-8859-1", "no-such-thing"])
def test_a_wrong_label_does_no_harm(text: str, encoding: str, label: str) -> None:
    if (encoding, label) == ("cp1252", "windows-1251"):
        pytest.skip("German in windows-1252 is also well-formed windows-1251: there the label is all there is")
    assert decode(text.encode(encoding), declared=label).text == text


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_marks_are_obeyed_and_taken_off(bom: bytes) -> None:
    name = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(
        bom, "utf-32-le"
    )
    assert decode(bom + RUSSIAN.encode(name), declared="cp1252").text == RUSSIAN


def test_utf8_cut_inside_a_letter_stays_utf8() -> None:
    found = decode(RUSSIAN.encode()[:-1])
    assert found.text.startswith(RUSSIAN[:-1])
    assert not found.certain


def test_labels_of_all_kinds() -> None:
    assert codec("cp-1251") == codec("WIN-1251") == codec("windows-1251") == "cp1251"
    assert codec("ISO-8859-1") == "cp1252"
    assert codec("gb2312") == "gb18030"
    assert codec("x-unknown") == codec("") == codec("base64") == ""


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_give_text(data: bytes, label: str) -> None:
    assert isinstance(decode(data, declared=label).text, str)


@pytest.mark.parametrize("label", ["undefined", "UNDEFINED", "unicode_escape", "punycode", "idna", "rot13", "base64"])
def test_codecs_that_are_no_encodings_of_texts_are_unknown(label: str) -> None:
    assert codec(label) == ""
