"""The made stream as sources see it: a folder of files for each agency, a feed file for each outlet; day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from briefing.config import Config, Reader, Slot, Source
from briefing.model import SECTIONS
from tests.benchmarks.made.truth import AGENCIES, MUTE, OUTLETS, Item, Truth

WINDOW = 30  # items that an outlet's feed still shows
ITEM = (
    "<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid><pubDate>{date}</pubDate>"
    "{creator}<description>{lede}</description><content:encoded>{body}</content:encoded></item>"
)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{name}</title>'
    "<link>https://{slug}.example/</link><description>News</description><language>en</language>"
)


def slug(name: str) -> str:
    """ "Harbour Daily" -> "harbour-daily" """
    return name.lower().replace(" ", "-")


def config_of(root: Path, noise: Sequence[str]) -> Config:
    """A desk that hears all of it and a reader of everything, and one of the two desks; all below ``root``."""
    for agency in AGENCIES:
        (root / "in" / slug(agency)).mkdir(parents=True, exist_ok=True)
    sources = [Source(name=slug(a), folder=str(root / "in" / slug(a)), publisher=a) for a in AGENCIES]
    sources += [Source(name=slug(o), file=str(root / "in" / f"{slug(o)}.xml"), publisher=o) for o in (*OUTLETS, *MUTE)]
    sources.append(Source(name="sample", folder=str(root / "in" / "sample")))
    sources += [Source(name=name, file=str(root / "in" / name)) for name in noise]
    slots = [Slot(at="18:00")]
    readers = [
        Reader(name="all", sections=[*SECTIONS, "other"], slots=slots, formats=["json"], period=86400),
        Reader(name="desk", sections=list(SECTIONS), slots=slots, formats=["json"], period=86400),
    ]
    return Config.model_validate(
        {"store": f"sqlite:///{root / 'store.db'}", "out": str(root / "out"), "collect": {"settle": 0, "tries": 1},
         "sources": sources, "readers": readers}
    )  # fmt: skip


def write_day(root: Path, truth: Truth, day: int, noise: Mapping[str, bytes]) -> None:
    """What every source shows on a day: agencies add files, feeds show their newest items, old ones among them."""
    for item in truth.items:
        if item.source in AGENCIES and item.day == day:
            path = root / "in" / slug(item.source) / f"{item.guid}.txt"
            path.write_text(_file(item), encoding="utf-8")
    for outlet in (*OUTLETS, *MUTE):
        mine = sorted((i for i in truth.items if i.source == outlet and i.day <= day), key=lambda i: (i.day, i.at))
        body = "".join(entry_of(item) for item in reversed(mine[-WINDOW:] if len(mine) > WINDOW else mine))
        text = f"{HEAD.format(name=escape(outlet), slug=slug(outlet))}{body}</channel></rss>"
        (root / "in" / f"{slug(outlet)}.xml").write_text(text, encoding="utf-8")
    for name, data in noise.items():
        (root / "in" / name).write_bytes(data)


def _file(item: Item) -> str:
    """A wire with header lines, as an agency drops it."""
    lines = {"Source": item.source, "Date": item.at.isoformat(), "Headline": item.headline, "Link": item.link}
    heads = [f"{key}: {value}" for key, value in (*lines.items(), *item.extra)]
    return "\n".join([*heads, "", "\n\n".join(item.paragraphs), ""])


def entry_of(item: Item) -> str:
    body = "".join(f"<p>{escape(p)}</p>" for p in item.paragraphs)
    return ITEM.format(
        title=escape(item.headline), link=item.link, guid=item.guid, date=format_datetime(item.at),
        creator=f"<dc:creator>{escape(item.creator)}</dc:creator>" if item.creator else "",
        lede=escape(item.paragraphs[0]), body=escape(body),
    )  # fmt: skip
