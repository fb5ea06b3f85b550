"""How appearances come into the register: from the log, once, in whatever way one looks at it."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from casework.roads import ROADS
from casework.test_statements import sent
from factories import cases as make
from onevisit.casework import briefs
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.visits import errands
from onevisit.visits.models import Appearance, Tally
from onevisit.visits.reading import about
from onevisit.visits.recording import appearances
from visits import coming

pytestmark = pytest.mark.django_db


def _said(row: Appearance) -> dict[str, object]:
    """Everything but its key."""
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.name != "id"}


def _counted() -> list[dict[str, object]]:
    rows = Tally.objects.order_by("subject").values()
    return [{name: value for name, value in row.items() if name not in ("id", "seq")} for row in rows]


@pytest.mark.parametrize("road", [*ROADS, "window"])
def test_the_log_tells_the_same_years_later(road: str) -> None:
    number = coming.at_window() if road == "window" else ROADS[road]().number
    ((pk, lines),) = briefs.retold(None, 1)
    assert pk == Case.objects.get(number=number).pk
    written = list(Appearance.objects.order_by("seq"))
    again = appearances(lines)
    assert [_said(row) for row in again] == [_said(row) for row in written]


def test_cases_from_before_are_counted_once() -> None:
    old = [make.handed_out(), coming.at_window(), make.submitted()]
    coming.weighed()
    told = _counted()
    written = Appearance.objects.count()
    Tally.objects.all().delete()
    assert errands.backfill() == len(old)
    assert Appearance.objects.count() == written, "what was there is not written again"
    assert _counted() == told
    assert errands.backfill() == 0, "nothing is older than the oldest"


def test_what_it_costs() -> None:
    coming.at_window()
    online = make.submitted()
    assert "visits_appearance" not in " ".join(sent(make.submitted))
    number = coming.at_window(accept=False)
    make.corrected("dig-road", number=number)
    spent = sent(lambda: coming.brought(number, at=make.later(1)))
    assert spent.count("INSERT visits_appearance") == 1
    assert [one for one in spent if "visits" in one or "exchange" in one] == ["INSERT visits_appearance"]
    assert spent.count("INSERT outbox_errand") == 1
    case = Case.objects.get(number=online)
    clerk = make.clerk_of(online)
    order = Order((c.Receive(case.hall_id, clerk.posts[0].window, ("design",)),), case=online)
    shapes = sent(lambda: handle([order], actor=clerk, at=make.NOON, key=make.key()))
    assert shapes[-3:] == ["SELECT exchange_waybillmark", "INSERT visits_appearance", "INSERT outbox_errand"]
    again = Order((c.Receive(case.hall_id, clerk.posts[0].window, ("design", "scheme")),), case=online)
    shapes = sent(lambda: handle([again], actor=clerk, at=make.NOON, key=make.key()))
    assert shapes[-2:] == ["SELECT exchange_waybillmark", "INSERT visits_appearance"], "and no errand for it"


def test_at_a_window_the_whole_intake_costs_one_statement_more() -> None:
    coming.at_window()
    shapes = sent(coming.at_window)
    assert [one for one in shapes if "visits" in one or "exchange" in one] == ["INSERT visits_appearance"]
    assert shapes.count("INSERT outbox_errand") == 1


@pytest.mark.parametrize("table", ["visits_appearance", "visits_ruling", "visits_finding"])
@pytest.mark.parametrize("act", ["change", "delete", "replace"])
def test_the_database_refuses_to_change_the_record(table: str, act: str) -> None:
    coming.filled()
    connection.check_constraints()  # PostgreSQL empties no table while a foreign key is still to be looked at
    statement = {
        "change": f"UPDATE {table} SET key = 'x'",
        "delete": f"DELETE FROM {table}",
        "replace": {
            "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            "postgresql": f"TRUNCATE {table} CASCADE",
        }[connection.vendor],
    }[act]
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_courier_brings_the_result_and_nobody_comes() -> None:
    number = make.rendered(delivery=Delivery.COURIER, post_address="博山区示例路1号")
    before = Appearance.objects.count()
    coming.collected(number, make.NOON, Delivery.COURIER)
    assert Appearance.objects.count() == before


@pytest.mark.parametrize(
    ("is_bundle", "index"),
    [(True, "appearance_by_bundle"), (False, "(visits_appearance_case_id|appearance_once)")],
)
def test_the_planner_finds_them_without_looking_at_all(is_bundle: bool, index: str) -> None:
    rows = Appearance.objects.filter(about("261123000018", is_bundle=is_bundle)).values("id")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table without rows is looked at whole
    assert re.search(index, rows.explain()), rows.explain()
