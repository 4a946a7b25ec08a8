"""What tests of every folder may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Server, running_server, why_not


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this test process; the test skips where there can be none."""
    if reason := why_not():
        pytest.skip(reason)
    with running_server() as server:
        yield server
