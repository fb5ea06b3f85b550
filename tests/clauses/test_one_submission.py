"""Clause 5.3d: one submission and one receipt for several matters, defined as one or put together at the window."""

from __future__ import annotations

import pytest

from bundles.to_the_end import fetched, handed_in, issued
from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import queries
from onevisit.bundles.models import Bundle, Event
from onevisit.casework import of_bundle
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox.models import Notice
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.identifiers import bundle_no
from onevisit.rules.matters.vocabulary import Channel
from workbench.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.3d")]


def defined() -> tuple[Composite, dict[str, str]]:
    found = bundle.of_pack("open-a-restaurant")
    return found, bundle.answers(found, who="sole", seal="wanted", invoice="wanted", staff="hired")


def put_together() -> tuple[Composite, dict[str, str]]:
    """Of different organs, and no pack says that they are one thing."""
    found = bundle.composite("food-business-permit", "billboard", "fire-safety-check")
    return found, bundle.answers(found)


@pytest.mark.parametrize("made", [defined, put_together])
def test_one_submission_one_receipt_and_departments_work_together(made) -> None:
    composite, answers = made()
    number = handed_in(composite, answers, Channel.WINDOW)
    assert bundle_no.is_bundle(number)
    assert Bundle.objects.count() == 1
    assert Event.objects.filter(name="HandedIn").count() == 1

    # One receipt names every matter under the one number, those that have to wait as well.
    clerk = make.clerk_of(of_bundle.parts_of([number])[0].number)
    with clock.at(make.NOON):
        view = queries.staff_view(clerk, number)
    names = {one.matter.name for one in composite.applying(answers)}
    assert set(view.matters) == names
    assert len(names) > 2

    # Several organs, each with a case of its own beneath the one number.
    at = issued(number)
    cases = of_bundle.parts_of([number])
    assert {one.name for one in cases} == names
    assert len({one.organ for one in cases}) > 1
    assert len({one.number for one in cases}) == len(cases)
    assert Case.objects.exclude(bundle=number).count() == 0
    for one in cases:
        assert one.hall == "district-hall"

    # And one hand-out of everything.
    fetched(number, at)
    bundle.go_on(at)
    assert Bundle.objects.get(number=number).finished_on is not None
    assert Notice.objects.filter(case_number=number, text__contains="全部办完").count() == 1


def test_the_sheet_that_is_printed_is_one() -> None:
    desk = Desk("clerk5")
    composite, answers = defined()
    number = handed_in(composite, answers, Channel.WINDOW)
    with clock.at(make.NOON):
        sheet = desk.opens(f"/work/bundles/{number}/receipt")
    for one in composite.applying(answers):
        assert one.matter.name in sheet
    assert " ".join((number[:6], number[6:])) in sheet or number in sheet
