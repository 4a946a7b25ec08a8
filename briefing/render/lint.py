"""What in a template draws, and still is not what its author means: `briefing check` says it beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefing.render.templates import STOCK, SUFFIXES, TemplateSet, did_you_mean, stock_folder

# An address that the page would have to fetch: nothing is fetched, on paper or on the page.
_REMOTE = re.compile(
    r"""(?:\bsrc\s*=\s*["']?|\burl\(\s*["']?|@import\s+["']|<link[^>]*\bhref\s*=\s*["']?)(?:https?:)?//""", re.I
)
# The whole of a rule: engines break columns evenly by trying, and each try lays out what must not break again.
_RULE = re.compile(r"\{([^{}]*)\}")
_COLUMNS = re.compile(r"\bcolumns\s*:|\bcolumn-count\s*:")
_FILLED = re.compile(r"\bcolumn-fill\s*:\s*auto")
_UNBROKEN = re.compile(r"break-inside\s*:\s*avoid")
_SAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")
_SCRIPT = re.compile(r"<script\b", re.I)
_NAMED = re.compile(r"""\{%-?\s*(?:include|extends|from|import)\s+["']([^"']+)["']""")


def warnings(templates: TemplateSet) -> list[str]:
    """Lines "ministry/card.html.j2:7: what is odd" on the files that are not the stock ones, in their order."""
    own = [folder for folder in templates.folders if folder.parent != stock_folder().parent]
    return [line for folder in own for line in _folder(folder)]


def _folder(folder: Path) -> Iterator[str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in SUFFIXES)
    texts = {path: path.read_text("utf-8", "replace") for path in files}
    named = {name.removeprefix(f"{STOCK}:") for text in texts.values() for name in _NAMED.findall(text)}
    stock = sorted(path.name for path in stock_folder().iterdir() if path.suffix in SUFFIXES)
    for path, text in texts.items():
        place = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        name = path.relative_to(folder).as_posix()
        if name not in stock and name not in named and not re.fullmatch(r"labels\.\w+\.yaml", name):
            hint = _meant(name, stock)
            yield f"{place}:1: nothing draws this file" + (f". {hint}" if hint else "")
        for line, said in sorted(_lines(text)):
            yield f"{place}:{line}: {said}"


def _meant(name: str, stock: list[str]) -> str:
    """A hint with the stock file whose name is nearest, of the same kind."""
    stem, _, kind = name.partition(".")
    near = did_you_mean(stem, [file.partition(".")[0] for file in stock if file.partition(".")[2] == kind])
    return near.replace('"?', f'.{kind}"?')


def _lines(text: str) -> Iterator[tuple[int, str]]:
    def line(at: int) -> int:
        return text.count("\n", 0, at) + 1

    for found in _REMOTE.finditer(text):
        yield line(found.start()), "an address elsewhere: nothing is fetched, put the file into theme.yaml or as data:"
    for found in _SAFE.finditer(text):
        yield line(found.start()), "lets marks of a wire into the page as they are; leave the text escaped"
    for found in _SCRIPT.finditer(text):
        yield line(found.start()), "a script: mail programs and the PDF run none"
    if _UNBROKEN.search(text):
        for rule in _RULE.finditer(text):
            if (columns := _COLUMNS.search(rule[1])) and not _FILLED.search(rule[1]):
                said = "balanced columns with parts that must not break take six times as long; add column-fill: auto"
                yield line(rule.start(1) + columns.start()), said
