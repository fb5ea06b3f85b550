"""Having the record checked: asked for once, done in the background, and what was found is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factories import cases as make
from onevisit.casework import sealing
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.supervision import verifications

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(make.NOON):
        yield


def test_a_whole_record_is_found_whole() -> None:
    make.handed_out("dig-road")
    run_until_empty()  # Its documents are printed, and that is recorded.
    sealing.seal(make.NOON)
    assert verifications.ask(make.person("inquiry1"))
    (one,) = verifications.latest()
    assert (one.asked_by, one.finished_at) == ("示例·尹永刚", None)
    run_until_empty()
    (one,) = verifications.latest()
    assert one.finished_at == make.NOON
    assert (one.cases, one.events, one.leaves, one.fault_count, one.faults) == (1, 15, 15, 0, ())
    (seal,) = verifications.seals().items
    assert (seal.size, seal.root) == (15, one.root)


def test_a_touched_record_is_found_touched_and_where() -> None:
    number = make.accepted("dig-road")
    run_until_empty()
    Case.objects.filter(number=number).update(state='{"phase":"granted"}')
    verifications.ask(make.person("inquiry1"))
    run_until_empty()
    (one,) = verifications.latest()
    assert one.fault_count == 1
    assert one.faults[0][0] == f"办件 {number}"


def test_one_at_a_time() -> None:
    make.accepted("dig-road")
    assert verifications.ask(make.person("inquiry1"))
    assert not verifications.ask(make.person("inquiry2"))
    run_until_empty()
    assert verifications.ask(make.person("inquiry2"))
    assert [one.asked_by for one in verifications.latest()] == ["示例·刘思远", "示例·尹永刚"]
