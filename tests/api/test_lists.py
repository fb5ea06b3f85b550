"""The public lists for machines: JSON, linked data and tables say the same, as of any day."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from catalogue.conftest import Publish, publish  # noqa: F401 — a fixture
from factories import cases as make
from onevisit.api.linked import CONTEXT
from onevisit.api.lists import HEAD
from onevisit.catalogue.lists import ListKind
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.platform import clock

pytestmark = pytest.mark.django_db

THEN = "2026-03-01"
KINDS = [one.value for one in ListKind]
TERMS = {
    *("CreativeWork", "ItemList", "ListItem", "GovernmentService", "GovernmentOrganization", "Audience"),
    *("Legislation", "name", "inLanguage", "temporalCoverage", "publisher", "numberOfItems", "hasPart"),
    *("itemListElement", "position", "datePublished", "item", "identifier", "serviceType", "audience"),
    *("audienceType", "url", "provider", "alternateName", "telephone"),
}
"""What is used of schema.org."""


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(make.NOON):
        yield


@pytest.fixture
def second(publish: Publish) -> None:  # noqa: F811
    """A second batch of two: a name that a spreadsheet would calculate, and a public service."""
    batch = Batch.objects.create(number=2, title="第二批", published_on=date(2026, 11, 2))
    for like, key, name in (("id-card", "formula", "=1+1证"), ("old-age-card", "service", "示例服务")):
        row = publish(like, key=key, name=name, batch=batch, since=date(2026, 11, 3))
        MatterVersion.objects.filter(pk=row.pk).update(one_visit=True, visits_low=0, visits_high=1)


def get(client: Client, address: str, status: int = 200, **query: Any) -> Any:
    answer = client.get(address, query)
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def table(client: Client, kind: str, **query: Any) -> list[dict[str, str]]:
    answer = client.get(f"/api/lists/{kind}.csv", query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert tuple(rows[0]) == HEAD
    return [dict(zip(HEAD, row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("on", [THEN, "2026-11-23"])
@pytest.mark.parametrize("kind", KINDS)
def test_all_forms_of_a_list_say_the_same(client: Client, second: None, kind: str, on: str) -> None:
    found = get(client, f"/api/lists/{kind}", on=on)
    rows = [row for batch in found["batches"] for row in batch["matters"]]
    assert found["total"] == len(rows) > 0
    assert [row["place"] for row in rows] == list(range(1, len(rows) + 1))
    lines = table(client, kind, on=on)
    assert [line["键"] for line in lines] == [row["key"] for row in rows]
    assert [line["基本编码"] for line in lines] == [row["basic_code"] for row in rows]
    linked = get(client, f"/api/lists/{kind}.jsonld", on=on)
    items = [item for part in linked["hasPart"] for item in part["itemListElement"]]
    assert [item["position"] for item in items] == [row["place"] for row in rows]
    assert [item["item"]["name"] for item in items] == [row["name"] for row in rows]
    assert linked["numberOfItems"] == len(rows)
    assert linked["temporalCoverage"] == on
    assert {part["datePublished"] for part in linked["hasPart"]} == {
        batch["published_on"] for batch in found["batches"]
    }
    assert ("formula" in {row["key"] for row in rows}) == (on != THEN and kind != "service")
    assert ("service" in {row["key"] for row in rows}) == (on != THEN and kind != "power")


def test_each_matter_is_on_one_of_the_two_and_all_are(client: Client) -> None:
    power = {row["键"] for row in table(client, "power")}
    service = {row["键"] for row in table(client, "service")}
    assert not power & service
    everything = get(client, "/api/matters", size=100)
    assert len(power | service) == everything["total"]
    assert {row["事项类型"] for row in table(client, "service")} == {"公共服务"}
    assert "公共服务" not in {row["事项类型"] for row in table(client, "power")}


def test_a_cell_that_a_spreadsheet_would_calculate_is_text(client: Client, second: None) -> None:
    assert "'=1+1证" in {row["事项名称"] for row in table(client, "power")}


def test_one_batch_alone(client: Client, second: None) -> None:
    found = get(client, "/api/lists/one-visit", batch=2)
    (batch,) = found["batches"]
    assert (batch["number"], batch["published_on"], len(batch["matters"])) == (2, "2026-11-02", 2)
    assert len(table(client, "one-visit", batch=2)) == 2
    assert get(client, "/api/lists/one-visit", batch=9)["batches"] == []


def test_who_signs(client: Client) -> None:
    assert "编" in get(client, "/api/lists/power")["signed_by"]
    assert "行政审批" in get(client, "/api/lists/one-visit")["signed_by"]
    assert get(client, "/api/lists/service")["title"] == "淄博市博山区公共服务事项清单"


def test_what_needs_more_stands_beside_with_its_reason(client: Client) -> None:
    found = {one["matter"]["key"]: one for one in get(client, "/api/lists/above-one")}
    listed = {row["键"] for row in table(client, "one-visit")}
    assert not listed & found.keys()
    driving = found["driving-licence"]
    assert driving["matter"]["visits_low"] >= 2
    assert len(driving["trips"]) >= 2
    assert any(trip["why"] for trip in driving["trips"])
    assert driving["laws"]


def test_the_lists_and_the_batches(client: Client, second: None) -> None:
    found = get(client, "/api/lists")
    assert [one["kind"] for one in found["lists"]] == KINDS
    assert [one["number"] for one in found["batches"]] == [2, 1]
    assert found["batches"][0]["one_visit"] == 2
    before = get(client, "/api/lists", on=THEN)
    assert [one["number"] for one in before["batches"]] == [1]


def test_a_list_as_linked_data_uses_only_terms_that_are_defined(client: Client, second: None) -> None:
    defined = {name for name in CONTEXT if not name.startswith("@")}

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one)
        if isinstance(node, dict):
            types = node.get("@type", [])
            for kind in [types] if isinstance(types, str) else types:
                assert kind in TERMS or kind.split(":")[0] in defined, kind
            for key, value in node.items():
                if not key.startswith("@"):
                    assert key in TERMS or key in defined, key
                    walk(value)

    document = get(client, "/api/lists/power.jsonld")
    assert document["@context"] == CONTEXT
    assert document["@id"].startswith(settings.ORIGIN)
    walk({key: value for key, value in document.items() if key != "@context"})


def test_versions(client: Client, publish: Publish) -> None:  # noqa: F811
    batch = Batch.objects.create(number=2, title="第二批", published_on=date(2026, 11, 2))
    publish("id-card", name="居民身份证换发", batch=batch, since=date(2026, 11, 3))
    found = get(client, "/api/matters/id-card/versions")
    assert [(one["number"], one["in_force"], one["batch"]) for one in found["versions"]] == [
        (2, True, 2),
        (1, False, 1),
    ]
    assert found["versions"][0]["changes"] == [
        {
            "change": "changed",
            "section": "基本信息",
            "path": "name",
            "text": "名称由“居民身份证换领”改为“居民身份证换发”。",
        }
    ]
    assert get(client, "/api/matters/no-such/versions", 404)["title"] == "没有这个事项"


@pytest.mark.parametrize(
    ("address", "query", "says"),
    [
        ("/api/lists/moon", {}, "只能是：power、service、one-visit"),
        ("/api/lists/moon.csv", {}, "只能是"),
        ("/api/lists/power", {"on": "9999-01-01"}, "还没有到"),
        ("/api/lists/power.csv", {"on": "昨天"}, "应是日期"),
        ("/api/lists/power.jsonld", {"batch": "0"}, "不能小于1"),
        ("/api/lists", {"on": "2026-11-24"}, "2026年11月24日还没有到"),
        ("/api/matters/id-card/guide", {"on": "2026-11-24"}, "还没有到"),
    ],
)
def test_what_cannot_be_asked_is_said(client: Client, address: str, query: dict[str, str], says: str) -> None:
    fault = get(client, address, 422, **query)
    assert says in fault["detail"]


def test_a_list_takes_two_statements(client: Client, second: None, django_assert_num_queries: Any) -> None:
    for address, statements in (
        *((f"/api/lists/{kind}{form}", 2) for kind in KINDS for form in ("", ".csv", ".jsonld")),
        ("/api/lists", 2),
        ("/api/lists/above-one", 1),
    ):
        client.get(address)
        with django_assert_num_queries(statements):
            client.get(address)
