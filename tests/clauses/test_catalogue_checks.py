"""Clauses 5.1b, 5.1c, 5.10c: what has no basis is found in the real district's matters, and what may not be is not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from factories.matters import checked
from onevisit.rules.catalogue_checks import check_catalogue, check_one
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.parse import parse_matter

Data = dict[str, Any]


def changed(key: str, change: Callable[[Data], object]) -> tuple[Finding, ...]:
    """What a change in a matter of the district makes the checks say that they did not say before."""
    whole = catalogue_of(checked().pack)
    data = copy.deepcopy(dict(next(one.data for one in checked().pack.matters if one.matter.key == key)))
    change(data)
    matter = parse_matter(data).matter
    assert matter is not None
    before = {(one.code, one.message) for one in check_one(whole.matters[key], whole)}
    return tuple(one for one in check_one(matter, whole) if (one.code, one.message) not in before)


def of(data: Data, part: str, key: str) -> Data:
    return next(one for one in data[part] if one["key"] == key)


@pytest.mark.clause("5.1b")
def test_a_first_review_or_forwarding_without_basis_is_reported_and_cannot_be_published() -> None:
    forwarded = [
        one.matter.key for one in checked().pack.matters if one.matter.courses.handling == "forwarded"
    ]
    assert len(forwarded) >= 3
    for key in forwarded:
        # As it stands, each of the district's first reviews has its article.
        assert changed(key, lambda data: None) == ()

        def without(data: Data) -> None:
            for stage in data["stages"]:
                if stage["kind"] == "first-review":
                    del stage["basis"]

        (found,) = changed(key, without)
        assert found.code == "forwarding-without-basis"
        assert found.severity is Severity.ERROR
        assert found.path.startswith("stages[")
        assert "不能公布" in found.message

    # Calling it by another name does not help: a town that reviews for the district, and a review called 转报.
    def disguised(data: Data) -> None:
        stage = of(data, "stages", "review")
        stage["name"] = "审查转报"
        del stage["basis"]

    assert [one.code for one in changed("nurse-registration", disguised)] == ["forwarding-without-basis"]


@pytest.mark.clause("5.1c")
@pytest.mark.parametrize(
    ("key", "change", "code"),
    [
        pytest.param(
            "nurse-registration",
            lambda data: of(data, "requirements", "identity").update(
                evidence=[{"way": "upload"}, {"way": "original"}]
            ),
            "shared-elsewhere",
            id="another organ issues it, and another matter already shares it",
        ),
        pytest.param(
            "food-business-permit-renewal",
            lambda data: of(data, "requirements", "permit").update(
                evidence=[{"way": "original"}], kept=False
            ),
            "shared-elsewhere",
            id="the organ asks for what it issued itself",
        ),
        pytest.param(
            "hotel",
            lambda data: data["requirements"].append({**of(data, "requirements", "licence"), "key": "again"}),
            "asked-twice",
            id="it is asked for twice",
        ),
        pytest.param(
            "hotel",
            lambda data: of(data, "requirements", "rules").pop("basis"),
            "material-without-basis",
            id="it has no basis",
        ),
        pytest.param(
            "hotel",
            lambda data: of(data, "requirements", "licence").update(name="工商执照"),
            "two-names",
            id="it has another name elsewhere",
        ),
        pytest.param(
            "hotel",
            lambda data: of(data, "requirements", "rules").update(name="公安机关要求提交的其他材料"),
            "catch-all",
            id="it is anything",
        ),
    ],
)
def test_a_material_that_should_not_be_asked_for_is_found(
    key: str, change: Callable[[Data], object], code: str
) -> None:
    assert [one.code for one in changed(key, change)] == [code]


@pytest.mark.clause("5.1c")
def test_proofs_that_ask_for_each_other_are_found_and_listed_in_both_matters() -> None:
    pack = checked().pack
    whole = catalogue_of(pack)

    def asks_for(key: str, licence: str, name: str, organ: str) -> None:
        data = copy.deepcopy(dict(next(one.data for one in pack.matters if one.matter.key == key)))
        data["requirements"].append(
            {
                "key": "circle",
                "name": name,
                "made_by": "organ",
                "issued_by": organ,
                "basis": {"law": "行政许可法", "article": "31"},
                "evidence": [{"way": "e_licence", "licence": licence}, {"way": "original"}],
            }
        )
        matter = parse_matter(data).matter
        assert matter is not None
        spoilt[key] = matter

    spoilt = dict(whole.matters)
    asks_for("fire-safety-check", "entertainment-permit", "娱乐经营许可证", "culture")
    found = check_catalogue(Catalogue(spoilt, whole.licences, whole.organs, whole.resources))
    listed = {one.file: one.message for one in found if one.code == "circular-proof"}
    # The entertainment permit asks for the fire check as it stands; both are listed, each in words.
    assert {"fire-safety-check", "entertainment"} <= set(listed)
    assert "“消防安全检查合格证”" in listed["entertainment"]
    assert "只发给已经有" in listed["entertainment"]
    assert not any(one.code == "circular-proof" for one in check_catalogue(whole))


@pytest.mark.clause("5.10c")
def test_a_precondition_that_only_an_intermediary_can_meet_is_reported_without_its_basis() -> None:
    reported = 0
    for entry in checked().pack.matters:
        for at, one in enumerate(entry.matter.requirements):
            only = {way.way.value for way in one.evidence} <= {"upload", "original"}
            if one.made_by != "intermediary" or not one.required or one.commitment or not only:
                continue
            (found,) = changed(entry.matter.key, lambda data, at=at: data["requirements"][at].pop("basis"))
            assert (found.code, found.path) == ("intermediary-without-basis", f"requirements[{at}].basis")
            assert found.severity is Severity.ERROR
            reported += 1
    assert reported >= 10

    # Where a word stands for it, the applicant needs no intermediary: it is a material like others.
    def promised(data: Data) -> None:
        del of(data, "requirements", "electric")["basis"]

    assert [one.code for one in changed("fire-safety-check", promised)] == ["material-without-basis"]
