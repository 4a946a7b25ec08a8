"""Files of a told edition that are gone from the out folder: drawn again from its frozen value, told to nobody anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Config
from briefing.errors import BriefingError
from briefing.model import Edition, Manifest
from briefing.model.media import stem_of
from briefing.pipeline.record.ledger import frozen
from briefing.pipeline.record.manifest import MANIFEST, bare
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """A line for each file that came back, and one for each that could not."""

    remarks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def restore_files(config: Config, store: Store, row: EditionRow, engine: PdfEngine | None) -> Restored:
    """Put back what is missing of ``row.files``; files that are there keep their bytes.

    The bytes are those of the first time as long as templates and libraries are the same. The manifest comes back too.
    """
    record = store.record(row.id)
    gone = {form: path for form, path in _places(row, record).items() if not path.exists()}
    if not gone:
        return Restored()
    edition = frozen(store, row)
    if edition is None:
        return Restored(faults=tuple(f"{p.name} is gone, and its ledger row cannot be read" for p in gone.values()))
    return _drawn_again(config, edition, record or bare(edition), gone, engine)


def _places(row: EditionRow, record: Manifest | None) -> dict[str, Path]:
    """Where each form lies, and the manifest where one was kept."""
    places = {form: Path(path) for form, path in row.files.items()}
    first = next(iter(places.values()), None)
    if first and record and record.files:
        places[MANIFEST] = first.with_name(f"{stem_of(row.files)}.{MANIFEST}")
    return places


def _drawn_again(
    config: Config,
    edition: Edition,
    record: Manifest,
    gone: Mapping[str, Path],
    engine: PdfEngine | None,
) -> Restored:
    from briefing.pipeline.record.rebuild import drawn_as_before
    from briefing.render.manifest import render_manifest

    wanted = tuple(form for form in gone if form != MANIFEST)
    drawn = drawn_as_before(config, record, edition, wanted, engine)
    return _written(gone, {**drawn.files, MANIFEST: render_manifest(record)}, drawn.faults)


def _written(gone: Mapping[str, Path], drawn: Mapping[str, bytes], reasons: tuple[str, ...]) -> Restored:
    from briefing.deliver.folder import write_files

    remarks, faults = [], list(reasons)
    for form, path in gone.items():
        if form not in drawn:
            faults.append(f"{path.name} is gone and could not be drawn again")
            continue
        try:
            write_files(path.parent, {path.name: drawn[form]})
        except BriefingError as fault:
            faults.append(str(fault))
        else:
            remarks.append(f"{path.name} was gone and was drawn again from the ledger")
    return Restored(remarks=tuple(remarks), faults=tuple(faults))
