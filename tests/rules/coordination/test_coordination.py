"""The rules of coordination by themselves: days, rungs, arbiters, and what has to be written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.calendar import Calendar
from onevisit.rules.calendar.day import DayKind
from onevisit.rules.calendar.rows import DayRow, YearRow
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.coordination import disagreement as d
from onevisit.rules.coordination import question as q
from onevisit.rules.coordination import texts
from onevisit.rules.coordination.refusals import NoArbiter, NoContradiction
from onevisit.rules.coordination.terms import Span, Terms, clock, due, terms_on

MONDAY = date(2026, 11, 23)
TERMS = Terms(date(2017, 1, 1), 1, 1, 1, 3, "", assumed=True)
ORDER = ("approval", "establishment", "government")
PASS, FAIL = ReviewOutcome.PASS, ReviewOutcome.FAIL


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """Plain weeks but for new year's day: what the holidays do is tested with the calendar."""
    years = [YearRow(year, announced=True, source="") for year in (2026, 2027)]
    return Calendar.from_rows(years, [DayRow(date(one.year, 1, 1), DayKind.HOLIDAY, "元旦") for one in years])


def test_a_day_to_answer_is_the_next_working_day_and_says_whose_rule_that_is(calendar: Calendar) -> None:
    reading = clock(TERMS, Span.ANSWER, MONDAY, calendar, today=MONDAY)
    assert reading.due == date(2026, 11, 24)
    said = [step.text for step in reading.steps]
    assert any("《博政办字〔2017〕90号》六（二）要求部门协作配合，没有规定期限" in one for one in said)
    confirmed = Terms(date(2026, 1, 1), 1, 1, 1, 3, "某市办法", assumed=False)
    assert confirmed.why.endswith("参照某市办法，2026年1月1日起施行")


def test_terms_count_for_what_begins_under_them() -> None:
    later = Terms(date(2026, 11, 24), 2, 1, 1, 3, "", assumed=False)
    assert terms_on((TERMS, later), MONDAY) is TERMS
    assert terms_on((later, TERMS), date(2026, 11, 24)) is later
    with pytest.raises(LookupError):
        terms_on((later,), MONDAY)


def test_the_rungs_climb_with_the_days(calendar: Calendar) -> None:
    days = q.ladder(TERMS, date(2026, 11, 27), calendar)  # Friday
    assert (days.officers, days.chief) == (date(2026, 11, 30), date(2026, 12, 1))
    rungs = [days.rung(date(2026, 11, 27) + timedelta(days=n)) for n in range(6)]
    assert rungs == [q.Rung.OFFICERS] * 4 + [q.Rung.CHIEF, q.Rung.HEAD]


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 12, 20)), later=st.integers(0, 60), more=st.integers(0, 30)
)
def test_a_rung_is_never_climbed_down(calendar: Calendar, start: date, later: int, more: int) -> None:
    days = q.ladder(TERMS, start, calendar)
    assert days.rung(start + timedelta(days=later)) <= days.rung(start + timedelta(days=later + more))


def test_what_may_be_done_with_a_question() -> None:
    assert q.allowed(q.Phase.ASKED, 0) == (q.Deed.ANSWER, q.Deed.PASS_ON, q.Deed.WITHDRAW)
    assert q.Deed.PASS_ON not in q.allowed(q.Phase.ASKED, 1)
    assert q.allowed(q.Phase.ANSWERED, 0) == q.allowed(q.Phase.WITHDRAWN, 0) == ()


def test_only_opposite_opinions_of_these_two_contradict() -> None:
    said = [d.Said("a", "x", PASS), d.Said("b", "y", FAIL), d.Said("c", "z", PASS)]
    assert d.contradicts(said, "a", "b")
    assert d.contradicts(said, "b", "a")
    assert not d.contradicts(said, "a", "c")
    assert not d.contradicts(said[:1], "a", "b")
    with pytest.raises(NoContradiction, match="甲和丙"):
        d.check_contradiction(said, "a", "c", {"a": "甲", "c": "丙"})


def test_only_a_negative_opinion_against_which_the_other_agreed_is_overruled() -> None:
    said = [d.Said("a", "x", PASS), d.Said("b", "y", FAIL), d.Said("b", "z", PASS), d.Said("c", "w", FAIL)]
    assert d.overruled(said, "a", "b", d.Holds.RAISER) == (said[1],)
    assert d.overruled(said, "b", "a", d.Holds.OTHER) == (said[1],)
    assert d.overruled(said, "a", "b", d.Holds.OTHER) == ()
    assert d.overruled(said, "a", "b", d.Holds.NEITHER) == ()
    assert d.overruled(said[1:], "a", "b", d.Holds.RAISER) == ()


