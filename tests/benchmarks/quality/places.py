"""Places in labelled corpora (TR-News, GeoVirus and others of their format): predictions for score_geo.py."""

from __future__ import annotations

from collections import Counter
from typing import Any

from briefing.digest.places import find_mentions, judge_places

# What the corpora mark: places, and demonyms in TR-News. Bodies and persons are no toponyms there.
TOPONYMS = frozenset({"country", "demonym", "capital", "city", "admin", "area"})


def predict(docs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each document its toponyms (offsets in its text, country, coordinates) and the country it is about."""
    return [_one(doc) for doc in docs]


def _one(doc: dict[str, Any]) -> dict[str, Any]:
    text = doc.get("text") or ""
    title = doc.get("title") or ""
    # The title is read with the text: what it names tells between namesakes.
    lead = f"{title}\n\n" if title else ""
    toponyms = []
    for mention in find_mentions(lead + text):
        if mention.start < len(lead):
            continue
        if mention.kind not in TOPONYMS or mention.role == "outlet":
            continue
        toponyms.append(
            {
                "start": mention.start - len(lead),
                "end": mention.end - len(lead),
                "text": mention.text,
                "country": mention.country,
                "lat": mention.lat,
                "lon": mention.lon,
            }
        )
    judged = judge_places(headline=title, paragraphs=[p for p in text.split("\n") if p.strip()])
    return {"doc": doc["doc"], "toponyms": toponyms, "focus": _focus(toponyms, judged.countries)}


def _focus(toponyms: list[dict[str, Any]], judged: tuple[str, ...]) -> str | None:
    """The country most places of the text lie in; the judged order decides between equals."""
    counts = Counter(t["country"] for t in toponyms if t["country"])
    if not counts:
        return judged[0] if judged else None
    most = max(counts.values())
    tied = [code for code, count in counts.items() if count == most]
    return next((code for code in judged if code in tied), tied[0])
