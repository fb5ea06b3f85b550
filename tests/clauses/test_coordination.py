"""6b 强化协同配合: disagreement between organs goes to a named arbiter with a time limit.

The whole row in one story, by the commands that the pages call: organs work side by side, ask each other with a day to
answer, disagree, and come before whoever the district has named; he decides in time, or time takes it higher.
"""

from __future__ import annotations

from datetime import date

import pytest

from coordination import consulting as co
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.catalogue.pack_files import check_folder
from onevisit.coordination import arbiters, arbitration, carrying_out, figures, queries
from onevisit.coordination.errands import round_of_coordination
from onevisit.coordination.models import Disagreement, Happening
from onevisit.platform import clock
from onevisit.platform.organs.models import Organ
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.outbox.models import Notice
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import open_stages
from onevisit.rules.cases.refusals import ReviewFailed
from onevisit.rules.coordination.disagreement import Issue
from onevisit.rules.coordination.refusals import NotArbiter
from onevisit.rules.district.definition import Role


@pytest.mark.clause("6b")
@pytest.mark.django_db
def test_organs_work_side_by_side_and_what_they_disagree_about_is_decided_in_time_by_whoever_is_named() -> (
    None
):
    everybody_knows_beforehand_who_decides()
    number = organs_work_beside_each_other()
    they_ask_each_other_with_a_day_to_answer(number)
    number = co.contradicting()
    reference = it_comes_before_the_named_arbiter(number)
    he_decides_in_time_and_that_binds(number, reference)
    who_does_not_decide_in_time_loses_it_to_the_one_above()
    it_is_counted()


def everybody_knows_beforehand_who_decides() -> None:
    """六（二）: 区编办、区政务服务办 coordinate; each is an organ of today with a head who is named."""
    assert arbiters.seed(check_folder(co.PACK).pack) == 9
    for issue in Issue:
        order = [one for one in arbiters.every() if one.issue is issue]
        assert {one.organ.key for one in order[:2]} == {"establishment", "approval"}
        assert order[-1].organ.kind == "government"
        assert all(one.organ.head_name and one.organ.head_title for one in order)
    formerly = Organ.objects.get(key="approval").formerly
    assert "区政务服务中心管理办公室" in formerly
    assert Organ.objects.get(key="establishment").formerly == ["区编办"]


def organs_work_beside_each_other() -> str:
    """加强协作配合，形成工作合力: three organs have the case at the same time."""
    number = make.accepted("dig-road")
    stages = open_stages(make.matter_of(number), make.now(number))
    assert len({stage.organ for stage in stages}) == 3
    return number


def they_ask_each_other_with_a_day_to_answer(number: str) -> None:
    reference = co.asked(number)
    with clock.at(make.NOON):
        card = queries.question(co.officer(co.ASKED), reference).card
    assert card.clock.due == date(2026, 11, 24)
    with clock.at(make.later(3)):
        round_of_coordination()
        (late,) = queries.list_questions(co.head(co.ASKED), "up").items
    assert late.reference == reference
    co.answered(reference, actor=co.head(co.ASKED), at=make.later(3))


def it_comes_before_the_named_arbiter(number: str) -> str:
    due = Case.objects.get(number=number).due_on
    reference = co.heard(co.raised(number))
    row = Disagreement.objects.get(reference=reference)
    assert (row.arbiter_id, row.due_on) == ("approval", date(2026, 11, 26))
    case = Case.objects.get(number=number)
    assert (case.due_on, case.paused) == (due, False)
    with clock.at(make.NOON):
        (told,) = queries.for_applicant(number)
        view = queries.disagreement(co.head("approval"), reference)
    assert told.until == row.due_on
    assert (view.card.raiser.articles, view.card.other.articles) == (co.ARTICLES, co.OTHER_ARTICLES)
    assert "待本区确认" in "".join(step.text for step in view.card.clock.steps)
    return reference


def he_decides_in_time_and_that_binds(number: str, reference: str) -> None:
    with pytest.raises(NotArbiter, match=Organ.objects.get(key="approval").head_name):
        _decides(reference, co.head("enforcement"))
    with pytest.raises(ReviewFailed):
        make.do(number, make.chief_of(number), c.Grant(make.words()))
    co.decided(reference, at=make.later(1))
    with clock.at(make.later(1)):
        carrying_out.carry_out(
            reference,
            "分两期施工，同意。",
            actor=co.officer(co.ASKED),
            at=make.later(1),
            seen=co.seq(reference),
            key=make.key(),
        )
    make.do(number, make.chief_of(number), c.Grant(make.words()), at=make.later(1))
    assert make.now(number).phase is Phase.GRANTED
    with clock.at(make.later(1)):
        while run_next():
            pass
    told = "".join(Notice.objects.filter(case_number=number).values_list("text", flat=True))
    assert "部门之间的分歧已由区行政审批服务局协调决定" in told


def _decides(reference: str, actor: object) -> None:
    seen, key = co.seq(reference), make.key()
    arbitration.decide(
        reference, "raiser", "理由。", co.BINDING, actor=actor, at=make.NOON, seen=seen, key=key
    )  # type: ignore[arg-type]


def who_does_not_decide_in_time_loses_it_to_the_one_above() -> None:
    reference = co.raised(make.accepted("dig-road"), Issue.COMPETENCE, "establishment")
    names = []
    for days in (2, 7, 14):
        with clock.at(make.later(days)):
            round_of_coordination()
        names.append(Disagreement.objects.get(reference=reference).arbiter_id)
    assert names == [
        "approval",
        "government",
        "government",
    ]  # The office of the establishment is a side itself.
    deeds = Happening.objects.filter(reference=reference).order_by("seq").values_list("deed", flat=True)
    assert list(deeds) == ["raise", "silent", "late-up"]


def it_is_counted() -> None:
    with clock.at(make.later(14)):
        found = {one.organ: one for one in figures.figures(make.staff(Role.INQUIRY))}
    assert (found[co.ASKED].answered, found[co.ASKED].late, found[co.ASKED].days) == (1, 1, 3.0)
    assert (found["approval"].decided, found["approval"].decision_days) == (1, 1.0)
    assert (found["government"].to_decide, found["government"].to_decide_late) == (1, 1)
    assert all(one.head for one in found.values())
