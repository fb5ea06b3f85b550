"""Two at the same moment: one wins, the other is told; and no visit is lost from the count."""

from __future__ import annotations

import pytest

from casework.together import at_once
from factories import cases as make
from onevisit.platform.outbox.models import Errand
from onevisit.rules.appearances import Cause, Purpose, Verdict
from onevisit.visits import commands, queries, refusals
from onevisit.visits.commands import Correction, Seen
from onevisit.visits.models import Appearance, Finding, Ruling, Tally
from onevisit.visits.recording import WEIGH
from onevisit.visits.weighing import weigh
from visits import coming

pytestmark = pytest.mark.usefixtures("committed")


def test_what_two_windows_write_down_at_once_is_all_counted() -> None:
    number = coming.at_window()
    facts = Errand.objects.filter(kind=WEIGH).values_list("payload", flat=True)[0]
    actor = coming.clerk()

    def record(day: int) -> None:
        seen = Seen(number, make.later(day), Purpose.SIGN, Cause.AGENCY, "又要签一处")
        commands.record(seen, actor=actor, at=make.later(9), key=make.key())

    works = [
        lambda: weigh(facts),
        *(lambda day=day: record(day) for day in range(1, 5)),
        lambda: weigh(facts),
    ]
    assert at_once(*works) == [None] * 6
    weigh(facts)
    tally = Tally.objects.get()
    assert (tally.actual, queries.count(number).actual) == (5, 5)


def test_the_same_request_twice_at_once_writes_one_appearance() -> None:
    number, key, actor = coming.at_window(), make.key(), coming.clerk()
    seen = Seen(number, make.later(1), Purpose.SIGN, Cause.AGENCY, "又要签一处")
    results = at_once(*[lambda: commands.record(seen, actor=actor, at=make.later(1), key=key)] * 3)
    assert results == [None] * 3
    assert Appearance.objects.filter(key=key).count() == 1


def test_of_two_findings_at_once_one_is_told() -> None:
    number = coming.at_window()
    coming.sent_away(number, at=make.later(1))
    coming.weighed(make.later(1))
    judge = coming.inquiry()

    def find(verdict: Verdict) -> None:
        commands.find(number, verdict, "查过了", actor=judge, at=make.later(1), seen=2, key=make.key())

    results = at_once(lambda: find(Verdict.AGENCY), lambda: find(Verdict.APPLICANT))
    (lost,) = [one for one in results if one is not None]
    assert isinstance(lost, refusals.VisitsMoved)
    assert Finding.objects.count() == 1


def test_of_two_rulings_at_once_one_is_told() -> None:
    number = coming.at_window()
    row, judge = Appearance.objects.filter(case__number=number)[0], coming.inquiry()
    ruling = Correction(row.pk, Purpose.OTHER, required=True, cause=Cause.AGENCY, reason="查过监控")
    results = at_once(
        *[lambda: commands.reclassify(ruling, actor=judge, at=make.NOON, seen=0, key=make.key())] * 2
    )
    (lost,) = [one for one in results if one is not None]
    assert isinstance(lost, refusals.VisitsMoved)
    assert Ruling.objects.count() == 1
