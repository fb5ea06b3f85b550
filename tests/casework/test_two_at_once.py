"""Two people act at the same moment, on real connections: one wins, the other is told what happened meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework.together import at_once
from factories import cases as make
from onevisit.casework import issuing, ledger, sealing
from onevisit.casework.commands import Order, handle, let_time_pass
from onevisit.casework.models import Case, Event
from onevisit.casework.refusals import MovedOn
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import NotNow
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.usefixtures("committed")


def test_two_chiefs_decide_at_once_one_wins_and_the_other_is_told() -> None:
    number = make.reviewed()
    seq = Case.objects.get(number=number).last_seq
    chief = make.chief_of(number)
    grant = Order((c.Grant(make.words()), issuing.issue(number, make.NOON.date())), case=number, seen=seq)
    remedies = "可在60日内申请行政复议，或在6个月内提起行政诉讼。"
    refuse = Order((c.Refuse(("not-qualified",), make.words(), remedies),), case=number, seen=seq)
    results = at_once(
        lambda: handle([grant], actor=chief, at=make.NOON, key=make.key()),
        lambda: handle([refuse], actor=chief, at=make.NOON, key=make.key()),
    )
    (lost,) = [one for one in results if isinstance(one, Exception)]
    assert isinstance(lost, MovedOn)
    assert chief.name in lost.sentence
    assert lost.meanwhile[0].seq == seq + 1
    names = list(Event.objects.filter(case__number=number).values_list("name", flat=True))
    assert ("Granted" in names) != ("Refused" in names)


def test_a_double_click_makes_one_case() -> None:
    key = make.key()

    def submit() -> str:
        return make.submitted(request=key)

    numbers = at_once(submit, submit, submit)
    assert len(set(numbers)) == 1
    assert Case.objects.count() == 1
    assert make.submitted(request=key) == numbers[0], "and so does the same request a minute later"


def test_numbers_have_no_gaps_and_no_twins_when_many_apply_at_once() -> None:
    numbers = at_once(*[make.submitted for _ in range(8)])
    assert sorted(int(number[6:11]) for number in numbers) == list(range(1, 9))


def test_three_organs_review_at_once_and_nothing_is_lost() -> None:
    number = make.accepted()

    def review(stage: str, organ: str) -> Callable[[], Any]:
        actor = make.staff(Role.REVIEWER, organ=organ)
        return lambda: make.do(number, actor, c.Review(stage, make.ReviewOutcome.PASS, make.words()))

    results = at_once(
        review("municipal", "enforcement"),
        review("traffic", "traffic-police"),
        review("planning", "natural-resources"),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    case = Case.objects.get(number=number)
    assert (case.last_seq, case.work_items.get().kind) == (8, "decide")


def test_sweeps_and_seals_in_three_processes_do_what_one_would() -> None:
    number = make.submitted()
    late = make.later(10)
    swept = at_once(*[lambda: let_time_pass(number, late)] * 3)
    assert len([one for one in swept if one is not None]) == 1
    sealed = at_once(*[lambda: sealing.seal(late)] * 3)
    assert sum(sealed) == 3, "the submission, the acceptance and its document"
    assert ledger.verify().faults == ()


def test_what_came_first_is_refused_to_the_second_even_unseen() -> None:
    number = make.submitted()
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    decline = c.Decline(c.DeclineKind.NOT_NEEDED, make.words())
    results = at_once(lambda: make.do(number, clerk, decline), lambda: make.do(number, clerk, decline))
    (lost,) = [one for one in results if isinstance(one, Exception)]
    assert isinstance(lost, NotNow)
