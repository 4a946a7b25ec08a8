"""The user's own daybook file: dated events that no wire announced yet, written by hand.

daybook:
  - title: Round of border talks
    date: 2022-01-14            a day, or a month: 2022-03
    until: 2022-01-15           the last day of several
    time: 15:00 GMT+3           with the words for its zone
    place: Nairobi
    parties: [Kenya, Ethiopia]  names or ISO codes
    status: confirmed           planned, expected, confirmed or cancelled
    source: Ministry of Foreign Affairs, note of 6 January
    link: https://example.org/note
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from briefing.collect.naming import storable
from briefing.errors import WireError
from briefing.model import CalendarEntry
from briefing.yamlfile import did_you_mean, line_of, plain

KEYS = ("title", "date", "until", "time", "place", "parties", "status", "source", "link")
STATES = ("planned", "expected", "confirmed", "cancelled")
MOST_ENTRIES = 2_000
MOST_FAULTS = 8  # said in one line of the report
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?:\s+(\S.{0,40}))?")


def read_daybook(data: bytes, *, source: str, path: str) -> tuple[CalendarEntry, ...]:
    """The entries of a daybook file, in its order. Raises WireError with every fault and its line: a file that is
    half read would let an event of the other half vanish from the daybook."""
    document = _load(data)
    found = document if isinstance(document, Mapping) else {}
    faults = [
        f"line {line_of(document, (key,))}: {key!r} is not known here" for key in found if key != "daybook"
    ]  # fmt: skip
    rows = found.get("daybook") or []
    if not isinstance(rows, list):
        faults, rows = [*faults, "`daybook:` has to be a list of entries"], []
    entries = []
    for index, row in enumerate(rows[:MOST_ENTRIES]):
        wrong: list[str] = []
        entry = _entry(plain(row) if isinstance(row, Mapping) else None, source, path, wrong)
        faults += [f"line {line_of(document, ('daybook', index))}: {fault}" for fault in wrong]
        entries += [entry] if entry else []
    if faults:
        more = f"; and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise WireError("; ".join(faults[:MOST_FAULTS]) + more, hint="See docs/daybook.md for what an entry may hold")
    return tuple({entry.key: entry for entry in entries}.values())


def _load(data: bytes) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import RoundTripConstructor
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    class AsWritten(RoundTripConstructor):
        """Dates stay text, so that one that is none can be told with its line."""

    AsWritten.add_constructor("tag:yaml.org,2002:timestamp", lambda maker, node: maker.construct_scalar(node))
    reader = YAML()
    reader.Constructor = AsWritten
    try:
        return reader.load(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise WireError("is not UTF-8 text", hint="Save it as UTF-8") from fault
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = f"line {mark.line + 1}: " if mark else ""
        raise WireError(f"{line}is not YAML: {fault.problem}", hint="Look at the indentation there") from fault
    except (YAMLError, ValueError) as fault:
        raise WireError(f"is not YAML: {fault}") from fault


def _entry(row: dict[str, Any] | None, source: str, path: str, faults: list[str]) -> CalendarEntry | None:
    if row is None:
        faults.append("an entry is a list of keys and values, as `- title: ...`")
        return None
    faults += [f"{key!r} is not known{did_you_mean(key, KEYS)}" for key in row if key not in KEYS]
    what, where = _text(row.get("title")), _text(row.get("place"))
    if not what:
        faults.append("`title` is missing")
    on, until = _day(row.get("date"), "date", faults), _day(row.get("until"), "until", faults)
    if not on and not any("`date`" in fault for fault in faults):
        faults.append("`date` is missing")
    if on and until and until < on[: len(until)]:
        faults.append(f"`until` {until} lies before `date` {on}")
    status = _text(row.get("status")) or "planned"
    if status not in STATES:
        faults.append(f"`status` {status!r} is none of {', '.join(STATES)}{did_you_mean(status, STATES)}")
    link = _text(row.get("link"))
    if link and not re.match(r"https?://\S+$", link):
        faults.append("`link` has to begin with https:// or http://")
    clock, parties = _time(row.get("time"), faults), _parties(row.get("parties"), faults)
    if faults or not what or not on:
        return None
    return CalendarEntry(
        key=sha256(f"{what.casefold()}|{where.casefold()}".encode()).hexdigest()[:20],
        source=source, form="yaml", on=on, until=until or None, what=what[:300], clock=clock, where=where or None,
        parties=parties, status=status, said_by=_text(row.get("source"))[:200], link=link, path=path,
    )  # fmt: skip


def _text(value: Any) -> str:
    return "" if value is None else storable(" ".join(str(value).split()))


def _day(value: Any, key: str, faults: list[str]) -> str:
    """ "2022-01-14" or "2022-01"; "" where it is missing or, with a fault, no date."""
    if value is None:
        return ""
    text = str(value).strip()
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _MONTH.fullmatch(text):
            return date.fromisoformat(f"{text}-01").isoformat()[:7]
    except ValueError:
        pass
    faults.append(f"`{key}` {text!r} is no day such as 2022-01-14 and no month such as 2022-03")
    return ""


def _time(value: Any, faults: list[str]) -> str:
    if value is None:
        return ""
    match = _TIME.fullmatch(_text(value))
    if match is None:
        faults.append(f"`time` {_text(value)!r} is no hour such as 15:00 or 15:00 GMT+3")
        return ""
    return f"{int(match[1]):02d}:{match[2]}" + (f" {match[3]}" if match[3] else "")


def _parties(value: Any, faults: list[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, str) for row in rows):
        faults.append("`parties` has to be a list of names or ISO codes; put quotes around NO and ON")
        return ()
    return tuple(dict.fromkeys(_text(row) for row in rows if _text(row)))[:12]
