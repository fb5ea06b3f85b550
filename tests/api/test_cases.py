"""How far a case is, for whoever holds number and code; and nothing for anybody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from factories.cases import NOON, submitted
from onevisit.api import throttle
from onevisit.casework.models import Case
from onevisit.platform import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    cache.clear()
    with clock.at(NOON):
        yield
    cache.clear()


@pytest.fixture
def case(db: None) -> Case:
    return Case.objects.select_related("applicant").get(number=submitted("dig-road"))


def ask(client: Client, number: Any, code: Any) -> HttpResponse:
    body = json.dumps({"number": number, "code": code})
    return client.post("/api/cases/status", body, content_type="application/json")


def test_number_and_code_open_it(client: Client, case: Case) -> None:
    answer = ask(client, case.number, case.query_code)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    found = json.loads(answer.content)
    assert (found["number"], found["matter"]) == (case.number, "dig-road")
    assert (found["phase"], found["phase_label"]) == ("submitted", "已提交，待收件")
    assert [step["label"] for step in found["timeline"]]
    assert found["due"]["name"] == "受理期限"
    assert found["due"]["on"] == "2026-11-30"  # five working days after Monday
    assert found["due"]["steps"][0]["text"].startswith("从收到申请材料之日")
    assert any("第三十二条" in step["basis"] for step in found["due"]["steps"])


def test_as_people_type_them(client: Client, case: Case) -> None:
    spoken = f"{case.number[:6]} {case.number[6:11]} {case.number[11]}"
    assert ask(client, spoken, case.query_code.lower()).status_code == 200


def test_nothing_of_the_applicant_is_in_it(client: Client, case: Case) -> None:
    text = ask(client, case.number, case.query_code).content.decode()
    party = case.applicant
    for secret in (
        party.name,
        party.identifier,
        party.phone,
        party.address,
        case.query_code,
        "370304199001010013",
    ):
        assert not secret or secret not in text


@pytest.mark.parametrize("wrong", ["23456789", "", "x", "\0", "２２２２２２２２"])
def test_a_wrong_code_and_a_wrong_number_are_told_apart_by_nobody(
    client: Client, case: Case, wrong: str
) -> None:
    other = ask(client, "260101000014", wrong)
    mine = ask(client, case.number, wrong)
    assert mine.status_code == other.status_code == 404
    assert mine["Content-Type"].startswith("application/problem+json")
    texts = [json.loads(answer.content) | {"request": ""} for answer in (mine, other)]
    assert texts[0] == texts[1]


def test_it_is_asked_by_post_alone(client: Client, case: Case) -> None:
    address = f"/api/cases/status?number={case.number}&code={case.query_code}"
    assert client.get(address).status_code == 405
    assert client.post(address, "{}", content_type="application/json").status_code == 422


@pytest.mark.parametrize(("body", "status"), [("{", 400), ("[]", 422), ('{"number": 1, "code": null}', 422)])
def test_a_body_that_cannot_be_read(client: Client, body: str, status: int) -> None:
    answer = client.post("/api/cases/status", body, content_type="application/json")
    assert answer.status_code == status
    assert json.loads(answer.content)["detail"]


def test_who_guesses_has_to_wait_and_so_has_his_right_guess(client: Client, case: Case) -> None:
    for _ in range(throttle.TRIES):
        assert ask(client, case.number, "22222222").status_code == 404
    answer = ask(client, case.number, case.query_code)
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(throttle.WINDOW)
    assert "10分钟后" in json.loads(answer.content)["detail"]
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert ask(elsewhere, case.number, case.query_code).status_code == 200


def test_right_answers_are_not_counted(client: Client, case: Case) -> None:
    for _ in range(throttle.TRIES + 2):
        assert ask(client, case.number, case.query_code).status_code == 200
