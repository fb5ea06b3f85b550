"""What people look for that is no matter but a page of ours: a number in the queue, a time, how far a case is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from onevisit.platform.ui.values import Link


@dataclass(frozen=True)
class Service:
    """A page, and the words by which people ask for it."""

    label: str
    icon: str
    route: str
    words: tuple[str, ...]


SERVICES = (
    Service(
        "预约时间到大厅", "calendar-due", "portal:appointments", ("取号", "排队", "挂号", "约号", "预约")
    ),
    Service("看排队排到哪里了", "ticket", "portal:ticket-find", ("取号", "排队", "叫号", "排号")),
    Service("查办件进度", "file-search", "portal:track", ("进度", "办到哪", "办好了吗", "查询码", "查询")),
    Service("大厅在哪里、几点上班", "map-pin", "portal:halls", ("大厅", "地址", "上班时间", "几点", "窗口")),
    Service("问一个问题", "message-2", "portal:question-ask", ("咨询", "提问", "问问")),
)
"""Asked for by a word that stands in the query, or of which the query is the beginning."""

_SHORTEST = 2  # characters: a single one begins too many words


def asked_for(query: str) -> tuple[Link, ...]:
    """The pages that somebody most likely means, in the order of the table."""
    said = query.strip()
    if len(said) < _SHORTEST:
        return ()
    return tuple(
        Link(one.label, reverse(one.route), one.icon)
        for one in SERVICES
        if any(word in said or word.startswith(said) for word in one.words)
    )
