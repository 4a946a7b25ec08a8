"""Commands, nothing else: each one reads its arguments, calls the pipeline and prints.

Exit codes: 0 everything due was done, also when nothing was; 1 an edition was due and none came out; 2 wrong usage or
configuration; 3 an edition is out, with failures in the report.
"""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from briefing.config import Config

app = typer.Typer(
    name="briefing",
    help="A daily briefing on security talks and regional crises, made from agency wires.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
feeds_app = typer.Typer(help="List, add and import sources.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(feeds_app, name="feeds")

ConfigPath = Annotated[Path, typer.Option("--config", "-c", help="The configuration to read.")]
AsOf = Annotated[str, typer.Option("--as-of", help="The instant taken for now, such as 2022-01-06T18:00:00Z.")]
ReaderName = Annotated[list[str], typer.Option("--reader", "-r", help="Only this reader; may be given again.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DEFAULT_CONFIG = Path("config.yaml")


def main() -> None:
    """Run the program; faults that a person can mend are printed without a traceback."""
    from briefing.errors import BriefingError, ConfigError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal or cron without UTF-8 gets an escape, not a traceback
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ConfigError as fault:
        for line in fault.faults or (str(fault),):
            _complain(line)
        if fault.faults:
            _complain(f"{len(fault.faults)} in all. Nothing was done.")
        sys.exit(2)
    except BriefingError as fault:
        _complain(str(fault))
        sys.exit(1)
    except KeyboardInterrupt:
        _complain("stopped by the keyboard; what was received is kept")
        sys.exit(130)


def _complain(text: str) -> None:
    sys.stderr.write(f"briefing: {text}\n")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _print_json(data: Any) -> None:
    import json

    _print(json.dumps(data, ensure_ascii=False, indent=2))


def _config(path: Path) -> Config:
    from briefing.config import load_config

    return load_config(path)


def _instant(text: str) -> datetime | None:
    """An instant or a date as people write them; the end of the minute is not meant, a date alone is its midnight."""
    from datetime import UTC

    from briefing.errors import ConfigError

    if not text:
        return None
    try:
        at = datetime.fromisoformat(text.strip().replace("z", "Z"))
    except ValueError:
        raise ConfigError(
            f"--as-of {text!r} is no instant", hint="Write it like 2022-01-06T18:00:00Z or 2022-01-06"
        ) from None
    if not 1970 <= at.year <= 2200:
        raise ConfigError(f"--as-of {text!r} lies outside the years 1970 to 2200", hint="Look at the year")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


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
    deliver: Annotated[
        bool, typer.Option("--deliver", help="With --as-of or --from: deliver, and count as told.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Collect, digest, and make and deliver the editions that are due.

    --as-of and --from make an edition of every reader, due or not, deliver nothing and do not count as told.
    """
    from briefing.pipeline import RunOptions, run_once

    options = RunOptions(
        from_paths=tuple(from_paths),
        as_of_at=_instant(as_of),
        readers=tuple(reader),
        out=out,
        offline=offline,
        extra=now,
        deliver=deliver,
    )
    result = run_once(_config(config), options, progress=_progress(quiet=as_json))
    if as_json:
        _print_json(result.report)
    else:
        for line in result.lines():
            _print(line)
    raise typer.Exit(result.exit_code)


def _progress(*, quiet: bool = False) -> Any:
    """A one-line progress display on a terminal; silence in cron and pipes."""
    from briefing.pipeline.progress import Progress

    return Progress(enabled=not quiet and sys.stderr.isatty())


@app.command()
def collect(
    config: ConfigPath = DEFAULT_CONFIG,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no source over the network.")] = False,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Ask every source once and store what is new; make no edition."""
    from briefing.pipeline import collect_once

    report, code = collect_once(_config(config), offline=offline, as_of_at=_instant(as_of))
    if as_json:
        _print_json(report)
    else:
        for line in report["lines"]:
            _print(line)
    raise typer.Exit(code)


@app.command()
def digest(
    paths: Annotated[list[Path], typer.Argument(help="Feed files, wire files and folders; no config, no store.")],
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """Decide places, sections, dates and stories of the wires in PATHS, all of them, whatever their age."""
    from briefing.pipeline.stateless import digest_lines, digest_paths

    document = digest_paths(paths, as_of_at=_instant(as_of))
    if as_json:
        _print_json(document)
    else:
        for line in digest_lines(document):
            _print(line)


@app.command()
def render(
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose edition.")] = "",
    on: Annotated[str, typer.Option("--on", help="Of which date, such as 2022-01-06; the newest by default.")] = "",
    config: ConfigPath = DEFAULT_CONFIG,
    out: Annotated[Path | None, typer.Option("--out", help="Write here instead of the out folder.")] = None,
) -> None:
    """Draw a stored edition again, from what was frozen when it was made."""
    from briefing.pipeline.publish import render_again

    for path in render_again(_config(config), reader=reader, on=on, out=out):
        _print(str(path))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The earlier date, such as 2022-01-06.")],
    after: Annotated[str, typer.Argument(help="The later date.")],
    reader: Annotated[str, typer.Option("--reader", "-r", help="Whose editions.")],
    config: ConfigPath = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show what changed between the editions of two dates."""
    from dataclasses import asdict

    from briefing.pipeline.diff import diff_editions, diff_lines

    changes = diff_editions(_config(config), reader=reader, before=before, after=after)
    if as_json:
        _print_json([asdict(change) for change in changes])
        return
    for line in diff_lines(changes):
        _print(line)


@app.command()
def check(
    config: ConfigPath = DEFAULT_CONFIG,
    regions: Annotated[bool, typer.Option("--regions", help="List the region keys that a reader may name.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the configuration, the templates and the sources, and say what would happen next."""
    from briefing.pipeline.checks import check_all, region_lines

    if regions:
        for line in region_lines(_config(config)):
            _print(line)
        return
    report = check_all(_config(config))
    if as_json:
        _print_json(report)
    else:
        for line in report["lines"]:
            _print(line)
    raise typer.Exit(2 if report["faults"] else 0)


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="A wire's or story's id, a wire's link, or a wire file.")],
    config: ConfigPath = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show which words, places and rules decided on a wire, or why a story's wires were joined."""
    from briefing.pipeline.explain import explain_lines, explain_thing

    document = explain_thing(_config(config) if config.exists() else None, what)
    if as_json:
        _print_json(document)
    else:
        for line in explain_lines(document):
            _print(line)


@app.command()
def editions(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", help="At most so many, newest first.", min=1)] = 30,
    as_json: AsJson = False,
) -> None:
    """List the editions made."""
    from briefing.pipeline.publish import list_editions

    rows = list_editions(_config(config), reader=reader, limit=limit)
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        name = f"{row['reader']:<20} no. {row['number']:<5}"
        _print(f"{row['on']}  {row['slot']:<8} {name} {row['state']:<8} {row['folder']}")
    if not rows:
        _print("No edition was made yet. `briefing run` makes the ones that are due.")


@app.command()
def storylines(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the storylines of the last editions: id, first and last edition, status, headline."""
    from briefing.pipeline.storylines import list_storylines, storyline_line

    rows = list_storylines(_config(config), reader=reader)
    if as_json:
        _print_json(rows)
        return
    _print("\n".join(map(storyline_line, rows)) or "No edition was told yet, so no storyline runs.")


@app.command()
def schedule(
    config: ConfigPath = DEFAULT_CONFIG,
    show: Annotated[int, typer.Option("--show", help="Only list the next N slots, and end.", min=0)] = 0,
) -> None:
    """Stay in the foreground: collect at intervals and make each edition when it is due. SIGTERM ends it."""
    from briefing.schedule import next_lines, serve_schedule

    if show:
        for line in next_lines(_config(config), show):
            _print(line)
        return
    serve_schedule(config, say=_print)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = DEFAULT_CONFIG,
    name: Annotated[str, typer.Option("--name", help="The reader's name, such as desk.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="His time zone, such as Europe/Berlin.")] = "",
    at: Annotated[str, typer.Option("--at", help="The local hour of his edition, such as 07:00.")] = "",
    regions: Annotated[str, typer.Option("--regions", help="Region keys, with commas; none means everywhere.")] = "",
    topics: Annotated[str, typer.Option("--topics", help="Topics, with commas; none means all.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the options and defaults.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a commented config.yaml; asks for name, time zone, regions and topics."""
    from briefing.errors import ConfigError
    from briefing.pipeline.setup import Answers, write_config

    if path.exists() and not force:
        raise ConfigError("is there already", subject=str(path), hint="Name another file, or add --force to replace it")

    def ask(text: str, given: str, default: str) -> str:
        return given or (default if yes or not sys.stdin.isatty() else typer.prompt(text, default=default))

    answers = Answers(
        name=ask("Reader's name (letters, digits, dash)", name, "desk"),
        zone=ask("Time zone", zone, "UTC"),
        at=ask("Local hour of the edition", at, "07:00"),
        regions=ask("Regions, with commas (empty: everywhere)", regions, ""),
        topics=ask("Topics, with commas (empty: all)", topics, ""),
    )
    for line in write_config(path, answers):
        _print(line)


@feeds_app.command("list")
def feeds_list(config: ConfigPath = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """List the sources and what they last gave."""
    from briefing.pipeline.feeds import source_rows

    rows = source_rows(_config(config))
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        _print(f"{row['name']:<28} {row['state']:<10} {row['address']}")
        if row["reason"]:
            _print(f"{'':<28} {row['reason']}")


@feeds_app.command("add")
def feeds_add(
    address: Annotated[str, typer.Argument(help="A feed's address, a folder or a file.")],
    name: Annotated[str, typer.Option("--name", help="The name to give it; otherwise made from the address.")] = "",
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Add one source to the configuration, keeping its comments."""
    from briefing.pipeline.feeds import add_sources, named

    for line in add_sources(config, [named(address, name)]):
        _print(line)


@feeds_app.command("import")
def feeds_import(
    opml: Annotated[Path, typer.Argument(help="An OPML file.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Add every feed of an OPML file to the configuration; those that are there already are left alone."""
    from briefing.pipeline.feeds import add_sources, read_opml

    for line in add_sources(config, read_opml(opml)):
        _print(line)


def _version(value: bool) -> None:
    if value:
        from briefing.pipeline.checks import version_lines

        for line in version_lines():
            _print(line)
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print versions and end.")
    ] = False,
) -> None:
    """A daily briefing on security talks and regional crises, made from agency wires."""


if __name__ == "__main__":
    main()
