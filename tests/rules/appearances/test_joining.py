"""Visits are joined from appearances, in whatever order they become known, and none is counted twice."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.appearances import GAP, Appearance, Cause, Purpose, Ruling, Standing, count, visits

START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Half past eight in the district."""


def appearance(key: int, minutes: int = 0, **changes: object) -> Appearance:
    """One that is ordinary and required, so many minutes after the hall has opened."""
    at = START + timedelta(minutes=minutes)
    values: dict[str, object] = {
        "key": key,
        "case": "261123000018",
        "party": 1,
        "place": "district-hall",
        "at": at,
        "day": at.date(),
        "purpose": Purpose.SUBMIT,
        "required": True,
        "cause": Cause.NONE,
        "foreseen": True,
        "why": "须本人到场",
    }
    return Appearance(**{**values, **changes})  # type: ignore[arg-type]


several = st.lists(
    st.builds(
        appearance,
        st.integers(1, 12),
        st.integers(0, 3 * 24 * 60),
        party=st.integers(1, 2),
        place=st.sampled_from(["district-hall", "town-hall"]),
        case=st.sampled_from(["261123000018", "261123000026"]),
        purpose=st.sampled_from(list(Purpose)),
        required=st.booleans(),
        cause=st.sampled_from(list(Cause)),
        void=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(several, st.randoms())
def test_the_order_in_which_they_become_known_makes_no_difference(
    found: list[Appearance], chance: object
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert visits(shuffled) == visits(found)


@given(several)
def test_none_is_counted_twice_and_none_is_lost(found: list[Appearance]) -> None:
    joined = visits([*found, *found])
    keys = [one.key for visit in joined for one in visit.appearances]
    assert sorted(keys) == sorted(one.key for one in found if not one.void)
    assert joined == visits(found)


@given(several)
def test_a_visit_is_one_party_in_one_place_on_one_day_without_a_long_gap(found: list[Appearance]) -> None:
    for visit in visits(found):
        assert len({(one.party, one.place, one.day) for one in visit.appearances}) == 1
        times = [one.at for one in visit.appearances]
        assert all(later - earlier <= GAP for earlier, later in itertools.pairwise(times))
    places = {(one.party, one.place, one.day) for one in found if not one.void}
    assert len(places) <= len(visits(found)) <= len([one for one in found if not one.void])


@given(several)
def test_two_visits_to_one_place_on_one_day_have_a_long_gap_between_them(found: list[Appearance]) -> None:
    joined = visits(found)
    for earlier, later in itertools.pairwise(joined):
        if (earlier.first.party, earlier.place, earlier.day) == (later.first.party, later.place, later.day):
            assert later.first.at - earlier.appearances[-1].at > GAP


@given(several)
def test_each_visit_stands_in_one_column_of_the_count(found: list[Appearance]) -> None:
    came = count(found)
    assert came.actual == came.counted + came.by_applicant + came.chosen
    for visit in visits(found):
        assert (visit.standing is Standing.COUNTS) == any(one.counts for one in visit.appearances)


@given(several, st.integers(0, 11))
def test_one_appearance_more_never_takes_a_counted_visit_away(found: list[Appearance], at: int) -> None:
    rest = found[:at] + found[at + 1 :]
    # One that stands between two can join them, so that what it adds may be none; never less than one fewer.
    assert count(found).actual >= count(rest).actual - 1
    assert count(found).counted >= count(rest).counted - 1


def test_who_waits_in_the_hall_is_still_there_and_who_comes_back_in_the_afternoon_came_twice() -> None:
    morning, ready, afternoon = appearance(1), appearance(2, 150), appearance(3, 400)
    assert count([morning, ready]).actual == 1
    assert count([morning, ready, afternoon]).actual == 2


def test_what_an_authority_caused_counts_even_where_the_window_was_chosen() -> None:
    assert appearance(1, required=False, cause=Cause.AGENCY).counts
    assert not appearance(1, required=False).counts
    assert not appearance(1, cause=Cause.APPLICANT).counts


def test_he_would_have_come_anyway() -> None:
    (visit,) = visits([appearance(1), appearance(2, 5, cause=Cause.APPLICANT)])
    assert (visit.standing, visit.cause) == (Standing.COUNTS, Cause.NONE)
    (visit,) = visits([appearance(1, required=False), appearance(2, 5, cause=Cause.APPLICANT)])
    assert (visit.standing, visit.cause) == (Standing.APPLICANT, Cause.APPLICANT)


def test_a_ruling_holds_and_what_stood_there_can_still_be_read() -> None:
    first = appearance(1)
    now = first.under(Ruling(Purpose.OTHER, False, Cause.AGENCY, False, "窗口漏收一份材料"))
    assert (now.counts, now.foreseen, now.why, first.why) == (True, False, "窗口漏收一份材料", "须本人到场")
    assert not visits([first.under(Ruling(Purpose.OTHER, False, Cause.NONE, True, "来的是代办员"))])
