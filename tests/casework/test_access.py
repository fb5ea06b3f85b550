"""Who may do what, and who sees what: every role against every command, and every list against every case."""

from __future__ import annotations

import pytest

from factories import cases as make
from onevisit.casework import queries
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case
from onevisit.casework.refusals import MovedOn, NoSuchCase
from onevisit.platform import clock
from onevisit.platform.people.actors import NOBODY, SYSTEM, Actor, ActorKind
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import BackInTime, LicenceNeeded, NotYours
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery, WindowClass

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(make.NOON):
        yield


def seen_by(actor: Actor) -> set[str]:
    """The numbers in the actor's list, having made sure that no side door shows more or less."""
    listed = queries.cases(actor, queries.Filters())
    numbers = {card.number for card in listed.items}
    assert listed.total == len(numbers), "the count"
    assert {card.number for card in queries.export_rows(actor, queries.Filters())} == numbers, "the export"
    for case in Case.objects.all():
        found = {card.number for card in queries.cases(actor, queries.Filters(text=case.number)).items}
        assert found == ({case.number} & numbers), "the search"
        if case.number in numbers:
            queries.staff_view(actor, case.number, "办件")
        else:
            with pytest.raises(NoSuchCase):
                queries.staff_view(actor, case.number, "办件")
    assert {card.number for card in queries.work(actor).items} <= numbers, "the work list"
    return numbers


@pytest.mark.clause("4k")
def test_each_organ_sees_and_runs_only_its_own_and_its_supervisor_those_below() -> None:
    road, food = make.accepted("dig-road"), make.accepted("food-business-permit")
    town = make.accepted("food-stall")
    assert seen_by(make.staff(Role.REVIEWER, organ="enforcement")) == {road}
    assert seen_by(make.staff(Role.REVIEWER, organ="traffic-police")) == {road}, "it has a part in it"
    assert seen_by(make.staff(Role.REVIEWER, organ="market")) == {food}
    assert seen_by(make.staff(Role.CHIEF, organ="chishang")) == {town}
    assert seen_by(make.staff(Role.CHIEF, organ="badou")) == set(), "another town"
    assert seen_by(make.staff(Role.HEAD, organ="market")) == {food}
    assert seen_by(make.staff(Role.HEAD, organ="police")) == {road}, "the traffic police is below it"
    assert seen_by(make.staff(Role.HEAD, organ="government")) == {road, food, town}, "everybody is"
    assert seen_by(make.staff(Role.INQUIRY)) == {road, food, town}
    for role in (Role.EDITOR, Role.LEGAL, Role.ADMIN):
        assert seen_by(make.staff(role)) == set(), role
    review = c.Review("municipal", make.ReviewOutcome.PASS, make.words())
    for organ in ("market", "traffic-police", "natural-resources"):
        with pytest.raises(NotYours, match="该环节所属部门的审查人员"):
            make.do(road, make.staff(Role.REVIEWER, organ=organ), review)
    make.do(road, make.staff(Role.REVIEWER, organ="enforcement"), review)


@pytest.mark.clause("5.3b")
@pytest.mark.parametrize("window_class", WindowClass)
def test_a_window_of_a_class_takes_any_matter_of_it_and_no_other(window_class: WindowClass) -> None:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes=window_class.value)
    post = next(held for held in clerk.posts if window_class.value in held.classes)
    for key, matter in make.matters().items():
        if matter.organ == "town" or Channel.WINDOW not in matter.channels:
            continue
        if matter.window_class.value in post.classes and matter.courses.concerns:
            with pytest.raises(LicenceNeeded):  # The window may; only nobody has said which licence is meant.
                make.walk_in(key, clerk)
        elif matter.window_class.value in post.classes:
            number = make.walk_in(key, clerk)
            assert Case.objects.get(number=number).window == post.window
        else:
            with pytest.raises(NotYours, match="这类事项的综合窗口"):
                make.walk_in(key, clerk)


