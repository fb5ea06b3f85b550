"""Clause 5.10b: the five reductions, computed by comparing versions, per organ and over time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from catalogue.publishing import office
from factories import cases as make
from onevisit.catalogue import publishing
from onevisit.platform import clock
from onevisit.platform.organs.models import Organ
from onevisit.platform.people.models import Person
from onevisit.rules.publishing.states import State

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(make.NOON):
        yield


def publish(days: int, changes: dict[str, Change]) -> None:
    with clock.at(make.later(days)):
        for key, change in changes.items():
            office.brought_to(State.APPROVED, key, change, one_visit=False)
        publishing.publish_batch(office.lists(), list(changes), "五减", clock.today())


def fewer_papers(data: dict[str, Any]) -> None:
    data["requirements"] = [one for one in data["requirements"] if one["key"] != "layout"]


def fewer_stages(data: dict[str, Any]) -> None:
    """The survey goes; the decision waits for the review alone."""
    data["stages"] = [one for one in data["stages"] if one["key"] != "survey"]
    data["stages"][-1]["after"] = ["review"]


def sooner(data: dict[str, Any]) -> None:
    data["limits"]["promised"]["working_days"] -= 2


def free(data: dict[str, Any]) -> None:
    data["fees"] = []


def opened(login: str, path: str, days: int) -> str:
    client = Client()
    if login:
        client.force_login(Person.objects.get(username=login))
    with clock.at(make.later(days)):
        page = client.get(path).content.decode()
    text = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    return re.sub(r"\s+", " ", unescape(text))


@pytest.mark.clause("5.10b")
def test_five_reductions_per_organ_and_over_time() -> None:
    with_fee = next(
        key
        for key in ("id-card", "passport", "dig-road")
        if any(fee.get("amount") for fee in json.loads(json.dumps(office.definition(key))).get("fees", []))
    )
    publish(10, {"food-business-permit": fewer_papers, "dig-road": sooner})
    publish(40, {"food-business-permit": fewer_stages, with_fee: free})
    with clock.at(make.later(50)):
        publishing.withdraw(office.lists(), "billboard", clock.today(), "与其他事项合并。")

    market, enforcement = (Organ.objects.get(key=key) for key in ("market", "enforcement"))
    over_time = opened("inquiry1", "/work/reductions?organ=market", 60)
    assert re.search(r"材料.*第1批 .*? 0 .*第2批 .*? 1 .*第3批 .*? 1 ", over_time)
    assert re.search(r"减环节.*第1批 .*? 0 .*第2批 .*? 0 .*第3批 .*? 1 ", over_time)
    assert market.head_name in over_time

    batches = opened("inquiry1", "/work/reductions?by=batch", 60)
    newest, third, second = re.split(r"第3批|第2批", batches)[0], *re.split(r"第3批|第2批", batches)[1:3]
    assert "减事项 取消1项" in newest
    assert "环节：1个事项共减1个" in third
    assert "收费项目：1个事项共减1项" in third
    assert "材料：1个事项共减1件" in second
    assert "承诺期限：1个事项共减2个工作日" in second

    organs = opened("head-enforcement", "/work/reductions?by=organ&of=promised", 60)
    for organ in (market, enforcement):
        assert organ.short in organs
        assert organ.head_name in organs
    assert "取消1项" in organs

    public = opened("", "/reductions", 60)
    assert all(word in public for word in ("减事项", "减材料", "减环节", "减时间", "减收费", "取消1项"))
    before = opened("", "/reductions", 20)
    assert "第2批" in before
    assert "第3批" not in before
