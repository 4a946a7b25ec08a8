"""The language of a text: its script first, then its commonest small words; a declared language is checked by them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

UNKNOWN = "und"
ENOUGH = 3  # small words that must be found before a Latin-script text contradicts what is declared

# words of one to four letters that are frequent in one language and rare in the others
_WORDS = {
    "en": "the of and to in is that for was with on his her they have been said will from which this are were has",
    "fr": "le les des du une est dans pour qui sur avec ont été par aux ses cette mais sont dit selon après leur plus",
    "de": "der die und das den von ist mit für auf dem des nicht ein eine sich auch nach wurde sind wird bei hat zum",
    "es": "el los las una por del que con para está más como pero sus fue han este ha según tras entre sobre dijo",
    "pt": "os das uma por não com para mais dos foi são pelo pela ao também seu sua em após disse entre às um está",
    "it": "il della che di una per con sono gli nel dei alla più è anche del ha dal le non come dopo stato sul",
    "nl": "het een van de en zijn voor met op niet aan dat die te ook bij door naar werd heeft worden uit over",
    "tr": "ve bir bu için ile olarak olan daha sonra çok gibi kadar olduğu dedi göre ise en ancak",
    "pl": "się nie na jest że do od przez oraz jak po za dla są ale został przy które który także było",
    "id": "yang dan di dengan untuk dari pada ini itu tidak dalam akan oleh ke telah mereka juga kata",
    "sv": "och att det som en på är av för med till har inte den om ett han var från men",
    "no": "og at det som er av til ikke fra har ble men sier seg vil skal kan ha etter på også ifølge",
    "da": "og at det som er af til ikke fra har blev men siger sig vil skal kan efter på også ifølge",
    "fi": "ja on ei että se oli mukaan kun myös hän ovat mutta sekä joka vuonna jälkeen kertoo",
    "hu": "az és hogy nem egy volt meg ez is csak már szerint azt vagy után miatt",
    "cs": "je se na že do za pro jako byl podle které který jsem ale nebo také uvedl",
    "ro": "și în cu pe care nu este din sunt pentru au fost mai prin după că să",
    "sw": "ya wa na kwa ni katika za kuwa hiyo huo cha hao vya baada yake",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _row in _WORDS.items():
    for _word in _row.split():
        _BY_WORD.setdefault(_word, []).append(_language)
_TOKEN = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("cyrillic", "\u0400", "\u052f"), ("arabic", "\u0600", "\u06ff"), ("arabic", "\ufb50", "\ufeff"),
    ("hebrew", "\u0590", "\u05ff"), ("kana", "\u3040", "\u30ff"), ("hangul", "\uac00", "\ud7af"),
    ("han", "\u4e00", "\u9fff"), ("greek", "\u0370", "\u03ff"), ("devanagari", "\u0900", "\u097f"),
    ("bengali", "\u0980", "\u09ff"), ("thai", "\u0e00", "\u0e7f"), ("georgian", "\u10a0", "\u10ff"),
    ("armenian", "\u0530", "\u058f"), ("ethiopic", "\u1200", "\u137f"), ("tamil", "\u0b80", "\u0bff"),
    ("burmese", "\u1000", "\u109f"), ("khmer", "\u1780", "\u17ff"), ("sinhala", "\u0d80", "\u0dff"),
)  # fmt: skip
_ONE_LANGUAGE = {
    "hebrew": "he", "kana": "ja", "hangul": "ko", "han": "zh", "greek": "el", "bengali": "bn", "thai": "th",
    "georgian": "ka", "armenian": "hy", "ethiopic": "am", "tamil": "ta", "burmese": "my", "khmer": "km",
    "sinhala": "si",
}  # fmt: skip
# languages that a declaration may name for a text in this script
_USERS = {
    "cyrillic": "ru uk be bg sr mk kk ky tg mn tt ba uz", "arabic": "ar fa ur ps ku ckb sd ug", "hebrew": "he yi",
    "devanagari": "hi mr ne sa", "han": "zh ja", "kana": "ja",
}  # fmt: skip


def tell_language(text: str, *, declared: str = "") -> str:
    """BCP 47 primary subtag of a text. ``declared`` counts unless script or words contradict it; "und" if
    nothing tells."""
    tag = primary(declared)
    script = "latin" if text[:2000].isascii() else _script(text[:2000])
    if script != "latin":
        users = _USERS.get(script, _ONE_LANGUAGE.get(script, "")).split()
        return tag if tag in users else _of_script(script, text[:2000])
    counts = Counter(lang for word in _TOKEN.findall(text[:2000].lower()) for lang in _BY_WORD.get(word, ()))
    if own := sum(c in "ğı" for c in text[:2000]):  # which of the languages above none else writes
        counts["tr"] += min(own, ENOUGH)
    best = counts.most_common(1)[0] if counts else ("", 0)
    if tag:
        contradicted = tag in _WORDS and best[1] >= ENOUGH and best[1] > 2 * counts[tag]
        return str(best[0]) if contradicted else (UNKNOWN if tag in _foreign_scripts() and best[1] < ENOUGH else tag)
    return str(best[0]) if best[1] >= 2 else UNKNOWN


def primary(tag: str) -> str:
    """The primary subtag of a language tag: "en-GB" gives "en"; "" for none."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", tag or "")
    code = found[1].lower() if found else ""
    return {"eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "rus": "ru", "spa": "es", "ara": "ar",
            "iw": "he", "in": "id", "und": "", "mul": ""}.get(code, code)  # fmt: skip


