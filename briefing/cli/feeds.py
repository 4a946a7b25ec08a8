"""Commands on sources: ``briefing feeds ...``."""

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

feeds_app = typer.Typer(help="List, add and import sources.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(feeds_app, name="feeds")


@feeds_app.command("list")
def feeds_list(config: ConfigPath = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """List the sources and what they last gave."""
    from briefing.pipeline.feeds import source_rows

    rows = source_rows(config_of(config))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say(f"{row['name']:<28} {row['state']:<10} {row['address']}")
        if row["reason"]:
            say(f"{'':<28} {row['reason']}")


@feeds_app.command("add")
def feeds_add(
    address: Annotated[str, typer.Argument(help="A feed's address, a folder or a file.")],
    name: Annotated[str, typer.Option("--name", help="The name to give it; otherwise made from the address.")] = "",
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Add one source to the configuration, keeping its comments."""
    from briefing.pipeline.feeds import add_sources, named

    for line in add_sources(config, [named(address, name)]):
        say(line)


@feeds_app.command("import")
def feeds_import(
    opml: Annotated[Path, typer.Argument(help="An OPML file.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Add every feed of an OPML file to the configuration; those that are there already are left alone."""
    from briefing.pipeline.feeds import add_sources, read_opml

    for line in add_sources(config, read_opml(opml)):
        say(line)
