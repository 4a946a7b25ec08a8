"""Locator maps: what stands in the frame, names that do not collide, small countries, words for those who see none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from math import cos, isclose, radians
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from briefing.digest.regions import load_regions
from briefing.model import RegionMap, Spot
from briefing.render import PdfEngine, render_all, stock_templates
from briefing.render.html import render_html
from briefing.render.labelling import Box, labels_for, width_of
from briefing.render.maps import HEIGHT, TYPE, WIDTH, frame_points, locator
from briefing.render.projection import back, project, smoothed, view_of
from briefing.render.shapes import distance, load_shapes
from tests.render.builders import card, region, with_card
from tests.render.samples import sample

AT = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
REGIONS = load_regions()
DRAWN = [key for key in REGIONS.order if REGIONS.countries(key)]
STEPPE = RegionMap(
    countries=("KZ", "KG", "TJ", "TM", "UZ"),
    touched=("KZ",),
    names=("Kazakhstan",),
    spots=(
        Spot(name="Almaty", country="KZ", lat=43.25, lon=76.95, cards=(6, 7)),
        Spot(name="Zhanaozen", country="KZ", lat=43.34, lon=52.86, cards=(6,)),
    ),
)


def drawn(shown: RegionMap) -> ElementTree.Element:
    return ElementTree.fromstring(locator(shown, "Map of somewhere", load_shapes()))


def names(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def map_of(key: str, *touched: str) -> RegionMap:
    return RegionMap(countries=REGIONS.countries(key), touched=touched, names=touched)


@pytest.mark.parametrize("key", DRAWN)
def test_each_region_of_the_taxonomy_has_a_small_map(key: str) -> None:
    svg = locator(map_of(key, REGIONS.countries(key)[0]), "x", load_shapes())
    tree = ElementTree.fromstring(svg)
    assert {path.get("class") for path in tree.iter(f"{SVG}path")} >= {"news", "edge"}
    assert len(svg) < 16_000


def test_every_country_of_the_taxonomy_has_a_shape_or_a_place() -> None:
    areas = load_shapes().areas
    missing = [c for c in REGIONS.of_country if c not in areas or not (areas[c].polygons or areas[c].at)]
    assert missing == ["TK", "UM", "BV"]  # islands without a capital


def test_equal_areas_stay_equal_and_back_is_the_way_back() -> None:
    centre = (70.0, 45.0)

    def area(lon: float, lat: float) -> float:
        (x0, y0), (x1, y1), (x2, y2) = (project(p, centre) for p in ((lon, lat), (lon + 0.1, lat), (lon, lat + 0.1)))
        return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / cos(radians(lat))

    assert isclose(area(70, 45), area(120, 10), rel_tol=0.01)
    for point in ((70.0, 45.0), (20.0, -10.0), (-170.0, 66.0)):
        there = back(project(point, centre), centre)
        assert distance(there, point) < 1e-9


def test_the_frame_holds_what_decides_it() -> None:
    points = frame_points(STEPPE, load_shapes())
    view = view_of(points, width=WIDTH, height=HEIGHT, margin=40, least=0.05)
    assert all(view.holds(view.place(point), 39) for point in points)


def test_places_are_dots_with_their_names_and_a_country_without_a_place_is_named() -> None:
    svg = drawn(STEPPE)
    assert names(svg) == ["Almaty", "Zhanaozen"]
    assert len(list(svg.iter(f"{SVG}circle"))) == 2
    assert names(drawn(replace(STEPPE, spots=()))) == ["Kazakhstan"]


def test_a_far_part_of_a_country_and_a_far_island_do_not_widen_the_frame() -> None:
    shapes = load_shapes()
    russia = frame_points(map_of("eastern-europe", "UA"), shapes)
    assert max(lon for lon, _ in russia) < 90
    france = frame_points(map_of("western-europe", "FR"), shapes)
    assert min(lat for _, lat in france) > 30
    assert all(lon > -30 for lon, _ in frame_points(map_of("northern-europe", "NO"), shapes))


@pytest.mark.parametrize(("key", "code"), [("southeast-asia", "SG"), ("western-europe", "VA"), ("oceania", "NR")])
def test_a_country_too_small_to_see_is_a_ring(key: str, code: str) -> None:
    rings = [c for c in drawn(map_of(key, code)).iter(f"{SVG}circle") if c.get("class") == "small"]
    assert len(rings) == 1
    assert 0 < float(rings[0].get("cx", 0)) < WIDTH


def test_kosovo_and_somaliland_have_shapes_of_their_own_and_their_borders_are_dashed() -> None:
    for key, code in (("balkans", "XK"), ("horn-of-africa", "SO"), ("eastern-europe", "UA"), ("south-asia", "IN")):
        paths = {path.get("class"): path for path in drawn(map_of(key, code)).iter(f"{SVG}path")}
        assert paths["disputed"].get("stroke-dasharray"), key
    assert load_shapes().areas["-somaliland"].claimed == ("SO",)
    assert load_shapes().areas["-crimea"].claimed == ("UA", "RU")


def test_names_lie_in_the_frame_and_clear_of_each_other() -> None:
    spots = [(f"Place number {n}", 300 + 37 * (n % 5), 200 + 31 * (n // 5)) for n in range(20)]
    found = labels_for(spots, size=TYPE, width=WIDTH, height=HEIGHT, gap=24)
    assert 2 <= len(found) < 20
    boxes = [
        Box(left=at.x, right=at.x + width_of(at.text, TYPE), top=at.y - 0.72 * TYPE, bottom=at.y + 0.2 * TYPE)
        for at in found
    ]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= HEIGHT for box in boxes)


def test_a_name_of_a_place_at_the_edge_is_turned_inwards() -> None:
    (label,) = labels_for([("Vladivostok", 900.0, 300.0)], size=TYPE, width=WIDTH, height=HEIGHT, gap=24)
    assert label.x + width_of("Vladivostok", TYPE) < 900


def test_names_whose_letters_join_are_not_drawn() -> None:
    assert names(drawn(replace(STEPPE, spots=(), names=("كازاخستان",)))) == []
    assert names(drawn(replace(STEPPE, spots=(), names=("Қазақстан",)))) == ["Қазақстан"]


def test_a_line_keeps_its_ends_and_loses_what_does_not_show() -> None:
    line = [(0.0, 0.0), (5.0, 0.5), (10.0, 0.0), (10.0, 10.0)]
    assert smoothed(line, 2) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]


def with_map(shown: RegionMap | None = STEPPE):
    """The sample edition with a map in its first region."""
    edition = replace(sample(), pictures=True)
    (first, *regions), rest = edition.desks[0].regions, edition.desks[1:]
    desk = replace(edition.desks[0], regions=(replace(first, map=shown), *regions))
    return replace(edition, desks=(desk, *rest))


def test_the_page_says_in_words_what_the_map_shows() -> None:
    html = render_html(with_map(), templates=stock_templates())
    (title,) = re.findall(r'<svg[^>]*class="map"[^>]*><title>(.*?)</title>', html)
    assert "In the news: Kazakhstan." in title
    assert "Almaty (story 6, 7)" in title
    assert "Zhanaozen (story 6)" in title
    assert "takes no side" in html


def test_names_are_placed_by_their_left_ends_on_a_page_from_right_to_left_too() -> None:
    page = render_html(replace(with_map(), language="ar"), templates=stock_templates())
    assert '<html lang="ar" dir="rtl">' in page
    roots = re.findall(r"<svg[^>]*>(?=(?:(?!</svg>).)*<text)", page, re.DOTALL)
    assert roots
    assert all('direction="ltr"' in root for root in roots)


def test_without_pictures_the_page_has_none() -> None:
    assert "<svg" not in render_html(sample(), templates=stock_templates())


def test_the_pdf_says_it_too_and_two_runs_give_the_same_bytes() -> None:
    html = render_html(with_map(), templates=stock_templates())
    with PdfEngine() as engine:
        first, second = (engine.draw(html, created_at=AT) for _ in range(2))
    assert first.pdf == second.pdf
    assert first.warnings == ()
    figures: list[str] = []

    def walk(node) -> None:
        node = node.get_object()
        if node.get("/S") == "/Figure":
            figures.append(str(node["/Alt"]))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if not isinstance(kid, int) and "/S" in kid.get_object():
                walk(kid)

    from io import BytesIO

    walk(PdfReader(BytesIO(first.pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert len(figures) == 1 + 1 + 2  # the map, the calendar, the lines of two timelines
    (said,) = (one for one in figures if one.startswith("Map"))
    assert "Almaty (story 6, 7)" in said


def test_a_name_with_marks_stays_text() -> None:
    spot = Spot(name='<b>&"x', country="KZ", lat=48.0, lon=68.0, cards=(1,))
    assert names(drawn(replace(STEPPE, spots=(spot,)))) == ['<b>&"x']


def test_the_user_s_own_shapes_take_the_place_of_ours(tmp_path) -> None:
    square = [[[60, 40], [60, 50], [80, 50], [80, 40], [60, 40]]]
    features = [
        {"type": "Feature", "properties": {"iso_a2": "KZ"}, "geometry": {"type": "Polygon", "coordinates": square}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[60, 45], [80, 45]]}},
    ]
    file = tmp_path / "ours.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    shapes = load_shapes(str(file))
    assert set(shapes.areas) == {"KZ"}
    svg = locator(STEPPE, "x", shapes)
    assert 'class="disputed"' in svg
    assert svg != locator(STEPPE, "x", load_shapes())


@pytest.mark.parametrize("text", ["", "[]", '{"type":"Topology"}', '{"type":"FeatureCollection","features":[]}', "{}"])
def test_shapes_that_cannot_be_read_cost_a_line_and_no_map(tmp_path, text) -> None:
    file = tmp_path / "ours.json"
    file.write_text(text, "utf-8")
    drawn = render_all(with_map(), formats=("html",), templates=stock_templates(), shapes=str(file))
    (fault,) = drawn.faults
    assert fault.startswith("maps: ")
    assert b"<svg" in drawn.files["html"]


def test_a_region_of_countries_without_shapes_has_no_map() -> None:
    assert locator(RegionMap(countries=("ZZ",), touched=(), names=()), "x", load_shapes()) == ""
    one = with_card(card(1, "Headline", "Text.^1"), pictures=True)
    assert "<svg" not in render_html(one, templates=stock_templates())
    assert region("sahel").map is None
