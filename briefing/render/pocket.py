"""The edition on one sheet for the pocket: A4 or Letter in four panels, which folds twice.

    edition -> lines of each panel -> their heights, by the engine -> what fits, at the largest type that holds it -> PDF

The front panel has the masthead and the opening, the one beside it the meetings, the two below a line for each story
and what is missing. Nothing is cut in two: what does not fit at the smallest type is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from briefing.model import DaybookEntry, Edition, SourceLine, StoryCard
from briefing.render.html import by_region, context, filters, wording_for
from briefing.render.pdf import Attached, Drawn, PdfEngine
from briefing.render.templates import TemplateSet, draw, environment

PAGE = "pocket.html.j2"
SIZES = (10.4, 9.8, 9.2, 8.6, 8.0, 7.4)  # points: type of a panel, the largest that holds it all
SHEETS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # mm
MARGIN = 8.0  # mm from the paper's edge and from each fold
MOST = 170  # lines of a panel that are measured: no more stand on two panels at the smallest type
NOTICES = 3
_GAP = 3.0  # points: the widest that free room opens the lines of a panel
_ROOM = 3.0  # points kept free, against rounding
_PT = 0.75  # of a CSS pixel
_MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of a panel that is never parted. ``kind``: masthead, notice, title, glance, entry, undated, held, story,
    more or missing; ``region``: a run-in name, where it is not that of the line before."""

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
class _Text:
    """The lines of the three parts of the sheet, before anything is known of their heights."""

    front: tuple[Line, ...]
    meetings: tuple[Line, ...]
    stories: tuple[Line, ...]
    unmeasured: int  # stories beyond those
    further: int  # meetings beyond those

    def parts(self) -> Mapping[str, tuple[Line, ...]]:
        return {"front": self.front, "meetings": self.meetings, "stories": self.stories}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fit:
    """How the lines of a part stand in ``panels`` of one height; ``left``: how many of them do not."""

    panels: tuple[tuple[Line, ...], ...]
    left: int
    free: float  # points at the foot of the fullest panel


def draw_pocket(
    edition: Edition, *, templates: TemplateSet, engine: PdfEngine, attached: Sequence[Attached] = (), variant: str = ""
) -> Drawn:
    """The PDF of the sheet: one page, whatever the edition holds. Raises TemplateError and RenderError as the page and
    the PDF do."""
    wording = wording_for(edition, templates)
    env = environment(templates)
    env.filters.update(filters(wording, edition))
    seen = context(edition, templates, wording)
    width, height = SHEETS.get(seen["theme"]["paper"], SHEETS["A4"])

    def page(panels: tuple[Panel, ...], measuring: bool = False) -> str:
        sheet = Sheet(panels=panels, width=width, height=height, measuring=measuring)
        return draw(env, PAGE, {**seen, "sheet": sheet})

    panels = composed(_text_of(edition), (height / 2 - 2 * MARGIN) * _MM, lambda all_: engine.measure(page(all_, True)))
    return engine.draw(page(panels), created_at=edition.generated_at, attached=attached, variant=variant)


def composed(
    text: _Text, room: float, measure: Callable[[tuple[Panel, ...]], Sequence[Mapping[str, float]]]
) -> tuple[Panel, ...]:
    """The four panels of ``room`` points each. ``measure`` draws panels on pages of their own and says where their
    lines begin."""
    tried = tuple(Panel(name=n, lines=_tail(n, lines), size=s) for s in SIZES for n, lines in text.parts().items())
    heights = [_heights(panel, place) for panel, place in zip(tried, measure(tried), strict=True)]
    made: list[Panel] = []
    for name, lines in text.parts().items():
        sizes = [(panel.size, found) for panel, found in zip(tried, heights, strict=True) if panel.name == name]
        beyond = {"stories": text.unmeasured, "meetings": text.further}.get(name, 0)
        made += _set(name, lines, sizes, room, beyond)
    return tuple(made)


