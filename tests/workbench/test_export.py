"""The export: everything that the list shows, no identity numbers, and nothing that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.platform.people.models import Party
from onevisit.platform.spreadsheet import harmless
from onevisit.workbench.views.export import HEAD
from workbench.conftest import Desk


def rows(desk: Desk, query: str = "") -> list[list[str]]:
    answer = desk.client.get(f"/work/cases.csv{query}")
    assert answer.status_code == 200
    assert answer.streaming
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text)))


def test_it_holds_what_the_list_shows_and_no_identity_numbers(at: Callable[[str], Desk]) -> None:
    number = make.handed_out("dig-road")
    make.accepted("billboard")
    desk = at("inquiry1")
    head, *lines = rows(desk)
    assert tuple(head) == HEAD
    assert len(lines) == 2
    (line,) = rows(desk, "?phase=handed-out")[1:]
    assert line[0] == number
    party = make.party(number)
    assert line[2] == party.name
    every = str(lines)
    for secret in (party.identifier, party.phone, party.address, Case.objects.get(number=number).query_code):
        assert secret not in every


@pytest.mark.parametrize(
    "name", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", " =1", "　=1", "＝HYPERLINK(1)", '=cmd|"/C calc"!A1']
)
def test_a_name_that_begins_like_a_formula_stays_a_text(at: Callable[[str], Desk], name: str) -> None:
    number = make.accepted("dig-road")
    Party.objects.filter(pk=make.party(number).pk).update(name=name)
    (line,) = rows(at("inquiry1"))[1:]
    assert line[2] == f"'{name}"


@pytest.mark.parametrize("name", ["示例·王桂兰", "1+1=2", "示例（集团）-公司", ""])
def test_an_ordinary_name_is_left_as_it_is(name: str) -> None:
    assert harmless(name) == name
