"""The desk: see what waits, try the notes, release or drop it."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from briefing.cli.app import DEFAULT_CONFIG, AsJson, ConfigPath, app, config_of, print_json, say


@app.command()
def review(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    on: Annotated[str, typer.Option("--on", help="Only of this date.")] = "",
    release: Annotated[bool, typer.Option("--release", help="Let it go out, with what the notes say.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="It never goes out; the next one covers its time.")] = False,
    proof: Annotated[bool, typer.Option("--proof", help="Draw it again with the notes as they are.")] = False,
    by: Annotated[str, typer.Option("--by", help="Who does it; your login name by default.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="With --drop: why.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the editions that wait for the desk, or release or drop them."""
    from briefing.cli.special import date_of
    from briefing.errors import ConfigError
    from briefing.pipeline.clock import now
    from briefing.pipeline.making.review import desk_run, held_editions, review_lines, review_rows
    from briefing.store import open_store

    settings, day = config_of(config), date_of(on, "--on") if on else None
    if reader:
        settings.reader(reader)
    if release + drop + proof > 1:
        raise ConfigError("one of --release, --drop and --proof is expected")
    if not (release or drop or proof):
        with open_store(settings.store) as store:
            rows = review_rows(held_editions(settings, store, reader, day))
        print_json(rows) if as_json else say("\n".join(review_lines(rows)))
        return
    lines, code = desk_run(
        settings,
        reader=reader,
        on=day,
        action="release" if release else "drop" if drop else "proof",
        who=by or _login(),
        reason=reason,
        at=now(),
    )
    say("\n".join(lines))
    raise typer.Exit(code)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