def _tail(name: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a part as they are measured: with the one that counts what is left out, and what stands last."""
    last = (Line(kind="missing"),) if name == "stories" else ()
    return (*lines, Line(kind="more", value=88), *last)


def _heights(panel: Panel, places: Mapping[str, float]) -> list[float]:
    """The height of each line in points."""
    tops = [places[f"l{n}"] for n in range(len(panel.lines) + 1)]
    return [(below - top) * _PT for top, below in zip(tops, tops[1:], strict=False)]


def _set(
    name: str, lines: tuple[Line, ...], sizes: Sequence[tuple[float, list[float]]], room: float, beyond: int
) -> list[Panel]:
    """The panels of a part at the largest type that holds all of its lines, else at the smallest."""
    size, fit = sizes[-1][0], None
    for size, heights in sizes:
        fit = _fitted(name, lines, heights, room - _ROOM, beyond)
        if not fit.left:
            break
    assert fit is not None
    names = ("left", "right") if name == "stories" else (name,)
    most = max(1, *(len(found) for found in fit.panels))
    gap = round(min(_GAP, max(0.0, fit.free) / most), 2)
    return [Panel(name=n, lines=found, size=size, gap=gap) for n, found in zip(names, fit.panels, strict=True)]


def _fitted(name: str, lines: tuple[Line, ...], heights: list[float], room: float, beyond: int) -> _Fit:
    more = heights[len(lines)]
    if name != "stories":
        kept = _filled(heights[: len(lines)], room)
        if kept < len(lines) or beyond:
            kept = _filled(heights[: len(lines)], room - more)
        left = beyond + sum(1 for line in lines[kept:] if line.kind != "none")
        counted = (Line(kind="more", value=left),) if left else ()
        free = room - sum(heights[:kept]) - (more if left else 0.0)
        return _Fit(panels=((*lines[:kept], *counted),), left=left, free=free)
    foot = heights[len(lines) + 1]
    own = heights[: len(lines)]
    total = sum(own) + foot
    if not beyond and (at := _balanced(own, foot, room)) is not None:
        free = room - max(sum(own[:at]), total - sum(own[:at]))
        return _Fit(panels=(lines[:at], (*lines[at:], Line(kind="missing", value=0))), left=0, free=free)
    first = _filled(own, room)
    second = first + _filled(own[first:], room - foot - more)
    left = len(lines) - second + beyond
    panels = (lines[:first], (*lines[first:second], Line(kind="more", value=left), Line(kind="missing", value=left)))
    return _Fit(panels=panels, left=left, free=min(room - sum(own[:first]), room - foot - more - sum(own[first:second])))


def _filled(heights: Sequence[float], room: float) -> int:
    """How many of the lines stand one below the other within the room."""
    used, count = 0.0, 0
    for height in heights:
        if used + height > room:
            break
        used, count = used + height, count + 1
    return count


def _balanced(heights: Sequence[float], foot: float, room: float) -> int | None:
    """Where two panels part that are about equally long, the second with a foot; None where they do not hold all."""
    best, least = None, room
    for at in range(len(heights) + 1):
        longer = max(sum(heights[:at]), sum(heights[at:]) + foot)
        if longer <= least:
            best, least = at, longer
    return best


# ---------------------------------------------------------------- what stands on it


def _text_of(edition: Edition) -> _Text:
    stories = story_lines(edition)
    meetings = meeting_lines(edition)
    return _Text(
        front=tuple(front_lines(edition)),
        meetings=tuple(meetings[:MOST]),
        stories=tuple(stories[:MOST]),
        unmeasured=max(0, len(stories) - MOST),
        further=max(0, len(meetings) - MOST),
    )


def front_lines(edition: Edition) -> list[Line]:
    """The masthead, what is wrong with the edition, the opening."""
    notices = [Line(kind="notice", value=notice) for notice in edition.notices[:NOTICES]]
    if len(edition.notices) > NOTICES:
        notices.append(Line(kind="more", value=len(edition.notices) - NOTICES))
    glance = [Line(kind="glance", value=line) for line in edition.glance] or [Line(kind="empty")]
    return [Line(kind="masthead"), *notices, replace(glance[0], title="glance"), *glance[1:]]


def meeting_lines(edition: Edition) -> list[Line]:
    """What is due and what is overdue, then what has no day, then what took place."""
    groups = (("entry", edition.daybook), ("undated", edition.undated), ("held", edition.held))
    titles = {"entry": "daybook", "undated": "undated", "held": "daybook_took_place"}
    made: list[Line] = []
    for kind, entries in groups:
        own = [Line(kind=kind, value=one) for one in entries]
        made += [replace(own[0], title=titles[kind]), *own[1:]] if own else []
    return made or [Line(kind="no-meeting", title="daybook")]


def story_lines(edition: Edition) -> list[Line]:
    """A line for every story, in the order of print: the desks, in brief, below the cut."""
    groups: list[tuple[str, list[tuple[str, Sequence[StoryCard]]]]] = [
        (desk.name, [(region.name, region.cards) for region in desk.regions]) for desk in edition.desks
    ]
    groups += [("brief", list(by_region(edition.brief))), ("below", list(by_region(edition.below)))]
    made: list[Line] = []
    for title, regions in groups:
        own = [
            Line(kind="story", value=card, region=name if at == 0 else "")
            for name, cards in regions
            for at, card in enumerate(cards)
        ]
        made += [replace(own[0], title=title), *own[1:]] if own else []
    return made
