"""What holds for every limit, whatever happens to it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from onevisit.rules.calendar import Calendar, parse_rows
from onevisit.rules.limits import Extension, Limit, Pause, StepKind, Unit, read

FILE = Path(__file__).parents[2] / "districts" / "boshan" / "calendar.yaml"
CALENDAR = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))

STARTS = st.dates(date(2017, 1, 1), date(2027, 6, 30))
OFFSETS = st.integers(-5, 120)
WORKING_LIMITS = st.builds(Limit, st.integers(1, 60), st.just(Unit.WORKING_DAYS), st.none(), st.just("期限"))
LIMITS = st.one_of(
    WORKING_LIMITS,
    st.builds(Limit, st.integers(1, 120), st.just(Unit.DAYS), st.none(), st.just("期限")),
    st.builds(Limit, st.integers(1, 6), st.just(Unit.MONTHS), st.none(), st.just("期限")),
    st.just(Limit(0, Unit.AT_ONCE, None, "期限")),
)


@st.composite
def closed_pauses(draw: st.DrawFn, start: date) -> list[Pause]:
    spans = draw(st.lists(st.tuples(OFFSETS, st.integers(0, 30)), max_size=4))
    firsts = [start + timedelta(days=offset) for offset, _ in spans]
    return [
        Pause(since, since + timedelta(days=length), "评审")
        for since, (_, length) in zip(firsts, spans, strict=True)
    ]


@st.composite
def granted(draw: st.DrawFn, start: date) -> list[Extension]:
    pairs = draw(st.lists(st.tuples(OFFSETS, st.integers(1, 15)), max_size=2))
    return [Extension(length, None, start + timedelta(days=offset), "负责人") for offset, length in pairs]


@st.composite
def clocks(draw: st.DrawFn, limits: st.SearchStrategy[Limit] = LIMITS):
    start = draw(STARTS)
    facts = {"pauses": draw(closed_pauses(start)), "extensions": draw(granted(start))}
    return draw(limits), start, facts


def covered(pauses: list[Pause], on: date) -> bool:
    return any(pause.since <= on <= (pause.until or date.max) for pause in pauses)


def days_after(start: date, until: date) -> list[date]:
    return [start + timedelta(days=number) for number in range(1, (until - start).days + 1)]


@given(clocks(), st.lists(OFFSETS, min_size=2, max_size=2))
def test_the_due_day_does_not_move_while_the_clock_runs(clock, offsets: list[int]) -> None:
    limit, start, facts = clock
    one, other = (
        read(limit, start, CALENDAR, today=start + timedelta(days=each), **facts) for each in offsets
    )
    assert one.due == other.due
    assert one.final
    assert one.provisional == other.provisional


@given(clocks(WORKING_LIMITS))
def test_a_pause_never_costs_a_working_day(clock) -> None:
    limit, start, facts = clock
    reading = read(limit, start, CALENDAR, today=start, **facts)
    working = [day for day in days_after(start, reading.due) if CALENDAR.is_working(day)]
    paused = [day for day in working if covered(facts["pauses"], day)]
    in_time = [
        step for step in reading.steps if step.kind is StepKind.EXTENSION and "才批准" not in step.text
    ]
    extra = sum(
        each.length for each in sorted(facts["extensions"], key=lambda each: each.granted_on)[: len(in_time)]
    )
    # The end lies exactly as many working days later as were asked for, and as the pauses took.
    assert reading.due == CALENDAR.add_working_days(start, limit.length + extra + len(paused)).due
    assert len(working) - len(paused) == limit.length + extra == reading.left


@given(clocks())
def test_the_end_is_a_working_day_on_which_the_clock_runs(clock) -> None:
    limit, start, facts = clock
    reading = read(limit, start, CALENDAR, today=start, **facts)
    assert CALENDAR.is_working(reading.due)
    assert not covered(facts["pauses"], reading.due)
    assert reading.due >= start


@given(clocks(WORKING_LIMITS), st.integers(0, 200))
def test_used_and_left_are_the_whole_until_it_is_late(clock, later: int) -> None:
    limit, start, facts = clock
    whole = read(limit, start, CALENDAR, today=start, **facts).left
    reading = read(limit, start, CALENDAR, today=start + timedelta(days=later), **facts)
    if reading.overdue:
        assert (reading.left, reading.overdue_days >= 1) == (0, True)
    else:
        assert (reading.used + reading.left, reading.overdue_days) == (whole, 0)


@given(clocks(), st.integers(0, 200))
def test_late_is_after_the_end_and_never_both_late_and_paused(clock, later: int) -> None:
    limit, start, facts = clock
    today = start + timedelta(days=later)
    reading = read(limit, start, CALENDAR, today=today, **facts)
    assert reading.overdue is (today > reading.due)
    assert reading.overdue is (reading.overdue_days > 0)
    assert not (reading.overdue and reading.paused)
    assert reading.paused is (covered(facts["pauses"], today) and not reading.overdue)


@given(clocks(), st.integers(0, 200), st.integers(0, 400))
def test_what_is_done_stays_as_it_was_on_that_day(clock, done: int, later: int) -> None:
    limit, start, facts = clock
    stopped_on = start + timedelta(days=done)
    then = read(limit, start, CALENDAR, today=stopped_on, stopped_on=stopped_on, **facts)
    now = read(
        limit, start, CALENDAR, today=stopped_on + timedelta(days=later), stopped_on=stopped_on, **facts
    )
    assert now == then
    assert not now.paused


@given(clocks(), st.randoms())
def test_the_order_in_which_facts_are_given_does_not_matter(clock, random) -> None:
    limit, start, facts = clock
    shuffled = {name: random.sample(each, len(each)) for name, each in facts.items()}
    one = read(limit, start, CALENDAR, today=start, **facts)
    assert read(limit, start, CALENDAR, today=start, **shuffled).due == one.due


@given(clocks(WORKING_LIMITS), st.integers(0, 60), st.integers(0, 60))
def test_while_it_stands_still_nothing_is_used_and_the_end_is_that_of_a_pause_until_today(
    clock, since: int, later: int
) -> None:
    limit, start, facts = clock
    first = start + timedelta(days=since)
    today = first + timedelta(days=later)
    standing = Pause(first, None, "听证")
    reading = read(limit, start, CALENDAR, today=today, **{**facts, "pauses": [*facts["pauses"], standing]})
    assume(not reading.final)
    ended = replace(standing, until=today)
    closed = read(limit, start, CALENDAR, today=today, **{**facts, "pauses": [*facts["pauses"], ended]})
    assert (reading.due, reading.used, reading.left) == (closed.due, closed.used, closed.left)
    assert reading.paused
    before = read(limit, start, CALENDAR, today=first - timedelta(days=1), **facts)
    assert reading.used == before.used


@given(clocks())
def test_one_more_day_of_pause_never_brings_the_end_nearer(clock) -> None:
    limit, start, facts = clock
    assume(facts["pauses"])
    last = facts["pauses"][-1]
    assert last.until is not None
    longer = [*facts["pauses"][:-1], replace(last, until=last.until + timedelta(days=1))]
    shorter = read(limit, start, CALENDAR, today=start, **facts).due
    assert read(limit, start, CALENDAR, today=start, **{**facts, "pauses": longer}).due >= shorter


@given(clocks())
def test_every_step_is_one_short_sentence(clock) -> None:
    limit, start, facts = clock
    steps = read(limit, start, CALENDAR, today=start, **facts).steps
    assert [step.kind for step in steps][:2] == [StepKind.START, StepKind.LIMIT]
    assert sum(step.kind is StepKind.DUE for step in steps) == 1
    assert all(step.text and len(step.text) <= 100 and "\n" not in step.text for step in steps)
    skipped = [step for step in steps if step.kind is StepKind.SKIP]
    assert len(skipped) <= 40
