"""What we ask of the treasury's collection system (非税收缴), in our own words. The money goes there.

收缴分离: an organ says what is due, the treasury collects it (行政许可法 Art. 59). Amounts are whole fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class BillStand(StrEnum):
    """Where a bill stands at the treasury."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"


class EntryKind(StrEnum):
    """Which way the money went."""

    PAID = "paid"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """What people see."""
        return {"paid": "收款", "returned": "退付"}[self.value]


class PayWay(StrEnum):
    """How it was paid."""

    ONLINE = "online"
    POS = "pos"
    CASH = "cash"

    @property
    def label(self) -> str:
        """What people see."""
        return {"online": "网上支付", "pos": "窗口刷卡", "cash": "窗口现金"}[self.value]


@dataclass(frozen=True)
class BillLine:
    """One item of a bill: which organ says that it is due (执收单位, with its code), what it is, and how much."""

    organ: str
    organ_code: str
    item: str
    fen: int


@dataclass(frozen=True)
class Bill:
    """What somebody has to pay. `order` is our own number; `expires_on` the last day on which it can be paid."""

    order: str
    payer: str
    about: str
    lines: tuple[BillLine, ...]
    expires_on: date

    @property
    def fen(self) -> int:
        """The whole amount."""
        return sum(one.fen for one in self.lines)


@dataclass(frozen=True)
class Settlement:
    """Money that the treasury took in, or gave back. `serial` is its own number for it."""

    kind: EntryKind
    code: str
    order: str
    serial: str
    fen: int
    way: PayWay
    at: datetime
    slip: str = ""


@dataclass(frozen=True)
class Message:
    """What the treasury tells us: the text as it was signed, and the signature."""

    body: str
    signature: str


class Payment(Protocol):
    """缴费."""

    register: str

    def create(self, bill: Bill, key: str) -> str:
        """Enter a bill and return its payment code (缴款码); asked again with the same `key`, the first one."""

    def page(self, code: str) -> str:
        """The address at which the bill is paid on line."""

    def stand(self, code: str) -> BillStand:
        """Where the bill stands; raises `NoSuchBill`."""

    def close(self, code: str) -> BillStand:
        """Let nobody pay it any more. `PAID` says that somebody was quicker; raises `NoSuchBill`."""

    def record(self, code: str, way: PayWay, slip: str, at: datetime, key: str) -> Settlement:
        """Enter what a window took in for the treasury, on a closed bill; once for a `key`.

        Raises `NoSuchBill`, `BillNotOpen`.
        """

    def refund(self, code: str, fen: int, key: str) -> Settlement:
        """Give so much back the way it came; once for a `key`. Raises `NoSuchBill`, `BillNotOpen`."""

    def settled(self, day: date) -> tuple[Settlement, ...]:
        """Everything that was taken in or given back on a day."""

    def payment_of(self, code: str) -> Settlement | None:
        """With what a bill was paid; None if it was not. Raises `NoSuchBill`."""

    def read(self, message: Message) -> Settlement:
        """What a message says, once its signature has been checked; raises `BadSignature`."""
