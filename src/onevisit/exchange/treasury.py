"""Our own register behind the payment port, and its page, where one confirms as at a bank. No real money moves here."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.crypto import constant_time_compare, salted_hmac

from onevisit.casework import numbers
from onevisit.casework.refusals import NoSuchCase
from onevisit.exchange.treasury_models import TreasuryBill, TreasuryEntry
from onevisit.exchange.treasury_port import (
    Bill,
    BillLine,
    BillStand,
    EntryKind,
    Message,
    PayWay,
    Settlement,
)
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.rules.cases.refusals import NotNow, Refused

SALT = "onevisit.exchange.treasury"
"""Sets these signatures apart from everything else that the installation's key signs."""

CALLBACK = "payment-callback"
"""The errand with which the register tells that something was paid."""


class NoSuchBill(NoSuchCase):
    """No bill has this code."""

    what: ClassVar[str] = "登记簿里没有缴款码 {code}"
    remedy: ClassVar[str] = "请从缴费页面重新打开；缴款码共20位，逐位核对。"


class BillNotOpen(NotNow):
    """Paying what cannot be paid any more, or giving back what was not paid."""

    what: ClassVar[str] = "缴款码 {code} {why}"
    remedy: ClassVar[str] = "请回到缴费页面刷新，看现在的情况；没有缴的可以重新取得缴款码。"


class BadSignature(Refused):
    """A message that the treasury did not sign."""

    what: ClassVar[str] = "缴款通知的签名不对，没有采用"
    remedy: ClassVar[str] = "如果已经付款，请等几分钟再看；对账时会按登记簿的流水补记。"


@dataclass(frozen=True)
class BillCard:
    """A bill as the register's page shows it."""

    code: str
    order: str
    payer: str
    about: str
    lines: tuple[BillLine, ...]
    fen: int
    expires_on: date
    stand: BillStand
    paid: Settlement | None
    register: str

    @property
    def is_payable(self) -> bool:
        """Whether somebody can pay it today."""
        return self.stand is BillStand.OPEN and clock.today() <= self.expires_on


class TreasuryBook:
    """Bills in our own book. It signs what it tells with the installation's key."""

    register = "演示用非税收缴登记簿（未接财政非税收缴系统）"

    def create(self, bill: Bill, key: str) -> str:
        """Enter a bill under the next code of the day, once for a `key`."""
        try:
            return self._create(bill, key)
        except IntegrityError:
            # Sent twice at the same moment: the other one was first, and its code is this one's too.
            first = TreasuryBill.objects.filter(key=key).first()
            if first is None:
                raise
            return first.code

    @transaction.atomic
    def _create(self, bill: Bill, key: str) -> str:
        known = TreasuryBill.objects.filter(key=key).first()
        if known is not None:
            return known.code
        now, day = clock.now(), clock.today()
        row = TreasuryBill(
            key=key,
            order=bill.order,
            payer=bill.payer,
            about=bill.about[:200],
            lines=[asdict(one) for one in bill.lines],
            fen=bill.fen,
            expires_on=bill.expires_on,
            made_at=now,
        )
        row.code = _free_code(day)
        row.save(force_insert=True)
        return row.code

    def page(self, code: str) -> str:
        """The register's own page in this installation."""
        return f"/treasury/{code}"

    def stand(self, code: str) -> BillStand:
        """Where the bill stands."""
        return BillStand(_found(code).stand)

    @transaction.atomic
    def close(self, code: str) -> BillStand:
        """Nobody can pay it any more, unless somebody has."""
        row = _found(code, lock=True)
        if row.stand == BillStand.OPEN:
            row.stand = BillStand.CLOSED.value
            row.save(update_fields=["stand"])
        return BillStand(row.stand)

    def record(self, code: str, way: PayWay, slip: str, at: datetime, key: str) -> Settlement:
        """What a window took in on a bill that nobody can pay on line any more."""

        def entry(row: TreasuryBill) -> TreasuryEntry:
            if row.stand == BillStand.PAID:
                raise BillNotOpen(code=code, why="已经缴过")
            row.stand = BillStand.PAID.value
            row.save(update_fields=["stand"])
            return TreasuryEntry(kind=EntryKind.PAID.value, fen=row.fen, way=way.value, slip=slip, at=at)

        return _enter(code, key, entry)

    def refund(self, code: str, fen: int, key: str) -> Settlement:
        """Back to where it came from: never more than was paid."""

        def entry(row: TreasuryBill) -> TreasuryEntry:
            paid = row.entries.filter(kind=EntryKind.PAID.value).first()
            gone = row.entries.filter(kind=EntryKind.RETURNED.value).aggregate(sum=Sum("fen"))["sum"] or 0
            if paid is None or gone + fen > paid.fen:
                raise BillNotOpen(code=code, why="没有这么多可以退")
            return TreasuryEntry(kind=EntryKind.RETURNED.value, fen=fen, way=paid.way, at=clock.now())

        return _enter(code, key, entry)

    def settled(self, day: date) -> tuple[Settlement, ...]:
        """The day's journal, the first first."""
        rows = TreasuryEntry.objects.filter(day=day).select_related("bill").order_by("id")
        return tuple(_settlement(row) for row in rows)

    def payment_of(self, code: str) -> Settlement | None:
        """The one entry with which it was paid."""
        row = _found(code).entries.filter(kind=EntryKind.PAID.value).select_related("bill").first()
        return _settlement(row) if row else None

    def read(self, message: Message) -> Settlement:
        """What this register signed."""
        if not constant_time_compare(sign(message.body), message.signature):
            raise BadSignature
        said = json.loads(message.body)
        return Settlement(
            EntryKind(said["kind"]),
            said["code"],
            said["order"],
            said["serial"],
            said["fen"],
            PayWay(said["way"]),
            datetime.fromisoformat(said["at"]),
            said["slip"],
        )


