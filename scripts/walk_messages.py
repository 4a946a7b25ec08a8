"""Every command with wrong and missing input, and what it says: python scripts/walk_messages.py > walk.txt

Read it as the person who made the mistake: does each message say what happened, where, and what to do? Tracebacks and
commands that end otherwise than with 0 to 3 are counted at the end. A folder of its own is made and removed again.
"""

# ruff: noqa: E501  (rows of data)

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2022-01-06T18:00:00Z"
CONFIG = """store: sqlite:///out/briefing.db
out: out
sources: [{name: incoming, folder: incoming}]
readers:
  - {name: desk, slots: ["18:00"], formats: [html, json], addresses: [jo@desk.example], review: "off"}
  - {name: other, slots: ["18:00"], formats: [json]}
delivery:
  channels: [{name: mail, kind: mail, server: 127.0.0.1, port: 9, security: none, sender: b@desk.example}]
"""
# a configuration that is wrong in some way -> what every command that reads one is given
CONFIGS = {
    "none.yaml": None,
    "folder.yaml": Path(),
    "empty.yaml": b"",
    "word.yaml": b"hello\n",
    "broken.yaml": b"store: [unclosed\nout: x\n",
    "latin.yaml": b"out: caf\xe9\n",
    "unknown.yaml": b"sorces: []\nreaders: [{name: desk, zone: Berlin, regions: [sahl], slots: ['25:00']}]\n",
    "noreader.yaml": b"sources: [{name: incoming, folder: nowhere}]\n",
}
# the arguments that make a command go to work, where it needs some
NEEDS = {
    "rebuild": "2022-01-06", "diff": "2022-01-06 2022-01-06", "explain": "nothing-of-that-name", "new-template": "house2",
    "follow": "Kazakhstan", "unfollow": "Kazakhstan", "mute": "football", "unmute": "football", "backup": "copy.db",
    "restore": "copy.db", "outbox drop": "999", "outbox retry": "999", "search": "talks", "token revoke": "none",
    "feeds add": "https://127.0.0.1:9/feed.xml", "feeds import": "none.opml", "feeds export": "out.opml", "feeds packs": "", "feeds remove": "none",
    "digest": "wires", "init": "config.yaml", "install": "--cron", "token new": "--for operator", "serve": "--port 99999",
    "preview": "--port 99999", "schedule": "--show 1", "replay": "--days 1 --out new",
}  # fmt: skip
# a wrong value of an option, by the option's name
WRONG = {
    "--as-of": ["tomorrow", "1492-10-12"], "--reader": ["dsk"], "--region": ["sahl"], "--topic": ["unrst"], "--story": ["zz"],
    "--from": ["nowhere", "tomorrow"], "--until": ["tomorrow"], "--on": ["2022-13-01", "2019-01-01"], "--out": ["file.txt"], "--slot": ["25:00"],
    "--days": ["0", "many"], "--format": ["docx"], "--limit": ["0", "many"], "--show": ["0", "s-000000000000"],
    "--port": ["99999"], "--host": ["256.1.1.1"], "--for": ["everybody"], "--name": ["a b/c"], "--zone": ["Berlin"],
    "--at": ["25:00"], "--regions": ["sahl"], "--topics": ["unrst"], "--pack": ["wrld"], "--html": ["no/folder/x.html"], "--pdf": ["no/folder/x.pdf"],
    "--reissue": ["2019-01-01", "monday"], "--into": ["/no/such/folder"], "--source": ["harbr"], "--label": [""], "--by": [""], "--reason": [""],
}  # fmt: skip
EXTRA = [
    "", "--version", "--nonsense", "rn", "run --now --as-of 2022-01-06", "run --region sahel", "run --now --region sahl",
    "run --reissue 2022-01-06 --now", "run --reissue 2022-01-06 --reader desk --slot 07:00", "run --reader dsk", "run --from wires --deliver --now",
    "explain incoming/report.pdf", "digest report.pdf", "digest", "feeds add not-an-address", "feeds add nowhere.xml", "feeds add incoming",
    "feeds import config.yaml", "feeds packs nothing", "diff 2022-01-06", "diff 2022-01-06 monday", "rebuild monday", "rebuild 2019-01-01",
    "review --release --drop", "review --release", "review --drop", "token new", "token new --reader dsk", "token revoke nothing",
    "serve --host 0.0.0.0", "install", "install --cron --systemd", "backup config.yaml", "restore nothing.db", "restore config.yaml",
    "init config.yaml --yes", "init new.yaml --yes --zone Berlin", "init new.yaml --yes --at 25:00", "init new.yaml --yes --regions sahl", "search",
    "search talks --from 2022-13-01", "outbox retry abc", "outbox show --reader dsk", "outbox drop", "follow zz", "unfollow zz", "mute ''", "storylines --show zz",
    "new-template desk/../x", "new-template default", "replay --out out", "render --on 2019-01-01", "render --reader dsk", "editions --reader dsk", "status --as-of x", "alerts --reader dsk",
    "check --regions --json", "schedule --show many",
]  # fmt: skip


