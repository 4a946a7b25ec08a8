"""Pictures of the golden edition's pages: drawn, compared, and written anew (`python -m tests.render.golden_pages`)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model import Edition, RegionMap, Spot
from briefing.render import PdfEngine, find_templates
from briefing.render.html import render_html
from tests.render.samples import sample

if TYPE_CHECKING:
    from PIL import Image

RECORD = Path(__file__).with_name("pages")
AT = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
DPI = 26
CELL = 4  # pixels: a cell's mean grey is what is compared
UNLIKE = 24  # of 255: two cells differ that much
DRAWN = ("broadsheet", "situation", "compact")


def golden() -> Edition:
    """The renderer's sample edition with a map and the strips."""
    shown = RegionMap(
        countries=("KZ", "KG", "TJ", "TM", "UZ"),
        touched=("KZ",),
        names=("Kazakhstan",),
        spots=(Spot(name="Almaty", country="KZ", lat=43.25, lon=76.95, cards=(6,)),),
    )
    edition = replace(sample(), pictures=True)
    desk = edition.desks[1]
    regions = (replace(desk.regions[0], map=shown), *desk.regions[1:])
    return replace(edition, desks=(edition.desks[0], replace(desk, regions=regions)))


def drawn_pages(name: str, folder: Path) -> list[Path]:
    """The pages in one of the shipped looks as small grey pictures in ``folder``, in order."""
    pdf = folder / f"{name}.pdf"
    with PdfEngine() as engine:
        pdf.write_bytes(engine.draw(render_html(golden(), templates=find_templates(name)), created_at=AT).pdf)
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-png", str(pdf), str(folder / name)]
    subprocess.run(command, check=True, timeout=60)
    return sorted(folder.glob(f"{name}-*.png"))


def differing(new: Image.Image, old: Image.Image) -> float:
    """The share of cells whose mean grey differs; 1 where the pages have another size."""
    from PIL import ImageChops

    if new.size != old.size:
        return 1.0
    apart = ImageChops.difference(*(picture.convert("L").reduce(CELL) for picture in (new, old)))
    return sum(apart.histogram()[UNLIKE + 1 :]) / (apart.width * apart.height)


def beside(new: Image.Image, old: Image.Image, path: Path) -> Path:
    """Writes the old page, the new one and what differs side by side, enlarged."""
    from PIL import Image, ImageChops

    size = (max(new.width, old.width), max(new.height, old.height))
    pages = [Image.new("L", size, 255) for _ in range(2)]
    for sheet, picture in zip(pages, (old, new), strict=True):
        sheet.paste(picture.convert("L"))
    pages.append(ImageChops.invert(ImageChops.difference(*pages)))
    whole = Image.new("L", (3 * size[0] + 20, size[1]), 128)
    for n, sheet in enumerate(pages):
        whole.paste(sheet, (n * (size[0] + 10), 0))
    whole.resize((whole.width * 2, whole.height * 2)).save(path)
    return path


def main() -> int:
    from PIL import Image

    RECORD.mkdir(exist_ok=True)
    for name in DRAWN:
        for old in RECORD.glob(f"{name}-*.png"):
            old.unlink()
        with tempfile.TemporaryDirectory() as folder:
            for page in drawn_pages(name, Path(folder)):
                with Image.open(page) as picture:
                    picture.convert("L").quantize(16).save(RECORD / page.name, optimize=True)
    sys.stdout.write(f"{len(list(RECORD.glob('*.png')))} pages in {RECORD}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
