"""Reprints with their credits, withdrawn and corrected wires, and wires that come late."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tests.benchmarks.made.affairs import SWAPS
from tests.benchmarks.made.craft import Workshop, table
from tests.benchmarks.made.truth import AGENCIES, DAYS, OUTLETS, Item, Killed, cut_of, on_of

REPRINTED = 14  # agency wires that outlets print
LATE = 6
BACKGROUND = (
    "The region around {t} has seen little rain and less work for years, and many of its young men have gone to look "
    "for both in {cap} or across the border.",
    "A teacher in {t}, who gave only her first name, said that she had packed a bag with papers, a torch and a coat "
    "for each of her children and kept it by the door.",
    "Diplomats in {cap} spoke of a test for the government of {c}, which took office in the autumn with a promise to "
    "bring roads, clinics and {s} courts to the provinces.",
)
FALSE = (
    "Grey smoke over {word} base in {c} | A depot at the {word} base near {t} in {c} blew up on {day}, killing {n1} "
    "soldiers, a video that made the rounds seemed to show. | Smoke stood over {t} for hours."
)
WRONG = (
    "Hundreds flee fire at {t} market in {c} | Fire drove 700 traders from the main market of {t}, {c}, on {day}, the "
    "fire brigade said. | The roof of the hall fell in at noon."
)


def add_reprints(shop: Workshop) -> None:
    """Long agency wires on affairs of their own, printed by three to five outlets, and now and then an outlet's own
    report on the same."""
    countries = shop.countries
    for n in range(REPRINTED):
        slots: dict[str, object] = {**countries[n % len(countries)], "day": f"{on_of(n % DAYS):%A}"}
        slots |= {f"n{k}": shop.random.randint(3, 60) for k in range(1, 5)}
        kinds = [kind for kind in table("affairs") if kind not in ("border", "water")]
        beat = table("affairs")[kinds[n % len(kinds)]][0]
        own, *_ = wordings = shop.random.sample(beat, 2)
        slots |= {"m": "Ostrander", "o": "Ruvim Asher"}
        agency = shop.random.choice(AGENCIES)
        text = " | ".join([wordings[1].rstrip(" |"), *BACKGROUND])
        wire = shop.add(text, slots, day=n % DAYS, source=agency, affair=f"reprint-{n}", hours_before=(12, 20))
        _number(shop, wire)
        wire = shop.truth.items[-1]
        *printers, other = shop.sources(shop.random.randint(4, 6), OUTLETS)
        for way, outlet in enumerate(printers):
            _reprint(shop, wire, outlet, way + n)
        report = shop.add(own, slots, day=n % DAYS, source=other, affair=wire.affair, hours_before=(1, 11))
        shop.truth.own[report.guid] = other


def _number(shop: Workshop, wire: Item) -> None:
    """Puts the agency's dateline before the first paragraph, as agencies send it."""
    first, *rest = wire.paragraphs
    line = f"GENEVA, {wire.at:%b} {wire.at.day} ({wire.source}) - {first}"
    shop.truth.items[-1] = replace(wire, paragraphs=(line, *rest))


def _reprint(shop: Workshop, wire: Item, outlet: str, way: int) -> None:
    """One outlet's print of a wire: whole, cut, edited or under its own headline, credited in one of six ways."""
    first, *rest = wire.paragraphs
    bare = first.split(" - ", 1)[1]
    paragraphs, creator, headline = [bare, *rest], "", wire.headline
    if way % 3 == 1:
        paragraphs = paragraphs[:-1]
    if way % 3 == 2:
        for old, new in SWAPS[way % 4 :: 2]:
            paragraphs = [p.replace(old, new) for p in paragraphs]
    if way % 2:
        headline = re.sub(r"^(\S+ \S+)", r"World: \1", headline)
    match way % 6:
        case 0:
            paragraphs[0] = first
        case 1:
            creator = wire.source
        case 2:
            paragraphs[-1] += f" ({wire.source})"
        case 3:
            paragraphs.append(f"Source: {wire.source}")
        case 4:
            creator = f"Staff with {wire.source}"
        case _:
            pass  # no credit at all: the words are the agency's
    item = Item(
        guid=shop.next_guid(), day=wire.day, source=outlet, origin=wire.source, creator=creator,
        at=wire.at + timedelta(minutes=shop.random.randint(20, 500)), headline=headline,
        paragraphs=tuple(paragraphs), affair=wire.affair,
    )  # fmt: skip
    shop.truth.items.append(item)
    shop.truth.copies[item.guid] = wire.source


