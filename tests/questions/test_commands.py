"""Asking and answering through the commands: who may, when, once, and what is written down."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from factories import cases as make
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import NOBODY
from onevisit.platform.workdays import commands as workdays
from onevisit.questions import commands, queries, refusals
from onevisit.questions.commands import Asking
from onevisit.questions.errands import due_days
from onevisit.questions.models import AnswerPromise, Happening, Question
from onevisit.rules.calendar import DayKind, DayRow, YearRow
from onevisit.rules.district.definition import Role
from onevisit.rules.questions import Deed, Phase
from questions import asking

pytestmark = pytest.mark.django_db


def notices() -> list[str]:
    return [str(errand.payload["text"]) for errand in Errand.objects.filter(kind="notify").order_by("id")]


def test_a_question_goes_to_the_organ_of_its_matter_and_is_due_in_five_working_days() -> None:
    taken = asking.asked("dig-road")
    row = Question.objects.get(reference=taken.reference)
    assert (row.organ_id, row.matter_name, row.phase) == (
        "enforcement",
        make.matters()["dig-road"].name,
        "asked",
    )
    assert (row.due_on, row.person, row.party) == (date(2026, 11, 30), None, None)
    assert taken.reference.startswith("ZX261123")
    assert notices() == []  # Nobody is known who could be told.


def test_who_signed_in_is_told_and_sees_it_among_his_own() -> None:
    actor, party = make.applicant(enterprise=False)
    reference = asking.asked(actor=actor).reference
    asking.answered(reference)
    with clock.at(make.NOON):
        (card,) = queries.mine(actor).items
        assert queries.my_view(actor, reference).answer == asking.ANSWER
    assert (card.reference, card.phase) == (reference, Phase.ANSWERED)
    assert all(errand.payload["party"] == party for errand in Errand.objects.filter(kind="notify"))
    first, second = notices()
    assert "2026年11月30日前答复" in first
    assert "已答复" in second
    assert asking.TITLE not in first + second  # A message on a telephone is read by others too.


def test_what_names_nobody_goes_to_the_organ_that_runs_the_hall() -> None:
    reference = asking.asked(matter="").reference
    assert Question.objects.get(reference=reference).organ_id == "approval"
    with clock.at(make.NOON):
        assert queries.organ_that_passes_on().key == "approval"


def test_a_matter_of_the_towns_asks_for_the_town() -> None:
    with pytest.raises(refusals.TownForQuestion):
        asking.asked("food-stall")
    with pytest.raises(refusals.TownForQuestion):
        asking.asked("food-stall", "enforcement")
    reference = asking.asked("food-stall", "chishang").reference
    assert Question.objects.get(reference=reference).organ_id == "chishang"


def test_what_cannot_be_asked_is_refused_with_what_is_missing() -> None:
    for wrong, refusal in (
        (Asking("", ""), refusals.QuestionIncomplete),
        (Asking("问", "好", organ="nowhere"), refusals.NobodyAnswers),
    ):
        with pytest.raises(refusal):
            commands.ask(wrong, actor=NOBODY, at=make.NOON, key=make.key())
    with pytest.raises(NoSuchMatter):
        commands.ask(Asking("问", "好", "no-such"), actor=NOBODY, at=make.NOON, key=make.key())
    assert not Question.objects.exists()


def test_a_double_click_asks_once_and_answers_once() -> None:
    key = make.key()
    one, two = (
        commands.ask(Asking("问", "好", "dig-road"), actor=NOBODY, at=make.NOON, key=key) for _ in range(2)
    )
    assert one == two
    reviewer, key = asking.reviewer(), make.key()
    for _ in range(2):
        commands.answer(one.reference, "可以。", actor=reviewer, at=make.NOON, seen=1, key=key)
    assert [row.deed for row in Happening.objects.order_by("seq")] == ["ask", "answer"]


def test_passing_on_twice_is_no_fault_though_one_may_not_see_it_any_more() -> None:
    reference, reviewer, key = asking.asked().reference, asking.reviewer(), make.key()
    for _ in range(2):
        commands.pass_on(
            reference, "traffic-police", "归交警管。", actor=reviewer, at=make.NOON, seen=1, key=key
        )
    with clock.at(make.NOON), pytest.raises(refusals.NoSuchQuestion):
        queries.staff_view(reviewer, reference)


def test_passing_on_gives_the_reason_and_does_not_move_the_day() -> None:
    actor, _ = make.applicant()
    reference, reviewer = asking.asked(actor=actor).reference, asking.reviewer()
    for to, reason, refusal in (
        ("enforcement", "归我们。", refusals.SameOrgan),
        ("traffic-police", " ", refusals.WordsNeeded),
        ("no-such", "不归我们。", refusals.NobodyAnswers),
    ):
        with pytest.raises(refusal):
            commands.pass_on(reference, to, reason, actor=reviewer, at=make.NOON, seen=1, key=make.key())
    commands.pass_on(
        reference,
        "traffic-police",
        "占道归交警管。",
        actor=reviewer,
        at=make.later(2),
        seen=1,
        key=make.key(),
    )
    other = asking.reviewer("traffic-police")
    with clock.at(make.later(2)):
        (card,) = queries.to_answer(other).items
        view = queries.my_view(actor, reference)
    assert card.clock.due == date(2026, 11, 30)
    assert (view.history[-1].deed, view.history[-1].words) == (Deed.PASS_ON, "占道归交警管。")
    assert "仍在2026年11月30日前答复" in notices()[-1]


def test_only_the_organ_that_was_asked_answers() -> None:
    reference = asking.asked().reference
    inquiry = make.staff(Role.INQUIRY)
    for actor in (asking.reviewer("traffic-police"), make.applicant()[0], NOBODY):
        with pytest.raises(refusals.NoSuchQuestion):
            asking.answered(reference, actor=actor)
    with pytest.raises(refusals.NotYourQuestion, match="审查人员或者首席代表"):
        asking.answered(reference, actor=inquiry)  # It reads all and changes nothing.
    asking.answered(reference, actor=make.staff(Role.CHIEF, organ="enforcement"))


def test_who_was_slower_is_told_what_happened_meanwhile() -> None:
    reference = asking.asked().reference
    first, second = asking.reviewer(), make.staff(Role.CHIEF, organ="enforcement")
    commands.answer(reference, "可以。", actor=first, at=make.NOON, seen=1, key=make.key())
    with pytest.raises(refusals.QuestionMoved, match="审查人员答复"):
        commands.answer(reference, "不可以。", actor=second, at=make.NOON, seen=1, key=make.key())
    with pytest.raises(refusals.NotNowQuestion):
        commands.answer(reference, "不可以。", actor=second, at=make.NOON, seen=2, key=make.key())
    assert Question.objects.get(reference=reference).answer == "可以。"


def test_one_takes_back_what_is_not_answered_yet() -> None:
    actor, _ = make.applicant()
    own, nameless = asking.asked(actor=actor), asking.asked()
    commands.withdraw(own.reference, actor=actor, at=make.NOON, key=make.key())
    commands.withdraw(nameless.reference, actor=NOBODY, at=make.NOON, key=make.key(), code=nameless.code)
    assert set(Question.objects.values_list("phase", "withdrawn_on")) == {("withdrawn", make.NOON.date())}
    for taken in (own, nameless):
        with pytest.raises(refusals.NotNowQuestion):
            asking.answered(taken.reference)
    late = asking.asked()
    with pytest.raises(refusals.NoSuchQuestion):
        commands.withdraw(late.reference, actor=actor, at=make.NOON, key=make.key())
    with pytest.raises(refusals.NoSuchQuestion):
        commands.withdraw(late.reference, actor=NOBODY, at=make.NOON, key=make.key(), code=own.code)


def test_nobody_owns_what_nobody_signed() -> None:
    asking.asked()
    with clock.at(make.NOON):
        assert queries.mine(NOBODY).total == 0


def test_published_is_only_what_the_organ_wrote_without_personal_data() -> None:
    actor, _ = make.applicant()
    reference = asking.asked(actor=actor).reference
    reviewer = asking.reviewer()

    def publish(text: str, seen: int) -> None:
        commands.publish(
            reference,
            "挖路面要交什么",
            text,
            "网上申请。",
            actor=reviewer,
            at=make.NOON,
            seen=seen,
            key=make.key(),
        )

    with pytest.raises(refusals.NotNowQuestion):
        publish("挖路面要交什么？", 1)
    asking.answered(reference)
    name = Question.objects.get(reference=reference).party.name  # type: ignore[union-attr]
    for text in (f"{name}问：要交什么？", "电话13800001234", ""):
        with pytest.raises(refusals.NotForPublic, match="个人信息保护法"):
            publish(text, 2)
    publish("挖路面要交什么？", 2)
    with clock.at(make.NOON):
        (card,) = queries.published().items
    assert (card.title, card.text, card.answer) == ("挖路面要交什么", "挖路面要交什么？", "网上申请。")
    commands.take_down(
        reference, "答复有误，更正后再公开。", actor=reviewer, at=make.NOON, seen=3, key=make.key()
    )
    with clock.at(make.NOON):
        assert queries.published().total == 0


def test_the_history_is_append_only() -> None:
    asking.asked()
    connection.check_constraints()
    statements = [
        "UPDATE questions_happening SET words = 'x'",
        "DELETE FROM questions_happening",
        {
            "sqlite": "INSERT OR REPLACE INTO questions_happening SELECT * FROM questions_happening",
            "postgresql": "TRUNCATE questions_happening",
        }[connection.vendor],
    ]
    for statement in statements:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_database_refuses_half_an_answer() -> None:
    asking.asked()
    for half in (
        {"phase": "answered"},
        {"answer": "可以。"},
        {"published_at": make.NOON},
        {"phase": "withdrawn"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.update(**half)


def test_another_promise_holds_for_what_is_asked_from_then_on() -> None:
    editor = make.staff(Role.EDITOR)
    with pytest.raises(refusals.NotYourPromise):
        commands.set_promise(3, date(2026, 12, 1), "", assumed=False, actor=asking.reviewer(), at=make.NOON)
    for days, since in ((0, date(2026, 12, 1)), (31, date(2026, 12, 1)), (3, date(2026, 11, 23))):
        with pytest.raises(refusals.PromiseRefused):
            commands.set_promise(days, since, "", assumed=False, actor=editor, at=make.NOON)
    commands.set_promise(3, date(2026, 12, 1), "", assumed=False, actor=editor, at=make.NOON)
    assert AnswerPromise.objects.count() == 2
    before, after = asking.asked(), asking.asked(at=make.later(8))  # Monday 23 November, Tuesday 1 December
    assert (before.due_on, after.due_on) == (date(2026, 11, 30), date(2026, 12, 4))


def test_the_due_days_follow_the_calendar() -> None:
    reference = asking.asked().reference
    done = asking.asked().reference
    asking.answered(done)
    assert due_days() == 0
    announced = [YearRow(2026, announced=True, source="示例")]
    workdays.replace_calendar(announced, [DayRow(date(2026, 11, 26), DayKind.HOLIDAY, "示例放假")])
    with clock.at(make.NOON):
        assert due_days() == 1
        assert due_days() == 0
    assert Question.objects.get(reference=reference).due_on == date(2026, 12, 1)
