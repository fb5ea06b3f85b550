"""The figures: each is one condition on a case, used to count and to list, so that the two cannot disagree.

Ratings are counted by service, not by case: a bundle (一件事) is one service, rated once (国办发〔2019〕51号;
鲁政办发〔2020〕10号 一次一评、一事一评). It counts once in the whole district, and once for every organ, matter,
hall and window that took part in it, because whoever handles answers (谁办理、谁负责). So the rows may add up to more
than the whole. A part whose file was closed before the last one ended takes part in the rating like the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from onevisit.casework.models import Case
from onevisit.rules.cases.phases import OPEN, RatingLevel
from onevisit.rules.matters.vocabulary import Channel

SOON = 3
"""Working days within which a case that is due is named."""

_OPEN = sorted(phase.value for phase in OPEN)
_BAD = sorted(level.value for level in RatingLevel if level.is_bad)
_CONTENT = sorted(level.value for level in RatingLevel if not level.is_bad)


@dataclass(frozen=True)
class Period:
    """The days that are looked at, both included."""

    since: date
    until: date


@dataclass(frozen=True)
class Moment:
    """When one looks: `soon` is the last day that still counts as due soon."""

    today: date
    soon: date


class Figure(StrEnum):
    """What is counted. What came and what ended is counted within the period; what is open, as it stands today."""

    RECEIVED = "received"
    ONLINE = "online"
    OPEN = "open"
    SOON = "soon"
    LATE = "late"
    UNLAWFUL = "unlawful"
    STAGE_LATE = "stage-late"
    FINISHED = "finished"
    TIMED = "timed"
    IN_TIME = "in-time"
    SERVICES = "services"
    RATED = "rated"
    SATISFIED = "satisfied"
    BAD = "bad"

    @property
    def label(self) -> str:
        """The heading of the column, and of the list behind the number."""
        return _LABELS[self]

    @property
    def slug(self) -> str:
        """The name under which SQL returns it."""
        return self.value.replace("-", "_")


_LABELS: Mapping[Figure, str] = {
    Figure.RECEIVED: "收到",
    Figure.ONLINE: "网上申请",
    Figure.OPEN: "在办",
    Figure.SOON: f"{SOON}个工作日内到期",
    Figure.LATE: "超过承诺期限",
    Figure.UNLAWFUL: "超过法定期限",
    Figure.STAGE_LATE: "审查环节超期",
    Figure.FINISHED: "办结",
    Figure.TIMED: "计算时限的办结",
    Figure.IN_TIME: "按承诺期限办结",
    Figure.SERVICES: "办结的事（一件事算一件）",
    Figure.RATED: "已评价",
    Figure.SATISFIED: "满意",
    Figure.BAD: "差评",
}

AS_OF_TODAY = frozenset((Figure.OPEN, Figure.SOON, Figure.LATE, Figure.UNLAWFUL, Figure.STAGE_LATE))
"""Those that are counted as they stand today, whatever the period."""

ON_CASES = tuple(figure for figure in Figure if figure is not Figure.STAGE_LATE)
"""Those that are counted from cases; an overdue stage is a work item of the organ that has to act."""

BY_SERVICE = frozenset((Figure.SERVICES, Figure.RATED, Figure.SATISFIED, Figure.BAD))
"""Those that count services: a bundle once, whatever the number of its cases."""

SERVICE = Coalesce(NullIf("bundle", Value("")), "number")
"""What one rating is about: the bundle that a case belongs to, or the case itself."""


def once(rows: QuerySet[Case]) -> QuerySet[Case]:
    """One case for each service of these: the first that was begun."""
    first = rows.order_by().annotate(service=SERVICE).values("service").annotate(first=Min("id"))
    return rows.filter(pk__in=first.values("first"))


def _rated(levels: list[str]) -> Q:
    """Rated so, or part of a bundle that was."""
    bundles = Case.objects.filter(rating__in=levels).exclude(bundle="").order_by()
    return Q(rating__in=levels) | Q(bundle__in=bundles.values("bundle"))


def condition(figure: Figure, period: Period, now: Moment) -> Q:
    """The cases that this figure counts."""
    came = Q(submitted_on__range=(period.since, period.until))
    ended = Q(finished_on__range=(period.since, period.until))
    open_now = Q(phase__in=_OPEN)
    # The promise ends with the decision; a case that was accepted and taken back has none, and ends with that.
    in_time = Q(due_on__gte=Coalesce(F("decided_on"), F("finished_on")))
    timed = ended & Q(accepted_on__isnull=False, due_on__isnull=False)
    return {
        Figure.RECEIVED: came,
        Figure.ONLINE: came & Q(channel=Channel.ONLINE.value),
        Figure.OPEN: open_now,
        Figure.SOON: open_now & Q(decided_on=None, due_on__range=(now.today, now.soon)),
        Figure.LATE: open_now & Q(decided_on=None, due_on__lt=now.today),
        Figure.UNLAWFUL: open_now & Q(decided_on=None, statutory_due_on__lt=now.today),
        Figure.FINISHED: ended,
        Figure.TIMED: timed,
        Figure.IN_TIME: timed & in_time,
        Figure.SERVICES: ended,
        Figure.RATED: ended & _rated(_CONTENT + _BAD),
        Figure.SATISFIED: ended & _rated(_CONTENT),
        Figure.BAD: ended & _rated(_BAD),
    }[figure]


@dataclass(frozen=True)
class Row:
    """The figures of one organ, matter, hall or window. `key` names it, `note` says who answers for it."""

    key: str
    label: str
    note: str
    counts: Mapping[Figure, int]

    def count(self, figure: Figure) -> int:
        """How many cases, or services."""
        return self.counts.get(figure, 0)

    def percent(self, part: Figure, whole: Figure) -> int | None:
        """`part` of `whole`, in whole percent and never rounded up to 100; None where there is no whole."""
        total = self.count(whole)
        return self.count(part) * 100 // total if total else None
