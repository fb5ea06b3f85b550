"""Migrations form one line in each app, so that an upgrade has one way to go."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader


def test_migrations_are_linear() -> None:
    loader = MigrationLoader(None)
    assert not loader.detect_conflicts()
    for label in (config.label for config in apps.get_app_configs() if config.name.startswith("onevisit")):
        names = sorted(name for app, name in loader.disk_migrations if app == label)
        assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
        for name in names:
            parents = [p for p in loader.graph.node_map[label, name].parents if p.key[0] == label]
            assert len(parents) <= 1, f"{label}.{name} has two parents"
