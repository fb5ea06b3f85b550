"""What a hurried, mistaken or malicious person may send: refused in words, with the article, and nothing is written."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.driving import REMEDIES, Drive, driven
from factories import cases as make
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Event
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

pytestmark = pytest.mark.django_db


def refused(case: Drive, sentence: str, *commands: object, **more: object) -> None:
    """The commands are refused with this sentence, and the log is as it was."""
    before = case.case.last_hash
    with pytest.raises(Refused, match=sentence):
        case.do(*commands, **more)  # type: ignore[arg-type]
    assert case.case.last_hash == before
    assert Event.objects.filter(case__number=case.number).count() == case.case.last_seq


def test_an_event_before_the_last_one() -> None:
    case = driven().accept()
    case.at -= timedelta(hours=1)
    refused(case, "2026-11-23 11:00.*2026-11-23 12:00", case.review_one())


def test_a_clock_that_is_seconds_behind_does_not_go_back_over_midnight() -> None:
    midnight = make.NOON.replace(hour=0, minute=0, second=10)
    case = driven(at=midnight)
    case.at = midnight - timedelta(seconds=30)
    case.accept()
    assert case.state.accepted_on == midnight.date()
    assert case.case.last_at == midnight


def test_a_hearing_in_the_past_and_one_too_soon() -> None:
    case = driven("entertainment").accept()
    for days in (-3, 0, 5):
        call = c.CallHearing(case.today + timedelta(days=days), "三楼", 0, "示例·主持")
        refused(case, "七个工作日.*第四十八条", call)


def test_a_suspension_that_ended_before_it_began() -> None:
    case = driven().accept().ready().grant()
    act = c.ActOnLicence(
        LicenceAct.SUSPEND,
        "penalty",
        make.words(),
        heard=True,
        until=case.today - timedelta(days=1),
    )
    refused(case, "行政处罚法", act)


def test_a_correction_after_acceptance() -> None:
    case = driven().accept()
    refused(case, "2026年11月23日.*第三十二条", case.ask("design"))


def test_a_second_correction() -> None:
    case = driven()
    case.do(case.ask("design"))
    case.do(case.supply("design"))
    refused(case, "2026年11月23日.*第三十二条", case.ask("planning-document"))


def test_a_decision_while_an_organs_review_is_open() -> None:
    case = driven().accept()
    case.do(case.review_one())
    refused(case, "行政许可法.*第三十四条", c.Grant(make.words()))
    refused(case, "行政许可法.*第三十四条", c.Refuse(("not-qualified",), make.words(), REMEDIES))


def test_a_decision_while_a_procedure_or_a_hearing_is_open() -> None:
    case = driven("investment-approval").accept().ready()
    case.do(c.Pause(SpecialKind.EXPERT_REVIEW, "decide", 10, make.words()))
    refused(case, "专家评审.*第四十五条", c.Grant(make.words()))
    other = driven().accept().ready()
    other.do(c.TellHearing(make.words()))
    refused(other, "第四十七条", c.Grant(make.words()))
    other.do(c.RequestHearing())
    refused(other, "第四十[七八]条", c.Grant(make.words()))


def test_a_pause_without_a_reason_or_without_a_law() -> None:
    case = driven("investment-approval").accept()
    refused(case, "第四十五条", c.Pause(SpecialKind.EXPERT_REVIEW, "decide", 10, make.words("  ")))
    refused(case, "第四十五条", c.Pause(SpecialKind.AUCTION, "decide", 10, make.words()))
    refused(case, "第四十五条", c.Pause(SpecialKind.EXPERT_REVIEW, "decide", 10_000, make.words()))


def test_an_extension_by_the_wrong_person() -> None:
    case = driven("billboard").accept()
    extend = c.Extend(5, make.words("情况复杂。"))
    for role, organ in (
        (Role.CHIEF, "enforcement"),
        (Role.REVIEWER, "enforcement"),
        (Role.HEAD, "market"),
        (Role.HEAD, "government"),
    ):
        refused(case, "决定部门的主要负责人", extend, by=make.staff(role, organ=organ))
    refused(case, "决定部门的主要负责人", extend, by=make.applicant()[0])
    case.do(extend, by=make.staff(Role.HEAD, organ="enforcement"))
    refused(case, "第四十二条", extend)
    joint = driven("occupy-road").accept()
    refused(joint, "区政府主要负责人", extend, by=make.staff(Role.HEAD, organ="enforcement"))
    joint.do(extend, by=make.staff(Role.HEAD, organ="government"))


def test_two_decisions_at_once_in_one_request_on_one_case() -> None:
    case = driven().accept().ready()
    chief = make.chief_of(case.number)
    grant = Order((c.Grant(make.words()),), case=case.number)
    refuse = Order((c.Refuse(("not-qualified",), make.words(), REMEDIES),), case=case.number)
    before = case.case.last_hash
    for orders in ([grant, refuse], [refuse, grant], [grant, grant]):
        with pytest.raises(Refused, match="2026年11月23日"):
            handle(orders, actor=chief, at=make.NOON, key=make.key())
        assert case.case.last_hash == before
    refused(case, "2026年11月23日", c.Grant(make.words()), c.Grant(make.words()))


def test_a_case_named_twice_goes_on_from_where_it_was() -> None:
    case = driven()
    clerk = case.whose(c.Accept())
    orders = [Order((case.receive(),), case=case.number), Order((c.Accept(),), case=case.number)]
    key = make.key()
    done = handle(orders, actor=clerk, at=make.NOON, key=key)
    assert [one.seq for one in done] == [case.case.last_seq] * 2
    assert case.papers() == ["receipt", "acceptance"]
    again = handle(orders, actor=clerk, at=make.NOON, key=key)
    assert [(one.number, one.repeated) for one in again] == [(case.number, True)] * 2


def test_a_repeated_request_for_many_cases_is_answered_in_their_order() -> None:
    cases = [driven() for _ in range(12)]
    clerk = cases[0].whose(c.Accept())
    orders = [Order((one.receive(),), case=one.number) for one in cases]
    key = make.key()
    first = handle(orders, actor=clerk, at=make.NOON, key=key)
    again = handle(orders, actor=clerk, at=make.NOON, key=key)
    assert [one.number for one in again] == [one.number for one in first] == [one.number for one in cases]


def test_an_applicant_says_that_a_window_saw_his_original() -> None:
    case = driven()
    case.do(case.ask("design"))
    supply = c.Supply((c.Shown("design", Way.ORIGINAL),), sighted=("design",), by=Channel.WINDOW)
    refused(case, "综合窗口", supply)
    case.do(supply, by=case.whose(c.Accept()))


def test_an_applicant_asks_for_a_hearing_in_the_name_of_his_neighbours() -> None:
    case = driven("billboard").accept()
    case.do(case.tell_interested())
    ask = c.RequestHearing(interested=True)
    refused(case, "决定部门的审查人员或首席代表", ask)
    case.do(ask, by=case.whose(case.tell_interested()))


def test_a_hearing_record_by_somebody_else_than_the_presider() -> None:
    case = driven().accept()
    case.do(c.TellHearing(make.words()))
    case.do(c.RequestHearing())
    case.do(case.call_hearing())
    hearing = case.state.hearing
    assert hearing is not None
    assert hearing.day is not None
    refused(case, "第四十八条", case.record())  # before its day
    case.on(hearing.day)
    refused(case, "第四十八条", case.record(), by=make.staff(Role.HEAD, organ="enforcement"))
    case.do(case.record())


def test_a_delivery_before_the_certificate_is_printed_and_a_notice_as_first_resort() -> None:
    case = driven(delivery=Delivery.COURIER).accept().ready()
    case.do(c.Grant(make.words()), make.issuing.issue(case.number, case.today))
    with pytest.raises(Refused):
        case.hand_out(Delivery.COURIER)
    refused(case, "民事诉讼法", c.GiveNotice(make.words()))


def test_a_failed_review_without_a_ground_and_a_survey_by_one() -> None:
    case = driven("billboard").accept()
    stage = next(one for one in case.matter.stages if one.kind.value == "survey")
    refused(
        case,
        "第三十四条",
        c.Review(stage.key, ReviewOutcome.PASS, make.words(), (), (), ("示例·勘一", "示例·勘一")),
    )
    refused(case, "第三十八条", c.Review("appearance", ReviewOutcome.FAIL, make.words()))
