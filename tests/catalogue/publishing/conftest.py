"""Noon of the tests' Monday."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factories import cases as make
from onevisit.platform import clock


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The clock stands still."""
    with clock.at(make.NOON):
        yield
