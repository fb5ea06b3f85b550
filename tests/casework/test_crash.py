"""The power fails at the n-th statement, for every n: what was confirmed is there, what was not left nothing behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from factories import cases as make
from onevisit.casework import issuing, ledger, sealing
from onevisit.casework.models import Case, Content, Counter, Event, Participation, WorkItem
from onevisit.casework.projection import state_of
from onevisit.platform.outbox.models import Errand
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.usefixtures("committed")

MOST = 40
"""More statements than any command has, connection set-up included."""


class PowerFailure(BaseException):
    """Not an Exception: nothing in the house may catch it."""


class FailAt:
    """Lets so many statements through, and then fails before the next."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, execute, sql, params, many, context):
        if self.left == 0:
            raise PowerFailure(sql)
        self.left -= 1
        return execute(sql, params, many, context)


def picture() -> tuple[object, ...]:
    """Everything that a command may leave behind."""
    return (
        list(Case.objects.order_by("id").values_list("number", "last_seq", "last_hash", "phase", "state")),
        list(Event.objects.order_by("id").values_list("id", "hash")),
        list(WorkItem.objects.order_by("id").values_list("case__number", "key", "due_on")),
        list(Counter.objects.order_by("series").values_list("series", "value")),
        list(Participation.objects.order_by("id").values_list("case__number", "organ")),
        Content.objects.count(),
        Errand.objects.count(),
    )


def survive(work: Callable[[], object]) -> int:
    """Fail at each statement in turn until it goes through; returns how many statements it took."""
    for after in range(MOST):
        before = picture()
        try:
            with connection.execute_wrapper(FailAt(after)):
                work()
        except PowerFailure:
            assert picture() == before, f"something was left behind by a failure at statement {after + 1}"
            assert ledger.verify().faults == ()
        else:
            assert picture() != before
            return after
    raise AssertionError("never went through")


def test_a_failure_at_any_statement_of_any_command_loses_nothing() -> None:
    key = make.key()
    survive(lambda: make.submitted(request=key))
    number = Case.objects.get().number
    case = Case.objects.get()
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    post = clerk.posts[0]
    survive(lambda: make.do(number, clerk, c.Receive(post.hall, post.window), c.Accept()))
    reviewer = make.staff(Role.REVIEWER, organ="traffic-police")
    survive(lambda: make.do(number, reviewer, c.Review("traffic", make.ReviewOutcome.PASS, make.words())))
    make.reviewed(number=number)
    chief = make.chief_of(number)
    grant = c.Grant(make.words())
    survive(lambda: make.do(number, chief, grant, issuing.issue(number, make.NOON.date())))
    numbers = [one.number.partition("〕")[2] for one in state_of(Case.objects.get()).documents]
    assert numbers == ["1号", "2号", "3号"], "no number was lost to a failure"


def test_a_failure_while_sealing_leaves_a_record_that_verifies() -> None:
    for _ in range(3):
        make.submitted()
    for after in range(MOST):
        try:
            with connection.execute_wrapper(FailAt(after)):
                sealing.seal(make.NOON)
        except PowerFailure:
            assert ledger.verify().faults == ()
        else:
            break
    assert (ledger.verify().leaves, ledger.verify().faults) == (3, ())
