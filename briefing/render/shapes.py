"""The shapes of countries and the borders in dispute: the built-in file, or a user's TopoJSON or GeoJSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

from briefing.errors import RenderError

BUILT_IN = Path(__file__).resolve().parents[1] / "data" / "shapes" / "world.json.gz"
Point = tuple[float, float]  # longitude and latitude in degrees
Line = tuple[Point, ...]
_CODES = ("iso_a2", "ISO_A2", "iso", "code")


@dataclass(frozen=True, kw_only=True, slots=True)
class Polygon:
    """An outer ring and its holes; a circle of ``reach`` radians around ``middle`` holds it. ``size``: square degrees
    of the equator."""

    rings: tuple[Line, ...]
    middle: Point
    reach: float
    size: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A country, or a disputed area with those who claim it."""

    code: str
    polygons: tuple[Polygon, ...]
    at: Point | None  # the capital, or the middle
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Shapes:
    """All areas by code, and the lines of borders in dispute."""

    areas: Mapping[str, Area]
    disputed: tuple[Line, ...]


@lru_cache(maxsize=4)
def load_shapes(path: str = "") -> Shapes:
    """The shapes of a file, the built-in one without a path.

    A GeoJSON FeatureCollection of polygons with the country's two letters in ``id`` or in ``iso_a2``; lines in
    it are borders in dispute. Or a TopoJSON with objects of the same. Raises RenderError on anything else.
    """
    file = Path(path) if path else BUILT_IN
    try:
        data = file.read_bytes()
        document = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
        features = _topology(document) if document.get("type") == "Topology" else _collection(document)
        return _shapes(features)
    except OSError as error:
        raise RenderError(f"the shapes cannot be read ({error.strerror})", subject=str(file)) from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError) as error:
        raise RenderError(
            f"no TopoJSON or GeoJSON of countries ({type(error).__name__}: {error})",
            subject=str(file),
            hint="Polygons carry the country's two letters in id or iso_a2; lines are borders in dispute.",
        ) from error


Feature = tuple[str, Mapping[str, Any], str, Any]  # id, properties, kind of geometry, coordinates


def _shapes(features: Iterable[Feature]) -> Shapes:
    areas: dict[str, Area] = {}
    disputed: list[Line] = []
    for code, facts, kind, coordinates in features:
        if kind in ("LineString", "MultiLineString"):
            disputed += [_line(line) for line in ([coordinates] if kind == "LineString" else coordinates)]
        elif kind in ("Polygon", "MultiPolygon"):
            drawn = [coordinates] if kind == "Polygon" else coordinates
            polygons = tuple(_polygon([_line(ring) for ring in polygon]) for polygon in drawn if polygon)
            before = areas[code].polygons if code in areas else ()
            at = _point(facts["at"]) if "at" in facts else _middle(polygons)
            areas[code] = Area(
                code=code, polygons=(*before, *polygons), at=at, claimed=tuple(map(str, facts.get("claimed", ())))
            )
    if not areas:
        raise ValueError("there is no polygon in it")
    return Shapes(areas=areas, disputed=tuple(disputed))


def _collection(document: Mapping[str, Any]) -> Iterable[Feature]:
    for number, feature in enumerate(document["features"]):
        facts = feature.get("properties") or {}
        geometry = feature.get("geometry") or {"type": "", "coordinates": []}
        yield _code(feature, facts, number), facts, geometry["type"], geometry["coordinates"]


def _topology(document: Mapping[str, Any]) -> Iterable[Feature]:
    transform = document.get("transform") or {"scale": [1, 1], "translate": [0, 0]}
    delta = "transform" in document
    arcs = [_arc(arc, transform["scale"], transform["translate"], delta) for arc in document["arcs"]]
    for thing in document["objects"].values():
        for number, shape in enumerate(thing.get("geometries", [thing])):
            facts = shape.get("properties") or {}
            yield _code(shape, facts, number), facts, shape["type"], _joined(shape["type"], shape.get("arcs", []), arcs)


def _code(feature: Mapping[str, Any], facts: Mapping[str, Any], number: int) -> str:
    """The country's two letters; a mark of its own for a shape without."""
    found = feature.get("id") or next((facts[key] for key in _CODES if facts.get(key)), "")
    return str(found) if found else f"-{number}"


def _arc(arc: Sequence[Sequence[float]], scale: Sequence[float], move: Sequence[float], delta: bool) -> Line:
    if not delta:
        return _line(arc)
    x = y = 0.0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return tuple(points)


def _joined(kind: str, numbers: Any, arcs: Sequence[Line]) -> Any:
    """The coordinates of a TopoJSON geometry: arcs end where the next one begins."""

    def path(ring: Sequence[int]) -> Line:
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return tuple(points)

    if kind == "LineString":
        return path(numbers)
    if kind in ("Polygon", "MultiLineString"):
        return [path(ring) for ring in numbers]
    return [[path(ring) for ring in polygon] for polygon in numbers] if kind == "MultiPolygon" else []


def _line(points: Iterable[Sequence[float]]) -> Line:
    return tuple(_point(point) for point in points)


def _point(point: Sequence[float]) -> Point:
    return float(point[0]), float(point[1])


def _polygon(rings: Sequence[Line]) -> Polygon:
    ring = rings[0]
    middle = mean(ring)
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))
    return Polygon(
        rings=tuple(rings),
        middle=middle,
        reach=max(distance(middle, point) for point in ring),
        size=abs(twice) / 2 * cos(radians(middle[1])),
    )


def _middle(polygons: Sequence[Polygon]) -> Point | None:
    largest = max(polygons, key=lambda polygon: polygon.size, default=None)
    return largest.middle if largest else None


def mean(points: Sequence[Point]) -> Point:
    """The middle of points on the globe; the first of them where they lie all around it."""
    x = sum(cos(radians(lat)) * cos(radians(lon)) for lon, lat in points)
    y = sum(cos(radians(lat)) * sin(radians(lon)) for lon, lat in points)
    z = sum(sin(radians(lat)) for _, lat in points)
    if hypot(x, y, z) < 1e-6 * len(points):
        return points[0]
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def distance(one: Point, other: Point) -> float:
    """The angle between two points of the globe, in radians."""
    a, b = radians(one[1]), radians(other[1])
    turn = sin(radians(other[0] - one[0]) / 2) ** 2
    return 2 * asin(min(1.0, sqrt(sin((b - a) / 2) ** 2 + cos(a) * cos(b) * turn)))