RIGHT_TO_LEFT = frozenset("ar arc he fa ur ps ku ckb yi dv sd ug syr nqo ks".split())


def direction(language: str, text: str = "") -> str:
    """ "rtl" or "ltr": that of the language; where it is unknown, of the first strong letter of ``text``."""
    tag = primary(language)
    if tag:
        return "rtl" if tag in RIGHT_TO_LEFT else "ltr"
    for letter in text[:400]:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL", "L"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _script(text: str) -> str:
    """The script of most letters of a text, "latin" of one without letters; each letter is looked up once."""
    counts: Counter[str] = Counter()
    for letter, n in Counter(text).items():
        if letter.isalpha():
            far = letter >= "\u0370"
            counts[next((name for name, a, b in _SCRIPTS if a <= letter <= b), "latin") if far else "latin"] += n
    letters = counts.total()
    if counts["kana"] * 10 > letters:
        return "kana"
    # a name in Latin letters weighs more characters than one in Han: a third is enough
    for name, n in counts.most_common():
        if n and name != "latin" and n * 3 >= letters:
            return name
    return "latin"


def _of_script(script: str, text: str) -> str:
    if script == "cyrillic":
        return _cyrillic(text)
    if script == "arabic":
        persian = len(re.findall("[پچژگکی]", text))
        urdu = len(re.findall("[ٹڈڑںےہ]", text))
        pashto = len(re.findall("[ټډړښځڅېۍ]", text))
        arabic = len(re.findall("[ةىيكأإ]", text))
        best = max((pashto, "ps"), (urdu, "ur"), (persian, "fa"), (arabic, "ar"))
        return best[1] if best[0] else "ar"
    return {"devanagari": "hi"}.get(script) or _ONE_LANGUAGE.get(script, UNKNOWN)


def _cyrillic(text: str) -> str:
    low = text.lower()
    for language, letters in (
        ("uk", "іїєґ"),
        ("be", "ў"),
        ("sr", "ђћџљњј"),
        ("mk", "ѓќѕ"),
        ("kk", "әғқңұһ"),
        ("ky", "өүң"),
    ):
        found = sum(low.count(c) for c in letters)
        if (found >= 2 and found * 60 >= len(low)) or (language == "be" and found):
            return language
    return "bg" if low.count("ъ") > 3 and "ы" not in low and "э" not in low else "ru"


def _foreign_scripts() -> frozenset[str]:
    """Languages never written in Latin letters: declared for a Latin text they are wrong."""
    return frozenset([
        "ru", "uk", "be", "bg", "ar", "fa", "ur", "he", "ja", "ko", "zh", "el", "bn", "th", "ka", "hy", "am", "hi",
        "my", "km",
    ])  # fmt: skip
