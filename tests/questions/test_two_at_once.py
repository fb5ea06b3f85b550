"""Two people, or two clicks, at the same moment on real connections."""

from __future__ import annotations

import pytest

from casework.test_two_at_once import at_once
from factories import cases as make
from onevisit.platform.people.actors import NOBODY
from onevisit.questions import commands, refusals
from onevisit.questions.commands import Asking
from onevisit.questions.models import Happening, Question
from onevisit.rules.district.definition import Role
from questions import asking

pytestmark = pytest.mark.usefixtures("committed")


def test_two_answer_at_once_one_wins_and_the_other_is_told() -> None:
    reference = asking.asked().reference
    first, second = asking.reviewer(), make.staff(Role.CHIEF, organ="enforcement")
    results = at_once(
        lambda: commands.answer(reference, "甲。", actor=first, at=make.NOON, seen=1, key=make.key()),
        lambda: commands.answer(reference, "乙。", actor=second, at=make.NOON, seen=1, key=make.key()),
    )
    (lost,) = [one for one in results if one is not None]
    assert isinstance(lost, refusals.QuestionMoved)
    assert "答复" in lost.sentence
    assert Happening.objects.filter(deed="answer").count() == 1


def test_a_double_click_at_the_same_moment_passes_on_once() -> None:
    reference, reviewer, key = asking.asked().reference, asking.reviewer(), make.key()

    def pass_on() -> None:
        commands.pass_on(
            reference, "traffic-police", "归交警管。", actor=reviewer, at=make.NOON, seen=1, key=key
        )

    assert at_once(pass_on, pass_on) == [None, None]
    assert Happening.objects.filter(deed="pass-on").count() == 1


def test_a_double_click_at_the_same_moment_asks_once_and_two_people_get_two_numbers() -> None:
    key = make.key()
    given = Asking("问", "好", "dig-road")

    def ask(request: str) -> commands.Asked:
        return commands.ask(given, actor=NOBODY, at=make.NOON, key=request)

    one, again, other = at_once(lambda: ask(key), lambda: ask(key), lambda: ask(make.key()))
    assert one == again
    assert other.reference != one.reference
    assert Question.objects.count() == 2
