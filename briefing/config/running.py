"""When editions are due, and how the program runs by itself."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from briefing.config.base import Model
from briefing.crontab import read_cron
from briefing.units import DAYS, Clock, Seconds, Zone, one_of, read_days

ALERT_KINDS = ("kill", "urgent", "watch")


def _ping(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s<>\"]{1,400}", value):
        raise ValueError("an address that begins with https:// or http:// is expected")
    return value


Ping = Annotated[str, AfterValidator(_ping)]


def _cron(line: str) -> str:
    read_cron(line)
    return " ".join(line.split())


class Slot(Model):
    """When an edition is due: a local hour on days of the week or a crontab line, in a zone.

    As plain text it is one of both: "06:30", "30 6 * * 1-5", "@daily".
    """

    at: Clock | None = None
    cron: Annotated[str, AfterValidator(_cron)] | None = None
    days: Annotated[list[str], BeforeValidator(read_days)] = list(DAYS)
    zone: Zone | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"cron": value} if " " in value.strip() or value.lstrip().startswith("@") else {"at": value}
        return value

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.at is None) == (self.cron is None):
            raise ValueError('a slot needs either an hour, at: "07:00", or a crontab line, cron: "0 7 * * 1-5"')
        if self.cron and "days" in self.model_fields_set:
            raise ValueError("a crontab line has its own weekdays; leave days out")
        return self

    @property
    def clocks(self) -> tuple[str, ...]:
        """Its local hours on a day, "06:30"."""
        return read_cron(self.cron).clocks() if self.cron else (str(self.at),)


def no_slot_twice(slots: list[Slot]) -> list[Slot]:
    """The slots as they are. ValueError where an hour of a day or a crontab line stands there twice."""
    taken = [(slot.cron or slot.at, day) for slot in slots for day in slot.days]
    if len(set(taken)) < len(taken):
        raise ValueError("the same hour of a day stands there twice")
    return slots


class Alerts(Model):
    """What a reader is told at once, outside of any edition."""

    kinds: Annotated[list[str], one_of(ALERT_KINDS, "kind of alert")] = []
    every: Seconds = 1800.0  # at most one letter in so long
    most: Annotated[int, Field(ge=1, le=100)] = 10  # told in one letter; the rest is counted


class Schedule(Model):
    """How the foreground scheduler works, and what becomes of a missed slot."""

    collect_every: Seconds = 900.0
    catch_up: Literal["skip", "latest", "all"] = "latest"
    ping: Ping = ""  # asked after each good run, so that a silent one is noticed elsewhere


def _no_younger_than(days: int) -> Any:
    def check(value: float | None) -> float | None:
        if value is not None and value < days * 86400:
            raise ValueError(f"{days}d at least: the next editions still need what is younger")
        return value

    return AfterValidator(check)


class Retention(Model):
    """How long rows are kept, by table; none: for ever. What editions are made from and remembered by stays long enough
    for the next ones."""

    wires: Annotated[Seconds | None, _no_younger_than(60)] = None
    analyses: Annotated[Seconds | None, _no_younger_than(30)] = 365 * 86400.0
    traces: Annotated[Seconds | None, _no_younger_than(30)] = None
    editions: Annotated[Seconds | None, _no_younger_than(90)] = None
    outbox: Annotated[Seconds | None, _no_younger_than(7)] = None
    alerts: Annotated[Seconds | None, _no_younger_than(7)] = None
    runs: Annotated[Seconds | None, _no_younger_than(1)] = 365 * 86400.0
    reports: Annotated[Seconds | None, _no_younger_than(1)] = 90 * 86400.0  # the files under out/runs
