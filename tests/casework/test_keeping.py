"""What is kept, for how long, and in which shape."""

from __future__ import annotations

import pytest

from factories import cases as make
from onevisit.casework import drafts, erasure, ledger, queries, sealing
from onevisit.casework.commands import let_time_pass
from onevisit.casework.errands import sweep_round
from onevisit.casework.models import Case, Content, Draft
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand, Notice
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.rules.cases import codec
from onevisit.rules.cases import events as e
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db


def test_what_people_wrote_is_erased_and_the_record_still_holds() -> None:
    number = make.handed_out()
    with pytest.raises(erasure.NotClosed):
        erasure.erase(number, make.later(1))
    let_time_pass(number, make.later(10))
    sealing.seal(make.later(10))
    assert erasure.erase(number, make.later(4000)) >= 6
    assert erasure.erase(number, make.later(4000)) == 0
    assert not Content.objects.filter(case__number=number).exclude(body="").exists()
    assert ledger.verify().faults == ()
    with clock.at(make.later(10)):
        view = queries.staff_view(make.staff(Role.INQUIRY), number, "办件")
    assert view.erased
    assert view.applicant_name == "（已依法清除）"
    assert {step.words for step in view.timeline} == {""}


def test_a_state_of_an_older_fold_is_folded_again() -> None:
    number = make.accepted()
    case = Case.objects.get(number=number)
    fresh = state_of(case)
    case.fold, case.state = 0, "{}"
    assert state_of(case) == fresh


def test_an_event_of_an_older_shape_is_lifted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e.Closed, "schema", 2)
    monkeypatch.setattr(codec, "LIFTS", {("Closed", 1): lambda data: {"on": data["day"]}})
    assert codec.decode("Closed", 1, {"day": "2026-11-23"}) == e.Closed(make.NOON.date())


def test_drafts_that_nobody_came_back_to_are_erased() -> None:
    actor, _ = make.applicant()
    with clock.at(make.NOON):
        drafts.begin(actor, "dig-road")
    assert erasure.erase_abandoned_drafts(make.later(89)) == 0
    assert erasure.erase_abandoned_drafts(make.later(91)) == 1
    assert not Draft.objects.exists()


def test_a_sweep_touches_what_is_due_and_nothing_else() -> None:
    late, fresh = make.submitted(), make.submitted(at=make.later(7))
    with clock.at(make.later(8)):
        assert sweep_round() == 1
        assert sweep_round() == 0
    assert Case.objects.get(number=late).phase == Phase.ACCEPTED.value
    assert Case.objects.get(number=fresh).phase == Phase.SUBMITTED.value


def test_each_step_is_told_to_the_applicant_once() -> None:
    number = make.accepted()
    with clock.at(make.NOON):
        run_until_empty()
        run_until_empty()
    texts = list(Notice.objects.filter(case_number=number).order_by("id").values_list("text", flat=True))
    assert [text.split("）", 1)[1][:3] for text in texts] == ["已提交", "已受理"]
    assert not any(make.party(number).identifier in text for text in texts)
    assert not Errand.objects.filter(done_at=None, kind="notify").exists()
