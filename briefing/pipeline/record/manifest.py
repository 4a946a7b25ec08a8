"""What an edition is made of: hashes of all that decides it, and the versions of what draws it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from briefing import __version__
from briefing.config import Config, Reader
from briefing.errors import EngineMissing, RenderError
from briefing.model import Edition, Manifest, Memory, SourceLine, ToldPrint, Wire, WirePrint
from briefing.model.media import ON_PAPER
from briefing.pipeline.slots.plan import Job
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow

MANIFEST = "manifest.json"  # how the name of the file beside an edition ends
PERSONAL = {"name", "extends", "addresses", "delivery", "alerts"}
SHORT = 16  # hex digits of a hash where many stand in a list
PACKAGE = Path(__file__).resolve().parents[2]


def job_key(config: Config, job: Job, ids: Sequence[str], failed: Iterable[str]) -> str:
    """A hash over what is known before any wire is read: an edition that has it already stands."""
    from briefing.digest.rules import rules_version

    parts = [
        __version__,
        rules_version(),
        templates_print(config, job.reader.look),
        profile_of(job.reader),
        config.taxonomy.model_dump_json(),
        job.covers_from_at.isoformat(),
        job.covers_to_at.isoformat(),
        *failed,
        *sorted(ids),
    ]
    return _hash("\n".join(parts))


def profile_of(reader: Reader) -> str:
    """All of a reader that has a part in his editions: where they are printed for several, not his own name nor where
    they go."""
    return reader.model_dump_json(exclude=PERSONAL if reader.prepared_for else None)


def inputs_of(
    config: Config,
    job: Job,
    edition: Edition,
    *,
    wires: Sequence[Wire],
    told: Sequence[EditionRow],
    memory: Memory,
    calendar: Sequence[str] = (),
) -> Manifest:
    """The inputs of an edition as it is frozen; what draws it is not known yet. Nothing in it names this machine."""
    from briefing.digest.rules import rules_version

    inputs = {
        "reader": _hash(profile_of(job.reader)),
        "taxonomy": _hash(config.taxonomy.model_dump_json()),
        "rules": rules_version(),
        "sources": _hash("\n".join(_source(line) for line in edition.sources)),
        "memory": memory_print(memory),
    }
    if calendar:
        inputs["calendar"] = _hash("\n".join(calendar))
    if job.orders:
        inputs["desk"] = _hash(repr(job.orders))
    return Manifest(
        reader=edition.printed().reader,
        on=edition.on,
        slot=edition.slot,
        number=edition.number,
        covers_from_at=edition.covers_from_at,
        covers_to_at=edition.covers_to_at,
        inputs=inputs,
        wires=tuple(sorted((wire_print(wire) for wire in wires), key=lambda one: one.id)),
        told=tuple(ToldPrint(number=row.number, on=row.on, hash=row.manifest[:SHORT]) for row in told),
        edition=edition_print(edition),
    )


def bare(edition: Edition) -> Manifest:
    """For an edition of an earlier version of the program, of whose inputs nothing was noted."""
    return Manifest(
        reader=edition.printed().reader,
        on=edition.on,
        slot=edition.slot,
        number=edition.number,
        covers_from_at=edition.covers_from_at,
        covers_to_at=edition.covers_to_at,
        inputs={},
        wires=(),
    )


def drawn_with(
    manifest: Manifest, config: Config, edition: Edition, formats: Sequence[str], engine: PdfEngine | None
) -> Manifest:
    """The manifest with what draws the edition now: templates, fonts, code, versions; without hashes of files."""
    drawing = {
        "templates": templates_print(config, edition.template),
        "code": code_print(),
        "data": data_print(),
        "forms": " ".join(formats),
    }
    if config.taxonomy.shapes:
        drawing["shapes"] = _file_hash(Path(config.taxonomy.shapes))
    return replace(
        manifest,
        number=edition.number,
        inputs={**manifest.inputs, **drawing},
        versions=versions_of(engine if ON_PAPER & set(formats) else None),
        edition=edition_print(edition),
        files={},
    )


def versions_of(engine: PdfEngine | None) -> dict[str, str]:
    """The program, Python and the libraries that have a part in the bytes; those of the PDF with an ``engine``."""
    import platform
    from importlib.metadata import version

    found = {"program": __version__, "python": platform.python_version(), "jinja2": version("jinja2")}
    found["tzdata"] = zones_version()
    if engine is not None:
        with suppress(EngineMissing, RenderError):  # without an engine there is no PDF, and the edition says so
            found |= engine.versions()
    return found


def zones_version() -> str:
    """The version of the time zones in use: the system's where Python finds them there, else the package's."""
    from importlib.metadata import version
    from zoneinfo import TZPATH

    for folder in map(Path, TZPATH):
        with suppress(OSError), (folder / "tzdata.zi").open(encoding="ascii", errors="replace") as file:
            return file.readline().removeprefix("# version").strip()
    return version("tzdata")


def with_files(manifest: Manifest, files: Mapping[str, bytes]) -> Manifest:
    """The manifest with the hash of each form."""
    return replace(manifest, files={form: sha256(data).hexdigest() for form, data in files.items()})


def wire_print(wire: Wire) -> WirePrint:
    """A wire by its id, and a hash over all of it save where its file lay and, where it states a time, when it came."""
    from briefing.store.codec import encode

    bare = replace(wire, path="", received_at=wire.at)
    return WirePrint(id=wire.id, source=wire.source, version=wire.version, hash=_hash(encode(bare))[:SHORT])


def edition_print(edition: Edition) -> str:
    """A hash over the whole frozen edition, as it is printed."""
    from briefing.store.codec import encode

    return _hash(encode(edition.printed()))


def memory_print(memory: Memory) -> str:
    """A hash over the earlier stories that a digest was given: which, how long, and of which wires."""
    rows = (f"{s.id} {s.storyline} {s.last_at.isoformat()} {','.join(s.wire_ids)}" for s in memory.stories)
    return _hash("\n".join(sorted(rows)))


def templates_print(config: Config, name: str) -> str:
    """The version of the templates that an edition is drawn with: the stock ones where the reader's are at fault."""
    from briefing.pipeline.looks.templates import templates_of, templates_version

    return templates_version(templates_of(config, name)[0])


@cache
def code_print() -> str:
    """A hash over the program's own modules: it changes between two states of the program with one version number."""
    return _folder_hash(sorted(PACKAGE.rglob("*.py")))


@cache
def data_print() -> str:
    """A hash over the data files: gazetteer, taxonomies, fonts, shapes."""
    return _folder_hash(
        sorted(p for p in (PACKAGE / "data").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc"))
    )


def _folder_hash(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in paths:
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:SHORT]


def _file_hash(path: Path) -> str:
    """Of a file of the user's; "" where it cannot be read, which drawing will tell."""
    try:
        return sha256(path.read_bytes()).hexdigest()[:SHORT]
    except OSError:
        return ""


def _source(line: SourceLine) -> str:
    since = line.since_at.isoformat() if line.since_at else ""
    return f"{line.name} {line.status} {line.wires} {line.usual} {since} {line.reason}"


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
