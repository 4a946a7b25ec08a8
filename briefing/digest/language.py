"""The language of a text, from its script first and its commonest words second; and which way it is written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

# Scripts that one language owns, or that need no further look. (first, last code point, answer)
SCRIPTS = (
    (0x3040, 0x30FF, "ja"), (0xAC00, 0xD7AF, "ko"), (0x1100, 0x11FF, "ko"), (0x4E00, 0x9FFF, "han"),
    (0x3400, 0x4DBF, "han"), (0x0600, 0x06FF, "arabic"), (0x0750, 0x077F, "arabic"), (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFF, "arabic"), (0x0400, 0x052F, "cyrillic"), (0x0370, 0x03FF, "el"), (0x1F00, 0x1FFF, "el"),
    (0x0590, 0x05FF, "hebrew"), (0x0900, 0x097F, "devanagari"), (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"), (0x0B00, 0x0B7F, "or"), (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"), (0x0D00, 0x0D7F, "ml"), (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"), (0x0F00, 0x0FFF, "bo"), (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x137F, "am"), (0x1780, 0x17FF, "km"), (0x1800, 0x18AF, "mn"), (0x0530, 0x058F, "hy"),
    (0x0700, 0x074F, "syr"), (0x0780, 0x07BF, "dv"),
)  # fmt: skip
# The languages of a shared script, the likeliest first.
SHARING = {
    "han": ("zh", "ja"), "arabic": ("ar", "fa", "ur", "ps", "ckb", "ug", "sd"), "hebrew": ("he", "yi"),
    "cyrillic": ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "tg", "mn", "tt"),
    "devanagari": ("hi", "ne", "mr"),
}  # fmt: skip
# The commonest little words: no two of these lists are alike, though words recur among neighbours.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "he", "yi", "dv", "syr", "ks", "arc", "nqo"})
# How sure a guess has to be against the declared language: this many more little words, over the words seen.
LEAD = 0.04
SAMPLE = 400  # letters looked at for little words
SCRIPT_SAMPLE = 160  # letters looked at for the script
LETTER = 0.5  # a word of one letter may be an initial
ENGLISH_ASCII = 0.6  # most other languages of the Latin script show an accent in a sentence
_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_](?!\.)")  # no initials: "U.S."
_INDIC_WORD = re.compile(r"[\u0900-\u0963\u0970-\u097f]+")  # vowel signs are no letters to the other pattern
# Letters that settle it among neighbours where few little words stand.
LETTERS = {
    "ґєії": "uk", "ўі": "be", "ыэ": "ru", "ђћџљњ": "sr", "ѓќѕ": "mk", "қғұәі": "kk", "ңөү": "ky", "ҷҳӣӯ": "tg",
    "ß": "de", "ñ¿¡": "es", "ãõ": "pt", "ğış": "tr", "ə": "az", "łąęśżźń": "pl", "řěů": "cs", "ľĺŕ": "sk",
    "őű": "hu", "ășț": "ro", "øæ": "no", "å": "sv", "ạảấầẩẫậắằđơư": "vi", "õ": "et", "āēīū": "lv", "ėįų": "lt",
    "ë": "sq", "پچژگ": "fa", "ٹڈڑےں": "ur", "ټډړښ": "ps", "ڕێۆ": "ckb",
}  # fmt: skip
_BY_LETTER: dict[str, tuple[str, ...]] = {}
for _letters, _language in LETTERS.items():
    for _letter in _letters:
        _BY_LETTER[_letter] = (*_BY_LETTER.get(_letter, ()), _language)


def detect_language(text: str, *, declared: str = "") -> str:
    """BCP 47 primary subtag of ``text`` ("en", "ru", "zh" ...), "und" where nothing tells.

    ``declared`` is what the feed says ("en-GB"): it wins where the text has no better answer, and it loses where the
    script or the little words speak clearly for another.
    """
    prior = primary(declared)
    sample = text[:SAMPLE].lower()
    if sample.isascii():
        script = "latin" if any("a" <= c <= "z" for c in sample) else ""
    else:
        script = _script(sample[:SCRIPT_SAMPLE])
    if not script:
        return prior or "und"
    if script not in SHARING and script != "latin":
        return script
    if script == "han":
        return prior if prior in ("ja", "yue", "wuu") else "zh"
    return _by_words(sample, script, prior)


def primary(tag: str) -> str:
    """ "en-GB", "en_us" -> "en"; "" for what is no language tag."""
    head = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    head = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "cmn": "zh"}.get(head, head)
    return head if head.isascii() and head.isalpha() and 2 <= len(head) <= 3 and head != "und" else ""


def direction(language: str, text: str = "") -> str:
    """ "rtl" or "ltr": that of the language; where that is unknown, of the first strong letter of ``text``."""
    tag = primary(language)
    if tag:
        return "rtl" if tag in RIGHT_TO_LEFT else "ltr"
    for letter in text[:SAMPLE]:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def _script(sample: str) -> str:
    """The script most letters are of; kana anywhere among Han makes it Japanese."""
    counts: Counter[str] = Counter()
    for letter in sample:
        if letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff":
            if letter.isalpha():
                counts["latin"] += 1
        elif letter.isalpha():
            counts[_script_of(ord(letter))] += 1
    if not counts:
        return ""
    # One Han letter says as much as a word of others.
    for wide in ("han", "ja"):
        counts[wide] *= 3
    if counts["ja"] and counts["ja"] + counts["han"] >= counts.total() / 2:
        return "ja"
    return max(counts, key=lambda s: counts[s])


@cache
def _stopwords() -> dict[str, tuple[str, ...]]:
    """Little word -> the languages that have it, in the order of data/stopwords.txt."""
    out: dict[str, tuple[str, ...]] = {}
    for line in (files("briefing") / "data" / "stopwords.txt").read_text(encoding="utf-8").splitlines():
        language, _, words = line.partition(":")
        if not line.startswith("#"):
            for word in dict.fromkeys(words.split()):
                out[word] = (*out.get(word, ()), language)
    return out


@cache
def _script_of(point: int) -> str:
    return next((name for low, high, name in SCRIPTS if low <= point <= high), "latin")


def _by_words(sample: str, script: str, prior: str) -> str:
    """The language of the script whose little words stand most in the sample."""
    among = SHARING.get(script)
    votes: dict[str, float] = {}
    little, words = _stopwords(), (_INDIC_WORD if script == "devanagari" else _WORD).findall(sample)
    for word in words:
        for language in little.get(word, ()):
            votes[language] = votes.get(language, 0.0) + (1.0 if len(word) > 1 else LETTER)
    if sample.isascii():
        if votes and len(words) >= 4:
            votes["en"] = votes.get("en", 0.0) + ENGLISH_ASCII
    else:
        for letter in set(sample):
            for language in _BY_LETTER.get(letter, ()):
                votes[language] = votes.get(language, 0.0) + 1.5
    if among:
        votes = {language: votes.get(language, 0.0) for language in among}
    if not votes or not max(votes.values()):
        fallback = among[0] if among else ("en" if len(words) >= 4 and sample.isascii() else "und")
        fits = prior and (prior in among if among else prior not in _OTHER_SCRIPT)
        return prior if fits else fallback
    best = max(votes, key=lambda language: (votes[language], language == prior))
    if prior in votes and votes[best] - votes[prior] <= max(1.0, LEAD * len(words)):
        return prior
    return best


_OTHER_SCRIPT = frozenset(
    [name for _, _, name in SCRIPTS if len(name) <= 3] + [tag for tags in SHARING.values() for tag in tags]
) - {"az", "uz", "sr"}
