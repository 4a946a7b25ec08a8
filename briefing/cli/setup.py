"""The command that writes a first configuration."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import (
    DEFAULT_CONFIG,
    app,
    say,
)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = DEFAULT_CONFIG,
    name: Annotated[str, typer.Option("--name", help="The reader's name, such as desk.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="His time zone, such as Europe/Berlin.")] = "",
    at: Annotated[str, typer.Option("--at", help="The local hour of his edition, such as 07:00.")] = "",
    regions: Annotated[str, typer.Option("--regions", help="Region keys, with commas; none means everywhere.")] = "",
    topics: Annotated[str, typer.Option("--topics", help="Topics, with commas; none means all.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the options and defaults.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a commented config.yaml; asks for name, time zone, regions and topics."""
    from briefing.errors import ConfigError
    from briefing.pipeline.care.setup import Answers, write_config

    if path.exists() and not force:
        raise ConfigError("is there already", subject=str(path), hint="Name another file, or add --force to replace it")

    def ask(text: str, given: str, default: str) -> str:
        return given or (default if yes or not sys.stdin.isatty() else typer.prompt(text, default=default))

    answers = Answers(
        name=ask("Reader's name (letters, digits, dash)", name, "desk"),
        zone=ask("Time zone", zone, "UTC"),
        at=ask("Local hour of the edition", at, "07:00"),
        regions=ask("Regions, with commas (empty: everywhere)", regions, ""),
        topics=ask("Topics, with commas (empty: all)", topics, ""),
    )
    for line in write_config(path, answers):
        say(line)
