"""The desk step: whether an edition waits for a person, and the notes file in which he says what to change."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from briefing.config.base import Model
from briefing.errors import ConfigError
from briefing.units import read_seconds
from briefing.yamlfile import did_you_mean, dotted, line_of, plain, read_yaml


def _review(value: Any) -> str:
    """ "off", "hold" or "auto-after 20m"; YAML's false is off."""
    text = "off" if value is False else " ".join(str(value).split()).lower()
    if text in ("off", "hold"):
        return text
    word, _, delay = text.partition(" ")
    if word != "auto-after" or not delay:
        raise ValueError('"off", "hold" or "auto-after 20m" is expected')
    if not isinstance(seconds := read_seconds(delay), float) or seconds <= 0:
        raise ValueError("a time longer than none is expected after auto-after")
    return text


Review = Annotated[str, BeforeValidator(_review)]


def review_delay_s(review: str) -> float | None:
    """After how many seconds a held edition goes out by itself: 0 for "off", None for "hold"."""
    if review == "off":
        return 0.0
    return None if review == "hold" else float(read_seconds(review.partition(" ")[2]))


def _names(value: Any) -> Any:
    """Names as text: a story's number may be written plainly."""
    return [str(one) if isinstance(one, int) else one for one in value] if isinstance(value, list) else value


def _words(value: str) -> str:
    text = value.strip()
    if not text:
        raise ValueError("words are expected")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        raise ValueError("control characters cannot be printed")
    return text


Story = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int) else v), Field(min_length=1)]
Names = Annotated[list[Story], BeforeValidator(_names)]
Signature = Annotated[str, AfterValidator(lambda value: _words(value) if value.strip() else ""), Field(max_length=200)]
Words = Annotated[str, AfterValidator(_words), Field(max_length=2000)]


class Move(Model):
    """A story to another desk, region or place (card, brief, below)."""

    story: Story
    to: str


class Comment(Model):
    """Words of the desk, at a story or for the whole edition."""

    text: Words
    story: Story | None = None
    by: Signature = ""


class DeskNotes(Model):
    """desk/READER-DATE.yaml. Stories are named by number, id, storyline or words of the headline."""

    pin: Names = []
    drop: Names = []
    move: list[Move] = []
    comments: list[Comment] = []
    by: Signature = ""


def read_notes(path: Path) -> DeskNotes:
    """The notes of a file; none where it is not there. ConfigError whose ``faults`` name every line at fault."""
    if not path.exists():
        return DeskNotes()
    document = read_yaml(path)
    try:
        return DeskNotes.model_validate({} if document is None else plain(document))
    except ValidationError as errors:
        faults = []
        for error in errors.errors():
            where = tuple(step for step in error["loc"] if not (isinstance(step, str) and "[" in step))
            said = str(error["msg"]).removeprefix("Value error, ")
            if error["type"] == "extra_forbidden":
                parts = {"move": Move.model_fields, "comments": Comment.model_fields}
                known = list(parts.get(str(where[0]), DeskNotes.model_fields))
                said = f"unknown key{did_you_mean(str(where[-1]), known)}; known here: {', '.join(known)}"
            faults.append(f"{path}:{line_of(document, where)}: {dotted(where)}: {said[:1].lower()}{said[1:]}")
        raise ConfigError(
            f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in the desk's notes",
            subject=str(path),
            faults=tuple(faults),
        ) from errors
