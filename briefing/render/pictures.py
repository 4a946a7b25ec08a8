"""The pictures of a page as filters for its templates: SVG elements, ready to stand in HTML."""

from __future__ import annotations

from typing import Any

from briefing.model import Edition, RegionBlock
from briefing.render.maps import locator, title_of
from briefing.render.shapes import Shapes, load_shapes
from briefing.render.sparkline import days_in_words, sparkline
from briefing.render.strips import Words, calendar, line_of_days
from briefing.render.wording import Wording


def picture_filters(wording: Wording, edition: Edition, shapes: Shapes | None = None) -> dict[str, Any]:
    """The filters that draw; nothing is read or drawn before a template asks for it."""
    from markupsafe import Markup

    def drawn(region: RegionBlock) -> Markup:
        if region.map is None:
            return Markup("")
        title = title_of(region.map, region.name, wording.label, wording.joined)
        return Markup(locator(region.map, title, shapes or load_shapes()))

    def spark(region: RegionBlock) -> Markup:
        if region.usual is None:
            return Markup("")
        return Markup(sparkline(region.usual.series, region.usual.usual, days_in_words(region.usual, wording)))

    def strip(draw: Any, entries: Any, title: str) -> Markup:
        if not edition.pictures:
            return Markup("")
        words = Words(
            day=wording.short_day,
            full=lambda day: wording.day(day.isoformat(), edition.on),
            title=wording.label(title),
        )
        return Markup(draw(entries, edition.on, words))

    return {
        "calendar": lambda entries: strip(calendar, entries, "calendar_of"),
        "line_of_days": lambda entries: strip(line_of_days, entries, "days_of"),
        "locator": drawn,
        "spark": spark,
    }
