"""Hearing, special procedures, extension, the wrong organ, documents, licences: what is told and can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.driving import Drive, driven, in_parts
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.licences.models import Licence
from onevisit.platform import clock
from onevisit.platform.files.commands import keep
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import SYSTEM
from onevisit.platform.people.models import Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.courses import SpecialKind
from portal.conftest import PDF, Visitor

Make = Callable[..., Visitor]


@pytest.fixture
def applicant(visitor: Make) -> Visitor:
    """The person in whose enterprise's name the factories apply."""
    return visitor(Representation.objects.select_related("person").order_by("id")[0].person.username)


def told() -> Drive:
    """The applicant was told that he may ask for a hearing."""
    case = driven().accept()
    case.do(c.TellHearing(make.words("拟不予许可：挖掘方案影响管线安全。")))
    return case


def choose(who: Visitor, case: Drive, path: str = "hearing", status: int = 302, **data: str) -> str:
    """Send the page of a choice."""
    form = {"key": make.key(), "seen": str(case.case.last_seq), **data}
    return who.sends(f"/cases/{case.number}/{path}", form, status)


def test_a_hearing_is_asked_for(applicant: Visitor) -> None:
    case = told()
    page = applicant.sees(f"/cases/{case.number}")
    assert "您可以要求听证" in page
    assert "2026年11月30日" in page
    page = applicant.sees(f"/cases/{case.number}/hearing")
    assert "影响管线安全" in page
    assert "不收费" in page
    assert "还没有选" in choose(applicant, case, status=422)
    choose(applicant, case, do="request")
    assert "等着听证" in applicant.sees(f"/cases/{case.number}")
    case.do(call := case.call_hearing())
    page = applicant.sees(f"/cases/{case.number}")
    for part in (f"{call.day.month}月{call.day.day}日", "三楼会议室", call.presider_name, "申请换人"):
        assert part in page
    choose(applicant, case, do="waive")
    assert "放弃听证" in applicant.sees(f"/cases/{case.number}")
    choose(applicant, case, do="request", status=422)
    assert case.names()[-1] == "HearingWaived"


def test_a_hearing_is_waived_only_where_it_is_ones_own(applicant: Visitor) -> None:
    case = told()
    choose(applicant, case, do="waive")
    assert case.state.hearing
    assert case.state.hearing.waived_on == case.today
    nothing = driven().accept()
    applicant.sees(f"/cases/{nothing.number}/hearing", 422)


def test_a_special_procedure_is_told_with_its_days(applicant: Visitor, visitor: Make) -> None:
    case = driven("investment-approval").accept()
    case.do(c.Pause(SpecialKind.EXPERT_REVIEW, "decide", 10, make.words("方案要请专家看。")))
    page = applicant.sees(f"/cases/{case.number}")
    assert "正在专家评审，期限暂停计算" in page
    assert "约10个工作日，到2026年12月7日" in page
    assert "方案要请专家看。" in page
    row = Case.objects.get(number=case.number)
    nobody = visitor()
    nobody.sends("/track", {"number": case.number, "code": row.query_code})
    page = nobody.sees("/track/case")
    assert "专家评审，期限暂停计算" in page
    assert "方案要请专家看" not in page
    case.do(c.Resume(SpecialKind.EXPERT_REVIEW, make.words("专家同意。")))
    assert "专家评审已经结束" in applicant.sees(f"/cases/{case.number}")


def test_an_extension_is_told_with_its_reason(applicant: Visitor) -> None:
    case = driven().accept()
    rule = case.matter.prolongation
    assert rule
    case.do(c.Extend(rule.length, make.words("案情复杂。")))
    page = applicant.sees(f"/cases/{case.number}")
    assert "办理期限延长了" in page
    assert "案情复杂。" in page


def test_the_wrong_organ_is_named_and_gets_everything(applicant: Visitor) -> None:
    case = driven()
    case.do(c.Decline(DeclineKind.NOT_OURS, make.words("这条路归交通部门管。"), "transport"))
    page = applicant.sees(f"/cases/{case.number}")
    assert "这件事归别的部门办" in page
    assert "博山区交通运输局" in page
    assert "把材料转给它" in page
    assert "不用再交一遍" in applicant.sees(f"/cases/{case.number}/hand-over")
    choose(applicant, case, "hand-over")
    assert case.state.handed_over_on == case.today
    applicant.sees(f"/cases/{case.number}/hand-over", 422)


