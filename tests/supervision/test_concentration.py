"""三集中三到位 from the database: posts and definitions of a day, who sees which organ, and what is listed by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories import cases as make
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.rules.concentration.definition import Grade
from onevisit.rules.district.definition import Role
from onevisit.supervision import concentration
from onevisit.supervision.concentration import OrganRow
from questions.conftest import noon, screen

pytestmark = pytest.mark.django_db

__all__ = ["noon", "screen"]
"""Fixtures: a browser without a window at noon of the tests' Monday."""

TODAY = date(2026, 11, 23)


def row(organ: str, on: date = TODAY) -> OrganRow:
    found = concentration.row(make.staff(Role.INQUIRY), organ, on)
    assert found is not None
    return found


def test_what_is_not_in_the_hall_is_named_by_matter_person_and_power() -> None:
    lines = [one for one in concentration.missing([row("police")]) if not one.kept]
    assert ("事项", "居民身份证换领", "在公安派出所户籍窗口受理") in {
        (one.kind, one.matter, one.why) for one in lines
    }
    away = Post.objects.filter(organ="police", role="reviewer", hall=None).values_list(
        "person__name", flat=True
    )
    assert {one.who for one in lines if one.kind == "人员"} == set(away) != set()
    assert "受理" in {one.power for one in lines if one.kind == "权限"}


def test_organs_are_not_all_alike() -> None:
    every = concentration.rows(make.staff(Role.INQUIRY), TODAY)
    assert {one.stand.grade for one in every} >= {Grade.FULL, Grade.PART, Grade.NOTHING}
    assert len({(one.stand.people_in, len(one.stand.people)) for one in every}) > 3


def test_it_is_as_of_a_day() -> None:
    """Before anybody held a post, and after the chief had moved out of the hall."""
    assert row("market").stand.people_in == 3
    assert row("market", date(2024, 12, 31)).stand.people_in == 0
    Post.objects.filter(organ="market", role="chief").update(until=date(2026, 11, 22))
    after, before = row("market").stand, row("market", date(2026, 11, 20)).stand
    assert (before.people_in, after.people_in) == (3, 2)
    assert "区市场监管局没有首席代表" in {power.why for matter in after.matters for power in matter.kept_back}


def test_a_window_nobody_sits_at_takes_nothing_in() -> None:
    Post.objects.filter(role="clerk", hall="district-hall", window__in=("C01", "C02", "C03")).delete()
    outs = {one.out for one in row("market").stand.matters}
    assert "博山区政务服务中心没有有人值守的“商事登记”综合窗口" in outs


def test_a_head_sees_his_organs_a_hall_head_those_of_his_halls_and_the_inquiry_office_all() -> None:
    every = {one.card.key for one in concentration.rows(make.staff(Role.INQUIRY), TODAY)}
    police = {one.card.key for one in concentration.rows(make.staff(Role.HEAD, organ="police"), TODAY)}
    hall = {one.card.key for one in concentration.rows(make.staff(Role.HALL_HEAD), TODAY)}
    assert police == {"police", "traffic-police"}
    assert "chishang" in hall <= every
    assert concentration.row(make.staff(Role.HEAD, organ="police"), "market", TODAY) is None


def test_it_asks_a_few_statements_however_many_organs() -> None:
    inquiry = make.staff(Role.INQUIRY)
    concentration.rows(inquiry, TODAY)
    with CaptureQueriesContext(connection) as captured:
        concentration.rows(inquiry, TODAY)
    assert len(captured) <= 5


def test_the_pages_and_the_file(screen: Callable[..., Client]) -> None:
    client = screen(make.staff(Role.HALL_HEAD))
    page = client.get("/work/concentration").content.decode()
    assert "三到位的部门" in page
    assert "博山公安分局" in page
    one = client.get("/work/concentration/police?on=2026-11-20").content.decode()
    assert "在公安派出所户籍窗口受理" in one
    assert "2026年11月20日" in one
    assert client.get("/work/concentration/nobody").status_code == 404
    answer = client.get("/work/concentration.csv?on=2026-11-20")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "concentration-20261120.csv" in answer["Content-Disposition"]
    assert text.startswith("\ufeff部门,类别,事项")
    assert "博山公安分局,事项,居民身份证换领" in text
    narrowed = client.get("/work/concentration?grade=full").content.decode()
    assert "博山公安分局" not in narrowed


def test_no_day_to_come_and_no_nonsense(screen: Callable[..., Client]) -> None:
    client = screen(make.staff(Role.INQUIRY))
    for asked in ("2030-01-01", "2026-02-31", "√"):
        page = client.get("/work/concentration", {"on": asked}).content.decode()
        assert f'value="{clock.day_of(make.NOON):%Y-%m-%d}"' in page
