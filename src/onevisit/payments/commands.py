"""Open, assess, exempt, take, cancel: amounts are whole fen, and a request is carried out once for its `key`.

Giving back stands in `returning`, the reconciliation in `reconciling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from onevisit.catalogue.shelf import shelf
from onevisit.catalogue.versions import version
from onevisit.exchange import connections
from onevisit.exchange.treasury_port import Bill, BillLine, BillStand, EntryKind, Message, PayWay
from onevisit.payments import access, drawing, entering, keeping
from onevisit.payments import refusals as r
from onevisit.payments.keeping import Step
from onevisit.payments.models import Charge, Order
from onevisit.payments.settling import Taken, is_paid, settle, take
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import PartyKind
from onevisit.rules.basis import Basis
from onevisit.rules.cases.application import Fault
from onevisit.rules.masking import masked_name
from onevisit.rules.payments import exemptions, orders
from onevisit.rules.payments.money import read, yuan
from onevisit.rules.payments.orders import OWED, ChargeStand, Deed, Stand


@dataclass(frozen=True)
class Opened:
    """The order of a case or a bundle. `fen` is 0 while an amount is being worked out (`stand` is then a draft)."""

    order: str
    fen: int
    stand: Stand


@dataclass(frozen=True)
class Slip:
    """What a window took in: how, the number of the POS slip or of the receipt for cash, and how much, in fen."""

    way: PayWay
    number: str
    fen: int


def open_order(subject: str, cases: Sequence[str] = (), *, at: datetime) -> Opened | None:
    """Enter what these accepted cases owe, and bring the one order of `case:<number>` or `bundle:<number>` in line.

    None where nothing is owed. Done again it changes nothing; an open unpaid order is replaced by one that has
    everything, and a paid one is followed by a second. The house does it after every acceptance; to do it sooner does
    no harm. Raises `NoSuchCase`.
    """
    for case in cases:
        entering.enter(case, subject, at)
    row = drawing.redraw(subject, at)
    return Opened(row.number, row.fen, Stand(row.stand)) if row else None


def assess(
    case: str, fee: str, amount: str, calculation: str, *, actor: Actor, at: datetime, key: str
) -> None:
    """The deciding organ works an amount out, in yuan as typed; 0 says that nothing is due. Until it is paid it may be
    done again.

    Raises `NoSuchCharge`, `NotYourFee`, `FixedFee`, `PaymentIncomplete`, `ChargeNotNow`.
    """
    if keeping.done(key, Deed.ASSESS):
        return
    charge = _charge(case, fee)
    post = access.assessor(actor, charge.organ_id, charge.organ.short)
    amount, calculation = amount.strip(), calculation.strip()
    if not _is_assessed(charge):
        raise r.FixedFee(name=charge.name, standard=charge.standard)
    _complete(orders.check_assessment(amount, calculation))
    fen = read(amount) or 0

    def change(row: Order) -> None:
        one = _still_owed(case, fee, Deed.ASSESS, ChargeStand.NOTHING)
        one.fen, one.calculation, one.assessed_by_id = fen, calculation, actor.person
        one.stand = (ChargeStand.DUE if fen else ChargeStand.NOTHING).value
        one.save()
        words = f"{one.name} {yuan(fen)}元：{calculation}"
        keeping.note(row, Step(Deed.ASSESS, actor, post.title, at, key), words)

    drawing.redraw(charge.subject, at, change)


def exempt(
    case: str, fee: str, law: str, article: str, reason: str, *, actor: Actor, at: datetime, key: str
) -> None:
    """The chief of the deciding organ lifts a fee, by an article that grants it.

    Raises `NoSuchCharge`, `NotYourFee`, `PaymentIncomplete`, `ChargeNotNow`.
    """
    if keeping.done(key, Deed.EXEMPT):
        return
    charge = _charge(case, fee)
    post = access.exempter(actor, charge.organ_id, charge.organ.short)
    law, article, reason = law.strip(), article.strip(), reason.strip()
    known = {one.name: one.articles for one in shelf(clock.day_of(at)).laws.values()}
    _complete(exemptions.check(law, article, reason, known))
    basis = Basis(law, str(int(article)))

    def change(row: Order) -> None:
        one = _still_owed(case, fee, Deed.EXEMPT)
        one.exemption, one.reason, one.stand = asdict(basis), reason, ChargeStand.EXEMPT.value
        one.save()
        words = f"{one.name}，依据{basis.cite()}：{reason}"
        keeping.note(row, Step(Deed.EXEMPT, actor, post.title, at, key), words)

    drawing.redraw(charge.subject, at, change)


def offer(number: str, *, at: datetime) -> str:
    """The payment code of an open order, fetched from the treasury if there is none that can be paid.

    Raises `NoSuchOrder`, `OrderNotNow`, `AlreadyPaid`.
    """
    row = _order(number)
    if is_paid(row):
        raise r.AlreadyPaid(number=number)
    if _has_run_out(row, at):
        raise r.OrderNotNow(number=number, stand=Stand.EXPIRED.label, deed="取缴款码")
    if row.stand == Stand.OPEN and row.code and connections.payment.stand(row.code) is BillStand.OPEN:
        return row.code
    if row.stand != Stand.OPEN:
        raise r.OrderNotNow(number=number, stand=Stand(row.stand).label, deed="取缴款码")
    if row.code:
        _confirm_if_paid(row, at)
    attempt = row.attempt + 1
    # The treasury is asked without a lock; of two who ask at once both get the code of the same attempt.
    code = connections.payment.create(_bill(row), f"{row.number}/{attempt}")
    with transaction.atomic():
        row = keeping.locked(number)
        if row.stand == Stand.OPEN and row.attempt < attempt:
            row.code, row.attempt = code, attempt
            row.save(update_fields=["code", "attempt"])
    if row.stand != Stand.OPEN:
        connections.payment.close(code)  # It was cancelled meanwhile: nobody shall pay it.
        raise r.OrderNotNow(number=number, stand=Stand(row.stand).label, deed="取缴款码")
    return row.code


def renew(number: str, *, at: datetime) -> str:
    """Another order for what stood in one that has run out, and its number. Raises `NoSuchOrder`, `OrderNotNow`."""
    row = _order(number)
    if _has_run_out(row, at):
        drawing.expire(number, at)
        row.refresh_from_db()
    fresh = drawing.redraw(row.subject, at) if row.stand == Stand.EXPIRED else None
    if fresh is None:
        raise r.OrderNotNow(number=number, stand=Stand(row.stand).label, deed="重新开单")
    return fresh.number


def confirm(message: Message, *, at: datetime) -> str:
    """What the treasury says was paid: by its callback, or through the browser. Returns the order's number.

    Told again it changes nothing. Raises `BadSignature`, `NoSuchOrder`, `AlreadyPaid`, `OtherAmount`, `OrderNotNow`.
    """
    told = connections.payment.read(message)
    return settle(told, at).number if told.kind is EntryKind.PAID else told.order


def pay_at_window(number: str, slip: Slip, *, actor: Actor, at: datetime, key: str) -> None:
    """A window takes the money for the treasury: the whole amount, by POS or in cash, with the slip's number.

    First nobody can pay on line any more, then it is written down. Raises `NoSuchOrder`, `NotYourFee`,
    `PaymentIncomplete`, `OtherAmount`, `SlipUsed`, `AlreadyPaid`, `OrderNotNow`.
    """
    if keeping.done(key, Deed.PAY):
        return
    try:
        _take_at_window(number, slip, actor, at, key)
    except (r.OrderNotNow, r.AlreadyPaid):
        # Sent twice at the same moment: the other one was first, and its payment is this one's too.
        if not keeping.done(key, Deed.PAY):
            raise


def _take_at_window(number: str, slip: Slip, actor: Actor, at: datetime, key: str) -> None:
    post = access.taker(actor)
    row = _order(number)
    written = slip.number.strip().upper()
    if not written:
        _complete((Fault("slip", "请填写刷卡小票或者现金收据的编号"),))
    if len(written) > 30 or slip.way is PayWay.ONLINE:
        _complete((Fault("slip", "请核对凭证编号和收款方式"),))
    if is_paid(row):
        raise r.AlreadyPaid(number=number)
    if slip.fen != row.fen:
        raise r.OtherAmount(due=yuan(row.fen), given=yuan(slip.fen))
    code = offer(number, at=at)
    if connections.payment.close(code) is BillStand.PAID:
        row.refresh_from_db()
        _confirm_if_paid(row, at)
    where = f"{post.hall_name}{post.window}号窗口" if post.hall_name else post.title
    take(number, Taken(slip.way, written, slip.fen, at, actor, where, key), at)


def cancel(number: str, reason: str, *, actor: Actor, at: datetime, key: str) -> None:
    """The treasury's organ takes an unpaid order back: what stands in it is not charged any more, with the reason.

    Raises `NoSuchOrder`, `NotYourFee`, `PaymentIncomplete`, `AlreadyPaid`, `OrderNotNow`.
    """
    if keeping.done(key, Deed.CANCEL):
        return
    post = access.keeper(actor, "取消缴款单")
    row, reason = _order(number), reason.strip()
    if not reason or len(reason) > orders.CALCULATION:
        _complete((Fault("reason", f"请写明取消的理由，不超过{orders.CALCULATION}个字"),))
    if row.code and row.stand == Stand.OPEN and connections.payment.close(row.code) is BillStand.PAID:
        _confirm_if_paid(row, at)
    with transaction.atomic():
        row = keeping.locked(number)
        if is_paid(row):
            raise r.AlreadyPaid(number=number)
        owed = Charge.objects.filter(subject=row.subject, stand__in=[one.value for one in OWED])
        owed.update(stand=ChargeStand.LIFTED.value)
        drawing.cancel(row, Step(Deed.CANCEL, actor, post.title, at, key), reason)
        keeping.tell(row, f"“{row.about}”的缴款单已经取消，不用缴费：{reason}", at)


def _confirm_if_paid(row: Order, at: datetime) -> None:
    """The treasury was quicker: its payment counts. Raises `AlreadyPaid` then."""
    paid = connections.payment.payment_of(row.code)
    if paid is not None:
        settle(paid, at)
        raise r.AlreadyPaid(number=row.number)


def _has_run_out(row: Order, at: datetime) -> bool:
    return row.stand == Stand.OPEN and row.expires_on is not None and row.expires_on < clock.day_of(at)


def _order(number: str) -> Order:
    row = Order.objects.filter(number=number).first()
    if row is None:
        raise r.NoSuchOrder(number=number[:20])
    return row


def _charge(case: str, fee: str) -> Charge:
    row = Charge.objects.select_related("organ").filter(case_number=case, fee=fee).first()
    if row is None:
        raise r.NoSuchCharge(case=case[:20])
    return row


def _is_assessed(charge: Charge) -> bool:
    """Whether its standard is in words: what was published as an amount is charged as published, or lifted."""
    fees = version(charge.matter, charge.version).matter.fees
    return any(one.key == charge.fee and one.amount is None for one in fees)


def _still_owed(case: str, fee: str, deed: Deed, *others: ChargeStand) -> Charge:
    """The charge, locked. Raises `ChargeNotNow` where it is settled, or stands at none of the `others`."""
    row = Charge.objects.select_for_update().get(case_number=case, fee=fee)
    if row.stand not in (*OWED, *others):
        raise r.ChargeNotNow(name=row.name, stand=ChargeStand(row.stand).label, deed=deed.label)
    return row


def _bill(row: Order) -> Bill:
    lines = row.lines.filter(live=True).select_related("charge__organ").order_by("id")
    return Bill(
        row.number,
        # Whoever has the code sees the bill.
        masked_name(row.party.name, is_person=row.party.kind == PartyKind.PERSON),
        row.about,
        tuple(
            BillLine(one.charge.organ.name, one.charge.organ.code, one.charge.name, one.fen) for one in lines
        ),
        row.expires_on or clock.today(),
    )


def _complete(faults: Sequence[Fault]) -> None:
    if faults:
        raise r.PaymentIncomplete(missing="；".join(dict.fromkeys(fault.message for fault in faults)))