def test_nobody_judges_his_own_quarrel() -> None:
    assert d.first_arbiter(ORDER, ("x", "y")) == "approval"
    assert d.first_arbiter(ORDER, ("approval", "y")) == "establishment"
    assert d.first_arbiter(ORDER, ("approval", "establishment")) == "government"
    with pytest.raises(NoArbiter, match="都是争议的一方"):
        d.first_arbiter(("approval", "establishment"), ("approval", "establishment"))
    with pytest.raises(NoArbiter):
        d.first_arbiter((), ("x", "y"))


def test_above_skips_the_sides_and_ends() -> None:
    assert d.above(ORDER, ("x", "y"), "approval") == "establishment"
    assert d.above(ORDER, ("establishment", "y"), "approval") == "government"
    assert d.above(ORDER, ("x", "y"), "government") == ""
    assert d.above(ORDER, ("x", "y"), "somebody whom the order no longer names") == ""


def steps(calendar: Calendar, stand: d.Stand, days: int, order: tuple[str, ...] = ORDER) -> list[d.Passed]:
    today = stand.since + timedelta(days=days)
    return list(d.passing(stand, order, ("x", "y"), TERMS, calendar, today))


def test_time_hears_silence_and_takes_it_upwards(calendar: Calendar) -> None:
    raised = d.Stand(d.Phase.RAISED, "approval", MONDAY)
    assert steps(calendar, raised, 1) == []
    (silent,) = steps(calendar, raised, 2)
    assert (silent.deed, silent.stand.phase, silent.stand.since) == (
        q.Deed.SILENT,
        d.Phase.HEARD,
        date(2026, 11, 24),
    )
    everything = steps(calendar, raised, 90)
    assert [one.deed for one in everything] == [q.Deed.SILENT, q.Deed.LATE_UP, q.Deed.LATE_UP]
    assert everything[-1].stand.arbiter == "government"
    decided = d.Stand(d.Phase.DECIDED, "approval", MONDAY)
    assert steps(calendar, decided, 90) == []


@given(first=st.integers(0, 40), more=st.integers(0, 40))
def test_it_is_the_same_whether_time_passes_in_one_step_or_in_two(
    calendar: Calendar, first: int, more: int
) -> None:
    """However often the round comes by, and however late: the same steps with the same days."""
    stand = d.Stand(d.Phase.RAISED, "approval", MONDAY)
    at_once = list(d.passing(stand, ORDER, (), TERMS, calendar, MONDAY + timedelta(days=first + more)))
    early = list(d.passing(stand, ORDER, (), TERMS, calendar, MONDAY + timedelta(days=first)))
    meanwhile = early[-1].stand if early else stand
    late = list(d.passing(meanwhile, ORDER, (), TERMS, calendar, MONDAY + timedelta(days=first + more)))
    assert [*early, *late] == at_once


def test_what_may_be_done_with_a_disagreement() -> None:
    assert q.Deed.DECIDE not in d.allowed(d.Phase.RAISED)
    assert set(d.allowed(d.Phase.HEARD)) == {q.Deed.DECIDE, q.Deed.SEND_UP, q.Deed.SETTLE}
    assert d.allowed(d.Phase.DECIDED) == d.allowed(d.Phase.SETTLED) == ()


def test_time_does_what_nobody_did() -> None:
    by_time = {one for one in q.Deed if one.by_time}
    assert by_time == {q.Deed.TO_CHIEF, q.Deed.TO_HEAD, q.Deed.SILENT, q.Deed.LATE_UP}
    assert all(one.label for one in q.Deed)


@pytest.mark.parametrize(
    "articles",
    [
        "《道路交通安全法》第三十二条",
        "《城市道路管理条例》第 33 条第一款",
        "按照《行政许可法》第四十五条办理",
    ],
)
def test_articles_are_named(articles: str) -> None:
    if " " in articles:
        assert texts.check(articles=articles)
        articles = articles.replace(" ", "")
    assert texts.check(articles=articles) == ()


@pytest.mark.parametrize("articles", ["", "道路交通安全法", "《道路交通安全法》", "第三十二条", "《》第一条"])
def test_what_names_no_article_is_sent_back(articles: str) -> None:
    assert texts.check(articles=articles)


def test_texts_have_an_end_and_nothing_invisible() -> None:
    assert "最多1000个字" in texts.check(question="问" * 1001)[0].message
    assert "看不见" in texts.check(answer="好\x07")[0].message
    assert [one.field for one in texts.check(decision="", binding="")] == ["decision", "binding"]


def test_references_carry_a_check() -> None:
    reference = texts.make_reference(texts.DISAGREEMENT, MONDAY, 7)
    assert reference.startswith("XT261123")
    assert texts.spoken(reference).startswith("XT 261123 ")


def test_due_is_what_the_clock_says(calendar: Calendar) -> None:
    for span in Span:
        assert due(TERMS, span, MONDAY, calendar) == clock(TERMS, span, MONDAY, calendar, today=MONDAY).due
