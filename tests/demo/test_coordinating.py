"""The month has questions between organs, and two disagreements: one that is decided, and one that waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from demo.playing import UNTIL, morning, played
from onevisit.coordination.models import Disagreement, Question
from onevisit.demo.play import Played
from onevisit.platform import clock
from onevisit.rules.coordination.disagreement import Phase


@pytest.fixture(scope="module")
def db(django_db_setup: None) -> None:
    """Stands under this name so that the plugin makes a test database although no test opens a transaction."""


@pytest.fixture(scope="module")
def month(db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Played]:
    """Eight working days with the scenes alone."""
    now = morning(UNTIL.year, UNTIL.month, UNTIL.day, 19)
    with django_db_blocker.unblock(), clock.at(now), transaction.atomic():
        yield played(days=8, cases=1)
        transaction.set_rollback(True)


def test_organs_ask_each_other_and_mostly_answer(month: Played) -> None:
    assert not [one for one in month.refusals if "协" in one or "询问" in one]
    assert Question.objects.count() >= 2
    assert Question.objects.filter(phase="answered").exists()


def test_of_two_disagreements_one_is_decided_and_one_waits(month: Played) -> None:
    phases = sorted(Disagreement.objects.values_list("phase", flat=True))
    assert len(phases) == 2
    assert Phase.DECIDED.value in phases
    assert {Phase.RAISED.value, Phase.HEARD.value} & set(phases)
    decided = Disagreement.objects.get(phase="decided")
    assert decided.arbiter_id not in (decided.raiser_id, decided.other_id)
