"""Certificate numbers when several cases are decided in one request: no gaps, and nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework.together import at_once
from factories import cases as make
from onevisit.casework import issuing, numbers
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case, Counter
from onevisit.casework.projection import state_of
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases import commands as c

pytestmark = pytest.mark.usefixtures("committed")

ROAD, FOOD = "dig-road", "food-business-permit"
DAY = make.NOON.date()


def granting(*cases: str) -> Callable[[], Any]:
    """One request that grants and issues these cases in this order, by the chiefs of all of them."""
    chiefs = [make.chief_of(one) for one in cases]
    posts = tuple(dict.fromkeys(post for one in chiefs for post in one.posts))
    actor = Actor(chiefs[0].kind, chiefs[0].person, chiefs[0].name, posts)
    orders = [Order((c.Grant(make.words()), issuing.issue(one, DAY)), case=one) for one in cases]
    return lambda: handle(orders, actor=actor, at=make.NOON, key=make.key())


def serials(matter: str) -> list[str]:
    """The numbers of the certificates of a matter, sorted."""
    rows = Case.objects.filter(matter=matter)
    return sorted(one.number for row in rows for one in state_of(row).results)


def test_two_requests_that_issue_in_opposite_order_never_wait_in_a_circle() -> None:
    for turn in range(1, 5):
        road, food = [make.reviewed(ROAD) for _ in range(2)], [make.reviewed(FOOD) for _ in range(2)]
        results = at_once(granting(road[0], food[0]), granting(food[1], road[1]))
        assert not [one for one in results if isinstance(one, Exception)], results
        for matter in (ROAD, FOOD):
            ends = [number[-6:-1] for number in serials(matter)]
            assert ends == [f"{one:05}" for one in range(1, 2 * turn + 1)], matter


def test_the_series_are_held_in_one_order_before_the_first_number_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    road, food = make.reviewed(ROAD), make.reviewed(FOOD)
    held: list[list[str]] = []
    real = numbers.hold
    monkeypatch.setattr(numbers, "hold", lambda series: (held.append(sorted(series)), real(series))[1])
    granting(food, road)()
    (series,) = held
    assert len(series) == 2
    assert set(Counter.objects.filter(series__startswith="result:").values_list("series", "value")) == {
        (one, 1) for one in series
    }


def test_a_series_that_was_only_held_has_given_no_number() -> None:
    numbers.hold(["result:b:2026", "result:a:2026"])
    assert numbers.take("result:a:2026") == 1
    numbers.hold(["result:b:2026", "result:a:2026"])
    assert (numbers.take("result:a:2026"), numbers.take("result:b:2026")) == (2, 1)
