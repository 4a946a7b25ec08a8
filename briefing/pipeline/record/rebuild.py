"""Editions of the past drawn again from their frozen values, and held against the manifest of the first time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.config import Config
from briefing.errors import ConfigError
from briefing.model import Edition, Manifest
from briefing.model.media import ending, stem_of
from briefing.pipeline.record.amended import NOTICE_FILE, noted
from briefing.pipeline.record.manifest import MANIFEST, bare, drawn_with, edition_print, with_files
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store, open_store

REBUILT = "rebuilt"  # folder beside an edition's files for forms that came out otherwise: what was told stays
REDRAWN = "redrawn"  # the same for `render`, which draws in the templates of today
CALLED = {"code": "the program's code", "data": "its data files"}
# Inputs that had their part before the edition was frozen, and the forms asked for.
DECIDED = ("reader", "taxonomy", "rules", "sources", "memory", "calendar", "desk", "forms")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rebuilt:
    """One edition drawn again. ``same`` and ``other`` are forms with the bytes of the first time and with others.

    ``differences`` name what draws otherwise now ("program 0.1.0 -> 0.2.0"); ``faults`` what may not be: other bytes
    though nothing differs, a frozen edition that is not the one of its manifest.
    """

    reader: str
    on: str
    slot: str
    number: int
    paths: tuple[Path, ...]
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What a person reads."""
        name = f"{self.reader} no. {self.number}, {self.on} {self.slot}"
        lines = [f"{name}: same bytes ({', '.join(self.same)})."] if self.same and not self.other else []
        if self.other:
            kept = f"; same bytes: {', '.join(self.same)}" if self.same else ""
            lines.append(f"{name}: other bytes: {', '.join(self.other)}{kept}.")
        lines += [f"  {line}" for line in (*self.differences, *self.remarks)]
        return [*lines, *(f"  fault: {line}" for line in self.faults), *(f"  {path}" for path in self.paths)]


def rebuild(config: Config, *, reader: str, on: str, slot: str = "", out: Path | None = None) -> tuple[Rebuilt, ...]:
    """Draw the stored editions of a date again and compare. Nothing that came later has a part in it.

    Without ``out`` a file that is gone comes back in its place, one that is there keeps its bytes, and a form that
    came out otherwise goes into the folder "rebuilt" beside them. Raises ConfigError for an edition nobody made.
    """
    with open_store(config.store) as store, PdfEngine() as engine:
        rows = [row for row in _rows(config, store, reader, on) if not slot or row.slot == slot]
        if not rows:
            raise ConfigError(
                f"there is no edition of {reader} on {on} at {slot}", hint="`briefing editions` lists them"
            )
        told = [row for row in rows if row.kind != "preview"] or rows
        return tuple(_rebuilt(config, store, row, engine, out) for row in sorted(told, key=lambda row: row.number))


