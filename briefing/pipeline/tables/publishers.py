"""The registry of publishers: the built-in one with the user's rows laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from briefing.errors import ConfigError
from briefing.model import Publisher
from briefing.yamlfile import builtin, did_you_mean

KEYS = ("names", "kind", "country", "state", "owner", "reference")
CHOICES = {"kind": ("agency", "outlet", ""), "state": ("state", "state-funded", "")}


def load_publishers(own: Mapping[str, Any]) -> dict[str, Publisher]:
    """Rows by every casefolded name. A user's row takes the place of the built-in one of that name, key by key.

    Raises ConfigError with every fault: an unknown key or value, or a row without a reference.
    """
    rows = {name: dict(row) for name, row in _builtin().items()}
    faults = [fault for name, row in own.items() for fault in _faults(name, row)]
    if faults:
        raise ConfigError("faults in taxonomy.publishers", faults=tuple(faults))
    for name, row in own.items():
        rows[name] = rows.get(name, {}) | row
    out: dict[str, Publisher] = {}
    for name, row in rows.items():
        publisher = Publisher(name=name, **{key: str(row.get(key) or "") for key in KEYS[1:]})
        for said in (name, *row.get("names", ())):
            out[str(said).casefold()] = publisher
    return out


def _faults(name: str, row: Any) -> list[str]:
    where = f"taxonomy.publishers.{name}"
    if not isinstance(row, Mapping):
        return [f"{where}: a mapping of {', '.join(KEYS)} is expected"]
    faults = [f"{where}: there is no key {k!r}{did_you_mean(str(k), list(KEYS))}" for k in row if k not in KEYS]
    for key, choices in CHOICES.items():
        if row.get(key, "") not in choices:
            faults.append(f"{where}.{key}: {row[key]!r} is none of {', '.join(filter(None, choices))}")
    if not isinstance(row.get("names", []), (list, tuple)):
        faults.append(f"{where}.names: a list is expected")
    if not row.get("reference"):
        faults.append(f"{where}: a reference is needed: where it is said")
    return faults


@cache
def _builtin() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = builtin("publishers.yaml")
    return data
