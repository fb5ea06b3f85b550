import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client, override_settings

TOKEN = "a-token-for-prometheus"


@pytest.mark.django_db
def test_health_is_good_while_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_is_bad_when_the_database_does_not_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/healthz").status_code == 503


@override_settings(METRICS_TOKEN=TOKEN)
def test_metrics_count_answers_by_route_and_not_by_address(client: Client) -> None:
    client.get("/no-such-page/370304199001011234")
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    body = response.content.decode()
    assert response.status_code == 200
    assert 'onevisit_request_seconds_count{method="GET",route="None",status="404"}' in body
    assert "370304199001011234" not in body


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", "Bearer 不对"])
def test_metrics_do_not_exist_for_others(client: Client, header: str) -> None:
    for token in ("", TOKEN):
        with override_settings(METRICS_TOKEN=token):
            response = client.get("/metrics", headers={"Authorization": header})
            assert response.status_code == 404


def test_the_secret_of_metrics_is_none_by_default() -> None:
    assert settings.METRICS_TOKEN == ""
