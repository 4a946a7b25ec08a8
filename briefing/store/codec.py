"""Frozen dataclasses to JSON and back, driven by their type hints.

What a hint may be: str, int, float, bool, datetime, date, another dataclass, ``tuple[X, ...]``, ``Mapping[str, X]``
and any of these or None. A field whose value is its default and is empty (None, "", (), {}, 0, False) is left out,
which makes the text about a third shorter; so a default that is empty must stay empty over versions of the program. A
default that is not empty is always written: an edition stored today reads the same after the default has changed.

On reading, keys that the class no longer has are passed over and fields that are not in the text take their default.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")
Convert = Callable[[Any], Any]

PLAIN = (str, int, float, bool)


class CodecError(ValueError):
    """The text is not a stored form of the class; the message says which class and why."""


def encode(value: Any) -> str:
    """Compact JSON of a dataclass instance, keys in the order of its fields.

    Text stays as it is (no escapes), save where it holds lone surrogates, which no database takes as text.
    """
    plain = _encoder(cast(Hashable, type(value)))(value)
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text if _encodable(text) else json.dumps(plain, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The instance of ``kind`` that ``text`` was made from; CodecError where it cannot be one."""
    try:
        value = _decoder(cast(Hashable, kind))(json.loads(text))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise CodecError(f"not a stored {kind.__name__}: {error}") from error
    return cast(T, value)


def readable(kind: type[T], texts: Iterable[str]) -> list[T]:
    """The instances of those texts that can be read; damaged ones are passed over, so that one stops no run."""
    found = []
    for text in texts:
        try:
            found.append(decode(kind, text))
        except CodecError:
            continue
    return found


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _encoder(kind: Any) -> Convert:
    """A function from an instance to a dict; built once a class, because reading hints costs more than using them."""
    hints = typing.get_type_hints(kind)
    rows = [(f.name, _writer(hints[f.name]), _empty_default(f)) for f in dataclasses.fields(kind)]

    def write(value: Any) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name, convert, omit in rows:
            item = getattr(value, name)
            if omit is not None and not item and item == omit[0]:
                continue
            out[name] = item if convert is None or item is None else convert(item)
        return out

    return write


@cache
def _decoder(kind: Any) -> Convert:
    """A function from a dict to an instance; fields of plain types pass through untouched."""
    hints = typing.get_type_hints(kind)
    names = frozenset(f.name for f in dataclasses.fields(kind))
    readers = {name: reader for name in names if (reader := _reader(hints[name])) is not None}

    def read(found: dict[str, Any]) -> Any:
        given = {name: item for name, item in found.items() if name in names}
        for name in given.keys() & readers.keys():
            if given[name] is not None:
                given[name] = readers[name](given[name])
        return kind(**given)

    return read


def _empty_default(f: dataclasses.Field[Any]) -> tuple[Any] | None:
    """The field's default in a tuple when it has one and it is empty; else None (None itself may be the default)."""
    if f.default is not dataclasses.MISSING:
        return (f.default,) if not f.default else None
    if f.default_factory is not dataclasses.MISSING:
        made = f.default_factory()
        return (made,) if not made else None
    return None


def _writer(hint: Any) -> Convert | None:
    """How to turn a value of ``hint`` into what json writes; None where it can be written as it is."""
    hint = _without_none(hint)
    if hint in PLAIN:
        return None
    if hint is datetime or hint is date:
        return lambda value: value.isoformat()
    if dataclasses.is_dataclass(hint):
        return _encoder(cast(Hashable, hint))
    inner = _writer(_item_hint(hint))
    if typing.get_origin(hint) is tuple:
        return list if inner is None else lambda value: [None if v is None else inner(v) for v in value]
    return dict if inner is None else lambda value: {k: None if v is None else inner(v) for k, v in value.items()}


def _reader(hint: Any) -> Convert | None:
    """The way back of ``_writer``."""
    hint = _without_none(hint)
    if hint in PLAIN:
        return None
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if dataclasses.is_dataclass(hint):
        return _decoder(cast(Hashable, hint))
    inner = _reader(_item_hint(hint))
    if typing.get_origin(hint) is tuple:
        return tuple if inner is None else lambda items: tuple([None if v is None else inner(v) for v in items])
    return dict if inner is None else lambda items: {k: None if v is None else inner(v) for k, v in items.items()}


def _without_none(hint: Any) -> Any:
    """``X`` of ``X | None``; a union of several other types has no single way back and is refused."""
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint
    kinds = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
    if len(kinds) != 1:
        raise TypeError(f"{hint}: a union of several types cannot be stored")
    return kinds[0]


def _item_hint(hint: Any) -> Any:
    """``X`` of ``tuple[X, ...]`` and of ``Mapping[str, X]``; TypeError for any other hint."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return args[0]
    if origin in (dict, Mapping) and args[0] is str:
        return args[1]
    raise TypeError(f"{hint}: values of this type cannot be stored")
