"""Several matters from one submission to one hand-out: the thinnest whole story."""

from __future__ import annotations

import pytest

from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import stream
from onevisit.bundles.models import Bundle, Event
from onevisit.casework import of_bundle
from onevisit.casework.models import Case
from onevisit.rules.bundles.state import BundleState
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db


def state(number: str) -> BundleState:
    row = Bundle.objects.get(number=number)
    assert stream.fold(Event.objects.filter(bundle=row).order_by("seq")) == stream.state_of(row)
    return stream.state_of(row)


def phases(number: str) -> dict[str, Phase | None]:
    return {key: one.phase for key, one in state(number).parts.items()}


def test_one_submission_at_one_window_runs_to_the_end() -> None:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    number = bundle.walk_in(clerk=clerk)
    found = state(number)
    assert {one.matter: one.after for one in found.parts.values()} == {
        "sole-trader": (),
        "food-business-permit": ("sole-trader",),
        "billboard": ("sole-trader",),
    }
    assert phases(number) == {
        "sole-trader": Phase.ACCEPTED,
        "food-business-permit": None,
        "billboard": None,
    }
    assert found.accepted_on is not None

    bundle.issue(number, ["sole-trader"])
    assert phases(number) == {
        "sole-trader": Phase.ISSUED,
        "food-business-permit": Phase.ACCEPTED,
        "billboard": Phase.ACCEPTED,
    }
    permit = make.now(bundle.case(number, "food-business-permit"))
    assert any(one.requirement == "registration" and one.refs for one in permit.shown)

    bundle.issue(number, ["food-business-permit", "billboard"])
    assert state(number).collectable
    assert [one.phase for one in of_bundle.parts_of([number])] == [Phase.ISSUED] * 3
    assert Case.objects.filter(bundle=number).count() == 3
