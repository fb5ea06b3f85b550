"""Questions between organs: asked, answered, passed on once, withdrawn; overdue by time, and told up in steps."""

from __future__ import annotations

from datetime import date

import pytest

from coordination import consulting as co
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.casework.refusals import NoSuchCase
from onevisit.coordination import commands, queries
from onevisit.coordination.errands import round_of_coordination
from onevisit.coordination.models import Happening, Question, Told
from onevisit.coordination.refusals import NoSuchConsultation
from onevisit.platform import clock
from onevisit.platform.outbox.commands import run_next
from onevisit.rules.coordination import refusals
from onevisit.rules.coordination.question import Deed, Phase, Rung
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db


def errands() -> None:
    while run_next():
        pass


def deeds(reference: str) -> list[str]:
    return list(Happening.objects.filter(reference=reference).order_by("seq").values_list("deed", flat=True))


def test_an_organ_asks_another_which_has_a_day_and_the_reason_stands_there() -> None:
    reference = co.asked()
    with clock.at(make.NOON):
        view = queries.question(co.officer(co.ASKED), reference)
    assert view.card.clock.due == date(2026, 11, 24)
    said = "\n".join(step.text for step in view.card.clock.steps)
    assert "部门之间询问的答复期限1个工作日" in said
    assert "这是本区自己定的，待本区确认" in said
    assert "谁也不能为此暂停（《行政许可法》第四十五条）" in said
    assert (view.may.answer, view.may.pass_on, view.may.withdraw) == (True, True, False)


def test_it_is_answered_and_how_long_that_took_is_kept() -> None:
    reference = co.asked()
    co.answered(reference, at=make.later(1))
    row = Question.objects.get(reference=reference)
    assert (row.phase, row.answer, row.took) == (Phase.ANSWERED, co.ANSWER, 1)
    assert deeds(reference) == [Deed.ASK, Deed.ANSWER]


def test_nobody_pauses_the_case_by_asking() -> None:
    number = make.accepted("dig-road")
    before = Case.objects.get(number=number)
    co.asked(number)
    after = Case.objects.get(number=number)
    assert (after.due_on, after.paused, after.last_seq) == (before.due_on, False, before.last_seq)


def test_the_window_that_took_it_in_asks_and_other_windows_do_not_know_of_it() -> None:
    number = make.accepted("dig-road")
    reference = co.asked(number, actor=make.clerk_of(number))
    assert Question.objects.get(reference=reference).from_hall_id == "district-hall"
    elsewhere = make.staff(Role.CLERK, hall="chishang-centre")
    with pytest.raises(NoSuchCase):
        co.asked(number, actor=elsewhere)


def test_who_has_no_part_in_the_case_asks_nothing_and_reads_nothing() -> None:
    number = make.accepted("dig-road")
    with pytest.raises(NoSuchCase):
        co.asked(number, actor=co.officer("health"))
    reference = co.asked(number)
    with pytest.raises(NoSuchConsultation):
        queries.question(co.officer("health"), reference)
    with pytest.raises(NoSuchConsultation):
        co.answered(reference, actor=co.officer("health"))


def test_the_asker_does_not_answer_himself() -> None:
    reference = co.asked()
    with pytest.raises(refusals.NotAsked, match="博山交警大队"):
        co.answered(reference, actor=co.officer(co.ASKER))


def test_an_empty_question_ones_own_organ_and_an_organ_without_people_are_refused() -> None:
    number = make.accepted("dig-road")
    with pytest.raises(refusals.WordsMissing, match="请写明要对方回答什么"):
        co.asked(number, text="  ")
    with pytest.raises(refusals.SameOrgan):
        co.asked(number, co.ASKER)
    with pytest.raises(refusals.NobodyThere):
        co.asked(number, "nobody")


def test_a_case_that_has_ended_is_not_consulted_about() -> None:
    number = make.handed_out("dig-road")
    with pytest.raises(refusals.CaseOver, match="已经办结"):
        co.asked(number)


def test_the_same_request_asks_once() -> None:
    number, key = make.accepted("dig-road"), make.key()
    asker = co.officer(co.ASKER)
    first = commands.ask(number, co.ASKED, co.TEXT, actor=asker, at=make.NOON, key=key)
    again = commands.ask(number, co.ASKED, co.TEXT, actor=asker, at=make.NOON, key=key)
    assert first == again
    assert Question.objects.count() == 1


