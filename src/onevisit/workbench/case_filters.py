"""What a list of cases is narrowed to, read from the query string, which keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from onevisit.casework.queries import COURSES, ORDERS, Filters
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import clock
from onevisit.platform.organs.queries import halls, organ_cards
from onevisit.platform.ui.listing import Filter
from onevisit.rules.cases.phases import Outcome, Phase, RatingLevel
from onevisit.rules.matters.vocabulary import Channel
from onevisit.workbench.web import cleaned, day_in

CHANNELS = {
    Channel.ONLINE.value: "网上",
    Channel.WINDOW.value: "窗口",
    Channel.POST.value: "邮寄",
    Channel.VILLAGE.value: "村（社区）",
}
DUE = {"open": "在办", "today": "今天到期", "overdue": "已超期"}
DEFAULT = "-submitted_on"


def read(request: HttpRequest) -> Filters:
    """The filters of the query; what is no possible value narrows nothing."""
    query = request.GET
    sort = query.get("sort", DEFAULT)
    return Filters(
        text=cleaned(query.get("q", "")),
        phase=_one_of(query.get("phase", ""), (phase.value for phase in Phase)),
        organ=cleaned(query.get("organ", ""))[:60],
        hall=cleaned(query.get("hall", ""))[:60],
        matter=cleaned(query.get("matter", ""))[:60],
        channel=_one_of(query.get("channel", ""), CHANNELS),
        outcome=_one_of(query.get("outcome", ""), (one.value for one in Outcome)),
        rating=_one_of(query.get("rating", ""), (one.value for one in RatingLevel)),
        due=_one_of(query.get("due", ""), DUE),
        course=_one_of(query.get("course", ""), COURSES),
        since=day_in(query.get("since", "")),
        until=day_in(query.get("until", "")),
        order=sort if sort in ORDERS else DEFAULT,
    )


def _one_of(given: str, known: Iterable[str]) -> str:
    return given if given in set(known) else ""


@dataclass(frozen=True)
class Choices:
    """The selects above the list: those always shown, and those behind “更多条件”."""

    first: tuple[Filter, ...]
    more: tuple[Filter, ...]

    @property
    def any_more(self) -> bool:
        """Whether one of those behind is in use, so that it must not be hidden."""
        return any(one.value for one in self.more)


def choices(filters: Filters) -> Choices:
    """Everything that can be chosen. Three statements."""
    organs = tuple((one.key, one.short, None) for one in organ_cards().values())
    places = tuple((hall.key, hall.name, None) for hall in halls())
    matters = tuple((one.matter.key, one.matter.name, None) for one in all_in_force(clock.today()))
    return Choices(
        (
            Filter("phase", "状态", tuple((one.value, one.label, None) for one in Phase), filters.phase),
            Filter("due", "期限", tuple((key, label, None) for key, label in DUE.items()), filters.due),
            Filter(
                "course", "程序", tuple((key, label, None) for key, label in COURSES.items()), filters.course
            ),
            Filter("organ", "办理部门", organs, filters.organ),
            Filter("matter", "事项", matters, filters.matter),
        ),
        (
            Filter("hall", "收件大厅", places, filters.hall),
            Filter(
                "channel",
                "申请方式",
                tuple((key, label, None) for key, label in CHANNELS.items()),
                filters.channel,
            ),
            Filter(
                "outcome", "结果", tuple((one.value, one.label, None) for one in Outcome), filters.outcome
            ),
            Filter(
                "rating", "评价", tuple((one.value, one.label, None) for one in RatingLevel), filters.rating
            ),
        ),
    )
