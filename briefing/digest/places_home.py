"""The country of an outlet, from its host or its name."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from briefing.text.gazetteer import country_names, fold_name, load

# Country codes of the net that are sold to anyone, or are not the ISO code.
_SOLD = frozenset({"tv", "io", "me", "co", "ai", "fm", "ly", "cc", "ws", "to", "la", "gg", "su", "eu"})
_OTHER = {"uk": "GB", "africa": "", "ac": "SH"}
_HOST = re.compile(r"(?:^[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]|$)", re.I)


LONGEST_NAME = 300  # letters of an address or name that are looked at; a host stands at its head


def home_of(address_or_publisher: str) -> str | None:
    """The country an outlet is at home in ("dawn.com" -> PK, "Reuters" -> GB, "x.com.au" -> AU); None if unknown."""
    asked = address_or_publisher.strip()[:LONGEST_NAME]
    if not asked:
        return None
    hosts, names = _outlets()
    match = _HOST.search(asked)
    if match:
        host = match.group(1).lower()
        labels = host.split(".")
        for i in range(len(labels) - 1):
            if (code := hosts.get(".".join(labels[i:]))) is not None:
                return code
        return _of_domain(labels[-1])
    key = fold_name(asked)
    return names.get(key) or names.get(key.removeprefix("the ")) or _of_name(key)


def _of_domain(domain: str) -> str | None:
    if domain in _SOLD:
        return None
    code = _OTHER.get(domain, domain.upper())
    return code if code in country_names() else None


def _of_name(key: str) -> str | None:
    """ "The Korea Herald", "Bangkok Post": the place in the outlet's own name."""
    words, gazetteer = key.split(), load()
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            senses = gazetteer.senses(" ".join(words[i : i + size]))
            place = gazetteer.place(senses[0].place) if senses else None
            if place and place.kind in ("country", "capital") and not senses[0].language:
                return place.country
    return None


@cache
def _outlets() -> tuple[dict[str, str], dict[str, str]]:
    # One country a line, "PK: dawn.com, Dawn": read here without the YAML library, which takes longer than the work.
    lines = (files("briefing.data") / "outlets.yaml").read_text(encoding="utf-8").split("\n")
    table = {line[:2]: line[3:] for line in lines if line[2:3] == ":"}
    hosts: dict[str, str] = {}
    names: dict[str, str] = {}
    for code, listed in table.items():
        for item in listed.split(","):
            item = item.strip()
            if "." in item:
                hosts[item.lower()] = code
            else:
                names[fold_name(item)] = code
    return hosts, names