def test_it_is_passed_on_once_with_a_new_day_and_then_it_is_a_matter_for_the_arbiter() -> None:
    reference = co.asked()
    commands.pass_on(
        reference,
        "housing",
        "燃气归住建局管。",
        actor=co.officer(co.ASKED),
        at=make.later(1),
        seen=1,
        key=make.key(),
    )
    row = Question.objects.get(reference=reference)
    assert (row.to_organ_id, row.due_on, row.passed) == ("housing", date(2026, 11, 25), 1)
    with pytest.raises(NoSuchConsultation):  # It is no longer theirs.
        queries.question(co.officer(co.ASKED), reference)
    with pytest.raises(refusals.PassedEnough, match="提请协调"):
        commands.pass_on(
            reference,
            "natural-resources",
            "不归我局。",
            actor=co.officer("housing"),
            at=make.later(1),
            seen=2,
            key=make.key(),
        )


def test_what_was_asked_is_taken_back_and_nobody_answers_it_then() -> None:
    reference = co.asked()
    with pytest.raises(refusals.NotAsker):
        commands.withdraw(reference, actor=co.officer(co.ASKED), at=make.NOON, seen=1, key=make.key())
    commands.withdraw(reference, actor=co.officer(co.ASKER), at=make.NOON, seen=1, key=make.key())
    with pytest.raises(refusals.NotNowCoordination, match="已撤回"):
        co.answered(reference)


def test_who_answers_what_a_colleague_answered_is_told_and_loses_nothing() -> None:
    reference = co.asked()
    co.answered(reference)
    with pytest.raises(refusals.Moved, match="答复"):
        commands.answer(reference, "乙。", actor=co.chief(co.ASKED), at=make.NOON, seen=1, key=make.key())


def test_unanswered_it_comes_to_the_chief_and_then_to_the_head_who_are_told() -> None:
    reference = co.asked()
    with clock.at(make.later(1)):
        assert round_of_coordination() == 0
    with clock.at(make.later(2)):
        assert round_of_coordination() == 1
        assert round_of_coordination() == 0
        errands()
        (card,) = queries.list_questions(co.chief(co.ASKED), "up").items
        assert (card.rung, card.clock.overdue, card.clock.overdue_days) == (Rung.CHIEF, True, 1)
        assert queries.list_questions(co.head(co.ASKED), "up").total == 0
        with pytest.raises(refusals.NotAsked):
            co.answered(reference, actor=co.head(co.ASKED), at=make.later(2))
    with clock.at(make.later(3)):
        assert round_of_coordination() == 1
        errands()
        (card,) = queries.list_questions(co.head(co.ASKED), "up").items
    assert card.rung is Rung.HEAD
    assert deeds(reference) == [Deed.ASK, Deed.TO_CHIEF, Deed.TO_HEAD]
    told = {(one.seq, one.as_what) for one in Told.objects.filter(reference=reference)}
    assert (2, "首席代表") in told
    assert (3, "主要负责人") in told
    co.answered(reference, actor=co.head(co.ASKED), at=make.later(3))
    assert Question.objects.get(reference=reference).took == 3


def test_time_is_written_down_even_where_no_round_came_by() -> None:
    reference = co.asked()
    commands.answer(reference, "有。", actor=co.head(co.ASKED), at=make.later(7), seen=1, key=make.key())
    assert deeds(reference) == [Deed.ASK, Deed.TO_CHIEF, Deed.TO_HEAD, Deed.ANSWER]


def test_a_weekend_is_nobodys_day() -> None:
    reference = co.asked(at=make.later(4))  # Friday
    assert Question.objects.get(reference=reference).due_on == date(2026, 11, 30)


def test_a_case_that_ends_takes_its_questions_with_it() -> None:
    number = make.reviewed("dig-road")
    reference = co.asked(number)
    make.handed_out("dig-road", number=number)
    with clock.at(make.later(5)):
        assert round_of_coordination() == 1
    assert Question.objects.get(reference=reference).phase == Phase.WITHDRAWN
    assert deeds(reference)[-1] == Deed.WITHDRAW
