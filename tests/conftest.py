"""What tests of every folder may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Server, running_server, why_not

# How long one example takes on a busy machine says nothing; hangs are found by the limits of the parsers themselves.
settings.register_profile("briefing", deadline=None)
settings.load_profile("briefing")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this test process; the test skips where there can be none."""
    if reason := why_not():
        pytest.skip(reason)
    with running_server() as server:
        yield server
