"""Which wires repeat, update, correct or kill another, and whose copy a wire is.

Copies are looked for by shared runs of words (an inverted index over a sample of them) and verified on the text
itself with rapidfuzz. The order of arrival changes nothing: wires are taken in the order of their instants; of those
of one instant (many are dated by the day alone) first versions come before later ones, then the id decides.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from sys import intern

from briefing.digest.duplicates_credit import agency_name, origin_of
from briefing.digest.duplicates_notice import Register, notice_kind
from briefing.digest.duplicates_spans import one_hand
from briefing.digest.duplicates_text import Copytext, Recurring, changed, closeness, containment, copytext, resemblance
from briefing.model import Duplicate, Wire

__all__ = ["find_duplicates", "origin_of", "origins"]

PORTAL = 3  # different headlines under one link from which on the link names a page, not a wire
BOILERPLATE = 3  # different headlines of one source over one text from which on the text says nothing of its own
FEWEST_WORDS = 8  # a shorter text is a copy only under an equal headline
VERSIONS = timedelta(days=3)  # between two versions that only their slug and words join
FIGURES = timedelta(hours=18)  # between two texts that differ in figures alone; daily bulletins lie further apart
NEAR = 90.0  # closeness of a near copy, letter by letter
CONTAINED, CONTAINED_WORDS = 0.8, 25  # a shortened copy: share of the shorter text's runs, and its least length
CREDITED, CREDITED_WORDS = 0.5, 40  # the same where both credit one agency
SAME_THREAD = 0.3  # resemblance of two versions of one wire
SAME_SLUG = 0.65  # the same where a slug alone joins them: desks file a running affair under one slug for days
MOST_COMPARED = 8  # texts of one origin in one story that are compared with another's
CROWD = 40  # wires with one run of words from which on the run is boilerplate

AT_HAND = 1500  # wires whose sets of words are kept, the latest compared: these take most memory
WORDS_AT_HAND = 32_000_000  # letters of wires whose words are kept, the first of a batch
Found = tuple[int, str, str]  # row of the other wire, kind, why


def find_duplicates(wires: Sequence[Wire]) -> dict[str, Duplicate]:
    """Each wire that repeats, replaces or withdraws another, by its id.

    exact: the same text under the same headline, or at one publisher; reprint: one text at two publishers, also under
    a new headline or shortened; near: the same text with small changes; update: a later version by identity, slug or
    link, or the same text with other figures; correction, kill: notices that name a wire. ``of`` is the first wire of
    the copies, of the versions, or the one that a notice names. Time grows with the number of wires.
    """
    ordered = sorted(wires, key=lambda w: (w.at, w.version, w.kind != "wire", w.id))
    texts = _texts(ordered)
    search = _Search(ordered, texts)
    found = search.notices()
    for n in range(len(ordered)):
        if n not in search.noticed:
            search.hold(n)
            hit = search.earlier(n)
            if hit:
                found[n] = (search.root(hit[0], found, hit[1]), hit[1], hit[2])
            search.take(n, copy=hit is not None and hit[1] in ("exact", "near", "reprint"))
    return {
        ordered[n].id: Duplicate(of=ordered[m].id, kind=kind, why=why) for n, (m, kind, why) in sorted(found.items())
    }


def _texts(wires: Sequence[Wire]) -> list[Copytext]:
    """What is compared of each, with the words of as many as ``WORDS_AT_HAND`` allows."""
    left = WORDS_AT_HAND
    texts = []
    for wire in wires:
        texts.append(copytext(wire, at_hand=left > 0))
        left -= len(texts[-1].joined) if left > 0 else 0
    return texts


def origins(wires: Sequence[Wire], duplicates: Mapping[str, Duplicate]) -> tuple[str, ...]:
    """The distinct origins of ``wires`` in the order of their instants; a reprint has the origin of what it repeats,
    where that stands among ``wires``, and a text written from another's has that one's."""
    by_id = {w.id: w for w in wires}
    first: dict[str, Wire] = {}  # the first wire of each origin
    texts: list[tuple[Wire, str]] = []
    for wire in sorted(wires, key=lambda w: (w.at, w.id)):
        dup = duplicates.get(wire.id)
        copied = dup is not None and dup.kind in ("exact", "near", "reprint") and dup.of in by_id
        name = origin_of(by_id[dup.of] if dup and copied else wire)
        texts.append((wire, name))
        first.setdefault(name, wire)
    joined = _one_hand_origins(texts) if len(first) > 1 else {}
    return tuple(dict.fromkeys(joined.get(name, name) for _, name in texts))


def _one_hand_origins(texts: Sequence[tuple[Wire, str]]) -> dict[str, str]:
    """Origins that are another's by the words they share: a credited agency stands for the texts made from its wire.

    Of two that credit nobody the earlier stands. Two agencies are never one. A house is joined only where every text
    of it is written from the other's: what it wrote itself is an origin.
    """
    own: dict[str, list[Wire]] = {}
    for wire, name in texts:
        own.setdefault(name, []).append(wire)
    credited = {
        name
        for name, some in own.items()
        if agency_name(name) or any(w.agency or name not in (w.publisher, w.source) for w in some)
    }
    names = sorted(own, key=lambda name: name not in credited)  # stable: agencies, then the order of instants
    out: dict[str, str] = {}
    for n, name in enumerate(names):
        for other in names[:n] if name not in credited and len(own[name]) <= MOST_COMPARED else ():
            if other not in out and all(any(one_hand(a, b) for b in own[other][:MOST_COMPARED]) for a in own[name]):
                out[name] = other
                break
    return out


@dataclass
class _Search:
    """The wires taken so far, by what names them and by what they say."""

    wires: Sequence[Wire]
    texts: Sequence[Copytext]
    noticed: frozenset[int] = frozenset()
    origin: list[str] = field(default_factory=list)
    names: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    bodies: dict[bytes, list[int]] = field(default_factory=dict)
    equals: dict[tuple[str, bytes], int] = field(default_factory=dict)
    sketches: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.origin = [origin_of(w) for w in self.wires]
        self.portals = _portals(self.wires, self.texts)
        self.empty_words = _boilerplate(self.wires, self.texts)
        self.worded = sum("joined" in text.__dict__ for text in self.texts)  # the first of them
        self.recurring = Recurring(self.texts)
        self.held = OrderedDict[int, None].fromkeys(range(min(AT_HAND, len(self.texts))))

    def hold(self, n: int) -> None:
        """Keep the words of a text that is compared, and let go of those that were compared longest ago."""
        self.held[n] = None
        self.held.move_to_end(n)
        if len(self.held) > AT_HAND:
            oldest, _ = self.held.popitem(last=False)
            self.texts[oldest].let_go(words=oldest >= self.worded)

    def notices(self) -> dict[int, Found]:
        """Corrections and kills with what they speak of; those that speak of nothing we have are left out."""
        kinds = {n: kind for n, w in enumerate(self.wires) if (kind := notice_kind(w))}
        self.noticed = frozenset(kinds)
        if not kinds:
            return {}
        register = Register(self.wires, self.texts, self.origin)
        found = {}
        for n, kind in kinds.items():
            hit = register.target(n, kind, self.noticed)
            if hit:
                found[n] = (hit[0], kind, f"names {hit[1]}")
        for n, text in enumerate(self.texts[AT_HAND:], AT_HAND):
            text.let_go(words=n >= self.worded)
        return found

    def root(self, m: int, found: Mapping[int, Found], kind: str) -> int:
        """The first of the copies that ``m`` belongs to; for a version, the first of the chain."""
        while m in found and (kind == "update" or found[m][1] in ("exact", "near", "reprint")):
            m = found[m][0]
        return m

    def take(self, n: int, *, copy: bool) -> None:
        """Enter a wire into the indexes; a copy is stood for by its original."""
        text = self.texts[n]
        for name in self._names(n):
            self.names.setdefault(name, []).append(n)
        self.equals.setdefault((text.headline, text.body), n)
        if text.size >= FEWEST_WORDS and text.body not in self.empty_words:
            self.bodies.setdefault(text.body, []).append(n)
            if not copy:
                for run in self.recurring.of(text):
                    rows = self.sketches.setdefault(run, [])
                    if len(rows) <= CROWD:  # one more than counts, and it is known for boilerplate
                        rows.append(n)

    def _names(self, n: int) -> list[tuple[str, str]]:
        wire = self.wires[n]
        names = []
        if wire.identity and "shared-guid" not in wire.marks:
            names.append((intern("identity " + wire.source), wire.identity))
        if wire.slug:
            names.append((intern("slug " + self.origin[n]), wire.slug.casefold()))
        link = wire.canonical_link or wire.link
        if link and link not in self.portals:
            names.append(("link", link))
        return names

    def earlier(self, n: int) -> Found | None:
        """The earlier wire that ``n`` repeats or replaces."""
        version = self._version(n)
        equal = self._equal(n)
        if equal and not (version and version[0] > equal[0] and version[1] == "update" and self._one_identity(n)):
            return equal
        return version or self._copy(n)

    def _one_identity(self, n: int) -> bool:
        return bool(self.names.get(("identity " + self.wires[n].source, self.wires[n].identity)))

    def _equal(self, n: int) -> Found | None:
        text = self.texts[n]
        m = self.equals.get((text.headline, text.body))
        if m is not None and (text.size >= FEWEST_WORDS or self._surely_one(m, n)):
            return m, "exact", "the same headline and text"
        for m in self.bodies.get(text.body, ()) if text.body else ():
            if self._publisher(m) == self._publisher(n):
                return m, "exact", "the same text at one publisher"
            return m, "reprint", f"the same text as {self._publisher(m)} has from {self.origin[m]}"
        return None

    def _surely_one(self, m: int, n: int) -> bool:
        """Whether two wires of hardly any text and one headline are one: by link, identity or a telling headline."""
        a, b = self.wires[m], self.wires[n]
        if set(self._names(m)) & set(self._names(n)):
            return True
        return len(self.texts[n].headline.split()) >= 5 and b.at - a.at <= VERSIONS

    def _publisher(self, n: int) -> str:
        return self.wires[n].publisher or self.wires[n].source

    def _version(self, n: int) -> Found | None:
        """The newest earlier version of the same wire, by identity, what it says it supersedes, slug or link."""
        wire = self.wires[n]
        if wire.supersedes:
            for kind in ("identity " + wire.source, "link", "slug " + self.origin[n]):
                key = wire.supersedes.casefold() if kind.startswith("slug") else wire.supersedes
                if rows := self.names.get((kind, key)):
                    return rows[-1], "update", f"replaces {wire.supersedes}"
        for kind, name in self._names(n):
            for m in reversed(self.names.get((kind, name), [])[-8:]):
                word = kind.split()[0]
                if self._one_thread(m, n, word):
                    if self.texts[m].body == self.texts[n].body:
                        return m, "exact", f"the same {word} and text"
                    return m, "update", f"the same {word} with changed text"
        return None

    def _one_thread(self, m: int, n: int, word: str) -> bool:
        """Whether one name on two wires means versions: they say so, or headline or text is much the same."""
        a, b = self.wires[m], self.wires[n]
        if self.texts[m].headline == self.texts[n].headline and word != "slug":
            return True
        self.hold(m)
        alike = resemblance(self.texts[m], self.texts[n])
        if word == "slug":
            if b.at - a.at > VERSIONS:
                return False
            marked = b.version > a.version or b.kind == "writethru"
            return alike >= (SAME_THREAD if marked else SAME_SLUG) or (marked and b.at - a.at <= FIGURES)
        return alike >= SAME_THREAD or (word == "identity" and b.version > a.version and alike > 0)

    def _copy(self, n: int) -> Found | None:
        """The earliest earlier wire whose text this one repeats."""
        text = self.texts[n]
        if text.size < FEWEST_WORDS or text.body in self.empty_words:
            return None
        shared: Counter[int] = Counter()
        for run in text.sketch:
            rows = self.sketches.get(run, ())
            if len(rows) <= CROWD:
                shared.update(rows)
        least = max(2, len(text.sketch) // 12)
        likely = sorted((m for m, k in shared.items() if k >= least), key=lambda m: (-shared[m], m))[:6]
        return next((hit for m in sorted(likely) if (hit := self._verified(m, n))), None)

    def _verified(self, m: int, n: int) -> Found | None:
        self.hold(m)
        a, b = self.texts[m], self.texts[n]
        least = min(a.size, b.size)
        close = closeness(a, b, least=NEAR)
        if not close and least < CONTAINED_WORDS:
            return None
        part = containment(a, b)
        outlets = self._publisher(m) != self._publisher(n)
        credited = outlets and self.origin[m] == self.origin[n]
        copied = close >= NEAR or (part >= CONTAINED and least >= CONTAINED_WORDS)
        if not copied and not (credited and part >= CREDITED and least >= CREDITED_WORDS):
            return None
        changes, numbers_alone = changed(a, b)
        said = f"{close or closeness(a, b):.0f} % alike, {part:.0%} of the shorter text's runs"
        if changes * 80 <= least:
            kind = "reprint" if outlets else "near"
            return m, kind, f"{said}; {self._publisher(m)} has it from {self.origin[m]}" if outlets else said
        soon = self.wires[n].at - self.wires[m].at <= FIGURES
        if numbers_alone and soon and self.origin[m] == self.origin[n] and least >= 2 * FEWEST_WORDS:
            return m, "update", f"{said}, other figures"
        return None


def _portals(wires: Sequence[Wire], texts: Sequence[Copytext]) -> frozenset[str]:
    """Links under which several different wires stand: pages, not names of a wire."""
    heads: dict[str, set[tuple[str, str]]] = {}
    for wire, text in zip(wires, texts, strict=True):
        link = wire.canonical_link or wire.link
        if link:
            heads.setdefault(link, set()).add((wire.identity, text.headline))
    return frozenset(
        link for link, own in heads.items() if min(len({i for i, _ in own}), len({h for _, h in own})) >= PORTAL
    )


def _boilerplate(wires: Sequence[Wire], texts: Sequence[Copytext]) -> frozenset[bytes]:
    """Texts that one source sets under several headlines ("Read the full story on our site")."""
    heads: dict[tuple[str, bytes], set[str]] = {}
    for wire, text in zip(wires, texts, strict=True):
        if text.body:
            heads.setdefault((wire.source, text.body), set()).add(text.headline)
    return frozenset(body for (_, body), own in heads.items() if len(own) >= BOILERPLATE)