def test_documents_are_listed_and_downloaded_by_the_applicant_alone(
    applicant: Visitor, visitor: Make
) -> None:
    case = driven()
    case.do(case.ask("design"))
    (document,) = [one for one in case.state.documents if one.kind == "correction"]
    page = applicant.sees(f"/cases/{case.number}")
    assert document.title in page
    assert document.number in page
    assert "文件正在生成" in page
    file = keep(PDF, "告知书.pdf")
    case.do(c.RenderDocuments({document.number: file}), by=SYSTEM)
    applicant.sees(f"/cases/{case.number}")
    assert f"/cases/{case.number}/files/{file}" in applicant.html
    got = applicant.client.get(f"/cases/{case.number}/files/{file}")
    assert got.content == PDF
    visitor("sun-hao").sees(f"/cases/{case.number}/files/{file}", 404)
    nobody = visitor()
    nobody.sends("/track", {"number": case.number, "code": Case.objects.get(number=case.number).query_code})
    page = nobody.sees("/track/case")
    assert document.number in page
    assert "等申请人补正" in page
    assert file not in nobody.html
    assert "请改正" not in page


def test_a_licence_that_was_acted_on_says_why_and_what_to_do(applicant: Visitor) -> None:
    case = driven().accept().ready().grant()
    until = case.today + timedelta(days=30)
    act = c.ActOnLicence(LicenceAct.SUSPEND, "penalty", make.words("未按方案施工。"), heard=True, until=until)
    case.do(act)
    for path in ("/my/licences", f"/cases/{case.number}"):
        page = applicant.sees(path)
        assert "已暂扣" in page
        assert "未按方案施工。" in page
        assert "行政复议" in page


def test_a_licence_that_runs_out_reminds_of_its_renewal(applicant: Visitor) -> None:
    number = make.issued("food-business-permit")
    row = Licence.objects.get(case__number=number)
    assert "提出延续申请" not in applicant.sees("/my/licences")
    Licence.objects.filter(pk=row.pk).update(valid_to=clock.today() + timedelta(days=60))
    page = applicant.sees("/my/licences")
    assert "2027年1月22日 星期五到期" in page
    assert "提出延续申请" in page
    assert 'href="/matters/food-business-permit-renewal"' in applicant.html
    Licence.objects.filter(pk=row.pk).update(valid_to=clock.today() + timedelta(days=6))
    assert "日子已经过了" in applicant.sees("/my/licences")


def test_commitments_are_published_without_names_of_persons(visitor: Make) -> None:
    case = in_parts("bookkeeping-agency", committed=("staff",)).accept()
    nobody = visitor()
    page = nobody.sees("/commitments")
    row = Case.objects.select_related("applicant").get(number=case.number)
    assert row.applicant.name in page
    assert "待核查" in page
    assert case.number not in page
    row.applicant.kind, row.applicant.name = "person", "示例·王桂兰"
    row.applicant.save()
    page = nobody.sees("/commitments")
    assert "示例·王**" in page
    assert "王桂兰" not in page
    case.ready().grant().do(c.CheckCommitment(CheckOutcome.KEPT, make.words("一致。")))
    assert "与承诺一致" in nobody.sees("/commitments")
    with clock.at(make.later(days=30)):
        assert "现在没有在公示期内的承诺" in nobody.sees("/commitments")


def test_every_notice_says_what_to_do_and_names_nobody() -> None:
    case = driven()
    case.do(case.ask("design", "form.road"))
    case.do(case.supply("design"))
    texts = [str(one.payload["text"]) for one in Errand.objects.filter(kind="notify").order_by("id")]
    assert "有2处需要补正，请在2026年12月23日前补齐" in texts[-2]
    assert "还差1项" in texts[-1]
    name = make.party(case.number).name
    assert all(name not in text and len(text) < 130 for text in texts)
