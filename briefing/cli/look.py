"""Commands for those who write templates: a folder to begin with, and the page beside the editor."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.app import DEFAULT_CONFIG, ConfigPath, app, config_of, say


@app.command("new-template")
def new_template(
    name: Annotated[str, typer.Argument(help="The name, such as ministry.")], config: ConfigPath = DEFAULT_CONFIG
) -> None:
    """Write a template folder with the least that an override needs."""
    from briefing.pipeline.looks.looking import new_template as write

    for path in write(config_of(config), name):
        say(str(path))
    say(f"Give a reader `template: {name}`, then `briefing preview` shows each change at once.")


@app.command()
def preview(
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose edition; the first reader without it.")] = "",
    port: Annotated[int, typer.Option("--port", help="Of this machine; 0 takes a free one.", min=0, max=65535)] = 8765,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Show a reader's newest edition in a browser, drawn anew whenever a template changes."""
    from briefing.errors import ConfigError
    from briefing.pipeline.looks.looking import Look, serve_look

    loaded = config_of(config)
    if not loaded.readers:
        raise ConfigError("there is no reader", subject=str(config))
    look = Look(loaded, loaded.reader(reader) if reader else loaded.readers[0])
    try:
        serve_look(look, port, lambda address: say(f"{address} and {address}edition.pdf; stop with Ctrl-C"))
    finally:
        look.close()
