"""How long the lists of the workbench take when a district holds 100,000 cases.

The cases are copies of five that came where they are through the real commands: two fifths of them still open, which is
far more than a district should have, spread over organs, halls and days. Their events are left out, because lists do
not read them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from benchmarks import Figure, milliseconds, percentiles
from factories import cases as make
from onevisit.casework import queries
from onevisit.casework.models import Case, Participation, WorkItem
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Post
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor
from onevisit.rules.district.definition import Role

CASES = 100_000
WEIGHTS = {make.submitted: 2, make.accepted: 1, make.reviewed: 1, make.handed_out: 5, make.refused: 1}
CALLS = 100
AT_ONCE = 2_000  # rows in one statement


def run() -> list[Figure]:
    """Measure the work list of each role, and the list of all cases."""
    seed = random.Random(20170904)  # noqa: S311 (a spread, not a secret)
    _fill(seed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    figures = []
    with clock.at(make.NOON):
        for role in (Role.CLERK, Role.REVIEWER, Role.CHIEF):
            taken = milliseconds(_calls(_busiest(role), seed))
            figures += percentiles(f"work list of a {role}, {CASES:,} cases", taken, "at most 50")
        inquiry = make.staff(Role.INQUIRY)
        everything: list[Callable[[], Any]] = [lambda: queries.cases(inquiry, queries.Filters())] * CALLS
        figures += percentiles("list of all cases", milliseconds(everything))
    return figures


def _fill(seed: random.Random) -> None:
    kept = [_copied(course()) for course in WEIGHTS]
    places = list(Post.objects.filter(role=Role.REVIEWER.value).values_list("organ_id", flat=True))
    halls = list(Hall.objects.values_list("key", flat=True))
    for start in range(0, CASES, AT_ONCE):
        chosen = seed.choices(kept, list(WEIGHTS.values()), k=AT_ONCE)
        cases, items, shares = [], [], []
        for position, (case, work_items, organs) in enumerate(chosen, start):
            days = timedelta(days=seed.randrange(365))
            hall = seed.choice(halls)
            new = _copy(case, number=f"9{position:011}", hall_id=hall, submitted_on=case.submitted_on - days)
            cases.append(new)
            for item in work_items:
                due = item.due_on + timedelta(days=seed.randrange(-5, 20))
                at = (
                    {"organ_id": seed.choice(places)}
                    if item.kind in {"review", "decide"}
                    else {"hall_id": hall}
                )
                items.append(_copy(item, case=new, due_on=due, **at))
            shares += [Participation(case=new, organ_id=organ) for organ in organs]
        for model, rows in ((Case, cases), (WorkItem, items), (Participation, shares)):
            for row in rows:
                if hasattr(row, "case"):
                    row.case_id = row.case.pk  # known since the cases were stored
            model.objects.bulk_create(rows)


def _copied(number: str) -> tuple[Case, list[WorkItem], list[str]]:
    case = Case.objects.get(number=number)
    return case, list(case.work_items.all()), list(case.participations.values_list("organ_id", flat=True))


def _copy(row: Any, **changes: Any) -> Any:
    values = {
        one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if not one.primary_key
    }
    if "case" in changes:
        del values["case_id"]
    return type(row)(**values | changes)


def _busiest(role: Role) -> Actor:
    posts = Post.objects.filter(role=role.value).select_related("person")
    actors = {post.person_id: actor_of(post.person, clock.today()) for post in posts}
    return max(actors.values(), key=lambda actor: queries.work(actor).total)


def _calls(actor: Actor, seed: random.Random) -> list[Callable[[], Any]]:
    """The first page, later pages, and the filters that people use."""
    kinds = [
        lambda: queries.work(actor),
        lambda: queries.work(actor, due="overdue"),
        lambda: queries.work(actor, due="today"),
        lambda: queries.work(actor, number=seed.randrange(2, 6)),
    ]
    return [seed.choice(kinds) for _ in range(CALLS)]
