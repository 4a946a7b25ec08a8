"""The language of a text and the way it is written; the sentences were written for this project."""

from __future__ import annotations

import time

import pytest

from briefing.digest.language import detect_language, direction, primary

SENTENCES = {
    "en": "The foreign minister said on Tuesday that talks would resume next week",
    "fr": "Le ministre a déclaré que les négociations reprendront dans la capitale",
    "de": "Der Außenminister ist am Montag zu Gesprächen nach Kairo gereist",
    "es": "El presidente dijo que las negociaciones se reanudarán la próxima semana",
    "pt": "O presidente disse que as negociações não serão retomadas antes de maio",
    "it": "Il ministro ha detto che i colloqui riprenderanno nella capitale",
    "nl": "De minister zei dat het overleg in de hoofdstad wordt hervat",
    "tr": "Cumhurbaşkanı, görüşmelerin gelecek hafta için planlandığını ve bu konuda karar olduğunu dedi",
    "pl": "Minister powiedział, że rozmowy zostaną wznowione w przyszłym tygodniu",
    "sv": "Utrikesministern säger att samtalen ska återupptas och att det inte är klart",
    "id": "Presiden mengatakan bahwa perundingan itu akan dimulai pada pekan ini dengan para menteri",
    "sw": "Rais amesema kwamba mazungumzo ya amani yataanza katika mji huo",
    "ru": "Министр заявил, что переговоры возобновятся на следующей неделе",
    "uk": "Міністр заявив, що переговори відновляться наступного тижня й триватимуть",
    "bg": "Министърът каза, че преговорите ще се възобновят през май",
    "sr": "Министар је рекао да ће преговори бити настављени у мају",
    "kk": "Президент келіссөздер туралы және бұл мәселе үшін шешім қабылдады",
    "ar": "قال وزير الخارجية إن المفاوضات في العاصمة قد تستمر",
    "fa": "وزیر خارجه گفت که مذاکرات در این هفته آغاز می شود",
    "ur": "وزیر خارجہ نے کہا ہے کہ مذاکرات اگلے ہفتے ہوں گے",
    "he": "שר החוץ אמר כי השיחות יתחדשו בשבוע הבא",
    "zh": "外交部长表示谈判将于下周恢复",
    "ja": "外相は協議が来週再開されると述べた",
    "ko": "외교부 장관은 회담이 다음 주에 재개된다고 말했다",
    "hi": "विदेश मंत्री ने कहा है कि वार्ता अगले सप्ताह होगी",
    "el": "Ο υπουργός είπε ότι οι συνομιλίες θα συνεχιστούν",
    "th": "รัฐมนตรีกล่าวว่าการเจรจาจะเริ่มขึ้นใหม่",
    "ka": "მინისტრმა განაცხადა, რომ მოლაპარაკება განახლდება",
    "hy": "Նախարարն ասաց, որ բանակցությունները կվերսկսվեն",
    "am": "ሚኒስትሩ ንግግሩ እንደሚቀጥል ተናገሩ",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_tells_its_language(language: str, sentence: str) -> None:
    assert detect_language(sentence) == language


def test_the_declared_language_wins_where_the_text_does_not_tell() -> None:
    assert detect_language("Dakar", declared="fr-FR") == "fr"
    assert detect_language("12:30", declared="pt") == "pt"
    assert detect_language("東京", declared="ja") == "ja"


def test_the_text_wins_over_a_wrong_declaration() -> None:
    assert detect_language(SENTENCES["ru"], declared="en-US") == "ru"
    assert detect_language(SENTENCES["en"], declared="de") == "en"
    assert detect_language(SENTENCES["fr"], declared="en") == "fr"


@pytest.mark.parametrize("text", ["", "  ", "1234", "!?", "\x00\x07", "🙂🙂"])
def test_nothing_to_go_by_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"


@pytest.mark.parametrize(
    "headline",
    [
        "Hawaii files court challenge to U.S. travel rule",
        "Illinois battles flooding as river builds",
        "S. Korea, U.S. to drill",
    ],
)
def test_a_bare_english_headline(headline: str) -> None:
    assert detect_language(headline) == "en"


def test_a_foreign_name_does_not_change_the_language() -> None:
    assert detect_language("Zelenskiy (Володимир Зеленський) will travel to the summit in Vilnius on Tuesday") == "en"


@pytest.mark.parametrize(
    ("tag", "answer"),
    [("en-GB", "en"), ("zh_Hans", "zh"), ("nb", "no"), ("iw", "he"), ("", ""), ("und", ""), ("x", ""), ("12", "")],
)
def test_primary_subtag(tag: str, answer: str) -> None:
    assert primary(tag) == answer


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("ar", "", "rtl"),
        ("fa-IR", "ABC", "rtl"),
        ("en", "שלום", "ltr"),
        ("und", "שלום world", "rtl"),
        ("", "(12) 東京", "ltr"),
        ("", "", "ltr"),
        ("", "12 مرحبا", "rtl"),
    ],
)
def test_direction(language: str, text: str, answer: str) -> None:
    assert direction(language, text) == answer


def test_speed_and_long_words() -> None:
    text = SENTENCES["en"]
    started = time.perf_counter()
    for _ in range(4000):
        detect_language(text)
    assert 4000 / (time.perf_counter() - started) > 10_000  # aim 20,000 a second, with room for a busy machine
    assert detect_language("x" * 100_000) in ("und", "en")
