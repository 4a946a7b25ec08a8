"""Names of regions, desks, topics and countries in the language of a reader's edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from briefing.edition.brief import Names
from briefing.text.tongues import tables_in


def names_in(language: str, names: Names) -> Names:
    """``names`` in that language where data/names has it; a user's own region or topic keeps the name he gave it."""
    told = tables_in(language)
    if not told:
        return names
    builtin = _builtin_regions()
    regions = {
        key: told["regions"].get(key, name) if builtin.get(key) == name else name for key, name in names.regions.items()
    }
    countries: Mapping[str, str] = told["countries"]
    return replace(
        names,
        own={names.country(code): name for code, name in countries.items()},
        regions=regions,
        topics={key: told["topics"].get(key, name) for key, name in names.topics.items()},
        desks={key: told["desks"].get(key, name) for key, name in names.desks.items()},
    )


@cache
def _builtin_regions() -> dict[str, str]:
    """The English names of the built-in regions, by key."""
    from briefing.digest.regions import load_regions

    regions = load_regions({})
    return {key: regions.name(key) for key in regions.order} | {"world": "World"}
