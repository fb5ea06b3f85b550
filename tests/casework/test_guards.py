"""Every history of the house is guarded by the database, whichever capability keeps it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model, UniqueConstraint

from onevisit.platform.append_only import AppendOnly, fields_of, in_the_way

pytestmark = pytest.mark.django_db

KEEPERS = [
    "appointments",
    "assistance",
    "bundles",
    "casework",
    "catalogue",
    "coordination",
    "payments",
    "questions",
    "tickets",
    "visits",
]


def guard(keeper: str) -> AppendOnly:
    found: AppendOnly = import_module(f"onevisit.{keeper}.triggers").GUARD
    return found


@pytest.mark.parametrize("keeper", KEEPERS)
def test_its_triggers_stand(keeper: str) -> None:
    assert guard(keeper).missing() == []


def test_a_table_called_a_history_is_guarded() -> None:
    """Whoever adds one may forget it; these are the names under which the house keeps what happened."""
    names = {"Happening", "Event", "TicketAct", "PublishingAct", "Leaf", "Seal", "Ruling", "Finding"}
    kept = {one for one in apps.get_models() if one.__name__ in names}
    guarded = {one for keeper in KEEPERS for one in guard(keeper).models}
    assert kept <= guarded


@pytest.mark.parametrize("model", [one for keeper in KEEPERS for one in guard(keeper).models])
def test_no_unique_key_is_a_way_around(model: type[Model]) -> None:
    """SQLite's REPLACE takes out whatever stands in its way: each key of the model is in the condition."""
    condition = in_the_way(model, connection)
    for field in model._meta.local_concrete_fields:
        assert not field.unique or f'"{field.column}" = NEW."{field.column}"' in condition
    for key in model._meta.constraints:
        if isinstance(key, UniqueConstraint):
            columns = [model._meta.get_field(name).column for name in fields_of(key)]  # type: ignore[union-attr]
            same = " AND ".join(f'"{one}" = NEW."{one}"' for one in columns)
            assert same + (" AND " if key.condition else "") in condition
