"""Comments of the desk in plain text: boxed and signed, apart from what wires said."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import Edition
from briefing.render.filling import WIDTH, wrapped
from briefing.render.wording import Wording

INSIDE = WIDTH - 4  # of the box


def desk_blocks(edition: Edition, wording: Wording) -> Iterator[str]:
    """One block a comment, with the story that it stands at."""
    cards = {card.id: card for card in (*edition.cards(), *edition.brief, *edition.below)}
    for comment in edition.desk_comments:
        card = cards.get(comment.story)
        at = f" ({card.number}. {card.headline})" if card else ""
        signed = f"{wording.label('desk_comment')}{f', {comment.by}' if comment.by else ''}{at}"
        lines = (*comment.text.splitlines(), f"-- {signed}")
        rows = [row for line in lines for row in wrapped(line, width=INSIDE).splitlines() or [""]]
        edge = "+" + "-" * (INSIDE + 2) + "+"
        yield "\n".join((edge, *(f"| {row}".rstrip() for row in rows), edge))
