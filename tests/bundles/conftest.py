"""A database that real connections see, emptied of bundles afterwards; the cases are emptied as in casework."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework.conftest import committed as committed_cases  # noqa: F401 — fixtures
from casework.conftest import db  # noqa: F401
from onevisit.bundles import triggers
from onevisit.bundles.models import Bundle, Content, Event


@pytest.fixture
def committed(committed_cases: None) -> Iterator[None]:  # noqa: F811
    """Everything in the test is committed for all to see."""
    try:
        yield
    finally:
        triggers.remove()
        for model in (Event, Content, Bundle):
            model.objects.all().delete()
        triggers.install()
