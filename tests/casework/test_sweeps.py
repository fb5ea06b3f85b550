"""What comes about by itself: late, twice, in three processes at once or stopped in the middle, it is the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.driving import Drive, driven, in_parts
from casework.test_crash import FailAt, PowerFailure
from casework.together import at_once, sweeping
from factories import cases as make
from onevisit.casework import commands, errands, ledger, sealing
from onevisit.casework.errands import sweep_round
from onevisit.casework.models import Case, Event
from onevisit.catalogue import versions
from onevisit.licences.models import Licence
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.courses import DeferralEnd
from onevisit.rules.matters.vocabulary import Delivery

pytestmark = pytest.mark.usefixtures("committed")


def silent_organ() -> Drive:
    """Nobody answers the applicant within five working days."""
    return driven()


def silent_applicant() -> Drive:
    """Nobody answers a notice."""
    case = driven()
    case.do(case.ask("design"))
    return case


def deferred() -> Drive:
    """What was to come later does not come; this matter takes that for a withdrawal."""
    return in_parts("billboard", later=("site-consent",)).accept()


def renewal() -> Drive:
    """The licence expires before anybody has decided."""
    first = driven("food-business-permit").accept().ready().grant()
    licence = Licence.objects.get(case__number=first.number)
    expires = first.today + timedelta(days=60)
    Licence.objects.filter(pk=licence.pk).update(valid_to=expires)
    return driven("food-business-permit-renewal", licence=licence.identifier).accept()


def published() -> Drive:
    """Nobody fetches what was published."""
    case = driven(delivery=Delivery.COURIER).accept().ready().grant().hand_out(Delivery.COURIER)
    case.do(c.ReturnMail(make.words("查无此人。")))
    case.do(c.GiveNotice(make.words("请领取。")))
    return case


def finished() -> Drive:
    """Nobody rates."""
    case = driven()
    case.do(c.Withdraw(make.words("不办了。")))
    return case


LAPSES: Mapping[str, tuple[Callable[[], Drive], str, date, str]] = {
    "silent_organ": (silent_organ, "2026-12-01", date(2026, 11, 23), "Accepted"),
    "silent_applicant": (silent_applicant, "2026-12-24", date(2026, 12, 23), "Withdrawn"),
    "deferred": (deferred, "2026-12-01", date(2026, 11, 30), "Withdrawn"),
    "renewal": (renewal, "2027-01-23", date(2027, 1, 22), "Granted"),
    "published": (published, "2026-12-24", date(2026, 12, 24), "HandedOut"),
    "finished": (finished, "2026-12-01", date(2026, 11, 30), "Closed"),
}
"""A case, the first day on which something comes about by itself, the day from which that holds, and what it is."""


@pytest.fixture(autouse=True)
def _withdrawn_where_a_deferred_material_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    real = versions.version

    def version(key: str, number: int) -> versions.Version:
        found = real(key, number)
        if key != "billboard":
            return found
        courses = replace(found.matter.courses, deferral_ends=DeferralEnd.WITHDRAWN)
        return replace(found, matter=replace(found.matter, courses=courses))

    monkeypatch.setattr(commands, "version", version)


def story(case: Drive) -> list[Any]:
    """The whole log: names, days of legal effect, and who. A document bears the day on which it was really issued."""
    rows = Event.objects.filter(case__number=case.number).order_by("seq").values_list("body", flat=True)
    return [
        (body["name"], body["data"].get("kind") or body["data"]["on"], body["by"]["kind"])
        for body in map(json.loads, rows)
    ]


def columns(case: Drive) -> tuple[Any, ...]:
    """What lists and sweeps ask for."""
    row = case.case
    days = (row.accepted_on, row.decided_on, row.finished_on, row.due_on, row.statutory_due_on, row.lapses_on)
    items = list(row.work_items.order_by("key").values_list("key", "since", "due_on"))
    return (row.phase, row.outcome, row.last_seq, *days, row.applicant_due_on, items)


def swept(on: date, times: int = 1) -> list[int]:
    """What the regular round does at noon of that day."""
    with clock.at(make.NOON + (on - make.NOON.date())):
        return [sweep_round() for _ in range(times)]


@pytest.mark.parametrize("name", LAPSES)
def test_late_is_the_same_as_on_time_and_twice_as_once(name: str) -> None:
    begin, first, legal, event = LAPSES[name]
    day = date.fromisoformat(first)
    in_time, late = begin(), begin()
    for case in (in_time, late):
        assert case.case.lapses_on == day, "the day on which the sweep has to look"
    length = late.case.last_seq
    assert swept(day - timedelta(days=1)) == [0], "a day too early"
    assert story(in_time) == story(late)
    Case.objects.filter(number=late.number).update(lapses_on=None)  # Overlooked, for whatever reason.
    assert swept(day, times=3) == [1, 0, 0]
    assert (late.case.last_seq, in_time.case.last_seq > length) == (length, True)
    again = story(in_time)[length]
    assert again[:2] == (event, legal.isoformat())
    assert again[2] == "system"
    late.on(day + timedelta(days=2)).sweep()
    assert story(late)[: len(story(in_time))] == story(in_time)
    assert columns(late) == columns(in_time)
    assert late.sweep() is None


@pytest.mark.parametrize("name", LAPSES)
def test_whoever_comes_after_the_day_finds_it_come_about_though_nobody_swept(name: str) -> None:
    begin, first, _, event = LAPSES[name]
    case = begin().on(date.fromisoformat(first))
    length = case.case.last_seq
    case.do(c.RenderDocuments({one.number: "e" * 64 for one in case.state.documents}), by=make.SYSTEM)
    names = case.names()[length:]
    assert names[0] == event
    assert "DocumentsRendered" in names


@pytest.mark.parametrize("name", LAPSES)
def test_stopped_at_any_statement_it_is_done_by_the_next(name: str) -> None:
    begin, first, _, _ = LAPSES[name]
    case, other = begin(), begin()
    for one in (case, other):
        one.on(date.fromisoformat(first))
    before = columns(case)
    for after in range(20):
        try:
            with connection.execute_wrapper(FailAt(after)):
                case.sweep()
        except PowerFailure:
            assert columns(case) == before
        else:
            break
    other.sweep()
    assert columns(case) == columns(other)
    sealing.seal(case.at)
    assert ledger.verify().faults == ()


def test_in_three_processes_at_once_every_case_is_brought_on_once() -> None:
    cases = [
        begin() for begin, *_ in (LAPSES[name] for name in ("silent_organ", "finished")) for _ in range(4)
    ]
    brought = sweeping("2026-12-01T12:00:00+08:00")
    assert sum(brought) == 8, brought
    assert {one.case.phase for one in cases} == {"accepted", "closed"}
    for one in cases:
        assert len([name for name in one.names() if name in ("Accepted", "Closed")]) == 1
    assert sweeping("2026-12-01T12:00:00+08:00", count=1) == [0]
    assert ledger.verify().faults == ()


def test_killed_in_the_middle_and_begun_again() -> None:
    cases = [silent_organ() for _ in range(12)]
    sweeping("2026-12-01T12:00:00+08:00", count=2, stop_after=0.25)
    assert ledger.verify().faults == ()
    left = sum(one.case.phase == "submitted" for one in cases)
    assert sum(sweeping("2026-12-01T12:00:00+08:00")) == left
    assert {one.case.phase for one in cases} == {"accepted"}
    numbers = sorted(int(one.state.documents[0].number.partition("〕")[2][:-1]) for one in cases)
    assert numbers == list(range(1, 13))


def test_a_command_and_a_sweep_at_the_same_moment() -> None:
    case = driven()
    case.on(date(2026, 12, 1))
    clerk = case.whose(c.Accept())
    accept = (case.receive(), c.Accept())
    results = at_once(case.sweep, lambda: case.do(*accept, by=clerk), case.sweep)
    accepted = [one for one in case.names() if one == "Accepted"]
    assert len(accepted) == 1, "by the passing of time, whoever came first"
    assert case.state.accepted_by_silence
    assert isinstance(results[1], Exception)


def test_only_what_is_due_is_read_however_many_cases_are_open() -> None:
    due = [silent_organ(), finished()]
    for days in range(1, 7):
        driven(at=make.later(days))
    for _ in range(3):
        driven().accept()
    silent_applicant()
    with clock.at(make.later(8)), CaptureQueriesContext(connection) as captured:
        assert sweep_round() == 2
    touched = [query["sql"] for query in captured.captured_queries if "casework_case" in query["sql"]]
    lists = [sql for sql in touched if "lapses_on" in sql and sql.startswith("SELECT") and "LIMIT 500" in sql]
    locks = [sql for sql in touched if sql.startswith("SELECT") and "number" in sql and sql not in lists]
    assert len(lists) == 2, "one list, and one more that is empty"
    assert len([sql for sql in locks if any(one.number in sql for one in due)]) == 2
    others = Case.objects.exclude(number__in=[one.number for one in due]).values_list("number", flat=True)
    assert not [sql for sql in touched if any(number in sql for number in others)]


def test_the_list_of_what_is_due_uses_its_index() -> None:
    driven()
    rows = Case.objects.filter(lapses_on__lte=date(2026, 12, 1)).order_by("lapses_on")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")  # A handful of rows would be read through otherwise.
    plan = rows.values_list("number", flat=True)[: errands.SWEEP_BATCH].explain()
    assert "case_lapsing" in plan


def test_a_case_whose_record_cannot_be_read_does_not_keep_time_from_the_others() -> None:
    broken, sound = make.submitted(), make.submitted()
    Case.objects.filter(number=broken).update(state='{"phase":"submitted"}')
    last = Case.objects.get(number=sound).lapses_on
    assert last is not None
    with clock.at(make.noon_of(last)):
        assert errands.sweep_round() == 1
    assert Case.objects.get(number=sound).phase == "accepted"
    assert Case.objects.get(number=broken).phase == "submitted"
