"""What changed since the last edition, as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.model import Edition, SinceLine
from briefing.render.filling import titled, wrapped
from briefing.render.wording import Wording


def since_lines(edition: Edition, wording: Wording) -> Iterator[str]:
    """The blocks of "Since your last briefing": heading, counts, lines. None in a first edition."""
    since = edition.since
    if since is None:
        return
    yield titled(wording.label("since_last"))
    numbers = {card.id: card.number for card in (*edition.cards(), *edition.brief)}
    counts: tuple[tuple[str, int, tuple[str, ...]], ...] = (
        ("since_new", since.new, since.new_stories),
        ("since_updated", since.updated, since.updated_stories),
        ("since_continuing", since.continuing, ()),
    )
    head = f"{wording.label('number')} {since.number}, {wording.long_date(since.on)}: "
    rows = [wrapped(head + ", ".join(wording.counted(n, key) + _named(ids, n, numbers) for key, n, ids in counts))]
    rows += [wrapped(_line(line, wording), "  ", "- ") for line in since.lines]
    if since.more_quiet:
        rows.append(wrapped(wording.counted(since.more_quiet, "since_more_quiet"), "  ", "  "))
    yield "\n".join(rows)


def _named(ids: Sequence[str], count: int, numbers: Mapping[str, int]) -> str:
    """ " (1, 4, 7)", with dots where there are more."""
    known = [str(numbers[one]) for one in ids if one in numbers]
    return f" ({', '.join(known)}{' ...' if count > len(known) else ''})" if known else ""


def _silence(line: SinceLine, wording: Wording) -> str:
    if not line.heard:
        return wording.label("since_unheard")
    return wording.counted(line.days, "since_quiet_days") if line.days else wording.label("since_quiet_today")


def _line(line: SinceLine, wording: Wording) -> str:
    what = ", ".join(wording.label("what_" + item, item) for item in line.what)
    head = wording.label("since_kind_" + line.kind, line.kind) + (f" ({what})" if what else "")
    tail = ""
    if line.kind == "moved" and line.was:
        tail = f", {wording.label('since_from')} {wording.span(line.was, None)}"
        tail += f" {wording.label('since_to')} {wording.span(line.now, None)}"
    elif line.kind == "overdue" and line.heard:
        tail = f", {wording.counted(line.heard, 'daybook_heard')}"
    elif line.kind == "quiet":
        tail = f"; {_silence(line, wording)}; {wording.label('number')} {line.number}"
    marks = "".join(f" [{number}]" for number in line.notes)
    return f"{head}: {line.text}{tail}{marks}"
