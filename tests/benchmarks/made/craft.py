"""The workshop of the made stream: wordings filled in, wires numbered and dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.benchmarks.made.truth import AGENCIES, OUTLETS, Item, Truth, cut_of

HERE = Path(__file__).parent


@cache
def table(name: str) -> Any:
    """One of the YAML files beside this module."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def days_of(on: date, suffix: str = "") -> dict[str, str]:
    """A date in the ways in which desks write it."""
    month, short = f"{on:%B}", f"{on:%b}."
    return {
        f"us{suffix}": f"{month} {on.day}",
        f"uk{suffix}": f"{on.day} {month}",
        f"ab{suffix}": f"{short} {on.day}",
        f"wd{suffix}": f"{on:%A}",
        f"wdus{suffix}": f"{on:%A}, {month} {on.day}",
    }


def filled(wording: str, slots: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """(headline, paragraphs) of a wording."""
    headline, *paragraphs = (part.strip() for part in wording.format(**slots).split("|"))
    return headline[0].upper() + headline[1:], tuple(p[0].upper() + p[1:] for p in paragraphs if p)


class Workshop:
    """Makes wires for one truth. The same seed makes the same stream. ``second``: meetings in the second wordings."""

    def __init__(self, seed: int, *, second: bool = False) -> None:
        self.wordings = "meetings_second" if second else "meetings"
        self.random = Random(seed)
        self.truth = Truth()
        self._made = 0
        self.countries: list[dict[str, str]] = list(table("places")["countries"])  # not taken by an affair yet
        self.random.shuffle(self.countries)

    def next_guid(self) -> str:
        """A name that no other wire of the stream has."""
        self._made += 1
        return f"made-{self._made:05}"

    def add(
        self,
        wording: str,
        slots: Mapping[str, object],
        *,
        day: int,
        source: str = "",
        hours_before: tuple[float, float] = (0.5, 21.0),
        **keys: Any,
    ) -> Item:
        """One more wire of the edition of ``day``, from an agency or outlet of its own origin."""
        headline, paragraphs = filled(wording, slots)
        source = source or self.random.choice((*AGENCIES, *OUTLETS))
        at = cut_of(day) - timedelta(minutes=round(60 * self.random.uniform(*hours_before)))
        item = Item(
            guid=self.next_guid(),
            day=day,
            at=at,
            source=source,
            headline=headline,
            paragraphs=paragraphs,
            origin=keys.pop("origin", source),
            **keys,
        )
        self.truth.items.append(item)
        return item

    def sources(self, n: int, pool: Sequence[str] = (*AGENCIES, *OUTLETS)) -> list[str]:
        """``n`` different sources."""
        return self.random.sample(pool, n)
