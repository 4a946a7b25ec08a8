"""Locator maps as SVG: a region's countries, those in the news darker, the day's places with their names.

The projection is equal-area around the region. Tone and dashes carry the meaning, so that black and white print says
the same; borders in dispute are dashed and no side is taken. The same map gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

from briefing.model import RegionMap
from briefing.render.labelling import Label, drawable, labels_for, width_of
from briefing.render.projection import Spot, View, clipped, path, placed, view_of
from briefing.render.shapes import Area, Line, Point, Polygon, Shapes, distance

# Units of the drawing are tenths of a point where it is set 33 mm wide; whole ones keep it small.
WIDTH, HEIGHT = 940.0, 700.0
MARGIN = 40.0
KM = 1 / 6371.0  # radians
NARROWEST = 500 * KM  # a map shows at least so much
# Of a country that reaches further than WHOLE from its capital, only what lies within NEAR of it decides the frame.
WHOLE, NEAR = 4500 * KM, 2500 * KM
MAIN_PART = 0.1  # parts of a country smaller than this share of its largest do not decide the frame
TYPE, DOT = 63.0, 13.5
SMALL = 500.0  # a country in the news that covers less of the drawing is shown by a ring
# What decides the frame besides the countries in the news: none smaller than this (square degrees), and none whose
# capital lies so many times further from the middlemost one than half of the others do.
TINY, OUTLYING = 0.3, 3.5


@dataclass(frozen=True, kw_only=True, slots=True)
class _Layer:
    name: str
    fill: str
    stroke: str
    wide: float
    fine: float  # corners that stand out less are left out


LAND = _Layer(name="land", fill="#efede7", stroke="#c8c5bc", wide=3, fine=15)
REGION = _Layer(name="near", fill="#dcd8cd", stroke="#ffffff", wide=5, fine=5)
NEWS = _Layer(name="news", fill="#b3ad9f", stroke="#ffffff", wide=5, fine=5)
INK, DISPUTED = "#14130f", "#4f4d47"


def locator(region: RegionMap, title: str, shapes: Shapes) -> str:
    """The map as one SVG element, 94 wide to 70 high; ``title`` is its text for those who do not see it. "" where no
    country of the region has a shape or a place."""
    points = frame_points(region, shapes)
    if not points:
        return ""
    view = view_of(points, width=WIDTH, height=HEIGHT, margin=MARGIN, least=NARROWEST)
    near = frozenset(region.countries)
    news = frozenset(region.touched)
    layers = {layer.name: _Paths(layer) for layer in (LAND, REGION, NEWS)}
    rings: list[Spot] = []
    for code, area in shapes.areas.items():
        owners = {code, *area.claimed}
        layer = layers["news" if owners & news else "near" if owners & near else "land"]
        covered = layer.add(area, view)
        if covered < SMALL and code in news and area.at:
            rings.append(view.place(area.at))
    parts = [
        # "ltr" on a page that runs the other way too: the names are placed by their left ends
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" class="map" role="img" '
        'direction="ltr">',
        f"<title>{escape(title)}</title>",
        *(layer.svg() for layer in layers.values()),
        _disputed(shapes.disputed, view),
        *(_circle("small", at, radius=18, fill=NEWS.fill, stroke=INK) for at in rings if view.holds(at, 20)),
        *_names(region, shapes, view),
        f'<path class="edge" fill="none" stroke="{LAND.stroke}" stroke-width="5" d="M2 2h936v696h-936z"/>',
        "</svg>",
    ]
    return "".join(filter(None, parts))


def frame_points(region: RegionMap, shapes: Shapes) -> list[Point]:
    """The points of the globe that the map has to show: the region's countries and the places in them."""
    points: list[Point] = [(spot.lon, spot.lat) for spot in region.spots]
    areas = [shapes.areas[code] for code in region.countries if code in shapes.areas]
    large = [area for area in areas if max((p.size for p in area.polygons), default=0.0) >= TINY]
    kept = {area.code for area in _close(large)}
    for area in areas:
        if area.code in kept or area.code in region.touched:
            points += _decisive(area)
    return points or [area.at for area in areas if area.at]


def _close(areas: Sequence[Area]) -> list[Area]:
    """Those whose capitals do not lie far off the others."""
    capitals = [area.at for area in areas if area.at]
    if len(capitals) < 3:
        return list(areas)
    middle = min(capitals, key=lambda one: sum(distance(one, other) for other in capitals))
    limit = OUTLYING * median(distance(middle, at) for at in capitals)
    return [area for area in areas if area.at is None or distance(middle, area.at) <= limit]


def _decisive(area: Area) -> list[Point]:
    if not area.polygons:
        return [area.at] if area.at else []
    largest = max(polygon.size for polygon in area.polygons)
    main = [polygon for polygon in area.polygons if polygon.size >= MAIN_PART * largest]
    ring = [point for polygon in main for point in polygon.rings[0][::2]]
    if area.at is None:
        return ring
    far = [(distance(area.at, point), point) for point in ring]
    limit = WHOLE if max(away for away, _ in far) <= WHOLE else NEAR
    return [area.at, *(point for away, point in far if away <= limit)]


