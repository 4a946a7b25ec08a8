"""The whole store: its shelves over one engine."""

from __future__ import annotations

from typing import Self

from briefing.store.access import TokenShelf
from briefing.store.calendar import CalendarShelf
from briefing.store.catalogue import CatalogueShelf
from briefing.store.claims import ClaimShelf
from briefing.store.desk import AlertShelf, DeskShelf
from briefing.store.door import WAIT_S, open_engine
from briefing.store.editions import EditionShelf
from briefing.store.faults import at_the_door
from briefing.store.finding import FindShelf
from briefing.store.housekeeping import HouseShelf
from briefing.store.lines import LineShelf
from briefing.store.memory import MemoryShelf
from briefing.store.outbox import OperatorShelf, OutboxShelf
from briefing.store.pages import PageShelf
from briefing.store.reading import reading_engine
from briefing.store.roll import RollShelf
from briefing.store.sources import SourceShelf
from briefing.store.tallies import TallyShelf
from briefing.store.wires import WireShelf


class Store(
    RollShelf,
    WireShelf,
    MemoryShelf,
    LineShelf,
    TallyShelf,
    SourceShelf,
    PageShelf,
    CalendarShelf,
    EditionShelf,
    OutboxShelf,
    OperatorShelf,
    CatalogueShelf,
    FindShelf,
    TokenShelf,
    DeskShelf,
    AlertShelf,
    HouseShelf,
    ClaimShelf,
):
    """An open archive; a context manager that closes it. Made by ``open_store``."""

    def __init__(self, url: str, *, wait_s: float = WAIT_S, read_only: bool = False) -> None:
        engine, subject = reading_engine(url) if read_only else open_engine(url, wait_s)
        super().__init__(engine, subject)

    def close(self) -> None:
        """Let go of the database; the last one to close folds the journal into the file."""
        with at_the_door(self._subject):
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
