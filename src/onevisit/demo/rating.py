"""How people rate what they got: mostly well; badly where it took too long, or ended with a no."""

from __future__ import annotations

from onevisit.demo import phrases
from onevisit.demo.course import Course
from onevisit.platform import clock
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import clocks
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import Outcome, RatingLevel
from onevisit.rules.matters.vocabulary import Channel
from onevisit.rules.ratings import OPTIONS, Via

RATES = 0.6
"""The share of the finished cases that are rated."""

CONTENT = dict(zip(RatingLevel, (0.61, 0.28, 0.08, 0.025, 0.005), strict=True))
CROSS = dict(zip(RatingLevel, (0.2, 0.27, 0.26, 0.18, 0.09), strict=True))


def rating(course: Course) -> c.Rate | None:
    """The rating that the applicant will give, if he gives one."""
    chance, state, fate = course.chance, course.state, course.fate
    if fate.rates is False or (fate.rates is None and not chance.happens(RATES)):
        return None
    late = _overdue(course)
    cross = late or state.outcome in (Outcome.REFUSED, Outcome.DECLINED)
    level = chance.weighted(CROSS if cross else CONTENT)
    about = {"hall": state.received_at, "window": state.received_window}
    if level.is_bad:
        fitting = [one for one in phrases.COMPLAINTS[level] if one.late == late]
        complaint = chance.one(fitting)
        words = text(complaint.words, chance.salt())
        return c.Rate(level, _via(course).value, complaint.options, words, about)
    options = chance.some(list(OPTIONS[level]), 2) if chance.happens(0.6) else ()
    praise = phrases.AT_HOME if course.channel is Channel.ONLINE else phrases.AT_COUNTER
    said = chance.one(phrases.COMMENTS.get(level, praise))
    comment = text(said, chance.salt()) if chance.happens(0.22) else None
    return c.Rate(level, _via(course).value, options, comment, about)


def _via(course: Course) -> Via:
    if course.applicant.actor is not None:
        return Via.WEB
    return Via.HALL if course.channel is not Channel.ONLINE and course.chance.happens(0.5) else Via.CODE


def _overdue(course: Course) -> bool:
    read = clocks(course.matter, course.state, calendar(), clock.today())
    return any(one.reading.overdue for one in read)
