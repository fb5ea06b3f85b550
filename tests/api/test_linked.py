"""A guide as linked data: every term is one that schema.org or CPSV-AP has."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from factories.matters import matters
from onevisit.api.linked import CONTEXT, duration
from onevisit.catalogue.guide import LimitLine
from onevisit.rules.limits import Unit

pytestmark = pytest.mark.django_db

SCHEMA_ORG = {
    "@types": {
        "GovernmentService",
        "GovernmentOrganization",
        "Audience",
        "Legislation",
        "ServiceChannel",
        "CivicStructure",
    },
    "terms": {
        "identifier",
        "name",
        "alternateName",
        "description",
        "inLanguage",
        "serviceType",
        "audience",
        "audienceType",
        "url",
        "provider",
        "telephone",
        "address",
        "serviceLocation",
    },
}
CPSV = {
    "cpsv:PublicService",
    "cv:PublicOrganisation",
    "eli:LegalResource",
    "cv:Evidence",
    "cv:Output",
    "cv:Cost",
    "cv:Channel",
}


def document(client: Client, key: str, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/matters/{key}/guide.jsonld{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/ld+json; charset=utf-8"
    found: dict[str, Any] = json.loads(answer.content)
    return found


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for one in value for node in nodes(one)]
    if isinstance(value, dict):
        return [value, *(node for one in value.values() for node in nodes(one))]
    return []


def test_every_matter_uses_only_terms_that_are_defined(client: Client) -> None:
    for key in matters():
        found = document(client, key)
        assert found.pop("@context") == CONTEXT
        for node in nodes(found):
            types = node.get("@type", [])
            assert set([types] if isinstance(types, str) else types) <= SCHEMA_ORG["@types"] | CPSV
            terms = {term for term in node if not term.startswith("@")}
            assert terms <= SCHEMA_ORG["terms"] | set(CONTEXT)


def test_what_cpsv_ap_demands_is_there(client: Client) -> None:
    for key in matters():
        found = document(client, key)
        assert all(found[term] for term in ("number", "title", "text", "hasCompetentAuthority"))
        for term in ("hasInput", "produces", "hasChannel"):
            assert found[term]
            assert all(node["number"] for node in found[term])
        assert all(
            node["title"] for node in found["hasInput"] + found["produces"] + found["hasLegalResource"]
        )


def test_one_guide_in_full(client: Client) -> None:
    found = document(client, "id-card", "?situation=why:expired&situation=age:adult&situation=aid:none")
    assert found["@id"] == f"{settings.ORIGIN}/api/matters/id-card"
    assert found["@type"] == ["GovernmentService", "cpsv:PublicService"]
    assert found["provider"]["name"] == "淄博市公安局博山分局"
    assert found["hasCompetentAuthority"] == {"@id": found["provider"]["@id"]}
    assert found["hasLegalResource"][0]["title"] == "《居民身份证法》第十一条第一款"
    (cost,) = found["hasCost"]
    assert Decimal(cost["hasValue"]) == 20
    assert cost["currency"].endswith("/CNY")
    assert [one["number"] for one in found["hasChannel"]] == ["online", "window"]
    assert found["hasChannel"][1]["serviceLocation"][0]["name"] == "博山区政务服务中心"
    assert found["processingTime"] == "P21D"  # 15 working days are three weeks


def test_the_same_address_answers_both_ways(client: Client) -> None:
    linked = client.get("/api/matters/id-card/guide", headers={"accept": "application/ld+json"})
    assert linked["Content-Type"].startswith("application/ld+json")
    assert linked["Vary"] == "Accept"
    assert json.loads(linked.content) == document(client, "id-card")
    for accept in ("application/json", "*/*", "text/html", ""):
        answer = client.get("/api/matters/id-card/guide", headers={"accept": accept})
        assert answer["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("length", "unit", "iso"),
    [
        (20, Unit.WORKING_DAYS, "P28D"),
        (8, Unit.WORKING_DAYS, "P12D"),
        (1, Unit.WORKING_DAYS, "P2D"),
        (60, Unit.DAYS, "P60D"),
        (2, Unit.MONTHS, "P2M"),
        (0, Unit.AT_ONCE, "P0D"),
    ],
)
def test_durations(length: int, unit: Unit, iso: str) -> None:
    assert duration(LimitLine("", length, unit, None)) == iso


def test_a_matter_that_is_not_there_is_a_problem(client: Client) -> None:
    answer = client.get("/api/matters/no-such-matter/guide.jsonld")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")
