"""Starter packs: public feeds by region and subject, from data/packs.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefing.errors import ConfigError
from briefing.yamlfile import builtin, did_you_mean


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """A named list of feeds. ``feeds`` are entries of a configuration: name, publisher, feed."""

    name: str
    about: str
    feeds: tuple[dict[str, str], ...]


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack, in the order of the file."""
    found = builtin("packs.yaml")["packs"]
    return tuple(
        Pack(name=str(name), about=str(pack["about"]), feeds=tuple(dict(feed) for feed in pack["feeds"]))
        for name, pack in found.items()
    )


def pack(name: str) -> Pack:
    """The pack of that name. Raises ConfigError with the nearest one."""
    for one in packs():
        if one.name == name:
            return one
    known = [one.name for one in packs()]
    raise ConfigError(f"there is no pack {name!r}{did_you_mean(name, known)}", hint=f"Known: {', '.join(known)}")
