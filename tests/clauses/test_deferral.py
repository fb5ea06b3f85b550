"""Clause 5.2e: acceptance with named missing documents, a day for each, and what happens when it passes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from onevisit.casework.contents import content
from onevisit.casework.errands import reminders_round, sweep_round
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.models import Person
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Outcome, Phase
from onevisit.rules.cases.refusals import (
    DeferralStillOpen,
    DeferredOpen,
    MaterialsMissing,
    NotDeferrable,
    PledgeNeeded,
)

pytestmark = pytest.mark.django_db

MATTER, LATE, NOT_LISTED = "bookkeeping-agency", "title", "rules"
NAME, DAYS = "会计专业技术职务资格证书", 5


@pytest.mark.clause("5.2e")
def test_accepted_without_a_listed_paper_reminded_and_revoked_when_its_day_has_passed() -> None:
    # Only what the matter lists may come later, and only on a signed promise; without one it is no acceptance.
    with pytest.raises(NotDeferrable):
        make.submitted(
            MATTER, shown=make.without(MATTER, NOT_LISTED), later=(NOT_LISTED,), pledge=make.pledge()
        )
    with pytest.raises(PledgeNeeded):
        make.submitted(MATTER, shown=make.without(MATTER, LATE), later=(LATE,))
    with pytest.raises(MaterialsMissing):
        make.accepted(MATTER, shown=make.without(MATTER, LATE), channel=make.Channel.WINDOW)

    # Accepted, with the paper named and its day told, in writing and on the applicant's page.
    number = make.deferred(MATTER, LATE)
    until = calendar().add_working_days(make.NOON.date(), DAYS).due
    assert make.now(number).deferred == {LATE: until}
    paper = next(one for one in make.now(number).documents if one.kind == "deferral")
    said = content(paper.data)
    assert said["items"] == [[NAME, until.isoformat()]]
    assert "撤销受理" in said["consequence"]
    citizen = Client()
    citizen.force_login(Person.objects.get(pk=make.applicant_of(number).person))
    with clock.at(make.later(minutes=1)):
        page = citizen.get(reverse("portal:case", args=[number])).content.decode()
    assert NAME in page
    assert "撤销受理" in page

    # The review goes on at once; the decision waits; he is reminded.
    make.reviewed(MATTER, number=number)
    with pytest.raises(DeferredOpen):
        make.do(number, make.chief_of(number), c.Grant(make.words()))
    with clock.at(make.noon_of(until)):
        assert reminders_round() == 1
        assert reminders_round() == 0
    assert any("补交" in errand.payload["text"] for errand in Errand.objects.filter(kind="notify"))

    # In time: everything goes its way.
    other = make.deferred(MATTER, LATE)
    make.supplied(other, LATE, at=make.noon_of(until))
    assert make.now(other).deferred == {}
    make.issued(MATTER, number=other, at=make.noon_of(until))

    # The day has passed: not by itself, but by the window, in writing, with reasons and remedies.
    revoke = c.RevokeAcceptance(make.words("承诺后补的材料到期没有补交。"))
    with pytest.raises(DeferralStillOpen):
        make.do(number, make.clerk_of(number), revoke, at=make.noon_of(until))
    after = make.noon_of(until + timedelta(days=1))
    with clock.at(after):
        sweep_round()
    assert make.now(number).phase is Phase.ACCEPTED
    make.do(number, make.clerk_of(number, after), revoke, at=after)
    assert make.now(number).outcome is Outcome.UNACCEPTED
    revoked = next(one for one in make.now(number).documents if one.kind == "acceptance-revoked")
    assert content(revoked.data)["remedies"]
    assert Case.objects.get(number=number).phase == Phase.UNACCEPTED.value