def test_an_applicant_sees_his_own_and_nobody_elses() -> None:
    mine = make.submitted()
    actor, _ = make.applicant()
    other, _ = make.applicant(enterprise=False)
    assert [card.number for card in queries.my_cases(actor).items] == [mine]
    assert queries.my_view(actor, mine).number == mine
    if set(other.parties) & set(actor.parties):
        other = Actor(ActorKind.APPLICANT, other.person, "", (), (max(actor.parties) + 1000,))
    assert queries.my_cases(other).total == 0
    for nobody in (other, NOBODY):
        with pytest.raises(NoSuchCase):
            queries.my_view(nobody, mine)
        with pytest.raises(NotYours):
            make.do(mine, nobody, c.Withdraw(make.words()))


def test_tracking_needs_number_and_code_and_does_not_say_which_is_wrong() -> None:
    number = make.submitted()
    code = Case.objects.get(number=number).query_code
    assert queries.track(number, code.lower()).number == number
    wrong = Case.objects.get(number=make.submitted()).query_code
    said = set()
    for pair in ((number, wrong), (number, "22222222"), ("261123999994", code), ("x\0y", code), (number, "")):
        with pytest.raises(NoSuchCase) as refused:
            queries.track(*pair)
        said.add(refused.value.sentence.replace(pair[0][:20], ""))
    assert len(said) == 1


COMMANDS = [
    c.Receive("district-hall", "A01"),
    c.Accept(),
    c.Decline(c.DeclineKind.NOT_NEEDED, make.words()),
    c.Review("traffic", make.ReviewOutcome.PASS, make.words()),
    c.Grant(make.words()),
    c.Refuse(("protected",), make.words(), "可申请行政复议。"),
    c.Issue(()),
    c.Render("permit", "f" * 64),
    c.HandOut(Delivery.WINDOW, "district-hall", "D01", make.words()),
    c.Withdraw(make.words()),
    c.Rate(c.RatingLevel.GOOD, "PC端"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize(
    "role", [Role.INQUIRY, Role.HEAD, Role.HALL_HEAD, Role.EDITOR, Role.LEGAL, Role.ADMIN]
)
def test_those_who_oversee_change_nothing(role: Role, command: c.Command) -> None:
    number = make.accepted()
    organ = "government" if role is Role.HEAD else ""
    with pytest.raises(NotYours, match="请找："):
        make.do(number, make.staff(role, organ=organ), command)


def test_the_house_itself_does_only_what_needs_nobody() -> None:
    number = make.reviewed()
    for command in (
        c.Accept(),
        c.Grant(make.words()),
        c.HandOut(Delivery.WINDOW, "district-hall", "D01", make.words()),
    ):
        with pytest.raises(NotYours):
            make.do(number, SYSTEM, command)


def test_what_happened_meanwhile_is_told_and_nothing_is_done() -> None:
    number = make.accepted()
    seen = Case.objects.get(number=number).last_seq
    make.reviewed(number=number)
    with pytest.raises(MovedOn, match=r"审查意见；.*您填写的内容还在") as refused:
        make.do(number, make.chief_of(number), c.Grant(make.words()), seen=seen)
    assert len(refused.value.meanwhile) == 3


def test_the_log_only_moves_forward() -> None:
    number = make.submitted()
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    receive = c.Receive(case.hall_id, clerk.posts[0].window)
    with pytest.raises(BackInTime):
        make.do(number, clerk, receive, at=make.later(-1))
    assert make.do(number, clerk, receive, at=make.later(seconds=-30)).seq == 3, "clocks differ by seconds"
    times = list(case.events.order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)


def test_several_cases_in_one_request_all_or_none() -> None:
    numbers = [make.submitted(), make.submitted()]
    case = Case.objects.get(number=numbers[0])
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    take = (c.Receive(case.hall_id, clerk.posts[0].window), c.Accept())
    key = make.key()
    done = handle([Order(take, case=number) for number in numbers], actor=clerk, at=make.NOON, key=key)
    assert [(one.number, one.seq) for one in done] == [(number, 5) for number in numbers]
    again = handle([Order(take, case=number) for number in numbers], actor=clerk, at=make.NOON, key=key)
    assert [(one.number, one.repeated) for one in again] == [(number, True) for number in numbers]
    third = make.submitted()
    with pytest.raises(NoSuchCase):
        handle(
            [Order(take, case=third), Order(take, case="000000000000")],
            actor=clerk,
            at=make.NOON,
            key=make.key(),
        )
    assert Case.objects.get(number=third).last_seq == 1
