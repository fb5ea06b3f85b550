"""Two enter leaves at the same moment on real connections: none of the two lets the other through unseen."""

from __future__ import annotations

import pytest

from casework.test_two_at_once import at_once
from factories import cases as make
from leave.conftest import away
from onevisit.platform.organs import refusals
from onevisit.platform.organs.models import Leave

A, B, C = "reviewer-market", "reviewer-market-2", "reviewer-market-3"


pytestmark = pytest.mark.usefixtures("committed")


def test_a_chain_is_not_made_from_both_its_ends_at_once() -> None:
    results = at_once(lambda: away(A, B), lambda: away(B, C))
    (lost,) = [one for one in results if isinstance(one, Exception)]
    assert isinstance(lost, refusals.DeputyAway | refusals.StandsIn)
    assert Leave.objects.count() == 1


def test_two_who_stand_in_for_each_other_at_once() -> None:
    results = at_once(lambda: away(A, B), lambda: away(B, A))
    assert [type(one) for one in results if isinstance(one, Exception)] in (
        [refusals.DeputyAway],
        [refusals.StandsIn],
    )


def test_one_person_gets_one_leave_and_a_double_click_is_one() -> None:
    key = make.key()
    one, again, other = at_once(lambda: away(A, B, key=key), lambda: away(A, B, key=key), lambda: away(A, C))
    lost = [result for result in (one, again, other) if isinstance(result, Exception)]
    assert all(isinstance(result, refusals.LeaveOverlaps) for result in lost)
    assert Leave.objects.count() == 1
    assert (one == again and len(lost) == 1) or len(lost) == 2
