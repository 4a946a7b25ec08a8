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

feeds_app = typer.Typer(
    help="List, add, remove, import and export sources.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(feeds_app, name="feeds")


@feeds_app.command("list")
def feeds_list(config: ConfigPath = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """List the sources with their health: ok, stale, empty, failing, gone, moved, not asked, inactive."""
    from datetime import UTC, datetime

    from briefing.pipeline.sources.feeds import source_rows

    rows = source_rows(config_of(config), datetime.now(UTC))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say(f"{row['name']:<28} {row['state']:<10} {row['address']}")
        if row["reason"]:
            say(f"{'':<28} {row['reason']}")


@feeds_app.command("add")
def feeds_add(
    address: Annotated[str, typer.Argument(help="A feed's or a site's address, a folder or a file.")] = "",
    name: Annotated[str, typer.Option("--name", help="Its name; otherwise made from the title or the address.")] = "",
    pack: Annotated[str, typer.Option("--pack", help="Add the feeds of this starter pack instead.")] = "",
    unseen: Annotated[bool, typer.Option("--unseen", help="Do not ask the address; add it as it stands.")] = False,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Add one source to the configuration, keeping its comments.

    A web address is asked first: the feed is found where a page was named, and its last items are shown with the desk,
    region and topic under which each would be filed. Nothing is added where no feed answers.
    """
    from briefing.errors import ConfigError
    from briefing.pipeline.sources.feeds import add_sources, found_feed, named
    from briefing.pipeline.sources.packs import pack as pack_of

    if bool(address) == bool(pack):
        raise ConfigError(
            "an address or --pack NAME is needed, and not both", hint="`briefing feeds packs` lists packs"
        )
    if pack:
        entries = list(pack_of(pack).feeds)
    elif address.startswith(("http://", "https://")) and not unseen:
        entry, lines = found_feed(config_of(config), address, name)
        entries = [entry]
        for line in lines:
            say(line)
    else:
        entries = [named(address, name)]
    for line in add_sources(config, entries):
        say(line)
    if not pack and entries[0].get("allow_private"):
        say("allow_private: true stands with it, since the address is this machine's or of a network of your own.")


@feeds_app.command("remove")
def feeds_remove(
    name: Annotated[str, typer.Argument(help="The source's name, as `feeds list` shows it.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Take one source out of the configuration, keeping its comments; the wires it gave stay in the archive."""
    from briefing.pipeline.sources.removing import remove_source

    for line in remove_source(config, name):
        say(line)


@feeds_app.command("packs")
def feeds_packs(
    name: Annotated[str, typer.Argument(help="Show the feeds of this pack.")] = "",
) -> None:
    """List the starter packs of public feeds, or the feeds of one."""
    from briefing.pipeline.sources.packs import pack, packs

    if name:
        for feed in pack(name).feeds:
            say(f"{feed['name']:<20} {feed['publisher']:<30} {feed['feed']}")
        return
    for one in packs():
        say(f"{one.name:<16} {len(one.feeds):>2} feeds  {one.about}")
    say("`briefing feeds packs NAME` shows its feeds, `briefing feeds add --pack NAME` adds them.")


@feeds_app.command("import")
def feeds_import(
    opml: Annotated[Path, typer.Argument(help="An OPML file.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Add every feed of an OPML file to the configuration; those that are there already are left alone."""
    from briefing.pipeline.sources.feeds import add_sources
    from briefing.pipeline.sources.opml import read_opml

    for line in add_sources(config, read_opml(opml)):
        say(line)


@feeds_app.command("export")
def feeds_export(
    opml: Annotated[Path | None, typer.Argument(help="The OPML file to write; printed without it.")] = None,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Write the feeds of the configuration as OPML, for another program."""
    from briefing.pipeline.sources.opml import opml_of, write_opml

    if opml is None:
        say(opml_of(config_of(config)).rstrip("\n"))
    else:
        say(write_opml(config_of(config), opml))
