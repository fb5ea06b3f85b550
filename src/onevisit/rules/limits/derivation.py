"""The sentences that answer "why this day?"."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Day, DayKind, chinese_date, chinese_range, weekday_name
from onevisit.rules.limits.limit import Extension, Limit, Pause, Unit, cited
from onevisit.rules.limits.reading import Step, StepKind
from onevisit.rules.limits.walk import Clock, Walk

__all__ = [
    "beginning",
    "ending",
    "extended",
    "extended_too_late",
    "overdue",
    "passed",
    "paused",
    "standing_still",
]

_START_NOT_COUNTED = Basis("民法典", "201", 1)
_END_ON_A_DAY_OFF = Basis("民法典", "203", 1)
# More weekends than this are summed up; nobody reads a list of forty.
_WEEKENDS_NAMED = 6


def beginning(limit: Limit, start: date) -> Iterator[Step]:
    """From which day one counts, and how much."""
    if limit.unit is Unit.AT_ONCE:
        yield Step(StepKind.START, f"从{limit.counts_from}{chinese_date(start)}起，应当场完成", start)
    else:
        text = f"从{limit.counts_from}{chinese_date(start)}的次日起算"
        yield Step(StepKind.START, text, start, _START_NOT_COUNTED)
    yield Step(StepKind.LIMIT, limit.say(), None, limit.basis)


def extended(limit: Limit, extension: Extension) -> Step:
    """An extension that counts."""
    unit = Unit.WORKING_DAYS if limit.unit is Unit.AT_ONCE else limit.unit
    text = f"经{extension.by}批准延长{unit.say(extension.length)}{cited(extension.basis)}"
    return Step(StepKind.EXTENSION, text, extension.granted_on, extension.basis)


def extended_too_late(extension: Extension, end: date) -> Step:
    """An extension that was granted when the time was over."""
    text = f"{chinese_date(extension.granted_on)}才批准延长，期限已于{chinese_date(end)}届满，不能再延长"
    return Step(StepKind.EXTENSION, text, extension.granted_on, extension.basis)


def paused(clock: Clock, pauses: Iterable[Pause], due: date, end: date) -> Iterator[Step]:
    """Each pause with the days it gave back; days that two pauses share are given to the earlier one."""
    reached = clock.start
    for pause in sorted(pauses, key=lambda each: each.since):
        until = end if pause.until is None else pause.until
        if until < pause.since:
            continue
        what = f"{pause.reason}{cited(pause.basis)}"
        if pause.since > due:
            text = f"{what}始于{chinese_date(pause.since)}，期限已于{chinese_date(due)}届满，不再扣除"
        else:
            span = chinese_range(pause.since, until, after=clock.start)
            if pause.until is None:
                span = f"自{chinese_date(pause.since, after=clock.start)}起"
            days = clock.whole(max(reached, pause.since - timedelta(days=1)), until)
            text = f"暂停{clock.say(days)}：{span} {what}"
            reached = max(reached, until)
        yield Step(StepKind.PAUSE, text, pause.since, pause.basis)


def passed(start: date, walk: Walk) -> Iterator[Step]:
    """The days passed over, holidays first, and the weekend days that counted."""
    said = start
    weekends = []
    for first, last in _runs(walk.skipped):
        if first.kind is DayKind.WEEKEND:
            weekends.append((first.on, last.on))
            continue
        days = (last.on - first.on).days + 1
        text = f"跳过：{chinese_range(first.on, last.on, after=said)} {first.why()}（{days}天）"
        yield Step(StepKind.SKIP, text, first.on)
        said = last.on
    if weekends:
        yield Step(StepKind.SKIP, _weekends(weekends, start), weekends[0][0])
    for day in walk.exchanged:
        text = f"{chinese_date(day.on, after=start)}（{weekday_name(day.on)}）{day.why()}，照常计算"
        yield Step(StepKind.EXCHANGED, text, day.on)


def _weekends(spans: Sequence[tuple[date, date]], start: date) -> str:
    days = sum((last - first).days + 1 for first, last in spans)
    if len(spans) > _WEEKENDS_NAMED:
        return f"跳过：{chinese_range(spans[0][0], spans[-1][1], after=start)}之间的周末（{days}天）"
    said, texts = start, []
    for first, last in spans:
        texts.append(chinese_range(first, last, after=said))
        said = last
    return f"跳过：{'、'.join(texts)} 周末（{days}天）"


def _runs(days: Sequence[Day]) -> list[tuple[Day, Day]]:
    """First and last day of each run of days that follow each other for the same reason."""
    runs: list[tuple[Day, Day]] = []
    for day in days:
        if runs and _continues(runs[-1][1], day):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _continues(before: Day, day: Day) -> bool:
    return (day.on - before.on).days == 1 and (day.kind, day.name) == (before.kind, before.name)


def ending(clock: Clock, walk: Walk) -> Iterator[Step]:
    """When the time is over, and whether that can still change."""
    if walk.last != walk.due:
        day = clock.calendar.day(walk.last)
        why = day.why() if not day.working else "暂停期间"
        text = f"期限最后一日{chinese_date(walk.last)}为{why}，顺延至{chinese_date(walk.due)}"
        yield Step(StepKind.MOVED, f"{text}{cited(_END_ON_A_DAY_OFF)}", walk.last, _END_ON_A_DAY_OFF)
    text = f"应于{chinese_date(walk.due)}前完成（含当日）"
    yield Step(StepKind.DUE, text, walk.due)
    announced = clock.calendar.announced
    missing = sorted({on.year if on.year not in announced else on.year + 1 for on in walk.provisional})
    for year in missing:
        text = f"{year}年放假安排尚未公布，按周末和法定节日暂计，公布后重新计算"
        yield Step(StepKind.PROVISIONAL, text, date(year, 1, 1))


def standing_still(today: date) -> Step:
    """The due day goes on moving."""
    text = f"时限仍在暂停，暂按{chinese_date(today)}计算，恢复计时后才能确定到期日"
    return Step(StepKind.OPEN, text, today)


def overdue(clock: Clock, end: date, days: int, *, stopped: bool) -> Step:
    """By how much it is late."""
    text = f"{chinese_date(end)}{'完成时' if stopped else '仍未完成，'}已超过期限{clock.say(days)}"
    return Step(StepKind.OVERDUE, text, end)
