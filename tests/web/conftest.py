"""One house and one server for the tests of the pages: what they only read need not be made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline import desk as house_desk
from tests.web.builders import Served, furnished, serving, with_tokens


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive of three days, where everybody needs a token."""
    house = furnished(tmp_path_factory.mktemp("house"))
    with serving(house, tokens=with_tokens(house)) as archive:
        yield archive


DESK_READERS = house_desk.HOLD + "  - {name: sahel, zone: UTC, slots: ['18:00'], formats: [json]}\n"


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Served]:
    """An archive in which the first edition of the desk waits."""
    house = house_desk.House(tmp_path, readers=DESK_READERS % "hold")
    for name in house_desk.LEDES:
        house.wire(name)
    assert house_desk.run(house, 6).exit_code == 0
    with serving(house, tokens=with_tokens(house)) as archive:
        yield archive
