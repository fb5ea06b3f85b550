"""Registers that know the invented applicants of the pack."""

from __future__ import annotations

import pytest

from factories import cases as make
from factories.matters import checked
from onevisit.exchange import commands
from onevisit.platform import clock


@pytest.fixture
def seeded(db: None) -> commands.Seeded:
    """The registers, filled on the day of the tests."""
    with clock.at(make.NOON):
        return commands.seed(checked().pack)
