"""The clock stands still at noon of the tests' Monday."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factories import cases as make
from onevisit.platform import clock


@pytest.fixture
def noon(db: None) -> Iterator[None]:
    with clock.at(make.NOON):
        yield