def leaves() -> Iterator[tuple[str, list[str]]]:
    """Each command with its long options."""
    import typer

    from briefing.cli import app

    def walk(command: Any, name: str) -> Iterator[tuple[str, list[str]]]:
        inner = getattr(command, "commands", {})
        for word, below in inner.items():
            yield from walk(below, f"{name} {word}".strip())
        if not inner:
            takes = [p for p in command.params if p.param_type_name == "option" and not getattr(p, "is_flag", False)]
            yield name, [opt for p in takes for opt in p.opts if opt.startswith("--")]

    yield from walk(typer.main.get_command(app), "")


def said(line: str) -> tuple[int, str, bool]:
    """Exit code, both streams, and whether it was a traceback."""
    import shlex

    from briefing.cli import main

    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["briefing", *shlex.split(line)]
    code, fell = 0, False
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(25)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            err.write(traceback.format_exc())
            fell = True
    signal.alarm(0)
    return code, out.getvalue() + err.getvalue(), fell


def _late(*_: object) -> None:
    raise TimeoutError("it went on working for 25 s")


def lines() -> Iterator[str]:
    """Every line of the walk."""
    yield from EXTRA
    for name, options in leaves():
        words = f"{name} {NEEDS.get(name, '')}".strip()
        if name in NEEDS:
            yield name
        if "--config" in options:
            for config in CONFIGS:
                yield f"{words} -c {config}"
        for option in options:
            for value in WRONG.get(option, ()):
                yield f"{words} {option} '{value}'"


def settle(house: Path) -> None:
    """A house with a told edition, files of the wrong kind, and wrong configurations."""
    for name, data in CONFIGS.items():
        if isinstance(data, bytes):
            (house / name).write_bytes(data)
        elif isinstance(data, Path):
            (house / name).mkdir()
    (house / "config.yaml").write_text(CONFIG, "utf-8")
    (house / "incoming").mkdir()
    shutil.copytree(ROOT / "wires", house / "wires")
    for wire in sorted((ROOT / "wires").glob("*.txt"))[:6]:
        shutil.copy2(wire, house / "incoming")
    (house / "incoming" / "report.pdf").write_bytes(b"%PDF-1.7 nothing")
    (house / "report.pdf").write_bytes(b"%PDF-1.7 nothing")
    (house / "file.txt").write_text("a file\n")
    said(f"run --as-of {AS_OF} --deliver")


def main_walk() -> int:
    fallen = []
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder)
        os.chdir(house)
        settle(house)
        for line in list(lines()):
            if only and not line.startswith(only):
                continue
            if line == "schedule" or (line.startswith("serve") and "-c" in line) or line.startswith("preview"):
                continue  # they would stay
            code, text, fell = said(line)
            sys.stdout.flush()
            sys.stdout.write(f"$ briefing {line}\n{text.rstrip()}\n[{code}]\n\n".replace(str(house), "HOUSE"))
            fallen += [line] if fell or code not in (0, 1, 2, 3) else []
        os.chdir(ROOT)
    sys.stdout.write(f"{len(fallen)} ended in a traceback or otherwise: {fallen}\n")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main_walk())
