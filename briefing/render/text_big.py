"""What a big story prints besides its card, and how its storyline joined or parted, as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import BigStory, LineChange
from briefing.render.wording import Wording


def big_lines(big: BigStory, wording: Wording) -> Iterator[str]:
    """Latest reports, what is shut, what governments said: headings, and lines that begin with "- "."""
    label = wording.label
    if big.dispatches:
        yield label("latest_first")
        for one in big.dispatches:
            yield _line(f"{wording.stamp(one.at, one.day_only)}: {one.text} ({one.publisher}) [{one.note}]")
        if big.more:
            yield _line(wording.counted(big.more, "more_wires"))
    if big.closures:
        yield label("closures")
        for shut in big.closures:
            yield _line(f"{label('closure_' + shut.what, shut.what)}: {shut.text} [{shut.note}]")
    if big.reactions:
        yield label("reactions")
        for block in big.reactions:
            for said in block.said:
                words = said.text or " ".join(f"{label('quote_open')}{p}{label('quote_close')}" for p in said.parts)
                who = "" if said.text else f" {', '.join(part for part in (said.who, said.role, said.to) if part)}"
                yield _line(f"{block.name}: {words}{who} [{said.note}]")


def change_line(change: LineChange, wording: Wording) -> str:
    """ "- Joined with: Bridge reopens (Mon 4 Apr)" """
    day = wording.span(change.at.date().isoformat(), None)
    return _line(f"{wording.label('line_' + change.kind, change.kind)}: {change.headline} ({day})")


def _line(text: str) -> str:
    return f"- {text}"
