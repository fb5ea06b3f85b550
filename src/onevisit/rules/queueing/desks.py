"""What people stand in line for: the four comprehensive windows (clause 5.3b), results, and guidance."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from onevisit.rules.matters.vocabulary import WindowClass


class Desk(StrEnum):
    """A line of people. The value is the letter before its numbers, the same as on the district hall's windows."""

    INVESTMENT = "A"
    PROPERTY = "B"
    COMMERCE = "C"
    PEOPLE = "D"
    HAND_OUT = "E"
    ENQUIRY = "F"

    @property
    def label(self) -> str:
        """What people see."""
        return _LABELS[self]

    @property
    def says(self) -> str:
        """What one goes there for, in the words of who comes."""
        return _SAYS[self]


_LABELS: Mapping[Desk, str] = {
    Desk.INVESTMENT: WindowClass.INVESTMENT.value,
    Desk.PROPERTY: WindowClass.PROPERTY.value,
    Desk.COMMERCE: WindowClass.COMMERCE.value,
    Desk.PEOPLE: WindowClass.PEOPLE.value,
    Desk.HAND_OUT: "领取结果",
    Desk.ENQUIRY: "咨询导办",
}
_SAYS: Mapping[Desk, str] = {
    Desk.INVESTMENT: "项目立项、规划、施工许可",
    Desk.PROPERTY: "房屋过户、抵押、不动产证",
    Desk.COMMERCE: "开店、办公司、经营许可",
    Desk.PEOPLE: "社保、医保、户口、民政、证件",
    Desk.HAND_OUT: "证照、批文已经办好，来取",
    Desk.ENQUIRY: "不清楚该办什么、要人帮忙",
}
_OF_CLASS: Mapping[WindowClass, Desk] = {
    WindowClass.INVESTMENT: Desk.INVESTMENT,
    WindowClass.PROPERTY: Desk.PROPERTY,
    WindowClass.COMMERCE: Desk.COMMERCE,
    WindowClass.PEOPLE: Desk.PEOPLE,
}


def desk_of(window_class: WindowClass) -> Desk:
    """The line in which one stands for matters of this class."""
    return _OF_CLASS[window_class]


def desks_of(classes: Collection[str], *, hands_out: bool) -> tuple[Desk, ...]:
    """The lines that a window calls from. One that neither takes in nor hands out gives guidance."""
    found = [desk for window_class, desk in _OF_CLASS.items() if window_class.value in classes]
    if hands_out:
        found.append(Desk.HAND_OUT)
    return tuple(found) or (Desk.ENQUIRY,)


def has_tickets(windows: int) -> bool:
    """Whether a hall with so many windows hands out tickets: at a single window people see for themselves whose turn
    it is.
    """
    return windows > 1


def number_of(desk: Desk, seq: int) -> str:
    """The number on the ticket: B023, the 23rd of the day in its line. Raises ValueError below 1."""
    if seq < 1:
        raise ValueError(f"tickets are numbered from 1, not {seq}")
    return f"{desk.value}{seq:03}"
