"""The pages of leaves, as those see them who are away, who stand in, and who answer for them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from factories import cases as make
from leave.conftest import account, away, day
from onevisit.platform.organs.models import Leave
from onevisit.rules.leave import Reason
from workbench.conftest import Desk

pytestmark = pytest.mark.usefixtures("noon")

AWAY, DEPUTY = "chief-enforcement", "reviewer-enforcement"
LEAVE = "/work/leave"


def form(desk: Desk, path: str = LEAVE, **given: Any) -> dict[str, Any]:
    """What the form of the page sends with these values."""
    desk.opens(path)
    (whole,) = re.findall(r'<form method="post" action="/work/leave".*?</form>', desk.html, re.DOTALL)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', whole))
    hidden.pop("csrfmiddlewaretoken", None)
    return {**hidden, **given}


def days(since: int, until: int) -> dict[str, str]:
    return {"since": day(since).isoformat(), "until": day(until).isoformat()}


def test_one_enters_his_own_leave_and_takes_it_back() -> None:
    desk = Desk(AWAY)
    given = form(desk, deputy=account(DEPUTY), reason="annual", note="回老家", **days(1, 3))
    assert desk.sends(LEAVE, given) == LEAVE
    page = desk.opens(LEAVE)
    assert "已登记" in page
    assert "11月24日至26日" in page
    assert "共3天" in page
    assert "还没有开始" in page
    leave = Leave.objects.get()
    confirm = desk.opens(f"{LEAVE}/{leave.pk}/end")
    assert "撤回后这几天不再有人代行" in confirm
    desk.sends(f"{LEAVE}/{leave.pk}/end")
    assert "已撤回" in desk.opens(LEAVE)
    assert "用再结束" in desk.opens(f"{LEAVE}/{leave.pk}/end", 409)


def test_a_second_click_is_the_first() -> None:
    desk = Desk(AWAY)
    given = form(desk, deputy=account(DEPUTY), reason="annual", **days(1, 3))
    desk.sends(LEAVE, given)
    desk.sends(LEAVE, given)
    assert Leave.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"deputy": ""}, 422, "缺：代行人"),
        ({"since": "2026-02-31"}, 422, "缺：第一天"),
        ({"reason": "holiday"}, 422, "缺：事由"),
        ({"since": "2026-11-22"}, 422, "过去的日子里谁办了什么已经记录在案"),
        ({"deputy": "reviewer-tax"}, 422, "不能代行"),
        ({"person": "chief-market", "deputy": "reviewer-market"}, 403, "您不能替示例·崔世杰登记"),
        ({"key": ""}, 422, "这次提交不完整"),
    ],
)
def test_a_refusal_keeps_what_was_typed(change: dict[str, str], status: int, says: str) -> None:
    desk = Desk(AWAY)
    numbers = {name: account(change[name]) for name in ("person", "deputy") if change.get(name)}
    given = form(desk, deputy=account(DEPUTY), reason="sick", note="复查", **days(1, 3))
    page = desk.sends(LEAVE, given | change | numbers, status)
    assert says in page
    assert 'value="复查"' in desk.html
    assert f'value="{day(3).isoformat()}"' in desk.html
    assert not Leave.objects.exists()


def test_the_head_enters_it_for_his_people_and_sees_their_leaves() -> None:
    desk = Desk("head-market")
    page = desk.opens(LEAVE)
    assert "示例·梁桂芳 · 审查人员" in page
    assert "示例·范鹏飞" not in page, "another organ's"
    person = account("reviewer-market")
    given = form(
        desk, f"{LEAVE}?person={person}", deputy=account("reviewer-market-2"), reason="sick", **days(0, 1)
    )
    assert given["person"] == str(person)
    assert "替 示例·梁桂芳 登记" in desk.text
    desk.sends(LEAVE, given)
    page = desk.opens(LEAVE)
    assert "示例·陈春梅登记" in page
    assert "病假" in page
    leave = Leave.objects.get()
    assert "示例·崔丽娟马上不能再办示例·梁桂芳的件" in desk.opens(f"{LEAVE}/{leave.pk}/end")
    desk.sends(f"{LEAVE}/{leave.pk}/end")
    assert "没有人请假" in desk.opens(LEAVE)
    assert "已提前结束" in desk.opens(f"{LEAVE}?past=1")


def test_what_is_not_ones_to_end_is_not_there() -> None:
    leave = away(AWAY, DEPUTY, 1, 3)
    for who in (DEPUTY, "head-market", "clerk1"):
        desk = Desk(who)
        none, other = desk.opens(f"{LEAVE}/0/end", 404), desk.opens(f"{LEAVE}/{leave}/end", 404)
        assert none == other
        desk.sends(f"{LEAVE}/{leave}/end", {}, 403)
    assert Leave.objects.get().ended_at is None


def test_who_has_nobody_to_stand_in_is_told_what_it_takes() -> None:
    page = Desk("admin").opens(LEAVE)
    assert "没有人可以代行您的职责" in page
    assert "同一部门的另一位平台管理员" in page


def test_the_deputys_first_page_and_list_say_for_whom() -> None:
    number = make.reviewed("dig-road")
    away(AWAY, DEPUTY, 0, 2, reason=Reason.SICK, note="住院")
    desk = Desk(DEPUTY)
    page = desk.opens("/work/")
    assert "您正在代行 示例·黄树林 的职责，至2026年11月25日" in page
    assert "代 示例·黄树林" in desk.opens("/work/items")
    page = desk.opens(LEAVE)
    assert "正在代行" in page
    assert "病假" not in re.sub(r"<option.*?</option>", "", desk.html)
    assert "住院" not in page
    desk.opens(f"/work/cases/{number}/decide")


def test_who_is_away_is_told_on_his_first_page_and_one_click_from_ending_it() -> None:
    leave = away(AWAY, DEPUTY, 0, 2)
    desk = Desk(AWAY)
    page = desk.opens("/work/")
    assert "您在请假，到2026年11月25日" in page
    assert f'href="{LEAVE}/{leave}/end"' in desk.html
    desk.sends(f"{LEAVE}/{leave}/end")
    assert "您在请假" not in desk.opens("/work/")
    assert "代行" not in Desk(DEPUTY).opens("/work/").replace("请假与代行", "")


def test_a_deputy_with_an_own_post_for_it_sees_no_mark() -> None:
    make.accepted("food-business-permit")
    away("reviewer-market-2", "reviewer-market")
    page = Desk("reviewer-market").opens("/work/items")
    assert "食品经营许可" in page
    assert "代 示例" not in page


def test_days_on_which_a_possible_deputy_is_away_stand_beside_his_name() -> None:
    away("reviewer-market-3", "chief-market", 4, 5)
    page = Desk("reviewer-market").opens(LEAVE)
    assert "示例·岳艳红 · 审查人员 · 区市场监管局（11月27日至28日请假）" in page
