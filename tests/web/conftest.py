"""One house and one server for the tests of the pages: what they only read need not be made anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.builders import Served, furnished, serving, with_tokens


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive of three days, where everybody needs a token."""
    house = furnished(tmp_path_factory.mktemp("house"))
    with serving(house, tokens=with_tokens(house)) as archive:
        yield archive
