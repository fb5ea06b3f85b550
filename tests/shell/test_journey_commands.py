"""`onevisit journey` and `onevisit levers`: a small folder of matters, and the district as it is in force."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from factories import cases as make
from factories.matters import PACK
from onevisit import cli
from onevisit.cli import _catalogue_read as read
from onevisit.platform import clock
from onevisit.rules.journeys import Catalogue

Run = Callable[..., str]
LIKE = yaml.safe_load((PACK / "matters/market/food-business-permit.yaml").read_text("utf-8"))
HOUSE = [{"key": "house", "ask": "房子是谁的？", "options": {"own": "自己的", "rented": "租的"}}]
DEED = {"key": "deed", "name": "房屋登记"}


def matter(**changes: Any) -> dict[str, Any]:
    """A matter of few parts: by default one that is handed in and fetched at the window, ten days apart."""
    return {
        **LIKE,
        "key": "permit",
        "name": "开店许可",
        "situations": [],
        "requirements": [],
        "presences": [],
        "fields": [],
        "channels": ["window"],
        "limits": {"statutory": LIKE["limits"]["statutory"], "promised": {"working_days": 10}},
        "results": [{"key": "r", "name": "许可证", "kind": "证照", "delivery": ["window"]}],
        **changes,
    }


def paper(key: str = "deed", **changes: Any) -> dict[str, Any]:
    """A paper that is the licence of its key."""
    evidence = [{"way": "e_licence", "licence": key}]
    return {
        "key": key,
        "name": f"证{key}",
        "made_by": "organ",
        "issued_by": "x",
        "evidence": evidence,
        **changes,
    }


def issues(key: str) -> list[dict[str, Any]]:
    """A licence that comes to whom it is issued to."""
    return [{"key": "r", "name": f"证{key}", "kind": "证照", "delivery": ["electronic"], "licence": key}]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., str]:
    """Writes a pack of these matters, and of the licences deed and key; returns its folder."""

    def write(*matters: dict[str, Any]) -> str:
        for one in matters:
            file = tmp_path / "matters" / f"{one['key']}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(one, ensure_ascii=False, default=str), "utf-8")
        types = yaml.safe_load(next((PACK / "licence_types").rglob("*.yaml")).read_text("utf-8"))
        mine = [{**types[0], "key": key, "name": f"证{key}"} for key in ("deed", "key")]
        (tmp_path / "licence_types.yaml").write_text(json.dumps(mine, ensure_ascii=False), "utf-8")
        (tmp_path / "district.yaml").write_text((PACK / "district.yaml").read_text("utf-8"), "utf-8")
        return str(tmp_path)

    return write


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and returns what it said, on the error stream if its code is not 0."""

    def run(*words: str, code: int = 0) -> str:
        assert cli.main(words) == code
        out, err = capsys.readouterr()
        assert bool(err) == bool(code)
        return err if code else out

    return run


def test_the_three_numbers_and_the_itinerary_as_plain_data(folder: Callable[..., str], say: Run) -> None:
    pack = folder(
        matter(situations=HOUSE, requirements=[paper(when="house == own")]),
        matter(**DEED, results=issues("deed")),
    )
    found = json.loads(say("journey", "permit", "--pack", pack, "--json"))
    assert found["visits"] == {"in_hand": [2, 2], "exceptional": [3, 3], "from_nothing": [3, 3]}
    assert found["bounded"] == ""
    assert found["unobtainable"] == []
    assert (found["days"], found["settled"], found["errands"]) == (14, 14, 0)
    visits = [step for step in found["witness"] if step["visit"]]
    assert [(step["visit"], step["day"], step["place"]) for step in visits] == [
        (1, 0, "counter"),
        (2, 14, "counter"),
    ]
    assert visits[0]["why"] == ""
    assert "审查、决定" in visits[1]["why"]
    assert found["from_nothing"]["situation"] == {"house": "own"}
    assert next(step["matter"] for step in found["from_nothing"]["witness"] if step["visit"]) == "deed"
    step_keys = {"place", "where", "day", "visit", "text", "details", "carried", "why", "persons", "matter"}
    assert all(step.keys() == step_keys for step in found["witness"])


