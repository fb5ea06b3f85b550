"""allauth's pages in our words and layout. `onevisit.platform.ui` has to stand before `allauth` for that."""

from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client

import onevisit.platform.ui
from onevisit.platform.people.models import Person
from ui.kit import Page

pytestmark = [pytest.mark.urls("ui.urls"), pytest.mark.django_db]

HOME = Path(onevisit.platform.ui.__file__).parent / "templates"
PASSWORD = "a-long-invented-one"


@pytest.fixture
def person() -> Person:
    return Person.objects.create_user("shili-kit", PASSWORD, "示例·周明")


@pytest.mark.parametrize(
    "file", [*HOME.glob("account/*.html"), *HOME.glob("allauth/**/*.html")], ids=lambda f: f.name
)
def test_our_page_is_the_one_that_is_found(file: Path) -> None:
    found = get_template(file.relative_to(HOME).as_posix())
    assert Path(found.origin.name) == file


def test_signing_in_names_what_is_missing(client: Client) -> None:
    page = Page(client.post("/account/login/", {"login": "", "password": ""}).content.decode())
    assert "有2处需要修改" in page.text
    targets = {link["href"].removeprefix("#") for link in page.all("a") if link["href"].startswith("#id")}
    assert targets
    assert targets <= page.ids


def test_a_wrong_password_says_so_and_keeps_the_name(client: Client, person: Person) -> None:
    answer = client.post("/account/login/", {"login": person.username, "password": "wrong"})
    page = Page(answer.content.decode())
    assert page.all("section")[0]["role"] == "alert"
    assert person.username in {one.get("value") for one in page.all("input")}
    assert "wrong" not in answer.content.decode()


def test_the_demonstrations_accounts_are_a_table_only_where_they_are_given(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "演示账号" not in client.get("/account/login/").content.decode()
    account = {"login": "wang", "password": "p", "name": "示例·王桂兰", "says": "独居<老人>"}
    monkeypatch.setattr("onevisit.platform.ui.demo.accounts", lambda: [account])
    page = Page(client.get("/account/login/").content.decode())
    assert "独居<老人>" in page.text
    assert len(page.all("table")) == 1


@pytest.mark.parametrize("address", ["logout/", "password/change/", "reauthenticate/"])
def test_a_person_sees_his_pages_in_chinese_with_one_heading(
    client: Client, person: Person, address: str
) -> None:
    client.force_login(person)
    page = Page(client.get(f"/account/{address}", follow=True).content.decode())
    assert page.all("html")[0]["lang"] == "zh-Hans"
    assert len(page.all("h1")) == 1
    assert "最多跑一次" in page.text


@pytest.mark.parametrize("address", ["login/", "signup/", "inactive/", "password/reset/"])
def test_everybody_sees_his_pages_in_chinese_with_one_heading(client: Client, address: str) -> None:
    page = Page(client.get(f"/account/{address}").content.decode())
    assert page.all("html")[0]["lang"] == "zh-Hans"
    assert len(page.all("h1")) == 1


def test_one_signs_out_by_a_form(client: Client, person: Person) -> None:
    client.force_login(person)
    client.get("/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session
