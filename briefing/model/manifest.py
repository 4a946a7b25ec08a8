"""What an edition was made of: hashes of all that decided it and the versions of all that drew it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class WirePrint:
    """One wire of an edition. Its id is a hash of source, identity and text; ``hash`` is over all of its fields."""

    id: str
    source: str
    version: int
    hash: str  # sixteen hex digits of SHA-256


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldPrint:
    """An earlier edition that decided what is new."""

    number: int
    on: date
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """Inputs, rules and versions of one edition. Every hash is SHA-256 in hex digits, cut to sixteen in the lists.

    ``inputs`` names what decided: reader, taxonomy, rules, data, sources, memory, code, templates, fonts. ``versions``
    names what drew: program, Python and libraries. ``edition`` is the hash of the frozen edition, ``files`` those of
    its forms; the copy inside the PDF leaves them out.
    """

    reader: str
    on: date
    slot: str
    number: int
    covers_from_at: datetime
    covers_to_at: datetime
    inputs: Mapping[str, str]
    wires: tuple[WirePrint, ...]
    told: tuple[ToldPrint, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    edition: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
