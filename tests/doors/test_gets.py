"""Every address, asked for by everybody: nothing is written, nothing breaks, and its rule declares the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from doors.addresses import Address, addresses
from doors.world import TOKEN, Visitor, World
from onevisit.platform.files import store
from onevisit.platform.people.actors import NOBODY

ADDRESSES = addresses()
LOGIN = "/account/login/"

WRITES = re.compile(
    r"^\s*(?:WITH\b.*\)\s*)?(INSERT|REPLACE|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP)\b"
    r'(?:\s+(?:OR\s+\w+\s+)?(?:INTO|FROM))?\s+"?(\w+)',
    re.IGNORECASE | re.DOTALL,
)
MAY_BE_WRITTEN = {
    "django_session": "who is signed in, and what his browser is shown next",
    "casework_look": "who looked at a case: the applicant may see it",
    "exchange_querylog": "who asked a register about somebody: the party may see it",
}

SENDS_ON = {
    "portal:draft": "to the first step that lacks something",
    "workbench:find": "to the case, or to the list",
    "account_confirm_login_code": "nobody signs in by a code that is sent",
    "account_set_password": "to changing it: everybody here has one",
}
NEVER_THERE = {"api/<path:rest>": "answers what no other address of this door answers"}

GARBAGE = {
    **dict.fromkeys(("page", "size"), "-1"),
    **dict.fromkeys(("on", "since", "until"), "2026-02-31"),
    **dict.fromkeys(
        ("q", "key", "organ", "kind", "due", "phase", "sort", "by", "figure", "situation", "n"), "\0'\"<√"
    ),
}


def asked(visitor: Visitor, path: str, query: Mapping[str, Any]) -> tuple[HttpResponse, list[str]]:
    """The answer to a GET, and the tables that it wrote to; afterwards all is as before. Files may not be written."""
    written: list[str] = []

    def watch(execute: Any, sql: str, *more: Any) -> Any:
        if found := WRITES.match(sql):
            written.append(found[2])
        return execute(sql, *more)

    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (
        undone(),
        connection.execute_wrapper(watch),
        patch.object(store, "write", side_effect=AssertionError),
    ):
        return visitor.client.get(path, query, headers=headers), written


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(answer: HttpResponse) -> str:
    """The status, and whether it says to sign in first."""
    to_login = answer.status_code == 302 and answer["Location"].startswith(LOGIN)
    return "login" if to_login else str(answer.status_code)


def declared(address: Address, visitor: Visitor) -> set[str]:
    """What this visitor may be answered under the rule of the address."""
    rule = address.rule
    if rule is None:  # somebody else's page, which guards itself
        return {"200", "302", "403", "404", "login"}
    if rule.open_to_all:
        return {"200", "302", "404"}
    if visitor.actor is NOBODY:
        return {"login"}
    return {"200", "302", "404"} if rule.admits(visitor.actor) else {"403"}


@pytest.mark.parametrize("name", ADDRESSES)
def test_everybody_asks(world: World, name: str) -> None:
    address = ADDRESSES[name]
    path, query = address.filled(world.samples_for(name)), world.queries.get(name, {})
    found, wrong = {}, {}
    for who, visitor in world.visitors.items():
        answer, written = asked(visitor, path, query)
        found[who] = outcome(answer)
        if answer.status_code == 405:
            assert "GET" not in answer["Allow"]
        elif found[who] not in declared(address, visitor):
            wrong[who] = found[who]
        assert set(written) <= MAY_BE_WRITTEN.keys(), f"{who} {path}"
    assert not wrong, f"{path} ({address.rule.name if address.rule else 'no rule'})"
    seen = set(found.values())
    if "405" in seen:
        assert seen <= {"405", "login"}, "an address that only takes forms takes them from everybody"
    elif name not in NEVER_THERE:
        assert ("302" if name in SENDS_ON else "200") in seen, (
            f"the world has nothing to show at {path}: {found}"
        )


@pytest.mark.parametrize("name", ADDRESSES)
def test_garbage_in_the_query_breaks_nothing(world: World, name: str) -> None:
    address = ADDRESSES[name]
    path = address.filled(world.samples_for(name))
    admitted = [(who, one) for who, one in world.visitors.items() if "200" in declared(address, one)]
    for who, visitor in admitted[:3]:
        answer, written = asked(visitor, path, GARBAGE)
        assert outcome(answer) in declared(address, visitor) | {"400", "405", "422"}, f"{who} {path}"
        assert set(written) <= MAY_BE_WRITTEN.keys(), f"{who} {path}"


def test_the_watch_sees_every_way_to_write(world: World) -> None:
    """A test that looks for writes has to know one when it comes by."""
    seen = [
        WRITES.match(sql)
        for sql in (
            'INSERT INTO "casework_draft" ("id") VALUES (1)',
            "INSERT OR IGNORE INTO casework_draft VALUES (1)",
            'UPDATE "casework_draft" SET "edition" = 1',
            "DELETE FROM casework_draft",
            'WITH x AS (SELECT 1) DELETE FROM "casework_draft"',
        )
    ]
    assert [found[2] for found in seen if found] == ["casework_draft"] * 5
    assert not WRITES.match('SELECT "x"."update" FROM "casework_draft" FOR UPDATE')
    case = ADDRESSES["workbench:case"].filled(world.samples)
    assert asked(world.visitors["clerk"], case, {})[1] == ["casework_look"]
