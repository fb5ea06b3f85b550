"""Clause 5.6c (村代办): at each village point all that does not need the applicant in body, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistance.test_sight import of
from factories import agents
from factories import cases as make
from factories.matters import form_for, matters, shown_for
from onevisit.assistance import commands
from onevisit.assistance.workload import agents as every_agent
from onevisit.casework.applications import hand_in
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall
from onevisit.rules.assistance.reach import How, Place, Route, open_acts, reach
from onevisit.rules.assistance.refusals import NeedsHimself
from onevisit.rules.cases.refusals import LicenceNeeded
from onevisit.rules.journeys.situations import situations
from onevisit.rules.matters.vocabulary import Channel, Level, Means
from onevisit.visits import queries as visits

pytestmark = pytest.mark.django_db

POINT = Place(Level.VILLAGE, frozenset({"社会民生"}))


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(make.NOON):
        yield


@pytest.mark.clause("5.6c")
def test_every_village_point_of_the_pack_has_an_agent() -> None:
    points = set(Hall.objects.filter(level=Level.VILLAGE.value).values_list("key", flat=True))
    assert {one.hall_key for one in every_agent(make.NOON.date())} >= points


@pytest.mark.clause("5.6c")
def test_everything_that_needs_no_body_is_done_at_the_village_and_what_needs_one_is_not() -> None:
    """Each matter in each of its situations: what the definition lets an agent do, he can in fact hand in."""
    who, party = agents.agent(), agents.citizen()
    her = make.person("wang-guilan")
    post = next(one for one in every_agent(clock.today()) if one.hall_key == "zhonghaoyu-point").post
    done: dict[How, int] = dict.fromkeys(How, 0)
    numbers = []
    for key, matter in make.matters().items():
        commands.give(agents.word(party, key, papers=()), to=post, actor=her, at=clock.now(), key=make.key())
        for partial in situations(matter, {}):
            answers = whole(key, dict(partial))
            found = reach(matter, answers, POINT)
            done[found.how] += 1
            assert found.how is by_hand(key, answers) or found.route is None, key
            if found.how in (How.AGENT, How.PHONE) and found.route in (Route.POINT, Route.ONLINE):
                channel = Channel.VILLAGE if found.route is Route.POINT else Channel.ONLINE
                numbers.append(handed_in(key, answers, channel, who, party))
            elif any(not one.by_phone for one in open_acts(matter, answers)):
                with pytest.raises(NeedsHimself) as refused:
                    handed_in(key, answers, Channel.ONLINE, who, party)
                assert any(word in refused.value.sentence for word in ("要本人到场", "别人替不了")), key
    assert done[How.AGENT] > 60
    assert all(done[how] for how in How), done
    # And it costs her not one visit.
    for number in filter(None, numbers):
        assert visits.of_case(number).count.actual == 0
    assert Case.objects.filter(submitted_by=who.person).count() == len([one for one in numbers if one])


def whole(key: str, answers: dict[str, str]) -> dict[str, str]:
    """The questions that do not matter for this are answered somehow."""
    for one in matters()[key].situations:
        if one.when.holds(answers) and one.key not in answers:
            answers[one.key] = next(iter(one.options))
    return answers


def by_hand(key: str, answers: dict[str, str]) -> How:
    """The same, written down once more from the definition in the plainest way."""
    worst = 0
    for one in matters()[key].presences:
        if not one.when.holds(answers) or one.waivable or Means.AGENT in one.means:
            continue
        phone = {Means.ONLINE_IDENTITY, Means.E_SIGNATURE, Means.VIDEO} & set(one.means)
        worst = max(worst, 1 if phone else 2 if Means.HOME_VISIT in one.means else 3)
    return list(How)[worst]


def handed_in(key: str, answers: dict[str, str], channel: Channel, who, party: int) -> str:  # type: ignore[no-untyped-def]
    matter = matters()[key]
    shown = shown_for(matter, answers)
    made = replace(of(party, key, channel), answers=answers, form=form_for(matter, answers), shown=shown)
    try:
        return hand_in(made, actor=who, at=clock.now(), key=make.key()).number
    except LicenceNeeded:
        # He may; only nobody has said which licence is changed or renewed. That is no question of who comes.
        return ""


@pytest.mark.clause("5.6c")
def test_the_page_of_the_point_says_of_each_matter_why_not(client) -> None:  # type: ignore[no-untyped-def]
    from onevisit.platform.people.models import Person

    client.force_login(Person.objects.get(username="agent-zhonghaoyu"))
    page = client.get("/work/assist", {"how": How.COME.value}).content.decode()
    assert "要本人到场" in page
    assert "《民法典》第一千零四十九条" in page
    home = client.get("/work/assist", {"how": How.HOME.value}).content.decode()
    assert "居民身份证换领" in home
    assert "登记指纹，要本人在场" in home
