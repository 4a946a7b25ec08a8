"""What the foreground scheduler costs while nothing is due: python -m tests.benchmarks.idle [SECONDS]."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGESIZE")
CONFIG = """\
store: sqlite:///out/briefing.db
out: out
sources:
{sources}readers:
{readers}"""


def cpu_s(pid: int) -> float:
    """Seconds of the processor that a process and its ended children have taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def rss_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6


def measure(seconds: float) -> dict[str, float]:
    """Share of one core in per cent and resident megabytes, of 20 readers and 30 folders with nothing new."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sources = "".join(f"  - {{name: s{n}, folder: in{n}}}\n" for n in range(30))
        readers = "".join(f"  - {{name: r{n}, slots: ['0 7 1 1 *', '30 18 29 2 *']}}\n" for n in range(20))
        for n in range(30):
            (root / f"in{n}").mkdir()
        (root / "config.yaml").write_text(CONFIG.format(sources=sources, readers=readers))
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "schedule"], cwd=root, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            time.sleep(15)  # its first look and the first collecting
            began, before = time.monotonic(), cpu_s(process.pid)
            time.sleep(seconds)
            took = time.monotonic() - began
            return {"cpu_percent": 100 * (cpu_s(process.pid) - before) / took, "rss_mb": rss_mb(process.pid)}
        finally:
            process.terminate()
            process.wait(60)


if __name__ == "__main__":
    found = measure(float(sys.argv[1]) if len(sys.argv) > 1 else 960)
    print(f"{found['cpu_percent']:.2f} % of a core, {found['rss_mb']:.0f} MB")
