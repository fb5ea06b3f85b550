"""The pages: what the applicant and the staff read of visits, writing one down, and finding why."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from factories import cases as make
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role
from onevisit.visits import queries
from onevisit.visits.models import Appearance, Finding
from visits import coming

pytestmark = pytest.mark.django_db

Screen = Callable[..., Client]


def words(response: object) -> str:
    """The page without its tags, blanks made one."""
    html = response.content.decode()  # type: ignore[attr-defined]
    assert " style=" not in html, "the security policy blocks it"
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture
def number() -> str:
    found = coming.at_window()
    coming.weighed()
    return found


def form(**typed: str) -> dict[str, str]:
    """The clerk's form as it is sent."""
    usual = {
        "key": make.key(),
        "day": "2026-11-24",
        "time": "09:30",
        "purpose": "sign",
        "cause": "agency",
        "required": "yes",
        "reason": "漏签了一页，请他回来补签",
    }
    return {**usual, **typed}


def test_the_whole_story_on_the_pages(screen: Screen, number: str) -> None:
    applicant = screen(make.applicant()[0])
    page = words(applicant.get(f"/cases/{number}"))
    assert "承诺 1 次 实际 1 次" in page
    assert "也可以网上申请，不用来" in page
    clerk = screen(coming.clerk())
    assert "登记到场" in words(clerk.get(f"/work/cases/{number}"))
    done = words(clerk.post(f"/work/cases/{number}/visits", form(), follow=True))
    assert "已登记；申请人在办件页面上看得到" in done
    page = words(applicant.get(f"/cases/{number}"))
    assert "承诺 1 次 实际 2 次" in page
    assert "11月24日 博山区政务服务中心" in page
    assert "签字 · 部门的原因" in page
    assert "比承诺的多。大厅负责人会查明原因" in page

    head = screen(make.staff(Role.HALL_HEAD, hall=make.main_hall()))
    assert "2026年11月24日为签字到场（部门原因）：漏签了一页，请他回来补签" in words(head.get("/work/visits"))
    assert "认定为什么多跑" in words(head.get(f"/work/visits/{number}"))
    finding = {"key": make.key(), "seen": "2", "verdict": "agency", "reason": "窗口漏看，已提醒当班人员"}
    assert "已认定，记录在案" in words(head.post(f"/work/visits/{number}", finding, follow=True))
    assert "没有等着查明的" in words(head.get("/work/visits"))
    assert "窗口漏看，已提醒当班人员" in words(head.get(f"/work/visits/{number}"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"purpose": "x"}, "请选择为什么事到场"),
        ({"cause": ""}, "请选择是谁的原因"),
        ({"day": "2026-02-31"}, "请填写到场日期"),
        ({"time": "25:00"}, "请填写到场时间"),
        ({"day": "2026-11-20"}, "咨询不算跑动"),
        ({"reason": ""}, "请写明为什么到场"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    screen: Screen, number: str, typed: dict[str, str], says: str
) -> None:
    answer = screen(coming.clerk()).post(f"/work/cases/{number}/visits", form(place="二楼大厅", **typed))
    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="二楼大厅"' in answer.content.decode()
    assert Appearance.objects.filter(key__isnull=False).count() == 0


def test_a_supervisor_corrects_and_the_original_can_still_be_read(screen: Screen, number: str) -> None:
    coming.sent_away(number, at=make.later(1))
    row = Appearance.objects.get(key__isnull=False)
    head = screen(make.staff(Role.HALL_HEAD, hall=make.main_hall()))
    assert f"/work/visits/appearances/{row.pk}" in head.get(f"/work/cases/{number}/visits").content.decode()
    wrong = {"key": make.key(), "seen": "0", "purpose": "other", "cause": "applicant", "reason": ""}
    refused = head.post(f"/work/visits/appearances/{row.pk}", wrong)
    assert refused.status_code == 422
    done = head.post(
        f"/work/visits/appearances/{row.pk}", wrong | {"reason": "监控显示是他没有带章"}, follow=True
    )
    assert "已更正；原来的记录保留" in words(done)
    assert queries.of_case(number).count.by_applicant == 1
    page = words(head.get(f"/work/visits/appearances/{row.pk}"))
    assert "系统故障，没有办成" in page
    assert "监控显示是他没有带章" in page
    late = head.post(f"/work/visits/appearances/{row.pk}", wrong | {"key": make.key(), "reason": "再改"})
    assert late.status_code == 409


def test_doors_are_closed_to_those_who_neither_see_applicants_nor_supervise(
    screen: Screen, number: str
) -> None:
    coming.sent_away(number, at=make.later(1))
    head = screen(make.staff(Role.HEAD, organ="enforcement"))
    assert head.post(f"/work/cases/{number}/visits", form()).status_code == 403
    assert head.get(f"/work/visits/{number}").status_code == 200, "he reads what concerns his organ"
    finding = {"key": make.key(), "seen": "2", "verdict": "applicant", "reason": "怪他"}
    assert head.post(f"/work/visits/{number}", finding).status_code == 403
    assert not Finding.objects.exists()
    assert screen(coming.clerk()).get("/work/visits").status_code == 403


def test_figures_open_into_their_cases_and_leave_as_files(screen: Screen, number: str) -> None:
    make.do(number, coming.clerk(), c.Withdraw(make.words("不办了。")))
    coming.weighed()
    inquiry = screen(coming.inquiry())
    page = inquiry.get("/work/visits/figures?by=matter&since=2026-11-01&until=2026-11-30")
    assert "挖掘城市道路许可" in words(page)
    assert "办结数比 运行情况 按办件算的少" in words(page)
    (address, *_) = re.findall(r'href="(/work/visits/cases\?[^"]+)"', page.content.decode())
    behind = inquiry.get(unescape(address))
    assert number[:6] in words(behind)
    for path in (
        "/work/visits/figures.csv?by=matter&since=2026-11-01&until=2026-11-30",
        f"{unescape(address)}&as=csv",
    ):
        file = b"".join(inquiry.get(path).streaming_content).decode()
        assert "挖掘城市道路许可" in file
    coming.sent_away(number, at=make.later(1))
    file = b"".join(inquiry.get("/work/visits.csv").streaming_content).decode()
    assert "系统故障，没有办成" in file
