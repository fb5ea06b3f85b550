"""Bundles for machines: what each contains, in which order, how many visits and days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from factories import bundles as bundle
from factories import cases as make
from factories.matters import checked
from onevisit.platform import clock
from onevisit.rules.bundles.plan import plan

pytestmark = pytest.mark.django_db
ANSWERS = {"who": "sole", "food": "permit", "fire": "small", "seal": "unneeded", "invoice": "later"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(make.NOON):
        yield


def get(client: Client, address: str, status: int = 200, **query: Any) -> Any:
    answer = client.get(address, query)
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def test_all_of_the_pack_are_listed(client: Client) -> None:
    found = get(client, "/api/bundles")
    assert {one["key"] for one in found} == {one.bundle.key for one in checked().pack.bundles}
    restaurant = next(one for one in found if one["key"] == "open-a-restaurant")
    assert restaurant["name"] == "开饭店"
    assert "food-business-permit" in restaurant["matters"]


def test_one_with_its_order_its_visits_and_its_days(client: Client) -> None:
    given = [f"{key}:{value}" for key, value in ANSWERS.items()]
    found = get(client, "/api/bundles/open-a-restaurant", situation=given)
    parts = {one["matter"]: one for one in found["parts"]}
    assert parts["sole-trader"]["wave"] == 1
    assert parts["food-business-permit"]["after"] == ["sole-trader"]
    assert parts["food-business-permit"]["wave"] == 2
    assert (parts["company-registration"]["applies"], parts["company-registration"]["wave"]) == (False, 0)
    expected = plan(bundle.of_pack("open-a-restaurant"), ANSWERS)
    assert expected is not None
    assert found["days"] == expected.days
    assert 0 <= found["visits_low"] <= found["visits_high"]
    assert next(one for one in found["questions"] if one["key"] == "food")["options"]["permit"]


@pytest.mark.parametrize(
    ("address", "query", "status", "says"),
    [
        ("/api/bundles/no-such", {}, 404, "/api/bundles"),
        ("/api/bundles/open-a-restaurant", {"situation": "who:king"}, 422, "who:king"),
        ("/api/bundles/open-a-restaurant", {"on": "2026-11-24"}, 422, "还没有到"),
        ("/api/bundles/Bad!", {}, 422, "格式不对"),
    ],
)
def test_what_cannot_be_asked_is_said(
    client: Client, address: str, query: dict[str, str], status: int, says: str
) -> None:
    assert says in get(client, address, status, **query)["detail"]


def test_before_anything_is_answered_the_days_are_those_of_all(client: Client) -> None:
    found = get(client, "/api/bundles/open-a-restaurant")
    assert found["days"] >= max(one["days"] for one in found["parts"]) > 0
    assert found["visits_high"] is not None


def test_it_takes_few_statements(client: Client, django_assert_max_num_queries: Any) -> None:
    for address in ("/api/bundles", "/api/bundles/open-a-restaurant"):
        client.get(address)
        with django_assert_max_num_queries(4):
            client.get(address)
