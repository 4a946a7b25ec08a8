"""Places by name and point: called as the wire calls them, drawn where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.digest.places import find_mentions
from briefing.text.gazetteer import fold_name, load
from briefing.yamlfile import parsed

ROOT = Path(__file__).parents[2]


PRINTED = [  # a place is called by a name that the wire uses, and drawn where it lies
    ("Rockets land near Ain al-Asad base", "Ain al-Asad", (33.8, 42.4)),
    ("Rockets land near Habbaniyah in Iraq", "Habbaniyah", (33.4, 43.6)),
    ("Shells fall on Babanusa", "Babanusa", (11.3, 27.8)),
    ("Fighters enter Walikale", "Walikale", (-1.4, 28.1)),
    ("Guards killed at Al-Hol camp in Syria", "Al-Hol", (36.4, 41.1)),
    ("Fighting rages in Chasiv Yar", "Chasiv Yar", None),
    ("Bomb kills ten in Swat in Pakistan", "Swat", None),
    ("Air strike on Khan Yunis", "Khan Younis", None),
    ("Ferry sinks off Sumatra", "Sumatra", None),
    ("Leaders of South America meet", "South America", None),
    ("Air strike kills refugees at camp in Tigray", "Tigray", None),
    ("Clashes in Deir ez-Zor", "Deir ez-Zor", None),
    ("Police raid homes in Chechnya", "Chechnya", None),
    ("Floods hit Lagos in Nigeria", "Lagos", None),
]


@pytest.mark.parametrize(("text", "name", "where"), PRINTED)
def test_a_place_has_its_own_name_and_point(text: str, name: str, where: tuple[float, float] | None) -> None:
    (found,) = [m for m in find_mentions(text) if m.kind in ("city", "area", "admin")]
    assert found.name == name
    assert where is None or (round(found.lat or 0, 1), round(found.lon or 0, 1)) == where


def test_a_town_of_the_overlay_stands_for_no_other_town_of_the_list() -> None:
    """Names of one line are one place, so cities of the list far apart that share one are two."""
    book = load()
    table = parsed((ROOT / "briefing" / "data" / "places.yaml").read_text("utf-8"))["towns"]
    apart = []
    for names, value in table.items():
        lat, lon = (float(part) for part in str(value).split()[-2:])
        for name in names.split(","):
            senses = [book.place(sense.place) for sense in book.senses(fold_name(name)) if not sense.form]
            same = [p for p in senses if p.kind == "city" and p.country == str(value).split()[0] and p.admin]
            far = [p for p in same if abs((p.lat or 0) - lat) + abs((p.lon or 0) - lon) > 0.6]
            apart += [(name, p.name) for p in far if len(far) == len(same)]
    assert apart == []
