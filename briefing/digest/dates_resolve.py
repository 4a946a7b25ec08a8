"""From a match of dates_grammar to a value: the table of resolvers, one a form.

Method: TimeML's TIMEX3 with the wire's day as anchor; the tense of the clause decides between last and next,
without a tense the nearer one; "two days later" counts from the narrative date, the last day the story named.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.digest import dates_days as days
from briefing.digest import dates_units as units
from briefing.digest.dates_context import Context
from briefing.digest.dates_found import Found

RESOLVERS: dict[str, Callable[[re.Match[str], Context], Found | None]] = {
    "weekof": days.weekof,
    "yearback": days.yearback,
    "iso": days.iso,
    "slash": days.slash,
    "ymd": days.ymd,
    "mdy": days.mdy,
    "dmy": days.dmy,
    "month": days.month,
    "weekday": days.weekday,
    "holiday": days.holiday,
    "today": days.today,
    "theday": days.theday,
    "quarter": units.quarter,
    "half": units.half,
    "shift": units.shift,
    "window": units.window,
    "unit": units.unit,
    "span": units.span,
    "vague": units.vague,
    "set": units.repeated,
    "clock": units.clock,
    "season": units.season,
    "decade": units.decade,
    "shortyear": units.shortyear,
    "year": units.year,
    "present": units.present,
    "past": units.past,
    "future": units.future,
}
