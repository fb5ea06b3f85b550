"""After a case is accepted what it owes is entered; what has ended is looked at; codes run out; books are compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from onevisit.casework import subscribers
from onevisit.exchange import connections
from onevisit.exchange.treasury import CALLBACK, BillNotOpen
from onevisit.exchange.treasury_port import Message, PayWay
from onevisit.payments import commands, drawing, entering, reconciling, returning
from onevisit.payments.models import Order
from onevisit.payments.receipts import print_receipt
from onevisit.payments.refusals import AlreadyPaid, OrderNotNow
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.worker import every
from onevisit.platform.typesetting import NoFonts
from onevisit.rules.cases import events as e
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.payments.costs import costs

log = structlog.get_logger()

LOOKS = (e.Issued, e.Refused, e.Withdrawn, e.Terminated, e.AcceptanceRevoked)
"""Events that decide what has to be paid still, and what goes back."""


@subscribers.on(e.Accepted, *LOOKS)
def look(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.Event, at: datetime
) -> subscribers.Errands:
    """Nothing at all for what costs nothing: most matters do. The write path itself does no more for it."""
    if state.accepted_on is not None and costs(matter, state.answers).charged:
        yield (
            "payment-charges",
            {"case": case.number, "subject": entering.subject_of(case.number, case.bundle)},
        )


outbox.handles("payment-refund")(returning.carry_out)


@outbox.handles("payment-charges")
def _charges(payload: Mapping[str, object]) -> None:
    commands.open_order(str(payload["subject"]), (str(payload["case"]),), at=clock.now())


@outbox.handles("payment-code")
def _code(payload: Mapping[str, object]) -> None:
    try:
        commands.offer(str(payload["order"]), at=clock.now())
    except (AlreadyPaid, OrderNotNow) as overtaken:
        log.info("payment.code_not_needed", order=payload["order"], why=overtaken.code)


@outbox.handles(CALLBACK)
def _callback(payload: Mapping[str, object]) -> None:
    message = Message(str(payload["body"]), str(payload["signature"]))
    try:
        commands.confirm(message, at=clock.now())
    except (AlreadyPaid, OrderNotNow) as twice:
        # The reconciliation lists it, and the treasury gives it back.
        log.warning("payment.surplus", why=twice.code, order=twice.details.get("number", ""))


@outbox.handles("payment-record")
def _record(payload: Mapping[str, object]) -> None:
    """What a window took in is told to the treasury."""
    order = Order.objects.select_related("payment").get(number=str(payload["order"]))
    paid = order.payment
    try:
        connections.payment.record(
            order.code, PayWay(paid.way), paid.reference, paid.at, f"window/{order.number}"
        )
    except BillNotOpen as twice:
        # The reconciliation lists it.
        log.warning("payment.not_recorded", order=order.number, why=twice.sentence)


@outbox.handles("payment-receipt")
def _receipt(payload: Mapping[str, object]) -> None:
    try:
        print_receipt(str(payload["order"]))
    except NoFonts as missing:
        raise outbox.Retry(str(missing)) from missing


@every(3600, "payment codes that have run out")
def expire_round() -> int:
    """Nobody can pay under a code that has run out; whoever comes later gets another order."""
    now = clock.now()
    return sum(drawing.expire(number, now) for number in reconciling.run_out(clock.day_of(now)))


@every(3600, "reconciliation with the treasury")
def reconcile_round() -> int:
    """Today and yesterday; returns how many differences there are."""
    if not Order.objects.exists():
        return 0
    now, today = clock.now(), clock.today()
    return sum(len(reconciling.reconcile(day, now).differences) for day in (today - timedelta(days=1), today))
