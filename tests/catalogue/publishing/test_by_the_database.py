"""What the database itself refuses, whatever a program forgets or somebody with a console tries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from catalogue.publishing import office
from onevisit.catalogue import publishing, triggers
from onevisit.catalogue.models import Batch, DraftText, MatterVersion, PublishingAct
from onevisit.rules.publishing.states import State

pytestmark = pytest.mark.django_db

MATTER = office.MATTER
ON_SQLITE = connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def second_batch() -> None:
    """A second version of a matter in force, and one in work of another."""
    office.brought_to(State.APPROVED)
    publishing.publish_batch(office.lists(), [MATTER], "第二批", date(2026, 11, 23))
    office.brought_to(State.CHECKED, "marriage")
    connection.check_constraints()


def sql(statement: str, *values: object) -> None:
    """Raw SQL, as somebody with a console would type it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


VERSION = MatterVersion._meta.db_table
OF_MATTER = f"WHERE matter = '{MATTER}' AND number"
WRITES = {
    "the text": f"UPDATE {VERSION} SET definition = '{{}}' {OF_MATTER} = 2",
    "its hash": f"UPDATE {VERSION} SET sha256 = '' {OF_MATTER} = 2",
    "its number": f"UPDATE {VERSION} SET number = 9 {OF_MATTER} = 2",
    "its first day": f"UPDATE {VERSION} SET valid_from = '2026-01-01' {OF_MATTER} = 2",
    "its last day": f"UPDATE {VERSION} SET valid_to = '2026-12-01' {OF_MATTER} = 1",
    "its last day away": f"UPDATE {VERSION} SET valid_to = NULL {OF_MATTER} = 1",
    "its mark": f"UPDATE {VERSION} SET one_visit = NOT one_visit {OF_MATTER} = 2",
    "its visits": f"UPDATE {VERSION} SET visits_low = 1, visits_high = 1 {OF_MATTER} = 2",
    "back to a draft": f"UPDATE {VERSION} SET state = 'draft', valid_from = NULL, batch_id = NULL {OF_MATTER} = 2",
    "gone": f"DELETE FROM {VERSION} {OF_MATTER} = 2",
    "a batch": "UPDATE catalogue_batch SET title = 'x' WHERE number = 2",
    "a batch gone": "DELETE FROM catalogue_batch WHERE number = 2",
    "an opinion": "UPDATE catalogue_publishingact SET words = 'x'",
    "an act gone": "DELETE FROM catalogue_publishingact",
    "a saved text": "UPDATE catalogue_drafttext SET definition = 'x'",
    "a saved text gone": "DELETE FROM catalogue_drafttext",
}


@pytest.mark.parametrize("statement", WRITES.values(), ids=list(WRITES))
def test_what_was_published_cannot_be_rewritten(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        sql(statement)


REPLACES = {
    "a version": f"INSERT OR REPLACE INTO {VERSION} SELECT * FROM {VERSION} {OF_MATTER} = 2",
    "a version from beside": f"UPDATE OR REPLACE {VERSION} SET matter = '{MATTER}', number = 2 "
    "WHERE matter = 'marriage' AND number = 2",
    "a batch": "REPLACE INTO catalogue_batch SELECT * FROM catalogue_batch WHERE number = 2",
    "an act": "REPLACE INTO catalogue_publishingact SELECT * FROM catalogue_publishingact",
    "a text": "REPLACE INTO catalogue_drafttext SELECT * FROM catalogue_drafttext",
}
EMPTIES = {table: f"TRUNCATE {table} CASCADE" for table in triggers.TABLES}
PAST_THE_OTHERS = REPLACES if ON_SQLITE else EMPTIES


@pytest.mark.parametrize("statement", PAST_THE_OTHERS.values(), ids=list(PAST_THE_OTHERS))
def test_nor_by_the_ways_past_such_triggers(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        sql(statement)


def test_a_version_may_be_withdrawn_and_a_draft_may_change() -> None:
    sql(f"UPDATE {VERSION} SET state = 'withdrawn', valid_to = '2026-12-01' {OF_MATTER} = 2")
    sql(f"UPDATE {VERSION} SET definition = '{{}}' WHERE matter = 'marriage' AND number = 2")


def test_the_triggers_are_there_and_come_back() -> None:
    found = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if not ON_SQLITE:
        found = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"

    def present() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(found)
            return {name for (name,) in cursor.fetchall()} & triggers.names(connection.vendor)

    assert present() == triggers.names(connection.vendor)
    triggers.remove()
    assert present() == set()
    triggers.after_migrate(using="default")
    assert present() == triggers.names(connection.vendor)


CANNOT_BE = {
    "two in work": {"matter": "marriage", "number": 7, "state": "draft"},
    "published without a day": {"matter": "tea", "state": "published"},
    "a draft with a day": {"matter": "tea", "state": "draft", "valid_from": date(2026, 11, 23)},
    "withdrawn without a last day": {"matter": "tea", "state": "withdrawn", "valid_from": date(2026, 11, 23)},
    "one visit with two": {
        "matter": "tea", "state": "published", "valid_from": date(2026, 11, 23), "one_visit": True,
        "visits_low": 1, "visits_high": 2,
    },
    "one visit without a bound": {
        "matter": "tea", "state": "published", "valid_from": date(2026, 11, 23), "one_visit": True, "visits_low": 0,
    },
    "one visit without a number": {
        "matter": "tea", "state": "published", "valid_from": date(2026, 11, 23), "one_visit": True,
    },
    "more at least than at most": {
        "matter": "tea", "state": "published", "valid_from": date(2026, 11, 23), "visits_low": 2, "visits_high": 1,
    },
}  # fmt: skip


@pytest.mark.parametrize("values", CANNOT_BE.values(), ids=list(CANNOT_BE))
def test_a_row_that_cannot_be_is_not_stored(values: dict[str, object]) -> None:
    common = {
        "number": 1,
        "definition": "{}",
        "sha256": "",
        "name": "茶",
        "kind": "公共服务",
        "window_class": "商事登记",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        MatterVersion.objects.create(**{**common, "basic_code": "1", **values})
    assert Batch.objects.count() == 2
    assert DraftText.objects.exists()
    assert PublishingAct.objects.exists()
