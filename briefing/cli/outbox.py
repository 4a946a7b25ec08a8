"""Commands over the outbox: what waits to be handed over, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import DEFAULT_CONFIG, AsJson, ConfigPath, app, config_of, print_json, say, whose

outbox_app = typer.Typer(
    help="List what waits to be handed over; queue again, drop, show a mail.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(outbox_app, name="outbox")


@outbox_app.command("list")
def outbox_list(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Also what was sent or dropped.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", help="At most so many, newest first.", min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """List editions that a channel did not take yet, refused, or never took."""
    from briefing.pipeline.post.posting import list_outbox, row_lines

    rows = list_outbox(config_of(config), reader=reader, every=every, limit=limit)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say("\n".join(row_lines(row)))
    if not rows:
        say("Nothing waits in the outbox.")


@outbox_app.command("retry")
def outbox_retry(
    ids: Annotated[
        list[int], typer.Argument(help="Numbers of rows; all that are not through where none is given.")
    ] = [],  # noqa: B006
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Queue rows again and hand them over at once."""
    from briefing.pipeline.clock import now
    from briefing.pipeline.post.posting import retry

    lines, code = retry(config_of(config), ids, now())
    say("\n".join(lines))
    raise typer.Exit(code)


@outbox_app.command("drop")
def outbox_drop(
    ids: Annotated[list[int], typer.Argument(help="Numbers of rows.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Give rows up for good: they are not sent and not listed any more."""
    from briefing.pipeline.post.posting import drop

    say("\n".join(drop(config_of(config), ids)))


@outbox_app.command("show")
def outbox_show(
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose; not needed where there is one reader.")] = "",
    on: Annotated[str, typer.Option("--on", help="Of which date, such as 2022-01-06; the newest by default.")] = "",
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path(),
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Write the mail of a told edition as files to look at; nothing is sent."""
    from briefing.pipeline.paths import shown
    from briefing.pipeline.post.posting import write_letter

    settings = config_of(config)
    for path in write_letter(settings, reader=whose(settings, reader), on=on, out=out.resolve()):
        say(shown(path))
