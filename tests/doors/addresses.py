"""Every address of the project, as the URL configuration has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from ninja.operation import PathView

from onevisit.platform.access import AccessRule

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` as it was written, `name` with its door; no `rule` where somebody else's view guards itself."""

    route: str
    name: str
    rule: AccessRule | None
    pattern: URLPattern

    def filled(self, samples: Mapping[str, Any]) -> str:
        """The address with these values; a KeyError names the one that is missing."""
        if "(?P<" in self.route:  # written as a regular expression
            return reverse(
                self.name, kwargs={key: samples[key] for key in self.pattern.pattern.regex.groupindex}
            )
        return "/" + PARAMETER.sub(lambda found: str(samples[found[1]]), self.route)


def addresses() -> dict[str, Address]:
    """All of them, by name, or by route where they have none."""
    return {one.name or one.route: one for one in _walk(get_resolver().url_patterns, "", "")}


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, door: str) -> Iterator[Address]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route, f"{one.namespace}:" if one.namespace else door)
        else:
            yield Address(route, f"{door}{one.name}" if one.name else "", _rule(one.callback), one)


def _rule(callback: Any) -> AccessRule | None:
    """What the view declares; for an address of the API, what its answer to GET declares."""
    cells = [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
    owners = (getattr(callback, "__self__", None), *cells)
    for owner in owners:
        if isinstance(owner, PathView):
            operations = sorted(owner.operations, key=lambda one: "GET" not in one.methods)
            callback = operations[0].view_func
    rule: AccessRule | None = getattr(callback, "access_rule", None)
    return rule
