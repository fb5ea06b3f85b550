"""Why so many places: counted by whole people at each window, and explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.appointments.capacity import Service, Staffing, Terms, capacity, closed

THREE = Staffing(("C01", "C02", "C03"), ("C01", "C02", "C03"))


def test_the_derivation_says_everything_that_the_number_rests_on() -> None:
    found = capacity("商事登记", Staffing(THREE.windows, ("C01", "C03")), 60, Service(15), Terms())
    assert found.places == 4
    assert found.steps == (
        "商事登记窗口3个（C01、C02、C03），当天在岗2个，C02没有人在岗",
        "时段60分钟，每件约15分钟（还没有足够的办理记录，按假定值，待本区确认），一个窗口能办4件",
        "2个窗口 × 4件 = 8件",
        "留40%给现场取号的人（参照《浙江省保障“最多跑一次”改革规定》第十二条，待本区确认），留4件",
        "可以预约4个",
    )


def test_what_was_measured_says_so() -> None:
    found = capacity("商事登记", THREE, 60, Service(12, measured=87), Terms(assumed=False))
    assert "从最近87次办理中得出" in found.steps[1]
    assert "待本区确认" not in "".join(found.steps)
    assert "当天都有人在岗" in found.steps[0]
    assert found.places == 9


@pytest.mark.parametrize(
    ("staffed", "minutes", "service", "percent", "places"),
    [
        (0, 60, 15, 40, 0),
        (1, 60, 15, 40, 2),
        (1, 60, 20, 40, 1),
        (1, 30, 20, 40, 0),  # the one who can be served may come without having booked
        (3, 60, 61, 40, 0),
        (2, 60, 10, 0, 12),
        (2, 60, 10, 100, 0),
    ],
)
def test_places(staffed: int, minutes: int, service: int, percent: int, places: int) -> None:
    windows = tuple(str(number) for number in range(staffed))
    terms = Terms(walk_in_percent=percent)
    found = capacity("社会民生", Staffing(windows, windows), minutes, Service(service), terms)
    assert found.places == places


@given(st.integers(0, 40), st.integers(1, 240), st.integers(1, 120), st.integers(0, 100))
def test_walk_ins_always_keep_their_share(staffed: int, minutes: int, service: int, percent: int) -> None:
    windows = tuple(str(number) for number in range(staffed))
    terms = Terms(walk_in_percent=percent)
    places = capacity("社会民生", Staffing(windows, windows), minutes, Service(service), terms).places
    served = staffed * (minutes // service)
    assert 0 <= places <= served
    assert (served - places) * 100 >= served * percent
    assert (served - places - 1) * 100 < served * percent or served == places


def test_a_closed_slot_says_why() -> None:
    assert closed("停电").steps[0].endswith("停电")
    assert closed("停电").places == 0


def test_a_service_takes_time() -> None:
    with pytest.raises(ValueError, match="at least one minute"):
        capacity("社会民生", THREE, 60, Service(0), Terms())
