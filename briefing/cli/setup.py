"""The command that writes a first configuration."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import (
    DEFAULT_CONFIG,
    app,
    say,
)

QUESTIONS = {
    "name": "Reader's name (letters, digits, dash)",
    "zone": "Time zone",
    "at": "Local hour of the edition",
    "regions": "Regions, with commas (empty: everywhere)",
    "topics": "Topics, with commas (empty: all)",
}


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
    """Write a commented config.yaml; asks for name, time zone, hour, regions and topics, each until it fits."""
    from briefing.errors import ConfigError
    from briefing.pipeline.care.setup import Answers, fault_of, write_config

    if path.exists() and not force:
        raise ConfigError("is there already", subject=str(path), hint="Name another file, or add --force to replace it")

    answers = Answers(name="desk", zone="UTC", at="07:00", regions="", topics="")
    asking = sys.stdin.isatty() and not yes
    given = {"name": name, "zone": zone, "at": at, "regions": regions, "topics": topics}
    for key, text in QUESTIONS.items():
        said = given[key] or (typer.prompt(text, default=getattr(answers, key)) if asking else "")
        while asking and said and (fault := fault_of(replace(answers, **{key: said}))):
            typer.echo(fault, err=True)  # the same is asked again, and what fits is kept
            said = typer.prompt(text, default=getattr(answers, key))
        answers = replace(answers, **{key: said}) if said else answers
    for line in write_config(path, answers):
        say(line)
