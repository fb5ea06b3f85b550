"""An organ's opinion, and the decision: what is sent, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from factories import cases as make
from factories.matters import matters
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.rules.cases.phases import Phase, ReviewOutcome
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.remedies import remedies
from workbench.conftest import Desk

OPINION = "已到现场核对，不影响地下管线，同意。"


def _state(number: str):
    return state_of(Case.objects.get(number=number))


def _seen(number: str) -> str:
    return str(Case.objects.get(number=number).last_seq)


def test_an_organ_says_yes_with_the_points_it_checked() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    page = desk.opens(f"/work/cases/{number}/review/municipal")
    assert "核查要点" in page
    assert "交通影响审查" in page, "the others' stages stand beside"
    stage = matters()["dig-road"].stage("municipal")
    where = desk.fills(
        f"/work/cases/{number}/review/municipal", outcome="pass", opinion=OPINION, checked=["0", "2", "99"]
    )
    assert where == f"/work/cases/{number}"
    opinion = _state(number).opinions["municipal"]
    assert opinion.outcome is ReviewOutcome.PASS
    assert opinion.checked == (stage.checks[0], stage.checks[2])
    assert OPINION in desk.opens(where)


def test_no_needs_a_lawful_ground_and_keeps_what_was_typed() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    path = f"/work/cases/{number}/review/municipal"
    page = desk.fills(path, 422, outcome="fail", opinion=OPINION, checked=["1"])
    assert "要选择法定的理由" in page
    assert "《行政许可法》第三十八条第二款" in page
    assert OPINION in desk.html
    assert 'name="checked" value="1" checked' in desk.html
    ground = matters()["dig-road"].refusals[0]
    desk.fills(path, outcome="fail", opinion=OPINION, grounds=[ground.key])
    assert _state(number).opinions["municipal"].grounds == (ground.key,)
    assert ground.text in desk.opens(f"/work/cases/{number}")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"opinion": OPINION}, "还没有选择“同意”或“不同意”"),
        ({"outcome": "pass", "opinion": " \n"}, "要写明意见"),
        (
            {"outcome": "fail", "opinion": OPINION, "grounds": ["invented"]},
            "不在本事项公布的不予许可理由之内",
        ),
    ],
)
def test_what_is_not_filled_in_is_told_and_nothing_is_lost(values: dict[str, object], says: str) -> None:
    number = make.accepted("dig-road")
    before = Event.objects.count()
    desk = Desk("reviewer-enforcement")
    assert says in desk.fills(f"/work/cases/{number}/review/municipal", 422, **values)
    assert Event.objects.count() == before
    assert str(values["opinion"]).strip() in desk.html


def test_a_control_character_is_left_out() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    desk.fills(f"/work/cases/{number}/review/municipal", outcome="pass", opinion="同\0意\x07。")
    assert "同意。" in desk.opens(f"/work/cases/{number}")


def test_a_form_without_its_hidden_fields_does_nothing() -> None:
    number = make.accepted("dig-road")
    before = Event.objects.count()
    desk = Desk("reviewer-enforcement")
    page = desk.sends(f"/work/cases/{number}/review/municipal", {"outcome": "pass", "opinion": OPINION}, 422)
    assert "这次提交不完整" in page
    assert Event.objects.count() == before


def test_another_organs_stage_is_refused_by_name() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    page = desk.opens(f"/work/cases/{number}/review/traffic", 409)
    assert "没有等您“交通影响审查”的环节" in page
    data = {"outcome": "pass", "opinion": OPINION, "key": make.key(), "seen": _seen(number)}
    assert "您的岗位不能对这个办件提交审查意见" in desk.sends(
        f"/work/cases/{number}/review/traffic", data, 403
    )
    assert "没有“nonsense”这个环节" in desk.opens(f"/work/cases/{number}/review/nonsense", 422)


def test_a_double_click_is_one_opinion_and_the_same_answer() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    path = f"/work/cases/{number}/review/municipal"
    desk.opens(path)
    data = desk.hidden | {"outcome": "pass", "opinion": OPINION}
    assert desk.sends(path, data) == desk.sends(path, data) == f"/work/cases/{number}"
    assert Event.objects.filter(case__number=number, name="Reviewed").count() == 1


def test_a_stale_form_is_told_what_happened_meanwhile_and_keeps_everything() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    path = f"/work/cases/{number}/review/municipal"
    desk.opens(path)
    data = desk.hidden | {"outcome": "pass", "opinion": OPINION, "checked": ["0"]}
    Desk("reviewer-traffic-police").fills(
        f"/work/cases/{number}/review/traffic", outcome="pass", opinion="不影响。"
    )
    page = desk.sends(path, data, 409)
    assert "您打开页面之后发生的事" in page
    assert "审查意见" in page
    assert "示例·贾艳红" in page
    assert OPINION in desk.html
    assert 'name="outcome" value="pass" required checked' in desk.html
    assert desk.hidden["seen"] == str(int(data["seen"]) + 1)
    desk.sends(path, desk.hidden | {"outcome": "pass", "opinion": OPINION})
    assert "municipal" in _state(number).opinions


def test_the_chief_grants_and_the_certificate_is_numbered_at_once() -> None:
    number = make.reviewed("dig-road")
    desk = Desk("chief-enforcement")
    page = desk.opens(f"/work/cases/{number}/decide")
    for stage in ("市政审查", "交通影响审查", "规划核对"):
        assert stage in page
    desk.fills(f"/work/cases/{number}/decide", do="grant", opinion="符合条件，准予。")
    state = _state(number)
    assert state.phase is Phase.ISSUED
    assert state.results[0].number in desk.opens(f"/work/cases/{number}")


def test_a_refusal_carries_ground_reasons_and_rights() -> None:
    number = make.reviewed("dig-road", fails="municipal")
    desk = Desk("chief-enforcement")
    page = desk.opens(f"/work/cases/{number}/decide")
    assert "不能准予" in page
    assert 'value="grant"' not in desk.html
    proposed = remedies(OrganKind.DEPARTMENT, "淄博市博山区人民政府")
    assert proposed in page
    ground = matters()["dig-road"].refusals[0]
    where = desk.fills(
        f"/work/cases/{number}/decide",
        do="refuse",
        grounds=[ground.key],
        reasons="恢复方案不合格。",
        remedies=proposed,
    )
    state = _state(number)
    assert (state.phase, state.grounds, state.remedies) == (Phase.REFUSED, (ground.key,), proposed)
    page = desk.opens(where)
    assert "恢复方案不合格。" in page
    assert proposed in page


def test_the_rights_name_the_right_body_and_both_articles() -> None:
    department = remedies(OrganKind.DEPARTMENT, "淄博市博山区人民政府")
    assert "六十日内向淄博市博山区人民政府申请行政复议（《行政复议法》第二十条第一款、" in department
    assert "六个月内" in department
    assert "《行政诉讼法》第四十六条第一款" in department
    assert "上一级主管部门" in remedies(OrganKind.VERTICAL, "区政府")
    assert "上一级人民政府" in remedies(OrganKind.GOVERNMENT, "区政府")


def test_a_refusal_that_lacks_something_is_refused_with_everything_kept() -> None:
    number = make.reviewed("dig-road", fails="municipal")
    desk = Desk("chief-enforcement")
    path = f"/work/cases/{number}/decide"
    page = desk.fills(path, 422, do="refuse", reasons="恢复方案不合格。", remedies="可以复议。")
    assert "不予许可要选择法定理由并说明" in page
    assert "恢复方案不合格。" in desk.html
    assert "可以复议。" in desk.html
    ground = matters()["dig-road"].refusals[0].key
    page = desk.fills(path, 422, do="refuse", reasons="恢复方案不合格。", remedies=" ", grounds=[ground])
    assert "要告知申请人可以申请行政复议" in page


def test_granting_what_an_organ_said_no_to_is_refused_even_by_a_forged_form() -> None:
    number = make.reviewed("dig-road", fails="municipal")
    desk = Desk("chief-enforcement")
    path = f"/work/cases/{number}/decide"
    page = desk.fills(path, 422, do="grant", opinion="还是准予。")
    assert "“市政审查”的审查意见是不同意，不能准予" in page


def test_deciding_before_every_organ_was_heard_is_refused() -> None:
    number = make.accepted("dig-road")
    desk = Desk("chief-enforcement")
    assert "还有审查环节没有办完" in desk.opens(f"/work/cases/{number}/decide", 409)
    data = {"do": "grant", "opinion": "准予。", "key": make.key(), "seen": _seen(number)}
    assert "还有审查环节没有办完" in desk.sends(f"/work/cases/{number}/decide", data, 409)
