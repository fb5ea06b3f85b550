"""How the tests play, and how a play is shared by those who only look at it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from unittest.mock import patch

from django.db import connection, transaction
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from factories.matters import checked
from onevisit.demo.play import Played, play
from onevisit.platform import clock
from onevisit.platform.typesetting import Press

UNTIL = date(2026, 11, 20)
"""A Friday."""


def morning(year: int, month: int, day: int, hour: int = 8) -> datetime:
    """An hour of a day in the district."""
    return datetime(year, month, day, hour, tzinfo=clock.DISTRICT)


def played(days: int = 3, cases: int = 60, seed: int = 1, until: date = UNTIL) -> Played:
    """Play a little."""
    return play(
        checked().pack, days=days, until=until, cases=cases, seed=seed, progress=lambda share, day: None
    )


@contextmanager
def unprinted() -> Iterator[None]:
    """Documents hold what they would have been set from."""

    def pdf(press: Press, template: str, data: Mapping[str, object]) -> bytes:
        return f"%PDF-1.4 {template} {json.dumps(data, ensure_ascii=False)}\n%%EOF\n".encode()

    with patch.object(Press, "pdf", pdf):
        yield


@contextmanager
def playing(
    now: datetime, blocker: DjangoDbBlocker, folder: Path, *, printing: bool = False
) -> Iterator[None]:
    """Somebody plays at this moment, keeps files in this folder, and in the end it is all taken back.

    Its documents are set only if `printing`: that takes two fifths of a play, and other tests see how they look.

    What a play leaves in PostgreSQL's files is swept out: of tables that grew in one long transaction, and were rolled
    back, the planner would believe for the next that they are empty.
    """
    with override_settings(VAR=folder), blocker.unblock(), clock.at(now):
        with transaction.atomic(), nullcontext() if printing else unprinted():
            yield
            transaction.set_rollback(True)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
