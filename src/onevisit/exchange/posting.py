"""Parcels of originals from the applicant to the hall and back, and what is told of any parcel on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from onevisit.casework import queries as cases
from onevisit.casework.case_view import CaseView
from onevisit.exchange import access, connections
from onevisit.exchange import refusals as r
from onevisit.exchange.models import Waybill, WaybillMark
from onevisit.exchange.ports import Parcel, Sender
from onevisit.exchange.ports import Waybill as Label
from onevisit.platform.organs.queries import hall
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.rules import parcels as rules
from onevisit.rules.cases.application import Fault
from onevisit.rules.parcels import Direction, Stand

IN_PERSON = "当面取回"
_BATCH = 500


@dataclass(frozen=True)
class Posting:
    """What an applicant says of the parcel that he sent: the courier's label, what is in it, where it goes back to."""

    carrier: str
    number: str
    enclosed: Sequence[str]
    back: Sender


def check(posting: Posting, view: CaseView) -> tuple[Fault, ...]:
    """What is wrong with it, by field."""
    return (
        *rules.check_label(posting.carrier, posting.number),
        *rules.check_enclosed(posting.enclosed, rules.wanted(view.version.matter, view.state)),
        *rules.check_return(posting.back.name, posting.back.phone, posting.back.address),
    )


def post(case: str, posting: Posting, *, actor: Actor, key: str) -> Label:
    """Register originals that the applicant sent to the hall of his case.

    Raises `NoSuchCase`, `NothingToPost`, `PostIncomplete`, `AlreadyPosted`; with the same `key` it answers as before.
    """
    known = Waybill.objects.filter(key=key, case_number=case).first()
    if known is not None:
        return Label(known.number, connections.courier.register)
    view = cases.my_view(actor, case)
    if not rules.wanted(view.version.matter, view.state):
        raise r.NothingToPost
    faults = check(posting, view)
    if faults:
        raise r.PostIncomplete(missing="；".join(fault.message for fault in faults))
    number = posting.number.strip().upper()
    if _is_known(case, Direction.IN, number):
        raise r.AlreadyPosted(number=number)
    place = hall(view.hall_key)
    names = {one.requirement.key: one.requirement.name for one in view.materials}
    back = posting.back
    parcel = Parcel(
        case,
        view.hall_name,
        place.phone if place else "",
        place.address if place else "",
        Direction.IN,
        posting.carrier.strip(),
        number,
        Sender(back.name.strip(), back.phone.strip(), back.address.strip()),
        tuple((one, names[one]) for one in posting.enclosed),
        view.hall_key,
        view.version.matter.name,
    )
    try:
        return connections.courier.take(parcel, key)
    except IntegrityError as twice:  # The same label from another page at the same moment.
        raise r.AlreadyPosted(number=number) from twice


def cancel(number: str, *, actor: Actor, at: datetime) -> None:
    """The applicant takes back what he registered, because he did not send it or mistook the label.

    Raises `NoSuchParcel`, `ParcelNotNow`. Told again it changes nothing.
    """
    with transaction.atomic():
        row = _locked(number, Direction.IN)
        access.own_parcel(actor, row)
        _mark(row, Stand.CANCELLED, actor, at, "申请人")


def arrive(number: str, *, actor: Actor, at: datetime) -> None:
    """The window has the parcel that was sent to its hall. Raises `NoSuchParcel`, `NotYourPost`, `ParcelNotNow`."""
    with transaction.atomic():
        row = _locked(number, Direction.IN)
        desk = access.post_at(actor, row.hall)
        if _mark(row, Stand.ARRIVED, actor, at, f"{desk.hall_name}{desk.window}号窗口"):
            _tell(row, "您寄来的材料大厅已收到，窗口核对原件后答复是否受理，不用再跑。", at)


def give_back(
    number: str, carrier: str, label: str, *, by_hand: bool = False, actor: Actor, at: datetime
) -> None:
    """Send the originals of a parcel back to where its sender said; `by_hand`: he took them himself, without a label.

    Raises `NoSuchParcel`, `NotYourPost`, `ParcelNotNow`, `PostIncomplete`. Told again it changes nothing.
    """
    faults = () if by_hand else rules.check_label(carrier, label)
    if faults:
        raise r.PostIncomplete(missing="；".join(fault.message for fault in faults))
    row = _found(Waybill.objects.all(), number, Direction.IN)
    desk = access.post_at(actor, row.hall)
    words = IN_PERSON if by_hand else f"{carrier.strip()} {label.strip().upper()}"
    if not _may_be(row, Stand.RETURNED):
        return
    if not by_hand:
        # Before the mark and outside its transaction, because a courier may be far away; the key makes it once.
        connections.courier.take(
            _return_of(row, carrier.strip(), label.strip().upper()), f"give-back/{number}"
        )
    with transaction.atomic():
        row = _locked(number, Direction.IN)
        if _mark(row, Stand.RETURNED, actor, at, f"{desk.hall_name}{desk.window}号窗口", words):
            _tell(row, f"您寄来的原件已退还（{words}）。", at)


