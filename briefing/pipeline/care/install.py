"""`briefing install`: the crontab line, or the systemd service and timer, that wake the program."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from briefing.errors import ConfigError

EVERY_MIN = 5
BEGIN, END = "# briefing: begin", "# briefing: end"
UNIT = "briefing"


def program() -> list[str]:
    """How this installation is started: its command where it lies beside the interpreter, else the module."""
    command = Path(sys.executable).with_name("briefing")
    return [str(command)] if command.exists() else [sys.executable, "-m", "briefing"]


def cron_text(config: Path, start: list[str], *, user: str = "") -> str:
    """Our lines of a crontab; with ``user`` in the form of /etc/cron.d, which names whose they are.

    A percent sign is a line end to cron, so each is escaped.
    """
    words = [*start, "run", "--config", str(config)]
    line = f"cd {shlex.quote(str(config.parent))} && {shlex.join(words)}".replace("%", "\\%")
    when = f"*/{EVERY_MIN} * * * *"
    return "\n".join((BEGIN, f"{when} {user} {line}" if user else f"{when} {line}", END)) + "\n"


def merged(crontab: str, lines: str) -> str:
    """A crontab with our lines in the place of those that an earlier installation wrote; all others stay.

    ConfigError where one of the two marks around them is missing: nobody can tell then which rows are ours.
    """
    kept: list[str] = []
    ours = False
    for row in crontab.removesuffix("\n").split("\n"):  # at these alone: other signs that end lines are words to cron
        mark = row.strip()
        if mark == (BEGIN if ours else END):
            raise _half(END if ours else BEGIN)
        if mark == BEGIN:
            ours = True
        elif mark == END:
            ours = False
        elif not ours:
            kept.append(row)
    if ours:
        raise _half(END)
    return "\n".join([*kept, lines.rstrip("\n")]).lstrip("\n") + "\n"


def _half(missing: str) -> ConfigError:
    return ConfigError(
        f"your crontab has no line {missing!r} to the other mark of an earlier installation",
        subject="crontab",
        hint="Open it with `crontab -e`, take out the mark that is left and the row that starts briefing, then run "
        "this again. Nothing was changed",
    )


def units(config: Path, start: list[str]) -> dict[str, str]:
    """File name -> text of the systemd service and its timer."""
    words = " ".join(_word(word) for word in [*start, "run", "--config", str(config)])
    service = f"""\
[Unit]
Description=Briefing: collect wires, make and deliver the editions that are due
Documentation=man:systemd.service(5)
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_path(config.parent)}
ExecStart={words}
# 3: an edition is out, with failures in its report
SuccessExitStatus=3
# SIGTERM lets the edition in hand be finished
TimeoutStopSec=180
KillMode=mixed
Nice=10
UMask=0027
NoNewPrivileges=yes
PrivateTmp=yes
"""
    timer = f"""\
[Unit]
Description=Briefing: look every {EVERY_MIN} minutes whether an edition is due

[Timer]
OnCalendar=*:0/{EVERY_MIN}
AccuracySec=30s
# after a sleep or a reboot, look at once
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{UNIT}.service": service, f"{UNIT}.timer": timer}


def _word(word: str) -> str:
    """A word of ExecStart: % begins a specifier there and $ a variable."""
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"' if set(text) & set(" \t\"'\\;") else text


def _path(path: Path) -> str:
    """A path as a setting; blanks are no matter there, % is."""
    return str(path).replace("%", "%%")


def show_cron(config: Path) -> list[str]:
    """What `--cron` prints."""
    return [
        *cron_text(config, program()).splitlines(),
        "",
        "Add these lines with `crontab -e`, or run it with --apply.",
    ]


def show_systemd(config: Path) -> list[str]:
    """What `--systemd` prints."""
    lines = []
    for name, text in units(config, program()).items():
        lines += [f"# {name}", *text.splitlines(), ""]
    return [*lines, f"With --apply they are written to {user_units()}, with --into to another folder."]


def user_units() -> Path:
    """The folder of the user's own units."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "systemd" / "user"


def apply_cron(config: Path, into: Path | None) -> list[str]:
    """Put our lines into the user's crontab, or write them as the file ``into`` of /etc/cron.d. ConfigError where the
    machine has no crontab or the place cannot be written."""
    if into is not None:
        user = "root" if os.geteuid() == 0 else os.environ.get("USER", "") or str(os.geteuid())
        return [_write(into, cron_text(config, program(), user=user)), "cron reads it by itself."]
    done = _crontab("-", given=merged(_standing(), cron_text(config, program())))
    if done.returncode != 0:
        raise ConfigError(f"crontab refuses: {done.stderr.strip()}", hint="Add the lines by hand; --cron prints them")
    return ["Your crontab has the lines now; `crontab -l` shows them."]


def _standing() -> str:
    """The user's crontab as it is. Empty only where the command says that he has none: what could not be read must not
    be written over."""
    found = _crontab("-l")
    if found.returncode == 0:
        return found.stdout
    if "no crontab" in found.stderr.casefold():
        return ""
    raise ConfigError(
        f"your crontab cannot be read: {found.stderr.strip() or f'crontab -l ended with {found.returncode}'}",
        subject="crontab",
        hint="Nothing was changed. Mend that, or add the lines by hand; --cron prints them",
    )


def _crontab(option: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Bytes that are no UTF-8 pass through as they are; messages come in English."""
    try:
        return subprocess.run(
            ["crontab", option],
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            env={**os.environ, "LC_ALL": "C"},
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ConfigError(
            "this machine has no crontab command that answers",
            hint="Install cron, take --systemd, or name a file with --into",
        ) from fault


def apply_systemd(config: Path, into: Path | None) -> list[str]:
    """Write service and timer into ``into``, by default the folder of the user's own units."""
    folder = into or user_units()
    lines = [_write(folder / name, text) for name, text in units(config, program()).items()]
    user = " --user" if into is None or into == user_units() else ""
    lines += [
        f"Then: systemctl{user} daemon-reload && systemctl{user} enable --now {UNIT}.timer",
        *(["To have it run while nobody is logged in: loginctl enable-linger"] if user else []),
    ]
    return lines


def _write(path: Path, text: str) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as fault:
        raise ConfigError(
            f"cannot be written: {fault.strerror}", subject=str(path), hint="Name another place with --into"
        ) from fault
    return f"Wrote {path}."
