"""What each form of an edition is called where files are handed over: over the web, in mails, in feeds."""

from __future__ import annotations

MEDIA = {"pdf": "application/pdf", "html": "text/html", "json": "application/json", "ics": "text/calendar"}


def content_type(form: str) -> str:
    """The media type with the letters that a text is in."""
    return f"{MEDIA[form]}; charset=utf-8" if MEDIA[form].startswith("text/") else MEDIA[form]
