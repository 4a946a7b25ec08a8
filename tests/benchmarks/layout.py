"""What the layout of an edition costs on paper: `python -m tests.benchmarks.layout [--rounds N] [--data ../shared]`.

    page        the edition as it is drawn
    no pictures the same without maps and strips
    one column  the same elements in one plain column: no floats, no columns, no tables, no page numbers; by the engine
                as it comes, without what briefing.render does for its own pages (but without its rubbish collector too)
    bare words  the words alone in paragraphs: what the engine needs for the type

Each in a warm engine with the bundled fonts alone, page and column by turns: milliseconds of processor time a page
(best of the rounds), the size of the file against 60 KB and 25 KB a page, and the most memory that the engine held.
Editions: the sample, and where the shared data lies the world desks, with 8 and 60 pages. They fill fewer than 60, so
the body of the longest is repeated until there are as many ("60 pages"), for the memory; it is drawn once.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from briefing.config import Budget, Config, Reader
from briefing.model import Edition
from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions
from briefing.render import stock_templates
from briefing.render.html import render_html
from briefing.render.pdf import breakable, child_environment
from briefing.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PLAIN = """@page { size: A4; margin: 19mm 16mm 18mm }
body { font: 9.2pt/12.1pt "Briefing Serif" } svg, .unseen, .skip { display: none }
a, span, b, time, bdi { color: inherit }
h1, h2, h3, h4, p, li, dd, dt, tr, td, th { display: block; margin: 0; padding: 0 }
table, tbody, thead { display: block } ul, ol { list-style: none; margin: 0; padding: 0 }"""


def without_pictures(edition: Edition) -> Edition:
    """The edition of a reader who wants none."""
    desks = tuple(replace(d, regions=tuple(replace(r, map=None) for r in d.regions)) for d in edition.desks)
    return replace(edition, desks=desks, pictures=False)


def one_column(html: str) -> str:
    """The same elements under a style sheet of six rules."""
    bare = re.sub(r"<style>.*?</style>", f"<style>{PLAIN}</style>", html, flags=re.DOTALL)
    return re.sub(r"<svg.*?</svg>", "", bare, flags=re.DOTALL)


def bare_words(html: str) -> str:
    """The words in paragraphs."""
    body = re.sub(r"<svg.*?</svg>", "", html[html.index("<body") :], flags=re.DOTALL)
    lines = re.split(r"</?(?:p|h\d|li|dd|dt|tr|div|section|article|table|ul|ol)\b[^>]*>", body)
    words = [re.sub(r"<[^>]+>", "", line).strip() for line in lines]
    paragraphs = "".join(f"<p>{line}</p>" for line in words if line)
    return f"<html lang=en><head><title>x</title><style>{PLAIN}</style></head><body>{paragraphs}</body></html>"


def editions(data: Path) -> Iterator[tuple[str, Edition]]:
    """The editions to draw, each with its name."""
    inputs = [("sample", ROOT / "wires", "2022-01-06T18:00:00Z", 8)]
    desks = data / "feeds" / "fastfeedparser" / "worldnews"
    inputs += [(f"world desks, {n} pages", desks, "2026-02-18T03:00:00Z", n) for n in (8, 60)] if desks.is_dir() else []
    for name, wires, at, pages in inputs:
        with tempfile.TemporaryDirectory() as folder:
            reader = Reader.model_validate({"name": "desk", "formats": ["json"], "budget": Budget(pages=pages)})
            config = Config(store=f"sqlite:///{folder}/b.db", out=f"{folder}/out", readers=[reader])
            options = RunOptions(from_paths=(wires,), as_of_at=datetime.fromisoformat(at), deliver=True, extra=True)
            (one,) = run_once(config, options).published
            with open_store(config.store) as store:
                row = store.edition(one.reader, one.on, one.slot)
                assert row is not None
                yield name, store.load_edition(row.id)


def repeated(html: str, times: int) -> str:
    """A page whose body comes so many times, each with ids of its own."""
    start, end = html.index("<body>") + len("<body>"), html.index("</body>")
    body = html[start:end]
    named = re.compile(r'((?: id="| href="#| aria-labelledby=")[^"]*)"')
    bodies = (named.sub(rf'\1-{n}"', body) for n in range(times))
    return html[:start] + "".join(bodies) + html[end:]


FORMS: dict[str, Callable[[Edition], str]] = {
    "page": lambda edition: render_html(edition, templates=stock_templates()),
    "no pictures": lambda edition: render_html(without_pictures(edition), templates=stock_templates()),
    "one column": lambda edition: one_column(render_html(edition, templates=stock_templates())),
    "bare words": lambda edition: bare_words(render_html(edition, templates=stock_templates())),
}
STOCK = ("one column", "bare words")


def measure(file: Path, rounds: int, *, stock: bool = False) -> tuple[float, int, int, int]:
    """(best seconds, pages, bytes, peak bytes of memory) of drawing a file in a fresh engine, warmed by one round;
    ``stock``: by the engine as it comes."""
    command = [sys.executable, "-m", "tests.benchmarks.layout", "--child", str(file), "--rounds", str(rounds)]
    command += ["--stock"] if stock else []
    environment = child_environment() | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    seconds, pages, size, memory = done.stdout.split()
    return float(seconds), int(pages), int(size), int(memory)


def child(file: Path, rounds: int, *, stock: bool) -> None:
    import gc

    gc.disable()  # as the engine does
    html = file.read_text("utf-8")
    html = html if stock else breakable(html)
    best = float("inf")
    for _ in range(rounds + 1):
        start = time.process_time()
        pdf, pages = as_it_comes(html) if stock else as_we_do(html)
        best = min(best, time.process_time() - start)
        gc.collect()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write(f"{best} {pages} {len(pdf)} {memory}\n")


def as_we_do(html: str) -> tuple[bytes, int]:
    """The PDF and its pages as the edition's engine draws it."""
    from briefing.render.pdf_child import draw

    pdf, facts = draw(html, {"created": 1, "variant": "pdf/ua-1"}, [])
    return pdf, facts["pages"]


