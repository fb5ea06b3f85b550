"""What can be done without the person: by hand, on small definitions whose answer can be seen at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories.matters import matters
from onevisit.rules.assistance.reach import How, Place, Route, home_acts, left_over, open_acts, reach, survey
from onevisit.rules.matters.conditions import Is
from onevisit.rules.matters.definition import Evidence, Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Act, Channel, Level, MadeBy, Means, Moment, Way

POINT = Place(Level.VILLAGE, frozenset({"社会民生"}))
ANY = (Means.ONLINE_IDENTITY, Means.AGENT, Means.IN_PERSON)


def matter(*presences: Presence, **changes: object) -> Matter:
    """A matter of which only this is asked."""
    plain = replace(matters()["old-age-card"], presences=presences, requirements=(), situations=())
    return replace(plain, **changes)  # type: ignore[arg-type]


def act(act: Act, *means: Means, at: Moment = Moment.SUBMIT, **more: object) -> Presence:
    return Presence(act, at, means, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("presences", "how"),
    [
        ((), How.AGENT),
        ((act(Act.IDENTITY, *ANY),), How.AGENT),
        ((act(Act.IDENTITY, Means.ONLINE_IDENTITY, Means.IN_PERSON),), How.PHONE),
        ((act(Act.SIGNATURE, Means.E_SIGNATURE, Means.HOME_VISIT),), How.PHONE),
        ((act(Act.IDENTITY, Means.IN_PERSON, Means.HOME_VISIT),), How.HOME),
        ((act(Act.IDENTITY, Means.IN_PERSON),), How.COME),
        ((act(Act.TEST, Means.IN_PERSON, at=Moment.REVIEW), act(Act.IDENTITY, *ANY)), How.COME),
        ((act(Act.ORAL, Means.IN_PERSON, waivable=True),), How.AGENT),
    ],
)
def test_the_act_that_asks_most_decides(presences: tuple[Presence, ...], how: How) -> None:
    found = reach(matter(*presences), {}, POINT)
    assert found.how is how
    assert bool(found.whys) is (how is not How.AGENT)
    assert found.without_the_person is (how is not How.COME)


def test_the_reason_says_what_with_whom_where_and_by_which_article() -> None:
    found = matters()["marriage"]
    said = [one.cited for one in reach(found, {}, POINT).whys]
    assert any("男方和女方一起" in one and "《民法典》第一千零四十九条" in one for one in said)
    exam = [one.text for one in reach(matters()["driving-licence"], {}, POINT).whys]
    assert any("到科目二场地考场" in one for one in exam)


def test_a_question_on_which_it_depends_is_walked_through() -> None:
    renewal = survey(matters()["licence-renewal"], POINT)
    assert (renewal.best.how, renewal.worst.how, renewal.differs) == (How.AGENT, How.COME, True)
    card = survey(matters()["old-age-card"], POINT)
    assert (card.best.how, card.worst.how, card.differs) == (How.AGENT, How.AGENT, False)
    asked = act(Act.TEST, Means.IN_PERSON, when=Is("age", ("old",)))
    assert reach(matter(asked), {"age": "young"}, POINT).how is How.AGENT
    assert reach(matter(asked), {"age": "old"}, POINT).how is How.COME


@pytest.mark.parametrize(
    ("channels", "offered", "classes", "route"),
    [
        ({Channel.VILLAGE, Channel.ONLINE}, {Level.VILLAGE}, {"社会民生"}, Route.POINT),
        ({Channel.VILLAGE, Channel.ONLINE}, {Level.VILLAGE}, {"商事登记"}, Route.ONLINE),
        ({Channel.VILLAGE, Channel.ONLINE}, {Level.DISTRICT}, {"社会民生"}, Route.ONLINE),
        ({Channel.WINDOW, Channel.ONLINE}, {Level.VILLAGE}, {"社会民生"}, Route.ONLINE),
        ({Channel.WINDOW}, {Level.DISTRICT}, {"社会民生"}, Route.CARRIED),
        ({Channel.POST}, {Level.DISTRICT}, {"社会民生"}, None),
    ],
)
def test_which_way_the_agent_hands_it_in(
    channels: set[Channel], offered: set[Level], classes: set[str], route: Route | None
) -> None:
    one = matter(channels=tuple(channels), offered_at=tuple(offered))
    found = reach(one, {}, Place(Level.VILLAGE, frozenset(classes)))
    assert found.route is route
    if route is None:
        assert found.how is How.COME
        assert "代办员替不了" in found.whys[0].text


def test_a_paper_that_can_be_shown_only_as_an_original_is_carried() -> None:
    paper = Requirement("deed", "地契", MadeBy.APPLICANT, (Evidence(Way.ORIGINAL),))
    asks = matter(channels=(Channel.ONLINE, Channel.WINDOW), requirements=(paper,))
    found = reach(asks, {}, POINT)
    assert (found.route, found.carries) == (Route.CARRIED, ("地契",))
    for other in (
        replace(paper, evidence=(Evidence(Way.ORIGINAL), Evidence(Way.UPLOAD))),
        replace(paper, required=False),
        replace(paper, commitment=True),
    ):
        assert reach(replace(asks, requirements=(other,)), {}, POINT).route is Route.ONLINE


def test_what_is_left_to_him_is_done_by_telephone_or_at_home_as_the_definition_allows() -> None:
    phone = act(Act.SIGNATURE, Means.E_SIGNATURE, Means.HOME_VISIT)
    home = act(Act.IDENTITY, Means.IN_PERSON, Means.HOME_VISIT)
    later = act(Act.TEST, Means.IN_PERSON, at=Moment.REVIEW)
    one = matter(phone, home, later, act(Act.ORAL, *ANY))
    needed = open_acts(one, {})
    assert [each.act for each in needed] == [Act.SIGNATURE, Act.IDENTITY], "what comes later is no bar"
    assert home_acts(one) == (Act.SIGNATURE, Act.IDENTITY)

    def left(confirmed: bool, *seen: str) -> list[Act]:
        return [each.act for each in left_over(needed, confirmed=confirmed, at_home=seen)]

    assert left(False) == [Act.SIGNATURE, Act.IDENTITY]
    assert left(True) == [Act.IDENTITY], "no telephone takes a fingerprint"
    assert left(False, "identity") == [Act.SIGNATURE]
    assert left(True, "identity") == []
    assert left(False, "identity", "signature") == []
    never = matter(act(Act.IDENTITY, Means.IN_PERSON))
    assert len(left_over(open_acts(never, {}), confirmed=True, at_home=("identity",))) == 1
