"""A told edition taken from its own JSON file, where the ledger's row is damaged. It serves as memory, never for print.

What the JSON leaves out (names for print, the reasons) is empty; how the wires of a story open, which tells a later
edition what is new, is read from the archive again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.edition.changes import KEPT, MOST_HEARD, MOST_ROWS
from briefing.errors import StoreError
from briefing.model import Edition
from briefing.store import Store

SETTLED = ("held", "cancelled")
CARD_REST: Mapping[str, Any] = {
    "direction": "ltr",
    "topic_name": "",
    "country_names": (),
    "notes": (),
}
EDITION_REST: Mapping[str, Any] = {"template": "default", "paper": "A4", "glance": (), "since": None}


def edition_of_json(data: bytes, store: Store) -> Edition:
    """The edition that the bytes of a JSON form were drawn from, as far as they have it. StoreError for other bytes."""
    from briefing.store.codec import CodecError, decode

    try:
        return decode(Edition, json.dumps(_edition(json.loads(data), store)))
    except (CodecError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"is no edition's JSON: {error}") from error


def _edition(found: dict[str, Any], store: Store) -> dict[str, Any]:
    heard = _heard(found, store)
    cards = [_card(story, heard, found["timeline"]) for story in found["stories"]]
    full = [card for card in cards if card["placement"] == "card"]
    region = {"key": "", "name": "", "moved": None, "coverage": "", "cards": full, "timeline": ()}
    return {
        **EDITION_REST,
        **found,
        "covers_from_at": found["covers_from"],
        "covers_to_at": found["covers_to"],
        "generated_at": found["generated"],
        "next_at": found["next"],
        "desks": [{"key": "", "name": "", "regions": [region]}],
        "brief": [card for card in cards if card["placement"] == "brief"],
        "below": [card for card in cards if card["placement"] not in ("card", "brief")],
        "daybook": [entry for entry in found["daybook"] if entry["status"] not in SETTLED],
        "held": [entry for entry in found["daybook"] if entry["status"] in SETTLED],
        "sources": [{**s, "newest_at": s["newest"], "since_at": s["since"]} for s in found["sources"]],
        "notes": [{**n, "wire_id": n["wire"], "published_at": n["published"]} for n in found["notes"]],
        "since": None,
        "quiet_usual": {},
    }


def _card(story: dict[str, Any], heard: Mapping[str, str], behind: Sequence[dict[str, Any]]) -> dict[str, Any]:
    told = dict.fromkeys(heard[wire["id"]] for wire in story["wires"] if wire["id"] in heard)
    return {
        **CARD_REST,
        **story,
        "timeline": [entry for entry in behind if entry["story"] == story["id"]],
        "latest_at": story["latest"],
        "heard": list(told)[:MOST_HEARD],
    }


def _heard(found: dict[str, Any], store: Store) -> dict[str, str]:
    """Wire id -> headline and opening, of every wire that the stories name."""
    ids = [wire["id"] for story in found["stories"] for wire in story["wires"]]
    return {
        wire.id: f"{wire.headline}. {' '.join(wire.paragraphs[:MOST_ROWS])}"[:KEPT].strip()
        for wire in store.wires_by_id(ids)
    }
