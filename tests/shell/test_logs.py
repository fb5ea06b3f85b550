"""No personal data reaches the log, whatever a person sends or a database says."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from onevisit.config import logs
from onevisit.config.middleware import RequestLog

SECRET = "370304199001011234"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The log as an operator's collector would read it."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    logs.configure(debug=False)
    yield out
    monkeypatch.undo()
    logs.configure(debug=False)


def test_a_request_is_one_line_of_json_without_what_was_sent(lines: io.StringIO) -> None:
    request = RequestFactory().post(
        f"/cases/{SECRET}/?name={SECRET}", {"id": SECRET}, REMOTE_ADDR="203.0.113.7"
    )
    response = RequestLog(lambda _: HttpResponse(status=404))(request)
    text = lines.getvalue()
    event = json.loads(text)
    assert (event["event"], event["method"], event["status"]) == ("request", "POST", 404)
    assert event["request_id"] == response["X-Request-ID"]
    assert SECRET not in text
    assert "203.0.113.7" not in text


def test_the_line_of_an_exception_has_its_places_and_not_its_message(lines: io.StringIO) -> None:
    try:
        try:
            {}[SECRET]
        except KeyError as fault:
            raise ValueError(f"duplicate key: {SECRET}") from fault
    except ValueError:
        structlog.get_logger("onevisit").exception("failed")
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/cases/{SECRET}")
    text = lines.getvalue()
    ours, djangos = (json.loads(line) for line in text.splitlines())
    assert [link["type"] for link in ours["exception"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert ours["exception"][0]["at"][0].startswith(__file__)
    assert djangos["event"] == "request failed"
    assert SECRET not in text


def test_the_number_of_a_request_stands_in_every_line_below_it(lines: io.StringIO) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        structlog.get_logger("onevisit").info("inside")
        return HttpResponse()

    response = RequestLog(view)(RequestFactory().get("/"))
    events = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [event["event"] for event in events] == ["inside", "request"]
    assert {event["request_id"] for event in events} == {response["X-Request-ID"]}
