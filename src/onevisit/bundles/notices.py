"""What an applicant is sent about his bundle: one message where its cases would each send the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onevisit.bundles.models import Bundle
from onevisit.casework.notices import said_of_the_whole
from onevisit.casework.subscribers import Line
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.matters.vocabulary import Delivery

NAMED = 3
"""So many matters are named; of more it is said how many they are. A message has to be short."""


def told(bundle: Bundle, lines: Sequence[Line]) -> Iterator[str]:
    """The sentences about what happened to parts of a bundle in one transaction; none for what a case says itself."""
    routine = [one for one in lines if said_of_the_whole(one.event)]
    accepted = [one for one in routine if isinstance(one.event, e.Accepted)]
    taken = {one.case.number for one in lines if isinstance(one.event, e.Accepted)}
    submitted = [
        one for one in routine if isinstance(one.event, e.Submitted) and one.case.number not in taken
    ]
    given = [
        one for one in routine if isinstance(one.event, e.HandedOut) and one.event.way is Delivery.ELECTRONIC
    ]
    if submitted:
        yield _about(
            bundle, submitted, "已提交。材料自今天起算已由政府收到，5个工作日内答复是否受理，一次说清"
        )
    if accepted:
        due = [one.event.due for one in accepted if isinstance(one.event, e.Accepted) and one.event.due]
        until = f"，{chinese_date(max(due))}前办结" if due else ""
        yield _about(bundle, accepted, f"已受理{until}。办理期间不用再跑")
    if given:
        yield _about(bundle, given, "的结果可以下载了")


def _about(bundle: Bundle, lines: Sequence[Line], said: str) -> str:
    names = [one.matter.name for one in lines]
    more = f"等{len(names)}项" if len(names) > NAMED else ""
    return f"您办的“{bundle.name}”（{bundle.number}）里，{'、'.join(names[:NAMED])}{more}{said}。"
