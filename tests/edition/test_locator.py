"""Which places of a day's stories go on a region's map."""

from __future__ import annotations

from dataclasses import replace

from briefing.config import Reader
from briefing.edition.make import make_edition
from briefing.model import Mention, RegionMap
from tests.edition.builders import NAMES, analysis, brief, digest, story, wire

STEPPE = ("KZ", "KG")


def place(name: str, country: str = "KZ", **more: object) -> Mention:
    values = {"text": name, "start": 0, "end": len(name), "kind": "city", "name": name, "country": country}
    return Mention(**(values | {"lat": 43.0, "lon": 76.0} | more))


def made(*of_wires: tuple[Mention, ...], pictures: bool = True) -> RegionMap | None:
    wires = [wire(f"w{n}", hours=2 + n) for n in range(len(of_wires))]
    told = digest([story("s", *wires)], wires)
    analyses = {w.id: replace(analysis(w), places=places) for w, places in zip(wires, of_wires, strict=True)}
    given = brief(reader=Reader(name="desk", pictures=pictures))
    given = replace(given, names=replace(NAMES, countries={"central-asia": STEPPE}))
    edition = make_edition(replace(told, analyses=analyses), given)
    return edition.desks[0].regions[0].map


def test_places_that_more_wires_name_come_first_and_each_stands_once() -> None:
    shown = made((place("Aktau"), place("Almaty")), (place("Almaty"),))
    assert shown is not None
    assert [spot.name for spot in shown.spots] == ["Almaty", "Aktau"]
    assert shown.spots[0].cards == (1,)
    assert (shown.countries, shown.touched) == (STEPPE, ("KZ",))


def test_other_regions_provinces_and_speaking_capitals_get_no_dot() -> None:
    others = (
        place("Geneva", "CH"),
        place("Mangystau", kind="admin"),
        place("Astana", role="speaker"),
        place("Nowhere", lat=None),
    )
    shown = made((*others, place("Almaty")))
    assert shown is not None
    assert [spot.name for spot in shown.spots] == ["Almaty"]


def test_at_most_eight_places() -> None:
    shown = made(tuple(place(f"Town {n}") for n in range(12)))
    assert shown is not None
    assert len(shown.spots) == 8


def test_a_reader_without_pictures_gets_no_map() -> None:
    assert made((place("Almaty"),), pictures=False) is None
