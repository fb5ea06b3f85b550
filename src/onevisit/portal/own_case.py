"""“您的情形” of a guide: the licences that somebody has already, by his own word or because they were issued here.

What he ticks stands in the address (`have=`), as his answers do. Whose licences were looked up, and which he holds,
never does: they are looked up again with every page, and no link on it carries them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest

from onevisit.catalogue import queries
from onevisit.catalogue.queries import Guide, LicenceName
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.access import actor
from onevisit.platform.people.queries import PartyCard, parties_of
from onevisit.portal.steps.begin import names

_MOST = 40  # licence types that an address may name


@dataclass(frozen=True)
class Own:
    """What a page shows of it.

    `ticked` are the types of the address that count, `counted` the names of all that do, `held` the names of those
    that were looked up, in whose name: `holder`. `choices` can be ticked, each with whether it is. Who could apply in
    several names has them in `names`; nothing is looked up before he has `chosen` one, which the address knows only by
    its place in the list.
    """

    ticked: tuple[str, ...]
    counted: tuple[str, ...]
    held: tuple[str, ...]
    holder: str
    names: tuple[str, ...]
    chosen: int
    signed_in: bool
    choices: tuple[tuple[LicenceName, bool], ...]

    @property
    def in_address(self) -> dict[str, Sequence[str] | str]:
        """What links on the page carry along."""
        return {"have": self.ticked, "as": str(self.chosen) if self.chosen else ""}


def own_case(request: HttpRequest, key: str, on: date) -> tuple[Guide, Own]:
    """The guide of a matter for whoever asks, and what was reckoned with. Raises `NoSuchMatter`.

    Three statements; for somebody who signed in, as many more for who he is, whom he acts for and what they hold.
    """
    said = frozenset(request.GET.getlist("have")[:_MOST])
    found = queries.guide(key, on, request.GET.dict(), said)
    ticked = frozenset(one.key for one in found.journeys.counted)
    parties = _parties(request, found)
    chosen = _chosen(request, len(parties))
    party = parties[0] if len(parties) == 1 else parties[chosen - 1] if chosen else None
    held: frozenset[str] = frozenset()
    if party is not None and found.journeys.concern:
        cards = licences.held(party.id, found.journeys.concern, clock.today())
        held = frozenset(card.type for card in cards)
    if held:
        found = replace(found, journeys=queries.journeys(key, on, found.answers, ticked | held))
    offered = [(one, True) for one in found.journeys.counted if one.key in ticked - held]
    offered += [(one, False) for one in found.journeys.useful]
    return found, Own(
        ticked=tuple(sorted(ticked - held)),
        counted=tuple(one.name for one in found.journeys.counted),
        held=tuple(one.name for one in found.journeys.counted if one.key in held),
        holder=party.name if party is not None else "",
        names=tuple(one.name for one in parties) if len(parties) > 1 else (),
        chosen=chosen,
        signed_in=request.user.is_authenticated,
        choices=tuple(sorted(offered, key=lambda one: one[0].name)),
    )


def _parties(request: HttpRequest, found: Guide) -> list[PartyCard]:
    """Those in whose name he could apply for this matter."""
    if not request.user.is_authenticated:
        return []
    return [one.party for one in names(found.matter, parties_of(actor(request))) if not one.why_not]


def _chosen(request: HttpRequest, parties: int) -> int:
    """Which of several names was chosen, from 1; 0 for none."""
    given = request.GET.get("as", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
    return number if parties > 1 and number <= parties else 0
