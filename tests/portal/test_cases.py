"""My cases: the list, one case in every phase, taking it back, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factories import cases as make
from factories.cases import NOON
from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.files.commands import keep
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.models import Person, Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery, Way
from portal.conftest import PDF, Visitor

Make = Callable[..., Visitor]


@pytest.fixture
def applicant(visitor: Make) -> Visitor:
    """The person in whose enterprise's name the factories apply."""
    return visitor(Representation.objects.select_related("person").order_by("id")[0].person.username)


def view_of(number: str) -> CaseView:
    """A case as the inquiry office sees it."""
    return queries.staff_view(make.staff(Role.INQUIRY), number, "测试")


def test_an_empty_list_says_where_to_begin(visitor: Make) -> None:
    page = visitor("sun-hao")
    assert "您还没有办过事" in page.sees("/my")
    assert 'href="/matters"' in page.html
    assert 'href="/my/payments"' in page.html


def test_the_list_counts_exactly_and_has_pages(applicant: Visitor) -> None:
    for _ in range(53):
        make.submitted()
    assert "共 53 件" in applicant.sees("/my")
    assert applicant.html.count('class="po-case-name"') == 50
    assert "共 53 件" in applicant.sees("/my", page="2")
    assert applicant.html.count('class="po-case-name"') == 3
    assert applicant.html.count('class="po-case-name"') == 3
    applicant.sees("/my", page="x")
    applicant.sees("/my", page="999999")


def test_what_waits_for_the_applicant_comes_first_at_home(applicant: Visitor) -> None:
    waiting = make.corrected()
    for _ in range(4):
        make.submitted()
    page = applicant.sees("/")
    assert "等您补正" in page
    assert re.findall(r'href="/cases/(\d{12})"', applicant.html)[0] == waiting


@pytest.mark.parametrize(
    ("reach", "phase", "says"),
    [
        (make.submitted, Phase.SUBMITTED, "现在不用您做什么"),
        (make.accepted, Phase.ACCEPTED, "办理期间不用再跑"),
        (make.reviewed, Phase.ACCEPTED, "同意"),
        (make.issued, Phase.ISSUED, "文件正在生成"),
        (make.refused, Phase.REFUSED, "可在60日内向博山区人民政府申请行政复议"),
        (make.handed_out, Phase.HANDED_OUT, "评价这次服务"),
    ],
)
def test_a_case_says_what_to_do_in_every_phase(
    applicant: Visitor, reach: Callable[[], str], phase: Phase, says: str
) -> None:
    number = reach()
    page = applicant.sees(f"/cases/{number}")
    view = view_of(number)
    assert phase.label in page
    assert says in page
    for stage in view.stages:
        assert stage.stage.name in page
        assert stage.organ
        assert stage.organ.name in page
    for one in view.clocks:
        assert f"应于{one.reading.due.year}年{one.reading.due.month}月{one.reading.due.day}日前完成" in page
    for one in view.materials:
        assert one.requirement.name in page
    applicant.sees(f"/cases/{number}/receipt")


def test_a_case_without_stages_has_no_empty_panel_of_them(applicant: Visitor) -> None:
    number = make.submitted("sole-trader")
    assert not view_of(number).stages
    assert "谁在办" not in applicant.sees(f"/cases/{number}")


def test_collecting_at_a_window_says_where_and_when(applicant: Visitor) -> None:
    number = make.rendered(delivery=Delivery.WINDOW)
    page = applicant.sees(f"/cases/{number}")
    assert "结果办好了，请来领取" in page
    assert "周一至周五 9:00–12:00" in page


def test_a_case_that_was_declined_says_why_and_who_is_right(applicant: Visitor) -> None:
    number = make.submitted()
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    make.do(number, clerk, c.Decline(DeclineKind.NOT_OURS, make.words("这条路归交通部门管。"), "transport"))
    page = applicant.sees(f"/cases/{number}")
    assert "这条路归交通部门管。" in page
    assert "有权办理的部门：博山区交通运输局" in page


def test_who_looked_is_shown(applicant: Visitor) -> None:
    number = make.accepted()
    assert "还没有工作人员打开过" in applicant.sees(f"/cases/{number}")
    reviewer = make.staff(Role.REVIEWER, organ="traffic-police")
    queries.staff_view(reviewer, number, "办件")
    page = applicant.sees(f"/cases/{number}")
    assert reviewer.name in page
    assert "审查人员" in page


