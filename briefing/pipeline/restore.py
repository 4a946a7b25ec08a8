"""Files of a told edition that are gone from the out folder: drawn again from its frozen value, told to nobody anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Config
from briefing.errors import BriefingError
from briefing.pipeline.ledger import frozen
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """A line for each file that came back, and one for each that could not."""

    remarks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def restore_files(config: Config, store: Store, row: EditionRow, engine: PdfEngine | None) -> Restored:
    """Put back what is missing of ``row.files``; files that are there keep their bytes.

    The bytes are those of the first time as long as templates and libraries are the same.
    """
    from briefing.pipeline.templates import draw

    gone = {form: Path(path) for form, path in row.files.items() if not Path(path).exists()}
    if not gone:
        return Restored()
    edition = frozen(store, row)
    if edition is None:
        return Restored(faults=tuple(f"{p.name} is gone, and its ledger row cannot be read" for p in gone.values()))
    rendered = draw(config, edition, tuple(gone), engine)
    return _written(gone, rendered.files, rendered.faults)


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
