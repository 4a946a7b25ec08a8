"""A house in which one of the cases beside the project is played: its feeds as files, its wires in the folder."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.pipeline.builders import House

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
EVERYTHING = (
    "  - {name: desk, zone: UTC, slots: [{at: '07:00'}], period: 1d, formats: [html, json, pdf],\n"
    "     sections: [security-talks, regional-crises, other], reads: [en, ru, ar, he, fa]}\n"
)


def case(number: str) -> Path:
    """The folder of the case of that number."""
    (folder,) = CASES.glob(f"case-{number}-*")
    return folder


class Play(House):
    """A house for one case: one reader of everything, one source for each feed, one for the folder."""

    def __init__(self, root: Path, *feeds: str, readers: str = EVERYTHING) -> None:
        sources = "".join(f"  - {{name: {name}, file: {name}.xml}}\n" for name in feeds)
        super().__init__(root, readers=readers, sources=sources + "  - {name: drop, folder: drop, publisher: EXW}\n")
        for name in feeds:  # a source whose file is not there yet is a failure of its own
            (root / f"{name}.xml").write_text("<rss version='2.0'><channel><title>x</title></channel></rss>", "utf-8")

    def give(self, name: str, file: Path) -> None:
        """The feed ``name`` now answers with that file."""
        shutil.copy(file, self.root / f"{name}.xml")

    def put(self, *files: Path) -> None:
        """Drop files into the folder."""
        for file in files:
            shutil.copy(file, self.drop / file.name)

    def page(self, on: str, reader: str = "desk") -> str:
        """The text of the HTML edition of that date, without its marks and the notes' attributes."""
        (path,) = (self.out / reader / on).glob("*.html")
        text = re.sub(r"<(style|head)\b.*?</\1>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))

    def html(self, on: str, reader: str = "desk") -> str:
        """The HTML edition as it is written."""
        (path,) = (self.out / reader / on).glob("*.html")
        return path.read_text("utf-8")

    def paper(self, on: str, reader: str = "desk") -> Path:
        """The PDF edition."""
        (path,) = (self.out / reader / on).glob("*.pdf")
        return path

    def paper_text(self, on: str, reader: str = "desk") -> str:
        """The words of the PDF edition in reading order."""
        command = ["pdftotext", str(self.paper(on, reader)), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    def stories(self, on: str, reader: str = "desk") -> list[str]:
        """The headlines of all stories of that date's edition, wherever they stand."""
        return [str(story["headline"]) for story in self.edition(on, reader)["stories"]]
