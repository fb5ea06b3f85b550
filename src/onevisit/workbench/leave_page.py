"""What the page of leaves shows: rows with their days in words, and whom one may choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onevisit.platform import clock
from onevisit.platform.organs.leaves import LeaveCard, PersonCard, Stand
from onevisit.platform.ui.values import Tone
from onevisit.rules.calendar import chinese_date, chinese_range

_LOOKS = {
    Stand.COMING: (Tone.INFO, "calendar-event"),
    Stand.NOW: (Tone.ACCENT, "clock"),
    Stand.OVER: (Tone.MUTED, "check"),
    Stand.ENDED_EARLY: (Tone.MUTED, "check"),
    Stand.TAKEN_BACK: (Tone.MUTED, "x"),
}


@dataclass(frozen=True)
class Row:
    """A line of a list of leaves, as it reads today."""

    card: LeaveCard
    today: date

    @property
    def days(self) -> str:
        """Its days in words, the year where it is not this one."""
        return chinese_range(self.card.days.since, self.card.days.until, after=self.today)

    @property
    def tone(self) -> Tone:
        """The colour of its stand."""
        return _LOOKS[self.card.stand][0]

    @property
    def icon(self) -> str:
        """The icon of its stand."""
        return _LOOKS[self.card.stand][1]

    @property
    def history(self) -> str:
        """Who entered it, if somebody else did, and who ended it when."""
        card = self.card
        parts = [] if card.made_by == card.person else [f"{card.made_by}登记"]
        if card.ended_at is not None:
            on = chinese_date(clock.day_of(card.ended_at), after=self.today)
            parts.append(f"{on}由{card.ended_by}{'撤回' if card.stand is Stand.TAKEN_BACK else '结束'}")
        return "，".join(parts)


def rows(cards: Iterable[LeaveCard], today: date) -> list[Row]:
    """Lines for the cards."""
    return [Row(card, today) for card in cards]


@dataclass(frozen=True)
class Choosable:
    """Somebody in a list to choose from. `group` is the organ under whose name he stands."""

    id: int
    label: str
    group: str


def choosable(people: Iterable[PersonCard], today: date) -> list[Choosable]:
    """People with what tells them apart, and when they are away themselves."""
    return [Choosable(one.id, _label(one, today), one.organ) for one in people]


def _label(one: PersonCard, today: date) -> str:
    away = "、".join(chinese_range(days.since, days.until, after=today) for days in one.away)
    return f"{one.name} · {'、'.join(one.roles)} · {one.where}{f'（{away}请假）' if away else ''}"
