"""A backup that is made while people work is a consistent beginning of what they did."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onevisit
from onevisit.casework import ledger
from onevisit.casework.models import Case, Event
from onevisit.operations.backup import backup
from onevisit.operations.restore import restore
from onevisit.platform.files import queries, store
from operations.houses import House, Houses

ROOT = Path(onevisit.__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")
BACKUPS = 2


@contextmanager
def writing(house: House) -> Iterator[Iterator[str]]:
    """Another process that hands in one application after the other; gives the numbers it was confirmed."""
    values = {**os.environ, "DATABASE_URL": house.url, "ONEVISIT_VAR": str(house.var)}
    values["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    command = [sys.executable, str(WRITER)]
    with subprocess.Popen(
        command, env=values, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stdin
        try:
            yield (line.strip() for line in writer.stdout)
        finally:
            writer.stdin.close()
            writer.stdout.close()


def test_it_is_a_whole_beginning(houses: Houses, tmp_path: Path) -> None:
    house = houses.furnished()
    with writing(house) as numbers, house.entered():
        confirmed, before = [], []
        for turn in range(BACKUPS):
            confirmed += [next(numbers) for _ in range(3)]
            before.append(set(confirmed))
            backup(tmp_path / f"{turn}.tar.gz")
        confirmed += [next(numbers) for _ in range(3)]
    with house.entered():
        final = dict(Event.objects.values_list("hash", "body"))
        assert set(confirmed) <= set(Case.objects.values_list("number", flat=True))
    for turn in range(BACKUPS):
        with houses.empty().entered():
            assert restore(tmp_path / f"{turn}.tar.gz").faults == ()
            assert before[turn] <= set(Case.objects.values_list("number", flat=True))
            events = dict(Event.objects.values_list("hash", "body"))
            assert events.items() < final.items()
            assert ledger.verify().faults == ()
            assert len(queries.kept()) >= len(before[turn])
            for sha256 in queries.kept():
                assert store.read(sha256)
