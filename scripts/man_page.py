"""Write the man page from the commands themselves: python scripts/man_page.py

Out comes docs/man/briefing.1, which the package installs under share/man. tests/test_man_page.py holds it against the
commands, so run this after each change of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "man" / "briefing.1"
HEAD = r""".TH BRIEFING 1 "" "briefing" "User commands"
.SH NAME
briefing \- a daily briefing on security talks and regional crises, made from agency wires
.SH SYNOPSIS
.B briefing
.RI [ OPTION ]...
.I COMMAND
.RI [ OPTION ]...
.SH DESCRIPTION
Reads feeds and folders of wires, groups what they say by story, region and topic, and writes one edition a day for each
reader: PDF, web page, JSON and calendar. Every sentence it prints is one a wire said. All commands read
.I config.yaml
in the current folder, or the file named with
.BR \-\-config .
"""
TAIL = r""".SH EXIT STATUS
.TP
.B 0
Everything due was done, also when nothing was.
.TP
.B 1
An edition was due and none came out.
.TP
.B 2
Wrong usage or configuration.
.TP
.B 3
An edition is out, with failures in the report.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Print without colours.
.SH FILES
.TP
.I config.yaml
Sources, readers, hours, channels. The sample in the source tree shows every key.
.TP
.I out/
The editions, the archive
.RI ( briefing.db ),
and a report of each run.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Each command with its whole name, in the order of the help."""
    import typer

    from briefing.cli import app

    def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
            return
        for word, below in inner.items():
            yield from walk(below, f"{name} {word}".strip())

    return walk(typer.main.get_command(app), "")


def page() -> str:
    """The whole page as roff; the same commands give the same text."""
    return (
        HEAD
        + ".SH OPTIONS\nThey stand before the command.\n"
        + _before()
        + ".SH COMMANDS\n"
        + "".join(_command(name, command) for name, command in commands())
        + TAIL
    )


def _before() -> str:
    """The options of the program itself."""
    import typer

    from briefing.cli import app

    root = typer.main.get_command(app)
    options = [p for p in root.params if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    return "\n".join(line for p in options for line in _option(p)) + "\n"


def _option(p: Any) -> list[str]:
    return [".TP", ", ".join(rf"\fB{_text(word)}\fR" for word in p.opts), _text(_plain(p.help))]


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    shown = " ".join(rf"\fI{_text((p.metavar or p.name).upper())}\fR" for p in arguments)
    lines = [".TP", rf"\fBbriefing {_text(name)}\fR {shown}".rstrip(), _text(_plain(command.help))]
    if arguments or options:
        lines.append(".RS")
        for p in arguments:
            lines += [".TP", rf"\fI{_text((p.metavar or p.name).upper())}\fR", _text(_plain(getattr(p, "help", "")))]
        for p in options:
            lines += _option(p)
        lines.append(".RE")
    return "\n".join(line for line in lines if line) + "\n"


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def _text(text: str) -> str:
    """Text as roff takes it: no line begins a request, dashes stay dashes."""
    safe = text.replace("\\", r"\e").replace("-", r"\-")
    return r"\&" + safe if safe.startswith((".", "'")) else safe


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
