"""The pages say what the program has: every key of the configuration, every command, every option, every link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from briefing.collect.wiretext import HEADERS
from briefing.config import Config
from briefing.pipeline.tables.naming import builtin_weights
from briefing.yamlfile import plain

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.glob("*.md")])


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- configuration


def fields(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key below a model as the page writes it: "readers[].slots[].at"."""
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}", field
        inner = field.annotation
        if get_origin(inner) is list:
            (inner,) = get_args(inner)
            name += "[]"
        for below in models(inner):
            yield from fields(below, f"{prefix}{name}.")


def models(annotation: Any) -> list[type[BaseModel]]:
    """The models of an annotation: itself, or those of a union, the last first, so that the first one's keys count."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return [model for inner in reversed(get_args(annotation)) for model in models(inner)]
    return []


KEYS = dict(fields(Config))


def rows(text: str) -> dict[str, list[str]]:
    """Key -> the other cells of its row; a key that stands twice is an error."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        key = re.fullmatch(r"`([a-z_.\[\]]+)`", cells[0])
        if line.startswith("|") and key and len(cells) == 5:
            assert key[1] not in found, f"{key[1]} stands there twice"
            found[key[1]] = cells[1:]
    return found


ROWS = rows(read("configuration.md"))


def test_the_page_names_exactly_the_keys_of_the_configuration() -> None:
    containers = {key for key in KEYS if any(other.startswith(f"{key}.") for other in KEYS)}
    assert set(ROWS) - set(KEYS) == set()
    assert set(KEYS) - set(ROWS) == set()
    assert {key for key in containers if not ROWS[key][1]} == containers, "a part of the file has no default of its own"


def value_of(cell: str) -> Any:
    code = re.fullmatch(r"`(.+)`", cell)
    assert code, f"not in backticks: {cell}"
    return plain(YAML().load(StringIO(code[1])))


def judged(field: FieldInfo, value: Any) -> Any:
    """The value as the configuration would take it."""
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("key", sorted(ROWS))
def test_defaults_and_examples_are_the_programs_own(key: str) -> None:
    field = KEYS[key]
    _, default, _, example = ROWS[key]
    if default == "required":
        assert field.is_required()
    elif default == "none":
        assert field.default is None
    elif default:
        assert judged(field, value_of(default)) == field.default
    else:
        assert isinstance(field.default, BaseModel), "a plain key needs its default on the page"
    if example:
        judged(field, value_of(example))


def test_the_sample_names_every_key() -> None:
    sample = (ROOT / "config.yaml").read_text(encoding="utf-8")
    missing = [key for key in KEYS if not re.search(rf"\b{key.split('.')[-1].removesuffix('[]')}:", sample)]
    assert missing == []


# ---------------------------------------------------------------- commands


def commands() -> Iterator[tuple[str, set[str]]]:
    """Each command with its options, long and short."""
    import typer

    from briefing.cli import app

    def walk(command: Any, name: str) -> Iterator[tuple[str, set[str]]]:
        inner = getattr(command, "commands", {})
        for word, below in inner.items():
            yield from walk(below, f"{name} {word}".strip())
        if not inner:
            yield (
                name,
                {opt for p in command.params if p.param_type_name == "option" for opt in p.opts} - {"--help", "-h"},
            )

    yield from walk(typer.main.get_command(app), "")


def test_the_how_to_page_names_every_command_and_option() -> None:
    text = read("howto.md").split("## Every command and option", 1)[1]
    told: dict[str, set[str]] = {}
    for line in text.splitlines():
        cells = line.strip().strip("|").split("|")
        name = re.match(r"\s*`briefing ([a-z -]+?)(?: [A-Z.]+)*`", cells[0])
        if line.startswith("|") and name:
            told[name[1]] = set(re.findall(r"`(--?[a-z-]+)", cells[1]))
    assert told == dict(commands())


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name, _ in commands() if f"`{name}" not in text] == []


def test_pages_name_no_option_that_is_not_there() -> None:
    known = {option for _, options in commands() for option in options} | {"--help", "--version"}
    for page in PAGES:
        for line in re.findall(r"briefing [a-z][^`\n]*", page.read_text(encoding="utf-8")):
            assert set(re.findall(r"(?<= )--[a-z-]+", line)) <= known, f"{page.name}: {line}"


# ---------------------------------------------------------------- wires, edition, score


def test_the_how_to_page_names_every_header_of_a_text_wire() -> None:
    section = read("howto.md").split("### Headers", 1)[1].split("\n## ", 1)[0]
    words = re.findall(r"`([A-Za-z][A-Za-z '-]*)`", "\n".join(re.findall(r"^\|([^|]+)\|", section, re.MULTILINE)))
    assert {re.sub(r"[\s'-]", "", word).lower() for word in words} == set(HEADERS)


def test_the_edition_page_names_every_field() -> None:
    schema = json.loads((DOCS / "schema" / "edition.schema.json").read_text(encoding="utf-8"))
    text = read("edition.md")

    def keys(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            for name, below in node.get("properties", {}).items():
                yield name
                yield from keys(below)
            if "items" in node:
                yield from keys(node["items"])

    known = set(keys(schema))
    named = set(re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"^\|([^|]+)\|", text, re.MULTILINE))))
    assert named == known


def test_the_deciding_page_names_every_term_of_the_score() -> None:
    section = read("deciding.md").split("## The score", 1)[1].split("\n## ", 1)[0]
    told = {name: float(weight) for name, weight in re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", section, re.MULTILINE)}
    assert told == builtin_weights()


def shown(value: float | timedelta) -> str:
    """A threshold as the page writes it."""
    if not isinstance(value, timedelta):
        return f"{value:g}"
    hours = value.total_seconds() / 3600
    if hours >= 48:
        return f"{hours / 24:g} days"
    return f"{hours:g} hours" if hours >= 1 else f"{hours * 60:g} minutes"


def threshold(name: str) -> float | timedelta:
    """ "digest.places.WEIGHTS.venue": a module, a name in it, and a key where it is a table."""
    module, constant, *key = re.split(r"\.(?=[A-Z])|(?<=[A-Z])\.", name)
    found: Any = getattr(import_module(f"briefing.{module}"), constant)
    value: float | timedelta = found[key[0]] if key else found
    return value


def test_the_deciding_page_gives_the_thresholds_as_they_are() -> None:
    section = read("deciding.md").split("## Thresholds", 1)[1]
    told = dict(re.findall(r"^\| `([\w.]+)` \| ([^|]+?) \|", section, re.MULTILINE))
    assert len(told) > 40
    assert told == {name: shown(threshold(name)) for name in told}


# ---------------------------------------------------------------- links


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
