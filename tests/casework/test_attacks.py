"""The record under attack: what the database refuses, and what verification says of what got past it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from factories import cases as make
from onevisit.casework import ledger, sealing, triggers
from onevisit.casework.models import Case, Content, Event
from onevisit.visits import triggers as visits_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> str:
    """A sealed case of eleven events, three of them documents, beside another."""
    make.submitted()
    number = make.issued()
    sealing.seal(make.NOON)
    assert ledger.verify().faults == ()
    # The test's own transaction has foreign keys still to check, before which PostgreSQL would not even try.
    connection.check_constraints()
    return number


def sql(statement: str, *values: object) -> None:
    """Raw SQL, as somebody with a console would type it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> str:
    """What verification says, in one text."""
    return "\n".join(f"{fault.where}：{fault.what}" for fault in ledger.verify().faults)


TABLES = {"casework_event": "body = 'x'", "casework_leaf": "hash = 'x'", "casework_seal": "root = 'x'"}


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_to_change_or_delete(number: str, table: str) -> None:
    for statement in (f"UPDATE {table} SET {TABLES[table]}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"):
            sql(statement)
    assert found() == ""


PAST_THE_TRIGGERS = {
    # REPLACE deletes the row in its way without asking the trigger against DELETE.
    "sqlite": [
        "INSERT OR REPLACE INTO casework_event SELECT * FROM casework_event WHERE seq = 1",
        (
            "INSERT OR REPLACE INTO casework_event (case_id, seq, name, at, body, hash) "
            "SELECT case_id, seq, 'X', at, 'x', 'x' FROM casework_event WHERE seq = 2"
        ),
        "INSERT OR REPLACE INTO casework_leaf SELECT * FROM casework_leaf",
        "INSERT OR REPLACE INTO casework_seal SELECT * FROM casework_seal",
        "REPLACE INTO casework_event SELECT * FROM casework_event WHERE key IS NOT NULL",
    ],
    # TRUNCATE is no DELETE, and an upsert is an UPDATE by another name.
    "postgresql": [
        "TRUNCATE casework_event CASCADE",
        "TRUNCATE casework_leaf",
        "TRUNCATE casework_seal",
        "INSERT INTO casework_seal SELECT * FROM casework_seal ON CONFLICT (size) DO UPDATE SET root = 'x'",
    ],
}


def test_the_ways_past_update_and_delete_are_closed_too(number: str) -> None:
    for statement in PAST_THE_TRIGGERS[connection.vendor]:
        with pytest.raises(DatabaseError, match="append-only"):
            sql(statement)
    assert found() == ""


def without_a_trace(case: int) -> None:
    """Take out a case with everything that refers to it, whoever keeps it."""
    visits_triggers.GUARD.remove()
    for table in (
        "casework_content",
        "casework_participation",
        "casework_workitem",
        "casework_collection",
        "licences_licence",
        "visits_appearance",
    ):
        sql(f"DELETE FROM {table} WHERE case_id = %s", case)
    sql("DELETE FROM casework_case WHERE id = %s", case)
    visits_triggers.GUARD.install()


