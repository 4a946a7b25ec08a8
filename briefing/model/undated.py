"""Appointments that the wires announce without a day: "in the coming days", "next week at the latest"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class UndatedEvent:
    """One appointment of one wire whose day it leaves open; every word is the wire's.

    ``until`` is the last day that the words of ``when`` can mean. It decides how long the entry is kept and is never
    printed: no day is made of it.
    """

    when: str  # "in the coming days"
    until: date
    what: str
    where: str | None = None
    parties: tuple[str, ...] = ()  # ISO codes or a body's name
    status: str = "planned"  # planned | expected | confirmed
    evidence: str = ""  # the sentence
    paragraph: int = 0  # index into Wire.paragraphs; -1 for the headline


@dataclass(frozen=True, kw_only=True, slots=True)
class UndatedEntry:
    """A line of the list of what is announced without a day. ``when`` stands as the wire has it."""

    uid: str  # stable over editions
    when: str
    what: str
    where: str | None
    parties: tuple[str, ...]  # names for print
    status: str
    evidence: str
    notes: tuple[int, ...]
    wires: tuple[str, ...]
    told_on: date  # of the wire that said it last: what "next week" counts from
    until: date  # it leaves the list after this day; never printed
    story: str = ""  # story id of the card it belongs to
    sources: tuple[str, ...] = ()
