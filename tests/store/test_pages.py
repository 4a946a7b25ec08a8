"""Pages behind the links of feeds: kept under what they were asked for, replaced by a later try, let go of at last."""

from __future__ import annotations

from datetime import timedelta

from briefing.store import PageRow, open_store

from .builders import NOON
from .conftest import Places


def test_a_later_try_takes_the_place_of_an_earlier_one(places: Places) -> None:
    failed = PageRow(key="w1", at=NOON, reason="the server went silent")
    read = PageRow(key="w1", at=NOON + timedelta(hours=1), text="One.\n\nTwo: \ud800 \0.", tries=2)
    with open_store(places()) as store:
        store.keep_pages([failed, PageRow(key="robots:https://a.example", at=NOON, text="User-agent: *")])
        assert store.pages(["w1", "w2"]) == {"w1": failed}
        store.keep_pages([read])
        assert store.pages(["w1"]) == {"w1": read}
        store.keep_pages([])
    with open_store(places()) as store:
        assert set(store.pages(["w1", "robots:https://a.example"])) == {"w1", "robots:https://a.example"}


def test_pages_of_four_months_ago_are_let_go(places: Places) -> None:
    with open_store(places()) as store:
        store.keep_pages([PageRow(key="w1", at=NOON, text="One.")])
        store.keep_pages([PageRow(key="w2", at=NOON + timedelta(days=130), text="Two.")])
        assert set(store.pages(["w1", "w2"])) == {"w2"}
