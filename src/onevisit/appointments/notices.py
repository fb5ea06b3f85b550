"""The sentences that whoever booked is sent: short, with what he needs to find the way, and without his name."""

from __future__ import annotations

from datetime import datetime

from onevisit.appointments.models import Appointment
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.rules.appointments.contact import takes_texts
from onevisit.rules.calendar import weekday_name


def tell(row: Appointment, text: str, at: datetime) -> None:
    """Tell whoever booked: by the register of notices, or a text to the mobile telephone that he gave the hall.

    A landline alone is called by the hall. In the transaction of whatever is told.
    """
    if row.party_id is not None:
        outbox.put([("notify", {"party": row.party_id, "case": "", "text": text})], at)
    elif takes_texts(row.phone):
        payload = {"phone": row.phone, "text": text, "about": f"appointment/{row.pk}"}
        outbox.put([("text", payload)], at)


def when(instant: datetime) -> str:
    """11月24日星期二09:00."""
    local = instant.astimezone(clock.DISTRICT)
    return f"{local.month}月{local.day}日{weekday_name(local.date())}{local:%H:%M}"


def booked(row: Appointment) -> str:
    """It is booked."""
    return (
        f"预约成功：{when(row.slot.begins_at)}到{row.slot.hall.name}办“{row.subject_name}”，预约码{row.code}。"
        "到大厅凭预约码签到取号；来不了请取消，把名额留给别人。"
    )


def moved(row: Appointment) -> str:
    """It is at another time, or in another place."""
    return f"预约已改到{when(row.slot.begins_at)}，{row.slot.hall.name}，办“{row.subject_name}”，预约码{row.code}。"


def cancelled(row: Appointment, by_hall: str) -> str:
    """It is no more; `by_hall` is the reason where the hall took it back."""
    if by_hall:
        return (
            f"抱歉，{when(row.slot.begins_at)}在{row.slot.hall.name}的预约取消了：{by_hall}。"
            "可以重新预约，也可以直接到大厅取号办理。"
        )
    return f"{when(row.slot.begins_at)}在{row.slot.hall.name}的预约已取消。需要时可以重新预约，也可以直接来。"


def reminder(row: Appointment, *, today: bool) -> str:
    """The evening before, and on the day."""
    day = "今天" if today else "明天"
    local = row.slot.begins_at.astimezone(clock.DISTRICT)
    return (
        f"提醒：您预约了{day}{local:%H:%M}到{row.slot.hall.name}办“{row.subject_name}”，预约码{row.code}。"
        f"地址：{row.slot.hall.address}。来不了请取消。"
    )