def add_withdrawn(shop: Workshop) -> None:
    """Four withdrawn wires: two before any edition had them, two a day after; of two an outlet prints a copy."""
    for n, (word, day, after) in enumerate(
        [("Varnholt", 1, 0), ("Quillmere", 2, 1), ("Ostrava Minor", 3, 0), ("Tarnwick", 5, 1)]
    ):
        slots = {**shop.countries[n], "day": f"{on_of(day):%A}", "word": word, "n1": 21}
        wire = shop.add(FALSE, slots, day=day, source=AGENCIES[n], affair=f"killed-{n}", hours_before=(12, 17))
        guids = [wire.guid]
        if n % 2:
            text = "\n".join(wire.paragraphs)
            copy = replace(
                wire, guid=shop.next_guid(), source=OUTLETS[n], at=wire.at + timedelta(hours=1),
                paragraphs=(*wire.paragraphs[:-1], f"{wire.paragraphs[-1]} ({wire.source})") if text else (),
            )  # fmt: skip
            shop.truth.items.append(copy)
            guids.append(copy.guid)
        shop.truth.items.append(
            Item(
                guid=shop.next_guid(), day=day + after, source=wire.source, origin=wire.source,
                at=cut_of(day + after) - timedelta(hours=3), headline=f"KILL: {wire.headline}",
                paragraphs=(f'Editors: please kill the item headlined "{wire.headline}". The video is old.',),
                extra=(("Kind", "kill"), ("Status", "canceled"), ("Kills", wire.link)),
            )
        )  # fmt: skip
        shop.truth.killed.append(Killed(word=word, day=day + after, guids=tuple(guids)))


def add_corrected(shop: Workshop) -> None:
    """Two wires with a wrong figure, corrected on the next day."""
    for n, day in enumerate((1, 4)):
        slots = {**shop.countries[n + 4], "day": f"{on_of(day):%A}"}
        wire = shop.add(WRONG, slots, day=day, source=AGENCIES[n], affair=f"corrected-{n}", hours_before=(3, 9))
        sent = f"{on_of(day):%b}. {on_of(day).day}"
        text = f"In an item of {sent}, {wire.source} wrongly said that 700 traders fled. It was 70."
        shop.truth.items.append(
            Item(
                guid=shop.next_guid(), day=day + 1, source=wire.source, origin=wire.source,
                at=cut_of(day + 1) - timedelta(hours=6), headline=f"CORRECTION: {wire.headline}", paragraphs=(text,),
                extra=(("Kind", "correction"), ("Corrects", wire.link)),
            )
        )  # fmt: skip
        shop.truth.corrected[wire.guid] = day + 1


def add_late(shop: Workshop) -> None:
    """Some wires reach us a day after their hour: they fall between two editions and belong to the second."""
    fit = [n for n, i in enumerate(shop.truth.items) if not i.affair and not i.meeting]
    fit += [n for n, i in enumerate(shop.truth.items) if i.affair.startswith("reprint") and i.guid in shop.truth.own]
    for n in shop.random.sample(fit, min(LATE, len(fit))):
        item = shop.truth.items[n]
        if item.day + 1 < DAYS and not item.extra:
            shop.truth.items[n] = replace(item, day=item.day + 1)
            shop.truth.late.append(item.guid)
