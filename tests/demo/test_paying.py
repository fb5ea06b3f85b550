"""In the days that are played what costs something is worked out and paid, and the books agree."""

import pytest

from demo.playing import played
from onevisit.payments.models import Day, Order, Payment
from onevisit.rules.payments.orders import Stand

pytestmark = pytest.mark.django_db


def test_fees_are_worked_out_and_paid_and_the_books_agree() -> None:
    assert played(days=3, cases=60).refusals == ()
    paid = Payment.objects.select_related("order")
    assert paid.count() > 3
    assert all(one.fen == one.order.fen and one.order.receipt for one in paid)
    assert not Order.objects.filter(stand=Stand.OPEN.value, code="").exists()
    assert all(one.differences == [] for one in Day.objects.all())
