"""A month is played with little but its scenes: every course is taken, and whoever signs in finds his work."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from demo.playing import UNTIL, morning, played, playing
from factories.matters import matters
from onevisit.casework import ledger, queries
from onevisit.casework.models import Case
from onevisit.coordination.models import Disagreement, Question
from onevisit.demo.chance import Chance
from onevisit.demo.counting import LABELS
from onevisit.demo.fate import Mail, Promise, Reply, committable, deferrable, draw
from onevisit.demo.play import Played
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.tasks import TaskKind
from onevisit.rules.coordination.disagreement import Phase as Stand
from onevisit.rules.matters.vocabulary import Channel

pytestmark = pytest.mark.django_db

LEFT_TO_CHANCE = {"申请变更"}
"""Whoever has something changed has it from chance: of so few there may be none."""


@pytest.fixture(scope="module")
def month(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    """Played once for these tests, which only look; taken back afterwards."""
    with playing(morning(2026, 11, 21), django_db_blocker, tmp_path_factory.mktemp("month")):
        yield played(days=30, cases=1)


def someone(login: str) -> Actor:
    return actor_of(Person.objects.get(username=login), UNTIL)


def test_every_course_is_taken_and_nothing_is_refused(month: Played) -> None:
    assert month.refusals == ()
    assert set(month.courses) == set(LABELS)
    missing = {label for label, count in month.courses.items() if not count}
    assert missing <= LEFT_TO_CHANCE


def test_what_was_played_holds_and_every_document_is_printed(month: Played) -> None:
    report = ledger.verify()
    assert report.faults == ()
    assert report.cases == month.cases == Case.objects.count()
    assert not Errand.objects.filter(done_at=None).exists()
    for case in Case.objects.all():
        assert queries.documents_to_render(case.number) == ()


def test_the_restaurateur_has_something_to_mend_and_something_to_supply(month: Played) -> None:
    mine = queries.my_cases(someone("li-chunyan")).items
    views = [queries.my_view(someone("li-chunyan"), one.number) for one in mine]
    tasks = {task.kind: task for view in views for task in view.courses.tasks}
    correct = tasks[TaskKind.CORRECT]
    assert correct.until is not None
    assert UNTIL < correct.until <= UNTIL + timedelta(days=7)
    assert tasks[TaskKind.SUPPLY].until is not None


@pytest.mark.parametrize(
    ("login", "kind"),
    [
        ("reviewer-natural-resources", "special"),
        ("chief-enforcement", "hearing"),
        ("chief-enforcement", "decide"),
        ("head-health", "revoke"),
    ],
)
def test_organs_find_what_waits_beside_the_ordinary_course(month: Played, login: str, kind: str) -> None:
    assert queries.work_counts(someone(login))[kind] > 0


def test_windows_find_a_gap_to_judge_and_a_deferral_that_lapsed(month: Played) -> None:
    clerk = someone("clerk5")
    waiting = queries.work(clerk, kind="receive").items
    views = [queries.staff_view(clerk, one.number, "办件") for one in waiting]
    assert any(one.requirement.required and one.shown is None for view in views for one in view.materials)
    assert any(one.overdue for one in queries.work(clerk, kind="deferral").items)


def test_one_decision_waits_for_those_who_may_still_ask_to_be_heard(month: Played) -> None:
    undecided = Case.objects.filter(matter="billboard", phase=Phase.ACCEPTED)
    states = [queries.my_view(_applicant(case), case.number).state for case in undecided]
    hearings = [state.hearing for state in states if state.hearing is not None]
    assert any(one.since is None and one.until is not None and one.until >= UNTIL for one in hearings)


def _applicant(case: Case) -> Actor:
    return Actor(someone("li-chunyan").kind, None, "", (), (case.applicant_id,))


def test_organs_ask_each_other_and_mostly_answer(month: Played) -> None:
    assert not [one for one in month.refusals if "协" in one or "询问" in one]
    assert Question.objects.count() >= 2
    assert Question.objects.filter(phase="answered").exists()


def test_of_two_disagreements_one_is_decided_and_one_waits(month: Played) -> None:
    phases = sorted(Disagreement.objects.values_list("phase", flat=True))
    assert len(phases) == 2
    assert Stand.DECIDED.value in phases
    assert {Stand.RAISED.value, Stand.HEARD.value} & set(phases)
    decided = Disagreement.objects.get(phase="decided")
    assert decided.arbiter_id not in (decided.raiser_id, decided.other_id)


def test_fates_are_drawn_only_as_the_matters_rules_allow() -> None:
    for matter in matters().values():
        for number in range(40):
            chance = Chance("fates", matter.key, number)
            fate = draw(matter, {}, Channel.WINDOW, chance)
            assert fate.special <= len(matter.courses.special)
            assert not (fate.false and not matter.courses.bars)
            assert not (fate.extended and matter.prolongation is None)
            if matter.courses.interested is None and not fate.fails:
                assert fate.listening is None or matter.courses.hearing is not None


def test_shares_of_fates_are_about_what_they_say() -> None:
    matter = matters()["food-business-permit"]
    drawn = [draw(matter, {}, Channel.WINDOW, Chance("shares", number)) for number in range(3000)]
    lacking = sum(fate.lacks is not None for fate in drawn) / len(drawn)
    assert 0.1 < lacking < 0.15
    online = [draw(matter, {}, Channel.ONLINE, Chance("shares", number)) for number in range(3000)]
    assert 0.02 < sum(fate.lacks is not None for fate in online) / len(online) < 0.05
    assert {fate.lacks for fate in drawn} == {None, *Reply}
    assert {fate.act for fate in drawn} >= {None, LicenceAct.SUSPEND, LicenceAct.CANCEL}
    assert {fate.returned for fate in drawn} == {None, *Mail}
    assert {fate.commits for fate in drawn} == {None, *Promise}


def test_what_may_be_promised_is_asked_of_the_matter() -> None:
    found = matters()
    assert committable(found["public-place-hygiene"], {"route": "commitment"})
    assert committable(found["public-place-hygiene"], {"route": "ordinary"}) == []
    assert committable(found["food-business-permit"], {}) == []
    assert "lease" in deferrable(found["tobacco-retail"], {"premises": "rented"})
    assert "lease" not in deferrable(found["tobacco-retail"], {"premises": "owned"})
