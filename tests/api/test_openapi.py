"""The description of the API: whole, and true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from onevisit.api.urls import api

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_the_root_says_where_it_is_described(client: Client) -> None:
    assert json.loads(client.get("/api/").content)["openapi"].endswith("/api/openapi.json")


def test_every_operation_has_words_and_every_parameter_too(described: dict[str, Any]) -> None:
    names = set()
    for methods in described["paths"].values():
        for operation in methods.values():
            names.add(operation["operationId"])
            assert operation["summary"]
            assert operation["description"]
            for parameter in operation["parameters"]:
                assert parameter["description"]
    assert names == {
        *("matters", "matter", "guide", "guide_linked", "versions", "batches", "status"),
        *("bundles", "bundle"),
        *("public_lists", "public_list", "list_table", "list_linked", "above_one"),
    }


def test_every_field_of_every_answer_is_described(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    missing = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, about in schema.get("properties", {}).items()
        if "description" not in about
    ]
    assert not missing


def test_errors_are_described_as_problems(described: dict[str, Any]) -> None:
    for methods in described["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]


def test_no_number_or_code_stands_in_an_address(described: dict[str, Any]) -> None:
    (operation,) = described["paths"]["/api/cases/status"].values()
    assert operation["parameters"] == []
    assert list(described["paths"]["/api/cases/status"]) == ["post"]


def test_everything_declares_who_may_use_it() -> None:
    routers = [router for _, router in api._routers]
    views = [one for router in routers for path in router.path_operations.values() for one in path.operations]
    assert views
    assert all(one.view_func.access_rule.open_to_all for one in views)
