"""Writing down by hand, correcting, finding why: who may, what is asked, what stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import cases as make
from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.appearances import Cause, Count, Purpose, Verdict
from onevisit.rules.district.definition import Role
from onevisit.visits import commands, queries, refusals
from onevisit.visits.commands import Correction, Seen
from onevisit.visits.models import Appearance, Finding, Ruling, Tally
from visits import coming

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> str:
    found = coming.at_window()
    coming.weighed()
    return found


def seen(number: str, **changes: object) -> Seen:
    usual = Seen(number, make.later(1), Purpose.SIGN, Cause.AGENCY, "漏签了一处，请他再来")
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_what_an_official_writes_down_counts_and_goes_to_the_supervisor(number: str) -> None:
    commands.record(seen(number, required=False), actor=coming.clerk(), at=make.later(1), key=make.key())
    found = queries.of_case(number)
    assert found.count == Count(2, 1, 0, 1)
    assert found.visits[1].lines[0].now.required, "what the authority caused is required of him"
    (card,) = queries.excesses(coming.inquiry()).items
    assert (card.subject, card.promised, card.actual, card.is_open) == (number, 1, 2, True)
    assert "漏签了一处" in card.reasons[0]


def test_the_same_request_is_done_once(number: str) -> None:
    again = make.key()
    for _ in range(2):
        commands.record(seen(number), actor=coming.clerk(), at=make.later(1), key=again)
    assert queries.count(number).actual == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": " "}, "请写明"),
        ({"reason": "字" * 301}, "最多300个字"),
        ({"when": make.later(2)}, "还没有到"),
        ({"when": make.later(-1)}, "咨询不算跑动"),
    ],
)
def test_what_cannot_have_been_is_not_written_down(
    number: str, changes: dict[str, object], says: str
) -> None:
    with pytest.raises(refusals.RecordIncomplete, match=says):
        commands.record(seen(number, **changes), actor=coming.clerk(), at=make.later(1), key=make.key())


def test_who_writes_down(number: str) -> None:
    for role in (Role.HEAD, Role.EDITOR, Role.INQUIRY):
        with pytest.raises(refusals.NotYourRecord):
            commands.record(seen(number), actor=make.staff(role), at=make.later(1), key=make.key())
    stranger = make.staff(Role.REVIEWER, organ="market")
    with pytest.raises(NoSuchCase):
        commands.record(seen(number), actor=stranger, at=make.later(1), key=make.key())
    reviewer = make.staff(Role.REVIEWER, organ="traffic-police")
    commands.record(seen(number, place="支队二楼"), actor=reviewer, at=make.later(1), key=make.key())
    assert queries.of_case(number).visits[1].place == "支队二楼"


def test_a_ruling_stands_on_top_and_the_original_stays(number: str) -> None:
    commands.record(seen(number), actor=coming.clerk(), at=make.later(1), key=make.key())
    row = Appearance.objects.get(key__isnull=False)
    ruling = Correction(row.pk, Purpose.SIGN, True, Cause.APPLICANT, "监控显示他没有带身份证")
    commands.reclassify(ruling, actor=coming.inquiry(), at=make.later(2), seen=0, key=make.key())
    found = queries.of_case(number)
    assert found.count == Count(2, 0, 1, 1)
    assert found.visits[1].lines[0].first.cause is Cause.AGENCY
    assert Tally.objects.get(subject=number).answerable is False, "explained by what was ruled"
    with pytest.raises(refusals.VisitsMoved):
        commands.reclassify(ruling, actor=coming.inquiry(), at=make.later(2), seen=0, key=make.key())
    void = replace(ruling, void=True, reason="来的是代办员")
    commands.reclassify(void, actor=coming.inquiry(), at=make.later(2), seen=1, key=make.key())
    found = queries.of_case(number)
    assert (found.count.actual, len(found.left_out)) == (1, 1)
    assert Ruling.objects.count() == 2
    assert queries.excesses(coming.inquiry(), "explained").total == 0


def test_who_rules(number: str) -> None:
    row = Appearance.objects.get(case__number=number, purpose="submit")
    ruling = Correction(row.pk, Purpose.SUBMIT, True, Cause.NONE, "网上系统当天停机")
    for role in (Role.CLERK, Role.HEAD, Role.CHIEF):
        actor = coming.clerk() if role is Role.CLERK else make.staff(role, organ="enforcement")
        with pytest.raises(refusals.NotYourRuling):
            commands.reclassify(ruling, actor=actor, at=make.later(1), seen=0, key=make.key())
    elsewhere = make.staff(Role.EDITOR)
    with pytest.raises(NoSuchCase):
        commands.reclassify(ruling, actor=elsewhere, at=make.later(1), seen=0, key=make.key())
    hall_head = make.staff(Role.HALL_HEAD, hall=make.main_hall())
    commands.reclassify(ruling, actor=hall_head, at=make.later(1), seen=0, key=make.key())
    assert queries.count(number) == Count(1, 1, 0, 0)
    with pytest.raises(refusals.NoSuchAppearance):
        commands.reclassify(
            replace(ruling, appearance=0), actor=hall_head, at=make.later(1), seen=0, key=make.key()
        )


def test_a_finding_closes_it_until_he_has_to_come_again(number: str) -> None:
    commands.record(seen(number), actor=coming.clerk(), at=make.later(1), key=make.key())
    judge = coming.inquiry()
    with pytest.raises(refusals.RecordIncomplete):
        commands.find(number, Verdict.AGENCY, " ", actor=judge, at=make.later(2), seen=2, key=make.key())
    with pytest.raises(refusals.VisitsMoved):
        commands.find(
            number, Verdict.AGENCY, "窗口漏签", actor=judge, at=make.later(2), seen=1, key=make.key()
        )
    head = make.staff(Role.HEAD, organ="enforcement")
    with pytest.raises(refusals.NotYourFinding):
        commands.find(number, Verdict.APPLICANT, "怪他", actor=head, at=make.later(2), seen=2, key=make.key())
    key = make.key()
    for _ in range(2):
        commands.find(number, Verdict.AGENCY, "窗口漏签", actor=judge, at=make.later(2), seen=2, key=key)
    assert Finding.objects.count() == 1
    assert queries.excess_counts(judge) == {"open": 0, "explained": 0, "settled": 1}
    with pytest.raises(refusals.VisitsMoved):
        commands.find(number, Verdict.GUIDE, "又一次", actor=judge, at=make.later(2), seen=2, key=make.key())
    commands.record(seen(number, when=make.later(3)), actor=coming.clerk(), at=make.later(3), key=make.key())
    assert queries.excess_counts(judge) == {"open": 1, "explained": 0, "settled": 0}
    view = queries.excess(judge, number)
    assert [one.verdict for one in view.findings] == [Verdict.AGENCY]
    assert view.judges


def test_nobody_judges_what_kept_its_promise(number: str) -> None:
    with pytest.raises(refusals.NoSuchExcess):
        commands.find(
            number, Verdict.AGENCY, "没有", actor=coming.inquiry(), at=make.later(1), seen=1, key=make.key()
        )
    with pytest.raises(refusals.NoSuchExcess):
        queries.excess(coming.inquiry(), number)


def test_heads_see_their_own_organs_and_halls_their_own(number: str) -> None:
    commands.record(seen(number), actor=coming.clerk(), at=make.later(1), key=make.key())
    assert queries.excesses(make.staff(Role.HEAD, organ="enforcement")).total == 1
    assert queries.excesses(make.staff(Role.HEAD, organ="market")).total == 0
    assert queries.excesses(make.staff(Role.HALL_HEAD, hall=make.main_hall())).total == 1
