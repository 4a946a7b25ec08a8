"""Frozen values to JSON and back."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import model
from briefing.model import Analysis, Edition, Story, StoryTrace, Wire
from briefing.store import Store, open_store
from briefing.store.codec import CodecError, decode, encode
from briefing.store.rows import SourceState

from .builders import NOON, analysis, trace, url_of, wire

# NUL, a lone surrogate, a quote, right-to-left and a letter outside the first plane are what codecs trip over
TEXTS = st.text(max_size=8) | st.sampled_from(["\x00", "\ud800", '"\\', "الجزائر", "𝔸", " "])
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))),
    date: st.dates(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that the hint allows, containers short."""
    if hint in SCALARS:
        return SCALARS[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.none() | values(next(a for a in args if a is not types.NoneType))
    if origin is tuple:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(TEXTS, values(args[1]), max_size=2)
    hints = typing.get_type_hints(hint)
    return st.builds(hint, **{f.name: values(hints[f.name]) for f in dataclasses.fields(hint)})


@pytest.mark.parametrize("kind", [Wire, Analysis, Story, StoryTrace, SourceState], ids=lambda kind: kind.__name__)
def test_what_goes_in_comes_out(kind: Any) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values(kind))
    def check(value: Any) -> None:
        text = encode(value)
        text.encode("utf-8")
        assert decode(kind, text) == value
        assert encode(decode(kind, text)) == text

    check()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(values(Edition))
def test_an_edition_comes_out_as_it_went_in(value: Edition) -> None:
    assert decode(Edition, encode(value)) == value


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(url_of(tmp_path_factory.mktemp("codec") / "archive.db")) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_wire=values(Wire))
def test_any_wire_goes_through_the_archive(store: Store, given_wire: Wire) -> None:
    one = dataclasses.replace(given_wire, id=f"w{store.count_wires()}")
    store.add_wires([one])
    assert store.wires_by_id([one.id]) == [one]


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-12:00"])
def test_an_instant_at_the_end_of_the_calendar(store: Store, text: str) -> None:
    odd = wire(published_at=datetime.fromisoformat(text), id=text)
    store.add_wires([odd])
    assert store.wires_by_id([text]) == [odd]


def test_every_value_of_the_model_has_a_stored_form() -> None:
    kinds = [kind for kind in vars(model).values() if dataclasses.is_dataclass(kind)]
    assert len(kinds) > 20
    for kind in kinds:
        with pytest.raises(CodecError):  # the way back exists; only the text is wrong
            decode(kind, "17")  # type: ignore[type-var]


def test_empty_defaults_are_left_out_and_the_others_are_written() -> None:
    stored = json.loads(encode(wire(byline="", slug="TALKS")))
    assert "byline" not in stored
    assert "embargo_at" not in stored
    assert stored["slug"] == "TALKS"
    assert stored["language"] == "en"
    assert stored["version"] == 1


def test_text_is_stored_as_it_reads() -> None:
    assert "Жанаозен" in encode(wire(headline="Жанаозен"))


def test_a_text_of_another_version_is_read() -> None:
    older = json.loads(encode(wire()))
    del older["licence"]
    older["mood"] = "a field that was dropped since"
    assert decode(Wire, json.dumps(older)) == wire()


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "{}", '{"id":"x"}', '"x"'])
def test_what_is_no_stored_wire_is_refused(text: str) -> None:
    with pytest.raises(CodecError, match="not a stored Wire"):
        decode(Wire, text)


def test_a_wrong_instant_is_refused() -> None:
    with pytest.raises(CodecError):
        decode(StoryTrace, encode(trace("s", NOON)).replace("2022", "2O22"))


def test_instants_keep_their_zone() -> None:
    there = datetime.fromisoformat("2022-01-06T18:00:00.000001+06:00")
    again = decode(Wire, encode(wire(published_at=there)))
    assert again.published_at is not None
    assert again.published_at.isoformat() == there.isoformat()


def test_a_type_without_a_way_back_is_refused_at_once() -> None:
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Odd:
        value: typing.Any

    with pytest.raises(TypeError, match="cannot be stored"):
        encode(Odd(value=1))


def test_ints_where_floats_may_be_stay_equal() -> None:
    assert decode(Analysis, encode(analysis("w", severity=1))) == analysis("w", severity=1.0)
