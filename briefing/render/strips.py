"""Strips as SVG: the days ahead as a calendar, and the days behind as a line with its events.

Both say at a glance what the table or the list beside them says in words; each has its words in its title too. Shape
carries the meaning, and the same edition gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from briefing.model import DaybookEntry, TimelineEntry
from briefing.render.labelling import drawable, width_of

DAYS = 10  # of the calendar, the edition's own day the first
LEAST = 3  # days with something due that a calendar is worth; the table alone tells of fewer
WIDTH, HEIGHT = 1780.0, 132.0  # tenths of a millimetre
CELL = WIDTH / DAYS
MOST_NAMES = 3  # in a day's cell
NAME, DAY, SMALL = 26.0, 28.0, 58.0  # sizes of type: of the calendar, and of the line
SETTLED = ("cancelled", "held", "postponed")
INK, SOFT, RULE, TINT = "#14130f", "#55534c", "#bdb9ae", "#f2f0ea"
LINE_WIDTH, LINE_HEIGHT = 940.0, 120.0  # of the line of days behind, as wide as a map
FONT = 'font-family="Briefing Sans, Source Sans 3, sans-serif"'


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What a strip needs from the labels: a day's short name ("Mon 10"), one with its month, the title's beginning."""

    day: Callable[[date], str]
    full: Callable[[date], str]
    title: str


def calendar(entries: Sequence[DaybookEntry], on: date, words: Words) -> str:
    """The next days as cells with the places of what is due in each; "" where it is fewer than LEAST days.

    Where the labels name days in letters that no picture can set, the cells are elements of the page.
    """
    days = [on + timedelta(days=n) for n in range(DAYS)]
    found = {day: [entry for entry in entries if _falls(entry, day)] for day in days}
    if sum(map(bool, found.values())) < LEAST:
        return ""
    if not all(drawable(words.day(day)) for day in days):
        return _row(found, words)
    said = [f"{words.full(day)}: {'; '.join(map(name_of, due))}" for day, due in found.items() if due]
    cells = "".join(_cell(n, day, found[day], words) for n, day in enumerate(days))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" class="calendar" role="img" '
        'direction="ltr">'
        f"<title>{escape(words.title)} {escape('. '.join(said))}.</title>{cells}</svg>"
    )


def _row(found: Mapping[date, Sequence[DaybookEntry]], words: Words) -> str:
    """The calendar as elements of the page, which set any letters and run as the page does."""
    named = {day: list(dict.fromkeys(map(_called, due))) for day, due in found.items()}
    said = ". ".join(f"{words.full(day)}: {'; '.join(names)}" for day, names in named.items() if names)
    cells = "".join(
        f'<span class="cell{" weekend" if day.weekday() >= 5 else ""}{" due" if names else ""}">'
        f"<b>{escape(words.day(day))}</b>{''.join(f'<i>{escape(one)}</i>' for one in _first_names(names))}</span>"
        for day, names in named.items()
    )
    return f'<div class="calendar-row" role="img" aria-label="{escape(words.title)} {escape(said)}.">{cells}</div>'


def _called(entry: DaybookEntry) -> str:
    return entry.where or next(iter(entry.parties), entry.what)


def _first_names(names: Sequence[str]) -> list[str]:
    """As many names as a cell holds, and how many more there are."""
    if len(names) <= MOST_NAMES:
        return list(names)
    return [*names[: MOST_NAMES - 1], f"+ {len(names) - MOST_NAMES + 1}"]


def _falls(entry: DaybookEntry, day: date) -> bool:
    if len(entry.on) != 10 or entry.status in SETTLED:
        return False
    return entry.on <= day.isoformat() <= (entry.until or entry.on)


def name_of(entry: DaybookEntry) -> str:
    """What stands for an entry in a small cell: its place, a party or its words; a dot where none can be drawn."""
    return next((name for name in (entry.where, *entry.parties, entry.what) if name and drawable(name)), "•")


def _cell(n: int, day: date, due: Sequence[DaybookEntry], words: Words) -> str:
    left = n * CELL
    parts = []
    if day.weekday() >= 5:
        parts.append(f'<path class="weekend" fill="{TINT}" d="M{left:g} 0h{CELL:g}v{HEIGHT:g}h-{CELL:g}z"/>')
    stroke, wide = (INK, 8) if n == 0 else (RULE, 3)
    parts.append(
        f'<path class="edge" fill="none" stroke="{stroke}" stroke-width="{wide}" d="M{left + 4:g} 6h{CELL - 12:g}"/>'
    )
    parts.append(_text("day" if due else "idle", words.day(day), left + 6, 36, DAY))
    names = list(dict.fromkeys(name_of(entry) for entry in due))
    lines = [fitted(name, CELL - 14, NAME) for name in _first_names(names)]
    parts += [_text("due", line, left + 6, 66 + 29 * at, NAME) for at, line in enumerate(lines)]
    return "".join(parts)


def fitted(text: str, width: float, size: float) -> str:
    """The text, or as much of it as fits with a sign that there is more."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,;-')}…"


def _text(kind: str, text: str, x: float, y: float, size: float) -> str:
    look = f'fill="{SOFT if kind == "idle" else INK}"' + (' font-weight="600"' if kind == "day" else "")
    return f'<text class="{kind}" {look} {FONT} font-size="{size:g}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def line_of_days(entries: Sequence[TimelineEntry], on: date, words: Words) -> str:
    """The days from the first event to the edition's as a line, a dot for each event; "" for fewer than two days.

    Days lie evenly where they are few; where they are many the older ones lie closer (by the root of their age), so
    that the last week stays readable. Where its days are written in letters that no picture can set, the line stands
    without them and runs from right to left, as those letters do.
    """
    dated = [(date.fromisoformat(entry.on), entry) for entry in entries if len(entry.on) == 10]
    days = sorted({day for day, _ in dated if day <= on})
    if len(days) < 2 or days[0] == on:
        return ""
    bare = not drawable(words.full(on))
    ages = [(on - day).days for day in days]
    oldest = max(ages)

    def at(age: float) -> float:
        share = age / oldest if oldest <= 14 else (age / oldest) ** 0.5
        return 30 + (share if bare else 1 - share) * (LINE_WIDTH - 60)

    counts = {day: sum(other == day for other, _ in dated) for day in days}
    dots = "".join(
        f'<circle class="dot" fill="{INK}" cx="{at((on - day).days):.0f}" cy="44" '
        f'r="{13 + 5 * min(counts[day] - 1, 3)}"/>'
        for day in days
    )
    first, last = words.full(days[0]), words.full(on)
    end = LINE_WIDTH - 6 - width_of(last, SMALL)
    names = "" if bare else _text("idle", first, 6, 112, SMALL) + _text("idle", last, end, 112, SMALL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LINE_WIDTH:g} {LINE_HEIGHT:g}" class="days" role="img" '
        'direction="ltr">'
        f"<title>{escape(words.title)} {escape(first)} – {escape(last)}</title>"
        f'<path class="edge" fill="none" stroke="{RULE}" stroke-width="6" d="M30 44H{LINE_WIDTH - 30:g}"/>'
        f'<path class="now" fill="none" stroke="{INK}" stroke-width="6" d="M{at(0):g} 22V66"/>{dots}{names}</svg>'
    )