def as_it_comes(html: str) -> tuple[bytes, int]:
    """The PDF and its pages by WeasyPrint alone, tagged too."""
    import weasyprint

    document = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-1", pdf_tags=True)
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True), len(document.pages)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / ".." / "shared")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=Path)
    parser.add_argument("--stock", action="store_true")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.rounds, stock=options.stock)
        return 0
    print("| edition | form | pages | s | ms a page | against one column | KB | of 60 + 25 a page | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, edition in editions(options.data):
        rows = drawn_by_turns(edition, options.rounds)
        column = rows["one column"][0]
        for form, (seconds, pages, size, memory) in rows.items():
            share = size / (60_000 + 25_000 * pages)
            print(
                f"| {name} | {form} | {pages} | {seconds:.2f} | {seconds / pages * 1000:.0f} | {seconds / column:.2f} "
                f"| {size / 1000:.0f} | {share:.0%} | {memory >> 20} |"
            )
        if "60" in name:
            pages, size, memory = sixty(FORMS["page"](edition), rows["page"][1])
            print(f"| 60 pages | page | {pages} | | | | {size / 1000:.0f} | | {memory >> 20} |")
    return 0


def drawn_by_turns(edition: Edition, rounds: int) -> dict[str, tuple[float, int, int, int]]:
    """What ``measure`` finds of each form, the best of two turns."""
    rows: dict[str, tuple[float, int, int, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for form, made in FORMS.items():
            (Path(folder) / f"{form}.html").write_text(made(edition), encoding="utf-8")
        for form in [*FORMS, *FORMS]:
            found = measure(Path(folder) / f"{form}.html", rounds, stock=form in STOCK)
            rows[form] = min(rows.get(form, found), found)
    return rows


def sixty(html: str, pages: int) -> tuple[int, int, int]:
    """(pages, bytes, peak bytes of memory) of a page of some sixty pages, made of one of ``pages``."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(repeated(html, max(1, round(60 / pages))))
        file.flush()
        return measure(Path(file.name), 0)[1:]


if __name__ == "__main__":
    sys.exit(main())
