"""Two people, or two clicks, or two rounds, at the same moment on real connections."""

from __future__ import annotations

import pytest

from casework.test_two_at_once import at_once
from coordination import consulting as co
from factories import cases as make
from onevisit.coordination import arbitration, commands
from onevisit.coordination.arbitration import Raising
from onevisit.coordination.errands import round_of_coordination
from onevisit.coordination.models import Disagreement, Happening, Question
from onevisit.platform import clock
from onevisit.rules.coordination import refusals

pytestmark = pytest.mark.usefixtures("committed")


def test_two_answer_at_once_one_wins_and_the_other_is_told() -> None:
    reference = co.asked()
    first, second = co.officer(co.ASKED), co.chief(co.ASKED)
    results = at_once(
        lambda: commands.answer(reference, "甲。", actor=first, at=make.NOON, seen=1, key=make.key()),
        lambda: commands.answer(reference, "乙。", actor=second, at=make.NOON, seen=1, key=make.key()),
    )
    (lost,) = [one for one in results if one is not None]
    assert isinstance(lost, refusals.Moved)
    assert Happening.objects.filter(deed="answer").count() == 1


def test_a_double_click_asks_once_and_two_people_get_two_numbers() -> None:
    number, key, asker = make.accepted("dig-road"), make.key(), co.officer(co.ASKER)

    def ask(request: str) -> str:
        return commands.ask(number, co.ASKED, co.TEXT, actor=asker, at=make.NOON, key=request)

    one, again, other = at_once(lambda: ask(key), lambda: ask(key), lambda: ask(make.key()))
    assert one == again
    assert other != one
    assert Question.objects.count() == 2


def test_a_double_click_passes_on_once() -> None:
    reference, officer, key = co.asked(), co.officer(co.ASKED), make.key()

    def pass_on() -> None:
        commands.pass_on(reference, "housing", "归住建。", actor=officer, at=make.NOON, seen=1, key=key)

    assert at_once(pass_on, pass_on) == [None, None]
    assert Happening.objects.filter(deed="pass-on").count() == 1


def test_both_sides_raise_it_at_once_and_it_is_one_quarrel() -> None:
    co.named()
    number = co.contradicting()
    chiefs = {organ: co.chief(organ) for organ in (co.ASKER, co.ASKED)}

    def raise_it(own: str, other: str) -> str:
        raising = Raising(number, "opinions", other, co.POSITION, co.ARTICLES)
        return arbitration.raise_it(raising, actor=chiefs[own], at=make.NOON, key=make.key())

    results = at_once(lambda: raise_it(co.ASKER, co.ASKED), lambda: raise_it(co.ASKED, co.ASKER))
    (won,) = [one for one in results if isinstance(one, str)]
    (lost,) = [one for one in results if isinstance(one, refusals.AlreadyRaised)]
    assert won in lost.sentence
    assert Disagreement.objects.count() == 1


def test_two_decide_at_once_and_one_decision_stands() -> None:
    reference, head = co.heard(), co.head("approval")

    def decide(holds: str) -> None:
        arbitration.decide(
            reference, holds, "理由成立。", co.BINDING, actor=head, at=make.NOON, seen=2, key=make.key()
        )

    results = at_once(lambda: decide("raiser"), lambda: decide("other"))
    (lost,) = [one for one in results if one is not None]
    assert isinstance(lost, refusals.Moved)
    assert Happening.objects.filter(deed="decide").count() == 1


def test_two_rounds_at_once_tell_it_up_once() -> None:
    co.asked()

    def round_() -> int:
        with clock.at(make.later(7)):
            return round_of_coordination()

    assert sorted(at_once(round_, round_)) == [0, 2]
    assert list(Happening.objects.order_by("seq").values_list("deed", flat=True)) == [
        "ask",
        "to-chief",
        "to-head",
    ]
