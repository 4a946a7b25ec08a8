"""Commands on editions that were made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import (
    DEFAULT_CONFIG,
    AsJson,
    ConfigPath,
    app,
    config_of,
    print_json,
    say,
)


@app.command()
def editions(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", help="At most so many, newest first.", min=1)] = 30,
    as_json: AsJson = False,
) -> None:
    """List the editions made."""
    from briefing.pipeline.record.rebuild import list_editions

    rows = list_editions(config_of(config), reader=reader, limit=limit)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        name = f"{row['reader']:<20} no. {row['number']:<5}"
        say(f"{row['on']}  {row['slot']:<10} {name} {row['state']:<8} {row['folder']}")
    if not rows:
        say("No edition was made yet. `briefing run` makes the ones that are due.")


@app.command()
def render(
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose edition.")] = "",
    on: Annotated[str, typer.Option("--on", help="Of which date, such as 2022-01-06; the newest by default.")] = "",
    config: ConfigPath = DEFAULT_CONFIG,
    out: Annotated[Path | None, typer.Option("--out", help="Write here instead of the out folder.")] = None,
    in_place: Annotated[
        bool, typer.Option("--replace", help="Write over the files that were told; else beside them, in redrawn/.")
    ] = False,
) -> None:
    """Draw a stored edition again, from what was frozen when it was made."""
    from briefing.pipeline.record.rebuild import draw_again

    for path in draw_again(config_of(config), reader=reader, on=on, out=out, replace_told=in_place):
        say(str(path))
