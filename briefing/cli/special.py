"""The words of `briefing run` that ask for special editions, judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from briefing.pipeline.options import Selection


def asked_selection(
    regions: Sequence[str], topics: Sequence[str], stories: Sequence[str], *, now: bool
) -> Selection | None:
    """What the edition is limited to. ConfigError where no extra edition is asked for."""
    from briefing.pipeline.options import Selection

    selection = Selection(regions=tuple(regions), topics=tuple(topics), stories=tuple(stories))
    if selection and not now:
        raise ConfigError(
            "--region, --topic and --story go with --now", hint="They limit an extra edition, never a regular one"
        )
    return selection or None


def reissue_date(text: str, reason: str, slot: str) -> date | None:
    """The date of the edition to replace, None where none is. ConfigError for no date, and for no reason."""
    if not text:
        if reason or slot:
            raise ConfigError("--reason and --slot go with --reissue", hint="Write --reissue 2022-01-06")
        return None
    on = date_of(text, "--reissue")
    if not reason.strip():
        raise ConfigError(
            "a reissue needs its reason", hint='It is printed: --reason "a wire of the first one was withdrawn"'
        )
    return on


def date_of(text: str, option: str) -> date:
    """The date that an option names. ConfigError for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ConfigError(f"{option} {text!r} is no date", hint="Write it like 2022-01-06") from None
