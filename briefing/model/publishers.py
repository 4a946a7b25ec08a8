"""Who publishes: agency or outlet, country, owner, and whether a state stands behind it; with where that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Publisher:
    """One row of the registry. ``state``: "state", "state-funded" or "" for unrated."""

    name: str
    kind: str = ""  # agency | outlet
    country: str = ""
    state: str = ""
    owner: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletMark:
    """What the registry says of an outlet of a card: "TASS" is "state"."""

    name: str
    state: str = ""
    owner: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstReport:
    """Which outlet had a story first, by the hours that the wires state."""

    outlet: str
    at: datetime
    wire: str = ""  # its id


def row_of(publishers: Mapping[str, Publisher], name: str) -> Publisher | None:
    """The row of a name, whatever its case and with or without "www." ; None for an unknown one."""
    return publishers.get(name.strip().casefold().removeprefix("www."))
