"""Clause 1b: satisfaction is asked for after every case, on line and at the counter, and told where it arose."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from onevisit.casework import errands
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox.models import Notice
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.platform.people.models import Person
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import DeclineKind, RatingLevel
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.supervision.figures import Figure, Period
from onevisit.supervision.queries import Grouping, table

pytestmark = pytest.mark.django_db

DAY = make.NOON.date()


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(make.NOON):
        yield


def ended_in_every_way() -> dict[str, str]:
    """A case for each way in which one can end."""
    declined, withdrawn = make.submitted(), make.submitted()
    case = Case.objects.get(number=declined)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    make.do(declined, clerk, c.Decline(DeclineKind.NOT_NEEDED, make.words()))
    make.do(withdrawn, make.applicant()[0], c.Withdraw(make.words("不办了。")))
    refused = make.refused()
    window, post = make.hands_out_at("district-hall")
    make.do(refused, window, c.HandOut(Delivery.WINDOW, post.hall, post.window, make.words("签收")))
    return {"granted": make.handed_out(), "refused": refused, "declined": declined, "withdrawn": withdrawn}


@pytest.mark.clause("1b")
def test_satisfaction_is_asked_after_every_case_and_told_by_matter_organ_hall_and_window() -> None:
    cases = ended_in_every_way()
    actor, _ = make.applicant()
    citizen = Client()
    citizen.force_login(Person.objects.get(pk=actor.person))

    # On line: each of them asks on the applicant's own page, and by notice once the result is there.
    for how, number in cases.items():
        page = citizen.get(reverse("portal:case", args=[number])).content.decode()
        assert reverse("portal:rate", args=[number]) in page, how
        assert citizen.get(reverse("portal:rate", args=[number])).status_code == 200, how
    run_until_empty()
    assert errands.seal_round() == 0
    for how in ("granted", "refused"):
        assert Notice.objects.filter(case_number=cases[how], text__contains="请对这次服务评价").exists(), how

    # At the counter: the hand-out ends with a screen turned to the applicant, and number and code let him rate.
    window, _ = make.hands_out_at("district-hall")
    counter = Client()
    counter.force_login(Person.objects.get(pk=window.person))
    asked = counter.get(reverse("workbench:ask-rating"), {"n": cases["granted"]}).content.decode()
    assert "请您评价这次服务" in asked
    phone = Client()
    code = Case.objects.get(number=cases["granted"]).query_code
    phone.post(reverse("portal:track"), {"number": cases["granted"], "code": code})
    assert reverse("portal:tracked-rate") in phone.get(reverse("portal:tracked")).content.decode()

    # Told by matter, organ, hall and window.
    make.do(cases["granted"], actor, c.Rate(RatingLevel.VERY_GOOD, "PC端", ("510",)))
    make.do(cases["refused"], actor, c.Rate(RatingLevel.BAD, "二维码", ("209",)))
    inquiry = make.staff(Role.INQUIRY)
    places = {Grouping.MATTER: "dig-road", Grouping.ORGAN: "enforcement", Grouping.HALL: "district-hall"}
    period = Period(DAY, DAY)
    for grouping, key in places.items():
        row = next(row for row in table(inquiry, grouping, period).rows if row.key == key)
        assert (row.count(Figure.RATED), row.count(Figure.SATISFIED), row.count(Figure.BAD)) == (2, 1, 1)
    windows = table(inquiry, Grouping.WINDOW, period).rows
    assert sum(row.count(Figure.RATED) for row in windows) == 2
