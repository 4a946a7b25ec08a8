"""Write the fields of the edition into docs/templates.md from briefing/model: python scripts/template_docs.py"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from briefing import model

DOCS = Path(__file__).resolve().parents[1] / "docs" / "templates.md"
START, END = "### The edition\n", "## What a template may not do\n"
SHOWN = (
    "Edition",
    "GlanceLine",
    "DaybookEntry",
    "UndatedEntry",
    "Desk",
    "RegionBlock",
    "RegionUsual",
    "RegionMap",
    "Spot",
    "StoryCard",
    "OutletMark",
    "FirstReport",
    "BigStory",
    "Dispatch",
    "Closure",
    "Reactions",
    "Reaction",
    "CardQuote",
    "FigureTable",
    "FigureRow",
    "Track",
    "Round",
    "Position",
    "Speaker",
    "Sentence",
    "TimelineEntry",
    "Reference",
    "Notice",
    "Piece",
    "Since",
    "SinceLine",
    "Carried",
    "Storyline",
    "LineChange",
    "DeskComment",
    "Reissue",
    "SourceLine",
    "Counts",
    "Note",
    "WireRef",
    "Comparison",
    "Issue",
    "Change",
    "Replay",
    "Replayed",
)


def fields_of(name: str) -> str:
    """A paragraph on one class of the model and a table of its fields."""
    kind = getattr(model, name)
    rows = [f"| `{field.name}` | {str(field.type).replace('|', 'or')} |" for field in dataclasses.fields(kind)]
    said = " ".join((kind.__doc__ or "").split()).replace("``", "`")
    return "\n".join([f"**{name}**. {said}\n", "| field | type |", "|---|---|", *rows])


def written(text: str) -> str:
    """The document with its part on the edition's fields written anew."""
    head, rest = text.split(START, 1)
    tail = rest.split(END, 1)[1]
    return f"{head}{START}\n" + "\n\n".join(map(fields_of, SHOWN)) + f"\n\n{END}{tail}"


if __name__ == "__main__":
    DOCS.write_text(written(DOCS.read_text("utf-8")), "utf-8")
