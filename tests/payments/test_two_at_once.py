"""Two tabs, a callback and a window, two cases of a bundle: at the same moment, on real connections, paid once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from casework.together import at_once
from factories import cases as make
from onevisit.exchange import connections, treasury
from onevisit.payments import commands, returning
from onevisit.payments.models import Happening, Order, Payment, Refund
from onevisit.platform import clock
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.payments.orders import Stand
from payments import paying

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The clock stands still at the tests' Monday."""
    with clock.at(make.NOON):
        yield


def at_noon(work: Callable[[], object]) -> Callable[[], object]:
    """The clock of a thread is its own."""

    def working() -> object:
        with clock.at(make.NOON):
            return work()

    return working


def outcomes(results: list[object]) -> list[str]:
    """What became of each: the name of the refusal, or ok. Anything but a refusal is raised."""
    for one in results:
        if isinstance(one, Exception) and not isinstance(one, Refused):
            raise one
    return sorted(one.code if isinstance(one, Refused) else "ok" for one in results)


def test_a_callback_and_two_windows_at_once_pay_once() -> None:
    row = paying.order_of(paying.accepted())
    first, second = paying.clerk(), paying.clerk()

    def online() -> None:
        commands.confirm(treasury.pay(row.code), at=make.NOON)

    results = at_once(
        at_noon(online),
        at_noon(lambda: paying.at_window(row.number, first, slip="POS1")),
        at_noon(lambda: paying.at_window(row.number, second, slip="POS2")),
    )
    assert outcomes(results).count("ok") == 1
    paying.errands()
    assert Payment.objects.filter(order=row).count() == 1
    assert Happening.objects.filter(order=row, deed="pay").count() == 1
    (entry,) = connections.payment.settled(make.NOON.date())
    assert entry.fen == 1000


def test_two_tabs_pay_the_same_bill_once() -> None:
    row = paying.order_of(paying.accepted())
    results = at_once(*[at_noon(lambda: commands.confirm(treasury.pay(row.code), at=make.NOON))] * 3)
    assert outcomes(results) == ["ok", "ok", "ok"]
    assert Payment.objects.filter(order=row).count() == 1
    assert len(connections.payment.settled(make.NOON.date())) == 1


def test_one_click_sent_twice_takes_the_money_once() -> None:
    row, clerk, key = paying.order_of(paying.accepted()), paying.clerk(), make.key()
    results = at_once(*[at_noon(lambda: paying.at_window(row.number, clerk, key=key))] * 2)
    assert outcomes(results) == ["ok", "ok"]
    assert Payment.objects.filter(order=row).count() == 1


def test_two_cases_of_a_bundle_accepted_at_once_are_one_order() -> None:
    subject = "bundle:261123900018"
    numbers = [make.accepted(one) for one in (paying.FIXED, "property-mortgage", "passport")]
    results = at_once(
        *[at_noon(lambda one=one: commands.open_order(subject, (one,), at=make.NOON)) for one in numbers]
    )
    assert outcomes(results) == ["ok", "ok", "ok"]
    (row,) = Order.objects.filter(subject=subject, stand=Stand.OPEN.value)
    assert (row.fen, row.lines.filter(live=True).count()) == (1000 + 8000 + 12_000, 3)


def test_an_amount_changed_while_it_is_paid_is_one_or_the_other() -> None:
    case = paying.accepted(paying.ASSESSED)
    row = paying.assessed(case, "800")

    def pay() -> None:
        commands.confirm(treasury.pay(row.code), at=make.NOON)

    results = at_once(at_noon(pay), at_noon(lambda: paying.assessed(case, "80")))
    said = outcomes(results)
    assert said in (["ChargeNotNow", "ok"], ["BillNotOpen", "ok"])
    paid = Payment.objects.filter(order__subject=f"case:{case}")
    assert [one.fen for one in paid] == ([80_000] if said[0] == "ChargeNotNow" else [])


def test_two_treasurers_give_back_once() -> None:
    case = paying.accepted()
    row = paying.paid_online(case)
    line, treasurer = row.lines.get().pk, paying.treasurer()

    def back() -> None:
        returning.refund(
            row.number, line, "10", "wrongly", "多收", actor=treasurer, at=make.NOON, key=make.key()
        )

    said = outcomes(at_once(at_noon(back), at_noon(back)))
    assert said in (["OrderNotNow", "ok"], ["PaymentIncomplete", "ok"])
    assert Refund.objects.filter(line=line).count() == 1


def test_two_who_ask_for_a_code_get_the_same() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    connections.payment.close(row.code)
    codes = at_once(*[at_noon(lambda: commands.offer(row.number, at=make.NOON))] * 3)
    assert outcomes(codes) == ["ok", "ok", "ok"]
    assert len(set(codes)) == 1
