"""A walk-in applicant: any matter of the window's class, on one page, received and accepted in one command."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from factories import agents
from factories import cases as make
from factories.matters import form_for, matters, situations
from onevisit.casework.contents import content
from onevisit.casework.models import Case, Draft, Event
from onevisit.casework.projection import state_of
from onevisit.exchange.models import QueryLog
from onevisit.platform.people.models import Party
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.matters.vocabulary import Audience, Channel, Way
from workbench.conftest import PDF, Desk, scan

MATTER = "food-business-permit"
ANSWERS = {"business": "catering", "premises": "rented", "area": "from50"}
WHO = {"identifier": "370304198609214423", "name": "示例·李春燕", "phone": "19900000002", "address": "博山区"}

COMPANY = {"identifier": "91370304MA9T00376N", "name": "示例·颜山人家餐饮有限公司"}


@pytest.fixture
def clerk(at: Callable[[str], Desk]) -> Desk:
    return at("clerk5")


def begin(desk: Desk, matter: str = MATTER) -> str:
    """Choose the matter; returns the address of the draft."""
    return desk.sends("/work/intake/begin", {"matter": matter})


def everything(matter: str = MATTER, answers: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    """A page on which nothing is missing: everything as an original."""
    answers = ANSWERS if answers is None else answers
    definition = matters()[matter]
    ways = {}
    for one in requirements_for(definition, answers):
        offered = [evidence.way for evidence in one.evidence]
        ways[f"way-{one.key}"] = (Way.ORIGINAL if Way.ORIGINAL in offered else offered[0]).value
    form = {f"f-{key}": value for key, value in form_for(definition, answers).items()}
    asked = {f"q-{key}": value for key, value in answers.items()}
    base = {"do": "accept", "delivery": "window", "collect_at": "district-hall", "channel": "window"}
    return {**base, **WHO, **asked, **ways, **form, **changes}


def _state(number: str):
    return state_of(Case.objects.get(number=number))


def _number(where: str) -> str:
    return re.search(r"/cases/(\d{12})/receipt", where)[1]  # type: ignore[index]


def test_the_window_offers_the_matters_of_its_classes_and_no_others(clerk: Desk) -> None:
    page = clerk.opens("/work/intake")
    assert "食品经营许可（新办）" in page
    assert "挖掘城市道路许可" not in page
    assert "不动产" not in page


def test_a_matter_is_found_by_what_people_call_it(clerk: Desk) -> None:
    for words in ("开饭店", "kfd", "食品经营"):
        assert "食品经营许可（新办）" in clerk.opens(f"/work/intake?q={words}")
    page = clerk.opens("/work/intake?q=挖马路")
    assert "本窗口没有这样的事项" in page
    assert "别的窗口有：" in page
    assert "挖掘城市道路许可" in page


def test_received_and_accepted_in_one_command(clerk: Desk) -> None:
    draft = begin(clerk)
    where = clerk.sends(draft, everything())
    number = _number(where)
    case, state = Case.objects.get(number=number), _state(number)
    names = list(Event.objects.filter(case=case).order_by("seq").values_list("name", flat=True))
    assert names == ["Submitted", "Received", "Accepted", "DocumentIssued", "DocumentIssued"]
    assert (state.channel, state.received_window, case.hall_id) == (Channel.WINDOW, "C01", "district-hall")
    assert "layout" in state.sighted
    assert make.party(number).name == WHO["name"]
    assert not Draft.objects.exists(), "what was handed in is not kept a second time"
    page = clerk.opens(where)
    assert "受理通知书" in page
    assert case.query_code in page


@pytest.mark.parametrize(
    "matter", ["sole-trader", "hotel", "tobacco-retail", "hr-service", "fireworks-retail"]
)
def test_one_window_takes_in_the_matters_of_every_organ_of_its_class(clerk: Desk, matter: str) -> None:
    definition = matters()[matter]
    who = {} if Audience.PERSON in definition.audience else COMPANY
    where = clerk.sends(begin(clerk, matter), everything(matter, next(situations(definition)), **who))
    assert _state(_number(where)).phase is Phase.ACCEPTED


def test_a_second_click_finds_the_case_that_the_first_one_made(clerk: Desk) -> None:
    draft, data = begin(clerk), everything()
    assert clerk.sends(draft, data) == clerk.sends(draft, data)
    assert Case.objects.count() == 1
    # The way back in the browser leads there too.
    assert clerk.client.get(draft).headers["Location"].endswith("/receipt")


def test_everything_wrong_is_told_at_once_each_at_its_field_and_nothing_typed_is_lost(clerk: Desk) -> None:
    draft = begin(clerk)
    data = everything(
        identifier="370304198609214424", phone="", delivery="", **{"f-shop": "", "way-layout": ""}
    )
    page = clerk.sends(draft, data | {"f-place": "博山区示例路1号"}, 422)
    for words in (
        "第18位校验码",
        "请填写联系电话",
        "请选择结果怎样送达",
        "请填写“店招名称”",
        "还没有提供“场所布局图和操作流程”",
    ):
        assert words in page
    assert "有5处要改" in page
    for target in ("id_identifier", "id_phone", "id_delivery_0", "id_f-shop", "m-layout"):
        assert f'href="#{target}"' in clerk.html
        assert f'id="{target}"' in clerk.html
    assert "博山区示例路1号" in clerk.html
    assert not Case.objects.exists()
    assert not Party.objects.filter(identifier="370304198609214424").exists()
    assert "博山区示例路1号" in clerk.opens(draft) or "博山区示例路1号" in clerk.html


def test_a_question_that_is_not_answered_is_told(clerk: Desk) -> None:
    data = everything()
    del data["q-area"]
    assert "请回答：经营场所有多大？" in clerk.sends(begin(clerk), data, 422)


def test_the_name_has_to_be_the_one_that_the_number_belongs_to(clerk: Desk) -> None:
    page = clerk.sends(begin(clerk), everything(name="示例·冒名"), 422)
    assert "姓名与这个证件号码已登记的不一致" in page
    assert "示例·李春燕" not in page, "the register does not tell a stranger whose number it is"


def test_a_matter_for_enterprises_is_not_for_a_person(at: Callable[[str], Desk]) -> None:
    page = at("clerk1")
    answers = next(situations(matters()["construction-permit"]))
    text = page.sends(begin(page, "construction-permit"), everything("construction-permit", answers), 422)
    assert "号码是个人的" in text


@pytest.mark.usefixtures("registers")
def test_what_a_register_knows_need_not_be_brought(clerk: Desk) -> None:
    draft, owned = begin(clerk), ANSWERS | {"premises": "owned"}
    clerk.sends(draft, {"do": "identify", **WHO, **{f"q-{key}": value for key, value in owned.items()}})
    page = clerk.opens(draft)
    assert "姓名和号码一致" in page
    assert "电子证照，免提交" in page
    assert QueryLog.objects.filter(purpose="identity", found=True).exists(), "every enquiry is written down"
    before = QueryLog.objects.count()
    clerk.opens(draft)
    assert QueryLog.objects.count() == before, "looking at the page asks nobody"
    data = everything(answers=owned)
    del data["way-title"]
    state = _state(_number(clerk.sends(draft, data)))
    shown = state.shows("title")
    assert shown is not None
    assert shown.way is Way.E_LICENCE
    assert shown.refs


@pytest.mark.usefixtures("registers")
def test_a_register_that_does_not_know_the_person_leaves_it_to_the_document(clerk: Desk) -> None:
    draft = begin(clerk)
    stranger = {"identifier": "370304199001010013", "name": "示例·外地人"}
    clerk.sends(draft, {"do": "identify", **stranger})
    assert "请以证件原件为准" in clerk.opens(draft)


def test_a_scan_is_kept_shown_and_can_be_taken_back(clerk: Desk) -> None:
    draft = begin(clerk)
    asked = {f"q-{key}": value for key, value in ANSWERS.items()}
    clerk.sends(draft, {"do": "save", **asked})
    clerk.sends(
        draft,
        {"do": "save", **asked, "way-layout": "upload", "file-layout": [scan(), scan("二.pdf", PDF + b"2")]},
    )
    page = clerk.opens(draft)
    assert "扫描件.pdf" in page
    links = re.findall(rf'href="({draft}/files/[0-9a-f]{{64}})"', clerk.html)
    assert len(links) == 2
    assert clerk.client.get(links[0]).content == PDF
    assert Desk("clerk6").client.get(links[0]).status_code == 404
    clerk.sends(draft, {"do": "remove:layout", **asked})
    assert "扫描件.pdf" not in clerk.opens(draft)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("表.pdf", b"MZ\x90\x00 a program", "不是 PDF、JPEG 或 PNG 文件"),
        ("空.pdf", b"", "是空文件"),
        ("大.pdf", PDF + b"x" * (10 * 1024 * 1024), "超过了 10 MB"),
        ("半.pdf", PDF[:30], "不完整"),
    ],
)
def test_a_bad_file_is_refused_and_everything_else_is_kept(
    clerk: Desk, name: str, data: bytes, says: str
) -> None:
    draft = begin(clerk)
    asked = {f"q-{key}": value for key, value in ANSWERS.items()}
    clerk.sends(draft, {"do": "save", **asked})
    page = clerk.sends(draft, everything(**{"way-layout": "upload", "file-layout": [scan(name, data)]}), 422)
    assert says in page
    assert WHO["name"] in clerk.html
    assert not Case.objects.exists()


def test_only_received(clerk: Desk) -> None:
    where = clerk.sends(begin(clerk), everything(do="receive"))
    assert _state(_number(where)).phase is Phase.RECEIVED
    assert "收件凭证" in clerk.opens(where)


def test_declined_at_the_window_with_the_right_organ(clerk: Desk) -> None:
    draft = begin(clerk)
    data = everything(do="decline", decline_kind="not-ours", decline_reason="先办招牌。")
    page = clerk.sends(draft, data, 422)
    assert "要告知申请人该找哪个部门" in page
    assert "先办招牌。" in clerk.html
    assert not Case.objects.exists()
    where = clerk.sends(draft, data | {"right_organ": "enforcement"})
    state = _state(_number(where))
    assert (state.phase, state.decline) == (Phase.DECLINED, DeclineKind.NOT_OURS)


def test_what_is_missing_is_printed_once_and_for_all(clerk: Desk) -> None:
    draft = begin(clerk)
    clerk.sends(draft, everything(do="save", **{"way-layout": ""}))
    page = clerk.opens(f"{draft}/missing")
    assert "申请材料一次告知单" in page
    assert re.search(r"场所布局图和操作流程.*?缺", page)
    assert "博山区政务服务中心" in page


def test_an_agent_stands_there_for_the_applicant(clerk: Desk) -> None:
    draft = begin(clerk)
    agent = {"agent_name": "示例·乙", "agent_identifier": "370304199001010010"}
    assert "代理人证件号码" in clerk.sends(draft, everything(**agent), 422)
    where = clerk.sends(draft, everything(agent_name="示例·乙", agent_identifier="370304199001010013"))
    assert _state(_number(where)).phase is Phase.ACCEPTED
    page = clerk.opens(f"/work/cases/{_number(where)}")
    assert "示例·乙" in page
    assert "370304199001010013" not in page, "his number is in the record, not on the screen"


def test_a_draft_is_its_clerks_own_and_saved_as_he_types(clerk: Desk) -> None:
    draft = begin(clerk)
    clerk.answer = clerk.client.post(draft, {"name": "示例·李\0春燕"}, headers={"X-Autosave": "1"})
    assert clerk.answer.status_code == 204
    assert "示例·李春燕" in clerk.opens(draft) or "示例·李春燕" in clerk.html
    assert "没有办完的录入" in clerk.opens("/work/")
    other = Desk("clerk6")
    other.opens(draft, 404)
    other.sends(draft, {"do": "accept"}, 404)
    other.sends(f"{draft}/discard")
    assert Draft.objects.get().dropped_at is None, "nobody throws away a colleague's"
    clerk.sends(f"{draft}/discard")
    page = clerk.opens("/work/intake")
    assert "刚删除的" in page
    clerk.opens(draft, 404)
    other.sends(f"{draft}/bring-back")
    other.opens(draft, 404)
    clerk.sends(f"{draft}/bring-back")
    assert "示例·李春燕" in clerk.opens(draft) or "示例·李春燕" in clerk.html


def test_another_windows_matter_cannot_be_begun(clerk: Desk) -> None:
    page = clerk.sends("/work/intake/begin", {"matter": "dig-road"}, 403)
    assert "“投资项目审批”综合窗口" in page
    clerk.sends("/work/intake/begin", {"matter": "no-such"}, 404)


def test_a_village_agent_hands_in_and_does_not_accept(at: Callable[[str], Desk]) -> None:
    agent = at("agent-zhonghaoyu")
    answers = next(situations(matters()["old-age-card"]))
    draft = begin(agent, "old-age-card").replace("/assist/drafts/", "/intake/")
    assert "收件并受理" not in agent.opens(draft)
    data = everything("old-age-card", answers, do="accept", town="chishang", channel="village")
    assert "拍下签了字的委托书" in agent.sends(draft, data, 403), "nobody acts without the applicant's word"
    agents.authorised(agents.agent(), Party.objects.get(identifier=data["identifier"]).pk, "old-age-card")
    where = agent.sends(draft, data)
    state = _state(_number(where))
    assert (state.phase, state.channel) == (Phase.SUBMITTED, Channel.VILLAGE)


def test_what_is_missing_is_taken_in_and_asked_for_on_the_spot(clerk: Desk) -> None:
    draft = begin(clerk)
    data = everything(do="correct", **{"way-layout": ""})
    where = clerk.sends(draft, data)
    number = re.search(r"/cases/(\d{12})/correction$", where)[1]  # type: ignore[index]
    assert _state(number).phase is Phase.RECEIVED
    page = clerk.opens(where)
    assert "只能告知这一次" in page
    assert re.search(r'name="v:layout" value="missing"[^>]* checked', clerk.html)
    fine = {f"v:{key}": "fine" for key in re.findall(r'name="v:([a-z-]+)" value="fine"', clerk.html)}
    sheet = clerk.opens(clerk.fills(where, **fine, **{"v:layout": "missing", "form_seen": "1"}))
    assert _state(number).phase is Phase.CORRECTING
    assert "场所布局图和操作流程 ：未提交" in sheet


def test_only_received_with_something_missing(clerk: Desk) -> None:
    where = clerk.sends(begin(clerk), everything(do="receive", **{"way-layout": ""}))
    assert _state(_number(where)).phase is Phase.RECEIVED
    assert "没有提供" in clerk.opens(where)


def _agency(**changes: Any) -> dict[str, Any]:
    answers = next(situations(matters()["bookkeeping-agency"]))
    return everything("bookkeeping-agency", answers, **COMPANY, **changes)


def test_what_may_come_later_or_be_promised_is_signed_for_and_accepted(clerk: Desk) -> None:
    draft = begin(clerk, "bookkeeping-agency")
    clerk.sends(draft, _agency(do="save"))
    page = clerk.opens(draft)
    assert "后补（容缺，5个工作日内）" in page
    assert "告知承诺，不用交" in page
    data = _agency(**{"way-title": "later", "way-staff": "commit"})
    page = clerk.sends(draft, data, 422)
    assert "要由申请人签名" in page
    assert 'href="#id_signed_by"' in clerk.html
    sheet = clerk.opens(clerk.sends(draft, data | {"signed_by": "示例·签字人"}))
    state = _state(re.search(r"/cases/(\d{12})", sheet + clerk.html)[1])  # type: ignore[index]
    assert state.phase is Phase.ACCEPTED
    assert {key: day.isoformat() for key, day in state.deferred.items()} == {"title": "2026-11-30"}
    assert state.committed == ("staff",)
    promise = content(state.pledge)
    assert promise["signed_by"] == "示例·签字人"
    assert "最迟2026年11月30日" in str(promise["text"])
    assert "告知承诺" in sheet
    assert "承诺后补的材料" in sheet


def test_what_may_not_be_promised_is_not_taken_so(clerk: Desk) -> None:
    draft = begin(clerk)
    assert 'value="commit"' not in (clerk.opens(draft) and clerk.html)
    page = clerk.sends(draft, everything(**{"way-layout": "commit"}, signed_by="示例·甲"), 422)
    assert "还没有提供“场所布局图和操作流程”" in page


@pytest.mark.usefixtures("registers")
def test_a_change_says_which_licence_it_changes(clerk: Desk) -> None:
    matter = "food-business-permit-change"
    answers = next(situations(matters()[matter]))
    draft = begin(clerk, matter)
    page = clerk.sends(draft, everything(matter, answers, **COMPANY), 422)
    assert "请选择要变更的证照" in page
    assert 'href="#id_licence"' in clerk.html
