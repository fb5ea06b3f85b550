import pytest
from django.test import Client

from onevisit.platform.ui.views import ELDER_COOKIE

pytestmark = pytest.mark.urls("ui.urls")


def test_large_type_is_switched_on_and_off(client: Client) -> None:
    answer = client.post("/view/elder", {"elder": "1", "next": "/track/?no=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/track/?no=1")
    cookie = client.cookies[ELDER_COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("1", True, "Lax")
    client.post("/view/elder", {"elder": "0", "next": "/"})
    assert not client.cookies[ELDER_COOKIE].value


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_one_comes_back_to_this_site_only(client: Client, evil: str) -> None:
    assert client.post("/view/elder", {"elder": "1", "next": evil})["Location"] == "/"


def test_reading_changes_nothing(client: Client) -> None:
    assert client.get("/view/elder").status_code == 405
    assert ELDER_COOKIE not in client.cookies


def test_another_site_cannot_switch_it() -> None:
    assert Client(enforce_csrf_checks=True).post("/view/elder", {"elder": "1"}).status_code == 403
