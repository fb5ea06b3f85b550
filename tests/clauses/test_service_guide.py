"""Clause 2d: one guide a matter, generated from its definition, the same everywhere; on paper, and for machines."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalogue.publishing import office
from factories import cases as make
from factories.matters import matters
from onevisit.catalogue import publishing
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall
from onevisit.platform.people.models import Person
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Matter
from onevisit.rules.publishing.states import State

pytestmark = pytest.mark.django_db

SINCE = clock.day_of(make.NOON) + timedelta(days=7)


def client(login: str = "") -> Client:
    """Somebody with a browser."""
    found = Client()
    if login:
        found.force_login(Person.objects.get(username=login))
    return found


def main(reader: Client, address: str) -> str:
    """What a page says, without the frame that knows who reads it, and without the panel where it asks about him.

    What he answers there changes which papers and visits are shown, by the same definition for everybody; nobody here
    holds a licence that would.
    """
    answer = reader.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    html = answer.content.decode()
    body = html[html.index("<main") : html.index("</main>")]
    body = re.sub(r'<section class="ov-panel" id="situation">.*?</section>', "", body, flags=re.DOTALL)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)


def words(html: str) -> str:
    """The same as a person reads it."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html)).replace("&quot;", '"').replace("&#x27;", "'")


def fetched(address: str) -> dict[str, Any]:
    """What a machine gets."""
    answer = client().get(address)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def said(matter: Matter) -> set[str]:
    """Everything that the definition obliges a guide to say."""
    found = {matter.name, matter.summary, matter.organ and matter.kind.value, *matter.conditions}
    for part in (matter.requirements, matter.results, matter.fees, matter.stages):
        found |= {one.name for one in part}  # type: ignore[attr-defined]
    found |= {ground.basis.cite() for ground in matter.basis}
    found |= {one.text for one in matter.refusals}
    return {re.sub(r"\s+", "", one) for one in found if one}


@pytest.mark.clause("2d")
def test_one_guide_in_every_hall_on_paper_and_for_machines() -> None:
    with clock.at(make.NOON):
        for key, matter in matters().items():
            screen, sheet = (
                client().get(f"/matters/{key}").content.decode(),
                main(client(), f"/matters/{key}/print"),
            )
            page, paper = words(screen[screen.index("<main") :]), words(sheet)
            machine = fetched(f"/api/matters/{key}/guide")
            linked = fetched(f"/api/matters/{key}/guide.jsonld")
            # Generated: all that the definition says stands on the screen and on paper, and nothing folded away.
            for one in said(matter):
                assert one in page, (key, one)
                assert one in paper, (key, one)
            assert sheet.count("<details") == len(re.findall(r"<details[^>]* open>", sheet)), key
            # For machines: the same papers, results, fees and places, by the same names.
            names = [one.name for one in matter.requirements]
            assert [one["name"] for one in machine["requirements"]] == names
            assert [one["title"] for one in linked["hasInput"]] == names
            assert [one["name"] for one in machine["results"]] == [one.name for one in matter.results]
            assert [one["title"] for one in linked["produces"]] == [one.name for one in matter.results]
            assert len(linked["hasCost"]) == len(machine["fees"]) == len(matter.fees)
            assert machine["version"] == 1
            for hall in machine["halls"]:
                assert re.sub(r"\s+", "", hall["name"]) in paper
            # The page leads machines to it.
            address = f"/api/matters/{key}/guide.jsonld"
            assert f'<link rel="alternate" type="application/ld+json" href="{address}">' in screen


@pytest.mark.clause("2d")
def test_it_is_the_same_whoever_reads_it_and_in_whichever_hall() -> None:
    with clock.at(make.NOON):
        readers = {"": client(), "li-chunyan": client("li-chunyan")}
        for hall in Hall.objects.order_by("key")[:12]:
            for role in (Role.CLERK, Role.AGENT):
                people = Person.objects.filter(posts__hall=hall, posts__role=role.value)
                readers |= {one.username: client(one.username) for one in people[:1]}
        assert len(readers) > 5
        for key in ("food-business-permit", "old-age-card", "property-transfer"):
            for address in (f"/matters/{key}", f"/matters/{key}/print"):
                assert len({main(reader, address) for reader in readers.values()}) == 1, (
                    address,
                    list(readers),
                )


@pytest.mark.clause("2d")
def test_a_change_of_the_definition_changes_all_of_them_on_one_day() -> None:
    key, paper = office.MATTER, "示例新材料"

    def everywhere() -> list[bool]:
        forms = (
            main(client(), f"/matters/{key}"),
            main(client(), f"/matters/{key}/print"),
            client().get(f"/api/matters/{key}/guide").content.decode(),
            client().get(f"/api/matters/{key}/guide.jsonld").content.decode(),
        )
        return [paper in one for one in forms]

    with clock.at(make.NOON):
        assert not any(everywhere())
        office.brought_to(
            State.APPROVED, change=lambda data: data["requirements"][-1].update(name=paper), one_visit=True
        )
        publishing.publish_batch(office.lists(), [key], "第二批", SINCE)
        assert not any(everywhere())
    with clock.at(make.later(6)):
        assert not any(everywhere())
    with clock.at(make.later(7)):
        assert all(everywhere())
