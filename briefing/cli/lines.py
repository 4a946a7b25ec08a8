"""Commands on storylines: list them, look at one, follow and mute."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.app import DEFAULT_CONFIG, AsJson, ConfigPath, app, config_of, print_json, say

What = Annotated[str, typer.Argument(help="A storyline's id (briefing storylines), or words of headlines.")]
Whose = Annotated[str, typer.Option("--reader", "-r", help="Whose; not needed where there is one reader.")]


@app.command()
def storylines(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    show: Annotated[str, typer.Option("--show", help="The whole of one storyline, by its id.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the storylines of the last editions, or show one with its timeline and editions."""
    from briefing.pipeline.past.storylines import list_storylines, show_storyline, storyline_line, whole_lines

    if show:
        whole = show_storyline(config_of(config), reader=reader, storyline=show)
        print_json(whole) if as_json else say("\n".join(whole_lines(whole)))
        return
    rows = list_storylines(config_of(config), reader=reader)
    if as_json:
        print_json(rows)
        return
    say("\n".join(map(storyline_line, rows)) or "No storyline runs in the editions told in the last 14 days.")


@app.command()
def follow(what: What, reader: Whose = "", config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Follow a storyline: it is always a card or a line, and its silence is told."""
    from briefing.pipeline.making.marks import FOLLOW, set_mark

    say(set_mark(config_of(config), reader=reader, what=what, mark=FOLLOW))


@app.command()
def unfollow(what: What, reader: Whose = "", config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Take back a `follow`."""
    from briefing.pipeline.making.marks import FOLLOW, drop_mark

    say(drop_mark(config_of(config), reader=reader, what=what, mark=FOLLOW))


@app.command()
def mute(what: What, reader: Whose = "", config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Mute a storyline: it is not printed, and its wires are counted as off this reader's subjects."""
    from briefing.pipeline.making.marks import MUTE, set_mark

    say(set_mark(config_of(config), reader=reader, what=what, mark=MUTE))


@app.command()
def unmute(what: What, reader: Whose = "", config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Take back a `mute`."""
    from briefing.pipeline.making.marks import MUTE, drop_mark

    say(drop_mark(config_of(config), reader=reader, what=what, mark=MUTE))
