"""The lists of the workbench: narrowed, counted exactly, claimed; and always with as many statements."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from syrupy.assertion import SnapshotAssertion

from factories import cases as make
from onevisit.casework.models import WorkItem
from workbench.conftest import Desk

PAGES = {
    "today of a clerk": ("clerk1", "/work/"),
    "today of a chief": ("chief-enforcement", "/work/"),
    "today of a head": ("head-enforcement", "/work/"),
    "today of the inquiry": ("inquiry1", "/work/"),
    "items": ("reviewer-enforcement", "/work/items"),
    "cases": ("inquiry1", "/work/cases"),
    "export": ("inquiry1", "/work/cases.csv"),
    "case": ("reviewer-enforcement", "/work/cases/{number}"),
    "receive": ("clerk1", "/work/cases/{waiting}/receive"),
    "review": ("reviewer-enforcement", "/work/cases/{number}/review/municipal"),
    "an act": ("reviewer-enforcement", "/work/cases/{number}/record-view"),
    "cases that stand still": ("inquiry1", "/work/cases?course=paused"),
    "cases to be checked": ("inquiry1", "/work/cases?course=check"),
    "hand-out": ("handout1", "/work/hand-out"),
    "figures by organ": ("inquiry1", "/work/supervision"),
    "figures by matter": ("inquiry1", "/work/supervision?by=matter"),
    "figures by hall": ("inquiry1", "/work/supervision?by=hall"),
    "figures by window": ("inquiry1", "/work/supervision?by=window"),
    "behind a figure": ("inquiry1", "/work/supervision/cases?figure=open&by=organ&key=enforcement"),
    "bad ratings": ("inquiry1", "/work/supervision/ratings"),
    "ledger": ("inquiry1", "/work/ledger"),
    "catalogue": ("editor1", "/work/catalogue"),
    "matter": ("editor1", "/work/catalogue/dig-road"),
    "choose": ("clerk1", "/work/intake"),
    "leave": ("reviewer-enforcement", "/work/leave"),
    "leave of a head": ("head-enforcement", "/work/leave"),
}


def statements(who: str, path: str) -> list[str]:
    """What a page asks of the database, each statement as its verb and its first table."""
    client = Desk(who).client
    client.get(path)  # what is kept in memory is read now
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
    return [_short(one["sql"]) for one in caught if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def _short(sql: str) -> str:
    table = re.search(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)
    verb = sql.split(maxsplit=1)[0].replace("DECLARE", "SELECT")  # PostgreSQL streams through a cursor
    return f"{verb} {table[1] if table else ''}".strip()


def test_a_page_asks_as_much_for_many_cases_as_for_few(snapshot: SnapshotAssertion) -> None:
    number, waiting = make.accepted("dig-road"), make.submitted("dig-road")
    make.rendered("dig-road", collect_at="district-hall")
    doors = {name: (who, path.format(number=number, waiting=waiting)) for name, (who, path) in PAGES.items()}
    few = {name: statements(*door) for name, door in doors.items()}
    for matter in ("dig-road", "billboard", "food-business-permit"):
        make.submitted(matter)
        make.accepted(matter)
        make.rendered(matter, collect_at="district-hall")
    assert {name: statements(*door) for name, door in doors.items()} == few
    assert few == snapshot


def test_the_work_list_is_narrowed_and_counted_exactly(at: Callable[[str], Desk]) -> None:
    numbers = [make.accepted("dig-road") for _ in range(3)]
    other = make.accepted("billboard")
    desk = at("reviewer-enforcement")
    page = desk.opens("/work/items")
    total = WorkItem.objects.filter(organ="enforcement", kind="review").count()
    assert f"共 {total} 件" in page
    page = desk.opens(f"/work/items?q={numbers[1]}")
    assert "共 1 件" in page
    assert numbers[1] in page
    assert numbers[0] not in page
    page = desk.opens("/work/items?q=挖掘&kind=review")
    assert "共 3 件" in page
    assert other not in page
    assert "没有符合条件的待办" in desk.opens("/work/items?due=overdue")
    assert "没有符合条件的待办" in desk.opens("/work/items?kind=decide")
    assert f"共 {total} 件" in desk.opens("/work/items?kind=nonsense&page=99")


def test_the_query_string_keeps_the_state_of_the_list(at: Callable[[str], Desk]) -> None:
    make.accepted("dig-road")
    desk = at("reviewer-enforcement")
    desk.opens("/work/items?kind=review&q=挖掘")
    assert '<option value="review" selected>' in desk.html
    assert 'value="挖掘"' in desk.html
    desk.opens("/work/cases?phase=accepted&since=2026-11-01&sort=due_on&channel=online")
    assert '<option value="accepted" selected>' in desk.html
    assert 'value="2026-11-01"' in desk.html
    assert 'aria-sort="ascending"' in desk.html
    assert 'href="/work/cases.csv?phase=accepted' in desk.html


@pytest.mark.parametrize(
    ("query", "many"),
    [
        ("", 3),
        ("phase=submitted", 1),
        ("phase=accepted", 2),
        ("matter=billboard", 1),
        ("organ=market", 0),
        ("channel=online", 3),
        ("channel=window", 0),
        ("due=open", 3),
        ("due=overdue", 0),
        ("course=paused", 0),
        ("course=correcting", 0),
        ("course=deferral", 0),
        ("course=check", 0),
        ("course=nonsense", 3),
        ("since=2026-11-23&until=2026-11-23", 3),
        ("until=2026-11-22", 0),
        ("q=%E6%8C%96%E6%8E%98", 2),
        ("phase=nonsense&since=yesterday&due=x", 3),
        ("q=%00%27%22", 0),
    ],
)
def test_the_cases_are_narrowed_by_everything_that_the_page_offers(
    at: Callable[[str], Desk], query: str, many: int
) -> None:
    make.submitted("dig-road")
    make.accepted("dig-road")
    make.accepted("billboard")
    page = at("inquiry1").opens(f"/work/cases?{query}")
    assert f"共 {many} 件" in page or (many == 0 and "没有符合条件的办件" in page)


def test_a_whole_number_in_the_box_leads_to_the_case_and_other_words_to_the_list(
    at: Callable[[str], Desk],
) -> None:
    number = make.accepted("dig-road")
    desk = at("inquiry1")
    assert (
        desk.client.get(f"/work/find?q={number[:6]}+{number[6:]}").headers["Location"]
        == f"/work/cases/{number}"
    )
    assert desk.client.get("/work/find?q=挖路").headers["Location"].startswith("/work/cases?q=")


def test_an_item_is_claimed_by_one_and_given_back(at: Callable[[str], Desk]) -> None:
    number = make.accepted("food-business-permit")
    item = WorkItem.objects.get(case__number=number, stage="review")
    first, second = at("reviewer-market"), at("reviewer-market-2")
    path = f"/work/items/{item.pk}/claim"
    back = "/work/items?kind=review"
    assert first.sends(path, {"do": "claim", "number": number, "back": back}) == back
    assert f"已认领：{number}" in first.opens("/work/items?mine=1")
    assert "共 1 件" in first.text
    second.sends(path, {"do": "claim", "number": number})
    page = second.opens("/work/items")
    assert "示例·梁桂芳已经先认领了" in page
    second.sends(path, {"do": "release", "number": number})
    item.refresh_from_db()
    assert item.claimed_by is None


def test_what_is_not_ones_own_cannot_be_claimed(at: Callable[[str], Desk]) -> None:
    number = make.accepted("food-business-permit")
    item = WorkItem.objects.get(case__number=number, stage="review")
    desk = at("reviewer-health")
    desk.sends(f"/work/items/{item.pk}/claim", {"do": "claim", "number": number})
    assert "不归您办" in desk.opens("/work/items")
    item.refresh_from_db()
    assert item.claimed_by is None


def test_the_way_back_stays_in_the_house(at: Callable[[str], Desk]) -> None:
    number = make.accepted("food-business-permit")
    item = WorkItem.objects.get(case__number=number, stage="review")
    for evil in ("https://evil.example/work/", "//evil.example", "/account/logout/", "javascript:alert(1)"):
        where = at("reviewer-market").sends(f"/work/items/{item.pk}/claim", {"number": number, "back": evil})
        assert where == "/work/items"


def test_numbers_of_the_first_page_are_those_of_the_lists_behind_them(at: Callable[[str], Desk]) -> None:
    for _ in range(3):
        make.submitted("dig-road")
    make.accepted("dig-road")
    desk = at("clerk1")
    desk.opens("/work/")
    shown = dict(re.findall(r'<a class="ov-stat[^"]*" href="([^"]+)">.*?ov-stat-value">(\d+)<', desk.html))
    assert shown["/work/items?kind=receive"] == "3"
    for href, value in shown.items():
        page = desk.opens(href)
        assert f"共 {value} 件" in page or value == "0"
