"""Throw damaged files at one parser: `python -m tests.benchmarks.fuzz_parsers NAME [--minutes 10] [--seed N]`.

Files of the parser's own form are cut, repeated, spliced with each other, with marks of the form (open tags, entities,
CDATA, frames, escapes), with wrong encodings and with numbers out of range, and read. A file may be refused with a
reason; any other exception, a text that cannot be stored, two wires under one id, or more than two seconds of processor
time for a file under 300 kB is a fault: the file is kept and named. --data DIR holds wires/ and feeds/ to begin from
beside the seeds made here. --minutes counts
processor time. Prints files tried, refused, the slowest, and the faults.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.collect.agendajson import read_agenda
from briefing.collect.calendars import read_calendar
from briefing.collect.discover import feeds_in_page
from briefing.collect.encoding import decode
from briefing.collect.eventsml import read_events
from briefing.collect.feedbytes import unpack
from briefing.collect.feeds import parse_feed
from briefing.collect.formats import read_format
from briefing.collect.formats.article import ArticleContext
from briefing.collect.formats.plainxml import read_dated
from briefing.collect.sniff import file_kind
from briefing.collect.stated import read_stamp
from briefing.collect.wiretext import parse_wire
from briefing.errors import BriefingError
from briefing.model import CalendarEntry, Wire
from tests.benchmarks.fuzz_seeds import SCRAPS, SEEDS, VALUES

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2022, 1, 6, 18, tzinfo=UTC)
CONTEXT = ArticleContext(received_at=AT, path="/drop/fuzz")
SLOWEST_S = 2.0
LARGE = 300_000  # bytes; larger files may take longer, in proportion


def _feed(data: bytes) -> Sequence[Wire]:
    return parse_feed(data, source="fuzz", url="https://fuzz.example/feed", received_at=AT).wires


def _format(kind: str) -> Callable[[bytes], Sequence[Wire]]:
    return lambda data: read_format(kind, data, CONTEXT)


def _text(data: bytes) -> Sequence[Wire]:
    return [parse_wire(data, path="/drop/fuzz.txt", received_at=AT)]


def _calendar(data: bytes) -> Sequence[Wire]:
    return _checked(read_calendar(data, source="fuzz", path="fuzz.ics", received_at=AT))


def _checked(entries: Sequence[CalendarEntry]) -> Sequence[Wire]:
    """No wires; ValueError for an entry of a calendar with a text that cannot be stored."""
    told = [value for entry in entries for f in fields(entry) if isinstance(value := getattr(entry, f.name), str)]
    if bad := [text for text in told if not _storable(text)]:
        raise ValueError(f"a text that cannot be stored: {bad[0][:60]!r}")
    return ()


def _storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _events(data: bytes) -> Sequence[Wire]:
    return _checked(read_events(data, source="fuzz", path="fuzz.xml")[0])


def _own_xml(data: bytes) -> Sequence[Wire]:
    _checked(read_dated(data, source="fuzz", path="fuzz.xml"))
    return read_format("xml", data, CONTEXT)


def _agenda(data: bytes) -> Sequence[Wire]:
    return _checked(read_agenda(data, source="fuzz", path="fuzz.json"))


def _found(data: bytes) -> Sequence[Wire]:
    """What looks at bytes before a parser is chosen: packing, kind, encoding, feeds of a page, a date."""
    file_kind(data)
    text = decode(unpack(data)[:LARGE], declared=data[:20].decode("latin-1")).text
    feeds_in_page(text, "https://fuzz.example/")
    for line in text.split("\n")[:50]:
        read_stamp(line, zone=line[:20])
    return ()


PARSERS: dict[str, tuple[Callable[[bytes], Sequence[Wire]], tuple[str, ...]]] = {
    "feed": (_feed, ("rss", "atom", "rdf")),
    "jsonfeed": (_feed, ("jsonfeed",)),
    "newsml-g2": (_format("newsml-g2"), ("g2",)),
    "events": (_events, ("events",)),
    "xml": (_own_xml, ("release", "meeting")),
    "agenda": (_agenda, ("agenda",)),
    "newsml": (_format("newsml"), ("newsml",)),
    "nitf": (_format("nitf"), ("nitf",)),
    "ninjs": (_format("ninjs"), ("ninjs",)),
    "telex": (_format("telex"), ("anpa", "iptc")),
    "mail": (_format("mail"), ("mail",)),
    "page": (_format("page"), ("page",)),
    "text": (_text, ("text",)),
    "calendar": (_calendar, ("calendar",)),
    "bytes": (_found, ("rss", "jsonfeed", "mail", "page", "text", "packed", "dates")),
}


def mutate(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A file made worse in one to eight ways; ``other`` is what pieces are taken from."""
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        a = chance.randint(0, len(data))
        b = min(len(data), a + int(chance.expovariate(1 / 60)) + 1)
        way = chance.randint(0, 8)
        if way == 0:
            data = data[:a] + data[b:]
        elif way in (1, 2):
            data = data[:a] + chance.choice(SCRAPS) + data[a if way == 1 else b :]
        elif way == 3:
            data = data[:b] + data[a:b] * chance.choice((1, 1, 2, 20, 400)) + data[b:]
        elif way == 4:
            data = data[:a] + chance.randbytes(chance.randint(1, 12)) + data[b:]
        elif way == 5 and other:
            c = chance.randint(0, len(other))
            data = data[:a] + other[c : c + chance.choice((5, 50, 500, 5000))] + data[b:]
        elif way == 6:
            data = data[:a] if chance.random() < 0.5 else data[a:]
        elif way == 7 and data:
            flipped = bytearray(data)
            for _ in range(chance.randint(1, 6)):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            data = bytes(flipped)
        else:
            data = data.replace(
                chance.choice((b">", b'"', b" ", b":", b"\n", b"=")), chance.choice(SCRAPS[:60]), chance.randint(1, 3)
            )
    return data[:2_000_000]


