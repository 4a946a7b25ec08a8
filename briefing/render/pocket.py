"""The edition on one sheet for the pocket: A4 or Letter in four panels, which folds twice.

    edition -> lines of each panel -> their heights, by the engine -> the largest type that holds all, or a count -> PDF

The front panel has the masthead and the opening, the one beside it the meetings, the two below a line for each story
and what is missing. Nothing is cut in two: what does not fit at the smallest type is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from briefing.model import Edition, StoryCard
from briefing.render.html import by_region, context, filters, wording_for
from briefing.render.pdf import Attached, Drawn, PdfEngine
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.wording import Wording

PAGE = "pocket.html.j2"
SIZES = (11.6, 10.1, 8.8, 7.6)  # points: type of a panel, the largest that holds it all
SHEETS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # mm
MARGIN = 8.0  # mm from the paper's edge and from each fold
MOST = 120  # lines of a panel that are measured: no more stand on two panels at the smallest type
NOTICES = 3  # of those on the edition itself; what was withdrawn or corrected of earlier ones is never left out
_GAP = 5.0  # points: the widest that free room opens the lines of a panel
_ROOM = 3.0  # points kept free, against rounding
_PT = 0.75  # of a CSS pixel
_MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of a panel that is never parted. ``kind``: masthead, notice, comment, glance, empty, entry, undated, held,
    no-meeting, story, more (``value`` counts what is left out) or missing; ``region``: a run-in name, where it is not
    that of the line before."""

    kind: str
    value: Any = None
    region: str = ""
    title: str = ""  # the heading above it, which goes where the line goes


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """A quarter of the sheet: ``size`` is its type in points, ``gap`` what stands between lines beside that."""

    name: str  # front, meetings, left, right
    lines: tuple[Line, ...]
    size: float
    gap: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What the template draws; ``measuring``: each panel on a page of its own, as long as it gets. Sizes in mm."""

    panels: tuple[Panel, ...]
    width: float
    height: float
    margin: float = MARGIN
    measuring: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fit:
    """How lines stand in one panel or in two of equal height. ``left_out``: how many of them do not."""

    panels: tuple[tuple[Line, ...], ...]
    left_out: int
    free: float  # points at the foot of the fullest panel


Measure = Callable[[Panel], list[float]]


def draw_pocket(
    edition: Edition, *, templates: TemplateSet, engine: PdfEngine, attached: Sequence[Attached] = (), variant: str = ""
) -> Drawn:
    """The PDF of the sheet: one page, whatever the edition holds. Raises TemplateError and RenderError as the page and
    the PDF do."""
    page, height = _page(edition, templates)

    def measure(panel: Panel) -> list[float]:
        places = engine.measure(page((panel,), True))[0]
        tops = [places[f"l{n}"] for n in range(len(panel.lines) + 1)]
        return [(below - top) * _PT for top, below in pairwise(tops)]

    panels = composed(edition, wording_for(edition, templates), (height / 2 - 2 * MARGIN) * _MM - _ROOM, measure)
    return engine.draw(page(panels), created_at=edition.generated_at, attached=attached, variant=variant)


def _page(edition: Edition, templates: TemplateSet) -> tuple[Callable[..., str], float]:
    """What makes the HTML of panels, to be measured or printed, and the sheet's height in mm."""
    wording = wording_for(edition, templates)
    env = environment(templates)
    env.filters.update(filters(wording, edition))
    seen = context(edition, templates, wording)
    width, height = SHEETS.get(seen["theme"]["paper"], SHEETS["A4"])

    def page(panels: tuple[Panel, ...], measuring: bool = False) -> str:
        sheet = Sheet(panels=panels, width=width, height=height, measuring=measuring)
        return draw(env, PAGE, {**seen, "sheet": sheet})

    return page, height


def pocket_page(edition: Edition, *, templates: TemplateSet) -> str:
    """The sheet's HTML with all lines of the edition on it, whatever their height: for trying a template without an
    engine. Raises TemplateError."""
    page, _ = _page(edition, templates)
    return page(composed(edition, wording_for(edition, templates), 1e9, lambda panel: [0.0] * len(panel.lines)))


def composed(edition: Edition, wording: Wording, room: float, measure: Measure) -> tuple[Panel, ...]:
    """The four panels, of ``room`` points each. ``measure`` gives the heights of a panel's lines in points."""
    front, meetings = front_lines(edition, wording), meeting_lines(edition, wording)
    return (
        *_set(("front",), front, 0, room, measure)[0],
        *_set(("meetings",), meetings[:MOST], max(0, len(meetings) - MOST), room, measure)[0],
        *_stories(edition, wording, room, measure),
    )


def _stories(edition: Edition, wording: Wording, room: float, measure: Measure) -> list[Panel]:
    """The two panels of the stories: where not all fit at the smallest type, those of the lowest numbers do."""
    everyone = sorted(card.number for card in (*edition.cards(), *edition.brief, *edition.below))
    kept = everyone[:MOST]
    while True:
        lines = story_lines(edition, wording, frozenset(kept))
        panels, heights = _set(("left", "right"), lines, len(everyone) - len(kept), room, measure)
        if not heights or len(kept) < 2:
            return panels
        tall = {line.value.number: height for line, height in zip(lines, heights, strict=False)}
        used, most = sum(heights), 2 * room - max(tall.values())
        while len(kept) > 1 and used > most:
            used -= tall[kept.pop()]
        kept = kept[: len(tall) - 1]


def _measured(name: str, lines: Sequence[Line], size: float) -> Panel:
    """A part with all that may stand in it: the line that counts what is left out, and what stands last."""
    last = (Line(kind="missing"),) if name == "left" else ()
    return Panel(name=name, lines=(*lines, Line(kind="more", value=888), *last), size=size)


