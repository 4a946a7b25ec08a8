"""A strip of small bars: how many wires a region gave on each of the last days, drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefing.model import RegionUsual
from briefing.render.wording import Wording

BAR, GAP, HEIGHT = 26, 12, 150  # units of the drawing
INK, SOFT = "#14130f", "#a5a196"


def sparkline(series: Sequence[int], usual: int, title: str) -> str:
    """One SVG element: a bar a day, the last one dark, and a thin line at the usual. "" for fewer than two days.

    Tone and place carry the meaning; ``title`` says it in words. The same figures give the same bytes.
    """
    if len(series) < 2:
        return ""
    top = max(*series, usual, 1)
    width = len(series) * (BAR + GAP) - GAP
    bars = "".join(_bar(n, value, top, last=n == len(series) - 1) for n, value in enumerate(series))
    line = HEIGHT - round(usual / top * HEIGHT)
    level = f'<path class="usual" d="M0 {line}h{width}" stroke="{INK}" stroke-width="4" stroke-dasharray="12 9"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="spark" role="img" viewBox="0 -6 {width} {HEIGHT + 12}">'
        f"<title>{escape(title)}</title>{bars}{level if usual else ''}</svg>"
    )


def _bar(n: int, value: int, top: int, *, last: bool) -> str:
    height = max(round(value / top * HEIGHT), 4)  # a day without a wire shows as a day
    fill = INK if last else SOFT
    kind = "now" if last else "day"
    return f'<path class="{kind}" fill="{fill}" d="M{n * (BAR + GAP)} {HEIGHT - height}h{BAR}v{height}h-{BAR}z"/>'


def days_in_words(found: RegionUsual, wording: Wording) -> str:
    """What the strip shows, for those who do not see it: "Wires a day, the last one ...: 3, 4, 14; usual 4"."""
    days = ", ".join(map(str, found.series))
    return f"{wording.label('region_days')}: {days}; {wording.label('usual')} {found.usual}"


def usual_line(found: RegionUsual, wording: Wording) -> str:
    """ "14 wires, usual 5" """
    return f"{wording.counted(found.wires, 'wires')}, {wording.label('usual')} {found.usual}"
