"""Three days are played in the district of the tests, and everything that was played holds."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from demo.playing import UNTIL, morning, played, playing
from factories.matters import checked
from onevisit import demo
from onevisit.bundles.models import Event as BundleEvent
from onevisit.casework import ledger, queries
from onevisit.casework.models import Case, Content, Event
from onevisit.demo import record, show
from onevisit.demo.play import CannotPlay, Played
from onevisit.payments.models import Day, Order, Payment
from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.models import Person
from onevisit.rules.cases.phases import Phase
from onevisit.rules.payments.orders import Stand
from onevisit.rules.record.canonical import loads

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def three_days(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    """Played once for these tests, which only look; taken back afterwards."""
    folder = tmp_path_factory.mktemp("played")
    with playing(morning(2026, 11, 23), django_db_blocker, folder, printing=True):
        result = played()
        show.open_doors(checked().pack, result)
        yield result


def test_what_was_played_holds(three_days: Played) -> None:
    assert three_days.refusals == ()
    report = ledger.verify()
    assert report.faults == ()
    assert report.cases == three_days.cases == Case.objects.count()
    assert report.leaves == report.events == Event.objects.count() + BundleEvent.objects.count()


def test_everything_happened_in_its_days_and_nothing_in_the_night_at_a_window(three_days: Played) -> None:
    assert (three_days.since, three_days.until) == (date(2026, 11, 18), UNTIL)
    for event in Event.objects.filter(case__submitted_on__gte=three_days.since).order_by("at"):
        local = event.at.astimezone(clock.DISTRICT)
        assert three_days.since <= local.date() <= UNTIL
        if loads(event.body)["by"].get("role") in ("clerk", "reviewer", "chief", "handout"):
            assert 9 <= local.hour < 19, event.body


def test_what_was_granted_years_ago_was_finished_then(three_days: Played) -> None:
    before = Case.objects.filter(submitted_on__lt=three_days.since)
    assert before.count() >= 8
    for case in before:
        assert case.phase == Phase.CLOSED
        assert case.last_at.astimezone(clock.DISTRICT).date() < three_days.since
        licence = case.licences.get()
        assert licence.valid_from == case.submitted_on
        assert three_days.since.year == 2026 <= licence.valid_to.year


def test_about_as_many_cases_as_asked_for_in_many_phases(three_days: Played) -> None:
    assert 0.85 * 60 <= three_days.cases <= 1.15 * 60
    phases = Counter(Case.objects.values_list("phase", flat=True))
    assert {Phase.SUBMITTED, Phase.ACCEPTED, Phase.ISSUED, Phase.HANDED_OUT} <= {Phase(key) for key in phases}


def test_the_errands_were_done_inside_the_played_time(three_days: Played) -> None:
    assert not Errand.objects.filter(done_at=None).exists()
    assert Errand.objects.latest("done_at").done_at <= three_days.end  # type: ignore[operator]
    assert Event.objects.filter(name="Rendered").exists()


@pytest.mark.parametrize(
    ("login", "kind"),
    [
        ("clerk1", "receive"),
        ("clerk5", "receive"),
        ("reviewer-traffic-police", "review"),
        ("reviewer-enforcement", "review"),
        ("reviewer-natural-resources", "review"),
        ("chief-enforcement", "issue"),
        ("handout1", "hand_out"),
        ("clerk-yucheng", "receive"),
        ("agent-zhonghaoyu", "hand_out"),
    ],
)
def test_who_is_shown_to_the_visitor_has_work_today(three_days: Played, login: str, kind: str) -> None:
    actor = actor_of(Person.objects.get(username=login), UNTIL)
    assert queries.work_counts(actor)[kind] > 0


def test_the_restaurant_waits_at_the_window_and_the_road_for_three_organs(three_days: Played) -> None:
    waiting = Case.objects.get(matter="food-business-permit", applicant__name__contains="颜山人家")
    assert waiting.phase == Phase.SUBMITTED
    road = Case.objects.filter(matter="dig-road", phase=Phase.ACCEPTED)
    assert any(
        {item.organ_id for item in case.work_items.all()}
        == {"enforcement", "traffic-police", "natural-resources"}
        for case in road
    )


def test_names_are_marked_and_no_text_was_left_to_chance(three_days: Played) -> None:
    for content in Content.objects.filter(kind="application"):
        data = loads(content.body)["data"]
        assert data["applicant"]["name"].startswith("示例·")
        assert data["applicant"]["phone"].startswith("199000")
        assert not any("{" in value for value in data["form"].values())


def test_accounts_are_shown_with_the_password_that_opens_them(three_days: Played) -> None:
    shown = demo.accounts()
    assert len(shown) >= 12
    for role, login, password in shown:
        assert role
        assert Person.objects.get(username=login).check_password(password)
    assert record.played_until() == UNTIL


def test_a_second_play_is_refused_and_says_what_to_do(three_days: Played) -> None:
    with pytest.raises(CannotPlay, match="make reset"):
        played()


def test_fees_are_worked_out_and_paid_and_the_books_agree(three_days: Played) -> None:
    paid = Payment.objects.select_related("order")
    assert paid.count() > 3
    assert all(one.fen == one.order.fen and one.order.receipt for one in paid)
    assert not Order.objects.filter(stand=Stand.OPEN.value, code="").exists()
    assert all(one.differences == [] for one in Day.objects.all())
