"""Two do the same, or two organs finish, at the same moment, on real connections: each thing comes about once."""

from __future__ import annotations

import pytest

from casework.together import at_once
from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import commands, stream
from onevisit.bundles.errands import _go_on
from onevisit.bundles.models import Bundle, Event
from onevisit.casework import issuing
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.usefixtures("committed")

FIRST, PERMIT, SIGN = bundle.CLASSES


def walk_in() -> str:
    return bundle.walk_in(clerk=make.staff(Role.CLERK, hall="district-hall", takes="商事登记"))


def whole(number: str) -> None:
    row = Bundle.objects.get(number=number)
    rows = list(Event.objects.filter(bundle=row).order_by("seq"))
    assert [one.seq for one in rows] == list(range(1, len(rows) + 1))
    assert stream.fold(rows) == stream.state_of(row)


def test_a_double_click_makes_one_bundle() -> None:
    key = make.key()
    numbers = at_once(*[lambda: bundle.submitted(request=key)] * 3)
    assert len(set(numbers)) == 1, numbers
    assert (Bundle.objects.count(), Case.objects.count()) == (1, 1)
    assert bundle.submitted(request=key) == numbers[0]
    assert len(set(at_once(*[bundle.submitted] * 4))) == 4, "and four requests make four"


def test_what_waits_begins_once_however_many_workers_see_to_it() -> None:
    number = walk_in()
    make.issued(number=bundle.case(number, FIRST))

    def go_on() -> None:
        with clock.at(make.NOON):
            _go_on({"bundle": number})

    assert at_once(go_on, go_on, go_on) == [None, None, None]
    assert sorted(Case.objects.filter(bundle=number).values_list("matter", flat=True)) == sorted(
        bundle.CLASSES
    )
    go_on()  # after a crash it is done again
    assert Case.objects.filter(bundle=number).count() == 3
    assert Event.objects.filter(bundle__number=number, name="Begun").count() == 3
    whole(number)


def test_two_organs_finish_at_the_same_moment_and_it_is_told_once() -> None:
    numbers = [walk_in(), walk_in()]
    for number in numbers:
        bundle.issue(number, [FIRST])
    works = []
    for number in numbers:
        for matter in (PERMIT, SIGN):
            case = make.reviewed(number=bundle.case(number, matter))
            at, chief = make.heard(case, make.NOON), None
            chief = make.chief_of(case, at)
            issue = issuing.issue(case, clock.day_of(at))
            works.append(
                lambda case=case, at=at, chief=chief, issue=issue: make.do(
                    case, chief, c.Grant(make.words()), issue, at=at
                )
            )
    results = at_once(*works)
    assert not [one for one in results if isinstance(one, Exception)]
    for number in numbers:
        whole(number)
        assert stream.state_of(Bundle.objects.get(number=number)).collectable
        assert Errand.objects.filter(kind="collectable", payload__bundle=number).count() == 1


def test_two_clerks_accept_at_once_and_one_is_told() -> None:
    number = bundle.submitted()
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    seen, window = Bundle.objects.get(number=number).last_seq, clerk.posts[0].window
    sighted = tuple(f"{FIRST}.{one.requirement}" for one in make.now(bundle.case(number, FIRST)).shown)
    same = make.key()

    def accept(key: str) -> None:
        with clock.at(make.NOON):
            commands.accept(
                number, actor=clerk, at=make.NOON, key=key, seen=seen, window=window, sighted=sighted
            )

    results = at_once(lambda: accept(same), lambda: accept(same), lambda: accept(make.key()))
    lost = [one for one in results if isinstance(one, Exception)]
    assert len(lost) in (1, 2), results  # the same request twice is one, whoever wins
    assert all(hasattr(one, "sentence") for one in lost), lost
    assert Event.objects.filter(bundle__number=number, name="Accepted").count() == 1
    assert make.now(bundle.case(number, FIRST)).phase is Phase.ACCEPTED
    whole(number)
