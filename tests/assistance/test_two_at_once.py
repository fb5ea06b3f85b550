"""Two people, or two clicks, at the same moment on real connections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistance.test_sight import of
from casework.test_two_at_once import at_once
from factories import agents
from factories import cases as make
from onevisit.assistance import commands, homes, queries
from onevisit.assistance.homes import Plan
from onevisit.assistance.models import Authorisation, HomeVisit, Line
from onevisit.casework.applications import hand_in
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.rules.assistance import refusals
from onevisit.rules.assistance.home_visits import Wish
from onevisit.rules.district.definition import Role

MATTER = "old-age-card"


pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The clock stands still at the tests' Monday."""
    with clock.at(make.NOON):
        yield


def at_noon(deed):  # type: ignore[no-untyped-def]
    """A thread has a clock of its own."""

    def run() -> object:
        with clock.at(make.NOON):
            return deed()

    return run


def test_a_double_click_at_the_same_moment_enters_one_word() -> None:
    who, key = agents.agent(), make.key()
    word = agents.word(agents.citizen(), MATTER)
    twice = at_noon(lambda: commands.record(word, actor=who, at=make.NOON, key=key) and None)
    assert at_once(twice, twice) == [None, None]
    assert Authorisation.objects.count() == Line.objects.count() == 1


def test_two_words_of_one_principal_get_two_numbers() -> None:
    who, party = agents.agent(), agents.citizen()

    def enter(matter: str) -> None:
        commands.record(agents.word(party, matter), actor=who, at=make.NOON, key=make.key())

    results = at_once(at_noon(lambda: enter(MATTER)), at_noon(lambda: enter("resident-pension")))
    assert results == [None, None]
    assert len(set(Authorisation.objects.values_list("number", flat=True))) == 2


def test_guesses_at_the_same_moment_are_all_counted() -> None:
    who, party = agents.agent(), agents.citizen()
    number = commands.ask(agents.word(party, MATTER), actor=who, at=make.NOON, key=make.key())
    right = queries.code_for(make.person("wang-guilan"), number)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    def guess() -> None:
        commands.confirm(number, wrong, actor=who, at=make.NOON, key=make.key())

    results = at_once(*[at_noon(guess)] * 4)
    assert all(isinstance(one, refusals.WrongCode) for one in results), results
    assert Authorisation.objects.get().tries == 4


def test_the_principal_takes_it_back_while_the_agent_files_and_the_record_says_which_was_first() -> None:
    who, party = agents.agent(), agents.citizen()
    number = agents.authorised(who, party, MATTER)
    her = make.person("wang-guilan")

    def file() -> None:
        hand_in(of(party, MATTER), actor=who, at=make.NOON, key=make.key())

    def revoke() -> None:
        commands.revoke(number, actor=her, at=make.NOON, key=make.key())

    filed, revoked = at_once(at_noon(file), at_noon(revoke))
    assert revoked is None
    assert filed is None or isinstance(filed, refusals.NotAuthorised)
    assert Case.objects.count() == (1 if filed is None else 0)
    acts = Line.objects.filter(case__isnull=False).count()
    assert acts == Case.objects.count(), "no act without its line"


def test_two_plan_one_visit_and_the_second_is_told() -> None:
    who = agents.agent()
    today = clock.today()
    wish = Wish("old", "村东", "1", today, "morning")
    number = homes.ask(
        agents.citizen(), "id-card", "zhonghaoyu-point", wish, actor=who, at=make.NOON, key=make.key()
    )
    police = make.staff(Role.REVIEWER, organ="police").person

    def plan() -> None:
        given = Plan(today, "morning", who.person or 0, police)
        homes.plan(number, given, actor=who, at=make.NOON, seen=1, key=make.key())

    results = at_once(at_noon(plan), at_noon(plan))
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "VisitNotNow"]
    assert HomeVisit.objects.get().seq == 2
