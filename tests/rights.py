"""Rights of files for tests that run as root, for whom modes count for nothing."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest


def without_root_rights() -> list[str]:
    """What to put before a command, so that the modes of files count for it; skips where that cannot be had."""
    if os.geteuid() != 0:
        return []
    program = shutil.which("setpriv")
    before = [program or "", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if program is None or subprocess.run([*before, "true"], capture_output=True).returncode != 0:
        pytest.skip("running as root and setpriv is not to be had: file modes count for nothing")
    return before
