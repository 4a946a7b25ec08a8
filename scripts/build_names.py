"""Write what CLDR knows into briefing/data/names: names of countries and languages, months, weekdays, forms of dates.

Run it with the extra ``data`` installed: ``python scripts/build_names.py``. The keys desks, regions and topics of a
file are written by hand and stay as they are. The files are data, so that an edition looks the same whatever version of
CLDR a machine has.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from babel import Locale
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
NAMES = ROOT / "briefing" / "data" / "names"
LANGUAGES = ("ru", "kk", "fr", "de", "es", "ar", "tr", "zh")
BY_HAND = ("desks", "regions", "topics")
FIELDS = {
    "EEEE": "weekday", "EEE": "wd", "E": "wd", "ccc": "wd", "cccc": "weekday", "d": "day", "dd": "day", "MMMM": "month",
    "MMM": "mon", "LLLL": "alone", "LLL": "mon", "M": "m", "MM": "m", "y": "year",
}  # fmt: skip


def pattern(form: str) -> str:
    """A CLDR pattern ("d MMMM y 'г'.") in our own form ("{day} {month} {year} г.")."""
    parts = re.findall(r"'([^']*)'|([a-zA-Z])(\2*)|([^a-zA-Z']+)", form)
    return "".join(
        (text or rest or "{" + FIELDS[letter + more] + "}").replace("\u202f", " ") for text, letter, more, rest in parts
    )


def dates(locale: Locale) -> dict[str, Any]:
    """The forms of dates and the names in them."""
    forms, skeletons = locale.date_formats, locale.datetime_skeletons

    def of(name: str) -> str:
        return pattern(str(skeletons[name].pattern))

    months, days = locale.months["format"], locale.days["format"]
    alone = locale.months["stand-alone"]["wide"]
    if re.search(r"[一-鿿]", alone[1]) and locale.language != "zh":  # CLDR leaves it out; babel then gives its root
        alone = months["wide"]
    medium, stamp = pattern(str(forms["long"].pattern)), of("MMMd")
    return {
        "long": pattern(str(forms["full"].pattern)),
        "medium": medium,
        "short": of("MMMEd"),
        "short_day": of("Ed"),
        "short_year": of("yMMMEd"),
        "month": of("yMMMM"),
        "moment": f"{medium}, {{clock}} {{zone}}",
        "stamp": f"{stamp}, {{clock}}",
        "stamp_day": stamp,
        "stamp_year": of("yMMMd"),
        "months": [months["wide"][n] for n in range(1, 13)],
        "months_alone": [alone[n] for n in range(1, 13)],
        "months_short": [months["abbreviated"][n] for n in range(1, 13)],
        "weekdays": [days["wide"][n] for n in range(7)],
        "weekdays_short": [days["abbreviated"][n] for n in range(7)],
    }


def main() -> int:
    yaml = YAML()
    yaml.width = 200
    stock = YAML(typ="safe").load((ROOT / "templates/default/labels.yaml").read_text("utf-8"))
    spoken = sorted(key.removeprefix("language_") for key in stock if key.startswith("language_"))
    countries = sorted(c for c in Locale("en").territories if re.fullmatch(r"[A-Z]{2}", c))
    NAMES.mkdir(exist_ok=True)
    for language in LANGUAGES:
        path = NAMES / f"{language}.yaml"
        document = yaml.load(path.read_text("utf-8")) if path.exists() else {key: {} for key in BY_HAND}
        locale = Locale.parse(language)
        document["countries"] = {c: locale.territories[c] for c in countries if c in locale.territories}
        document["languages"] = {c: locale.languages[c] for c in spoken if c in locale.languages}
        document["dates"] = dates(locale)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(document, file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
