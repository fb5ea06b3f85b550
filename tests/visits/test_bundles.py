"""The visits of a bundle are counted once for all its cases."""

from __future__ import annotations

import pytest

from casework.test_statements import sent
from factories import bundles as bundle
from factories import cases as make
from onevisit.casework import of_bundle
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.visits import queries
from onevisit.visits.models import Appearance, Tally
from visits import coming

pytestmark = pytest.mark.django_db


def handed_in() -> str:
    """Three matters at one window; two of them can only begin when the first is done."""
    return bundle.walk_in(clerk=make.staff(Role.CLERK, hall="district-hall", takes="商事登记"))


def cases(number: str) -> list[str]:
    return [one.number for one in of_bundle.parts_of([number])]


def test_one_coming_for_all_cases_is_one_visit() -> None:
    number = handed_in()
    bundle.issue(number, ["sole-trader"])
    assert len(cases(number)) == 3, "the house begins the rest by itself"
    coming.weighed()
    found = queries.of_bundle(number)
    assert (found.is_bundle, found.count.actual) == (True, 1)
    assert {one.now.case for one in found.visits[0].lines} == {cases(number)[0]}, "nobody came for the others"
    tally = Tally.objects.get()
    assert (tally.subject, tally.actual, tally.promised) == (number, 1, found.promised)
    assert tally.promised is not None
    assert tally.finished_on is None
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    for one in cases(number)[:2]:
        coming.sent_away(one, actor=clerk, at=make.later(1))
    assert queries.of_bundle(number).count.actual == 2, "he was sent away once, with both"
    assert Tally.objects.get().actual == 2


def test_a_bundle_is_finished_when_all_of_it_is() -> None:
    number = bundle.submitted()
    bundle.go_on()
    coming.weighed()
    assert Tally.objects.get().finished_on is None
    for one in cases(number):
        try:
            make.do(one, make.applicant_of(one), c.Withdraw(make.words("不办了。")))
        except Refused:
            continue
        coming.weighed()
    open_ = [one for one in of_bundle.parts_of([number]) if one.finished_on is None]
    assert (Tally.objects.get().finished_on is None) == bool(open_)


def test_an_intake_of_a_whole_bundle_costs_one_statement() -> None:
    handed_in()
    shapes = sent(handed_in)
    assert [one for one in shapes if "visits" in one] == ["INSERT visits_appearance"]


def test_what_is_asked_costs_the_same_however_much_there_is() -> None:
    number = handed_in()
    coming.weighed()
    case, judge = make.submitted(), coming.inquiry()
    assert Appearance.objects.exists()
    assert len(sent(lambda: queries.of_bundle(number, 1))) == 1
    assert len(sent(lambda: queries.of_bundle(number))) == 2
    assert len(sent(lambda: queries.of_case(case, 1))) == 1
    assert len(sent(lambda: queries.count(number, is_bundle=True))) == 1
    assert len(sent(lambda: queries.excesses(judge))) <= 2
    assert len(sent(lambda: queries.excess_counts(judge))) == 1
