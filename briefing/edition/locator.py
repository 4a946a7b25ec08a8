"""The locator map of a region: which of its countries the day's stories are about, and the places they name."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.edition.choose import Chosen
from briefing.edition.galley import Galley
from briefing.model import Mention, RegionMap, Spot

MOST_SPOTS = 8
# Towns are points; of a province or a conflict area only the name is known, not where in it something happened.
KINDS = ("city", "capital")
# A host city of talks says where they were held, which the daybook tells: the map is of where things happen.
ROLES = ("event", "venue")


def region_map(galley: Galley, region: str, stories: Sequence[tuple[Chosen, int]]) -> RegionMap | None:
    """The map of a region for its stories with their numbers; None where the region has no countries, or where the
    reader wants no pictures."""
    countries = galley.brief.names.countries.get(region, ())
    if not countries or not galley.brief.reader.pictures:
        return None
    touched = {code for chosen, _ in stories for code in chosen.story.countries}
    return RegionMap(
        countries=countries,
        touched=tuple(code for code in countries if code in touched),
        names=tuple(galley.country(code) for code in countries if code in touched),
        spots=_spots(galley, frozenset(countries), stories),
    )


def _spots(galley: Galley, countries: frozenset[str], stories: Sequence[tuple[Chosen, int]]) -> tuple[Spot, ...]:
    """The region's places by how many wires name them; each once, with the stories it belongs to."""
    wires: dict[tuple[str, str], int] = {}
    cards: dict[tuple[str, str], list[int]] = {}
    where: dict[tuple[str, str], Mention] = {}
    for chosen, number in stories:
        for place in _places(galley, chosen):
            if place.country not in countries:
                continue
            key = (place.name, place.country or "")
            where.setdefault(key, place)
            wires[key] = wires.get(key, 0) + 1
            if number not in cards.setdefault(key, []):
                cards[key].append(number)
    first = sorted(where, key=lambda key: (-wires[key], min(cards[key]), key))[:MOST_SPOTS]
    return tuple(
        Spot(
            name=name,
            country=country,
            lat=where[name, country].lat or 0.0,
            lon=where[name, country].lon or 0.0,
            cards=tuple(sorted(cards[name, country])),
        )
        for name, country in first
    )


def _places(galley: Galley, chosen: Chosen) -> list[Mention]:
    """The towns that the story's paragraphs name, once for each wire."""
    found = []
    for member in chosen.story.members:
        analysis = galley.digest.analyses[member.wire_id]
        text = galley.text(member) if len(analysis.parts) > 1 else ""
        for place in analysis.places:
            known = place.kind in KINDS and place.role in ROLES and place.lat is not None and place.lon is not None
            if known and (not text or place.text in text):
                found.append(place)
    return found
