"""Meetings: announced, confirmed, moved, called off, held, unreported, or announced by a source that falls silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.benchmarks.made.craft import Workshop, days_of, table
from tests.benchmarks.made.truth import DAYS, MUTE, Gathering, on_of

# What becomes of the meetings of one stream, and how many of each.
FATES = {"held": 12, "confirmed": 4, "moved": 5, "moved-held": 3, "cancelled": 6, "unreported": 6, "muted": 3,
         "reported-late": 2, "sudden": 4}  # fmt: skip
KINDS = ("talks", "talks", "talks", "talks", "visit", "council", "summit")
BODIES = ("joint council", "border commission", "economic commission")


def add_meetings(shop: Workshop) -> None:
    """All meetings of a stream, each of a pair of states of its own."""
    tables = table("places")
    states, venues = sorted(tables["states"]), sorted(tables["venues"])
    shop.random.shuffle(states)
    shop.random.shuffle(venues)
    pairs = [(states[i], states[(i + step) % len(states)]) for step in (1, 3) for i in range(len(states))]
    shop.random.shuffle(pairs)
    fates = [fate for fate, n in FATES.items() for _ in range(n)]
    for n, fate in enumerate(fates):
        kind = "talks" if fate in ("confirmed", "muted", "sudden") else shop.random.choice(KINDS)
        (a, b), place = pairs[n], venues[n % len(venues)]
        place, hours = tables["capitals"][b] if kind == "visit" else (place, tables["venues"][place])
        slots = {
            "a": a, "b": b, "a_s": tables["states"][a], "b_s": tables["states"][b], "p": place,
            "x": shop.random.choice(tables["topics"]), "m": shop.random.choice(tables["people"]),
            "k": shop.random.choice(BODIES),
        }  # fmt: skip
        _Course(shop, f"m{n:02}-{fate}", kind, slots, hours).run(fate)


class _Course:
    """One meeting's wires, in their order."""

    def __init__(self, shop: Workshop, key: str, kind: str, slots: dict[str, Any], hours: float) -> None:
        self.shop, self.kind, self.slots = shop, kind, slots
        self.meeting = Gathering(key=key, place=slots["p"], hours=hours, on=on_of(0))

    def run(self, fate: str) -> None:
        pick = self.shop.random
        announced = pick.randint(0, 4)
        on = announced + pick.randint(2, 4)
        if fate == "sudden":
            on = announced = pick.randint(1, DAYS - 2)
        self.meeting = replace(self.meeting, on=on_of(on), announced=announced, sudden=fate == "sudden")
        if fate == "sudden":
            self._held("unannounced", on, same_day=False)
        else:
            self._announce(announced, on, muted=MUTE[pick.randrange(len(MUTE))] if fate == "muted" else "")
            self._fate(fate)(announced, on)
        self.shop.truth.meetings.append(self.meeting)

    def _fate(self, fate: str) -> Callable[[int, int], None]:
        return {
            "held": self._reported, "confirmed": self._confirmed, "moved": self._moved,
            "moved-held": self._moved_held, "cancelled": self._cancelled, "unreported": self._nothing,
            "muted": self._nothing, "reported-late": self._reported_late,
        }[fate]  # fmt: skip

    def say(self, state: str, day: int, *, source: str = "", kind: str = "", says: str = "", **more: str) -> None:
        """One wire of the meeting."""
        of_kind = table(self.shop.wordings)[kind or self.kind]
        wordings = of_kind.get(state) or table(self.shop.wordings)["talks"][state]
        slots = {**self.slots, **days_of(self.meeting.day_on(day)), "now": f"{on_of(day):%A}", **more}
        self.shop.add(
            self.shop.random.choice(wordings), slots, day=day, source=source, meeting=self.meeting.key,
            says=says or state, hours_before=(0.5, 12.0) if state.startswith("held") else (0.5, 17.5),
        )  # fmt: skip

    def _announce(self, day: int, on: int, *, muted: str) -> None:
        """The first wires; now and then a later one that names the date again."""
        if muted:
            self.meeting = replace(self.meeting, muted=True)
            self.say("announced", day, source=muted)
            return
        for source in self.shop.sources(self.shop.random.randint(1, 3)):
            self.say("announced", day, source=source)
        if self.kind == "talks" and on - day > 1 and self.shop.random.random() < 0.5:
            self.say("repeated", self.shop.random.randint(day + 1, on - 1))

    def _held(self, kind: str, on: int, *, same_day: bool) -> None:
        """Reports of it: on its own day, or on the morning after."""
        day = on if same_day else on + 1
        state = "held_today" if same_day and kind == "talks" else "held"
        self.meeting = replace(self.meeting, held=day)
        for source in self.shop.sources(self.shop.random.randint(1, 2)):
            self.say(state, day, source=source, kind=kind, says="held", wd=f"{on_of(on):%A}")

    def _reported(self, announced: int, on: int) -> None:
        self._held(self.kind, on, same_day=self.shop.random.random() < 0.4)

    def _confirmed(self, announced: int, on: int) -> None:
        self.meeting = replace(self.meeting, confirmed=on - 1)
        self.say("confirmed", on - 1)
        self._reported(announced, on)

    def _nothing(self, announced: int, on: int) -> None:
        """Nothing more is ever said of it."""

    def _reported_late(self, announced: int, on: int) -> None:
        self.meeting = replace(self.meeting, held=on + 2)
        self.say("held", on + 2, says="held", wd=f"{on_of(on):%A}")

    def _moved(self, announced: int, on: int) -> None:
        day, to = self.shop.random.randint(announced + 1, on - 1), on + self.shop.random.randint(1, 3)
        only_new = self.kind == "talks" and self.shop.random.random() < 0.3
        self.meeting = replace(self.meeting, moved=day, moved_to=on_of(to))
        self.say("moved_only_new" if only_new else "moved", day, says="moved", **days_of(on_of(on), "0"))

    def _moved_held(self, announced: int, on: int) -> None:
        self._moved(announced, on)
        to = self.meeting.moved_to
        assert to is not None
        self._held(self.kind, (to - on_of(0)).days, same_day=False)

    def _cancelled(self, announced: int, on: int) -> None:
        undated = self.kind == "talks" and self.shop.random.random() < 0.3
        self.meeting = replace(self.meeting, cancelled=self.shop.random.randint(announced + 1, on - 1))
        self.say("cancelled_undated" if undated else "cancelled", self.meeting.cancelled or 0, says="cancelled")
