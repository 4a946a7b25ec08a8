"""Make the pictures of the README and the documentation from the sample edition: python scripts/pictures.py

Needs pdftoppm (poppler-utils), and for the archive on the web chromium with the extra ``dev``. Out come small PNG files
under docs/pictures, drawn from the sample wires alone, in a folder of its own that is removed again.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
AS_OF = "2022-01-06T18:00:00Z"
DPI = 80
PAGES = {1: "front", 3: "stories"}
FORMS = {"pocket": (1, 80), "eink": (1, 60)}  # format: (page, dots an inch)
COLOURS = 48  # of a picture; paper needs few
CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), "")


def briefing(house: Path, *words: str) -> str:
    """Run a command on the sample's configuration, with archive and editions in ``house``."""
    command = [sys.executable, "-m", "briefing", *words, "--config", str(house / "config.yaml")]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=house).stdout


def settled(house: Path) -> None:
    """The sample's configuration in a folder of its own, with the sample's wires and templates."""
    text = (ROOT / "config.yaml").read_text("utf-8").replace("formats: [pdf,", "formats: [pocket, eink, pdf,")
    (house / "config.yaml").write_text(text, "utf-8")
    for name in ("wires", "templates"):
        shutil.copytree(ROOT / name, house / name)


def small(source: Path, target: Path) -> None:
    with Image.open(source) as picture:
        picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
    print(f"{target.stat().st_size >> 10:5d} KB  {target.relative_to(ROOT)}")


def pages(house: Path) -> None:
    """Two pages of the PDF, the pocket sheet, the first page for a reading device."""
    (paper,) = (path for path in (house / "out").rglob("*.pdf") if path.name.count(".") == 1)
    for name, (number, dpi) in FORMS.items():
        (sheet,) = (house / "out").rglob(f"*.{name}.pdf")
        at = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", *at, str(sheet), str(house / name)], check=True)
        small(house / f"{name}.png", PICTURES / f"{name}.png")
    for number, name in PAGES.items():
        drawn = house / name
        at = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", str(DPI), "-png", *at, str(paper), str(drawn)], check=True)
        small(drawn.with_suffix(".png"), PICTURES / f"{name}.png")


@contextmanager
def served(house: Path) -> Iterator[str]:
    """The archive on the web over the house's configuration; its address."""
    port = "8643"
    serving = subprocess.Popen(
        [sys.executable, "-m", "briefing", "serve", "--open", "--port", port, "--config", str(house / "config.yaml")],
        cwd=house, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(120):
            with suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), timeout=1):
                break
            time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.wait(timeout=20)


def archive(house: Path) -> None:
    """The web archive's search page, as the operator sees it."""
    from playwright.sync_api import sync_playwright

    with served(house) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        page.goto(f"{address}/search?q=talks")
        page.screenshot(path=str(house / "archive.png"))
        browser.close()
    small(house / "archive.png", PICTURES / "archive.png")


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder)
        settled(house)
        print(re.sub(r"(?m)^.*/(?=[^/]+\.pdf$)", "", briefing(house, "run", "--as-of", AS_OF, "--deliver")))
        pages(house)
        if CHROMIUM:
            archive(house)
    return 0


if __name__ == "__main__":
    sys.exit(main())
