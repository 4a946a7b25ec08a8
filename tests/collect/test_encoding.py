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


ENCODED = [
    ("Şubat görüşmeleri İstanbul'da ertelendi, dedi sözcü", "cp1254", "iso-8859-1"),
    ("Tarafların görüşmesi çok güç şartlar altında ertelendiği açıklandı", "iso-8859-9", "utf-8"),
    ("Rozmowy w Genewie przełożone, źródło zbliżone do środy", "iso-8859-2", "utf-8"),
    ("Rozmowy w Genewie przełożone, źródło zbliżone do środy", "cp1250", "iso-8859-1"),
    ("Jednání v Ženevě byla odložena, řekl mluvčí; příští kolo bude ve čtvrtek", "iso-8859-2", "iso-8859-1"),
    ("Derybos Ženevoje atidėtos, pranešė šaltinis ministerijoje, kitą savaitę žadėtos", "cp1257", "utf-8"),
    ("Les négociations de Genève sont reportées à l'été, a-t-on déclaré", "cp1252", "utf-8"),
    ("Viðræðum í Genf hefur verið frestað, að sögn heimildarmanns þar", "cp1252", "iso-8859-1"),
    ("שיחות ז'נבה נדחו לשבוע הבא, אמר גורם שמעורה בפרטים", "cp1255", ""),
    ("שיחות ז'נבה נדחו לשבוע הבא, אמר גורם שמעורה בפרטים", "cp1255", "utf-8"),
    ("ジュネーブでの協議は延期されたと関係者が水曜日に述べた", "euc_jp", "shift_jis"),
    ("ジュネーブでの協議は延期されたと関係者が水曜日に述べた", "cp932", "utf-8"),
    ("ジュネーブでの協議は延期されたと関係者が述べた", "iso2022_jp", "iso-2022-jp"),
    (RUSSIAN, "mac-cyrillic", "x-mac-cyrillic"),
    ("การเจรจาที่เจนีวาถูกเลื่อนออกไป", "tis-620", "windows-874"),
]


@pytest.mark.parametrize(("text", "encoding", "label"), ENCODED)
def test_the_letters_of_one_language_tell_the_encoding(text: str, encoding: str, label: str) -> None:
    found = decode(text.encode(encoding), declared=label)
    assert found.text == text
    assert found.certain


WESTERN = [
    "Le président a déclaré être prêt à négocier même après la dernière attaque, a précisé le ministère à Genève.",
    "El ministro afirmó que la negociación continuará mañana. La situación en la región es crítica y el país sigue.",
    "O ministro afirmou que a negociação continuará amanhã. A situação é crítica e o país está em tensão.",
    "El ministre ha dit que la negociació continuarà demà. La situació és crítica, però l'exèrcit no hi és, això és.",
    "Els últims països: el ministre continuarà la reunió, però això és així; no hi ha cap raó més, diu l'últim.",
    "Løgmaðurin segði, at samráðingarnar halda fram mánadagin. Støðan er álvarslig við markið, og tað er nýtt.",
    "D'Gespréicher ginn den nächsten Méindeg weider, sot d'Regierung. Fräiheet fir d'Vëlker, keng Léisung.",
    "Il ministro ha affermato che la trattativa proseguirà più tardi. La città è già agitata, così com'è: perché no.",
    "Die Gespräche wurden für nächste Woche angekündigt. Der Außenminister erklärte, die Lösung müsse möglich sein.",
    "Utrikesministern sade att förhandlingarna fortsätter på måndag. Läget är allvarligt på gränsen, enligt källor.",
]


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("label", ["", "utf-8", "windows-1252"])
def test_letters_with_accents_among_plain_ones_are_of_the_west(text: str, label: str) -> None:
    assert decode(text.encode("cp1252"), declared=label).text == text


@pytest.mark.parametrize("label", ["", "utf-8", "windows-1255"])
def test_words_of_hebrew_are_hebrew(label: str) -> None:
    text = 'השר אמר כי השיחות יימשכו בשבוע הבא. המצב בגבול חמור, מסרו גורמים במשרד. אין הסכם עם ארה"ב (Reuters)'
    assert decode(text.encode("cp1255"), declared=label).text == text
