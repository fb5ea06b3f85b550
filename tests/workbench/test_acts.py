"""The pages of the organs' acts: what is offered, what is sent, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from casework.driving import driven, in_parts
from factories import cases as make
from factories.matters import matters
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct, Standing, TerminationGround
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.workbench.acts.all import ACTS
from workbench.conftest import Desk

COMPLAINT, BILLBOARD = "procurement-complaint", "billboard"
"""Matters with special procedures, and with interested parties."""


def state(number: str) -> CaseState:
    return state_of(Case.objects.get(number=number))


def desk_of(actor: Actor) -> Desk:
    return Desk(Person.objects.get(pk=actor.person).username)


def chief(number: str) -> Desk:
    return desk_of(make.chief_of(number))


def at(number: str, act: str) -> str:
    return f"/work/cases/{number}/{act}"


def told(number: str) -> None:
    parties = Contents("parties", {"names": ["示例·邻甲"], "text": "灯光", "how": "当面"}, "0" * 32)
    make.do(number, make.chief_of(number), c.TellInterested(parties, 1))


def test_a_special_procedure_stops_the_clock_and_its_end_starts_it_again() -> None:
    number = make.accepted(COMPLAINT)
    desk = chief(number)
    page = desk.opens(at(number, "pause"))
    for kind in matters()[COMPLAINT].courses.special:
        assert kind.kind.label in page
        assert kind.basis.cite() in page
    assert "招标" not in page, "only what the law demands here"
    assert "办理期限从今天起停止计算" in page
    given = {"kind": "testing", "stage": "decide", "days": "4", "reason": "送检测机构检测。"}
    where = desk.fills(at(number, "pause"), **given)
    assert where == f"/work/cases/{number}"
    (procedure,) = state(number).running
    assert (procedure.kind, procedure.days) == (SpecialKind.TESTING, 4)
    page = desk.opens(where)
    assert "检测期间不计入办理期限" in page
    assert "送检测机构检测。" in page
    assert "特别程序（不计入期限）告知书" in page
    assert "暂停计时" in desk.opens("/work/cases?course=paused")
    assert "共 1 件" in desk.text
    desk.fills(at(number, "resume"), kind="testing", result="检测合格。")
    assert not state(number).running
    assert "检测合格。" in desk.opens(where)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"days": "21"}, "20"),
        ({"reason": " "}, "还没有填写：理由"),
        ({"kind": "auction"}, "还没有填写：程序"),
        ({"stage": "nowhere"}, "还没有填写：哪个环节需要"),
        ({"days": "-1"}, "还没有填写：需要多少个工作日"),
    ],
)
def test_a_pause_that_is_refused_keeps_what_was_typed(change: dict[str, str], says: str) -> None:
    number = make.accepted(COMPLAINT)
    before = Event.objects.count()
    desk = chief(number)
    given = {"kind": "testing", "stage": "decide", "days": "4", "reason": "送检测机构检测。", **change}
    assert says in desk.fills(at(number, "pause"), 422, **given)
    assert Event.objects.count() == before
    assert given["reason"].strip() in desk.html


def test_what_the_law_does_not_demand_here_is_not_offered_and_says_why() -> None:
    number = make.accepted("dig-road")
    desk = chief(number)
    page = desk.opens(f"/work/cases/{number}")
    assert "现在还不能办的，为什么" in page
    assert "没有" in desk.opens(at(number, "pause"), 409)
    assert "现在没有等您“提交核查结果”的环节" in Desk("reviewer-enforcement").opens(at(number, "check"), 409)


def test_the_page_offers_what_the_rules_allow_and_to_whom() -> None:
    number = make.reviewed(BILLBOARD)
    desk = chief(number)
    desk.opens(f"/work/cases/{number}")
    assert f'href="{at(number, "tell-interested")}"' in desk.html
    assert f'href="{at(number, "extend")}"' not in desk.html, "that is for the head"
    assert "由别人办的" in desk.text
    assert "决定部门的主要负责人" in desk.text
    assert "还没有告知利害关系人" in desk.text, "why there is no grant yet"
    head = Desk("head-enforcement")
    head.opens(f"/work/cases/{number}")
    assert f'href="{at(number, "extend")}"' in head.html


def test_a_reviewer_of_the_second_stage_is_offered_his_own() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-traffic-police")
    desk.opens(f"/work/cases/{number}")
    assert f"/work/cases/{number}/review/traffic" in desk.html
    assert f"/work/cases/{number}/review/municipal" not in desk.html


def test_the_head_extends_once_and_not_too_long() -> None:
    number = make.accepted("dig-road")
    assert "本级人民政府" in matters()["dig-road"].prolongation.by.label  # type: ignore[union-attr]
    where = Desk("head-enforcement").client.get(at(number, "extend"))["Location"]
    assert "联合办理的，区政府主要负责人" in Desk("head-enforcement").opens(where), "joint handling"
    head = Desk("head-government")
    rule = matters()["dig-road"].prolongation
    assert rule is not None
    page = head.fills(at(number, "extend"), 422, length=str(rule.length + 1), reason="等待规划核对。")
    assert "等待规划核对。" in head.html
    assert f"最多{rule.length}" in page.replace(" ", "")
    head.fills(at(number, "extend"), length=str(rule.length), reason="等待规划核对。")
    assert state(number).prolonged is not None
    assert "等待规划核对。" in head.opens(f"/work/cases/{number}")
    assert "延长" in head.opens(at(number, "extend"), 409)


def test_interested_parties_are_named_and_what_they_say_is_kept() -> None:
    number = make.reviewed(BILLBOARD)
    desk = chief(number)
    page = desk.opens(f"/work/cases/{number}/decide")
    assert "还没有告知利害关系人" in page
    assert 'value="grant"' not in desk.html, "what blocks is said before anything is typed"
    page = desk.opens(at(number, "tell-interested"))
    assert matters()[BILLBOARD].courses.interested.basis.cite() in page  # type: ignore[union-attr]
    names = "示例·邻甲\r\n示例·邻乙\r\n\r\n示例·邻甲"
    desk.fills(at(number, "tell-interested"), names=names, how="当面送达告知书", about="夜间灯光。")
    assert state(number).interested_on is not None
    assert "2人" in desk.opens(f"/work/cases/{number}")
    assert "此前不能作决定" in desk.opens(f"/work/cases/{number}/decide")
    Desk("reviewer-enforcement").fills(
        at(number, "record-view"), who="利害关系人", name="示例·邻甲", words="影响休息。"
    )
    assert "利害关系人示例·邻甲：影响休息。" in desk.opens(f"/work/cases/{number}")


def test_a_hearing_is_asked_for_called_and_held_by_somebody_who_did_not_review() -> None:
    number = make.reviewed(BILLBOARD)
    told(number)
    desk = chief(number)
    desk.fills(at(number, "request-hearing"), who="interested")
    hearing = state(number).hearing
    assert hearing is not None
    assert hearing.by_interested
    page = desk.opens(at(number, "call-hearing"))
    for words in ("最早", "隔满7个工作日", "最晚", "二十个工作日内组织", "审查过这个办件"):
        assert words in page
    head = make.staff(Role.HEAD, organ="enforcement")
    given = {"day": "2026-11-30", "place": "三楼会议室", "presider": str(head.person)}
    assert "最早可以定在" in desk.fills(at(number, "call-hearing"), 422, **given)
    assert "三楼会议室" in desk.html
    reviewer = next(iter(state(number).opinions.values())).by
    refused = desk.fills(at(number, "call-hearing"), 422, **{**given, "presider": str(reviewer)})
    assert "还没有填写：主持人" in refused
    desk.fills(at(number, "call-hearing"), **{**given, "day": "2026-12-03"})
    assert "听证通知书" in desk.opens(f"/work/cases/{number}")
    sent = desk.client.get(at(number, "hold-hearing"))
    assert sent.status_code == 302
    assert f"由听证主持人{head.name}办" in desk.opens(sent["Location"]), "the presider holds it"
    presider = desk_of(head)
    assert "还没有到" in presider.opens(at(number, "hold-hearing"), 409)
    with clock.at(datetime.fromisoformat("2026-12-03T15:00:00+08:00")):
        presider.fills(
            at(number, "hold-hearing"), present="示例·甲\n示例·邻甲", signed="示例·甲", words="各方陈述完毕。"
        )
        assert state(number).hearing.held_on == date(2026, 12, 3)  # type: ignore[union-attr]
        assert "各方陈述完毕。" in desk.opens(f"/work/cases/{number}/decide")
        assert 'value="grant"' in desk.html


def test_the_applicant_may_be_told_of_his_right_and_waive_it_at_the_window() -> None:
    number = make.reviewed("dig-road")
    desk = chief(number)
    desk.fills(at(number, "tell-hearing"), about="拟不予许可：恢复方案不合格。")
    assert "听证权利告知书" in desk.opens(f"/work/cases/{number}")
    case = Case.objects.get(number=number)
    clerk = desk_of(make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class))
    assert "还没有填写：已核对身份证件" in clerk.fills(at(number, "waive-hearing"), 422)
    clerk.fills(at(number, "waive-hearing"), signed="yes")
    assert state(number).hearing.waived_on is not None  # type: ignore[union-attr]


def test_a_commitment_is_checked_and_what_was_broken_goes_to_the_head() -> None:
    number = in_parts("bookkeeping-agency", committed=("staff",)).accept().ready().grant().number
    organ = make.chief_of(number).posts[0].organ
    reviewer = desk_of(make.staff(Role.REVIEWER, organ=organ))
    assert "共 1 件" in reviewer.opens("/work/items?kind=check")
    assert at(number, "check") in reviewer.html
    (key,) = state(number).committed
    path = at(number, "check")
    page = reviewer.fills(path, 422, outcome="faulty", words="与承诺不符。")
    assert "与承诺不符。" in reviewer.html
    assert "哪" in page
    reviewer.fills(path, outcome="faulty", items=[key], words="与承诺不符。")
    pledged = state(number).pledged
    assert pledged is not None
    assert pledged.outcome is CheckOutcome.FAULTY
    assert "按要求整改" in reviewer.opens(f"/work/cases/{number}"), "what we wait for from the applicant"
    assert pledged.mend_by is not None
    with clock.at(datetime.fromisoformat(f"{pledged.mend_by.replace(year=2027)}T12:00:00+08:00")):
        reviewer.fills(path, outcome="broken", words="逾期没有整改。")
        head = desk_of(make.staff(Role.HEAD, organ=organ))
        assert "撤销许可" in head.opens("/work/")
        assert "共 1 件" in head.opens("/work/items?kind=revoke")
        chief(number).fills(at(number, "repair-credit"), words="已纠正。")
        assert state(number).pledged.repaired_on is not None  # type: ignore[union-attr]


def test_a_licence_is_suspended_by_the_chief_and_revoked_by_the_head_only() -> None:
    number = make.handed_out("dig-road")
    desk, head = chief(number), Desk("head-enforcement")
    desk.opens(f"/work/cases/{number}")
    assert at(number, "licence-suspend") in desk.html
    assert at(number, "licence-revoke") not in desk.html
    given = {"ground": "penalty", "reasons": "行政处罚决定。", "until": "2026-12-23"}
    path = at(number, "licence-suspend")
    assert "还没有填写：已经告知持有人" in desk.fills(path, 422, **given)
    assert 'value="2026-12-23"' in desk.html
    desk.fills(path, heard="yes", **given)
    assert state(number).standing is Standing.SUSPENDED
    assert "已暂扣" in desk.opens(f"/work/cases/{number}")
    desk.fills(at(number, "licence-reinstate"), ground="over", reasons="暂扣期满。")
    assert state(number).standing is Standing.IN_FORCE
    grounds = {"ground": "unqualified", "reasons": "不符合法定条件。", "heard": "yes"}
    assert "公共利益" in head.fills(at(number, "licence-revoke"), 422, **grounds)
    head.fills(at(number, "licence-revoke"), harmless="yes", **grounds)
    assert state(number).standing is Standing.REVOKED
    assert "不能" in head.opens(at(number, "licence-recall"), 409)
    desk.fills(at(number, "licence-cancel"), ground="undone", reasons="依法被撤销。")
    assert state(number).standing is Standing.CANCELLED


def test_a_case_without_anybody_left_is_terminated() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    desk.fills(at(number, "terminate"), ground="dissolved", reason="企业已注销登记。")
    assert state(number).phase is Phase.TERMINATED
    assert TerminationGround.DISSOLVED.label in desk.opens(f"/work/cases/{number}")


def test_the_right_organ_takes_over_what_was_handed_to_it() -> None:
    number = make.submitted("dig-road")
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    post = next(held for held in clerk.posts if held.hall == case.hall_id)
    decline = c.Decline(DeclineKind.NOT_OURS, make.words("应由卫健局办理。"), "health", hand_over=True)
    make.do(number, clerk, c.Receive(post.hall, post.window), decline)
    desk = Desk("reviewer-health")
    assert at(number, "take-over") in _html(desk, "/work/items?kind=take-over")
    assert "应由卫健局办理。" in desk.opens(at(number, "take-over"))
    desk.fills(at(number, "take-over"), words="材料已收到，接着办。")
    assert state(number).taken_over_on is not None


def _html(desk: Desk, path: str) -> str:
    desk.opens(path)
    return desk.html


def test_a_notice_reaches_whom_nothing_else_reached() -> None:
    case = driven(delivery=Delivery.COURIER, post_address="博山区示例路1号").accept().ready().grant()
    number, desk = case.number, chief(case.number)
    assert "其他方式都送不到" in desk.opens(at(number, "public-notice"), 409), "the last resort"
    case.hand_out(Delivery.COURIER)
    case.do(c.ReturnMail(make.words("查无此人。")))
    desk.fills(at(number, "public-notice"), words="准予许可，多次邮寄均被退回。")
    assert state(number).notice_until is not None


def test_whoever_was_slower_sees_what_happened_and_keeps_his_words() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    path = at(number, "record-view")
    desk.opens(path)
    hidden = desk.hidden
    make.do(number, make.chief_of(number), c.RecordView(make.words("申请人：同意。")))
    page = desk.sends(path, hidden | {"who": "申请人", "words": "希望快一点。"}, 409)
    assert "您打开页面之后发生的事" in page
    assert "希望快一点。" in desk.html


def test_sent_twice_it_happens_once() -> None:
    number = make.accepted("dig-road")
    desk = Desk("reviewer-enforcement")
    desk.opens(at(number, "record-view"))
    data = desk.hidden | {"who": "申请人", "words": "希望快一点。"}
    assert desk.sends(at(number, "record-view"), data) == desk.sends(at(number, "record-view"), data)
    assert Event.objects.filter(name="ViewRecorded").count() == 1


def test_somebody_elses_act_is_refused_by_name() -> None:
    number = make.accepted("dig-road")
    assert "或者您无权查看" in Desk("reviewer-health").opens(at(number, "record-view"), 404)
    desk = Desk("reviewer-traffic-police")
    answer = desk.client.get(at(number, "terminate"))
    assert answer.status_code == 302
    assert "由决定部门的审查人员或首席代表办" in desk.opens(answer["Location"])
    data = {"ground": "dissolved", "reason": "已注销。", "key": make.key(), "seen": "1"}
    data["seen"] = str(Case.objects.get(number=number).last_seq)
    assert "您的岗位不能对这个办件终止办理" in desk.sends(at(number, "terminate"), data, 403)
    assert "已注销。" in desk.html


def test_a_survey_names_two_officers() -> None:
    number = make.accepted("small-restaurant")
    desk = desk_of(make.staff(Role.REVIEWER, organ="market"))
    path = f"/work/cases/{number}/review/survey"
    page = desk.opens(path)
    assert "指派两名以上工作人员" in page
    own = make.staff(Role.REVIEWER, organ="market").name
    assert f'name="officers" value="{own}"' in desk.html, "one's own name is filled in"
    given = {"outcome": "pass", "opinion": "现场符合要求。"}
    desk.fills(path, 422, officers=[own, ""], **given)
    assert "现场符合要求。" in desk.html
    desk.fills(path, officers=[own, "示例·王强"], **given)
    assert f"核查人员：{own}、示例·王强" in desk.opens(f"/work/cases/{number}")


def test_a_first_review_says_where_it_goes() -> None:
    number = make.accepted("disability-subsidy", town="chishang")
    stage = next(one for one in matters()["disability-subsidy"].stages if one.kind == "first-review")
    desk = desk_of(make.staff(Role.REVIEWER, organ="chishang"))
    assert "初审意见和全部材料直接报送" in desk.opens(f"/work/cases/{number}/review/{stage.key}")


def test_all_clocks_stand_side_by_side_and_open_their_derivation() -> None:
    number = make.accepted("dig-road")
    desk = chief(number)
    page = desk.opens(f"/work/cases/{number}")
    for words in ("承诺期限", "法定期限", "市政审查", "交通影响审查", "已经停止的", "为什么是", "次日起算"):
        assert words in page
    assert desk.html.count('class="wb-lane"') >= 4
    assert "今天 11月23日" in page


def test_every_act_is_the_page_of_one_command_with_its_article() -> None:
    assert len({act.slug for act in ACTS}) == len(ACTS)
    for act in ACTS:
        assert act.basis, act.slug
        assert act.command in c.__dict__.values()
    assert {act.example.act for act in ACTS if isinstance(act.example, c.ActOnLicence)} == set(LicenceAct)
