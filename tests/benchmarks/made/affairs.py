"""Running affairs: new ones, days that bring something, days that only say it again, days without a word."""

from __future__ import annotations

import re
from typing import Any

from tests.benchmarks.made.craft import Workshop, table
from tests.benchmarks.made.truth import BIG_DAYS, DAYS, on_of

AFFAIRS = 16
UNDATED = 0.25
REPEATED = 0.6  # of the days without news that bring words printed before, edited; the others tell it in new words
HEADS = ("World in brief: {headline}", "{headline} - report", "Update: {headline}", "{headline}, say reports")
SWAPS = (("said on", "said"), ("people", "persons"), ("according to", "as told by"), ("near", "close to"),
         ("officials", "authorities"), ("killed", "slain"), ("because of", "owing to"), ("a week", "seven days"),
         ("have been", "were"), ("its", "the"))  # fmt: skip
PAIRED = ("border", "water")


def add_affairs(shop: Workshop) -> None:
    """Affairs of every kind, each in a country of its own, that begin on different days."""
    kinds = list(table("affairs"))
    countries, pairs = shop.countries, list(table("places")["neighbours"])
    people = list(table("places")["people"])
    for pool in (pairs, people):
        shop.random.shuffle(pool)
    order = [kinds[n % len(kinds)] for n in range(AFFAIRS)]
    for n, kind in enumerate(order):
        slots = dict((pairs if kind in PAIRED else countries).pop())
        first = shop.random.randint(2, 9)
        slots |= {"m": people.pop(), "o": shop.random.choice(["Ranil Osei", "Tomas Ferrin", "Aba Lindqvist"])}
        slots |= {f"n{k}": first + step for k, step in enumerate((4, 11, 0, 0), 1)}
        slots |= {"n3": f"{first},000", "n4": f"{first + 7},500"}
        _run(shop, f"{kind}-{n}", table("affairs")[kind], slots, start=min(n * 2 // 3, DAYS - 3))


def _run(shop: Workshop, key: str, beats: list[list[str]], slots: dict[str, Any], *, start: int) -> None:
    """One affair from its first day on. Wordings not used on a beat's own day tell it again later."""
    left: list[tuple[str, dict[str, Any]]] = []  # wordings of beats that were told
    said: list[tuple[str, dict[str, Any]]] = []  # those used before: an outlet may send the very words again
    told, nothing = 0, False
    for day in range(start, DAYS):
        news = told == 0 or (told < len(beats) and shop.random.random() < 0.5)
        if not news and (nothing or not left) and shop.random.random() < 0.3:
            nothing = False
            continue
        nothing = not news
        used: list[tuple[str, dict[str, Any]]] = []
        if news:
            mine = [(w, {**slots, "day": f"{on_of(day):%A}"}) for w in beats[told]]
            shop.random.shuffle(mine)
            n = shop.random.randint(1, 2)
            used, told = mine[:n], told + 1
            if told > 1 and left and shop.random.random() < 0.4:
                used = [*used, left.pop(0)]
            left += mine[n:]
        else:
            n = shop.random.randint(1, 2)
            again = shop.random.random() < REPEATED or not left
            used = shop.random.sample(said, min(n, len(said))) if again else left[:n]
            left = left if again else left[n:]
            used = [(_edited(shop, wording), filling) for wording, filling in used] if again else used
        said += used
        for (wording, filling), source in zip(used, shop.sources(len(used)), strict=True):
            shop.add(_undated(shop, wording), filling, day=day, source=source, affair=key)
        shop.truth.status[key, day] = "NEW" if day == start else "UPDATED" if news else "CONTINUING"


def _undated(shop: Workshop, wording: str) -> str:
    """The wording as it is or, one time in four, without its day: not every desk says when."""
    return re.sub(r"(?:\s(?:on|early))?\s\{day\}", "", wording) if shop.random.random() < UNDATED else wording


def _edited(shop: Workshop, wording: str) -> str:
    """A wording that was printed, for another outlet: the very words, another headline, or words swapped here and
    there."""
    headline, text = wording.split("|", 1)
    if shop.random.random() < 0.5:
        headline = shop.random.choice(HEADS).format(headline=headline)
    for old, new in shop.random.sample(SWAPS, len(SWAPS) // 2):
        text = text.replace(old, new)
    return f"{headline}|{text}"


def add_big(shop: Workshop, *, others: dict[int, int]) -> None:
    """The event that takes up 60 % of the wires of ``BIG_DAYS``. ``others``: wires of each day besides."""
    wordings = table("big")
    towns = ["Elazig", "Malatya", "Bingol", "Tunceli", "Erzincan", "Diyarbakir", "Erzurum", "Mus"]
    nations = {"Greece": "Greek", "Japan": "Japanese", "Germany": "German", "Canada": "Canadian", "Spain": "Spanish",
               "Sweden": "Swedish", "Italy": "Italian", "Korea": "Korean", "Brazil": "Brazilian"}  # fmt: skip
    for day in BIG_DAYS:
        for n in range(round(others[day] * 1.5)):
            nation = shop.random.choice(sorted(nations))
            slots = {
                "t": shop.random.choice(towns), "g": nation, "s": nations[nation], "day": f"{on_of(day):%A}",
                "n": shop.random.randint(11, 40) * (day - BIG_DAYS[0] + 1),
            }  # fmt: skip
            shop.add(wordings[n % len(wordings)], slots, day=day, affair="big")
        shop.truth.status["big", day] = "NEW" if day == BIG_DAYS[0] else "UPDATED"