def confirm(number: str, *, actor: Actor, at: datetime) -> None:
    """The applicant has what was sent to him. Raises `NoSuchParcel`; told again it changes nothing."""
    with transaction.atomic():
        row = _locked(number, Direction.OUT)
        access.own_parcel(actor, row)
        _mark(row, Stand.ARRIVED, actor, at, "申请人")


def handed_out(parcel: Parcel, key: str) -> None:
    """Tell the courier of a result that a window handed him, unless it was registered before it was handed out."""
    known = Waybill.objects.filter(case_number=parcel.case, number=parcel.carrier_number).exists()
    if not known and not _is_known(parcel.case, Direction.OUT, parcel.carrier_number):
        connections.courier.take(parcel, key)


def came_back(case: str, at: datetime, person: int | None, words: str) -> None:
    """The result that was sent last has come back to the hall: noted beside the record of its case, if it is known."""
    rows = Waybill.objects.select_for_update().filter(case_number=case, direction=Direction.OUT.value)
    row = rows.exclude(stand=Stand.RETURNED.value).order_by("-registered_at", "-id").first()
    if row is not None:
        row.stand = Stand.RETURNED.value
        row.save(update_fields=["stand"])
        WaybillMark.objects.create(
            waybill=row, stand=row.stand, at=at, person_id=person, as_what="出件窗口", words=words[:100]
        )


def ask_about_unsigned(at: datetime) -> int:
    """Ask the recipients of what should long have arrived whether it has; once each. Returns how many were asked."""
    late = at - timedelta(days=rules.UNSIGNED_AFTER)
    rows = Waybill.objects.filter(
        direction=Direction.OUT.value, stand=Stand.POSTED.value, registered_at__lte=late
    )
    asked = 0
    for number in list(rows.order_by("registered_at").values_list("number", flat=True)[:_BATCH]):
        with transaction.atomic():
            row = Waybill.objects.select_for_update().get(number=number)
            if row.stand != Stand.POSTED.value:
                continue  # Confirmed, or come back, while this round ran.
            row.stand = Stand.ASKED.value
            row.save(update_fields=["stand"])
            WaybillMark.objects.create(waybill=row, stand=row.stand, at=at, as_what="系统")
            label = f"{row.carrier} {row.carrier_number or row.number}".strip()
            _tell(
                row,
                f"寄给您的件寄出{rules.UNSIGNED_AFTER}天了（{label}），还没有人确认收到。收到的，请在办件页面确认；"
                "没有收到的，请查快递，或者打电话给大厅。",
                at,
            )
            asked += 1
    return asked


def _return_of(row: Waybill, carrier: str, label: str) -> Parcel:
    return Parcel(
        row.case_number,
        row.sender,
        row.sender_phone,
        row.sender_address,
        Direction.OUT,
        carrier,
        label,
        Sender(row.recipient, row.phone, row.address),
        tuple((key, f"退还的原件：{name}") for key, name in row.contents),
        row.hall,
        row.about,
    )


def _locked(number: str, direction: Direction) -> Waybill:
    return _found(Waybill.objects.select_for_update(), number, direction)


def _found(rows: QuerySet[Waybill], number: str, direction: Direction) -> Waybill:
    row = rows.filter(number=number, direction=direction.value).first()
    if row is None:
        raise r.NoSuchParcel(number=number[:20])
    return row


def _is_known(case: str, direction: Direction, label: str) -> bool:
    rows = Waybill.objects.filter(case_number=case, direction=direction.value, carrier_number=label)
    return rows.exclude(stand=Stand.CANCELLED.value).exists()


def _may_be(row: Waybill, stand: Stand) -> bool:
    """Whether the parcel may stand there next; False if it does already. Raises `ParcelNotNow`."""
    direction, now = Direction(row.direction), Stand(row.stand)
    if now is not stand and stand not in rules.following(direction, now):
        wanted = rules.label(direction, stand)
        raise r.ParcelNotNow(stand=rules.label(direction, now), wanted=wanted)
    return now is not stand


def _mark(row: Waybill, stand: Stand, actor: Actor, at: datetime, as_what: str, words: str = "") -> bool:
    """Add a mark; False if it stands there already."""
    if not _may_be(row, stand):
        return False
    row.stand = stand.value
    row.save(update_fields=["stand"])
    WaybillMark.objects.create(
        waybill=row, stand=stand.value, at=at, person_id=actor.person, as_what=as_what[:60], words=words
    )
    return True


def _tell(row: Waybill, text: str, at: datetime) -> None:
    party = cases.party_of(row.case_number)
    payload = {
        "party": party,
        "case": row.case_number,
        "text": f"您申请的“{row.about}”（{row.case_number}）：{text}",
    }
    outbox.put([("notify", payload)], at)
