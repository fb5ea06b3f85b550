"""What a deputy can do on the days of a leave, in his own name; and how the log says it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import cases as make
from factories.matters import matters
from leave.conftest import account, away, day
from onevisit.casework import issuing, log, queries
from onevisit.casework.models import Case, Event, Look
from onevisit.platform.organs.leave_commands import end
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import SYSTEM, Actor, ActorKind, Holding
from onevisit.platform.people.models import Person
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.district.definition import Role
from onevisit.rules.record.canonical import dumps, loads

pytestmark = pytest.mark.usefixtures("noon")

AWAY, DEPUTY = "chief-enforcement", "reviewer-enforcement"


def by_of(number: str) -> dict[str, object]:
    """Who did the last thing, as the log has it."""
    body = Event.objects.filter(case__number=number).latest("seq").body
    found: dict[str, object] = loads(body)["by"]
    return found


def on(login: str, days: int) -> Actor:
    return actor_of(Person.objects.get(username=login), day(days))


def decide(number: str, actor: Actor) -> None:
    make.do(number, actor, c.Grant(make.words()), issuing.issue(number, make.NOON.date()))


def test_the_deputy_has_the_posts_on_the_days_of_the_leave_and_the_absent_keeps_his() -> None:
    away(AWAY, DEPUTY, 1, 3)
    had = [bool(on(DEPUTY, days).posts_as(Role.CHIEF)) for days in range(5)]
    assert had == [False, True, True, True, False]
    deputy, absent = on(DEPUTY, 2), on(AWAY, 2)
    assert [(post.role, post.instead_of) for post in deputy.posts] == [
        (Role.REVIEWER, ""),
        (Role.CHIEF, "示例·黄树林"),
    ]
    assert deputy.own_posts == on(DEPUTY, 0).posts
    assert deputy.posts[1].title == "区综合执法局首席代表（代示例·黄树林）"
    assert absent == on(AWAY, 0)


def test_he_decides_in_his_own_name_and_the_log_says_for_whom() -> None:
    number = make.reviewed("dig-road")
    with pytest.raises(NotYours):
        decide(number, make.person(DEPUTY))
    away(AWAY, DEPUTY)
    decide(number, make.person(DEPUTY))
    by = by_of(number)
    assert by["name"] == "示例·范鹏飞"
    assert by["person"] == account(DEPUTY)
    assert (by["role"], by["organ"], by["instead_of"]) == ("chief", "enforcement", "示例·黄树林")


def test_the_absent_may_still_act_and_then_nobody_is_named() -> None:
    number = make.reviewed("dig-road")
    away(AWAY, DEPUTY)
    decide(number, make.person(AWAY))
    assert "instead_of" not in by_of(number)


def test_what_he_may_do_anyway_he_does_under_his_own_post() -> None:
    away("reviewer-market", "reviewer-market-2")
    number = make.accepted("food-business-permit")
    stage = matters()["food-business-permit"].stages[1].key
    review = c.Review(stage, ReviewOutcome.PASS, make.words(), (), ())
    make.do(number, make.person("reviewer-market-2"), review)
    assert "instead_of" not in by_of(number)


def test_ended_early_he_may_no_longer_from_that_instant_on() -> None:
    number = make.reviewed("dig-road")
    leave = away(AWAY, DEPUTY)
    end(leave, actor=make.person(AWAY), at=make.NOON)
    with pytest.raises(NotYours):
        decide(number, make.person(DEPUTY))
    assert not on(DEPUTY, 1).holds(Role.CHIEF)


def test_a_leave_that_was_ended_still_held_on_the_days_before() -> None:
    leave = away(AWAY, DEPUTY)
    end(leave, actor=make.person(AWAY), at=make.later(1))
    assert [on(DEPUTY, days).holds(Role.CHIEF) for days in range(3)] == [True, False, False]


def test_windows_classes_and_handing_out_pass_on_too() -> None:
    away("clerk5", "handout1")
    away("handout2", "clerk1")
    taking, handing = make.person("handout1"), make.person("clerk1")
    clerk = next(post for post in taking.posts if post.instead_of)
    assert (clerk.window, clerk.classes, clerk.hall) == ("C01", ("商事登记",), "district-hall")
    window = next(post for post in handing.posts if post.hands_out)
    assert (window.window, window.instead_of) == ("E02", "示例·何云霞")
    number = make.walk_in(
        "food-business-permit", Actor(ActorKind.STAFF, taking.person, taking.name, (clerk,))
    )
    assert by_of(number)["instead_of"] == "示例·任晓兰"
    assert Case.objects.get(number=number).window == "C01"


def test_who_stands_in_for_a_head_looks_over_what_the_head_does() -> None:
    away("head-government", "chief-government")
    own, deputy = make.person("head-government"), make.person("chief-government")
    assert deputy.posts_as(Role.HEAD)[0].below == own.posts[0].below != ()


def test_no_power_outlives_the_post_that_it_rests_on() -> None:
    away(AWAY, DEPUTY, 0, 5)
    Post.objects.filter(person=account(DEPUTY)).update(until=day(1))
    assert on(DEPUTY, 1).holds(Role.CHIEF)
    assert not on(DEPUTY, 2).is_staff, "he left the organ: nothing passes on to him any more"
    Post.objects.create(person_id=account(DEPUTY), role="reviewer", organ_id="tax", since=day(2))
    assert [post.organ for post in on(DEPUTY, 2).posts] == ["tax"]


def test_the_post_of_the_absent_that_ends_does_not_pass_on_any_more() -> None:
    away(AWAY, DEPUTY, 0, 5)
    Post.objects.filter(person=account(AWAY)).update(until=day(1))
    assert on(DEPUTY, 1).holds(Role.CHIEF)
    assert not on(DEPUTY, 2).holds(Role.CHIEF)


def test_asking_who_acts_costs_no_more_for_a_deputy() -> None:
    def cost(login: str) -> int:
        person = Person.objects.get(username=login)
        with CaptureQueriesContext(connection) as caught:
            actor_of(person, day(0))
        return len(caught)

    before = {login: cost(login) for login in ("reviewer-market", "clerk1", "reviewer-enforcement")}
    for login, deputy in (
        ("reviewer-market-2", "reviewer-market"),
        ("clerk2", "clerk1"),
        ("clerk3", "clerk1"),
    ):
        away(login, deputy)
    assert {login: cost(login) for login in before} == before
    assert before["reviewer-enforcement"] == 2


def test_who_looked_and_for_whom_is_written_down() -> None:
    number = make.reviewed("dig-road")
    away(AWAY, DEPUTY)
    queries.staff_view(make.person(DEPUTY), number, "办件")
    assert Look.objects.latest("id").as_what == "区综合执法局审查人员、区综合执法局首席代表（代示例·黄树林）"


@pytest.mark.parametrize(
    ("actor", "post", "line"),
    [
        (SYSTEM, None, '{"kind":"system"}'),
        (
            Actor(ActorKind.STAFF, 7, "示例·甲"),
            Holding(Role.CHIEF, "market", "区市场监管局", "district-hall"),
            (
                '{"hall":"district-hall","kind":"staff","name":"示例·甲","organ":"market","person":7,'
                '"role":"chief","window":""}'
            ),
        ),
        (
            Actor(ActorKind.STAFF, 7, "示例·甲"),
            Holding(Role.CHIEF, "market", instead_of="示例·乙"),
            (
                '{"hall":"","instead_of":"示例·乙","kind":"staff","name":"示例·甲","organ":"market","person":7,'
                '"role":"chief","window":""}'
            ),
        ),
    ],
)
def test_the_line_of_the_log_to_the_byte(actor: Actor, post: Holding | None, line: str) -> None:
    assert dumps(log.by_whom(actor, post)) == line


def test_the_work_list_brings_the_work_of_the_absent_and_marks_it() -> None:
    number = make.reviewed("dig-road")
    waiting = make.accepted("dig-road")

    def marks() -> dict[str, str]:
        return {card.number: card.instead_of for card in queries.work(make.person(DEPUTY)).items}

    assert marks() == {waiting: ""}
    away(AWAY, DEPUTY)
    assert marks() == {number: "示例·黄树林", waiting: ""}
    (card,) = queries.may_do(make.person(DEPUTY), number)
    assert card.instead_of == "示例·黄树林"