def card(code: str) -> BillCard:
    """A bill for the register's page: whoever has the code may see it. Raises `NoSuchBill`."""
    row = _found(code)
    paid = row.entries.filter(kind=EntryKind.PAID.value).select_related("bill").first()
    return BillCard(
        row.code,
        row.order,
        row.payer,
        row.about,
        tuple(BillLine(**one) for one in row.lines),
        row.fen,
        row.expires_on,
        BillStand(row.stand),
        _settlement(paid) if paid else None,
        TreasuryBook.register,
    )


def pay(code: str) -> Message:
    """Somebody confirms on the register's page: entered once, told by an errand, and to his browser at once.

    Raises `NoSuchBill`, `BillNotOpen`. Confirmed again it says the same again.
    """

    def entry(row: TreasuryBill) -> TreasuryEntry:
        if row.stand == BillStand.CLOSED:
            raise BillNotOpen(code=code, why="已经关闭")
        if clock.today() > row.expires_on:
            raise BillNotOpen(code=code, why="已经过了有效期")
        row.stand = BillStand.PAID.value
        row.save(update_fields=["stand"])
        return TreasuryEntry(kind=EntryKind.PAID.value, fen=row.fen, way=PayWay.ONLINE.value, at=clock.now())

    with transaction.atomic():
        if (row := _found(code, lock=True)).stand == BillStand.PAID:
            paid = row.entries.select_related("bill").get(kind=EntryKind.PAID.value)
            return _message(_settlement(paid))
        message = _message(_enter(code, f"paid/{code}", entry))
        outbox.put([(CALLBACK, {"body": message.body, "signature": message.signature})], clock.now())
    return message


def sign(body: str) -> str:
    """The signature of a message: HMAC-SHA-256 with a key derived from the installation's."""
    return salted_hmac(SALT, body, algorithm="sha256").hexdigest()


def _free_code(day: date) -> str:
    """A code that nobody has, and that nobody finds by counting: whoever has a code sees its bill."""
    while TreasuryBill.objects.filter(code=(code := code_of(day, secrets.randbelow(10**9)))).exists():
        pass
    return code


def code_of(day: date, number: int) -> str:
    """A payment code of 20 digits: 99 (of a demonstration), the day, nine digits of chance, a check digit (Luhn)."""
    text = f"99{day:%Y%m%d}{number:09d}"
    doubled = [int(one) * (2 if place % 2 == 0 else 1) for place, one in enumerate(reversed(text))]
    return text + str(-sum(one // 10 + one % 10 for one in doubled) % 10)


def _message(one: Settlement) -> Message:
    said = {
        "kind": one.kind.value,
        "code": one.code,
        "order": one.order,
        "serial": one.serial,
        "fen": one.fen,
        "way": one.way.value,
        "at": one.at.isoformat(),
        "slip": one.slip,
    }
    body = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return Message(body, sign(body))


def _found(code: str, *, lock: bool = False) -> TreasuryBill:
    rows = TreasuryBill.objects.select_for_update() if lock else TreasuryBill.objects.all()
    row = rows.filter(code=code).first()
    if row is None:
        raise NoSuchBill(code=code[:20])
    return row


def _enter(code: str, key: str, entry: Callable[[TreasuryBill], TreasuryEntry]) -> Settlement:
    """Add an entry to a bill, once for a `key`."""
    with transaction.atomic():
        row = _found(code, lock=True)
        known = TreasuryEntry.objects.filter(key=key).select_related("bill").first()
        if known is not None:
            return _settlement(known)
        made = entry(row)
        made.bill, made.key, made.day = row, key, clock.day_of(made.at)
        made.serial = f"{made.day:%Y%m%d}{numbers.take(f'treasury-entry:{made.day:%Y%m%d}'):08d}"
        made.save(force_insert=True)
        return _settlement(made)


def _settlement(row: TreasuryEntry) -> Settlement:
    bill = row.bill
    return Settlement(
        EntryKind(row.kind), bill.code, bill.order, row.serial, row.fen, PayWay(row.way), row.at, row.slip
    )
