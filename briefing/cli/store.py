"""Commands about the archive as a database."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.app import app, progress_of, say

store_app = typer.Typer(help="Move the archive to another database.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(store_app, name="store")


@store_app.callback()
def group() -> None:
    """Move the archive to another database."""


@store_app.command("copy")
def store_copy(
    from_url: Annotated[str, typer.Argument(metavar="FROM", help="The archive, such as sqlite:///out/briefing.db.")],
    to_url: Annotated[str, typer.Argument(metavar="TO", help="An empty store, such as postgresql:///briefing.")],
) -> None:
    """Copy a whole archive into an empty store, file or server, and compare every row."""
    from briefing.pipeline.care.moving import copy_archive

    say("\n".join(copy_archive(from_url, to_url, progress_of())))
