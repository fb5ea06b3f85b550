"""A licence that was taken back before the next part begins is not shown to it, and the page says why."""

from __future__ import annotations

import pytest

from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import queries
from onevisit.casework import of_bundle
from onevisit.licences.models import Licence
from onevisit.licences.standing import Status
from onevisit.platform import clock
from onevisit.platform.outbox.models import Notice
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db
FIRST, PERMIT, SIGN = bundle.CLASSES


def begun(status: Status) -> str:
    """The first part is granted; what it issued is acted on before the others begin."""
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    number = bundle.walk_in(clerk=clerk)
    case = bundle.case(number, FIRST)
    make.issued(number=case)
    made = Licence.objects.filter(case__number=case)
    assert made.exists()
    if status is not Status.VALID:
        made.update(status=status.value, status_since=clock.day_of(make.NOON))
    bundle.go_on()
    return number


@pytest.mark.parametrize("status", [Status.REVOKED, Status.ANNULLED, Status.SUSPENDED])
def test_the_next_part_does_not_rely_on_it_and_says_why(status: Status) -> None:
    number = begun(status)
    assert [one.matter for one in of_bundle.parts_of([number])] == [FIRST]
    with clock.at(make.NOON):
        view = queries.own_view(make.applicant()[0], number)
    said = {one.state.matter: one.status for one in view.parts}
    assert "营业执照" in said[PERMIT]
    assert status.label in said[PERMIT]
    assert "《行政许可法》第六十九条" in said[PERMIT]
    assert Notice.objects.filter(text__contains="不能再作为").count() == 2


def test_what_is_in_force_is_shown_as_ever() -> None:
    number = begun(Status.VALID)
    assert {one.matter for one in of_bundle.parts_of([number])} == set(bundle.CLASSES)


def test_no_other_licence_of_his_takes_its_place() -> None:
    begun(Status.VALID)
    number = begun(Status.REVOKED)
    assert [one.matter for one in of_bundle.parts_of([number])] == [FIRST], "it may be that of another shop"
