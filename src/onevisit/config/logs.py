"""Structured logs: one JSON object a line on standard error (plain lines on a terminal), without personal data.

A line names the route (`/cases/<number>`), never the address that was asked for: addresses hold numbers and names.
No query string, no body, no network address, no user is written; who did what to a case stands in the record.
An exception is written as its types and places without its message: a database names the values it refuses.
"""

import logging
import logging.config
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

ADDRESS_BEARING = {"django.request", "django.security.csrf", "django.security.DisallowedHost"}
"""Loggers whose sentences contain the address asked for: only the kind of event and its status are kept."""


def configure(*, debug: bool) -> None:
    """Send structlog's and the standard library's events through the same chain to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_address,
        structlog.processors.format_exc_info if debug else places_only,
    ]
    for_people = debug or sys.stderr.isatty()
    renderer: Any = (
        structlog.dev.ConsoleRenderer()
        if for_people
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                },
            },
            "handlers": {
                "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "json"},
            },
            "root": {"handlers": ["out"], "level": "INFO"},
            "loggers": {
                # 4xx are in the request log already; what is logged here is the failure with its traceback.
                "django.request": {"level": "ERROR"},
                "django.server": {"level": "WARNING"},
            },
        }
    )


def without_address(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the sentences of Django's request loggers by one that carries no address."""
    if event.get("logger") in ADDRESS_BEARING:
        event["event"] = "request failed" if event.get("exc_info") else "request refused"
        event.pop("positional_args", None)
    return event


def places_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by the types of its chain and the places in the code that it came through."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = [_place(link) for link in _chain(error)]
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    links: list[BaseException] = []
    while error is not None and error not in links:
        links.append(error)
        error = error.__cause__ or error.__context__
    return links


def _place(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
