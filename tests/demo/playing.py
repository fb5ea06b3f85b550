"""How the tests play."""

from datetime import date, datetime

from factories.matters import checked
from onevisit.demo.play import Played, play
from onevisit.platform import clock

UNTIL = date(2026, 11, 20)
"""A Friday."""


def morning(year: int, month: int, day: int, hour: int = 8) -> datetime:
    """An hour of a day in the district."""
    return datetime(year, month, day, hour, tzinfo=clock.DISTRICT)


def played(days: int = 3, cases: int = 60, seed: int = 1, until: date = UNTIL) -> Played:
    """Play a little."""
    return play(
        checked().pack, days=days, until=until, cases=cases, seed=seed, progress=lambda share, day: None
    )
