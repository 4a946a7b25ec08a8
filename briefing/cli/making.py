"""Commands that take wires in and make editions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.app import (
    DEFAULT_CONFIG,
    AsJson,
    AsOf,
    ConfigPath,
    ReaderName,
    app,
    config_of,
    instant,
    print_json,
    progress_of,
    say,
    say_report,
)
from briefing.cli.logs import LOG

if TYPE_CHECKING:
    from briefing.pipeline.options import RunOptions


@app.command()
def run(
    config: ConfigPath = DEFAULT_CONFIG,
    from_paths: Annotated[
        list[Path], typer.Option("--from", help="Read these files and folders instead of the sources.")
    ] = [],  # noqa: B006
    as_of: AsOf = "",
    reader: ReaderName = [],  # noqa: B006
    out: Annotated[Path | None, typer.Option("--out", help="Write editions here instead of the out folder.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no source over the network.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Make an extra numbered edition outside the slots.")] = False,
    region: Annotated[list[str], typer.Option("--region", help="With --now: only this region.")] = [],  # noqa: B006
    topic: Annotated[list[str], typer.Option("--topic", help="With --now: only this topic.")] = [],  # noqa: B006
    story: Annotated[
        list[str], typer.Option("--story", help="With --now: only this storyline or story, or words of its headline.")
    ] = [],  # noqa: B006
    reissue: Annotated[
        str, typer.Option("--reissue", help="Make the edition of this date anew, in the place of the one told.")
    ] = "",
    slot: Annotated[str, typer.Option("--slot", help="With --reissue: of this hour.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="With --reissue: why; it is printed.")] = "",
    deliver: Annotated[
        bool, typer.Option("--deliver", help="With --as-of or --from: deliver, and count as told.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Collect, digest, and make and deliver the editions that are due.

    --as-of and --from make an edition of every reader, due or not, deliver nothing and do not count as told.
    A reissue counts as told: it goes with them only where --deliver is given, and never with --now.
    """
    from briefing.cli.special import asked_selection, reissue_date
    from briefing.pipeline.options import RunOptions

    options = RunOptions(
        from_paths=tuple(from_paths),
        as_of_at=instant(as_of),
        readers=tuple(reader),
        out=out,
        offline=offline,
        extra=now,
        deliver=deliver,
        selection=asked_selection(region, topic, story, now=now),
        reissue_on=reissue_date(reissue, reason, slot),
        reissue_slot=slot,
        reason=" ".join(reason.split()),
    )
    raise typer.Exit(_run(config, options, as_json=as_json))


def _run(config: Path, options: RunOptions, *, as_json: bool) -> int:
    """Run and say what became of it; where nothing was to do, a person at a terminal alone hears of it: cron would
    mail it every few minutes. Gives the exit code."""
    from briefing.pipeline import run_once
    from briefing.pipeline.stopping import on_sigterm

    with on_sigterm() as stop:
        result = run_once(config_of(config), options, progress=progress_of(quiet=as_json), stop=stop)
    if as_json:
        print_json(result.report)
    elif LOG.as_json or sys.stdout.isatty() or not result.quiet:
        say_report(result.report)
    return result.exit_code


@app.command()
def collect(
    config: ConfigPath = DEFAULT_CONFIG,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no source over the network.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Only the feeds whose interval has passed.")] = False,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Ask every source once and store what is new; make no edition."""
    from briefing.pipeline import collect_once

    report, code = collect_once(config_of(config), offline=offline, as_of_at=instant(as_of), every=not due)
    if as_json:
        print_json(report)
    else:
        say_report(report | {"exit_code": code})
    raise typer.Exit(code)


@app.command()
def digest(
    paths: Annotated[list[Path], typer.Argument(help="Feed files, wire files and folders; no config, no store.")],
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Decide places, sections, dates and stories of the wires in PATHS, all of them, whatever their age."""
    from briefing.pipeline.making.stateless import digest_lines, digest_paths

    document = digest_paths(paths, as_of_at=instant(as_of))
    if as_json:
        print_json(document)
    else:
        for line in digest_lines(document):
            say(line)


@app.command()
def schedule(
    config: ConfigPath = DEFAULT_CONFIG,
    show: Annotated[int | None, typer.Option("--show", help="Only list the next N slots, and end.", min=1)] = None,
) -> None:
    """Stay in the foreground: collect at intervals and make each edition when it is due. SIGTERM ends it."""
    from briefing.schedule import next_lines, serve_schedule

    if show:
        say(
            "\n".join(next_lines(config_of(config), show))
            or "There is no reader. Add one under readers: in config.yaml."
        )
        return
    serve_schedule(config, say=say, options=("--log-json",) if LOG.as_json else ())
