"""config.yaml: what people write, checked all at once and turned into ``Config``.

Only this module uses pydantic. Unknown keys are refused; every fault names its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from briefing.errors import ConfigError
from briefing.model import SECTIONS, TOPICS
from briefing.units import (
    DAYS,
    Address,
    Bytes,
    Clock,
    Country,
    FeedAddress,
    Language,
    Name,
    Seconds,
    Zone,
    one_of,
    read_days,
    read_seconds,
)
from briefing.yamlfile import Where, did_you_mean, dotted, line_of, plain, read_yaml

FORMATS = ("pdf", "html", "json", "ics")


class Model(BaseModel):
    """Base of all parts of the config: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Model):
    """One place that wires come from: a feed's address, a folder, or a single file."""

    name: Name
    feed: FeedAddress = ""
    folder: str = ""
    file: str = ""
    publisher: str = ""
    agency: str = ""
    home: Country | None = None
    licence: Literal["headline", "lede", "excerpt"] = "excerpt"
    interval: Seconds = 900.0
    zone: Zone = "UTC"
    deadline: Seconds = 20.0
    max_size: Bytes = 20 << 20
    active: bool = True


class Slot(Model):
    """When an edition is due: a local hour on days of the week, in a zone."""

    at: Clock
    days: Annotated[list[str], BeforeValidator(read_days)] = list(DAYS)
    zone: Zone | None = None


def _no_slot_twice(slots: list[Slot]) -> list[Slot]:
    taken = [(slot.at, day) for slot in slots for day in slot.days]
    if len(set(taken)) < len(taken):
        raise ValueError("the same hour of a day stands there twice")
    return slots


class Watch(Model):
    """Terms that lift a story (people, bodies, terms) or keep it out (exclude)."""

    people: list[str] = []
    bodies: list[str] = []
    terms: list[str] = []
    exclude: list[str] = []


class Pick(Model):
    """Sources by name: only those in ``only``, none of those in ``without``."""

    only: list[str] = []
    without: list[str] = []


class Budget(Model):
    """How much is printed. ``cards`` are stories in full, ``brief`` are lines; the rest is listed by headline."""

    pages: Annotated[int, Field(ge=1, le=60)] = 8
    cards: Annotated[int, Field(ge=0, le=200)] | None = None
    brief: Annotated[int, Field(ge=0, le=500)] | None = None  # three for each page

    @property
    def lines(self) -> int:
        """How many stories are printed in brief."""
        return self.pages * 3 if self.brief is None else self.brief


class Reader(Model):
    """Who receives an edition, and which."""

    name: Name
    extends: str | None = None
    title: str = "Security and Crisis Briefing"
    regions: list[str] = []
    countries: list[Country] = []
    sections: Annotated[list[str], one_of((*SECTIONS, "other"), "section")] = list(SECTIONS)
    topics: Annotated[list[str], one_of(TOPICS, "topic")] = []
    watch: Watch = Watch()
    follow: list[str] = []  # storyline ids or words: such a story is never below the cut
    mute: list[str] = []  # the same: such a story is off this reader's subjects
    sources: Pick = Pick()
    home: Country | None = None
    reads: list[Language] = ["en"]
    zone: Zone = "UTC"
    slots: Annotated[list[Slot], AfterValidator(_no_slot_twice)] = [Slot(at="07:00")]
    period: Seconds = 86400.0
    budget: Budget = Budget()
    template: str = "default"
    mark: str = ""
    paper: Literal["A4", "Letter"] = "A4"
    formats: Annotated[list[str], one_of(FORMATS, "format")] = list(FORMATS)
    addresses: list[Address] = []


class Collect(Model):
    """How sources are asked."""

    parallel: Annotated[int, Field(ge=1, le=200)] = 16
    per_host: Annotated[int, Field(ge=1, le=20)] = 2
    tries: Annotated[int, Field(ge=1, le=10)] = 2
    settle: Annotated[float, BeforeValidator(read_seconds), Field(ge=0)] = 5.0
    user_agent: str = ""


class Schedule(Model):
    """How the foreground scheduler works, and what becomes of a missed slot."""

    collect_every: Seconds = 900.0
    catch_up: Literal["skip", "latest", "all"] = "latest"


class Delivery(Model):
    """Where finished editions go. The out folder always gets them."""

    folder: str = ""


class Taxonomy(Model):
    """A user's own additions: YAML files that are laid over the built-in ones."""

    regions: dict[str, Any] = {}
    score: dict[str, float] = {}
    publishers: dict[str, Any] = {}


class Config(Model):
    """The whole of config.yaml. Paths are absolute once loaded."""

    store: str = "sqlite:///out/briefing.db"
    out: str = "out"
    templates: str = "templates"
    sources: list[Source] = []
    readers: list[Reader] = []
    collect: Collect = Collect()
    schedule: Schedule = Schedule()
    delivery: Delivery = Delivery()
    taxonomy: Taxonomy = Taxonomy()

    def reader(self, name: str) -> Reader:
        """The reader of that name. Raises ConfigError with the nearest name."""
        for reader in self.readers:
            if reader.name == name:
                return reader
        known = [reader.name for reader in self.readers]
        raise ConfigError(
            f"there is no reader {name!r}{did_you_mean(name, known)}", hint=f"Known: {', '.join(known) or 'none'}"
        )


