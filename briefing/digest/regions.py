"""Desk regions: a tree over ISO countries, read from data/regions.yaml, changed by a user's overrides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from briefing.errors import ConfigError
from briefing.yamlfile import builtin, did_you_mean

WORLD = "world"
FAR_POWER = "US"
_KEYS = ("name", "countries", "parent", "children")


@dataclass(frozen=True, kw_only=True, slots=True)
class Regions:
    """The regions of the desk. Keys are lower-case words with hyphens; ``order`` is the order of print."""

    order: tuple[str, ...]
    names: Mapping[str, str]
    parents: Mapping[str, str]  # region -> the region that holds it, "" at the top
    leaves: Mapping[str, tuple[str, ...]]  # region -> its own countries
    of_country: Mapping[str, str]
    powers: frozenset[str]
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # region -> countries taken by a user's own
    key: str = ""  # of a user's overrides, "" for none: analyses made with other regions are not his

    def region_of(self, countries: Sequence[str]) -> str:
        """The region that a story on these countries (most central first) belongs to; "world" where none is named.

        It is that of the first country, unless this is a great power that acts upon another country: then it is
        that of the first country that is none. Of powers alone ("United States, Russia") the United States, which acts
        far from home, gives way to the other.
        """
        known = [code for code in countries if code in self.of_country]
        if not known:
            return WORLD
        chosen = known[0]
        if chosen in self.powers:
            others = [code for code in known if code not in self.powers]
            chosen = next(iter([*others, *(code for code in known if code != FAR_POWER)]), chosen)
        return self.of_country[chosen]

    def name(self, key: str) -> str:
        """The name for print; the key itself where it is not known."""
        return self.names.get(key, key)

    def countries(self, key: str) -> tuple[str, ...]:
        """All countries of a region and of those below it, in the order of the file."""
        own = list(self.leaves.get(key, ()))
        for child in self.order:
            if self.parents.get(child) == key:
                own.extend(self.countries(child))
        return tuple(own)

    def ancestors(self, key: str) -> tuple[str, ...]:
        """The regions that hold this one, the nearest first."""
        found: list[str] = []
        while (key := self.parents.get(key, "")) and key not in found:
            found.append(key)
        return tuple(found)


@cache
def _file() -> Mapping[str, Any]:
    document: Mapping[str, Any] = builtin("regions.yaml")
    return document


def load_regions(overrides: Mapping[str, Any] | None = None) -> Regions:
    """The regions of the file, with a user's changes on top.

    ``overrides`` maps a region's key to ``{name, countries, parent}``, or to a list of countries; the countries it
    lists leave the region they stood in. A key ``powers`` holds a list of countries. Raises ConfigError.

    A new region without a ``parent`` stands below the region that all its countries came from; where they came from
    several that nothing holds together, each of those keeps them in ``lost``: who asked for it gets them still.
    """
    if not overrides:
        return _stock()
    document = _file()
    build = _Builder()
    build.take(document["regions"], "")
    changes = dict(overrides)
    powers = changes.pop("powers", None) or document["powers"]
    nested = changes.pop("regions", None)
    if isinstance(nested, Mapping):
        changes = {**changes, **nested}
    build.change(changes)
    told = json.dumps(overrides, sort_keys=True, default=str).encode()
    return replace(build.done(powers), key="-" + hashlib.sha256(told).hexdigest()[:8])


@cache
def _stock() -> Regions:
    document = _file()
    build = _Builder()
    build.take(document["regions"], "")
    return build.done(document["powers"])


class _Builder:
    """Gathers the tree, then the changes to it."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.names: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.leaves: dict[str, list[str]] = {}
        self.lost: dict[str, list[str]] = {}

    def take(self, regions: Mapping[str, Any], parent: str) -> None:
        for key, region in regions.items():
            self.order.append(key)
            self.parents[key] = parent
            self.names[key] = region.get("name", key)
            self.leaves[key] = list(region.get("countries", ()))
            self.take(region.get("children", {}), key)

    def change(self, changes: Mapping[str, Any]) -> None:
        faults = [fault for key, region in changes.items() for fault in self._one(str(key), region)]
        if faults:
            raise ConfigError(faults[0], subject="regions", faults=tuple(faults))

    def _one(self, key: str, region: Any) -> list[str]:
        if isinstance(region, list | tuple):
            region = {"countries": region}
        if not isinstance(region, Mapping):
            return [f"{key}: expected name, countries or parent"]
        faults = [f"{key}.{k}: is not known{did_you_mean(k, _KEYS)}" for k in region if k not in _KEYS]
        parent = str(region.get("parent", self.parents.get(key, "")))
        if parent and (parent not in self.names or parent == key or key in self._above(parent)):
            faults.append(f"{key}.parent: no such region above it: {parent}{did_you_mean(parent, self.order)}")
        codes = [str(code).upper() for code in region.get("countries", ())]
        faults += [f"{key}.countries: {code} is not a country's two letters" for code in codes if not _is_code(code)]
        if faults:
            return faults
        if key not in self.names and "parent" not in region:
            parent = self._home_of(codes)
        if key not in self.names:
            self.order.insert(self.order.index(WORLD), key)
            self.leaves[key] = []
        self.names[key] = str(region.get("name", self.names.get(key, key)))
        self.parents[key] = parent
        if "countries" in region:
            for others in self.leaves.values():
                others[:] = [code for code in others if code not in codes]
            self.leaves[key].extend(dict.fromkeys(codes))
        if isinstance(children := region.get("children"), Mapping):
            for child, below in children.items():
                entry = dict(below) if isinstance(below, Mapping) else {"countries": below}
                faults += self._one(str(child), {**entry, "parent": key})
        return faults

    def _home_of(self, codes: Sequence[str]) -> str:
        """The smallest region that holds all the countries as things stand; "" for none, which is noted as lost."""
        homes = [next((key for key, own in self.leaves.items() if code in own), "") for code in codes]
        above = [[home, *self._above(home)] if home else [] for home in homes]
        common = [key for key in above[0] if key and all(key in one for one in above)] if above else []
        if not common:
            for code, keys in zip(codes, above, strict=True):
                for key in filter(None, keys):
                    self.lost.setdefault(key, []).append(code)
        return common[0] if common else ""

    def _above(self, key: str) -> list[str]:
        found: list[str] = []
        while (key := self.parents.get(key, "")) and key not in found:
            found.append(key)
        return found

    def done(self, powers: Sequence[str]) -> Regions:
        return Regions(
            order=tuple(self.order),
            names=dict(self.names),
            parents=dict(self.parents),
            leaves={key: tuple(codes) for key, codes in self.leaves.items()},
            of_country={code: key for key in self.order for code in self.leaves[key]},
            powers=frozenset(powers),
            lost={key: tuple(codes) for key, codes in self.lost.items()},
        )


def _is_code(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha()
