"""What was published stays as it was, by the database itself, as the record of cases does (casework.triggers).

Texts, acts and batches are append-only. A version may change while it is in work; once it is published only its last
day can be set, once, it can be withdrawn, and a number that was never computed can be filled in.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from onevisit.catalogue.models import Batch, DraftText, MatterVersion, PublishingAct
from onevisit.platform.append_only import AppendOnly
from onevisit.rules.publishing.states import IN_WORK, PUBLIC, State

VERSIONS = MatterVersion._meta.db_table
MESSAGE = "what was published is append-only"

GUARD = AppendOnly(MESSAGE, (Batch, DraftText, PublishingAct))
TABLES = (VERSIONS, *GUARD.tables)


def _listed(states: tuple[State, ...]) -> str:
    return ", ".join(f"'{one.value}'" for one in states)


_WAS_PUBLIC = f"OLD.state IN ({_listed(PUBLIC)})"
_OPEN = ("state", "valid_to", "one_visit", "visits_low", "visits_high")
_FROZEN = tuple(one.column for one in MatterVersion._meta.concrete_fields if one.column not in _OPEN)
_IN_THE_WAY = (
    "(id = NEW.id OR (matter = NEW.matter AND (number = NEW.number"
    " OR (valid_from IS NOT NULL AND valid_to IS NULL AND NEW.valid_from IS NOT NULL AND NEW.valid_to IS NULL)"
    f" OR (state IN ({_listed(IN_WORK)}) AND NEW.state IN ({_listed(IN_WORK)})))))"
)


def _rewrites(differs: str) -> str:
    """The condition under which an UPDATE rewrites what was published; `differs` compares two values, NULL included."""
    frozen = " OR ".join(f'NEW."{one}" {differs} OLD."{one}"' for one in _FROZEN)
    return (
        f"{_WAS_PUBLIC} AND ({frozen}"
        f" OR (OLD.valid_to IS NOT NULL AND NEW.valid_to {differs} OLD.valid_to)"
        f" OR NOT (NEW.state = OLD.state OR (OLD.state = '{State.PUBLISHED}' AND NEW.state = '{State.WITHDRAWN}'))"
        f" OR (OLD.visits_low IS NOT NULL AND (NEW.visits_low {differs} OLD.visits_low"
        f" OR NEW.visits_high {differs} OLD.visits_high OR NEW.one_visit {differs} OLD.one_visit)))"
    )


def _sqlite() -> list[str]:
    def make(name: str, when: str) -> str:
        return (
            f"CREATE TRIGGER {VERSIONS}_no_{name} BEFORE {name.upper()} ON {VERSIONS} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )

    other = f"EXISTS (SELECT 1 FROM {VERSIONS} WHERE {{}}{_IN_THE_WAY})"  # noqa: S608 — our own names only
    return [
        make("update", f"{_rewrites('IS NOT')} OR {other.format('id <> OLD.id AND ')}"),
        make("delete", _WAS_PUBLIC),
        make("insert", other.format("")),
    ]


def _postgresql() -> list[str]:
    def function(name: str, when: str) -> str:
        # The condition stands in the body and not in WHEN, which would forbid a migration to alter a column's type.
        return (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
            f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
        )

    def make(name: str, each: str, call: str) -> str:
        return (
            f"CREATE TRIGGER {VERSIONS}_no_{name} BEFORE {name.upper()} ON {VERSIONS} "
            f"FOR EACH {each} EXECUTE FUNCTION {call}()"
        )

    return [
        function("catalogue_published_stays", _rewrites("IS DISTINCT FROM")),
        function("catalogue_published_remains", _WAS_PUBLIC),
        make("update", "ROW", "catalogue_published_stays"),
        make("delete", "ROW", "catalogue_published_remains"),
        make("truncate", "STATEMENT", GUARD.function),
    ]


def _of_versions(vendor: str) -> tuple[str, ...]:
    kinds = ("update", "delete", "insert" if vendor == "sqlite" else "truncate")
    return tuple(f"{VERSIONS}_no_{kind}" for kind in kinds)


def names(vendor: str) -> set[str]:
    """The triggers that have to be there."""
    return {*_of_versions(vendor), *GUARD.names(vendor)}


def install(using: str = "default") -> None:
    """Make them anew, so that they are those of this program whatever was there. Safe to call again."""
    remove(using)
    GUARD.install(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Drop them: for making them anew, for tests that have to change what was published, and nothing else."""
    GUARD.remove(using)
    connection = connections[using]
    on = "" if connection.vendor == "sqlite" else f" ON {VERSIONS}"
    with connection.cursor() as cursor:
        for name in _of_versions(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def after_migrate(*, using: str, **_: Any) -> None:
    """Called by Django after every `migrate`, because SQLite loses triggers when it rebuilds a table."""
    if set(TABLES) <= set(connections[using].introspection.table_names()):
        install(using)
