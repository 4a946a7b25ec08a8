"""Who meets, where the clause of a date names one side alone: "Kenya flies to Accra, where talks with Chad open"."""

from __future__ import annotations

from dataclasses import replace

from briefing.edition.appointments import PAIR
from briefing.model import Analysis, DatedEvent
from briefing.text.called_off import OFF


def with_parties(event: DatedEvent, analysis: Analysis) -> DatedEvent:
    """The event with both sides, where it names one or none and its wire is about two countries besides the venue's.

    The event as it is where the wire is about another number of countries, or about none that the event names;
    and where the meeting is called off, which is looked for by its own words alone.
    """
    if len(event.parties) >= PAIR or event.status in OFF:
        return event
    venue = {m.country for m in analysis.places if event.where and event.where in (m.name, m.text)}
    about = [code for code in analysis.countries if code not in venue or code in event.parties]
    return replace(event, parties=tuple(about)) if len(about) == PAIR and set(event.parties) <= set(about) else event
