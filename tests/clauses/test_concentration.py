"""5.3a 三集中三到位: each organ's approval staff, matters and powers are in the hall; what is not is listed.

The whole row on the district's own data, and again after somebody moved: staff, matters and powers each by name.
"""

from __future__ import annotations

from datetime import date

import pytest

from factories import cases as make
from onevisit.casework.access import authorise
from onevisit.casework.models import Case
from onevisit.platform.organs.models import Post
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.concentration.definition import Grade, Power
from onevisit.rules.district.definition import Role
from onevisit.supervision import concentration

TODAY = date(2026, 11, 23)


@pytest.mark.clause("5.3a")
@pytest.mark.django_db
def test_staff_matters_and_powers_of_each_organ_are_in_the_hall_or_listed_by_name() -> None:
    inquiry = make.staff(Role.INQUIRY)
    rows = concentration.rows(inquiry, TODAY)
    everything_is_counted_or_listed(rows)
    the_powers_are_those_that_the_house_really_grants()
    an_organ_that_is_whole_loses_each_of_the_three()


def everything_is_counted_or_listed(rows: tuple[concentration.OrganRow, ...]) -> None:
    """What is in the hall and what is listed make up the whole, for every organ that has a matter."""
    assert sum(bool(row.stand.matters) for row in rows) > 30
    for row in rows:
        stand, lines = row.stand, list(concentration.missing([row]))
        listed = [one for one in lines if not one.kept]
        assert stand.matters_in + sum(one.kind == "事项" for one in listed) == len(stand.matters)
        assert stand.people_in + sum(one.kind == "人员" for one in listed) == len(stand.people)
        assert stand.powers_in + sum(one.kind == "权限" for one in listed) == len(stand.powers)
        assert sum(one.kept for one in lines) == stand.reserved
        assert all(one.why and (one.matter or one.who) for one in lines)
        assert (stand.grade is Grade.FULL) == bool(
            stand.matters and not [one for one in listed if one.kind != "环节"]
        )


def the_powers_are_those_that_the_house_really_grants() -> None:
    """Who is said to hold a power may use it on a case, and nobody else of the organ."""
    case = Case.objects.get(number=make.reviewed("dig-road"))
    matter, state = make.matter_of(case.number), make.now(case.number)
    chief, head = (make.staff(role, organ="enforcement") for role in (Role.CHIEF, Role.HEAD))
    reviewer = make.staff(Role.REVIEWER, organ="enforcement")
    assert authorise(chief, c.Grant(make.words()), case, matter, state)
    for other in (head, reviewer):
        with pytest.raises(NotYours):
            authorise(other, c.Grant(make.words()), case, matter, state)
    with pytest.raises(NotYours):
        authorise(chief, c.Extend(1, make.words()), case, matter, state)


def an_organ_that_is_whole_loses_each_of_the_three() -> None:
    inquiry = make.staff(Role.INQUIRY)

    def stand() -> concentration.OrganRow:
        found = concentration.row(inquiry, "culture", TODAY)
        assert found is not None
        return found

    assert stand().stand.grade is Grade.FULL
    chief = Post.objects.get(organ="culture", role="chief")
    Post.objects.filter(pk=chief.pk).update(hall=None)
    lines = [one for one in concentration.missing([stand()]) if not one.kept]
    assert stand().stand.grade is Grade.PART
    assert [one.who for one in lines if one.kind == "人员"] == [chief.person.name]
    kept = {one.power for one in lines if one.kind == "权限"}
    assert kept == {Power.DECIDE.label, Power.ISSUE.label}
    Post.objects.filter(role="clerk", hall="district-hall").delete()
    lines = [one for one in concentration.missing([stand()]) if not one.kept]
    assert len([one for one in lines if one.kind == "事项"]) == len(stand().stand.matters)
    assert Power.ACCEPT.label in {one.power for one in lines if one.kind == "权限"}
