"""目录体检: what the checks find in the catalogue in force, narrowed, counted, linked, and as a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from onevisit.catalogue import health as examined
from onevisit.catalogue.health import health
from onevisit.catalogue.visits import catalogue_on
from onevisit.platform import clock
from onevisit.rules.catalogue_checks.registry import by_code
from onevisit.rules.journeys import Catalogue
from onevisit.rules.matters.vocabulary import StageKind
from onevisit.workbench.views.health import HEAD
from workbench.conftest import Desk

FORWARDED, PAPERS = "subsistence", "hotel"


@pytest.fixture(autouse=True)
def spoilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first review has lost its article, which nobody could publish; and so have the papers of another matter."""

    def without(day: date) -> Catalogue:
        whole = catalogue_on(day)
        review, papers = whole.matters[FORWARDED], whole.matters[PAPERS]
        stages = (
            replace(one, basis=None) if one.kind is StageKind.FIRST_REVIEW else one for one in review.stages
        )
        asked = (replace(one, basis=None) for one in papers.requirements)
        changed = {
            FORWARDED: replace(review, stages=tuple(stages)),
            PAPERS: replace(papers, requirements=tuple(asked)),
        }
        return replace(whole, matters={**whole.matters, **changed})

    monkeypatch.setattr(examined, "catalogue_on", without)


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """What was found is kept with the catalogue that it was found in; here that is another one."""
    examined._symptoms.cache_clear()
    yield
    examined._symptoms.cache_clear()


def lines(desk: Desk, query: str = "") -> list[list[str]]:
    answer = desk.client.get(f"/work/health.csv{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = csv.reader(io.StringIO(text))
    assert tuple(head) == HEAD
    return rows


def test_every_finding_stands_there_with_its_matter_and_how_to_mend_it(at: Callable[[str], Desk]) -> None:
    desk = at("editor1")
    found = health(clock.today())
    assert len(found) >= 8
    said = desk.opens("/work/health")
    assert f"{len(found) - 1}处提醒" in said
    assert len(lines(desk)) == len(found)
    first = found[0]
    assert (first.check.id, first.matter) == ("M-101", FORWARDED)
    assert first.message in said
    assert first.mend in said
    assert f'href="/work/catalogue/{first.matter}"' in desk.html
    assert "目录体检" in desk.opens("/work/catalogue")


def test_an_error_comes_first_and_is_counted(at: Callable[[str], Desk]) -> None:
    desk = at("legal1")
    said = desk.opens("/work/health")
    assert re.search(r"1\s*处错误", said)
    head = next(iter(re.findall(r"<tbody>(.*?)</tr>", desk.html, re.DOTALL)))
    assert "没有法定依据，不能公布" in head
    (row,) = lines(desk, "?severity=error")
    assert row[:2] == ["M-101", "错误"]
    assert row[4] == FORWARDED
    assert row[7] == by_code["forwarding-without-basis"].mend


def test_filters_narrow_and_count_what_the_others_leave(at: Callable[[str], Desk]) -> None:
    desk = at("editor1")
    found = health(clock.today())
    check = by_code["material-without-basis"]
    mine = [one for one in found if one.check is check]
    assert len(lines(desk, f"?rule={check.id}")) == len(mine) >= 5
    assert {row[4] for row in lines(desk, f"?rule={check.id}&organ=police")} == {PAPERS}
    assert lines(desk, f"?rule={check.id}&organ=civil-affairs") == []
    page = desk.opens(f"/work/health?rule={check.id}")
    assert f"{check.id} {check.says}" in page
    assert "没有法定依据，不能公布" not in page
    name = mine[0].matter_name
    assert all(row[3] == name or name in row[6] for row in lines(desk, f"?q={name}"))
    assert "没有符合条件的问题" in desk.opens("/work/health?rule=M-001")
    assert "没有符合条件的问题" in desk.opens("/work/health?q=没有这样的事项")


def test_it_costs_few_statements_once_it_is_known(
    at: Callable[[str], Desk], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    desk = at("editor1")
    desk.opens("/work/health")
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        desk.opens("/work/health?severity=warning")
