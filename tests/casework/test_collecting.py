"""What waits to be fetched: told when it lies ready, reminded of, moved where the applicant wants it, taken once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.driving import driven
from factories import cases as make
from onevisit.casework import codes, collecting, collection_book, errands, queries
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case, Collection, WorkItem
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.models import Errand, Notice
from onevisit.rules import collecting as rules
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery

pytestmark = pytest.mark.django_db

WINDOW = {"delivery": Delivery.WINDOW, "collect_at": "chishang-centre"}


def told(number: str) -> list[str]:
    """The messages about a case that lies ready, the oldest first, everything that waits to be sent being sent."""
    while outbox.run_next(but=("render", "documents")):
        pass
    notices = Notice.objects.filter(case_number=number, text__contains="领取码")
    return list(notices.order_by("pk").values_list("text", flat=True))


def send(number: str, command: c.Command, by: object = None) -> None:
    actor = by or make.applicant_of(number)
    order = Order((command,), case=number)
    handle([order], actor=actor, at=make.NOON, key=make.key())  # type: ignore[arg-type]


def to_courier(address: str = "博山区城东街道1号") -> c.ChangeDelivery:
    return c.ChangeDelivery(Delivery.COURIER, "", Contents("delivery", {"post_address": address}, "0" * 32))


def test_he_is_told_once_where_it_lies_and_with_which_code() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        (text,) = told(number)
    assert "池上" in text
    assert codes.spaced(collection_book.code_of(number)) in text
    assert len(text) < 300, "the register of messages would cut it"
    code = collection_book.code_of(number)
    payloads = str(list(Errand.objects.values_list("payload", flat=True)))
    assert code not in payloads.replace(" ", ""), "in the message and nowhere else"
    row = Collection.objects.get(case__number=number)
    assert (row.hall_id, row.since, row.digest == code) == ("chishang-centre", make.NOON.date(), False)


def test_he_is_reminded_on_each_stated_day_once_however_often_the_round_runs() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        told(number)
    counts = []
    for day in (5, 10, 11, 29, 30, 60, 61, 200):
        with clock.at(make.NOON + timedelta(days=day)):
            errands.uncollected_round()
            errands.uncollected_round()
            counts.append(len(told(number)) - 1)
    assert counts == [0, 1, 1, 1, 2, 3, 3, 3]
    assert rules.REMIND_AFTER == (10, 30, 60)


def test_a_round_that_comes_late_reminds_once_and_not_for_every_day_it_missed() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        told(number)
    with clock.at(make.NOON + timedelta(days=45)):
        assert errands.uncollected_round() == 1
        assert len(told(number)) == 2
        assert Collection.objects.get().reminded == 2


def test_what_was_fetched_or_is_sent_is_not_reminded_of() -> None:
    with clock.at(make.NOON):
        make.handed_out("dig-road")
        sent = make.rendered("dig-road", delivery=Delivery.COURIER, post_address="博山区1号")
        assert not told(sent)
    with clock.at(make.NOON + timedelta(days=100)):
        assert errands.uncollected_round() == 0


def test_what_was_decided_before_there_was_a_book_is_entered_by_the_round() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        issued = make.issued("dig-road", **WINDOW)
        Collection.objects.all().delete()
        assert collection_book.catch_up() == 1
        assert collection_book.catch_up() == 0
    assert Collection.objects.get().case.number == number != issued


def test_what_shall_be_sent_is_sent_by_the_hall_and_no_longer_waits_at_the_town() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        assert WorkItem.objects.get(case__number=number).hall_id == "chishang-centre"
        send(number, to_courier())
        case = Case.objects.get(number=number)
        assert (WorkItem.objects.get(case=case).hall_id, case.phase) == (case.hall_id, Phase.ISSUED.value)
        row = Collection.objects.get(case=case)
        assert (row.way, row.hall_id) == ("courier", case.hall_id)
        assert queries.my_view(make.applicant_of(number), number).post_address == "博山区城东街道1号"
        assert collecting.waiting_of(number) is None


def test_what_shall_be_downloaded_is_his_at_once() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        send(number, c.ChangeDelivery(Delivery.ELECTRONIC))
        assert not Collection.objects.exists()
        told(number)
        assert Case.objects.get(number=number).phase == Phase.HANDED_OUT.value


def test_what_shall_be_fetched_elsewhere_lies_there_with_the_days_it_has_lain() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
    Collection.objects.update(since="2026-11-01", reminded=1)
    with clock.at(make.NOON):
        send(number, c.ChangeDelivery(Delivery.WINDOW, "district-hall"))
    row = Collection.objects.get()
    assert (row.hall_id, str(row.since), row.reminded) == ("district-hall", "2026-11-01", 1)
    assert WorkItem.objects.get(case__number=number).hall_id == "district-hall"


def test_who_may_change_it() -> None:
    with clock.at(make.NOON):
        number = make.rendered("dig-road", **WINDOW)
        there, _ = make.hands_out_at("chishang-centre")
        elsewhere, _ = make.hands_out_at("chengdong-centre")
        stranger = make.applicant(enterprise=False)[0]
        for nobody in (elsewhere, stranger, make.staff(Role.REVIEWER, organ="enforcement")):
            with pytest.raises(NotYours):
                send(number, to_courier(), nobody)
        send(number, to_courier(), there)


def test_what_came_back_is_listed_as_that_and_told() -> None:
    with clock.at(make.NOON):
        case = driven(delivery=Delivery.COURIER, post_address="博山区示例路1号").accept().ready().grant()
        case.hand_out(Delivery.COURIER)
        assert Collection.objects.get().handed_on is not None
        case.do(c.ReturnMail(make.words("查无此人。")))
        actor, _ = make.hands_out_at(case.case.hall_id)
        (card,) = collecting.uncollected(actor, "returned").items
        assert (card.number, card.returned, card.days) == (case.number, True, 0)


def test_a_hall_sees_what_it_handed_out_and_no_other_halls() -> None:
    with clock.at(make.NOON):
        number = make.handed_out("dig-road", collect_at="chishang-centre")
        there, _ = make.hands_out_at("chishang-centre")
        elsewhere, _ = make.hands_out_at("chengdong-centre")
        assert queries.staff_view(there, number, "办件").number == number
        assert [one.number for one in collecting.handed_over(there, make.NOON.date()).items] == [number]
        assert not collecting.handed_over(elsewhere, make.NOON.date()).items
        with pytest.raises(NoSuchCase):
            queries.staff_view(elsewhere, number, "办件")


def test_before_it_is_ready_the_hall_where_it_will_be_fetched_does_not_see_it() -> None:
    with clock.at(make.NOON):
        number = make.accepted("dig-road", **WINDOW)
        there, _ = make.hands_out_at("chishang-centre")
        with pytest.raises(NoSuchCase):
            queries.staff_view(there, number, "办件")


def test_finding_everything_of_somebody_costs_the_same_however_much_it_is() -> None:
    with clock.at(make.NOON):
        first = make.rendered("dig-road", **WINDOW)
        window, _ = make.hands_out_at("chishang-centre")
        parties = [make.party(first).pk]
        collecting.by_identity(window, parties)
        with CaptureQueriesContext(connection) as one:
            collecting.by_identity(window, parties)
        for _ in range(3):
            make.rendered("dig-road", **WINDOW)
        with CaptureQueriesContext(connection) as four:
            found = collecting.by_identity(window, parties)
    assert len(found.here) == 4
    assert len(one) == len(four) == 4, "what waits, whose it is, what was sent, and that he looked"
