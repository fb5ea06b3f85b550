"""The pack as a whole: the real one is without error, and what is wrong in another is named with file and place."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from factories.matters import PACK, checked
from onevisit.catalogue.pack_files import check_folder
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.findings import Severity
from onevisit.rules.matters.vocabulary import Level, WindowClass


def test_the_district_of_boshan_has_no_error() -> None:
    assert [one for one in checked().findings if one.severity is Severity.ERROR] == []


NAMED_IN_THE_ORDER = {
    "establishment": "区编办",
    "inquiry-office": "区政府督查室",
    "approval": "区政务服务中心管理办公室、区政府审改办",
    "justice": "区法制办",
    "development": "区发改局、区物价局",
    "police": "区公安分局",
    "traffic-police": "区交警大队",
    "finance": "区财政局",
    "human-resources": "区人社局",
    "market": "区工商局",
    "natural-resources": "区国土资源分局",
}
"""Section four of the order, and the organ that it is today."""


def test_every_organ_named_in_the_order_is_there_with_two_matters_and_a_head() -> None:
    organs = {organ.key: organ for organ in checked().pack.organs}
    counts = Counter(entry.matter.organ for entry in checked().pack.matters)
    for key in NAMED_IN_THE_ORDER:
        assert organs[key].head.name, key
        assert counts[key] >= 2, key


def test_forty_matters_fifteen_flagships_three_levels_four_windows() -> None:
    matters = [entry.matter for entry in checked().pack.matters]
    assert len(matters) >= 40
    assert sum(matter.flagship for matter in matters) >= 15
    assert {level for matter in matters for level in matter.offered_at} == set(Level)
    assert {matter.window_class for matter in matters} == set(WindowClass)
    halls = Counter(hall.level for hall in checked().pack.halls)
    assert halls[Level.DISTRICT] == 1
    assert halls[Level.TOWN] >= 11
    assert halls[Level.VILLAGE] >= 6


@pytest.mark.clause("3a")
def test_organs_of_every_kind_that_the_order_covers_handle_matters_of_their_own() -> None:
    pack = checked().pack
    kinds = {organ.kind for organ in pack.organs}
    assert kinds >= {
        OrganKind.DEPARTMENT,
        OrganKind.DISPATCHED,
        OrganKind.INSTITUTION,
        OrganKind.TOWN,
        OrganKind.SUBDISTRICT,
        OrganKind.ZONE,
        OrganKind.VILLAGE,
        OrganKind.VERTICAL,
    }
    handled = {entry.matter.organ for entry in pack.matters}
    kind_of = {organ.key: organ.kind for organ in pack.organs}
    assert {kind_of[key] for key in handled if key != "town"} >= {
        OrganKind.DEPARTMENT,
        OrganKind.DISPATCHED,
        OrganKind.VERTICAL,
    }
    assert "town" in handled


@pytest.mark.parametrize(
    ("clause", "organs", "at_least"),
    [
        pytest.param(
            "4f",
            {"police", "traffic-police"},
            {
                "household-move",
                "id-card",
                "licence-renewal",
                "vehicle-registration",
                "passport",
                "temporary-id",
            },
            marks=pytest.mark.clause("4f"),
        ),
        pytest.param(
            "4h",
            {"human-resources", "medical-insurance"},
            {"insurance-registration", "resident-pension", "vocational-school"},
            marks=pytest.mark.clause("4h"),
        ),
        pytest.param(
            "4j",
            {"natural-resources"},
            {"property-transfer", "property-mortgage", "property-first"},
            marks=pytest.mark.clause("4j"),
        ),
    ],
)
def test_the_matters_that_the_order_names(clause: str, organs: set[str], at_least: set[str]) -> None:
    found = {entry.matter.key: entry for entry in checked().pack.matters if entry.matter.organ in organs}
    assert at_least <= set(found), clause
    for entry in found.values():
        assert entry.provenance.articles, "a real matter cites its law"


Files = dict[str, Any]


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[..., list[str]]:
    """Copy the pack, spoil a file, and give what the check says: `file: path: code`."""

    def spoil(name: str, change: Callable[[Any], Any] | str | bytes) -> list[str]:
        folder = tmp_path / "pack"
        shutil.copytree(PACK, folder, dirs_exist_ok=True)
        file = folder / name
        if isinstance(change, bytes):
            file.write_bytes(change)
        elif isinstance(change, str):
            file.write_text(change, "utf-8")
        else:
            data = yaml.safe_load(file.read_text("utf-8"))
            change(data)
            file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        found = check_folder(folder)
        assert not found.ok
        return [f"{one.file}: {one.path}: {one.code}: {one.message}" for one in found.findings]

    return spoil


def organ(data: list[Files], key: str) -> Files:
    return next(one for one in data if one["key"] == key)


def test_broken_yaml_names_line_and_column(spoilt: Callable[..., list[str]]) -> None:
    said = spoilt("organs.yaml", "- key: market\n   name: 市场监管局\n")
    assert any(line.startswith("organs.yaml: 第2行") and "broken-yaml" in line for line in said)


def test_a_key_written_twice(spoilt: Callable[..., list[str]]) -> None:
    text = (PACK / "matters/enforcement/dig-road.yaml").read_text("utf-8") + "\nname: 又一个名称\n"
    said = spoilt("matters/enforcement/dig-road.yaml", text)
    assert any("键“name”写了两次" in line for line in said)


def test_a_file_that_is_not_utf8(spoilt: Callable[..., list[str]]) -> None:
    assert any("not-utf8" in line for line in spoilt("organs.yaml", "名称".encode("gbk")))


def test_an_alias_bomb_is_no_more_than_a_finding(spoilt: Callable[..., list[str]]) -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}]\n" for n in range(50)
    )
    assert spoilt("words/common.yaml", bomb)


def test_organs_that_are_above_each_other(spoilt: Callable[..., list[str]]) -> None:
    def circle(data: list[Files]) -> None:
        organ(data, "police")["parent"] = "traffic-police"
        organ(data, "traffic-police")["parent"] = "police"

    said = spoilt("organs.yaml", circle)
    assert any(
        "organs.yaml: police.parent: organ-cycle: 上级关系绕成了一圈：police → traffic-police → police"
        in line
        for line in said
    )


def test_a_credit_code_with_a_wrong_check_digit(spoilt: Callable[..., list[str]]) -> None:
    def wrong(data: list[Files]) -> None:
        code = organ(data, "market")["code"]
        organ(data, "market")["code"] = code[:-1] + ("0" if code[-1] != "0" else "1")

    assert any(
        "organs.yaml: market.code: bad-code: 统一社会信用代码" in line
        for line in spoilt("organs.yaml", wrong)
    )


def test_an_article_that_the_law_does_not_have(spoilt: Callable[..., list[str]]) -> None:
    def wrong(data: Files) -> None:
        data["limits"]["statutory"]["basis"]["article"] = "842"

    said = spoilt("matters/enforcement/dig-road.yaml", wrong)
    assert any(
        "limits.statutory.basis.article: unknown-article: 《行政许可法》只有83条，没有第842条" in line
        for line in said
    )


def test_a_law_that_is_not_registered(spoilt: Callable[..., list[str]]) -> None:
    def wrong(data: Files) -> None:
        data["limits"]["statutory"]["basis"]["law"] = "博山区道路法"

    assert any("unknown-law" in line for line in spoilt("matters/enforcement/dig-road.yaml", wrong))


def test_two_matters_with_one_code(spoilt: Callable[..., list[str]]) -> None:
    other = yaml.safe_load((PACK / "matters/enforcement/occupy-road.yaml").read_text("utf-8"))["codes"][
        "basic"
    ]

    def same(data: Files) -> None:
        data["codes"]["basic"] = other

    said = spoilt("matters/enforcement/dig-road.yaml", same)
    assert any("codes.basic: duplicate-code" in line for line in said)


def test_a_flagship_may_not_assume_what_a_law_has_to_say(spoilt: Callable[..., list[str]]) -> None:
    def assume(data: Files) -> None:
        data["requirements"][0]["assumed"] = True

    assert any("flagship-assumes" in line for line in spoilt("matters/enforcement/dig-road.yaml", assume))


def test_a_stage_that_nobody_can_work_on(spoilt: Callable[..., list[str]]) -> None:
    def village(data: Files) -> None:
        data["stages"][1]["organ"] = "gongpingzhuang"

    assert any("nobody" in line for line in spoilt("matters/enforcement/dig-road.yaml", village))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = check_folder(tmp_path / "nowhere")
    assert not found.ok
    assert any(one.code == "missing-folder" for one in found.findings)
