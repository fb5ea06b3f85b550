"""对账: what stands in the treasury's journal of a day has to stand here, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onevisit.exchange import connections
from onevisit.exchange.treasury_port import EntryKind, PayWay, Settlement
from onevisit.payments.models import Day, Order, Payment, Refund
from onevisit.payments.refusals import AlreadyPaid, NoSuchOrder, OrderNotNow, OtherAmount
from onevisit.payments.settling import settle
from onevisit.rules.payments.money import yuan
from onevisit.rules.payments.orders import Stand


@dataclass
class _Books:
    mended: int
    differences: list[str]


def reconcile(day: date, at: datetime) -> Day:
    """Compare a day, enter what the treasury took in and we had not heard of, and write down what differs."""
    journal = connections.payment.settled(day)
    books = _Books(0, [])
    _payments(day, [one for one in journal if one.kind is EntryKind.PAID], books, at)
    _refunds(day, [one for one in journal if one.kind is EntryKind.RETURNED], books)
    row, _ = Day.objects.update_or_create(
        day=day,
        defaults={
            "taken": sum(one.fen for one in journal if one.kind is EntryKind.PAID),
            "given_back": sum(one.fen for one in journal if one.kind is EntryKind.RETURNED),
            "entries": len(journal),
            "mended": books.mended,
            "differences": books.differences,
            "at": at,
        },
    )
    return row


def _payments(day: date, journal: list[Settlement], books: _Books, at: datetime) -> None:
    ours = {
        one.order.number: one
        for one in Payment.objects.filter(order__number__in=[one.order for one in journal]).select_related(
            "order"
        )
    }
    for one in journal:
        if one.order not in ours:
            _mend(one, books, at)
        elif (ours[one.order].fen, ours[one.order].reference) != (one.fen, _theirs(one)):
            mine = ours[one.order]
            books.differences.append(
                f"缴款单 {one.order}：登记簿收{yuan(one.fen)}元（{_theirs(one)}），"
                f"本系统记{yuan(mine.fen)}元（{mine.reference}）"
            )
    there = {one.order for one in journal}
    for paid in Payment.objects.filter(day=day).exclude(order__number__in=there).select_related("order"):
        books.differences.append(
            f"缴款单 {paid.order.number}：本系统记已缴{yuan(paid.fen)}元，登记簿没有这笔"
        )


def _mend(one: Settlement, books: _Books, at: datetime) -> None:
    try:
        settle(one, at)
    except (AlreadyPaid, NoSuchOrder, OrderNotNow, OtherAmount) as why:
        said = f"登记簿收{yuan(one.fen)}元（流水号 {one.serial}），记不到缴款单上：{why.said(why.what)}"
        books.differences.append(said)
    else:
        books.mended += 1


def _refunds(day: date, journal: list[Settlement], books: _Books) -> None:
    ours = {one.serial: one for one in Refund.objects.filter(serial__in=[one.serial for one in journal])}
    for one in journal:
        if one.serial not in ours or ours[one.serial].fen != one.fen:
            books.differences.append(
                f"缴款单 {one.order}：登记簿退{yuan(one.fen)}元（{one.serial}），本系统没有这笔"
            )
    for missing in Refund.objects.filter(day=day, serial="").select_related("line__order"):
        books.differences.append(f"缴款单 {missing.line.order.number}：退付{yuan(missing.fen)}元还没有退出去")


def _theirs(one: Settlement) -> str:
    """What stands on our side for it: their serial, or the slip of the window."""
    return one.serial if one.way is PayWay.ONLINE else one.slip


def run_out(day: date) -> list[str]:
    """The numbers of open orders whose code has run out before this day."""
    rows = Order.objects.filter(stand=Stand.OPEN.value, expires_on__lt=day).order_by("id")
    return list(rows.values_list("number", flat=True)[:200])