@pytest.mark.parametrize("path", ["", "/receipt", "/withdraw", "/rate", f"/files/{'a' * 64}"])
def test_a_number_of_somebody_else_is_as_one_that_is_not_there(visitor: Make, path: str) -> None:
    number = make.submitted()
    stranger = visitor("sun-hao")
    theirs = stranger.sees(f"/cases/{number}{path}", 404)
    nobodys = stranger.sees(f"/cases/261123999990{path}", 404)
    assert theirs.replace(number, "#") == nobodys.replace("261123999990", "#")
    assert "没有编号为" in theirs
    assert "请核对编号" in theirs


def test_nobody_takes_back_or_rates_the_case_of_another(visitor: Make) -> None:
    number = make.handed_out()
    stranger = visitor("sun-hao")
    before = Event.objects.count()
    stranger.sends(f"/cases/{number}/rate", {"level": "very-bad", "comment": "x"}, 404)
    stranger.sends(f"/cases/{number}/withdraw", {"reason": "x"}, 404)
    assert Event.objects.count() == before


def test_who_has_not_signed_in_is_sent_to_do_so(visitor: Make) -> None:
    number = make.submitted()
    for path in ("/my", "/my/drafts", "/my/licences", "/my/enquiries", "/my/identity", f"/cases/{number}"):
        page = visitor()
        page.sees(path, 302)
        assert page.answer.headers["Location"] == f"/account/login/?next={path}"


def test_files_are_sent_only_through_the_case_that_shows_them(applicant: Visitor) -> None:
    mine, other = keep(PDF, "规划.pdf"), keep(PDF + b"other", "别人.pdf")
    number = make.submitted(
        "dig-road",
        shown=(
            c.Shown("application", Way.FORM),
            c.Shown("planning-document", Way.UPLOAD, (mine,)),
            c.Shown("design", Way.UPLOAD, (mine,)),
        ),
    )
    got = applicant.client.get(f"/cases/{number}/files/{mine}")
    assert got.status_code == 200
    assert got.content == PDF
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert applicant.client.get(f"/cases/{number}/files/{other}").status_code == 404
    assert applicant.client.get(f"/cases/{number}/files/{mine.upper()}").status_code == 404


def test_an_application_is_taken_back_with_a_reason(applicant: Visitor) -> None:
    number = make.accepted()
    applicant.sees(f"/cases/{number}")
    assert f'href="/cases/{number}/withdraw"' in applicant.html
    applicant.sees(f"/cases/{number}/withdraw")
    seen = re.search(r'name="seen" value="(\d+)"', applicant.html)
    assert seen
    text = applicant.sends(f"/cases/{number}/withdraw", {"reason": "  ", "seen": seen[1]}, 422)
    assert "“撤回申请”要写明意见" in text
    reason = "路线改了，重新申请。"
    applicant.sends(f"/cases/{number}/withdraw", {"reason": reason, "seen": seen[1]})
    page = applicant.sees(f"/cases/{number}")
    assert "已撤回" in page
    assert reason in page
    assert "/withdraw" not in applicant.html
    assert "不能撤回申请" in applicant.sees(f"/cases/{number}/withdraw", 409)


def test_taking_back_what_has_moved_on_tells_what_happened_and_keeps_the_words(applicant: Visitor) -> None:
    number = make.submitted()
    seen = Case.objects.get(number=number).last_seq
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    make.do(number, clerk, c.Receive(case.hall_id, "A01"))
    text = applicant.sends(f"/cases/{number}/withdraw", {"reason": "不办了", "seen": str(seen)}, 409)
    assert "窗口收件" in text
    assert "不办了</textarea>" in applicant.html
    assert state_of(Case.objects.get(number=number)).phase is Phase.RECEIVED


def test_nobody_can_use_up_the_key_of_the_house(applicant: Visitor) -> None:
    """Keys are unique over the whole log: a chosen one could keep a result from being delivered."""
    number = make.submitted()
    applicant.sends(f"/cases/{number}/withdraw", {"reason": "不办了", "key": "deliver/261123000018"})
    assert not Event.objects.filter(key__startswith="deliver/").exists()


def test_my_view_is_the_applicants_own(applicant: Visitor) -> None:
    """The page shows what the query gives to this person, and the query gives it to nobody else."""
    number = make.submitted()
    person = Person.objects.get(username="sun-hao")
    with clock.at(NOON), pytest.raises(Exception, match=number):
        queries.my_view(actor_of(person, NOON.date()), number)
