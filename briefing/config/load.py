"""config.yaml: read, checked all at once, every fault with its line, and turned into ``Config``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from briefing.config.delivery import CHANNEL_KINDS, channel_faults
from briefing.config.models import SOURCE_KINDS, Config
from briefing.config.places import folder_faults
from briefing.errors import ConfigError, StoreError
from briefing.storeurl import is_server, is_sqlite, settled, without_password
from briefing.yamlfile import Where, did_you_mean, dotted, line_of, plain, read_yaml


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
    faults += [(line_of(document, where), f"{dotted(where)}: {said}") for where, said in folder_faults(data, path)]
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
    kinds, where = where, _without_kind(where)
    if error["type"].startswith("union_tag"):
        where, said = (*where, "kind"), _kind_fault(error)
    elif error["type"] == "extra_forbidden":
        known = _known_keys(kinds[:-1])
        said = f"unknown key{did_you_mean(str(where[-1]), known)}; known here: {', '.join(known)}"
    elif error["type"] == "missing":
        said = "is missing"
    elif error["type"] not in ("value_error", "string_pattern_mismatch"):
        said = f"{said[:1].lower()}{said[1:]}, not {_short(error.get('input'))}"
    elif error["type"] == "string_pattern_mismatch":
        said = f"{_pattern(where)} expected, not {_short(error.get('input'))}"
    return line_of(document, where), f"{dotted(where)}: {said}"


def _without_kind(where: Where) -> Where:
    """The place without the kind of channel, which pydantic puts behind a channel's number."""
    behind = ("channels", int, str)
    for n in range(len(where) - 2):
        if all(
            step == kind or (isinstance(kind, type) and isinstance(step, kind))
            for step, kind in zip(where[n:], behind, strict=False)
        ):
            return (*where[: n + 2], *where[n + 3 :])
    return where


def _kind_fault(error: Any) -> str:
    kinds = re.findall(r"'(\w+)'", str(error.get("ctx", {}).get("expected_tags", ""))) or list(CHANNEL_KINDS)
    tag = str(error.get("ctx", {}).get("tag", ""))
    head = f"there is no channel of kind {tag!r}{did_you_mean(tag, kinds)}" if tag else "is missing"
    return f"{head}; known: {', '.join(kinds)}"


def _pattern(where: Where) -> str:
    if where and "reads" in where:
        return 'a language code such as "en" or "fr" is'
    return "letters, digits, dot, dash and underline are"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _known_keys(where: Where) -> list[str]:
    """The keys that may stand at a place of the document, found by walking down the models' own annotations."""
    models: list[type[BaseModel]] = [Config]
    for step in where:
        if isinstance(step, str):
            fields = [model.model_fields[step].annotation for model in models if step in model.model_fields]
            inner = [one for annotation in fields for one in _models_in(annotation)]
            models = inner or [model for model in models if step in _kinds_of(model)] or models
    return list(dict.fromkeys(key for model in models for key in model.model_fields))


def _kinds_of(model: type[BaseModel]) -> tuple[Any, ...]:
    """For one of several models told apart by their kind: its word."""
    return get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation names, alone or inside a list, a union or a mapping."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


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
        given = [key for key in SOURCE_KINDS if source.get(key)]
        if len(given) != 1:
            add(
                ("sources", n),
                f"a source needs exactly one of feed, folder, file or mailbox, not {' and '.join(given) or 'none'}",
            )
        if source.get("fulltext") is True and not source.get("feed"):
            add(("sources", n, "fulltext"), "only a feed's links lead to pages; take it out of this source")
        secrets = [key for key in ("password_env", "password_file") if source.get(key)]
        if len(secrets) != (1 if source.get("mailbox") else 0):
            said = "a mailbox needs exactly one of password_env and password_file, other sources none"
            add(("sources", n, *secrets[:1]), said)
    if isinstance(store := data.get("store"), str):
        try:
            settled(store, Path())
        except StoreError as fault:
            add(("store",), f"{without_password(store)!r}: {fault.message}. {fault.hint}")
        else:
            if not is_sqlite(store) and not is_server(store):
                said = f"{store.partition('://')[0]!r} is no database that is known"
                add(("store",), f"{said}; sqlite:///out/briefing.db or postgresql://USER@HOST/DATABASE is")
    faults += [(line_of(document, where), f"{dotted(where)}: {said}") for where, said in channel_faults(data)]
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
    """The same with every path made absolute from the folder of the config file; ``~`` is the user's own folder."""

    def fix(value: str) -> str:
        return str((base / os.path.expanduser(value)).resolve()) if value else value

    sources = [
        s.model_copy(
            update={
                "folder": fix(s.folder),
                "file": fix(s.file.removeprefix("file://")),
                "password_file": fix(s.password_file),
            }
        )
        for s in config.sources
    ]
    return config.model_copy(
        update={
            "store": settled(config.store, base),
            "out": fix(config.out),
            "templates": fix(config.templates),
            "desk": fix(config.desk),
            "sources": sources,
            "taxonomy": config.taxonomy.model_copy(update={"shapes": fix(config.taxonomy.shapes)}),
            "web": config.web.model_copy(update={"key": fix(config.web.key)}),
            "delivery": config.delivery.model_copy(
                update={
                    "folder": fix(config.delivery.folder),
                    "channels": [_channel(channel, fix) for channel in config.delivery.channels],
                }
            ),
        }
    )


def _channel(channel: Any, fix: Callable[[str], str]) -> Any:
    keys = ("path", "certificates", "password_file", "secret_file", "address_file")
    return channel.model_copy(update={key: fix(getattr(channel, key)) for key in keys if hasattr(channel, key)})
