"""The real stories: who came, for what, through whose doing; and what the guide had promised."""

from __future__ import annotations

from datetime import timedelta

import pytest

from factories import cases as make
from onevisit.rules.appearances import Cause, Count, Purpose
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.visits import queries
from onevisit.visits.models import Appearance, Tally
from visits import coming

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_application_and_correction_at_a_window_and_a_courier_are_two_of_which_one_is_his_own() -> None:
    number = coming.at_window(delivery=Delivery.COURIER, accept=False)
    make.corrected("dig-road", number=number)
    coming.brought(number, at=make.later(3))
    found = queries.of_case(number, 1)
    assert found.count == Count(actual=2, counted=0, by_applicant=1, chosen=1)
    first, second = found.visits
    assert [one.now.purpose for one in first.lines] == [Purpose.SUBMIT, Purpose.VERIFY]
    assert (first.place, first.visit.day) == ("博山区政务服务中心", make.NOON.date())
    assert not first.lines[0].now.required, "it may be applied for on line"
    assert (second.visit.cause, second.visit.purposes) == (Cause.APPLICANT, (Purpose.SUPPLY,))
    assert found.excess is not None
    assert not found.excess.answerable, "nobody else has to answer for what his application lacked"


def test_a_case_that_is_done_at_home_has_no_appearance_and_a_tally_that_says_so() -> None:
    number = make.submitted(delivery=Delivery.ELECTRONIC)
    coming.weighed()
    assert not Appearance.objects.filter(case__number=number).exists()
    tally = Tally.objects.get(subject=number)
    assert (tally.promised, tally.actual) == (0, 0)


def test_collecting_at_the_window_where_it_could_be_sent_is_chosen_and_foreseen() -> None:
    number = make.handed_out()
    (only,) = queries.of_case(number, 1).visits
    line = only.lines[-1]
    assert (line.now.purpose, line.now.required, line.now.foreseen) == (Purpose.COLLECT, False, True)
    coming.weighed()
    tally = Tally.objects.get(subject=number)
    assert (tally.promised, tally.actual, tally.chosen) == (1, 1, 1)
    assert tally.finished_on == make.NOON.date()


def test_what_came_back_and_is_fetched_goes_to_the_supervisor() -> None:
    number = make.rendered(delivery=Delivery.COURIER, post_address="博山区示例路1号")
    coming.collected(number, make.NOON, Delivery.COURIER)
    actor, _ = make.hands_out_at(make.main_hall())
    make.do(number, actor, c.ReturnMail(make.words("查无此人。")), at=make.later(3))
    coming.collected(number, make.later(4))
    coming.weighed(make.later(4))
    found = queries.of_case(number)
    assert (found.promised, found.count.counted) == (0, 1)
    assert Tally.objects.get(subject=number).answerable
    assert found.excess is not None
    assert found.excess.reasons[-1] == "2026年11月27日为领取结果到场（必须到场）：快递退回后改为到窗口领取"
