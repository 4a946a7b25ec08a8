"""Clusters of news texts on one event, for corpora in the format of ECB+: id, title and text, perhaps a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from briefing.digest.people import find_people
from briefing.digest.places import judge_places
from briefing.digest.stories import Unit, group_units, is_round_up

LETTERS = 4000  # of a text, as the digest takes them
TOWNS = ("city", "capital", "admin", "area")
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def predict(docs: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """One row {"id", "cluster"} for each document, as score_clusters.py reads it. A document may lack title or date;
    those without a date are taken to be of one day."""
    units = [_unit(n, doc) for n, doc in enumerate(docs)]
    groups = group_units(units, as_of_at=max((u.at for u in units), default=UNDATED))
    cluster = {key: group.id for group in groups for key in group.keys}
    return [{"id": str(doc["id"]), "cluster": cluster[unit.key]} for doc, unit in zip(docs, units, strict=True)]


def _unit(n: int, doc: dict[str, Any]) -> Unit:
    title, text = str(doc.get("title") or ""), str(doc.get("text") or "")
    paragraphs = text[:LETTERS].split("\n\n")
    judged = judge_places(headline=title, paragraphs=paragraphs)
    towns = (m.name for ms in judged.mentions for m in ms if m.kind in TOWNS and m.role in ("event", "party", "venue"))
    return Unit(
        key=f"{doc['id']}",
        wire_id=f"{n}",
        part=0,
        at=_at(str(doc.get("date") or doc.get("published") or "")),
        headline=title,
        text=text,
        countries=judged.countries,
        places=tuple(dict.fromkeys(towns)),
        people=find_people(title, paragraphs),
        round_up=is_round_up(title, text),
    )


def _at(stated: str) -> datetime:
    try:
        at = datetime.fromisoformat(stated)
    except ValueError:
        return UNDATED
    return at if at.tzinfo else at.replace(tzinfo=UTC)
