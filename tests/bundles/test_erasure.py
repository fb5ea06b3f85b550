"""What was handed in can be erased when all is closed, and not before; the record stays whole."""

from __future__ import annotations

import pytest

from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import erasure, queries
from onevisit.bundles.models import Content
from onevisit.casework import ledger
from onevisit.casework.commands import let_time_pass
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase

pytestmark = pytest.mark.django_db


def test_only_when_all_is_closed() -> None:
    number = bundle.submitted()
    first = bundle.case(number, bundle.CLASSES[0])
    with pytest.raises(erasure.NotClosed):
        erasure.erase(number, make.NOON)
    make.do(first, make.applicant_of(first), c.Withdraw(make.words("不办了。")))
    with pytest.raises(erasure.NotClosed):
        erasure.erase(number, make.NOON)
    late = make.later(60)
    let_time_pass(first, late)
    assert Case.objects.get(number=first).phase == Phase.CLOSED.value
    assert erasure.erase(number, late) == 1
    assert erasure.erase(number, late) == 0
    assert Content.objects.get().body == ""
    assert ledger.verify().faults == ()
    with clock.at(late):
        view = queries.own_view(make.applicant()[0], number)
        assert (view.erased, view.asked) == (True, ())
