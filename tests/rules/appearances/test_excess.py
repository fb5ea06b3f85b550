"""More than was promised: by how many, which ones, and whether somebody has to answer for it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.appearances import Cause, Purpose, count, excess, visits
from rules.appearances.test_joining import appearance, several

DAY = 24 * 60
SUBMIT = appearance(1)
COLLECT = appearance(2, 9 * DAY, purpose=Purpose.COLLECT)
SUPPLY = appearance(3, 2 * DAY, purpose=Purpose.SUPPLY, cause=Cause.APPLICANT, foreseen=False, why="补正")
SENT_AWAY = appearance(4, 3 * DAY, purpose=Purpose.OTHER, cause=Cause.AGENCY, foreseen=False, why="停机")
OWN = appearance(5, 4 * DAY, purpose=Purpose.COLLECT, required=False, foreseen=False, why="自己来的")


def test_a_promise_that_was_kept() -> None:
    assert excess([SUBMIT, COLLECT], 2) is None
    assert excess([SUBMIT], 2) is None
    assert excess([SUBMIT, COLLECT], None) is None, "where nothing was promised nothing is broken"


def test_what_he_lacked_and_what_he_chose_are_explained_by_the_record() -> None:
    found = excess([SUBMIT, SUPPLY, OWN], 1)
    assert found is not None
    assert (found.actual, len(found.beyond), found.unexplained, found.answerable) == (3, 2, 0, False)
    assert found.reasons == (
        "2026年11月25日为补正材料到场（申请人原因）：补正",
        "2026年11月27日为领取结果到场（自愿到场）：自己来的",
    )


def test_what_the_office_caused_has_to_be_answered_for_even_if_he_chose_the_window() -> None:
    chosen = replace(SUBMIT, required=False)
    found = excess([chosen, SENT_AWAY], 1)
    assert found is not None
    assert found.answerable
    assert found.reasons == ("2026年11月26日为其他事到场（部门原因）：停机",)


def test_where_all_was_foreseen_the_guide_itself_is_asked_about() -> None:
    found = excess([SUBMIT, COLLECT], 1)
    assert found is not None
    assert (found.unexplained, found.answerable) == (1, True)
    assert "核对事项定义" in found.reasons[0]


def test_whoever_fetches_part_by_part_of_his_own_choice_is_asked_nothing() -> None:
    fetched = [
        appearance(10 + day, (9 + day) * DAY, purpose=Purpose.COLLECT, required=False) for day in range(3)
    ]
    found = excess([SUBMIT, *fetched], 2)
    assert found is not None
    assert (found.chosen, found.unexplained, found.answerable) == (2, 0, False)
    assert found.reasons == ("有2次是申请人自己选择到场的，这些事不到场也能办",)


def test_what_comes_with_a_foreseen_appearance_is_no_visit_more() -> None:
    together = replace(SUPPLY, at=SUBMIT.at, day=SUBMIT.day)
    assert excess([SUBMIT, together], 1) is None


@given(several, st.integers(0, 6))
def test_there_is_an_excess_exactly_where_there_were_more(found: list[object], promised: int) -> None:
    beyond = excess(found, promised)  # type: ignore[arg-type]
    came = count(found)  # type: ignore[arg-type]
    assert (beyond is not None) == (came.actual > promised)
    if beyond is not None:
        assert set(beyond.beyond) <= set(visits(found))  # type: ignore[arg-type]
        assert len(beyond.beyond) + beyond.unexplained + beyond.chosen >= came.actual - promised
        assert beyond.reasons, "it always says why"
