"""Watched regions without a story, each once, in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.config import Reader
from briefing.edition.make import make_edition
from briefing.model import RegionUsual
from tests.edition.builders import NAMES, brief, digest, story, wire

TREE = replace(
    NAMES,
    regions={"africa": "Africa", "sahel": "Sahel", "coast": "Coast", "asia": "Asia", "steppe": "Steppe"},
    order=("africa", "sahel", "coast", "asia", "steppe"),
    countries={
        "africa": ("ML", "NE", "NG"),
        "sahel": ("ML", "NE"),
        "coast": ("NG",),
        "asia": ("KZ",),
        "steppe": ("KZ",),
    },
)
USUAL = RegionUsual(wires=0, usual=4, sources=2, series=(4, 0))


@pytest.mark.parametrize(
    ("asked", "quiet"),
    [
        (("africa", "sahel", "coast"), ("Coast",)),
        (("coast",), ("Coast",)),
        (("sahel",), ()),
        (("asia", "steppe", "coast"), ("Coast", "Asia")),
    ],
)
def test_a_region_that_holds_others_is_silent_when_all_are(asked: tuple[str, ...], quiet: tuple[str, ...]) -> None:
    one = wire("w")
    stories = [story("s", one, region="sahel")]
    asking = brief(
        Reader(name="desk", countries=["KZ"]), regions=frozenset(asked), names=TREE, usual={"any/coast": USUAL}
    )
    found = make_edition(digest(stories, [one]), asking)
    assert set(found.quiet) == set(quiet)
    assert len(found.quiet) == len(quiet)
    assert dict(found.quiet_usual) == ({"Coast": USUAL} if "Coast" in quiet else {})
