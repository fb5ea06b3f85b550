"""Faults that show only where several matters, or the registers, are looked at together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onevisit.rules.catalogue_checks import (
    bases,
    check_catalogue,
    check_one,
    circles,
    coming,
    documents,
    guide,
    materials,
    matter_checks,
    references,
    times,
)
from onevisit.rules.catalogue_checks.registry import by_code, mend_of
from onevisit.rules.journeys.catalogue import Licence
from onevisit.rules.matters.definition import Matter
from rules.catalogue_checks.definitions import (
    LICENCES,
    RESOURCES,
    SOUND,
    among,
    matter,
    paper,
    second,
    told,
    ways,
)
from rules.catalogue_checks.test_found import ONE

ID = ("shared:population", "e_licence:id-card", "original")


def test_one_document_under_two_names_in_one_matter_is_both() -> None:
    card = paper("a", "居民身份证", *ID, issued_by="police")
    found = check_one(matter(card, paper("b", "身份证明", *ID, issued_by="police")), among())
    assert told(found) == [("asked-twice", "requirements[3]"), ("two-names", "requirements[3].name")]


HEALTH = paper("health", "健康证明", "shared:checks", "upload", issued_by="health")
BOOK = ("e_licence:household-book", "original")
SEVERAL: dict[str, tuple[str, str, str, tuple[Matter, ...]]] = {
    "another matter gets it from the register": (
        "shared-elsewhere",
        "food",
        "requirements[2].evidence",
        (matter(paper("health", "健康证明", issued_by="health")), second(HEALTH)),
    ),
    "another matter gets the applicant's own contract from the register": (
        "shared-elsewhere",
        "food",
        "requirements[2].evidence",
        (
            matter(paper("deal", "房屋买卖合同")),
            second(paper("deal", "房屋买卖合同", "shared:entities", "upload")),
        ),
    ),
    "户口本 and 户口簿": (
        "two-names",
        "food",
        "requirements[2].name",
        (
            matter(paper("book", "户口本", *BOOK, issued_by="police")),
            second(paper("book", "户口簿", *BOOK, issued_by="police")),
            second(paper("book", "户口簿", *BOOK, issued_by="police"), key="third", name="第三个"),
        ),
    ),
    "健康证 and 健康证明": (
        "two-names",
        "food",
        "requirements[2].name",
        (matter(replace(HEALTH, name="健康证")), second(HEALTH), second(HEALTH, key="third", name="第三个")),
    ),
    "a certificate by another name": (
        "two-names",
        "food",
        "requirements[2].name",
        (matter(paper("title", "经营场所产权证明", "e_licence:property", "upload", issued_by="land")),),
    ),
    "two matters of one name": ("same-name", "drug", "name", (SOUND, second(name="食品经营许可"))),
}


@pytest.mark.parametrize("fault", SEVERAL)
def test_several_matters_together_have_exactly_this_fault(fault: str) -> None:
    code, where, path, matters = SEVERAL[fault]
    found = check_catalogue(among(*matters))
    assert [(one.code, one.file, one.path) for one in found] == [(code, where, path)]
    assert mend_of(found[0])


def test_one_matter_among_the_others_is_told_what_concerns_it_alone() -> None:
    code, where, path, matters = SEVERAL["健康证 and 健康证明"]
    whole = among(*matters)
    assert told(check_one(whole.matters[where], whole)) == [(code, path)]
    assert check_one(whole.matters["drug"], whole) == ()


def test_a_draft_stands_in_for_its_own_version() -> None:
    whole = among(matter(HEALTH), second(HEALTH))
    draft = matter(replace(HEALTH, evidence=paper("x", "x").evidence))
    assert told(check_one(draft, whole)) == [("shared-elsewhere", "requirements[2].evidence")]
    assert "药品经营许可" in check_one(draft, whole)[0].message


DRUG_PERMIT = paper("drug", "药品经营许可证", "e_licence:drug-permit", "original", issued_by="market")
FOOD_PERMIT = paper("food", "食品经营许可证", "e_licence:food-permit", "original", issued_by="market")
DRUGS = (replace(SOUND.results[0], name="药品经营许可证", licence="drug-permit"),)


def test_two_permits_that_ask_for_each_other_are_found_in_both_in_words() -> None:
    circle = check_catalogue(among(matter(DRUG_PERMIT), second(FOOD_PERMIT, results=DRUGS)))
    assert [(one.code, one.file) for one in circle] == [
        ("circular-proof", "drug"),
        ("circular-proof", "food"),
    ]
    for one in circle:
        assert "“食品经营许可证”" in one.message
        assert "“药品经营许可证”" in one.message
        assert "只发给已经有" in one.message


def test_there_is_no_circle_where_one_way_leads_out_of_it() -> None:
    words = replace(
        DRUG_PERMIT,
        name="药品经营许可证或者不经营药品的声明",
        evidence=(*DRUG_PERMIT.evidence, *ways("form")),
    )
    assert check_catalogue(among(matter(words), second(FOOD_PERMIT, results=DRUGS))) == ()
    # And none where only one asks for the other.
    assert check_catalogue(among(matter(DRUG_PERMIT), second(results=DRUGS))) == ()


@pytest.mark.parametrize(
    ("changes", "file", "path"),
    [
        (
            {"licences": {**LICENCES, "id": Licence("id", "居民 身份证", "police")}},
            "licence_types",
            "id.name",
        ),
        ({"resources": {**RESOURCES, "people": "人口基础信息"}}, "resources", "people.name"),
    ],
)
def test_a_register_that_has_one_thing_twice(changes: dict[str, object], file: str, path: str) -> None:
    found = check_catalogue(among(SOUND, **changes))
    assert [(one.code, one.file, one.path) for one in found] == [("two-types", file, path)]


def test_what_can_be_mended_precisely_says_how() -> None:
    found = check_one(matter(paper("birth", "出生医学证明", issued_by="health")), among())
    assert mend_of(found[0]) == "加上 {way: e_licence, licence: birth}，放在第一位"
    assert by_code["organ-on-paper"].mend != mend_of(found[0])


def test_each_check_of_its_own_has_an_example() -> None:
    parts = (bases, circles, coming, documents, guide, materials, references, times)
    shown = {code for code, _, _ in ONE.values()} | {code for code, *_ in SEVERAL.values()}
    assert {one.code for part in parts for one in part.CHECKS} == (
        shown | {"two-types", "circular-proof"}
    ) - {one.code for one in matter_checks.CHECKS}
