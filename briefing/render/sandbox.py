"""Jinja as templates have it: an immutable sandbox over the folders of a set, with unknown names refused.

Whoever only reads settings or lists files does without this module, which loads Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.render.templates import STOCK, SUFFIXES, TemplateSet, did_you_mean
from briefing.render.wording import clean

_COMPILED: dict[str, bytes] = {}


def sandbox(templates: TemplateSet) -> jinja2.Environment:
    """An environment over the set. Autoescape is on for every file, and every text that is printed is cleaned."""
    return ImmutableSandboxedEnvironment(
        loader=_Folders(templates),
        autoescape=True,
        undefined=_Unknown,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=_Compiled(),
    )


class _Folders(jinja2.BaseLoader):
    """A template from the first folder of the set that has it; "default:NAME" is the stock one's. No link leads out."""

    def __init__(self, templates: TemplateSet) -> None:
        self._folders = templates.folders

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        _head, prefix, rest = template.rpartition(f"{STOCK}:")
        for folder in self._folders[-1:] if prefix else self._folders:
            path = folder.joinpath(*split_template_path(rest))
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path.read_text("utf-8"), str(path), lambda: True
        raise jinja2.TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        return sorted(
            {p.relative_to(f).as_posix() for f in self._folders for p in f.rglob("*") if p.suffix in SUFFIXES}
        )


class _Compiled(jinja2.BytecodeCache):
    """Keeps what was compiled for the next edition of this process; a changed file is compiled anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in _COMPILED:
            bucket.bytecode_from_string(_COMPILED[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        _COMPILED[bucket.key] = bucket.bytecode_to_string()


class _Unknown(jinja2.StrictUndefined):
    """A name that is not there, told with what it was asked of and the nearest that is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_hint or not isinstance(name, str):
            return super()._undefined_message
        owner = self._undefined_obj
        whose = "" if owner is jinja2.utils.missing else f" of {type(owner).__name__}"
        hint = did_you_mean(name, _names_of(owner))
        return f'unknown name "{name}"{whose}' + (f". {hint}" if hint else "")


def _printed(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return clean(value) if isinstance(value, str) else "" if value is None else value


def _names_of(owner: Any) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith("_")]
