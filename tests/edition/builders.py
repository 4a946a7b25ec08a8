"""Small wires, analyses and digests for tests of the deciding stages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from briefing.config import Reader
from briefing.edition.brief import Brief, Names
from briefing.model import Analysis, Digest, Member, Part, Said, Story, Wire

NOW = datetime(2022, 1, 6, 18, tzinfo=UTC)
NAMES = Names(
    country=lambda c: c,
    regions={"central-asia": "Central Asia", "sahel": "Sahel"},
    order=("central-asia", "sahel"),
    topics={},
    desks={},
)


def wire(key: str, *paragraphs: str, hours: float = 2, **more: Any) -> Wire:
    at = NOW - timedelta(hours=hours)
    values: dict[str, Any] = {
        "id": key,
        "identity": key,
        "source": "exw",
        "publisher": "EXW",
        "headline": f"Headline {key}",
        "paragraphs": paragraphs or (f"Something happened in {key} on Wednesday, the army said.",),
        "received_at": at,
        "published_at": at,
        "published_text": at.isoformat(),
        "link": f"https://exw.example/{key}",
        "canonical_link": f"https://exw.example/{key}",
    }
    return Wire(**(values | more))


def analysis(
    one: Wire, *, sections: tuple[str, ...] = ("regional-crises",), region: str = "central-asia", **more: Any
) -> Analysis:
    countries = more.pop("countries", ("KZ",))
    topic = more.pop("topic", "unrest")
    part = Part(
        paragraphs=tuple(range(len(one.paragraphs))), countries=countries, region=region, sections=sections, topic=topic
    )
    values: dict[str, Any] = {
        "wire_id": one.id, "rules": "t", "countries": countries, "region": region, "sections": sections,
        "topic": topic, "severity": 0.5, "places": (), "bodies": (), "people": (), "parts": (part,),
        "ahead": (), "behind": (), "why": (),
    }  # fmt: skip
    return Analysis(**(values | more))


def story(
    key: str, *wires: Wire, sections: tuple[str, ...] = ("regional-crises",), region: str = "central-asia", **more: Any
) -> Story:
    values: dict[str, Any] = {
        "id": key, "storyline": key, "headline": wires[0].headline, "region": region, "countries": ("KZ",),
        "sections": sections, "topic": "unrest", "severity": 0.5,
        "members": tuple(Member(wire_id=w.id, part=0) for w in wires), "lead": wires[0].id,
        "origins": tuple(sorted({w.agency or w.publisher for w in wires})),
        "outlets": tuple(sorted({w.publisher for w in wires})),
        "first_at": min(w.at for w in wires), "last_at": max(w.at for w in wires), "why": (),
        "summary": (Said(text=wires[0].paragraphs[0], wire_id=wires[0].id),),
    }  # fmt: skip
    return Story(**(values | more))


def digest(stories: list[Story], wires: list[Wire], **more: Any) -> Digest:
    of = {w.id: tuple(s.id for s in stories if w.id in {m.wire_id for m in s.members}) for w in wires}
    sections = {m.wire_id: s for s in stories for m in s.members}
    analyses = more.pop("analyses", {})
    for one in wires:
        home = sections.get(one.id)
        kept = home.sections if home else ()
        analyses.setdefault(one.id, analysis(one, sections=kept, region=home.region if home else "world"))
    values: dict[str, Any] = {
        "as_of_at": NOW, "wires": tuple(wires), "analyses": analyses, "duplicates": {}, "repeats": {},
        "withheld": {}, "stories": tuple(stories), "stories_of": of,
    }  # fmt: skip
    return Digest(**(values | more))


def brief(reader: Reader | None = None, **more: Any) -> Brief:
    values: dict[str, Any] = {
        "reader": reader or Reader(name="desk"), "regions": frozenset(), "names": NAMES,
        "weights": {"severity": 3.0, "origins": 3.0, "novelty": 1.0, "watch": 3.0, "priority": 2.0},
        "on": NOW.date(), "slot": "18:00", "kind": "regular", "number": 1,
        "covers_from_at": NOW - timedelta(days=1), "covers_to_at": NOW, "generated_at": NOW, "next_at": None,
    }  # fmt: skip
    return Brief(**(values | more))
