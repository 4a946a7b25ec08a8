"""Languages by script and by small words."""

from __future__ import annotations

import pytest

from briefing.text.language import primary, tell_language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The talks of the two sides have been moved to Friday", "", "en"),
        ("Les négociations sont dans une impasse, a dit le ministre", "", "fr"),
        ("Die Gespräche sind nach dem Treffen nicht beendet", "", "de"),
        ("Las conversaciones de paz han sido aplazadas, dijo el ministro", "", "es"),
        ("Os ministros da CPLP vão reunir-se em Luanda a 21 de março, da Avenida 24 de Julho", "", "pt"),
        ("El gobierno de Colombia da la orden, dijo el ministro", "", "es"),
        ("Bakan ateşkesin sağlandığını söyledi; taraflar Ankara'da buluştu", "", "tr"),
        ("Türkiye ve Yunanistan 18 Mart'ta Atina'da görüşecek, bakanlık açıkladı", "", "tr"),
        ("Переговоры отложены, сообщил источник", "en", "ru"),
        ("Переговори відкладено, повідомив речник її міністерства", "", "uk"),
        ("قال الوزير إن المحادثات أرجئت إلى الجمعة", "en-us", "ar"),
        ("وزیر گفت که مذاکرات به جمعه موکول شد", "", "fa"),
        ("会谈已推迟到星期五", "", "zh"),
        ("会談は金曜日に延期された", "", "ja"),
        ("회담이 금요일로 연기되었다", "", "ko"),
        ("Kimchi", "ko", "und"),
        ("Putin", "", "und"),
        ("Putin", "de-AT", "de"),
        ("", "", "und"),
    ],
)
def test_told(text: str, declared: str, language: str) -> None:
    assert tell_language(text, declared=declared) == language


def test_primary_subtags() -> None:
    assert [primary(t) for t in ("en-GB", "EN_us", "deu", "", "x", "english")] == ["en", "en", "de", "", "", ""]
