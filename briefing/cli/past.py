"""Commands on editions of the past: drawn again, held against each other, decided anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import (
    DEFAULT_CONFIG,
    AsJson,
    ConfigPath,
    ReaderName,
    app,
    config_of,
    print_json,
    progress_of,
    say,
    whose,
)


@app.command()
def rebuild(
    on: Annotated[str, typer.Argument(metavar="DATE", help="The edition's date, such as 2022-01-06.")],
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose; not needed where there is one reader.")] = "",
    slot: Annotated[str, typer.Option("--slot", help="Of several that day: its hour, or its name.")] = "",
    config: ConfigPath = DEFAULT_CONFIG,
    out: Annotated[Path | None, typer.Option("--out", help="Write here instead of the out folder.")] = None,
    as_json: AsJson = False,
) -> None:
    """Draw the stored edition of a date again, and say whether its bytes are those of the first time."""
    from dataclasses import asdict

    from briefing.pipeline.record.rebuild import rebuild as rebuilt

    settings = config_of(config)
    found = rebuilt(settings, reader=whose(settings, reader), on=on, slot=slot, out=out)
    if as_json:
        print_json([asdict(one) | {"paths": [str(path) for path in one.paths]} for one in found])
    else:
        for line in (line for one in found for line in one.lines()):
            say(line)
    raise typer.Exit(3 if any(one.faults for one in found) else 0)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The earlier date, such as 2022-01-06.")],
    after: Annotated[str, typer.Argument(help="The later date.")],
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose; not needed where there is one reader.")] = "",
    config: ConfigPath = DEFAULT_CONFIG,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page of it to this file.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write a PDF of it to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what changed between the editions of two dates."""
    from dataclasses import asdict

    from briefing.pipeline.past.diff import diff_editions, diff_lines, write_pages

    settings = config_of(config)
    found = diff_editions(settings, reader=whose(settings, reader), before=before, after=after)
    written = write_pages(settings, found, html=html, pdf=pdf)
    if as_json:
        print_json([asdict(change) for change in found.changes])
        return
    for line in diff_lines(found.changes) if not written else map(str, written):
        say(line)
    if before == after:
        say("Each date stands for its last edition: this is one beside itself.")


@app.command()
def replay(
    out: Annotated[Path, typer.Option("--out", help="A new folder for the editions and what was found.")],
    days: Annotated[int, typer.Option("--days", help="So many days back from the newest edition.", min=1)] = 30,
    reader: ReaderName = [],  # noqa: B006
    form: Annotated[
        list[str], typer.Option("--format", "-f", help="Draw this form of each; may be given again. HTML and JSON.")
    ] = [],  # noqa: B006
    config: ConfigPath = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Decide past editions anew, under today's rules, configuration and templates, and say what would have differed.

    The archive is only read; nothing is delivered.
    """
    from briefing.pipeline.making.replay import FORMATS
    from briefing.pipeline.making.replay import replay as decided_anew
    from briefing.pipeline.making.replay_report import replay_document, replay_lines, write_replay

    settings, forms = config_of(config), tuple(dict.fromkeys(form)) or FORMATS
    progress = progress_of(quiet=as_json)
    found = decided_anew(settings, days=days, out=out, readers=tuple(reader), formats=forms, progress=progress)
    written = write_replay(settings, found, out.resolve())
    if as_json:
        print_json(replay_document(found))
    else:
        for line in (*replay_lines(found), *map(str, written)):
            say(line)
    raise typer.Exit(1 if all(one.comparison is None for one in found.editions) else 0)
