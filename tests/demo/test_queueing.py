"""The demonstration's queues: whoever was received was called there, and in the last hour of today people wait."""

from __future__ import annotations

import pytest

from demo.playing import morning, played
from factories import cases as make
from onevisit.casework.models import Event
from onevisit.platform import clock
from onevisit.rules.queueing import State
from onevisit.tickets import queries
from onevisit.tickets.models import Ticket, TicketAct

pytestmark = pytest.mark.django_db
HALL = "district-hall"


def test_today_is_played_until_now_and_the_queues_with_it() -> None:
    now = morning(2026, 11, 20, 11)
    with clock.at(now):
        result = played(days=2, cases=40)
        assert not result.refusals
        assert result.end == now
        assert Event.objects.latest("at").at <= now
        assert Event.objects.filter(at__gt=morning(2026, 11, 20, 9)).exists()
        board = queries.board(HALL)
        figures = queries.day_figures(make.person("inquiry1"), HALL, clock.today())
    tickets = list(Ticket.objects.all())
    assert all(one.first_called_at is None or one.first_called_at >= one.came for one in tickets)
    assert all(one.place <= one.came for one in tickets if one.ground != "absent")
    handled = TicketAct.objects.filter(deed="handled")
    assert handled.exists(), "somebody was received, and his case stands with his ticket"
    assert not TicketAct.objects.filter(at__gt=result.end).exists(), "nothing is later than now"
    states = {one.state for one in tickets if one.day == result.until}
    assert {State.WAITING.value, State.SERVING.value, State.DONE.value} <= states
    assert board.called
    assert any(line.people and line.forecast for line in board.lines), "the display is alive"
    assert figures.total.served > 10
