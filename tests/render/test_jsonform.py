from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.render.jsonform import render_json
from tests.render.builders import edition
from tests.render.golden_pages import golden
from tests.render.samples import hostile, long_words, sample, two_scripts

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema" / "edition.schema.json").read_text("utf-8"))
KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], path: str = "$") -> list[str]:
    """What in ``value`` is against the schema, for the keywords that our schema uses."""
    known = {"type", "enum", "const", "pattern", "items", "properties", "required", "additionalProperties", "minimum"}
    assert set(schema) <= known | {"$schema", "title", "description"}
    kinds = schema.get("type", list(KINDS))
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not any(isinstance(value, KINDS[kind]) and (kind == "boolean") >= isinstance(value, bool) for kind in kinds):
        return [f"{path}: {value!r} is not {kinds}"]
    found = [f"{path}: {value!r}"] if "enum" in schema and value not in schema["enum"] else []
    found += [f"{path}: {value!r}"] if "const" in schema and value != schema["const"] else []
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{path}: {value!r} has not the form {schema['pattern']}")
    if isinstance(value, int) and value < schema.get("minimum", value):
        found.append(f"{path}: {value} is too small")
    if isinstance(value, list):
        found += [fault for n, item in enumerate(value) for fault in faults(item, schema["items"], f"{path}[{n}]")]
    if isinstance(value, dict):
        inner = schema["properties"]
        found += [f"{path}: {key} is not described" for key in value if key not in inner]
        found += [f"{path}: {key} is missing" for key in schema["required"] if key not in value]
        found += [
            fault for key, item in value.items() if key in inner for fault in faults(item, inner[key], f"{path}.{key}")
        ]
    return found


@pytest.mark.parametrize("make", [sample, long_words, two_scripts, edition])
def test_the_output_is_what_the_schema_says(make):
    assert faults(json.loads(render_json(make())), SCHEMA) == []


def test_the_check_can_fail():
    value = json.loads(render_json(sample()))
    value["stories"][0]["placement"] = "front"
    value["counts"]["total"] = -1
    value["on"] = "6 January"
    del value["zone"]
    value["extra"] = 1
    assert len(faults(value, SCHEMA)) == 5


def test_stories_come_in_printed_order_with_every_wire():
    value = json.loads(render_json(sample()))
    assert [story["number"] for story in value["stories"]] == list(range(1, 43))
    places = [story["placement"] for story in value["stories"]]
    assert places == ["card"] * 12 + ["brief"] * 20 + ["below"] * 10
    assert value["stories"][0]["wires"][0] == {
        "id": "w1",
        "guid": "urn:wire:1",
        "link": "https://wires.example/1/story",
        "source": "sample",
    }
    assert (value["covers_from"], value["covers_to"]) == ("2022-01-05T18:00:00Z", "2022-01-06T18:00:00Z")


def test_the_bytes_are_plain_utf8():
    data = render_json(hostile())
    text = data.decode("utf-8")
    assert "\x00" not in text
    assert text.endswith("}\n")
    assert data == render_json(hostile())
    assert "مجلس" in render_json(two_scripts()).decode()


def test_the_opening_is_there_as_it_is_printed_and_leads_to_what_it_names():
    one = golden()
    value = json.loads(render_json(one))
    assert [line["text"] for line in value["glance"]] == [line.text for line in one.glance]
    known = {"story": {s["id"] for s in value["stories"]}, "daybook": {e["uid"] for e in value["daybook"]}}
    assert value["glance"]
    assert [line for line in value["glance"] if line["target"] not in known[line["kind"]]] == []
