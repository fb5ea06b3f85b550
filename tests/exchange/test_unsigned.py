"""What went by courier and came back, or that nobody has confirmed: listed, told, and asked about once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.driving import driven
from factories import cases as make
from onevisit.exchange import errands, parcels, posting
from onevisit.exchange.models import Waybill, WaybillMark
from onevisit.exchange.ports import Parcel
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.models import Notice
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.rules.parcels import UNSIGNED_AFTER, Direction, Stand

pytestmark = pytest.mark.django_db


def sent() -> str:
    """A case whose result was handed to a courier; it stands in his book."""
    with clock.at(make.NOON):
        case = driven(delivery=Delivery.COURIER, post_address="博山区示例路1号").accept().ready().grant()
        case.hand_out(Delivery.COURIER)
        parcel = Parcel(
            case.number,
            "示例·甲",
            "19900000001",
            "博山区示例路1号",
            Direction.OUT,
            hall=case.case.hall_id,
            about="挖掘城市道路许可",
        )
        posting.handed_out(parcel, f"hand-out/{case.number}")
    return case.number


def told(number: str) -> list[str]:
    while outbox.run_next(but=("render", "documents", "waybill")):
        pass
    return list(
        Notice.objects.filter(case_number=number, text__contains="还没有人确认").values_list(
            "text", flat=True
        )
    )


def stand(number: str) -> Stand:
    return Stand(Waybill.objects.get(case_number=number).stand)


def test_who_has_not_confirmed_is_asked_once_and_listed() -> None:
    number = sent()
    window, _ = make.hands_out_at("district-hall")
    with clock.at(make.NOON + timedelta(days=UNSIGNED_AFTER - 1)):
        assert errands.unsigned_round() == 0
        assert not parcels.book(window, "unsigned").items
    with clock.at(make.NOON + timedelta(days=UNSIGNED_AFTER)):
        assert [errands.unsigned_round(), errands.unsigned_round()] == [1, 0]
        assert len(told(number)) == 1
        (card,) = parcels.book(window, "unsigned").items
        assert (card.case, card.on_its_way, card.label) == (number, True, "已问收件人是否收到")
        posting.confirm(card.number, actor=make.applicant_of(number), at=clock.now())
        assert not parcels.book(window, "unsigned").items
    assert stand(number) is Stand.ARRIVED


def test_what_has_arrived_is_not_asked_about() -> None:
    number = sent()
    with clock.at(make.NOON):
        waybill = Waybill.objects.get(case_number=number).number
        posting.confirm(waybill, actor=make.applicant_of(number), at=clock.now())
    with clock.at(make.NOON + timedelta(days=90)):
        assert errands.unsigned_round() == 0


def test_what_came_back_stands_in_the_book_as_that_and_is_sent_as_another_parcel() -> None:
    number = sent()
    window, post = make.hands_out_at("district-hall")
    with clock.at(make.NOON):
        make.do(number, window, c.ReturnMail(make.words("查无此人。")))
        (card,) = parcels.book(window, "back").items
    assert (card.case, card.label, card.on_its_way) == (number, "退回大厅", False)
    assert card.marks[-1].words == "退件已登记"
    assert WaybillMark.objects.get(stand=Stand.RETURNED.value).person_id == window.person
    with clock.at(make.NOON + timedelta(days=30)):
        assert errands.unsigned_round() == 0
    assert post.hands_out
