"""Talks or crisis: the class of an event sentence, for the scorer of event records."""

from __future__ import annotations

from typing import Any

from briefing.digest.topics import judge_topics
from briefing.model import SECTIONS

NAMES = {SECTIONS[0]: "talks", SECTIONS[1]: "crisis"}
# A record tells one event in one sentence and has to be of one kind or neither, so the nearer section is the answer
# even where its margin is a little below 0; below this it is neither.
NEITHER = -6.0


def predict(docs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One answer a document: {"id", "class": "talks" | "crisis" | None}. A document may lack "title" or "text"."""
    return [{"id": doc.get("id"), "class": _class(doc)} for doc in docs]


def _class(doc: dict[str, Any]) -> str | None:
    text = doc.get("text") or ""
    scores = judge_topics(headline=doc.get("title") or "", paragraphs=text.split("\n") if text else ()).scores
    best = max(SECTIONS, key=lambda s: scores[s])
    return NAMES[best] if scores[best] > NEITHER else None
