"""Time expressions against a labelled corpus: ``predict`` answers in the form that the scorer reads."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefing.digest.dates import find_timex

# A document without a date is read as of this day; only its relative expressions suffer.
_NO_DATE = date(2000, 1, 1)


def predict(docs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One answer a document: {"doc", "timex": [{"start", "end", "type", "value"}]}, offsets into its "text".

    "dct" (YYYY-MM-DD) is the anchor; a document may lack it, "text" or "language".
    """
    return [_answer(doc) for doc in docs]


def _answer(doc: dict[str, Any]) -> dict[str, Any]:
    found = find_timex(doc.get("text") or "", anchor=_anchor(doc.get("dct")), language=doc.get("language") or "en")
    return {
        "doc": doc.get("doc"),
        "timex": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found],
    }


def _anchor(stated: str | None) -> date:
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return _NO_DATE
