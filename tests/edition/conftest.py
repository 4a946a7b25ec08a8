"""What tests of the edition may ask for."""

from __future__ import annotations

import pytest

from briefing.digest.regions import load_regions
from tests.edition.promising import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk(load_regions(None))
