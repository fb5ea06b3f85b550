"""An application that came on line, at the window: received, accepted, declined; and the sheet that is given for it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factories import cases as make
from factories.matters import matters, shown_for, situations
from onevisit.casework import sealing
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.rules.cases.commands import Shown
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.matters.vocabulary import Way
from workbench.conftest import Desk

MATTER = "food-business-permit"


def _state(number: str):
    return state_of(Case.objects.get(number=number))


@pytest.fixture
def clerk(at: Callable[[str], Desk]) -> Desk:
    return at("clerk5")


def _with_an_original() -> str:
    definition = matters()[MATTER]
    answers = next(situations(definition))
    shown = tuple(
        Shown(one.requirement, Way.ORIGINAL) if one.requirement == "layout" else one
        for one in shown_for(definition, answers)
    )
    return make.submitted(MATTER, answers=answers, shown=shown)


def test_received_and_accepted_in_one_command_with_a_notice_to_print(clerk: Desk) -> None:
    number = make.submitted(MATTER)
    sealing.seal(make.NOON)
    where = clerk.fills(f"/work/cases/{number}/receive", do="accept")
    assert where == f"/work/cases/{number}/receipt"
    names = list(Event.objects.filter(case__number=number).order_by("seq").values_list("name", flat=True))
    assert names == ["Submitted", "Received", "Accepted", "DocumentIssued", "DocumentIssued"]
    page = clerk.opens(where)
    case = Case.objects.get(number=number)
    for words in (
        "受理通知书",
        case.query_code,
        "C01号窗口",
        case.last_hash,
        "全部记录的树根",
        "2026年12月3日",
    ):
        assert words in page
    assert make.party(number).identifier not in clerk.html


def test_only_received_is_told_until_when_it_is_answered(clerk: Desk) -> None:
    number = make.submitted(MATTER)
    page = clerk.opens(clerk.fills(f"/work/cases/{number}/receive", do="receive"))
    assert _state(number).phase is Phase.RECEIVED
    assert "收件凭证" in page
    assert "逾期不答复的" in page
    clerk.fills(f"/work/cases/{number}/receive", do="accept")
    assert _state(number).phase is Phase.ACCEPTED


def test_an_original_has_to_be_sighted_before_it_is_accepted(clerk: Desk) -> None:
    number = _with_an_original()
    path = f"/work/cases/{number}/receive"
    assert "必须看原件" in clerk.opens(path)
    page = clerk.fills(path, 422, do="accept")
    assert "还缺必需的材料，不能受理" in page
    assert _state(number).phase is Phase.SUBMITTED, "a refused order leaves nothing half done"
    clerk.fills(path, do="accept", sighted=["layout", "never-asked"])
    assert _state(number).sighted == ("layout",)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"decline_reason": "缺图。"}, "不予受理要向申请人说明理由"),
        ({"decline_kind": "not-needed", "decline_reason": ""}, "不予受理要向申请人说明理由"),
        ({"decline_kind": "not-ours", "decline_reason": "去找城管。"}, "要告知申请人该找哪个部门"),
        ({"decline_kind": "not-complete", "decline_reason": "缺图。"}, "应当先一次性告知补正"),
    ],
)
def test_declining_needs_everything_that_the_law_wants_and_loses_nothing(
    clerk: Desk, values: dict[str, str], says: str
) -> None:
    number = make.submitted(MATTER)
    assert says in clerk.fills(f"/work/cases/{number}/receive", 422, do="decline", **values)
    assert values["decline_reason"] in clerk.html
    assert _state(number).phase is Phase.SUBMITTED


def test_declined_with_the_right_organ_is_read_on_the_page_and_the_sheet(clerk: Desk) -> None:
    number = make.submitted(MATTER)
    where = clerk.fills(
        f"/work/cases/{number}/receive",
        do="decline",
        decline_kind="not-ours",
        decline_reason="户外招牌归城管。",
        right_organ="enforcement",
        missing=["layout"],
    )
    state = _state(number)
    assert (state.decline, state.right_organ) == (DeclineKind.NOT_OURS, "enforcement")
    page = clerk.opens(where)
    assert "博山区综合行政执法局" in page
    assert "户外招牌归城管。" in page
    assert "不予受理决定书" in clerk.opens(f"/work/cases/{number}/receipt")


def test_another_class_of_window_is_refused_and_told_who_may(at: Callable[[str], Desk]) -> None:
    number = make.submitted(MATTER)
    other = at("clerk1")
    assert "没有等您" in other.opens(f"/work/cases/{number}/receive", 409)
    page = other.sends(f"/work/cases/{number}/receive", {"do": "accept", "key": make.key(), "seen": "1"}, 403)
    assert "请找：博山区政务服务中心的“商事登记”综合窗口" in page


def test_two_clerks_at_once_and_the_second_is_told(at: Callable[[str], Desk]) -> None:
    number = make.submitted(MATTER)
    first, second = at("clerk5"), at("clerk6")
    path = f"/work/cases/{number}/receive"
    second.opens(path)
    stale = second.hidden | {
        "do": "decline",
        "decline_kind": "not-needed",
        "decline_reason": "只卖预包装食品。",
    }
    first.fills(path, do="accept")
    page = second.sends(path, stale, 409)
    assert "示例·任晓兰" in page
    assert "窗口收件" in page
    assert "只卖预包装食品。" in second.html


def test_declined_with_the_materials_handed_over_because_the_applicant_wants_it(clerk: Desk) -> None:
    number = make.submitted(MATTER)
    values = {"decline_kind": "not-ours", "decline_reason": "归交通部门管。", "right_organ": "transport"}
    clerk.fills(f"/work/cases/{number}/receive", do="decline", **values, hand_over="1")
    state = _state(number)
    assert state.handed_over_on == make.NOON.date()
    assert "移送函" in clerk.opens(f"/work/cases/{number}/receipt")


def test_the_materials_may_be_handed_over_afterwards(clerk: Desk) -> None:
    number = make.submitted(MATTER)
    values = {"decline_kind": "not-ours", "decline_reason": "归交通部门管。", "right_organ": "transport"}
    clerk.fills(f"/work/cases/{number}/receive", do="decline", **values)
    path = f"/work/cases/{number}/hand-over"
    assert "归交通部门管。" in clerk.opens(path)
    assert "还没有填写：申请人要求把材料移送过去" in clerk.fills(path, 422)
    clerk.fills(path, wanted="yes")
    assert _state(number).handed_over_on == make.NOON.date()


def test_the_right_organs_phone_stands_beside_its_name(clerk: Desk) -> None:
    number = make.submitted(MATTER)
    page = clerk.opens(f"/work/cases/{number}/receive")
    assert re.search(r"博山区综合行政执法局（0533-\d+）", page)
    assert "补正后申请材料仍不齐全" not in page, "no reason before the one notice"


def test_an_application_is_taken_back_at_the_counter(clerk: Desk) -> None:
    number = make.accepted(MATTER)
    path = f"/work/cases/{number}/withdraw"
    assert "以后可以重新申请" in clerk.opens(path)
    assert "还没有填写" in clerk.fills(path, 422, reason="不开店了。")
    assert "不开店了。" in clerk.html
    clerk.fills(path, reason="不开店了。", signed="yes")
    assert _state(number).phase is Phase.WITHDRAWN
    sheet = clerk.opens(f"/work/cases/{number}/receipt")
    assert "终止办理通知书" in sheet
    assert "不开店了。" in sheet


def test_an_application_ends_where_there_is_nobody_left_to_decide_for(clerk: Desk) -> None:
    number = make.accepted(MATTER)
    clerk.fills(f"/work/cases/{number}/terminate", ground="dissolved", reason="登记机关的注销登记证明。")
    assert _state(number).phase is Phase.TERMINATED
    assert "终止办理决定书" in clerk.opens(f"/work/cases/{number}/receipt")
