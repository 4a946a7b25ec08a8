"""Commands for whoever keeps the program running: install, status, doctor, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import DEFAULT_CONFIG, AsJson, AsOf, ConfigPath, app, config_of, instant, print_json, say


@app.command()
def status(config: ConfigPath = DEFAULT_CONFIG, as_of: AsOf = "", as_json: AsJson = False) -> None:
    """Tell the last and next editions, how sources and outbox are, and how large the archive is.

    Ends with 3 where something needs a look.
    """
    from briefing.pipeline.care.status import status_lines, status_of
    from briefing.pipeline.clock import now

    found = status_of(config_of(config), instant(as_of) or now())
    if as_json:
        print_json(found)
    else:
        say("\n".join(status_lines(found)))
    raise typer.Exit(found["exit_code"])


@app.command()
def alerts(
    config: ConfigPath = DEFAULT_CONFIG,
    reader: Annotated[str, typer.Option("--reader", "-r", help="Only this reader's.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", help="At most so many, newest first.", min=1)] = 30,
    as_json: AsJson = False,
) -> None:
    """List what readers were told at once, outside of editions."""
    from briefing.pipeline.making.alerts import alert_rows
    from briefing.store import open_store

    settings = config_of(config)
    name = settings.reader(reader).name if reader else ""
    with open_store(settings.store) as store:
        rows = alert_rows(store.alerts(name, limit))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say(f"{str(row['at'])[:16]}  {row['reader']:<16} {row['kind']:<6} {row['headline'] or row['why']}")
    if not rows:
        say("No alert yet. A reader's `alerts.kinds` says what he is told at once.")


@app.command()
def doctor(
    config: ConfigPath = DEFAULT_CONFIG,
    mend: Annotated[bool, typer.Option("--mend", help="Mend what can be mended without loss.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look whether everything is whole: archive, files, modes, clock, room on the disk. Ends with 1 for a fault."""
    from dataclasses import asdict

    from briefing.pipeline.care.doctor import doctor_lines, examine
    from briefing.pipeline.clock import now

    found = examine(config_of(config), now(), mend=mend)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        say("\n".join(doctor_lines(found)))
    raise typer.Exit(1 if any(one.level == "fault" for one in found) else 0)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Write a whole copy of the archive, also while a run is at work."""
    from briefing.pipeline.care.backup import back_up

    say("\n".join(back_up(config_of(config), file)))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `briefing backup` wrote.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Put a copy in the place of the archive. What stands there is kept beside it."""
    from briefing.pipeline.care.backup import bring_back
    from briefing.pipeline.clock import now

    say("\n".join(bring_back(config_of(config), file, now())))


@app.command()
def install(
    cron: Annotated[bool, typer.Option("--cron", help="Lines for a crontab.")] = False,
    systemd: Annotated[bool, typer.Option("--systemd", help="A systemd service and its timer.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Write them instead of printing.")] = False,
    into: Annotated[
        Path | None, typer.Option("--into", help="A folder for units, or a file such as /etc/cron.d/briefing.")
    ] = None,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Print what wakes the program every five minutes, or write it with --apply."""
    from briefing.errors import ConfigError
    from briefing.pipeline.care import install as installing

    if cron == systemd:
        raise ConfigError("one of --cron and --systemd is expected", hint="systemd where it runs, else cron")
    if into is not None and not apply:
        raise ConfigError("--into goes with --apply", hint="Without --apply everything is printed")
    config_of(config)  # nothing is installed that cannot run
    path = config.resolve()
    if apply:
        lines = installing.apply_cron(path, into) if cron else installing.apply_systemd(path, into)
    else:
        lines = installing.show_cron(path) if cron else installing.show_systemd(path)
    say("\n".join(lines))
