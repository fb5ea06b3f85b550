"""Whoever has no account and gave a mobile number is told and reminded by text; a landline is called."""

from __future__ import annotations

from datetime import timedelta

import pytest

from appointments import making
from appointments.making import at
from onevisit.appointments import reminders
from onevisit.appointments.commands import Holder
from onevisit.assistance.errands import texts_round
from onevisit.assistance.messages import NUMBERS_KEPT
from onevisit.assistance.models import TextMessage
from onevisit.platform import clock
from onevisit.platform.outbox.commands import run_next

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def slots_made(db: None) -> None:
    making.offered()


def test_who_booked_by_telephone_is_reminded_by_a_text() -> None:
    mobile = making.booked(who=(making.clerk(), Holder(name="示例·郑大爷", phone="139 0000 1234")))
    making.booked(who=(making.clerk(), Holder(name="示例·孙大娘", phone="0533-4111111")))
    with clock.at(at("2026-11-23T18:30")):
        assert [reminders.remind(clock.now()), reminders.remind(clock.now())] == [1, 0], (
            "a landline is called"
        )
        while run_next():
            pass
    sent = list(TextMessage.objects.order_by("id").values_list("phone", "text"))
    assert [phone for phone, _ in sent] == ["13900001234"] * 2
    assert sent[0][1].startswith("预约成功")
    assert sent[1][1].startswith("提醒：您预约了明天09:00")
    assert mobile.code in sent[1][1]
    with clock.at(at("2026-11-23T18:30") + NUMBERS_KEPT + timedelta(hours=1)):
        assert texts_round() == 2
    assert set(TextMessage.objects.values_list("phone", flat=True)) == {""}