def draw_again(config: Config, *, reader: str, on: str, out: Path | None, replace_told: bool = False) -> list[Path]:
    """Draw stored editions in the forms their reader has today; the newest of the reader, or all of one date.

    What differs from a file that was told goes into the folder "redrawn" beside it, unless ``replace_told``. A reader
    who has left the configuration since is found by his name in the ledger; his forms are those of the row.
    """
    from briefing.deliver.folder import write_files

    forms = {person.name: tuple(person.formats) for person in config.readers}
    with open_store(config.store) as store, PdfEngine() as engine:
        rows = _rows(config, store, reader, on)
        written: list[Path] = []
        for row in rows if on else rows[:1]:
            edition = store.load_edition(row.id)
            record = store.record(row.id) or bare(edition)
            drawn = _drawn(config, record, edition, forms.get(row.reader) or tuple(row.files), engine)
            if row.state == "told" and not replace_told:
                written += _kept(config, row, drawn, out, aside=REDRAWN)
            else:
                written += write_files(_folder(config, row, out), _named(row, drawn.files, drawn.record))
    return [path for path in written if not path.name.endswith(f".{MANIFEST}")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """The forms of an edition, and the manifest that goes with them."""

    record: Manifest
    files: Mapping[str, bytes]
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def _rows(config: Config, store: Store, reader: str, on: str) -> list[EditionRow]:
    """The editions of a reader (of all without one) and a date (of all without one), the last made first."""
    rows = store.editions(reader or None, limit=1000)
    if reader and not rows:
        config.reader(reader)  # a name that nobody has is said to be one
    rows = [row for row in rows if not on or row.on.isoformat() == on]
    if not rows:
        raise ConfigError(
            f"there is no edition{f' of {reader}' if reader else ''}{f' on {on}' if on else ''}",
            hint="`briefing editions` lists those that were made",
        )
    return rows


def _rebuilt(config: Config, store: Store, row: EditionRow, engine: PdfEngine, out: Path | None) -> Rebuilt:
    edition, record = store.load_edition(row.id), store.record(row.id)
    forms = tuple(record.inputs["forms"].split()) if record and "forms" in record.inputs else tuple(row.files)
    drawn = drawn_as_before(config, record or bare(edition), edition, forms, engine)
    first = record.files if record else {}
    same = tuple(form for form in drawn.files if drawn.record.files[form] == first.get(form))
    now = drawn_with(record or bare(edition), config, edition, forms, engine)
    differences = differences_of(record, now) if record else ()
    return Rebuilt(
        reader=row.reader,
        on=row.on.isoformat(),
        slot=row.slot,
        number=row.number,
        paths=_kept(config, row, drawn, out),
        same=same,
        other=tuple(form for form in drawn.files if form not in same),
        differences=differences if record else ("made before manifests were kept: there is nothing to compare with",),
        faults=(*_faults(record, edition, drawn, same, differences), *drawn.faults),
        remarks=(*_notice(row), *drawn.remarks),
    )


def differences_of(first: Manifest, now: Manifest) -> tuple[str, ...]:
    """What draws otherwise now than the first time: "pango 1.50.12 -> 1.52.1", "templates 0a1b2c -> 3d4e5f"."""
    before = {**first.versions, **_drawing(first)}
    after = {**now.versions, **_drawing(now)}
    names = dict.fromkeys([*before, *after])
    pairs = [(name, before.get(name) or "unknown", after.get(name) or "unknown") for name in names]
    return tuple(f"{name} {a} -> {b}" for name, a, b in pairs if a != b)


def _drawing(manifest: Manifest) -> dict[str, str]:
    """The hashes of what draws, short enough to be read."""
    return {CALLED.get(name, name): value[:8] for name, value in manifest.inputs.items() if name not in DECIDED}


def drawn_as_before(
    config: Config, record: Manifest, edition: Edition, forms: Sequence[str], engine: PdfEngine | None
) -> Drawn:
    """The forms with the manifest of the first time inside, where that gives the bytes of the first time; else with
    one that names what draws them now."""
    from briefing.pipeline.looks.templates import draw

    if record.files:
        first = draw(config, edition, forms, engine, replace(record, files={}))
        found = with_files(record, first.files).files
        if all(found.get(form) == record.files.get(form) for form in forms):
            return Drawn(record=record, files=first.files, faults=first.faults, remarks=first.remarks)
    return _drawn(config, record, edition, forms, engine)


def _drawn(config: Config, record: Manifest, edition: Edition, forms: Sequence[str], engine: PdfEngine | None) -> Drawn:
    from briefing.pipeline.looks.templates import draw

    now = drawn_with(record, config, edition, forms, engine)
    rendered = draw(config, edition, forms, engine, now)
    whole = with_files(now, rendered.files)
    return Drawn(record=whole, files=rendered.files, faults=rendered.faults, remarks=rendered.remarks)


def _faults(
    record: Manifest | None, edition: Edition, drawn: Drawn, same: Sequence[str], differences: Sequence[str]
) -> list[str]:
    """What only a damaged ledger or a fault of the program explains."""
    if record is None:
        return []
    found = []
    if record.edition and record.edition != edition_print(edition):
        found.append("the frozen edition is not the one that its manifest names: its row was changed")
    elif len(same) < len(drawn.files) and not differences:
        found.append("other bytes, though all that draws is the same; please report it")
    return found


def _kept(config: Config, row: EditionRow, drawn: Drawn, out: Path | None, *, aside: str = REBUILT) -> tuple[Path, ...]:
    """Write what has to be written, and give the path of each form; what differs from a file that is there lies in the
    folder ``aside`` beside it."""
    from briefing.deliver.folder import write_files

    named = _named(row, drawn.files, drawn.record)
    if out is not None:
        return write_files(_folder(config, row, out), named)
    folder = _folder(config, row, None)
    gone = {name: data for name, data in named.items() if not (folder / name).exists()}
    other = {name: data for name, data in named.items() if name not in gone and (folder / name).read_bytes() != data}
    if gone:
        write_files(folder, gone)
    if other:
        write_files(folder / aside, other)
    return tuple((folder / aside if name in other else folder) / name for name in named)


def _folder(config: Config, row: EditionRow, out: Path | None) -> Path:
    """Where the files of an edition lie, or the place below ``out`` (the out folder) where they would."""
    if out is None and row.files:
        return Path(next(iter(row.files.values()))).parent
    return (out or Path(config.out)) / row.reader / row.on.isoformat()


def _named(row: EditionRow, files: Mapping[str, bytes], record: Manifest) -> dict[str, bytes]:
    """File name -> bytes, the manifest last."""
    from briefing.render.manifest import render_manifest

    stem = stem_of(row.files) or f"{row.reader}-{row.on.isoformat()}"
    return {f"{stem}.{ending(form)}": data for form, data in files.items()} | {
        f"{stem}.{MANIFEST}": render_manifest(record)
    }


def _notice(row: EditionRow) -> list[str]:
    path = notice_beside(row)
    return [f"corrected or withdrawn since, see {path}"] if path else []


def notice_beside(row: EditionRow) -> str:
    """The path of the note on what of this edition was withdrawn or corrected since; empty where there is none."""
    if not row.files or row.kind == "preview":
        return ""
    path = Path(next(iter(row.files.values()))).parent / NOTICE_FILE
    return str(path) if noted(path, row.number, row.on) else ""


def list_editions(config: Config, *, reader: str, limit: int) -> list[dict[str, Any]]:
    """Editions newest first, as JSON types."""
    name = config.reader(reader).name if reader else None
    with open_store(config.store) as store:
        rows = store.editions(name, limit=limit)
    return [
        {
            "reader": row.reader,
            "on": row.on.isoformat(),
            "slot": row.slot,
            "number": row.number,
            "kind": row.kind,
            "state": row.state,
            "covers_from": row.covers_from_at.isoformat(),
            "covers_to": row.covers_to_at.isoformat(),
            "folder": str(Path(next(iter(row.files.values()))).parent) if row.files else "",
            "files": dict(row.files),
            "notice": notice_beside(row),
        }
        for row in rows
    ]
