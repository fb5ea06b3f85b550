"""What may be done with a ticket when: every pair of state and deed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onevisit.rules.matters.vocabulary import WindowClass
from onevisit.rules.queueing import (
    CALLS,
    RETURN_WITHIN,
    Deed,
    Desk,
    State,
    check,
    desk_of,
    desks_of,
    has_tickets,
    learn,
    number_of,
    possible,
)
from onevisit.rules.queueing.life import Life
from onevisit.rules.queueing.minutes import DEFAULTS, ENOUGH
from onevisit.rules.queueing.priority import REASONS, Priority, elderly_from
from onevisit.rules.queueing.refusals import BackTooLate, CalledOften, CalledOnce, TicketNotNow

NOW = datetime.fromisoformat("2026-11-23T09:00:00+08:00")

ALLOWED = {
    (State.WAITING, Deed.CALL): State.CALLED,
    (State.WAITING, Deed.CALL_THIS): State.CALLED,
    (State.WAITING, Deed.PASS_ON): State.WAITING,
    (State.WAITING, Deed.GIVE_UP): State.LEFT,
    (State.CALLED, Deed.RECALL): State.CALLED,
    (State.CALLED, Deed.BEGIN): State.SERVING,
    (State.CALLED, Deed.PASS_ON): State.WAITING,
    (State.CALLED, Deed.NOT_COME): State.ABSENT,
    (State.CALLED, Deed.GIVE_UP): State.LEFT,
    (State.SERVING, Deed.PARK): State.PARKED,
    (State.SERVING, Deed.PASS_ON): State.WAITING,
    (State.SERVING, Deed.HANDLED): State.SERVING,
    (State.SERVING, Deed.DONE): State.DONE,
    (State.PARKED, Deed.UNPARK): State.WAITING,
    (State.PARKED, Deed.PASS_ON): State.WAITING,
    (State.PARKED, Deed.GIVE_UP): State.LEFT,
    (State.ABSENT, Deed.COME_BACK): State.WAITING,
    (State.ABSENT, Deed.GIVE_UP): State.LEFT,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", [deed for deed in Deed if deed is not Deed.TAKE])
def test_every_transition(state: State, deed: Deed) -> None:
    life = Life("D001", state, calls=2, absent_at=NOW)
    expected = ALLOWED.get((state, deed))
    assert (deed in possible(state)) is (expected is not None)
    if expected is not None:
        assert check(life, deed, NOW) is expected
        return
    with pytest.raises(TicketNotNow) as refused:
        check(life, deed, NOW)
    assert f"D001号现在是“{state.label}”，不能{deed.label}。" in refused.value.sentence


def test_calling_has_an_end_and_not_coming_needs_two_calls() -> None:
    assert check(Life("D001", State.CALLED, CALLS - 1), Deed.RECALL, NOW) is State.CALLED
    with pytest.raises(CalledOften, match="已经叫了3次"):
        check(Life("D001", State.CALLED, CALLS), Deed.RECALL, NOW)
    with pytest.raises(CalledOnce, match="只叫了一次"):
        check(Life("D001", State.CALLED, 1), Deed.NOT_COME, NOW)


def test_who_did_not_come_may_return_for_half_an_hour() -> None:
    life = Life("D001", State.ABSENT, 2, NOW)
    assert check(life, Deed.COME_BACK, NOW + RETURN_WITHIN) is State.WAITING
    with pytest.raises(BackTooLate, match="超过30分钟"):
        check(life, Deed.COME_BACK, NOW + RETURN_WITHIN + timedelta(seconds=1))


def test_every_window_calls_from_some_line() -> None:
    assert [desk_of(one) for one in WindowClass] == [*Desk][:4]
    assert desks_of(["社会民生", "商事登记"], hands_out=False) == (Desk.COMMERCE, Desk.PEOPLE)
    assert desks_of([], hands_out=True) == (Desk.HAND_OUT,)
    assert desks_of([], hands_out=False) == (Desk.ENQUIRY,)
    assert desks_of(["社会民生"], hands_out=True) == (Desk.PEOPLE, Desk.HAND_OUT)
    assert (has_tickets(1), has_tickets(2)) == (False, True)


def test_numbers_begin_with_the_letter_of_the_line() -> None:
    assert [number_of(Desk.PROPERTY, seq) for seq in (1, 23, 1000)] == ["B001", "B023", "B1000"]
    with pytest.raises(ValueError, match="from 1"):
        number_of(Desk.PROPERTY, 0)


def test_every_priority_has_its_words_and_every_law_its_article() -> None:
    assert set(REASONS) == set(Priority) - {Priority.NONE}
    assert all(one.basis or one.assumed for one in REASONS.values())
    assert (elderly_from(Desk.PROPERTY), elderly_from(Desk.PEOPLE)) == (60, 70)


def test_minutes_are_learnt_from_enough_tickets_and_assumed_before() -> None:
    few = learn(Desk.PEOPLE, [60] * (ENOUGH - 1))
    assert (few.minutes, few.samples, few.assumed) == (DEFAULTS[Desk.PEOPLE], ENOUGH - 1, True)
    many = learn(Desk.PEOPLE, [60] * 5 + [300] * ENOUGH)
    assert (many.minutes, many.assumed) == (5.0, False)
    assert learn(Desk.HAND_OUT, [0] * ENOUGH).minutes == 0.5, "nobody forecasts nothing"
