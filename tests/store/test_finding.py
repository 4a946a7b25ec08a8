"""Search with what narrows it down, excerpts, tokens, and a store that only reads."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.model import Notice, Part, Wire
from briefing.pipeline.care.tokens import digest_of, new_token
from briefing.store import Store, open_store
from briefing.store.excerpt import Bit, excerpt, marked, pattern_of
from briefing.store.finding import REACH, Wanted

from .builders import MINUTE, NOON, analysis, edition, url_of, wire
from .conftest import Places
from .test_upgrade import at_revision


def part(region: str, topic: str) -> Part:
    return Part(paragraphs=(0,), countries=(), region=region, sections=(), topic=topic)


def names(store: Store, **wanted: object) -> list[str]:
    return [found.identity for found in store.find(Wanted(**wanted)).wires]  # type: ignore[arg-type]


@pytest.fixture
def library(store: Store) -> Store:
    """Five wires: talks in Geneva thrice, by two sources on two days; a flood; one that treats two affairs."""
    day = timedelta(days=1)
    store.add_wires(
        [
            wire(1),
            wire(2, source="other"),
            wire(3, published_at=NOON + day, received_at=NOON + day),
            wire(4, headline="Flood in Accra", paragraphs=("The river rose.",)),
            wire(5, headline="Two affairs", paragraphs=("Geneva and Accra.",)),
        ]
    )
    about = {1: [part("europe", "diplomacy")], 2: [part("europe", "diplomacy")], 3: [part("europe", "nuclear")]}
    about |= {4: [part("sahel", "disaster")], 5: [part("europe", "diplomacy"), part("sahel", "unrest")]}
    store.save_analyses(
        analysis(found.id, parts=tuple(about[n]), region=about[n][0].region, topic=about[n][0].topic)
        for n, found in enumerate(store.wires_by_id([*ids(store)]), start=1)
    )
    return store


def ids(store: Store) -> list[str]:
    return store.wire_ids(after_at=NOON - MINUTE, until_at=NOON + timedelta(days=9))


def test_what_narrows_is_taken_together(library: Store) -> None:
    assert set(names(library, words="geneva")) == {"guid-1", "guid-2", "guid-3", "guid-5"}
    assert names(library, words="geneva", source="other") == ["guid-2"]
    assert names(library, words="geneva", topic="nuclear") == ["guid-3"]
    assert set(names(library, regions=("sahel",))) == {"guid-4", "guid-5"}
    assert set(names(library, regions=("sahel", "europe"))) == {f"guid-{n}" for n in range(1, 6)}
    assert names(library, regions=("sahel",), topic="diplomacy") == [], "one affair has to answer both"
    assert names(library, words="accra", regions=("europe",)) == ["guid-5"]
    assert names(library, from_at=NOON + timedelta(hours=1)) == ["guid-3"]
    assert "guid-3" not in names(library, until_at=NOON + timedelta(hours=1))
    assert names(library, sources=("other",), words="geneva") == ["guid-2"]
    assert "guid-2" not in names(library, without=("other",), words="geneva")
    assert names(library) == names(library, sources=("other",)) == [], "nothing was asked for"


def test_the_latest_or_the_best_come_first(library: Store) -> None:
    assert names(library, words="geneva", newest=True)[0] == "guid-3"
    library.add_wires([wire(9, headline="Geneva, Geneva, Geneva", paragraphs=("Geneva.",), published_at=NOON - MINUTE)])
    assert names(library, words="geneva")[0] == "guid-9"
    assert names(library, words="geneva", newest=True)[-1] == "guid-9"


def test_one_dated_far_ahead_is_as_new_as_its_arrival(store: Store) -> None:
    store.add_wires([wire(1, published_at=NOON + timedelta(days=4000)), wire(2, published_at=NOON + 2 * MINUTE)])
    assert names(store, words="geneva", newest=True) == ["guid-2", "guid-1"]


def test_pages_and_their_count(store: Store) -> None:
    store.add_wires(wire(n) for n in range(45))
    first = store.find(Wanted(words="geneva", newest=True, limit=20))
    second = store.find(Wanted(words="geneva", newest=True, limit=20, offset=20))
    behind = store.find(Wanted(words="geneva", newest=True, limit=20, offset=60))
    assert (first.total, first.more) == (45, False)
    assert not {w.id for w in first.wires} & {w.id for w in second.wires}
    assert (behind.wires, behind.total) == ((), 45)


def test_a_word_of_half_the_archive_is_counted_to_a_bound(store: Store) -> None:
    store.add_wires(wire(n) for n in range(REACH + 5))
    found = store.find(Wanted(words="geneva", newest=True, limit=5))
    assert (found.total, found.more) == (REACH, True)
    assert [one.identity for one in found.wires] == [f"guid-{REACH + 5 - n}" for n in range(1, 6)]


def test_what_must_not_be_shown_is_not_found(store: Store) -> None:
    killed, held = wire(1), wire(2, embargo_at=NOON + timedelta(days=1))
    store.add_wires([killed, held, wire(3)])
    store.mark_withdrawn({killed.id: "withdrawn by its agency"}, NOON)
    assert names(store, words="geneva", open_at=NOON) == ["guid-3"]
    assert set(names(store, words="geneva", open_at=NOON + timedelta(days=1))) == {"guid-2", "guid-3"}
    assert len(names(store, words="geneva")) == 3
    store.mark_withdrawn({killed.id: "again"}, NOON + MINUTE)
    assert store.withdrawn_of([killed.id, held.id]) == {killed.id: "withdrawn by its agency"}


def test_days_are_those_a_wire_states_and_else_those_of_its_receipt(store: Store) -> None:
    day = timedelta(days=1)
    store.add_wires(wire(n, published_at=NOON + n * day, received_at=NOON + n * day) for n in range(5))
    store.add_wires([wire(7, published_at=None, published_text="", received_at=NOON + 2 * day)])
    assert names(store, until_at=NOON + 2 * day + MINUTE) == ["guid-7", "guid-2", "guid-1", "guid-0"]
    assert names(store, from_at=NOON + 2 * day, until_at=NOON + 3 * day) == ["guid-7", "guid-2"]
    assert names(store, from_at=NOON + 3 * day) == ["guid-4", "guid-3"]
    assert names(store, source="desk", until_at=NOON + day) == ["guid-0"]


def test_new_rules_file_a_wire_anew(library: Store) -> None:
    (first,) = library.find(Wanted(words="flood")).wires
    library.save_analyses([analysis(first.id, "r2", region="asia", topic="unrest")])
    assert names(library, regions=("asia",)) == ["guid-4"]
    assert "guid-4" not in names(library, regions=("sahel",))
    assert library.wire_facets([first.id]) == {first.id: [("asia", "unrest")]}


def test_sources_of_the_wires_by_name(library: Store) -> None:
    assert library.wire_names() == ["desk", "other"]


# ---------------------------------------------------------------- excerpts


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("geneva", "Talks open in Geneva today.", "Talks open in [Geneva] today."),
        ("ISTAMBUL İzmir", "Envoys flew from İzmir.", "Envoys flew from [İzmir]."),
        ("zurich", "Sie trafen sich in Zürich.", "Sie trafen sich in [Zürich]."),
        ('"peace talks"', "Peace, talks and peace talks.", "[Peace, talks] and [peace talks]."),
        ("nego*", "Negotiators negotiate.", "[Negotiators] [negotiate]."),
        ("北京", "中国外长在北京会谈。", "中国外长在[北京]会谈。"),
        ("-geneva talks", "Geneva talks.", "Geneva [talks]."),
        ("c++ (x", "A c and an x.", "A [c] and an [x]."),
        ("", "Nothing asked.", "Nothing asked."),
    ],
)
def test_what_was_looked_for_is_marked_in_the_wires_own_words(query: str, text: str, found: str) -> None:
    bits = marked(text, "", "", pattern_of(query))
    assert "".join(f"[{bit.text}]" if bit.hit else bit.text for bit in bits) == found
    assert "".join(bit.text for bit in bits) == text


def test_an_excerpt_is_the_sentence_of_the_hit() -> None:
    paragraphs = (
        "The first says nothing of it.",
        f"{'Word ' * 60}ends. Envoys met in Geneva on Friday. {'More ' * 80}",
    )
    said = "".join(bit.text for bit in excerpt(paragraphs, pattern_of("geneva")))
    assert said.startswith("Envoys met in Geneva on Friday.")
    assert len(said) < 260
    assert "".join(bit.text for bit in excerpt(paragraphs, pattern_of("absent"))) == paragraphs[0]
    assert excerpt((), pattern_of("geneva")) == ()


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "First. U.S. and Iranian negotiators say there is progress in their talks. Imtiaz has details."
    said = "".join(bit.text for bit in excerpt((text,), pattern_of("talks")))
    assert said == "U.S. and Iranian negotiators say there is progress in their talks. Imtiaz has details."


def test_a_sentence_without_end_is_cut_at_words() -> None:
    text = f"{'alpha ' * 60}geneva {'omega ' * 60}"
    said = "".join(bit.text for bit in excerpt((text,), pattern_of("geneva")))
    assert said.startswith("… alpha")
    assert said.endswith("omega …")
    assert Bit(text="geneva", hit=True) in excerpt((text,), pattern_of("geneva"))


# ---------------------------------------------------------------- tokens


def test_a_token_is_found_by_its_hash_alone_and_revoked_once(store: Store) -> None:
    row, secret = new_token(role="reader", reader="desk", label="phone", now_at=NOON)
    store.add_token(row, digest_of(secret))
    assert store.token_of(digest_of(secret)) == store.token(row.id) == row
    assert store.token_of(secret) is None
    store.revoke_token(row.id, NOON + MINUTE)
    store.revoke_token(row.id, NOON + 2 * MINUTE)
    (found,) = store.tokens()
    assert found.revoked_at == NOON + MINUTE
    assert not found.opens(NOON + 3 * MINUTE)
    with pytest.raises(StoreError, match="no token"):
        store.revoke_token("nobody", NOON)


# ---------------------------------------------------------------- a store that only reads


def test_a_reading_store_changes_nothing_and_waits_for_nobody(places: Places) -> None:
    url = places()
    with open_store(url) as writer:
        writer.add_wires([wire(1)])
        with open_store(url, read_only=True) as reader:
            with pytest.raises(StoreError):
                reader.add_wires([wire(2)])
            with writer.together():
                writer.mark_withdrawn({"w1": "a kill notice"}, NOON)
                assert (reader.count_wires(), reader.withdrawn_of(["w1"])) == (1, {})
            writer.add_wires([wire(3)])
            assert reader.count_wires() == 2


def test_a_reading_store_has_to_be_there_and_up_to_date(places: Places) -> None:
    with pytest.raises(StoreError, match="not there yet"):
        open_store(places.bare("none"), read_only=True)
    with pytest.raises(StoreError, match="memory"):
        open_store("sqlite://", read_only=True)
    open_store(places("old")).close()
    places.sql("UPDATE alembic_version SET version_num = '0001'", name="old")
    with pytest.raises(StoreError, match="earlier version"):
        open_store(places("old"), read_only=True)


def test_odd_paths_can_be_read(tmp_path: Path) -> None:
    url = url_of(tmp_path / "a b#cé" / "archive.db")
    with open_store(url) as writer:
        writer.add_wires([wire(1)])
    with open_store(url, read_only=True) as reader:
        assert isinstance(reader.wires_by_id([wire(1).id])[0], Wire)


def test_an_earlier_store_is_filed_by_what_its_analyses_and_editions_say(places: Places) -> None:
    at_revision(places.bare("old"), "0004")
    killed = Notice(level="withdrawn", text="Withdrawn", number=1, wires=(wire(2).id,))
    with open_store(places("now")) as store:
        store.add_wires([wire(1), wire(2)])
        store.save_analyses([analysis(wire(1).id, parts=(part("europe", "diplomacy"), part("sahel", "unrest")))])
        store.save_edition(edition(notices=(killed,)), files={})
    for table in ("wires", "analyses", "editions"):
        places.carry(table, "now", "old")
    with open_store(places("old")) as store:
        assert names(store, regions=("sahel",), topic="unrest") == ["guid-1"]
        assert store.withdrawn_of([wire(1).id, wire(2).id]) == {wire(2).id: "withdrawn by its agency"}
        assert store.tokens() == []
