"""Commands, nothing else: each one reads its arguments, calls the pipeline and prints. One module a family of commands.

Exit codes: 0 everything due was done, also when nothing was; 1 an edition was due and none came out; 2 wrong usage or
configuration; 3 an edition is out, with failures in the report.
"""

from __future__ import annotations

import gc
import io
import sys
from typing import Annotated

import typer

from briefing.cli.app import app, complain, say
from briefing.cli.logs import LOG

# Importing a family registers its commands; the order here is the order of the help.
from briefing.cli import making  # isort: skip
from briefing.cli import editions  # isort: skip
from briefing.cli import lines  # isort: skip
from briefing.cli import past  # isort: skip
from briefing.cli import checking  # isort: skip
from briefing.cli import setup  # isort: skip
from briefing.cli import feeds  # isort: skip
from briefing.cli import ops  # isort: skip
from briefing.cli import desk  # isort: skip
from briefing.cli import store  # isort: skip
from briefing.cli import outbox  # isort: skip
from briefing.cli import web  # isort: skip
from briefing.cli import look  # isort: skip

FAMILIES = (making, editions, lines, past, checking, setup, feeds, ops, store, desk, outbox, web, look)

# Python looks for rubbish after so many new values. At its own rate, 700, that is a seventh of the start of a run, and
# the modules and tables that are made there all stay.
STARTING = 200_000


def main() -> None:
    """Run the program; faults that a person can mend are printed without a traceback."""
    from briefing.errors import BriefingError, ConfigError

    gc.set_threshold(STARTING, 20, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal or cron without UTF-8 gets an escape, not a traceback
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ConfigError as fault:
        for line in fault.faults:
            complain(line)
        complain(f"{len(fault.faults)} in all. Nothing was done." if fault.faults else str(fault), code=fault.code)
        sys.exit(2)
    except BriefingError as fault:
        complain(str(fault), code=fault.code)
        sys.exit(1)
    except KeyboardInterrupt:
        complain("stopped by the keyboard; what was received is kept")
        sys.exit(130)


def _version(value: bool) -> None:
    if value:
        from briefing.pipeline.care.checks import version_lines

        for line in version_lines():
            say(line)
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print versions and end.")
    ] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Say everything as lines of JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing of a run that went well.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say of a run what each source gave, too.")] = False,
) -> None:
    """A daily briefing on security talks and regional crises, made from agency wires."""
    LOG.as_json, LOG.quiet, LOG.verbose = log_json, quiet and not verbose, verbose
