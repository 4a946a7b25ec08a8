"""What data/names knows of a language: names of desks, regions, topics, countries and languages, forms of dates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from briefing.yamlfile import builtin


@cache
def tables_in(language: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of that language ("ru", "pt-br"), by their keys: desks, regions, topics, countries, languages, dates.

    Empty for English, whose names the program itself has, and for a language without a file.
    """
    name = f"names/{language.split('-')[0].lower()}.yaml"
    if not (files("briefing") / "data").joinpath(name).is_file():
        return {}
    found: Mapping[str, Mapping[str, Any]] = builtin(name)
    return found