def _set(
    names: tuple[str, ...], lines: Sequence[Line], beyond: int, room: float, measure: Measure
) -> tuple[list[Panel], Sequence[float]]:
    """The panels of a part at the largest type that holds all of its lines, else at the smallest; and for that case the
    heights of the lines. ``beyond``: how many lines are left out already, and counted."""
    found: dict[int, tuple[Sequence[float], _Fit]] = {}
    low, high = 0, len(SIZES) - 1  # the largest type that may hold all, the smallest one
    while low < high or high not in found:
        at = (low + high) // 2 if low < high else high
        heights: Sequence[float] = measure(_measured(names[0], lines, SIZES[at]))
        found[at] = heights, _fitted(names, lines, heights, room, beyond)
        if low == high:
            break
        low, high = (at + 1, high) if found[at][1].left_out else (low, at)
    heights, fit = found[high]
    most = max(1, *(len(stood) for stood in fit.panels))
    gap = round(min(_GAP, max(0.0, fit.free) / most), 2)
    panels = [Panel(name=n, lines=stood, size=SIZES[high], gap=gap) for n, stood in zip(names, fit.panels, strict=True)]
    return panels, heights if fit.left_out else ()


def _fitted(names: tuple[str, ...], lines: Sequence[Line], heights: Sequence[float], room: float, beyond: int) -> _Fit:
    own, more = list(heights[: len(lines)]), heights[len(lines)]
    if len(names) == 1:
        kept = _filled(own, room - (more if beyond else 0.0))
        if kept < len(lines):
            kept = max(1, _filled(own, room - more))
        left = beyond + len(lines) - kept
        counted = (Line(kind="more", value=left),) if left else ()
        free = room - sum(own[:kept]) - (more if left else 0.0)
        return _Fit(panels=((*lines[:kept], *counted),), left_out=len(lines) - kept, free=free)
    foot = heights[len(lines) + 1] + (more if beyond else 0.0)
    at = _parted(own, foot, room)
    left = beyond if at is not None else beyond + len(lines)
    last = (*((Line(kind="more", value=left),) if left else ()), Line(kind="missing"))
    if at is None:  # in the end only where a single line is too tall
        return _Fit(panels=((), last), left_out=len(lines), free=0.0)
    free = room - max(sum(own[:at]), sum(own[at:]) + foot)
    return _Fit(panels=(tuple(lines[:at]), (*lines[at:], *last)), left_out=0, free=free)


def _filled(heights: Sequence[float], room: float) -> int:
    """How many of the lines stand one below the other within the room."""
    used, count = 0.0, 0
    for height in heights:
        if used + height > room:
            break
        used, count = used + height, count + 1
    return count


def _parted(heights: Sequence[float], foot: float, room: float) -> int | None:
    """Where two panels part that are about equally long, the second with a foot; None where they do not hold all."""
    best, least, above, whole = None, room, 0.0, sum(heights) + foot
    for at in range(len(heights) + 1):
        longer = max(above, whole - above)
        if longer <= least:
            best, least = at, longer
        above += heights[at] if at < len(heights) else 0.0
    return best


# ---------------------------------------------------------------- what stands on it


def front_lines(edition: Edition, wording: Wording) -> list[Line]:
    """The masthead, what is wrong with the edition, what the desk says of it, the opening."""
    taken_back = [notice for notice in edition.notices if notice.level in ("withdrawn", "corrected")]
    others = [notice for notice in edition.notices if notice not in taken_back]
    notices = [Line(kind="notice", value=notice) for notice in (*taken_back, *others[:NOTICES])]
    if len(others) > NOTICES:
        notices.append(Line(kind="more", value=len(others) - NOTICES))
    notices += [Line(kind="comment", value=comment) for comment in edition.desk_comments]
    glance = [Line(kind="glance", value=line) for line in edition.glance] or [Line(kind="empty")]
    return [Line(kind="masthead"), *notices, *_titled(glance, wording.label("glance"))]


def meeting_lines(edition: Edition, wording: Wording) -> list[Line]:
    """What is due and what is overdue, then what has no day, then what took place."""
    groups = (
        ("entry", "daybook", edition.daybook),
        ("undated", "undated", edition.undated),
        ("held", "daybook_took_place", edition.held),
    )
    made: list[Line] = []
    for kind, title, entries in groups:
        made += _titled([Line(kind=kind, value=one) for one in entries], wording.label(title))
    return made or [Line(kind="no-meeting", title=wording.label("daybook"))]


def story_lines(edition: Edition, wording: Wording, kept: Set[int]) -> list[Line]:
    """A line for every story of those numbers, in the order of print: the desks, in brief, below the cut."""
    groups: list[tuple[str, Sequence[tuple[str, Sequence[StoryCard]]]]] = [
        (desk.name, [(region.name, region.cards) for region in desk.regions]) for desk in edition.desks
    ]
    short = (("brief", edition.brief), ("below", edition.below))
    groups += [(wording.label(key), by_region(cards)) for key, cards in short]
    made: list[Line] = []
    for title, regions in groups:
        shown = [(name, [card for card in cards if card.number in kept]) for name, cards in regions]
        own = [
            Line(kind="story", value=card, region=name if at == 0 else "")
            for name, cards in shown
            for at, card in enumerate(cards)
        ]
        made += _titled(own, title)
    return made


def _titled(lines: list[Line], title: str) -> list[Line]:
    """The lines with a heading over the first of them."""
    return [replace(lines[0], title=title), *lines[1:]] if lines else []
