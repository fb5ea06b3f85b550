"""What somebody has uploaded or had looked up for an answer and not sent yet: it waits in his session, case by case.

Only what was sent is part of the case; until then nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from onevisit.portal.offers import Offer
from onevisit.rules.matters.vocabulary import Way

_SESSION = "portal.answers"
_CASES = 10
"""Cases for which a session keeps unsent answers; the oldest goes first."""


class Held:
    """The unsent answers to one case. Reading changes nothing; each change is written at once."""

    def __init__(self, request: HttpRequest, number: str) -> None:
        self._request, self._number = request, number
        self._kept: dict[str, Any] = request.session.get(_SESSION, {}).get(number, {})

    def files(self, key: str) -> Mapping[str, Any]:
        """What was uploaded for a requirement: `refs` and `names`, as in a draft."""
        found: Mapping[str, Any] = self._kept.get("files", {}).get(key, {})
        return found

    def keep_files(self, key: str, given: Mapping[str, Any] | None) -> None:
        """Keep these files for a requirement instead of those before; None takes them away."""
        files = {**self._kept.get("files", {})}
        files.pop(key, None)
        self._keep("files", files | ({key: dict(given)} if given else {}))

    @property
    def offers(self) -> Mapping[str, Offer]:
        """What registers said, by requirement."""
        return {
            one["requirement"]: Offer(
                **{
                    **one,
                    "way": Way(one["way"]),
                    "facts": tuple((label, value) for label, value in one["facts"]),
                }
            )
            for one in self._kept.get("offers", ())
        }

    @property
    def has_asked(self) -> bool:
        """Whether registers were asked for this case."""
        return "offers" in self._kept

    def keep_offers(self, found: list[dict[str, object]]) -> None:
        """Keep what registers said."""
        self._keep("offers", found)

    def forget(self, *keys: str) -> None:
        """What was sent is not held any more."""
        files = {key: value for key, value in self._kept.get("files", {}).items() if key not in keys}
        self._keep("files", files)

    def _keep(self, part: str, value: object) -> None:
        self._kept = {**self._kept, part: value}
        everything = {**self._request.session.get(_SESSION, {})}
        everything.pop(self._number, None)
        everything[self._number] = self._kept
        self._request.session[_SESSION] = dict(list(everything.items())[-_CASES:])
