"""The man page is what the commands say of themselves."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from scripts.man_page import PAGE, commands, page


def test_the_man_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python scripts/man_page.py"


def test_every_command_has_its_help() -> None:
    assert [name for name, command in commands() if not command.help] == []


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_reads_it_without_a_word() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-P-cbou", "-ww", str(PAGE)], capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert "briefing run" in done.stdout
