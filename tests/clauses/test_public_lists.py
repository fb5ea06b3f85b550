"""Clause 2c: the three lists come from the catalogue, in numbered batches with a date, readable as on any past day."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from catalogue.publishing import office
from factories import cases as make
from onevisit.catalogue import publishing
from onevisit.catalogue.export import export
from onevisit.catalogue.lists import ListKind
from onevisit.catalogue.models import MatterVersion
from onevisit.platform import clock
from onevisit.rules.journeys import Catalogue, figures
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing.states import State

pytestmark = pytest.mark.django_db

TODAY = clock.day_of(make.NOON)
SECOND = TODAY + timedelta(days=7)
WITHDRAWN = TODAY + timedelta(days=30)
MATTER = office.MATTER
NAME = "挖掘城市道路许可（示例新名）"


def read(address: str, **query: str) -> str:
    """What anybody gets: no account, no cookie."""
    answer = Client().get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def table(kind: ListKind, on: date) -> dict[str, dict[str, str]]:
    """A list as a table, by the keys of its matters."""
    text = read(f"/api/lists/{kind.value}.csv", on=on.isoformat()).removeprefix("\ufeff")
    return {row["键"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def everything(on: date) -> dict[str, str]:
    """All that is published about a day, in every form. Pages lose what has nothing to do with the day: their frame."""
    found = {}
    for kind in ListKind:
        for form in (".csv", ".jsonld", ""):
            found[f"{kind}{form}"] = read(f"/api/lists/{kind.value}{form}", on=on.isoformat())
        page = read(f"/lists/{kind.value}/print", on=on.isoformat())
        found[f"{kind} on paper"] = page[page.index("<main") : page.index("<footer")]
    found["batches"] = read("/api/lists", on=on.isoformat())
    found["guide"] = read(f"/api/matters/{MATTER}/guide", on=on.isoformat())
    return found


@pytest.mark.clause("2c")
def test_three_lists_in_batches_that_stay_as_they_were(tmp_path: Path) -> None:
    with clock.at(make.NOON):
        # From the catalogue: every matter in force stands on exactly one of the two, by its kind.
        power, service = table(ListKind.POWER, TODAY), table(ListKind.SERVICE, TODAY)
        in_force = {
            row.matter: row for row in MatterVersion.objects.filter(valid_to=None, valid_from__lte=TODAY)
        }
        assert power.keys() | service.keys() == in_force.keys()
        assert {key for key, row in in_force.items() if row.kind == "公共服务"} == service.keys()
        # On the third stands nothing whose number, computed again from its text, is above one (1a).
        once = table(ListKind.ONE_VISIT, TODAY)
        assert once
        for key in once:
            matter = parse_matter(json.loads(in_force[key].definition)).matter
            assert matter is not None
            assert figures(matter, Catalogue()).gate in (0, 1), key
        assert "driving-licence" not in once
        assert "机动车驾驶证" in read("/lists/above-one")
        before = everything(TODAY)
        whole = {row["批次"] for row in power.values()}
        assert whole == {"1"}

        # Published: signed by those whom the order names, under the next number, on a day of its own.
        office.brought_to(State.APPROVED, change=lambda data: data.update(name=NAME))
        number = publishing.publish_batch(office.lists(), [MATTER], "第二批", SECOND)
        assert number == 2
        assert everything(TODAY) == before

    with clock.at(make.later(7)):
        row = table(ListKind.ONE_VISIT, SECOND)[MATTER]
        assert (row["事项名称"], row["批次"], row["公布日期"], row["版本"]) == (
            NAME,
            "2",
            SECOND.isoformat(),
            "2",
        )
        assert NAME in read("/lists/power", batch="2")
        assert "第2批 第二批" in read("/lists")
        assert everything(TODAY) == before
        then = everything(SECOND)
        assert NAME in then["power on paper"]
        assert "编制" in then["power on paper"]
        publishing.withdraw(office.lists(), MATTER, WITHDRAWN, "条例修订，取消这项许可。")

    with clock.at(make.later(31)):
        today = clock.today()
        assert all(MATTER not in table(kind, today) for kind in ListKind)
        assert everything(TODAY) == before
        assert everything(SECOND) == then
        # The pages say of which day they are, and go on to be found: from the versions of the matter, and by a day.
        assert f'href="/matters/{MATTER}?on={SECOND}"' in read(f"/matters/{MATTER}/versions")
        assert "您看到的是" in read("/lists/power", on=TODAY.isoformat())
        assert "您看到的是" in read(f"/matters/{MATTER}", on=SECOND.isoformat())
        # What stands in the files of that day is what stood on the list.
        export(tmp_path / "then", SECOND)
        names = {path.stem for path in (tmp_path / "then" / "matters").rglob("*.yaml")}
        assert names == table(ListKind.POWER, SECOND).keys() | table(ListKind.SERVICE, SECOND).keys()
