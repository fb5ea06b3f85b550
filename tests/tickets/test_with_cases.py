"""What is done at a window while somebody is served there stands with his ticket, and opens from the hall's figures."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.rules.queueing import Desk as Line
from onevisit.tickets import commands, queries
from onevisit.tickets.models import TicketAct
from tickets import hall
from workbench.conftest import Desk
from workbench.test_intake import begin, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine")]


def _served(minutes: float = 0) -> str:
    """Somebody is served at the window of commerce; his number."""
    return hall.serving("C01", minutes, Line.COMMERCE).number


def test_a_case_taken_in_stands_with_the_ticket_and_a_second_click_adds_none() -> None:
    number, clerk = _served(), Desk("clerk5")
    draft, sent = begin(clerk), everything()
    where = clerk.sends(draft, sent)
    assert clerk.sends(draft, sent) == where
    case = where.split("/cases/")[1][:12]
    (act,) = TicketAct.objects.filter(deed="handled")
    assert (act.number, act.ticket.number, act.window) == (case, number, "C01")
    with clock.at(hall.at(20)):
        found = queries.tickets_of(hall.head(), main_hall(), clock.today(), window="C01")
    assert [(one.ticket.number, one.numbers) for one in found] == [(number, (case,))]


def test_with_nobody_at_the_window_nothing_is_noted() -> None:
    clerk = Desk("clerk5")
    clerk.sends(begin(clerk), everything())
    assert not TicketAct.objects.exists()


def test_a_paper_brought_later_is_noted_with_whoever_brought_it() -> None:
    number = make.submitted()
    ticket = _served()
    clerk = hall.sitting("C01")
    assert commands.handled(clerk, number, at=hall.at(5)) == ticket
    page = Desk("clerk5").opens(reverse("workbench:window"))
    assert number in page, "the history of the ticket shows it"
