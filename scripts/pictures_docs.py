"""Make the pictures of the pages on what an edition says: python scripts/pictures_docs.py [NAME ...]

Each is one part of a page, cut out: of the made stream of ten days (tests/benchmarks/made_stream.py), or, for figures,
of three wires written here. The same editions give the same pictures. Needs chromium and the extra ``dev``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pictures import CHROMIUM, PICTURES, ROOT, served, small
from playwright.sync_api import Page, sync_playwright

WIDTH, TALL = 900, 460
STREAM = """store: sqlite:///{house}/seed-1/store.db
out: out
readers: [{{name: desk, slots: ["18:00"], formats: [html]}}]
"""
LITTLE = """store: sqlite:///little.db
out: out
sources: [{name: incoming, folder: incoming}]
readers: [{name: desk, slots: ["18:00"], formats: [html], pictures: false}]
"""
WIRES = {
    "exw": """Source: EXW
Date: 2022-01-06T10:00Z
Headline: Bomb at market in Garissa kills at least 12, Kenyan police say

GARISSA, Kenya, Jan 6 (EXW) - A bomb at a market in eastern Kenya killed at least 12 people, police said.
""",
    "mpa": """Source: MPA
Date: 2022-01-06T12:30Z
Headline: Garissa market bomb kills 15 people, hospital says

GARISSA, Kenya, Jan 6 (MPA) - A bomb at a market in Garissa killed 15 people on Thursday, a hospital said.
""",
    "sever": """Source: Sever
Date: 2022-01-06T15:00Z
Headline: Market bomb in Garissa, Kenya, kills 17

GARISSA, Kenya, Jan 6 (Sever) - A bomb at a market in Garissa, Kenya, killed 17 people on Thursday, the Red Cross said.
""",
}
MOST_OUTLETS = "article.card.of-most-outlets"  # a name that `shoot` gives it
# picture -> (day of the stream, or "" for the three wires; the part of the page)
PARTS = {
    "since": ("2022-01-07", ".since"),
    "corrections": ("2022-01-06", ".notices"),
    "daybook": ("2022-01-07", "section.daybook"),
    "tracks": ("2022-01-06", "section.tracks"),
    "coverage": ("2022-01-07", "section.sources"),
    "origins": ("2022-01-05", MOST_OUTLETS),
    "figures": ("", "article.card"),
    "quotes": ("2022-01-06", "article.card .quotes"),
}


def briefing(house: Path, config: str, *words: str) -> None:
    (house / "config.yaml").write_text(
        config.replace("{{", "{").replace("}}", "}").replace("{house}", str(house)), "utf-8"
    )
    subprocess.run([sys.executable, "-m", "briefing", *words], check=True, capture_output=True, cwd=house)


def stream(house: Path) -> Callable[[str], Path]:
    """The made stream played; a way to the page of a day."""
    command = [sys.executable, "-m", "tests.benchmarks.made_stream", str(house), "--quick"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)

    def page(day: str) -> Path:
        briefing(house, STREAM, "render", "--on", day, "--out", f"drawn-{day}")
        (path,) = (house / f"drawn-{day}").rglob("*.html")
        return path

    return page


def little(house: Path) -> Path:
    """The page that the three wires make."""
    (house / "incoming").mkdir()
    for name, text in WIRES.items():
        (house / "incoming" / f"{name}.txt").write_text(text, "utf-8")
    briefing(house, LITTLE, "run", "--as-of", "2022-01-06T18:00:00Z", "--out", "little")
    (path,) = (house / "little").rglob("desk-*.html")
    return path


def shoot(page: Page, address: str, part: str, target: Path) -> None:
    """One part of a page, at most TALL high."""
    page.goto(address)
    if part == MOST_OUTLETS:
        page.evaluate(
            "const outlets = card => +(/(\\d+) outlet/.exec(card.textContent) || [0, 0])[1];"
            "[...document.querySelectorAll('article.card')].sort((a, b) => outlets(b) - outlets(a))[0]"
            ".classList.add('of-most-outlets')"
        )
    box: Any = page.locator(part).first.bounding_box()
    clip = {"x": box["x"] - 8, "y": box["y"] - 4, "width": box["width"] + 16, "height": min(box["height"] + 8, TALL)}
    page.screenshot(path=str(target), clip=clip, full_page=True)  # type: ignore[arg-type]


def main() -> int:
    wanted = sys.argv[1:] or [*PARTS, "time-machine", "storylines"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        house = Path(folder)
        page_of = stream(house)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 700})
        shot = house / "shot.png"
        three = little(house) if "figures" in wanted else None
        for name in wanted:
            if name == "time-machine":
                briefing(house, STREAM, "diff", "2022-01-06", "2022-01-07", "--reader", "desk", "--html", "diff.html")
                shoot(page, (house / "diff.html").as_uri(), "body", shot)
            elif name == "storylines":
                briefing(house, STREAM, "check")
                with served(house) as address:
                    page.goto(f"{address}/storylines")
                    page.locator("main a[href*='/storylines/']").first.click()
                    shoot(page, page.url, "main", shot)
            else:
                day, part = PARTS[name]
                shoot(page, (three if three and not day else page_of(day)).as_uri(), part, shot)
            small(shot, PICTURES / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
