"""Lambert's azimuthal equal-area projection on a plane, and what of the globe a frame shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from briefing.render.shapes import Line, Point, mean

Spot = tuple[float, float]  # in units of the drawing, down and to the right


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A drawing of ``width`` by ``height`` units that looks down on ``centre``; ``scale`` is units a radian."""

    centre: Point
    scale: float
    width: float
    height: float

    def place(self, point: Point) -> Spot:
        """Where a point of the globe falls. The point opposite the centre has no place and falls far outside."""
        x, y = project(point, self.centre)
        return self.width / 2 + self.scale * x, self.height / 2 - self.scale * y

    @property
    def reach(self) -> float:
        """The angle from the centre to the corners of the frame, in radians."""
        return 2 * asin(min(1.0, hypot(self.width, self.height) / 2 / self.scale / 2))

    def holds(self, spot: Spot, edge: float = 0.0) -> bool:
        """Does a place of the drawing lie in the frame, at least ``edge`` units from its sides?"""
        return edge <= spot[0] <= self.width - edge and edge <= spot[1] <= self.height - edge


def project(point: Point, centre: Point) -> Spot:
    """On a globe of radius 1, to the right and up (Snyder, Map Projections, 1987, equations 24-2 to 24-4)."""
    turn, lat, middle = radians(point[0] - centre[0]), radians(point[1]), radians(centre[1])
    towards = sin(middle) * sin(lat) + cos(middle) * cos(lat) * cos(turn)
    k = sqrt(2 / max(1 + towards, 1e-9))
    return k * cos(lat) * sin(turn), k * (cos(middle) * sin(lat) - sin(middle) * cos(lat) * cos(turn))


def back(spot: Spot, centre: Point) -> Point:
    """The point of the globe that ``project`` gave this place."""
    x, y = spot
    far = hypot(x, y)
    if far < 1e-12:
        return centre
    angle, middle = 2 * asin(min(1.0, far / 2)), radians(centre[1])
    lat = asin(max(-1.0, min(1.0, cos(angle) * sin(middle) + y * sin(angle) * cos(middle) / far)))
    turn = atan2(x * sin(angle), far * cos(middle) * cos(angle) - y * sin(middle) * sin(angle))
    return (centre[0] + degrees(turn) + 180) % 360 - 180, degrees(lat)


def view_of(points: Sequence[Point], *, width: float, height: float, margin: float, least: float) -> View:
    """The view that holds all points with ``margin`` around them. ``least``: radians that it is wide at least."""
    centre = mean(points)
    for _ in range(4):
        spots = [project(point, centre) for point in points]
        left, right = min(x for x, _ in spots), max(x for x, _ in spots)
        low, high = min(y for _, y in spots), max(y for _, y in spots)
        centre = back(((left + right) / 2, (low + high) / 2), centre)
    wide, tall = max(right - left, least), max(high - low, least * height / width)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / tall)
    return View(centre=centre, scale=scale, width=width, height=height)


def clipped(line: Iterable[Spot], view: View, edge: float = 30.0) -> list[Spot]:
    """What of a ring lies in the frame and ``edge`` units around it (Sutherland and Hodgman, 1974)."""
    ring = list(line)
    for axis, limit, side in ((0, -edge, 1), (0, view.width + edge, -1), (1, -edge, 1), (1, view.height + edge, -1)):
        ring = _cut(ring, axis, limit, side)
        if not ring:
            break
    return ring


def _cut(ring: Sequence[Spot], axis: int, limit: float, side: int) -> list[Spot]:
    kept: list[Spot] = []
    for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = side * (one[axis] - limit) >= 0, side * (other[axis] - limit) >= 0
        if inside:
            kept.append(one)
        if inside != next_inside:
            share = (limit - one[axis]) / (other[axis] - one[axis])
            kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return kept


def placed(line: Line, view: View) -> list[Spot]:
    """The places of a line's points."""
    return [view.place(point) for point in line]


def path(spots: Sequence[Spot], *, closed: bool, fine: float) -> str:
    """An SVG path in whole units, without corners that stand out less than ``fine``; "" where nothing is left."""
    kept = [(round(x), round(y)) for x, y in smoothed(spots, fine)]
    if len(kept) < (3 if closed else 2):
        return ""
    steps = (f"{x1 - x0} {y1 - y0}" for (x0, y0), (x1, y1) in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}{'z' if closed else ''}".replace(" -", "-")


def smoothed(spots: Sequence[Spot], fine: float) -> list[Spot]:
    """The line without corners that stand out less than ``fine`` (Douglas and Peucker, 1973); its ends stay."""
    keep = {0, len(spots) - 1}
    parts = [(0, len(spots) - 1)]
    while parts:
        first, last = parts.pop()
        (x0, y0), (x1, y1) = spots[first], spots[last]
        long = hypot(x1 - x0, y1 - y0)
        furthest, at = fine, 0
        for n in range(first + 1, last):
            x, y = spots[n]
            off = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / long if long else hypot(x - x0, y - y0)
            if off > furthest:
                furthest, at = off, n
        if at:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [spots[n] for n in sorted(keep)] if spots else []
