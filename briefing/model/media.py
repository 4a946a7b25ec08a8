"""The forms of an edition: what each is called where files are handed over, and how the name of its file ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

MEDIA = {
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
    "ics": "text/calendar",
    "pocket": "application/pdf",
    "eink": "application/pdf",
    "epub": "application/epub+zip",
    "md": "text/markdown",
    "txt": "text/plain",
}
FORMS = tuple(MEDIA)
USUAL = ("pdf", "html", "json", "ics")  # made for a reader who names none
ON_PAPER = frozenset(("pdf", "pocket", "eink"))  # drawn by the PDF's engine
_ENDINGS = {"pocket": "pocket.pdf", "eink": "eink.pdf"}
VARIANTS = ("pdf/ua-1", "pdf/a-3u")  # of the PDF: for everybody's eyes and ears, or for an archive


def content_type(form: str) -> str:
    """The media type with the letters that a text is in."""
    return f"{MEDIA[form]}; charset=utf-8" if MEDIA[form].startswith("text/") else MEDIA[form]


def ending(form: str) -> str:
    """How the name of a form's file ends: "pdf", "pocket.pdf"; what is no form ends as it is called."""
    return _ENDINGS.get(form, form)


def stem_of(files: Mapping[str, str]) -> str:
    """What the names of an edition's files (form -> path) have in common: "desk-2022-01-06"; "" for no files."""
    return next((PurePath(path).name.removesuffix(f".{ending(form)}") for form, path in files.items()), "")
