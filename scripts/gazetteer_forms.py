"""Forms of names: scripts, plurals, Russian cases, short names of divisions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

CASES_RU = (
    ("ия", ("ии", "ию", "ией")),
    ("я", ("и", "ю", "ей", "е")),
    ("а", ("ы", "и", "у", "ой", "е")),
    ("ь", ("и", "ью", "я", "ю", "ем", "е")),
    ("й", ("я", "ю", "ем", "е")),
    ("", ("а", "у", "ом", "е")),
)
ADJECTIVE_RU = (
    "ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими",
)  # fmt: skip


def script(name: str) -> str:
    """latin | cjk | the first word of the letter's Unicode name in small letters."""
    for letter in name:
        if letter.isalpha():
            word = unicodedata.name(letter, "OTHER").split()[0]
            return {"CJK": "cjk", "HIRAGANA": "cjk", "KATAKANA": "cjk"}.get(word, word.lower())
    return "other"


def listed(text: str) -> Iterator[str]:
    for part in str(text).split(","):
        if part.strip():
            yield part.strip().strip('"')


def plural(form: str) -> Iterable[str]:
    if re.search(r"(ese|ish|ss|sh|ch|man|men|ic|i-Kiribati|woman|Swiss|French|Dutch|Basotho|Batswana)$", form):
        return (form, form.replace("man", "men")) if form.endswith("man") and len(form) > 5 else (form,)
    return (form, form + "s")


def cases(name: str) -> Iterator[str]:
    """Russian case forms of a name of one word, or of its last word."""
    head, _, last = name.rpartition(" ")
    if script(last) != "cyrillic" or last[-1:] in "оуиыэюе" or last.isupper():
        return
    for ending, forms in CASES_RU:
        if last.endswith(ending):
            for form in forms:
                yield f"{head} {last[: len(last) - len(ending)]}{form}".strip()
            return


def short_admin(name: str) -> str:
    kinds = (
        r"oblysy|oblast[’']?|oblasty|obl\.|Region|Province|State|Governorate|County|District|Department|Prefecture|"
        r"Sheng|Krai|Kray|Republic|Voivodeship|vilayati|viloyati|Velayat|Oblast|Wilaya|Muhafazat|Canton|Division|Parish"
    )
    short = re.sub(rf"\s+(?:{kinds})$", "", name, flags=re.I)
    short = re.sub(
        r"^(?:Provincia de|Province of|State of|Département de|Estado de|Region of|Departamento de)\s+",
        "",
        short,
        flags=re.I,
    )
    return short or name
