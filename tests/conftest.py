"""What all tests share: a database file of their own, a folder for files, and fast passwords."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings, setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker
from xdist.remote import Producer

from committing import Baseline
from sharing import Sharing

hypothesis.settings.register_profile(
    "onevisit",
    deadline=None,  # two processes on two cores: how long an example takes says nothing
    derandomize=os.environ.get("CI") == "true",  # a change is judged by what it changed, not by luck
)
hypothesis.settings.load_profile("onevisit")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    """Tests that share something dear stay together."""
    return Sharing(config, log)


_ASKS = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks a database is run: for the rest it would be the same test twice."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    asking = {one: bool(one.get_closest_marker("django_db")) or _asks(one) for one in items}
    config.hook.pytest_deselected(items=[one for one in items if not asking[one]])
    items[:] = [one for one in items if asking[one]]


def _asks(item: pytest.Item) -> bool:
    return not _ASKS.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Keep SQLite's test database in a file: one in memory has no WAL and no real concurrency.

    On PostgreSQL nobody waits for a lock for ever: two who wait for each other are a failure and not a run that hangs.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {
            **database.get("TEST", {}),
            "NAME": str(tmp_path_factory.mktemp("db") / "test.sqlite3"),
        }
    else:
        options = database.setdefault("OPTIONS", {})
        options["options"] = f"{options.get('options', '')} -c lock_timeout=60s".strip()


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep files apart from the demonstration's, and hash passwords fast."""
    static = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }  # nothing is collected for tests
    with override_settings(
        VAR=tmp_path_factory.mktemp("var"),
        STATIC_ROOT=str(tmp_path_factory.mktemp("static")),  # whitenoise warns where there is none
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": static},
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Baseline]:
    """Make a test database and load the real district, once a process: tests roll back to it.

    The plugin's own fixture makes none where it finds no test with a mark of its own, and everything after it
    would then meet the database of whoever runs the tests.
    """
    from onevisit.catalogue.pack import load_pack

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"
        load_pack(Path(__file__).parents[1] / "districts" / "boshan", date(2025, 1, 1))
        baseline = Baseline.taken()
    yield baseline
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def committed(django_db_setup: Baseline, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Whatever the test does is committed, for all connections to see; afterwards only the district is left."""
    with django_db_blocker.unblock():
        assert not django_db_setup.grown(), "an earlier test left rows behind"
        try:
            yield
        finally:
            django_db_setup.restore()
            connection.close()