def mutate_json(node: Any, chance: random.Random) -> Any:
    """A JSON value with one of its parts lost, doubled, or of another type."""
    if isinstance(node, dict) and node and chance.random() < 0.8:
        key = chance.choice(list(node))
        rest = {k: v for k, v in node.items() if k != key}
        way = chance.random()
        return (
            rest
            if way < 0.15
            else {**node, chance.choice(list(node)): node[key]}
            if way < 0.3
            else {**node, key: mutate_json(node[key], chance)}
        )
    if isinstance(node, list) and node and chance.random() < 0.8:
        at = chance.randrange(len(node))
        return node * 2 if chance.random() < 0.1 else [*node[:at], mutate_json(node[at], chance), *node[at + 1 :]]
    return chance.choice((None, True, 0, -1, 10**30, 1.5, [], {}, [[]], [None], {"x": 1}, [{"name": None}], *VALUES))


def mutate_xml(root: Any, chance: random.Random) -> bytes:
    """A tree with an element lost, doubled, moved or renamed, or with a text or attribute changed."""
    from lxml import etree  # type: ignore[import-untyped]

    nodes = [n for n in root.iter() if isinstance(n.tag, str)]
    for _ in range(chance.randint(1, 4)):
        one, other = chance.choice(nodes), chance.choice(nodes)
        way = chance.randint(0, 5)
        value = re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", "", chance.choice(VALUES))
        if way == 0 and one.getparent() is not None:
            one.getparent().remove(one)
        elif way == 1 and one.getparent() is not None and len(nodes) < 400:
            one.addnext(deepcopy(one))
        elif (
            way == 2 and one is not other and other not in one.iterdescendants() and one not in other.iterdescendants()
        ):
            other.append(deepcopy(one))
        elif way == 3:
            one.tag = other.tag
        elif way == 4 and one.attrib:
            one.set(chance.choice(list(one.attrib)), value)
        else:
            one.text = value
        nodes = [n for n in root.iter() if isinstance(n.tag, str)]
    return bytes(etree.tostring(root))


