"""What all commands share: the application, the options that mean the same everywhere, and the ways to print."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.logs import LOG, events_of

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

ConfigPath = Annotated[Path, typer.Option("--config", "-c", help="The configuration to read.")]
AsOf = Annotated[str, typer.Option("--as-of", help="The instant taken for now, such as 2022-01-06T18:00:00Z.")]
ReaderName = Annotated[list[str], typer.Option("--reader", "-r", help="Only this reader; may be given again.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DEFAULT_CONFIG = Path("config.yaml")


def complain(text: str, *, code: str = "") -> None:
    """One line on standard error, with the program's name before it and the code of its kind of fault behind it."""
    if LOG.as_json:
        LOG.write("error", "fault", text=text, **({"code": code} if code else {}))
        return
    sys.stderr.write(f"briefing: {text} [{code}]\n" if code else f"briefing: {text}\n")


def say(text: str) -> None:
    """A line on standard output, or several; as JSON each is an object of its own."""
    if LOG.as_json:
        for line in text.splitlines():
            LOG.write("info", "said", text=line)
        return
    sys.stdout.write(f"{text}\n")


def say_report(report: Mapping[str, Any]) -> None:
    """The report of a run: its lines, or its events as JSON. Quiet, nothing where it went well."""
    if LOG.quiet and not report.get("exit_code"):
        return
    if LOG.as_json:
        for level, event, fields in events_of(report):
            LOG.write(level, event, **fields)
        return
    if LOG.verbose:
        for row in report.get("sources", ()):
            say(f"  {row['source']}: {row['status']}, {row['wires']} read, {row['new']} new ({row['address']})")
    for line in report["lines"]:
        say(line)


def print_json(data: Any) -> None:
    """Data as indented JSON on standard output."""
    import json

    sys.stdout.write(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")


def config_of(path: Path) -> Config:
    """The configuration at ``path``. Raises ConfigError with every fault."""
    from briefing.config import load_config

    return load_config(path)


def whose(config: Config, name: str) -> str:
    """The reader that is meant: the one named, else the only one. Raises ConfigError where there are others."""
    from briefing.errors import ConfigError

    if name or len(config.readers) == 1:
        return name or config.readers[0].name
    if not config.readers:
        raise ConfigError("there is no reader in the configuration", hint="Add one under readers:")
    known = ", ".join(reader.name for reader in config.readers)
    raise ConfigError("several readers are configured", hint=f"Say whose with --reader: {known}")


def instant(text: str) -> datetime | None:
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


def progress_of(*, quiet: bool = False) -> Any:
    """A one-line progress display on a terminal; silence in cron and pipes."""
    from briefing.pipeline.progress import Progress

    return Progress(enabled=not (quiet or LOG.quiet) and sys.stderr.isatty())