def load_config(path: Path) -> Config:
    """Read and check config.yaml. Raises ConfigError whose ``faults`` hold every fault with its line."""
    document = read_yaml(path)
    if document is None:
        document = {}
    if not isinstance(document, Mapping):
        raise ConfigError("a mapping of keys is expected", subject=f"{path}:1", hint="See the sample config.yaml")
    data = plain(document)
    faults: list[tuple[int, str]] = []
    data["readers"] = _extended(data.get("readers"), document, faults)
    config = None
    try:
        config = Config.model_validate(data)
    except ValidationError as errors:
        faults += [_fault(error, document) for error in errors.errors()]
    faults += _cross_faults(data, document)
    if faults:
        lines = tuple(f"{path}:{line}: {text}" for line, text in sorted(faults, key=lambda f: f[0]))
        noun = "fault" if len(lines) == 1 else "faults"
        raise ConfigError(f"{len(lines)} {noun} in the configuration", subject=str(path), faults=lines)
    assert config is not None
    return _absolute(config, path.resolve().parent)


def _extended(readers: Any, document: Any, faults: list[tuple[int, str]]) -> Any:
    """Each reader with what he inherits laid under his own keys; loops and unknown names are faults."""
    if not isinstance(readers, list):
        return [] if readers is None else readers
    by_name = {r.get("name"): r for r in readers if isinstance(r, dict)}

    def merged(reader: dict[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
        base = reader.get("extends")
        if not base:
            return reader
        where = ("readers", readers.index(by_name.get(seen[0], reader)), "extends")
        if base in seen or base not in by_name:
            said = (
                "extends itself"
                if base in seen
                else f"extends an unknown reader {base!r}{did_you_mean(base, map(str, by_name))}"
            )
            faults.append((line_of(document, where), f"{dotted(where)}: {said}"))
            return reader
        return {**merged(by_name[base], (*seen, base)), **reader}

    return [merged(r, (str(r.get("name")),)) if isinstance(r, dict) else r for r in readers]


def _fault(error: Any, document: Any) -> tuple[int, str]:
    where: Where = tuple(step for step in error["loc"] if not (isinstance(step, str) and "[" in step))
    said = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        known = _known_keys(where[:-1])
        said = f"unknown key{did_you_mean(str(where[-1]), known)}; known here: {', '.join(known)}"
    elif error["type"] == "missing":
        said = "is missing"
    elif error["type"] not in ("value_error", "string_pattern_mismatch"):
        said = f"{said[:1].lower()}{said[1:]}, not {_short(error.get('input'))}"
    elif error["type"] == "string_pattern_mismatch":
        said = f"{_pattern(where)} expected, not {_short(error.get('input'))}"
    return line_of(document, where), f"{dotted(where)}: {said}"


def _pattern(where: Where) -> str:
    if where and "reads" in where:
        return 'a language code such as "en" or "fr" is'
    return "letters, digits, dot, dash and underline are"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _known_keys(where: Where) -> list[str]:
    model: Any = Config
    parts = {"sources": Source, "readers": Reader, "slots": Slot, "watch": Watch, "budget": Budget, "collect": Collect}
    parts |= {"schedule": Schedule, "delivery": Delivery, "taxonomy": Taxonomy}
    for step in where:
        if step == "sources" and model is Reader:
            model = Pick
        elif isinstance(step, str):
            model = parts.get(step, model)
    return list(model.model_fields)


def _cross_faults(data: dict[str, Any], document: Any) -> list[tuple[int, str]]:
    """What one key alone cannot see, looked for in the raw data so that it is told together with the other faults:
    names used twice, sources without an address or with two, sources that readers name and nobody has."""
    faults: list[tuple[int, str]] = []

    def add(where: Where, said: str) -> None:
        faults.append((line_of(document, where), f"{dotted(where)}: {said}"))

    for key in ("sources", "readers"):
        seen: set[str] = set()
        for n, item in enumerate(_rows(data, key)):
            name = item.get("name")
            if name in seen:
                add((key, n, "name"), f"the name {name!r} stands there twice; each needs its own")
            seen.add(str(name))
    for n, source in enumerate(_rows(data, "sources")):
        given = [key for key in ("feed", "folder", "file") if source.get(key)]
        if len(given) != 1:
            add(
                ("sources", n),
                f"a source needs exactly one of feed, folder or file, not {' and '.join(given) or 'none'}",
            )
    names = [str(source.get("name")) for source in _rows(data, "sources")]
    for n, reader in enumerate(_rows(data, "readers")):
        given_pick = reader.get("sources")
        pick: dict[str, Any] = given_pick if isinstance(given_pick, dict) else {}
        for key in ("only", "without"):
            for name in pick.get(key) or [] if isinstance(pick.get(key), list) else []:
                if name not in names:
                    add(("readers", n, "sources", key), f"there is no source {name!r}{did_you_mean(str(name), names)}")
    return faults


def _rows(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return [item if isinstance(item, dict) else {} for item in found] if isinstance(found, list) else []


def _absolute(config: Config, base: Path) -> Config:
    """The same with every path made absolute from the folder of the config file."""

    def fix(value: str) -> str:
        return str((base / value).resolve()) if value else value

    store = config.store
    if store.startswith("sqlite:///") and not store.startswith("sqlite:////"):
        store = f"sqlite:///{fix(store.removeprefix('sqlite:///'))}"
    sources = [
        s.model_copy(update={"folder": fix(s.folder), "file": fix(s.file.removeprefix("file://"))})
        for s in config.sources
    ]
    return config.model_copy(
        update={
            "store": store,
            "out": fix(config.out),
            "templates": fix(config.templates),
            "sources": sources,
            "delivery": Delivery(folder=fix(config.delivery.folder)),
        }
    )
