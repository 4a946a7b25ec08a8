"""Parcels and channels for the tests of delivery."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from briefing.config import MailChannel
from briefing.model.parcel import Letter, PackedFile, Parcel

AT = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
PDF = PackedFile(name="desk-2022-01-06.pdf", content=b"%PDF-1.7 " + b"x" * 5000)
ICS = PackedFile(name="desk-2022-01-06.ics", content=b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n")
HTML = PackedFile(name="desk-2022-01-06.html", content=b"<!doctype html><p>x", link="https://b.example/d.html")
FULL = Letter(subject="Briefing No. 12", text="Whole: PDF attached\n", html="<p>Whole</p>", attached=("pdf", "ics"))
BARE = Letter(subject="Briefing No. 12", text="PDF in the archive\n", html="<p>Bare</p>", attached=())


def parcel(**changed: Any) -> Parcel:
    values: dict[str, Any] = {
        "reader": "desk",
        "title": "Morning Briefing",
        "number": 12,
        "kind": "regular",
        "on": date(2022, 1, 6),
        "slot": "18:00",
        "mark": "",
        "headline": "Clashes in the north",
        "language": "en",
        "made_at": AT.astimezone(ZoneInfo("Asia/Tehran")),
        "covers_from_at": AT,
        "covers_to_at": AT,
        "message_id": "<2022-01-06.12.abc@briefing.example>",
        "files": {"pdf": PDF, "ics": ICS, "html": HTML},
        "letters": (FULL, BARE),
        "links": {"html": HTML.link},
    }
    return Parcel(**values | changed)


def mail_channel(port: int, **changed: Any) -> MailChannel:
    values: dict[str, Any] = {
        "name": "mail",
        "kind": "mail",
        "server": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "Briefing <briefing@example.org>",
        "deadline": 5,
    }
    return MailChannel.model_validate(values | changed)
