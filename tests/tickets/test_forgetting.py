"""Half a year later a ticket says how a day went, and nothing of a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.rules.queueing import Priority
from onevisit.tickets import queries
from onevisit.tickets.errands import forgetting_round
from onevisit.tickets.forgetting import KEPT
from onevisit.tickets.models import Ticket
from tickets import hall

pytestmark = pytest.mark.django_db


def test_half_a_year_later_nobody_knows_who_it_was_and_the_figures_stand() -> None:
    _, party = make.applicant()
    hall.taken(
        priority=Priority.DISABLED,
        about="dig-road",
        about_name="挖掘城市道路审批",
        appointment="ABCDEFGH",
        promised_at=hall.at(30),
        party=party,
    )
    hall.taken(minutes=1, priority=Priority.PREGNANT)
    plain = hall.taken(minutes=2)
    with clock.at(hall.at() + KEPT):
        assert forgetting_round() == 0
        before = queries.day_figures(hall.head(), main_hall(), hall.at().date())
    with clock.at(hall.at() + KEPT + timedelta(days=1)):
        assert [forgetting_round(), forgetting_round()] == [2, 0]
        after = queries.day_figures(hall.head(), main_hall(), hall.at().date())
        rows = queries.tickets_of(hall.head(), main_hall(), hall.at().date())
    assert (after.total.people, after.total.with_priority, after.total.booked) == (3, 2, 1)
    assert after == before
    assert "照顾" not in " ".join(one.ticket.why for one in rows)
    for row in Ticket.objects.all():
        said = (row.party_id, row.appointment, row.about, row.about_name, row.priority)
        assert said == (None, "", "", "", "")
        assert row.had_priority == (row.pk != plain.id)