def test_the_numbers_of_one_case(folder: Callable[..., str], say: Run) -> None:
    pack = folder(
        matter(situations=HOUSE, requirements=[paper(when="house == own")]),
        matter(**DEED, results=issues("deed")),
    )

    def from_nothing(*more: str) -> list[int]:
        found = json.loads(say("journey", "开店许可", "--pack", pack, "--json", *more))
        numbers: list[int] = found["visits"]["from_nothing"]
        return numbers

    assert from_nothing("--situation", "house=own") == [3, 3]
    assert from_nothing("--situation", "house=rented") == [2, 2]
    assert from_nothing("--situation", "house=own", "--licence", "deed") == [2, 2]


def test_the_lines_are_made_to_be_read(folder: Callable[..., str], say: Run) -> None:
    pack = folder(matter(requirements=[paper()]), matter(**DEED, results=issues("deed")))
    said = say("journey", "permit", "--pack", pack).splitlines()
    assert said[:4] == [
        "开店许可（permit）",
        "  材料都在手里：来2次，14天后拿到结果",
        "  例外情形（补正一次，能听证的去听证）：来3次，14天后拿到结果",
        "  从零开始（连同办齐材料）：来3次，28天后拿到结果",
    ]
    assert "    ★第1次到现场，区政务服务中心：到现场提交" in said
    assert "  第15天" in said
    assert sum("为什么要再来：" in line for line in said) == 1 + 2
    assert len([line for line in said if "的行程（来得最多的情形：什么情形都一样）" in line]) == 2


