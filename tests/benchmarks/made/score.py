"""What ten editions made of the made stream, against its truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.made.truth import BIG_DAYS, DAYS, Gathering, Truth

Edition = Mapping[str, Any]
LISTS = ("off_topic", "duplicate", "withheld", "older")


@dataclass(kw_only=True, slots=True)
class Tally:
    """Counts over streams, and the cases that went wrong, for reading."""

    n: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, good: bool, case: str) -> None:
        """One case of a figure; a failed one is kept in words."""
        self.n[name] += 1
        self.n[name + " ok"] += good
        if not good:
            self.wrong.append(f"{name}: {case}")

    def share(self, name: str) -> float:
        """The share of cases that were right; 1 where there was none."""
        return self.n[name + " ok"] / self.n[name] if self.n[name] else 1.0


def score(
    truth: Truth, editions: Sequence[Edition], desk: Sequence[Edition], archived: int, tally: Tally, seed: int
) -> None:
    """Adds one stream's cases to the tally: ``editions`` of the reader of everything, ``desk`` of one of two desks.

    ``archived``: wires in the archive after the last edition.
    """
    stream = _Stream(truth, editions, tally, f"seed {seed}")
    for part in (stream.statuses, stream.meetings, stream.origins, stream.withdrawn):
        part()
    _Stream(truth, desk, tally, f"seed {seed}").desks()
    stream.accounts(archived)


class _Stream:
    def __init__(self, truth: Truth, editions: Sequence[Edition], tally: Tally, name: str) -> None:
        self.truth, self.editions, self.tally, self.name = truth, editions, tally, name
        self.items = {item.link: item for item in truth.items}

    def add(self, figure: str, good: bool, case: str) -> None:
        self.tally.add(figure, good, f"{self.name}, {case}")

    def statuses(self) -> None:
        """The story that holds most of an affair's wires of a day, as score_stream.py matches them; of the event that
        fills three days, which stands in many stories, the one printed first."""
        for (affair, day), true in sorted(self.truth.status.items(), key=lambda p: (p[0][1], p[0][0])):
            count: Counter[int] = Counter()
            for n, story in enumerate(self.editions[day]["stories"]):
                count[n] = sum(self._affair(w) == affair for w in story["wires"])
            (best, wires), *_ = count.most_common(1) or [(0, 0)]
            best = min((n for n in count if count[n]), default=0) if affair == "big" else best
            self.add("story found", wires > 0, f"day {day} {affair}")
            if not wires:
                continue
            story = self.editions[day]["stories"][best]
            said, head = story["status"], f"day {day} {affair}: {true} said {story['status']}: {story['headline']}"
            if said == "UPDATED":
                self.add("UPDATED precision", true == "UPDATED", head)
            if true == "UPDATED":
                self.add("UPDATED recall", said == "UPDATED", head)
            self.add("on a desk", bool(story["sections"]), head)
            self.add("status right", said == true, head)
            told_before = bool(story["carried"]) and story["day"] > 0
            self.add("status and past agree", (said != "NEW") == told_before, head)

    def _affair(self, wire: Mapping[str, str]) -> str:
        item = self.items.get(wire["link"])
        return item.affair if item else ""

    def meetings(self) -> None:
        for meeting in self.truth.meetings:
            self._meeting(meeting)

    def _mine(self, meeting: Gathering, day: int) -> list[Mapping[str, Any]]:
        """The daybook entries that rest on wires of a meeting."""
        ids = self._wires_of(meeting)
        return [e for e in self.editions[day]["daybook"] if ids.intersection(e["wires"])]

    def _wires_of(self, meeting: Gathering) -> set[str]:
        found = set()
        for edition in self.editions:
            for wire in _wires(edition):
                item = self.items.get(wire["link"])
                if item and item.meeting == meeting.key:
                    found.add(wire["id"])
        return found

    def _meeting(self, m: Gathering) -> None:
        entries = [self._mine(m, day) for day in range(DAYS)]
        states = [{e["status"] for e in found} for found in entries]

        def case(day: int) -> str:
            found = [(e["on"], e["status"], e["what"]) for e in entries[day]]
            return f"day {day} {m.key} {m.place} {m.day_on(day)}: {found}"

        if m.sudden:
            day = m.held or 0
            if day < DAYS:
                self.add("unannounced held", "held" in states[day], case(day))
            return
        day = m.announced
        self.add("announced found", any(e["on"] == m.on.isoformat() for e in entries[day]), case(day))
        for day in range(m.announced, DAYS):
            for extra in range(len(entries[day])):
                self.add("daybook entries single", extra == 0, case(day))
            for entry in entries[day]:
                if entry["status"] == "overdue":
                    start = m.claim_from()
                    self.add(
                        "no report rightly said", start is not None and day >= start and _unheard(m, day), case(day)
                    )
        self._turns(m, entries, case)

    def _turns(self, m: Gathering, entries: Sequence[Sequence[Mapping[str, Any]]], case: Callable[[int], str]) -> None:
        """Was each turn of a meeting seen in the edition that had it?"""
        if m.moved is not None and m.moved < DAYS and m.moved_to:
            fits = [e for e in entries[m.moved] if e["status"] == "moved" and e["on"] == m.moved_to.isoformat()]
            good = any(e["moved_from"] == m.on.isoformat() for e in fits) and len(entries[m.moved]) == 1
            self.add("moved recognised", good, case(m.moved))
        if m.cancelled is not None and m.cancelled < DAYS:
            found = entries[m.cancelled]
            self.add("cancelled recognised", [e["status"] for e in found] == ["cancelled"], case(m.cancelled))
        if m.held is not None and m.held < DAYS:
            uids = {e["uid"] for day in range(m.announced, m.held) for e in entries[day]}
            good = any(e["status"] == "held" and e["uid"] in uids for e in entries[m.held])
            self.add("held recognised", good, case(m.held))
        start = m.claim_from()
        if start is not None and start < DAYS:
            said = any(e["status"] == "overdue" for e in entries[start])
            self.add("no report said when due", said, case(start))

    def origins(self) -> None:
        """A reprint is right where its card counts the agency and not the outlet, an own report where it is counted."""
        for day, edition in enumerate(self.editions):
            for story in edition["stories"]:
                mine = [i for w in story["wires"] if (i := self.items.get(w["link"]))]
                true = {i.origin for i in mine}
                for item in mine:
                    case = f"day {day} {item.source} of {item.origin}: {story['origins']}"
                    if item.guid in self.truth.copies:
                        good = item.origin in story["origins"] and (
                            item.source in true or item.source not in story["origins"]
                        )
                        self.add("reprints' origin right", good, case)
                    elif item.guid in self.truth.own:
                        self.add("own reports counted", item.source in story["origins"], case)

    def withdrawn(self) -> None:
        for killed in self.truth.killed:
            for day in range(killed.day, DAYS):
                edition = self.editions[day]
                printed = {k: v for k, v in edition.items() if k not in ("notices", *LISTS)}
                clean = killed.word.casefold() not in str(printed).casefold()
                links = {w["link"] for s in edition["stories"] for w in s["wires"]}
                back = [g for g in killed.guids if any(link.endswith(g) for link in links)]
                self.add("killed never printed", clean and not back, f"day {day} {killed.word} {back}")
        for guid, day in self.truth.corrected.items():
            texts = [n["text"] for n in self.editions[day]["notices"] if n["level"] == "corrected"]
            self.add(
                "correction told",
                bool(texts),
                f"day {day} {guid}: {[n['text'] for n in self.editions[day]['notices']]}",
            )

    def desks(self) -> None:
        """On the days of one event each desk keeps cards of other affairs."""
        for day in BIG_DAYS:
            stories = self.editions[day]["stories"]
            cards = [s for s in stories if s["placement"] == "card"]
            other = [s for s in cards if not self._is_big(s)]
            for desk in ("security-talks", "regional-crises"):
                mine = [s for s in other if desk in s["sections"]]
                there = [s for s in stories if desk in s["sections"] and not self._is_big(s)]
                self.add("two cards a desk", len(mine) >= min(2, len(there)), f"day {day} {desk}: {len(mine)}")
                self.add(
                    "desks keep their page",
                    len(mine) >= min(1, len(there)),
                    f"day {day} {desk}: {len(mine)} of {len(there)} stories, {len(cards)} cards",
                )
            self.add(
                "big event at most half", len(other) * 2 >= len(cards), f"day {day}: {len(other)} of {len(cards)} cards"
            )

    def _is_big(self, story: Mapping[str, Any]) -> bool:
        return any(self._affair(wire) == "big" for wire in story["wires"])

    def accounts(self, archived: int) -> None:
        """Every wire in exactly one edition; a late one in that of the day it came."""
        editions_of: dict[str, list[int]] = {}
        seen: set[str] = set()
        every: set[str] = set()
        for day, edition in enumerate(self.editions):
            counts = edition["counts"]
            ids = {w["id"]: w["link"] for w in _wires(edition)}
            bins = sum(counts[k] for k in ("cards", "brief", "below", "duplicate", "off_topic", "withheld", "older"))
            self.add("sums right", counts["total"] == len(ids) == bins, f"day {day}: {counts}, {len(ids)} listed")
            waits = {w["id"] for w in edition["withheld"]}  # an embargoed wire may come again, in print
            self.add("sums right", not seen.intersection(ids), f"day {day}: counted before: {seen.intersection(ids)}")
            seen |= ids.keys() - waits
            every |= ids.keys()
            for link in ids.values():
                editions_of.setdefault(link, []).append(day)
        self.add("sums right", len(every) == archived, f"{archived} archived, {len(every)} counted")
        for link, item in self.items.items():
            if item.day < DAYS:
                found = editions_of.get(link, [])
                name = "late wires once" if item.guid in self.truth.late else "wires once"
                self.add(name, found == [item.day], f"{item.guid} of day {item.day} in {found}: {item.headline}")


def _unheard(m: Gathering, day: int) -> bool:
    return m.held is None or day < m.held


def _wires(edition: Edition) -> Iterable[Mapping[str, str]]:
    for story in edition["stories"]:
        yield from story["wires"]
    for name in LISTS:
        yield from edition[name]
