"""The catalogue for machines: lists, matters, guides, and errors that say what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from factories.matters import checked
from factories.matters import matters as pack
from onevisit.catalogue.queries import browse
from onevisit.platform import clock
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.journeys import figures

pytestmark = pytest.mark.django_db


def get(client: Client, address: str, status: int = 200, **query: Any) -> Any:
    answer = client.get(address, query)
    assert answer.status_code == status, answer.content.decode()
    kind = "application/json" if status < 400 else "application/problem+json"
    assert answer["Content-Type"].startswith(kind)
    return json.loads(answer.content)


def test_the_list_is_paged_and_counted_exactly(client: Client) -> None:
    everything = [card.key for card in browse(clock.today())]
    found: list[str] = []
    for page in range(1, 99):
        answer = get(client, "/api/matters", page=page, size=7)
        assert answer["total"] == len(everything)
        found += [item["key"] for item in answer["items"]]
        if page == answer["pages"]:
            break
    assert found == everything
    assert get(client, "/api/matters", page=answer["pages"] + 1, size=7)["items"] == []


def test_the_list_can_be_narrowed(client: Client) -> None:
    answer = get(client, "/api/matters", organ="market", kind="行政许可", size=100)
    assert answer["total"] == len(answer["items"]) > 0
    assert {(item["organ"], item["kind"]) for item in answer["items"]} == {("market", "行政许可")}


def test_a_search_says_why(client: Client) -> None:
    answer = get(client, "/api/matters", q="我想开饭店", size=1)
    assert answer["items"][0]["key"] == "food-business-permit"
    assert answer["items"][0]["why"] == "俗语：开饭店"
    assert answer["total"] > 1
    second = get(client, "/api/matters", q="我想开饭店", size=1, page=2)
    assert second["items"][0]["key"] != "food-business-permit"


def test_a_search_says_what_it_looked_for_instead(client: Client) -> None:
    assert get(client, "/api/matters", q="shipni jingyng")["corrected"] == "食品经营"
    assert get(client, "/api/matters", q="\0" + "x" * 5000)["total"] == 0


def test_a_search_is_narrowed_like_a_list(client: Client) -> None:
    answer = get(client, "/api/matters", q="许可", organ="market", hall_level="district", size=100)
    assert {item["organ"] for item in answer["items"]} == {"market"}
    assert answer["total"] == len(answer["items"])


def test_the_catalogue_of_a_past_day(client: Client) -> None:
    assert get(client, "/api/matters", on="2000-01-01")["total"] == 0
    assert get(client, "/api/matters/id-card", 404, on="2000-01-01")["title"] == "没有这个事项"


def test_one_matter(client: Client) -> None:
    answer = get(client, "/api/matters/id-card")
    assert (answer["name"], answer["visits"], answer["promised"]) == ("居民身份证换领", 1, "15个工作日")


def test_every_guide_is_answered(client: Client) -> None:
    for key in pack():
        guide = get(client, f"/api/matters/{key}/guide")
        assert guide["matter"]["key"] == key
        assert guide["grounds"]
        assert guide["requirements"]
        assert guide["journey"]["steps"]


def test_a_guide_of_a_situation(client: Client) -> None:
    situation = ["business:sales", "premises:rented"]
    guide = get(client, "/api/matters/food-business-permit/guide", situation=situation)
    assert guide["complete"] is True
    assert guide["answers"] == {"business": "sales", "premises": "rented"}
    names = {one["key"] for one in guide["requirements"]}
    assert "lease" in names
    assert "title" not in names
    assert guide["statutory"]["citation"]["text"] == "《行政许可法》第四十二条第一款"
    assert guide["requirements"][1]["ways"][0] == {
        "way": "e_licence",
        "label": "电子证照，免提交",
        "source": "营业执照",
        "holder": "区市场监管局",
    }


def test_a_guide_tells_nothing_that_is_for_editors_only(client: Client) -> None:
    guide = get(client, "/api/matters/food-business-permit/guide")
    assert "assumed" not in json.dumps(guide)
    assert "head_name" not in json.dumps(guide)


@pytest.mark.parametrize("wrong", ["premises:moon", "moon:rented", "premises", ":", ""])
def test_an_answer_that_is_none_is_refused_with_those_there_are(client: Client, wrong: str) -> None:
    fault = get(client, "/api/matters/food-business-permit/guide", 422, situation=wrong)
    assert fault["errors"][0]["parameter"] == "situation"
    assert "premises:owned|rented" in fault["detail"]


def test_the_public_list_by_batch(client: Client) -> None:
    (batch,) = get(client, "/api/batches")
    assert batch["number"] == 1
    assert batch["visits_at_most"] == max(card.visits for card in browse(clock.today()))
    assert len(batch["matters"]) == len(browse(clock.today()))


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ({"page": "0"}, "page", "不能小于1"),
        ({"page": "zwei"}, "page", "应是整数"),
        ({"size": "1000"}, "size", "不能大于100"),
        ({"kind": "行政魔法"}, "kind", "只能是：行政许可、行政处罚"),
        ({"hall_level": "moon"}, "hall_level", "只能是：district、town、village"),
        ({"on": "昨天"}, "on", "应是日期，例如 2026-11-23"),
        ({"on": "9999-12-31"}, "on", "9999年12月31日还没有到"),
        ({"organ": "x" * 61}, "organ", "最多60个字"),
    ],
)
def test_a_wrong_parameter_is_named(
    client: Client, query: dict[str, str], parameter: str, message: str
) -> None:
    fault = get(client, "/api/matters", 422, **query)
    assert (fault["status"], fault["title"]) == (422, "参数不对")
    (error,) = fault["errors"]
    assert error["parameter"] == parameter
    assert error["message"].startswith(message)
    assert "请改正后重试" in fault["detail"]


def test_a_key_that_cannot_be_one_is_refused(client: Client) -> None:
    assert get(client, "/api/matters/NO!/guide", 422)["errors"][0]["parameter"] == "key"
    assert get(client, "/api/matters/no-such-matter/guide", 404)["title"] == "没有这个事项"


@pytest.mark.parametrize(
    "address", ["/api/nothing", "/api/matters/id-card/guide/x", "/api/cases/260101000014"]
)
def test_every_other_address_says_that_there_is_nothing(client: Client, address: str) -> None:
    fault = get(client, address, 404)
    assert fault["title"] == "没有这个地址"
    assert fault["request"]


def test_a_list_reads_and_writes_nothing(client: Client, django_assert_num_queries: Any) -> None:
    get(client, "/api/matters")
    with django_assert_num_queries(1):
        get(client, "/api/matters")
    with django_assert_num_queries(3):
        get(client, "/api/matters/id-card/guide")


def test_a_guide_gives_both_numbers_with_what_proves_them(client: Client) -> None:
    found = figures(pack()["driving-licence"], catalogue_of(checked().pack))
    guide = get(client, "/api/matters/driving-licence/guide")
    ways = {"in_hand": found.in_hand, "from_nothing": found.from_nothing}
    for name, figure in ways.items():
        ends = [figure.visits.low, figure.visits.high]
        assert guide["visits"][name] == guide[name]["visits"] == ends
        assert (guide[name]["days"], guide[name]["errands"]) == (figure.days, figure.errands)
        assert {one["visit"] for one in guide[name]["witness"]} == {0, *range(1, ends[1] + 1)}
        assert guide[name]["unobtainable"] == []
    first = next(one for one in guide["in_hand"]["witness"] if one["visit"] == 1)
    assert first["laws"] == ["《机动车驾驶证规定》第三十二条"]
    assert first["earliest"] is True
    assert guide["visits"]["exceptional"] == [found.exceptional.visits.low, found.exceptional.visits.high]


def test_a_guide_counts_the_licences_that_somebody_has(client: Client) -> None:
    adopted = {"situation": "origin:adopted"}
    without = get(client, "/api/matters/birth-registration/guide", **adopted)
    have = get(client, "/api/matters/birth-registration/guide", **adopted, have="adoption-certificate")
    assert without["licences"] == []
    assert "adoption-certificate" in without["licences_useful"]
    assert have["licences"] == ["adoption-certificate"]
    assert have["visits"]["from_nothing"][1] < without["visits"]["from_nothing"][1]
    assert have["visits"]["in_hand"] == without["visits"]["in_hand"]


def test_a_licence_that_is_none_is_refused_with_those_there_are(client: Client) -> None:
    fault = get(client, "/api/matters/marriage/guide", 422, have="fischereischein")
    assert fault["errors"][0]["parameter"] == "have"
    assert "adoption-certificate" in fault["detail"]
