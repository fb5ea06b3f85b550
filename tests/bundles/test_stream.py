"""The stream of a bundle cannot be rewritten, costs a fixed number of statements, and is seen by whom it concerns."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from casework.test_statements import sent
from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import queries, triggers
from onevisit.bundles.models import Bundle, Event
from onevisit.platform import clock
from onevisit.rules.bundles.refusals import NoSuchBundle
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db

ATTACKS = (
    "UPDATE bundles_event SET body = '{{}}' WHERE id = {id}",
    "DELETE FROM bundles_event WHERE id = {id}",
)
OVER = "REPLACE INTO bundles_event (id, bundle_id, seq, name, at, key, body, hash) SELECT {id}, bundle_id, {seq}, "
SQLITE = (
    OVER + "name, at, NULL, '{{}}', hash FROM bundles_event WHERE id = {id}",
    OVER.replace("{id}, bundle_id", "{id} + 999, bundle_id")
    + "name, at, NULL, '{{}}', hash FROM bundles_event WHERE id = {id}",
)
POSTGRESQL = ("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE bundles_event CASCADE",)


def test_no_statement_changes_a_line() -> None:
    row = Event.objects.filter(bundle__number=bundle.submitted()).order_by("seq")[0]
    more = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    for attack in (*ATTACKS, *more):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(attack.format(id=row.pk, seq=row.seq))
    row.refresh_from_db()
    assert row.name == "HandedIn"


def test_the_triggers_are_made_again_after_every_migration() -> None:
    row = Event.objects.filter(bundle__number=bundle.submitted())[0]
    triggers.GUARD.remove()
    triggers.GUARD.after_migrate(using="default")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=row.pk).update(name="x")


def test_lists_cost_the_same_however_many_there_are_and_a_page_however_old_it_is() -> None:
    actor = make.applicant()[0]
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    young = bundle.submitted()

    def costs(number: str) -> list[int]:
        with clock.at(make.NOON):
            works = (
                lambda: queries.my_bundles(actor),
                lambda: queries.bundles(clerk),
                lambda: queries.to_accept(clerk),
                lambda: queries.count_to_accept(clerk),
                lambda: queries.own_view(actor, number),
                lambda: queries.staff_view(clerk, number),
            )
            return [len(sent(work)) for work in works]

    costs(young)
    few = costs(young)
    old = bundle.walk_in(clerk=clerk)
    bundle.issue(old, bundle.CLASSES[:1])
    assert costs(old) == few
    assert few[:4] == [1, 2, 1, 1]


def test_a_command_over_five_parts_writes_each_bundle_once() -> None:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    bundle.walk_in(clerk=clerk)
    shapes = sent(lambda: bundle.walk_in(clerk=clerk))
    assert shapes.count("UPDATE bundles_bundle") == 2, "when its cases moved, and when it was accepted as one"
    number = bundle.walk_in(clerk=clerk)
    make.reviewed(number=bundle.case(number, bundle.CLASSES[0]))
    shapes = sent(lambda: make.issued(number=bundle.case(number, bundle.CLASSES[0])))
    assert [one for one in shapes if " bundles_" in one] == [
        "SELECT bundles_bundle", "UPDATE bundles_bundle", "INSERT bundles_event",
    ]  # fmt: skip


def test_who_sees_it() -> None:
    number = bundle.submitted()
    row = Bundle.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    reviewer = make.staff(Role.REVIEWER, organ="market")
    stranger = make.staff(Role.REVIEWER, organ="civil-affairs")
    with clock.at(make.NOON):
        assert queries.own_view(make.applicant()[0], number).number == number
        for actor in (clerk, reviewer, make.staff(Role.INQUIRY)):
            assert queries.staff_view(actor, number).number == number
            assert [one.number for one in queries.bundles(actor).items] == [number]
        for look in (
            lambda: queries.staff_view(stranger, number),
            lambda: queries.own_view(clerk, number),
            lambda: queries.own_view(make.applicant(enterprise=False)[0], number),
            lambda: queries.track(number, "22222222"),
            lambda: queries.track("000000000000", row.query_code),
        ):
            with pytest.raises(NoSuchBundle):
                look()
        assert list(queries.bundles(stranger).items) == []
        assert queries.track(number, row.query_code).number == number


def test_what_waits_at_a_window_is_what_can_be_accepted_there() -> None:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    number = bundle.submitted()
    assert [one.number for one in queries.to_accept(clerk)] == [number]
    make.corrected(bundle.CLASSES[0], number=bundle.case(number, bundle.CLASSES[0]))
    assert queries.to_accept(clerk) == (), "now it waits for its applicant"