class TestWithTheTriggersDropped:
    """Somebody owns the database and drops the triggers. The record tells."""

    @pytest.fixture(autouse=True)
    def _dropped(self, number: str) -> None:
        triggers.GUARD.remove()

    def test_the_lost_triggers_themselves_are_seen(self) -> None:
        for name in triggers.GUARD.names(connection.vendor):
            assert f"触发器 {name}：不存在或已停用" in found()

    def test_an_altered_payload(self, number: str) -> None:
        sql("UPDATE casework_event SET body = REPLACE(body, 'pass', 'fail') WHERE name = 'Reviewed'")
        assert f"办件 {number} 第6条：第6条的内容或者次序与摘要不符" in found()

    def test_an_altered_payload_with_its_hash_made_again(self, number: str) -> None:
        from onevisit.rules.record.chain import GENESIS, link

        row = Event.objects.get(case__number=number, seq=1)
        body = row.body.replace("online", "window")
        sql(
            "UPDATE casework_event SET body = %s, hash = %s WHERE id = %s",
            body,
            link(GENESIS, body).hex(),
            row.pk,
        )
        said = found()
        assert f"办件 {number} 第2条：第2条的内容或者次序与摘要不符" in said
        assert f"办件 {number} 第1条：与封存时的摘要不同：封存之后被改写" in said

    @pytest.mark.parametrize(
        "body", ["x", "{}", "[]", "null", '{"by":1,"data":{},"name":"Accepted","schema":1}']
    )
    def test_a_payload_that_is_no_event_any_more(self, number: str, body: str) -> None:
        sql("UPDATE casework_event SET body = %s WHERE name = 'Accepted'", body)
        said = found()
        assert f"办件 {number} 第3条：第3条的内容或者次序与摘要不符" in said
        assert f"办件 {number}：事件无法还原成办件" in said

    def test_a_hash_that_is_none(self, number: str) -> None:
        sql("UPDATE casework_event SET hash = 'nonsense' WHERE name = 'Accepted'")
        assert f"办件 {number} 第3条：第3条的内容或者次序与摘要不符" in found()

    def test_an_event_removed_from_the_middle(self, number: str) -> None:
        sql("DELETE FROM casework_event WHERE id = %s", Event.objects.get(case__number=number, seq=3).pk)
        assert f"办件 {number} 第3条：第3条缺失" in found()

    def test_two_events_swapped(self, number: str) -> None:
        first, second = Event.objects.filter(case__number=number, seq__in=(4, 5)).order_by("seq")
        for row, other in ((first, second), (second, first)):
            sql(
                "UPDATE casework_event SET name = %s, body = %s, hash = %s WHERE id = %s",
                *(other.name, other.body, other.hash, row.pk),
            )
        assert f"办件 {number} 第4条：第4条的内容或者次序与摘要不符" in found()

    def test_the_last_event_removed(self, number: str) -> None:
        sql("DELETE FROM casework_event WHERE id = %s", Event.objects.get(case__number=number, seq=11).pk)
        said = found()
        assert f"办件 {number} 末条：办件上记着共11条，实际只有10条：末尾的事件被删除" in said
        assert f"办件 {number} 第11条：已经封存，现在不见了" in said

    def test_the_last_event_removed_and_the_case_made_to_fit(self, number: str) -> None:
        last, before = Event.objects.filter(case__number=number, seq__in=(10, 11)).order_by("-seq")
        sql("DELETE FROM casework_event WHERE id = %s", last.pk)
        Case.objects.filter(number=number).update(last_seq=10, sealed_seq=10, last_hash=before.hash)
        assert f"办件 {number} 第11条：已经封存，现在不见了：事件或整个办件被删除" in found()

    def test_a_whole_case_removed(self, number: str) -> None:
        case = Case.objects.get(number=number)
        sql("DELETE FROM casework_event WHERE case_id = %s", case.pk)
        assert f"办件 {number}：没有任何事件：整个办件的记录被删除" in found()
        without_a_trace(case.pk)
        assert f"办件 {number} 第1条：已经封存，现在不见了" in found()

    def test_a_leaf_or_a_seal_removed(self, number: str) -> None:
        sql('DELETE FROM casework_leaf WHERE "index" = 7')
        said = found()
        assert "封存第7叶：缺失" in said
        assert "叶不够这么多" in said

    def test_everything_since_yesterday_cut_off_without_a_trace_inside(self, number: str) -> None:
        seal = sealing.latest()
        assert seal is not None
        sql("DELETE FROM casework_event WHERE case_id = %s", case := Case.objects.get(number=number).pk)
        without_a_trace(case)
        sql("DELETE FROM casework_leaf")
        sql("DELETE FROM casework_seal")
        triggers.GUARD.install()
        assert ledger.verify().faults == (), "inside, nothing shows"
        (fault,) = ledger.verify((seal.size, seal.root)).faults
        assert "印出之后记录被截短" in fault.what, "but a receipt in somebody's drawer does"

    def test_a_migration_that_lost_the_triggers_is_mended_by_the_next(self, number: str) -> None:
        assert triggers.GUARD.present() == set()
        triggers.GUARD.after_migrate(using="default")
        assert triggers.GUARD.present() == triggers.GUARD.names(connection.vendor)
        assert found() == ""


def test_altered_state_words_and_columns_are_seen(number: str) -> None:
    case = Case.objects.get(number=number)
    Case.objects.filter(pk=case.pk).update(state=case.state.replace("online", "window"))
    Content.objects.filter(case=case, kind="application").update(body="{}")
    said = found()
    assert f"办件 {number}：保存的状态与重新计算的不同" in said
    assert "写的内容被改动" in said


def test_a_case_whose_words_were_lawfully_erased_still_verifies(number: str) -> None:
    Content.objects.filter(case__number=number).update(body="", erased_at=make.NOON)
    assert found() == ""