def test_what_nobody_can_get_is_said_with_its_circle(folder: Callable[..., str], say: Run) -> None:
    pack = folder(
        matter(situations=HOUSE, requirements=[paper(when="house == own")]),
        matter(**DEED, requirements=[paper("key")], results=issues("deed")),
        matter(key="keys", name="领钥匙", requirements=[paper("deed")], results=issues("key")),
    )
    words = "办“证deed”要先有“证key”；而“证key”只发给已经有“证deed”的人"
    found = json.loads(say("journey", "permit", "--pack", pack, "--json"))
    assert found["unobtainable"] == [words]
    assert found["visits"]["in_hand"] == [2, 2]
    assert found["visits"]["from_nothing"][1] is None
    said = say("journey", "permit", "--pack", pack)
    assert f"  办不成：{words}" in said
    assert "从零开始（连同办齐材料）：办不成" in said
    rented = json.loads(say("journey", "permit", "--pack", pack, "--json", "--situation", "house=rented"))
    assert rented["unobtainable"] == []
    assert rented["visits"]["from_nothing"] == [2, 2]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("permti",), "没有“permti”这个事项。是不是：permit（开店许可）"),
        (("zzz",), "没有“zzz”这个事项。事项有1个，例如：permit（开店许可）"),
        (("开店",), "是不是：permit（开店许可）"),
        (
            ("permit", "--situation", "home=own"),
            "没有问“home”。它问的是：house（房子是谁的？）：own（自己的）、rented（租的）",
        ),
        (
            ("permit", "--situation", "house=lent"),
            "“房子是谁的？”没有“lent”这个选项。可以是：own（自己的）、rented（租的）",
        ),
        (("permit", "--situation", "house"), "“house”不是“问题=选项”的样子"),
        (("permit", "--situation", "house=own", "house=rented"), "答了两次，而且不一样：own、rented"),
        (("permit", "--situation", "lease=long"), "（lease）要看前面的问题怎么回答，先答那些"),
        (("permit", "--situation", "house=own", "lease=long"), "（lease）在这样的情形下不问，去掉它"),
        (("permit", "--licence", "dede"), "没有“dede”这种证照。是不是：deed（证deed）"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(
    words: tuple[str, ...], says: str, folder: Callable[..., str], say: Run
) -> None:
    lease = {
        "key": "lease",
        "ask": "租多久？",
        "options": {"long": "一年以上", "short": "一年以内"},
        "when": "house == rented",
    }
    pack = folder(matter(situations=[*HOUSE, lease]))
    assert says in say("journey", *words, "--pack", pack, code=2)


def test_a_matter_that_asks_nothing_says_so(folder: Callable[..., str], say: Run) -> None:
    assert "什么都不问" in say("journey", "permit", "--pack", folder(matter()), "--situation", "a=b", code=2)


def test_a_folder_that_cannot_be_read_whole_is_not_computed_with(
    folder: Callable[..., str], say: Run, tmp_path: Path
) -> None:
    assert "没有" in say("journey", "permit", "--pack", str(tmp_path / "nowhere"), code=2)
    pack = folder(matter(), matter(**DEED, channels=["telepathy"]))
    said = say("levers", "--pack", pack, code=2)
    assert "matters/deed" in said
    assert "telepathy" in said
    assert "onevisit check" in said


def test_a_pack_without_matters_is_named(folder: Callable[..., str], say: Run) -> None:
    assert "里没有事项" in say("levers", "--pack", folder(), code=2)


def test_the_levers_of_a_matter(folder: Callable[..., str], say: Run) -> None:
    pack = folder(matter())
    found = json.loads(say("levers", "permit", "--pack", pack, "--json"))
    once, never = found["in_hand"]
    assert (once["target"], never["target"]) == (1, 0)
    assert sorted(one["kind"] for chosen in once["sets"] for one in chosen) == ["courier", "online"]
    assert [[one["kind"] for one in chosen] for chosen in never["sets"]] == [["courier", "online"]]
    assert not any(way["needless"] or way["impossible"] or way["bounded"] for way in found["in_hand"])
    said = say("levers", "permit", "--pack", pack).splitlines()
    assert said[1:4] == [
        "  材料都在手里，最多来一次：改1处，有2种办法",
        "    1. “许可证”可以快递",
        "    2. “开店许可”开通网上申请",
    ]
    assert "  材料都在手里，一次都不用来：改2处，只有一种办法" in said


def test_a_lever_that_the_law_forbids_says_so_and_what_cannot_be_done_too(
    folder: Callable[..., str], say: Run
) -> None:
    basis = {"law": "护照法", "article": "5"}
    act = {"act": "test", "at": "submit", "means": ["in-person"], "basis": basis}
    sign = {"act": "signature", "at": "submit", "means": ["in-person"], "basis": basis}
    electronic = [{**matter()["results"][0], "delivery": ["electronic"]}]
    said = say(
        "levers",
        "permit",
        "--pack",
        folder(matter(presences=[sign], channels=["online"], results=electronic)),
    )
    assert "材料都在手里，最多来一次：现在就是" in said
    assert "签字可以在网上办（法律规定要来，得先改法律）" in said
    tested = folder(matter(presences=[act], channels=["online"], results=electronic))
    assert "一次都不用来：能改的全改了也做不到" in say("levers", "permit", "--pack", tested)


def test_the_ranking_of_a_folder_counts_one_case_each_and_says_so(
    folder: Callable[..., str], say: Run
) -> None:
    pack = folder(matter(), matter(**DEED, channels=["online"], results=issues("deed")))
    said = say("levers", "--pack", pack)
    assert said.startswith("文件夹里没有办件：每个事项按一件计算。")
    assert "“许可证”可以快递\n   材料都在手里的少1次；从零开始的少1次\n   用得上的：开店许可\n" in said
    found = json.loads(say("levers", "--pack", pack, "--json"))
    assert (found["counted_by"], found["cases"], found["since"]) == ("one case of each matter", 2, None)
    first = found["levers"][0]
    assert (first["visits"], first["matters"], first["changes"][0]["matter"]) == (1, ["permit"], "permit")


def test_a_catalogue_that_costs_nothing_has_no_levers(folder: Callable[..., str], say: Run) -> None:
    easy = matter(channels=["online"], results=issues("deed"))
    assert "没有一处改动能省下什么" in say("levers", "--pack", folder(easy))


@pytest.mark.django_db
def test_the_matters_in_force_on_a_day(say: Run) -> None:
    with clock.at(make.NOON):
        found = json.loads(say("journey", "driving-licence", "--json"))
        assert found["visits"]["in_hand"][0] >= 3
        assert len({step["visit"] for step in found["witness"] if step["visit"]}) >= 3
        assert "2001-01-01 没有生效的事项" in say("journey", "driving-licence", "--on", "2001-01-01", code=2)


@pytest.mark.django_db
def test_the_ranking_counts_the_cases_of_the_twelve_months_before_the_day() -> None:
    with clock.at(make.NOON):
        make.submitted()
        today = clock.today()

        def cases(days: int) -> dict[str, int]:
            args = argparse.Namespace(pack=None, on=today + timedelta(days))
            found = read.volumes_of(args, Catalogue())
            assert found.until is not None
            assert found.since is not None
            assert found.until - found.since == timedelta(days=364)
            return dict(found.volumes)

        assert sum(cases(0).values()) == 1
        assert cases(364) == cases(0)
        assert cases(365) == {}
        assert cases(-1) == {}
