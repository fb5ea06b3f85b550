"""What lists show, to whom, in which order, and how organs do."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import cases as make
from onevisit.platform import clock
from onevisit.platform.people.actors import NOBODY
from onevisit.questions import commands, queries, refusals
from onevisit.questions.models import Question
from onevisit.rules.district.definition import Role
from questions import asking

pytestmark = pytest.mark.django_db


def test_the_most_urgent_first_and_only_for_those_who_answer() -> None:
    new = asking.asked(at=make.later(2)).reference
    old = asking.asked(at=make.NOON).reference
    asking.answered(asking.asked().reference)
    asking.asked("small-restaurant")
    with clock.at(make.later(9)):
        found = queries.to_answer(asking.reviewer())
        assert [card.reference for card in found.items] == [old, new]
        assert [card.clock.overdue for card in found.items] == [True, False]
        assert queries.waiting(asking.reviewer()) == 2
        for actor in (make.staff(Role.INQUIRY), make.staff(Role.CLERK), NOBODY):
            assert queries.to_answer(actor).total == queries.waiting(actor) == 0


def test_an_organ_reads_its_own_and_the_inquiry_office_reads_all() -> None:
    mine, other = asking.asked().reference, asking.asked("small-restaurant").reference
    with clock.at(make.NOON):
        inquiry = make.staff(Role.INQUIRY)
        assert {card.reference for card in queries.questions(inquiry).items} == {mine, other}
        for role in (Role.REVIEWER, Role.CHIEF, Role.HEAD):
            actor = make.staff(role, organ="enforcement")
            assert {card.reference for card in queries.questions(actor).items} == {mine}
            with pytest.raises(refusals.NoSuchQuestion):
                queries.staff_view(actor, other)
        government = make.staff(Role.HEAD, organ="government")
        assert queries.questions(government).total == 2  # The organs below it.
        for role in (Role.CLERK, Role.HANDOUT, Role.HALL_HEAD, Role.EDITOR):
            assert queries.questions(make.staff(role)).total == 0


def test_lists_are_narrowed_by_state_organ_and_words() -> None:
    open_one = asking.asked().reference
    done = asking.published()
    inquiry = make.staff(Role.INQUIRY)

    def found(**narrow: str) -> set[str]:
        with clock.at(make.later(9)):
            return {card.reference for card in queries.questions(inquiry, **narrow).items}  # type: ignore[arg-type]

    assert found(state="waiting") == found(state="overdue") == {open_one}
    assert found(state="answered") == found(state="published") == {done}
    assert found(state="withdrawn") == found(organ="market") == set()
    assert found(text=open_one.lower()) == {open_one}
    assert found(text="挖路面") == {open_one, done}


def test_figures_stand_beside_the_responsible_head() -> None:
    asking.asked()
    asking.answered(asking.asked().reference, at=make.later(7))
    asking.answered(asking.asked().reference, at=make.later(8))
    asking.asked("small-restaurant", at=make.later(8))
    with clock.at(make.later(9)):
        figures = {one.organ: one for one in queries.figures(make.staff(Role.INQUIRY))}
        own = queries.figures(make.staff(Role.HEAD, organ="enforcement"))
    one = figures["enforcement"]
    assert (one.waiting, one.overdue, one.answered, one.late, one.published) == (1, 1, 2, 1, 0)
    assert (figures["market"].waiting, figures["market"].overdue) == (1, 0)
    assert one.head.startswith("示例·")
    assert [each.organ for each in own] == ["enforcement"]


def test_published_answers_are_found_by_matter_by_words_and_by_what_people_call_it() -> None:
    dig = asking.published(title="接水管挖路面", text="要哪些材料？")
    asking.asked()  # A question that nobody published is never found.
    eat = asking.published("food-business-permit", title="厨房多大", text="面积有要求吗？")
    ids = dict(Question.objects.values_list("reference", "id"))

    def found(text: str = "", matter: str = "") -> set[int]:
        with clock.at(make.NOON):
            return {card.id for card in queries.published(text, matter).items}

    assert found() == {ids[dig], ids[eat]}
    assert found(matter="dig-road") == {ids[dig]}
    assert found("接水管") == {ids[dig]}
    assert found("开饭店") == {ids[eat]}
    assert found("没有这样的事") == set()
    assert found("\0") == found()


def test_reference_and_code_open_one_question_and_no_other() -> None:
    taken, other = asking.asked(), asking.asked()
    with clock.at(make.NOON):
        view = queries.track(taken.reference.lower(), taken.code.lower(), NOBODY)
        assert (view.card.reference, view.card.anonymous, view.asker) == (taken.reference, True, "")
        pairs = [(taken.reference, other.code), (taken.reference, ""), ("ZX", taken.code), ("", "")]
        for reference, code in pairs:
            with pytest.raises(refusals.NoSuchQuestion):
                queries.track(reference, code, NOBODY)


def test_a_list_costs_the_same_however_long_it_is() -> None:
    reviewer = asking.reviewer()

    def cost() -> int:
        with clock.at(make.NOON), CaptureQueriesContext(connection) as captured:
            queries.to_answer(reviewer)
        return len(captured.captured_queries)

    asking.asked()
    cost()
    one = cost()
    for _ in range(4):
        asking.asked()
    assert cost() == one <= 4


def test_it_says_who_it_may_be_asked_of() -> None:
    with clock.at(make.NOON):
        keys = [card.key for card in queries.organs_to_ask(clock.today())]
    assert "enforcement" in keys
    assert "chishang" in keys
    for key in keys:
        commands.ask(commands.Asking("问", "好", organ=key), actor=NOBODY, at=make.NOON, key=make.key())
