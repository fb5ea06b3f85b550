"""The courier in both directions: originals that come by post, results and originals that go by post."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from factories import cases as make
from factories.matters import matters
from onevisit.casework.models import Case
from onevisit.casework.refusals import NoSuchCase
from onevisit.exchange import parcels, posting, refusals
from onevisit.exchange.models import Waybill, WaybillMark
from onevisit.exchange.ports import Sender
from onevisit.exchange.posting import Posting
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.models import Notice
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery, Way
from onevisit.rules.parcels import Direction, Stand

pytestmark = pytest.mark.django_db

BACK = Sender("示例·王桂兰", "19900000001", "博山区池上镇中郝峪村8号")
MATTER = "sole-trader"


def with_original(matter: str = MATTER, **changes: object) -> str:
    """Handed in on line, with every paper that may be shown so to be shown by its original."""
    definition = matters()[matter]
    answers = next(make.situations(definition))
    shown = tuple(
        c.Shown(one.requirement, Way.ORIGINAL)
        if any(way.way is Way.ORIGINAL for way in definition.requirement(one.requirement).evidence)  # type: ignore[union-attr]
        else one
        for one in make.shown_for(definition, answers)
    )
    return make.submitted(matter, shown=shown, **changes)


def originals(number: str) -> tuple[str, ...]:
    """The keys of the originals that a window has to see."""
    state = make.now(number)
    return tuple(one.requirement for one in state.shown if one.way is Way.ORIGINAL)


def sent(number: str, label: str = "sf1234567890", **changes: object) -> Posting:
    """What the applicant says of his parcel."""
    values: dict[str, object] = {
        "carrier": "顺丰",
        "number": label,
        "enclosed": originals(number),
        "back": BACK,
    }
    return Posting(**{**values, **changes})  # type: ignore[arg-type]


def posted(number: str, label: str = "sf1234567890") -> str:
    """Registered by its applicant; returns our own number."""
    with clock.at(make.NOON):
        return posting.post(number, sent(number, label), actor=make.applicant()[0], key=make.key()).number


def done() -> None:
    """Carry out what waits in the outbox."""
    while outbox.run_next():
        pass


def clerk_of(number: str) -> Actor:
    case = Case.objects.get(number=number)
    return make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)


def test_originals_come_by_post_and_the_window_receives_with_those_sighted() -> None:
    number = with_original()
    parcel = posted(number)
    clerk = clerk_of(number)
    with clock.at(make.NOON):
        (card,) = parcels.book(clerk, "coming").items
        assert parcels.coming(clerk) == 1
    assert (card.number, card.case, card.label, card.in_transit) == (parcel, number, "邮寄材料在途", True)
    assert (card.carrier, card.carrier_number, card.sender) == ("顺丰", "SF1234567890", BACK)
    assert len(card.contents) == len(originals(number)) > 0
    posting.arrive(parcel, actor=clerk, at=make.later(1))
    posting.arrive(parcel, actor=clerk, at=make.later(2))  # A second click tells nothing new.
    post = clerk.posts[0]
    make.do(number, clerk, c.Receive(post.hall, post.window, originals(number)), c.Accept(), at=make.later(1))
    (card,) = parcels.of_case(number)
    assert [(mark.stand, mark.label) for mark in card.marks] == [
        (Stand.POSTED, "邮寄材料在途"),
        (Stand.ARRIVED, "大厅已收到"),
    ]
    assert "窗口" in card.marks[1].as_what
    assert card.register == "本系统邮寄登记簿（未接快递公司）"
    assert Case.objects.get(number=number).phase == "accepted"
    with clock.at(make.later(2)):
        done()
    assert "大厅已收到" in "".join(Notice.objects.filter(case_number=number).values_list("text", flat=True))


def test_the_originals_go_back_by_courier_or_by_hand_and_never_get_lost() -> None:
    number = with_original()
    by_post, by_hand = posted(number), posted(number, "ems987654321")
    clerk = clerk_of(number)
    with pytest.raises(refusals.ParcelNotNow, match="邮寄材料在途"):
        posting.give_back(by_post, "顺丰", "SF0000000001", actor=clerk, at=make.NOON)
    for parcel in (by_post, by_hand):
        posting.arrive(parcel, actor=clerk, at=make.NOON)
    with pytest.raises(refusals.PostIncomplete, match="快递单号"):
        posting.give_back(by_post, "顺丰", "", actor=clerk, at=make.NOON)
    for _ in range(2):
        posting.give_back(by_post, "顺丰", "SF0000000001", actor=clerk, at=make.later(1))
    posting.give_back(by_hand, "", "", by_hand=True, actor=clerk, at=make.later(1))
    back = [card for card in parcels.of_case(number) if card.direction is Direction.OUT]
    assert [(card.recipient, card.carrier_number) for card in back] == [(BACK, "SF0000000001")]
    assert all(name.startswith("退还的原件：") for name in back[0].contents)
    first, second = (card for card in parcels.of_case(number) if card.direction is Direction.IN)
    assert (first.marks[-1].words, second.marks[-1].words) == ("顺丰 SF0000000001", "当面取回")
    assert (first.label, second.label) == ("原件已退还", "原件已退还")


def test_only_what_the_case_needs_and_only_from_its_applicant() -> None:
    number = with_original()
    actor, _ = make.applicant()
    other, _ = make.applicant(enterprise=False)
    for who in (other, NOBODY, clerk_of(number)):
        if not set(who.parties) & set(actor.parties):
            with pytest.raises(NoSuchCase):
                posting.post(number, sent(number), actor=who, key=make.key())
    wrong = (
        (sent(number, "12"), "快递单号"),
        (sent(number, carrier=" "), "快递公司"),
        (sent(number, enclosed=()), "勾选寄了哪些"),
        (sent(number, enclosed=("no-such",)), "不需要出示"),
        (sent(number, back=Sender("", "", "")), "收件人"),
        (sent(number, back=Sender("示" * 61, "1", "地")), "最多60个字"),
    )
    for given, what in wrong:
        with pytest.raises(refusals.PostIncomplete, match=what):
            posting.post(number, given, actor=actor, key=make.key())
    assert not Waybill.objects.exists()


def test_a_case_without_originals_or_past_its_window_gets_no_post() -> None:
    actor, _ = make.applicant()
    number = make.submitted()
    assert originals(number) == ()
    for case in (number, make.accepted()):
        with pytest.raises(refusals.NothingToPost):
            posting.post(case, Posting("顺丰", "SF1234567890", (), BACK), actor=actor, key=make.key())


def test_a_label_counts_once_and_a_request_once() -> None:
    number, key = with_original(), make.key()
    actor, _ = make.applicant()
    one, again = (posting.post(number, sent(number), actor=actor, key=key) for _ in range(2))
    assert one == again
    with pytest.raises(refusals.AlreadyPosted, match="SF1234567890"):
        posting.post(number, sent(number), actor=actor, key=make.key())
    posting.cancel(one.number, actor=actor, at=make.NOON)
    posting.cancel(one.number, actor=actor, at=make.NOON)
    with pytest.raises(refusals.ParcelNotNow, match="登记已取消"):
        posting.arrive(one.number, actor=clerk_of(number), at=make.NOON)
    assert posting.post(number, sent(number), actor=actor, key=make.key()).number != one.number


def test_a_hall_sees_the_post_that_comes_to_it_and_no_other() -> None:
    number = with_original()
    parcel = posted(number)
    elsewhere = make.staff(Role.CLERK, hall="chengdong-centre")
    with clock.at(make.NOON):
        for actor in (elsewhere, make.staff(Role.REVIEWER), NOBODY, make.applicant()[0]):
            assert parcels.book(actor, "coming").total == parcels.coming(actor) == 0
            with pytest.raises(refusals.NoSuchParcel):
                parcels.one(actor, parcel)
            with pytest.raises(refusals.NotYourPost):
                posting.arrive(parcel, actor=actor, at=make.NOON)
        inquiry = make.staff(Role.INQUIRY)
        assert parcels.one(inquiry, parcel).case == number  # It reads all and changes nothing.
        with pytest.raises(refusals.NotYourPost):
            posting.arrive(parcel, actor=inquiry, at=make.NOON)
        assert parcels.book(inquiry, "coming", text=number[:6]).total == 1
        assert parcels.book(inquiry, "coming", text="sf123").total == 1
        assert parcels.book(inquiry, "coming", text="王桂兰").total == 1
        assert parcels.book(inquiry, "coming", text="没有\0").total == 0
        assert parcels.book(inquiry, "here").total == 0
    with pytest.raises(refusals.NoSuchParcel):
        posting.cancel(parcel, actor=make.applicant(enterprise=False)[0], at=make.NOON)


def handed_to_courier(proof: Contents | None = None, **changes: object) -> str:
    """The result was handed to a courier at the window, and what follows was done."""
    changes = {"delivery": Delivery.COURIER, "post_address": BACK.address, **changes}
    number = make.rendered(**changes)  # type: ignore[arg-type]
    actor, post = make.hands_out_at("district-hall")
    waybill = proof or Contents("waybill", {"carrier": "邮政EMS", "number": "EX123456789CN"}, "0" * 32)
    make.do(number, actor, c.HandOut(Delivery.COURIER, post.hall, post.window, waybill))
    done()
    return number


def test_a_result_that_goes_by_courier_stands_in_the_book_with_its_waybill() -> None:
    with clock.at(make.NOON):
        number = handed_to_courier()
        (card,) = parcels.of_case(number)
        actor, _ = make.hands_out_at("district-hall")
        assert parcels.book(actor, "out").items == (card,)
    assert (card.direction, card.carrier, card.carrier_number) == (Direction.OUT, "邮政EMS", "EX123456789CN")
    assert (card.recipient.address, card.label) == (BACK.address, "已交寄")
    assert card.contents == tuple(one.name for one in matters()["dig-road"].results)
    applicant, _ = make.applicant()
    with pytest.raises(refusals.NoSuchParcel):
        posting.confirm(card.number, actor=make.applicant(enterprise=False)[0], at=make.NOON)
    for _ in range(2):
        posting.confirm(card.number, actor=applicant, at=make.later(2))
    (card,) = parcels.of_case(number)
    assert card.marks[-1].label == "收件人确认收到"


def test_what_was_registered_before_the_hand_out_is_not_entered_twice() -> None:
    from onevisit.exchange import commands
    from onevisit.exchange.ports import Parcel

    with clock.at(make.NOON):
        number = make.rendered(delivery=Delivery.COURIER, post_address=BACK.address)
        actor, post = make.hands_out_at("district-hall")
        bill = commands.send(Parcel(number, BACK.name, BACK.phone, BACK.address), actor=actor, key=make.key())
        proof = Contents("waybill", {"carrier": "邮政EMS", "number": bill.number}, "0" * 32)
        make.do(number, actor, c.HandOut(Delivery.COURIER, post.hall, post.window, proof))
        done()
    (card,) = parcels.of_case(number)
    assert (card.number, card.hall) == (bill.number, "district-hall")


def test_a_result_handed_over_at_the_window_is_no_parcel() -> None:
    number = make.handed_out()
    with clock.at(make.NOON):
        done()
    assert parcels.of_case(number) == ()


def test_what_was_erased_meanwhile_stops_nothing() -> None:
    from onevisit.casework.models import Content

    number = make.rendered(delivery=Delivery.COURIER, post_address=BACK.address)
    actor, post = make.hands_out_at("district-hall")
    proof = Contents("waybill", {"carrier": "邮政EMS", "number": "EX123456789CN"}, "0" * 32)
    make.do(number, actor, c.HandOut(Delivery.COURIER, post.hall, post.window, proof))
    Content.objects.filter(case__number=number).update(body="", erased_at=make.NOON)
    with clock.at(make.NOON):
        done()
    assert parcels.of_case(number) == ()


def test_the_database_refuses_a_parcel_that_cannot_find_its_way() -> None:
    number = with_original()
    posted(number)
    for wrong in ({"sender": ""}, {"sender_address": ""}, {"direction": "out", "recipient": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Waybill.objects.update(**wrong)
    assert WaybillMark.objects.count() == 1
