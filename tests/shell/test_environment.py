from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured

from onevisit.config import environment


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def read(value: str | None) -> dict:
        if value is None:
            monkeypatch.delenv("DATABASE_URL", raising=False)
        else:
            monkeypatch.setenv("DATABASE_URL", value)
        return environment.database("DATABASE_URL", tmp_path)

    return read


def test_without_a_url_the_database_is_a_file_in_the_data_folder(url, tmp_path: Path) -> None:
    settings = url(None)
    assert settings["NAME"] == str(tmp_path / "onevisit.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["OPTIONS"]["timeout"] >= 20
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_sqlite_paths_are_relative_with_three_slashes_and_absolute_with_four(url) -> None:
    assert url("sqlite:///some/file.sqlite3")["NAME"] == str(Path("some/file.sqlite3").absolute())
    assert url("sqlite:////data/%E5%8D%9A%E5%B1%B1.sqlite3")["NAME"] == "/data/博山.sqlite3"


def test_postgresql_with_everything(url) -> None:
    settings = url("postgresql://clerk:p%40ss@db.example.org:5433/district?sslmode=verify-full")
    expected = {
        "NAME": "district",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
    }
    assert {key: settings[key] for key in expected} == expected
    assert settings["OPTIONS"]["sslmode"] == "verify-full"
    assert settings["OPTIONS"]["pool"]


def test_postgresql_by_its_socket(url) -> None:
    assert url("postgresql:///onevisit")["HOST"] == ""
    assert url("postgres://postgres@/onevisit?host=/tmp/pg")["HOST"] == "/tmp/pg"


@pytest.mark.parametrize(
    "value", ["mysql://localhost/x", "onevisit.sqlite3", "sqlite:///", "sqlite:///:memory:"]
)
def test_other_databases_are_refused_with_what_to_write(url, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"sqlite:///var/onevisit\.sqlite3"):
        url(value)


def test_a_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("ONEVISIT_SECRET_KEY", raising=False)
    file = tmp_path / "new" / "secret-key"
    key = environment.secret_key("ONEVISIT_SECRET_KEY", file)
    assert len(key) >= 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert environment.secret_key("ONEVISIT_SECRET_KEY", file) == key
    assert [f.name for f in file.parent.iterdir()] == ["secret-key"]


def test_several_that_start_at_once_agree_on_one_key(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("ONEVISIT_SECRET_KEY", raising=False)
    keys: list[str] = []
    file = tmp_path / "secret-key"
    threads = [
        Thread(target=lambda: keys.append(environment.secret_key("ONEVISIT_SECRET_KEY", file)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert set(keys) == {file.read_text()}


def test_a_short_secret_key_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ONEVISIT_SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="5 characters"):
        environment.secret_key("ONEVISIT_SECRET_KEY", tmp_path / "secret-key")


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        (environment.flag, "yes", "write 1 for yes or 0 for no"),
        (lambda name: environment.number(name, 0), "-1", "write a whole number"),
        (lambda name: environment.number(name, 0), "二", "write a whole number"),
        (lambda name: environment.origin(name, "http://h"), "zwfw.example.org", "write scheme and host"),
        (
            lambda name: environment.origin(name, "http://h"),
            "https://zwfw.example.org/path",
            "write scheme and host",
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_what_to_write(
    monkeypatch, reader, value, sentence
) -> None:
    monkeypatch.setenv("ONEVISIT_X", value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        reader("ONEVISIT_X")


def test_lists_drop_what_is_empty(monkeypatch) -> None:
    monkeypatch.setenv("ONEVISIT_X", " a.example.org, ,b.example.org,")
    assert environment.words("ONEVISIT_X", "") == ["a.example.org", "b.example.org"]
