"""Document numbers when many write at once: no gaps, no twins, and nobody waits for whom he keeps waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from casework.driving import Drive, driven
from casework.together import at_once
from factories import cases as make
from onevisit.casework import ledger, numbers, sealing
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case, Counter
from onevisit.casework.projection import state_of
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import Refused

pytestmark = pytest.mark.usefixtures("committed")


def serials(organ: str) -> list[int]:
    """The numbers of an organ's documents, sorted."""
    documents = [one for case in Case.objects.all() for one in state_of(case).documents if one.organ == organ]
    return sorted(int(one.number.partition("〕")[2].removesuffix("号")) for one in documents)


def accepting(*cases: Drive) -> Callable[[], Any]:
    """One request that receives and accepts these cases, in this order, given by the clerks of all of them."""
    clerks = [one.whose(c.Accept()) for one in cases]
    actor = make.Actor(
        clerks[0].kind, clerks[0].person, clerks[0].name, tuple({p for a in clerks for p in a.posts})
    )
    orders = [Order((one.receive(), c.Accept()), case=one.number) for one in cases]
    return lambda: handle(orders, actor=actor, at=make.NOON, key=make.key())


def test_many_are_accepted_at_once() -> None:
    cases = [driven() for _ in range(6)]
    results = at_once(*[accepting(one) for one in cases])
    assert not [one for one in results if isinstance(one, Exception)]
    assert serials("enforcement") == list(range(1, 13))
    assert Counter.objects.get(series="document:enforcement:2026").value == 12


def test_two_organs_in_opposite_order_never_wait_for_each_other() -> None:
    for _ in range(3):
        road, food = [driven() for _ in range(2)], [driven("food-business-permit") for _ in range(2)]
        results = at_once(
            accepting(road[0], food[0]),
            accepting(food[1], road[1]),
        )
        assert not [one for one in results if isinstance(one, Exception)], results
    for organ in ("enforcement", "market"):
        assert serials(organ) == list(range(1, 13)), organ


def test_the_numbers_of_a_refused_request_are_taken_by_the_next() -> None:
    first, second, third = driven(), driven(), driven()
    third.do(third.receive())
    bad = Order((c.Accept(), c.Accept()), case=third.number)

    def fail() -> None:
        orders = [*_orders(first), bad]
        handle(orders, actor=first.whose(c.Accept()), at=make.NOON, key=make.key())

    results = at_once(fail, accepting(second), fail)
    assert [isinstance(one, Refused) for one in results] == [True, False, True]
    first.accept()
    assert serials("enforcement") == [1, 2, 3, 4, 5]


def _orders(case: Drive) -> list[Order]:
    return [Order((case.receive(), c.Accept()), case=case.number)]


def test_a_request_that_fails_after_its_numbers_leaves_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    case, other = driven(), driven()
    taken: list[str] = []
    real = numbers.take

    def take_and_fail(series: str, count: int = 1) -> int:
        taken.append(f"{series} {real(series, count)}")
        raise RuntimeError("the power fails")

    with monkeypatch.context() as patched:
        patched.setattr(numbers, "take", take_and_fail)
        with pytest.raises(RuntimeError):
            case.accept()
    assert taken == ["document:enforcement:2026 1"]
    other.accept()
    assert serials("enforcement") == [1, 2]
    sealing.seal(make.NOON)
    assert ledger.verify().faults == ()


def test_series_are_taken_in_alphabetical_order_after_everything_else() -> None:
    cases = [driven("food-business-permit"), driven(), driven("food-business-permit")]
    taken: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if "INTO casework_counter" in sql:
            taken.append(f"{params[0]} {params[1]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        accepting(*cases)()
    assert taken == ["document:enforcement:2026 2", "document:market:2026 4"]
