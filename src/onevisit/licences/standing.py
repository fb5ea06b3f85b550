"""Whether a licence is good on a day: worked out from its status and its dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What was done to a licence: 行政许可法 Art. 8 (撤回), 69 (撤销), 70 (注销); 行政处罚法 Art. 9 (暂扣, 吊销)."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    RECALLED = "recalled"
    CANCELLED = "cancelled"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """What people see."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.VALID: "有效",
    Status.SUSPENDED: "暂扣",
    Status.REVOKED: "吊销",
    Status.ANNULLED: "撤销",
    Status.RECALLED: "撤回",
    Status.CANCELLED: "注销",
    Status.REPLACED: "已换发新证",
}


class Standing(StrEnum):
    """What a licence is worth on a day. Only `GOOD` may be relied on."""

    GOOD = "good"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    RECALLED = "recalled"
    CANCELLED = "cancelled"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """One word for a badge."""
        return _LABELS[self]


_LABELS = {
    Standing.GOOD: "有效",
    Standing.NOT_YET: "尚未生效",
    Standing.EXPIRED: "已过期",
} | {Standing(status.value): status.label for status in Status if status is not Status.VALID}


@dataclass(frozen=True)
class Life:
    """The dates of a licence. `since` is the day from which its status holds; None as long as it is `VALID`."""

    valid_from: date
    valid_to: date | None
    status: Status
    since: date | None

    def standing(self, on: date) -> Standing:
        """What the licence is worth on a day: also on a past one, before something was done to it."""
        if on < self.valid_from:
            return Standing.NOT_YET
        acted_on = self.since is not None and self.since <= on
        if acted_on and self.status is not Status.SUSPENDED:
            return Standing(self.status.value)
        if self.valid_to is not None and on > self.valid_to:
            return Standing.EXPIRED
        return Standing.SUSPENDED if acted_on else Standing.GOOD
