"""What is typed into the forms of the real pack is taken by the rules, whoever types."""

import pytest

from demo.playing import UNTIL
from factories.matters import checked, matters
from onevisit.demo.chance import Chance
from onevisit.demo.demand import answers_known
from onevisit.demo.forms import Writer, answers_for
from onevisit.demo.people import Population
from onevisit.rules.cases.application import check_answers, check_form
from onevisit.rules.identifiers import citizen, uscc
from onevisit.rules.matters.vocabulary import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def population() -> Population:
    return Population(1, UNTIL, UNTIL, checked().pack, 60)


@pytest.mark.parametrize("time", range(3))
def test_every_form_is_filled_in_so_that_nothing_is_missing_or_wrong(
    population: Population, time: int
) -> None:
    for matter in matters().values():
        chance = Chance("forms", matter.key, time)
        bodies = [one for one in matter.audience if one is not Audience.PERSON]
        persons = Audience.PERSON in matter.audience
        who = population.citizen((20, 70), chance) if persons else population.body(bodies, (), chance)
        who = who or population.everybody[-1]
        answers = answers_for(matter, chance, answers_known(matter, who))
        form = Writer(who, population, chance, UNTIL).form(matter, answers)
        assert check_answers(matter, answers) == ()
        assert check_form(matter, answers, form, UNTIL) == (), matter.key


def test_the_invented_have_right_numbers_and_marked_names(population: Population) -> None:
    assert len({one.identifier for one in population.everybody}) == len(population.everybody)
    for one in population.everybody:
        assert one.name.startswith("示例·")
        assert one.phone.startswith("199000")
        assert "博山" in one.address
        if one.is_person:
            assert citizen.check(one.identifier).division == "370304"
            assert 15 <= one.age <= 90
        else:
            assert uscc.check(one.identifier).division == "370304"
