"""The first page: what is due, what is late, what waits for me, and how my organ or hall stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.casework import queries
from onevisit.platform import access, clock
from onevisit.platform.access import STAFF, requires
from onevisit.platform.organs import leaves
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.district.definition import Role
from onevisit.supervision.access import SUPERVISORS
from onevisit.supervision.figures import Figure, Period
from onevisit.supervision.queries import Grouping, Table, latest_decisions, table
from onevisit.workbench import intake_list, nav
from onevisit.workbench.figures import DAYS, Cell, cells
from onevisit.workbench.rows import rows
from onevisit.workbench.views.items import COLUMNS
from onevisit.workbench.web import show

MOST_URGENT = 8
"""Lines of work on the first page; the rest is one click away."""

_KINDS = {
    Role.CLERK: (DutyKind.RECEIVE, DutyKind.ACCEPT),
    Role.REVIEWER: (DutyKind.REVIEW,),
    Role.CHIEF: (DutyKind.DECIDE, DutyKind.ISSUE),
}
_SELDOM = {
    Role.CLERK: (DutyKind.DEFERRAL,),
    Role.REVIEWER: (DutyKind.SPECIAL, DutyKind.CHECK, DutyKind.TAKE_OVER),
    Role.CHIEF: (DutyKind.SPECIAL, DutyKind.HEARING, DutyKind.TAKE_OVER),
    Role.HEAD: (DutyKind.REVOKE,),
}
"""Kinds of work that are counted on the first page only while there is some."""


@require_safe
@requires(STAFF)
def today(request: HttpRequest) -> HttpResponse:
    """What this person most likely came to do."""
    actor = access.actor(request)
    context: dict[str, object] = {
        "today": clock.today(),
        "name": actor.name,
        "leaves": leaves.now(actor, clock.today()),
    }
    if nav.has_work(actor):
        urgent = queries.work(actor)
        counts = queries.work_counts(actor)
        mine = queries.work(actor, mine=True)
        context |= {
            # A head decides nothing day by day: what he looks over comes first, unless something waits for him.
            "has_work": bool(counts["all"]) or any(post.role is not Role.HEAD for post in actor.posts),
            "counts": counts,
            "urgent": rows(urgent.items[:MOST_URGENT]),
            "total": urgent.total,
            "mine": rows(mine.items[:MOST_URGENT]),
            "mine_total": mine.total,
            "kinds": _kinds(actor, counts),
            "work_columns": COLUMNS,
        }
    if actor.holds(*nav.INTAKE):
        context |= {"takes_in": True, "drafts": intake_list.drafts(request, actor)}
    context["hands_out"] = any(post.hands_out for post in actor.posts)
    if actor.holds(Role.REVIEWER, Role.CHIEF, Role.INQUIRY):
        context["decided"] = latest_decisions(actor)
    if actor.holds(*SUPERVISORS):
        context |= _figures(actor)
    context["reads_catalogue"] = actor.holds(*nav.CATALOGUE)
    return show(request, "workbench/today.html", context)


def _kinds(actor: Actor, counts: Mapping[str, int]) -> list[dict[str, object]]:
    """The kinds of work that this person's posts bring, counted; the seldom ones while there is some."""
    kinds = [kind for role, own in _KINDS.items() if actor.holds(role) for kind in own]
    if any(post.hands_out for post in actor.posts):
        kinds.append(DutyKind.HAND_OUT)
    seldom = dict.fromkeys(kind for role, own in _SELDOM.items() if actor.holds(role) for kind in own)
    kinds.extend(kind for kind in seldom if counts[_counted(kind)])
    address = reverse("workbench:items")
    return [
        {
            "label": kind.label if kind in seldom else f"待{kind.label}",
            "count": counts[_counted(kind)],
            "href": f"{address}?kind={kind.value}",
        }
        for kind in kinds
    ]


def _counted(kind: DutyKind) -> str:
    return kind.value.replace("-", "_")


def _figures(actor: Actor) -> dict[str, object]:
    now = clock.today()
    period = Period(now - timedelta(days=DAYS - 1), now)
    grouping = Grouping.HALL if not actor.holds(Role.INQUIRY, Role.HEAD) else Grouping.ORGAN
    found = table(actor, grouping, period)
    late = _late(found, grouping, period)
    return {
        "figures": cells(found.total, grouping, period),
        "grouping": grouping,
        "period": period,
        "late": late[:MOST_URGENT],
        "less_late": len(late[MOST_URGENT:]),
    }


def _late(found: Table, grouping: Grouping, period: Period) -> list[tuple[str, str, list[Cell]]]:
    """Those with something late or soon due, the worst first."""
    worst = (Figure.UNLAWFUL, Figure.LATE, Figure.STAGE_LATE, Figure.SOON)
    named = [row for row in found.rows if any(row.count(figure) for figure in worst)]
    named.sort(key=lambda row: tuple(-row.count(figure) for figure in worst))
    return [
        (row.label, row.note, [cell for cell in cells(row, grouping, period) if cell.figure in worst])
        for row in named
    ]
