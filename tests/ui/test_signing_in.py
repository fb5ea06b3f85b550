"""Whoever signs in stands where his work is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from onevisit.platform.organs.models import Post
from onevisit.platform.people.models import Person
from ui.kit import Page

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-invented-one"


def sign_in(client: Client, login: str, next_: str | None = None) -> str:
    person = Person.objects.get(username=login)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    data = {"login": login, "password": PASSWORD}
    answer = client.post("/account/login/", data if next_ is None else {**data, "next": next_})
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.parametrize(
    ("login", "route"),
    [
        ("clerk5", "workbench:today"),
        ("hall-head", "workbench:today"),
        ("inquiry1", "workbench:today"),
        ("handout1", "workbench:hand-out"),
        ("editor1", "workbench:catalogue"),
        ("legal1", "workbench:versions"),
        ("wang-guilan", "portal:home"),
    ],
)
def test_everybody_lands_where_he_most_likely_begins(client: Client, login: str, route: str) -> None:
    address = sign_in(client, login)
    assert address == reverse(route)
    assert client.get(address).status_code == 200


def test_who_was_going_somewhere_gets_there(client: Client) -> None:
    assert sign_in(client, "clerk5", "/work/cases?late=1") == "/work/cases?late=1"


@pytest.mark.parametrize("away", ["https://elsewhere.test/", "//elsewhere.test/", "javascript:alert(1)"])
def test_nobody_is_led_away(client: Client, away: str) -> None:
    assert sign_in(client, "clerk5", away) == reverse("workbench:today")


def test_who_is_signed_in_already_is_led_there_too(client: Client) -> None:
    client.force_login(Person.objects.get(username="handout1"))
    assert client.get("/account/login/")["Location"] == reverse("workbench:hand-out")


def links(client: Client, route: str) -> set[str]:
    return {link["href"] for link in Page(client.get(reverse(route)).content.decode()).all("a")}


def test_whoever_has_both_hats_sees_a_way_to_either(client: Client) -> None:
    both = Person.objects.get(username="wang-guilan")
    like = Post.objects.get(person__username="handout1")
    Post.objects.create(person=both, role=like.role, organ=like.organ, hall=like.hall, since=like.since)
    client.force_login(both)
    home, work = reverse("portal:home"), reverse("workbench:today")
    page = client.get(home).content.decode()
    assert page.count(f'href="{work}"') == 2, "in the menu of the account, and where everybody sees it"
    assert "办自己的事" in client.get(work).content.decode()


def test_who_has_one_is_shown_no_way_to_the_other(client: Client) -> None:
    client.force_login(Person.objects.get(username="wang-guilan"))
    assert reverse("workbench:today") not in links(client, "portal:home")
    client.force_login(Person.objects.get(username="handout1"))
    assert "办自己的事" not in client.get(reverse("workbench:hand-out")).content.decode()