class _Paths:
    """The areas of one layer, gathered into one path."""

    def __init__(self, layer: _Layer) -> None:
        self.layer, self.drawn = layer, [""]

    def add(self, area: Area, view: View) -> float:
        """Draw what of the area the frame shows; returns how many square units that is."""
        covered = 0.0
        for polygon in area.polygons:
            if _far(polygon, view):
                continue
            for n, ring in enumerate(polygon.rings):
                spots = clipped(placed(ring, view), view)
                covered += _size(spots) if n == 0 else 0.0
                if _size(spots) > 30 * self.layer.fine:
                    self.drawn.append(path(spots, closed=True, fine=self.layer.fine))
        return covered

    def svg(self) -> str:
        layer, d = self.layer, "".join(self.drawn)
        return (
            f'<path class="{layer.name}" fill="{layer.fill}" stroke="{layer.stroke}" stroke-width="{layer.wide:g}" '
            f'stroke-linejoin="round" fill-rule="evenodd" d="{d}"/>'
            if d
            else ""
        )


def _far(polygon: Polygon, view: View) -> bool:
    """Is nothing of the polygon in the frame? What lies on the other half of the globe is not drawn at all."""
    away = distance(polygon.middle, view.centre)
    return away > view.reach + polygon.reach or away > 2.2


def _size(spots: Sequence[Spot]) -> float:
    pairs = zip(spots, [*spots[1:], *spots[:1]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def _disputed(lines: Iterable[Line], view: View) -> str:
    drawn = "".join(path(placed(line, view), closed=False, fine=2) for line in lines if _near(line, view))
    if not drawn:
        return ""
    return (
        f'<path class="under" fill="none" stroke="#ffffff" stroke-width="9" d="{drawn}"/>'
        f'<path class="disputed" fill="none" stroke="{DISPUTED}" stroke-width="6" stroke-dasharray="16 11" '
        f'd="{drawn}"/>'
    )


def _near(line: Line, view: View) -> bool:
    return any(distance(point, view.centre) < view.reach for point in line)


def _circle(kind: str, spot: Spot, *, radius: float, fill: str, stroke: str) -> str:
    return (
        f'<circle class="{kind}" fill="{fill}" stroke="{stroke}" stroke-width="5" '
        f'cx="{spot[0]:.0f}" cy="{spot[1]:.0f}" r="{radius:g}"/>'
    )


def _names(region: RegionMap, shapes: Shapes, view: View) -> Iterable[str]:
    """The dots of the places, then their names; then the countries in the news that no place names."""
    spots = [(spot.name, *view.place((spot.lon, spot.lat))) for spot in region.spots]
    inside = [spot for spot in spots if view.holds(spot[1:], 20)]
    labels = labels_for(inside, size=TYPE, width=WIDTH, height=HEIGHT, gap=DOT + 10)
    for _, x, y in inside:
        yield _circle("dot", (x, y), radius=DOT, fill=INK, stroke="#ffffff")
    for label in labels:
        yield _text(label, "name", f'font-weight="600" fill="{INK}"')
    named = {spot.country for spot in region.spots}
    for code, name in zip(region.touched, region.names, strict=True):
        area = shapes.areas.get(code)
        if code not in named and area and drawable(name) and (at := _anchor(area, view)):
            wide = width_of(name, TYPE)
            if view.holds((at[0] - wide / 2, at[1] - TYPE / 2), 10) and view.holds((at[0] + wide / 2, at[1]), 10):
                yield _text(
                    Label(text=name, x=at[0] - wide / 2, y=at[1] + TYPE * 0.25),
                    "land-name",
                    f'fill="{INK}"',
                )


def _anchor(area: Area, view: View) -> Spot | None:
    """Where a country's name stands: the middle of what the frame shows of its largest part."""
    drawn = [clipped(placed(p.rings[0], view), view, edge=0) for p in area.polygons if not _far(p, view)]
    spots = max(drawn, key=_size, default=[])
    if not spots:
        return None
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


def _text(label: Label, kind: str, look: str) -> str:
    return (
        f'<text class="{kind}" {look} font-family="Briefing Sans, Source Sans 3, sans-serif" font-size="{TYPE:g}" '
        f'x="{label.x:.0f}" y="{label.y:.0f}">{escape(label.text)}</text>'
    )


def title_of(region: RegionMap, name: str, label: Callable[[str], str], joined: Callable[[Sequence[str]], str]) -> str:
    """What the map says, in words: the region, its countries in the news, the places with the stories they are of."""
    said = [f"{label('map_of')} {name}."]
    if region.names:
        said.append(f"{label('map_news')}: {joined(region.names)}.")
    if region.spots:
        story = label("story_word")
        places = [f"{spot.name} ({story} {', '.join(map(str, spot.cards))})" for spot in region.spots]
        said.append(f"{label('map_places')}: {joined(places)}.")
    return " ".join(said)