def mutate_form(data: bytes, chance: random.Random) -> bytes | None:
    """The file with its form kept and its contents made odd; None where it is neither JSON nor XML."""
    from lxml import etree

    try:
        if data.lstrip()[:1] in (b"{", b"["):
            value = json.loads(data)
            for _ in range(chance.randint(1, 5)):
                value = mutate_json(value, chance)
            return json.dumps(value).encode()
        return mutate_xml(etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)), chance)
    except (ValueError, etree.LxmlError):
        return None


def worse(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One of both kinds of damage, or both."""
    formed = mutate_form(data, chance) if chance.random() < 0.6 else None
    if formed is None:
        return mutate(data, other, chance)
    return mutate(formed, other, chance) if chance.random() < 0.1 else formed


def faults_of(wires: Sequence[Wire]) -> str:
    """What is wrong with wires that were read; "" for nothing."""
    if len({w.id for w in wires}) != len(wires):
        return "two wires under one id"
    for wire in wires:
        texts = [getattr(wire, f.name) for f in fields(wire)]
        line = wire.dateline
        texts += [*wire.paragraphs, *wire.categories, *((line.place, line.agency, line.text) if line else ())]
        for text in (t for t in texts if isinstance(t, str)):
            if not _storable(text):
                return f"a text that cannot be stored: {text[:60]!r}"
    return ""


def seeds_of(names: Sequence[str], parser: str, data: Path | None) -> list[bytes]:
    """The files to begin from: those made here, and of ``data`` those that are of this parser's kind."""
    found = [SEEDS[name] for name in names]
    if parser == "text":
        found += [path.read_bytes() for path in sorted((ROOT / "wires").glob("*.txt"))]
    kind = {"jsonfeed": "feed", "events": "newsml-g2", "agenda": "ninjs"}.get(parser, parser)
    for path in sorted(data.rglob("*")) if data else ():
        if path.is_file() and path.stat().st_size < 60_000:
            body = path.read_bytes()
            is_json = body.lstrip()[:1] in (b"{", b"[")
            if parser == "bytes" or (
                file_kind(body) == kind and is_json == (parser in ("jsonfeed", "ninjs", "agenda"))
            ):
                found.append(body)
    return found


def attempt(read: Callable[[bytes], Sequence[Wire]], data: bytes) -> tuple[str, bool]:
    """(what went wrong or "", whether the file was refused with a reason)."""
    begun = time.process_time()
    try:
        fault, refused = faults_of(read(data)), False
    except (BriefingError, RecursionError):  # a RecursionError is a reason by itself for who reads files
        fault, refused = "", True
    except Exception as other:
        return f"{type(other).__name__}: {str(other)[:200]}", False
    took = time.process_time() - begun
    if took > SLOWEST_S * max(1.0, len(data) / LARGE):
        fault = f"{took:.1f} s for {len(data)} bytes"
    return fault, refused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parser", choices=sorted(PARSERS))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    read, names = PARSERS[options.parser]
    seeds = seeds_of(names, options.parser, options.data)
    end, tried, refused = time.process_time() + options.minutes * 60, 0, 0
    faults: dict[str, str] = {}
    while time.process_time() < end:
        chance = random.Random(options.seed * 1_000_003 + tried)
        data = worse(chance.choice(seeds), chance.choice(seeds), chance)
        fault, no = attempt(read, data)
        tried, refused = tried + 1, refused + no
        if fault and fault[:40] not in faults:
            path = Path(tempfile.gettempdir()) / f"fuzz-{options.parser}-{options.seed}-{tried}"
            path.write_bytes(data)
            faults[fault[:40]] = f"{fault} ({path})"
            sys.stdout.write(f"{faults[fault[:40]]}\n")
            sys.stdout.flush()
    sys.stdout.write(
        f"{options.parser}: {tried} files in {options.minutes:g} minutes of processor time from {len(seeds)} seeds, "
        f"{refused} refused, {len(faults)} kinds of fault\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
