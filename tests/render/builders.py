"""Editions for the renderer's tests. Every text is written for them, in the manner of the agencies, on January 2022."""

# ruff: noqa: E501  (a sentence of a wire stands on one line)

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from briefing.model import (
    Counts,
    DaybookEntry,
    Desk,
    Edition,
    GlanceLine,
    Note,
    RegionBlock,
    Sentence,
    StoryCard,
    TimelineEntry,
    WireRef,
)

NOW = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
NAMES = {"KZ": "Kazakhstan", "RU": "Russia", "US": "United States", "UA": "Ukraine", "BA": "Bosnia and Herzegovina",
         "ET": "Ethiopia", "SD": "Sudan", "ML": "Mali", "IR": "Iran", "KP": "North Korea", "AM": "Armenia",
         "AZ": "Azerbaijan", "TR": "Turkey", "YE": "Yemen", "BF": "Burkina Faso", "AF": "Afghanistan", "LY": "Libya",
         "MM": "Myanmar", "SY": "Syria", "IN": "India", "CN": "China", "IQ": "Iraq", "VE": "Venezuela", "HT": "Haiti"}  # fmt: skip
REGIONS = {"europe": "Europe", "central-asia": "Central Asia", "south-caucasus": "South Caucasus", "horn": "Horn of Africa",
           "sahel": "Sahel", "middle-east": "Middle East", "east-asia": "East Asia", "south-asia": "South Asia",
           "americas": "Americas", "north-africa": "North Africa", "southeast-asia": "South-East Asia"}  # fmt: skip
AGENCIES = ("Northwire", "Continental Press", "Meridian", "Harbour News", "Steppe Agency")


def note(number: int, headline: str, *, agency: str = "", hour: float = 12.0, **more: Any) -> Note:
    given = {
        "number": number,
        "wire_id": f"w{number}",
        "headline": headline,
        "publisher": "The Courier" if number % 4 == 0 else agency or AGENCIES[number % 5],
        "agency": agency or AGENCIES[number % 5],
        "link": f"https://wires.example/{number}/story",
        "published_at": NOW - timedelta(hours=hour),
        "stated": number % 7 != 0,
        "guid": f"urn:wire:{number}",
        "source": "sample",
    }
    return Note(**(given | more))


def card(number: int, headline: str, text: str = "", **more: Any) -> StoryCard:
    """A story card. ``text`` is cut at "|" into sentences; "^n" at a sentence's end is its note."""
    language = more.get("language", "en")
    sentences = []
    for piece in filter(None, text.split("|")):
        said, _, mark = piece.strip().rpartition("^")
        sentences.append(Sentence(text=said or mark, note=int(mark) if said else 0, language=language))
    countries = more.get("countries", ("KZ",))
    outlets = more.get("outlets", ("Northwire",))
    notes = tuple(dict.fromkeys(s.note for s in sentences if s.note)) or more.get("notes", ())
    region = more.get("region", "central-asia")
    given = {
        "id": f"story-{number}",
        "storyline": f"line-{number}",
        "number": number,
        "headline": headline,
        "language": language,
        "direction": "ltr",
        "region": region,
        "region_name": REGIONS.get(region, region),
        "sections": ("regional-crises",),
        "topic": "unrest",
        "topic_name": "Unrest",
        "status": "NEW",
        "what": (),
        "placement": "card",
        "sentences": tuple(sentences),
        "countries": countries,
        "country_names": tuple(NAMES[c] for c in countries),
        "places": (),
        "parties": (),
        "outlets": outlets,
        "origins": more.get("origins", outlets),
        "single_origin": len(more.get("origins", outlets)) < 2,
        "ahead": (),
        "timeline": (),
        "notes": notes,
        "wires": tuple(
            WireRef(id=f"w{n}", guid=f"urn:wire:{n}", link=f"https://wires.example/{n}/story", source="sample")
            for n in notes
        ),
        "latest_at": NOW - timedelta(minutes=17 * number),
        "score": 10.0 - number / 10,
        "why": ("priority region", "severity 0.8"),
    }
    return StoryCard(**(given | more))


def entry(number: int, on: str, what: str, where: str | None, *parties: str, **more: Any) -> DaybookEntry:
    days = (date.fromisoformat(on) - NOW.date()).days if len(on) == 10 else None
    given = {
        "uid": f"event-{number}@briefing",
        "on": on,
        "until": None,
        "days": days,
        "what": what,
        "where": where,
        "parties": parties,
        "status": "planned",
        "clock": "",
        "moved_from": None,
        "evidence": f"{what} is planned, an official said.",
        "notes": (number,),
        "wires": (f"w{number}",),
    }
    return DaybookEntry(**(given | more))


def behind(on: str, what: str, *notes: int, where: str | None = None, **more: Any) -> TimelineEntry:
    return TimelineEntry(**({"on": on, "until": None, "what": what, "where": where, "notes": notes} | more))


def region(key: str, *cards: StoryCard, **more: Any) -> RegionBlock:
    given = {
        "key": key,
        "name": REGIONS[key],
        "moved": cards[0].sentences[0] if cards and cards[0].sentences else None,
        "coverage": f"{3 * len(cards) + 2} wires, {len(cards) + 2} outlets, {len(cards) + 1} origins",
        "cards": cards,
        "timeline": (),
    }
    return RegionBlock(**(given | more))


def edition(**more: Any) -> Edition:
    """An edition without stories; give it what the test is about."""
    given = {
        "reader": "analyst",
        "title": "The Morning Briefing",
        "number": 12,
        "kind": "regular",
        "on": date(2022, 1, 6),
        "slot": "18:00",
        "zone": "Europe/Berlin",
        "covers_from_at": datetime(2022, 1, 5, 18, 0, tzinfo=UTC),
        "covers_to_at": datetime(2022, 1, 6, 18, 0, tzinfo=UTC),
        "generated_at": NOW,
        "next_at": datetime(2022, 1, 7, 18, 0, tzinfo=UTC),
        "mark": "TLP:GREEN",
        "language": "en",
        "template": "default",
        "paper": "A4",
        "notices": (),
        "glance": (),
        "daybook": (),
        "desks": (),
        "brief": (),
        "below": (),
        "timeline": (),
        "sources": (),
        "counts": Counts(total=0, cards=0, brief=0, below=0, duplicate=0, off_topic=0, withheld=0),
        "notes": (),
    }
    return Edition(**(given | more))


def with_card(one: StoryCard, **more: Any) -> Edition:
    """An edition of a single story."""
    numbers = sorted({s.note for s in one.sentences} | set(one.notes))
    return edition(
        desks=(Desk(key="regional-crises", name="Regional crises", regions=(region(one.region, one),)),),
        glance=(GlanceLine(text=one.headline, target=one.id, kind="story"),),
        notes=tuple(note(n, f"Wire {n}") for n in numbers if n),
        counts=Counts(total=1, cards=1, brief=0, below=0, duplicate=0, off_topic=0, withheld=0, stories=1),
        **more,
    )


# ---------------------------------------------------------------- the rich sample
