"""“您的情形” of a guide: the licences that somebody has already, by his own word or because they were issued here.

What he ticks stands in the address (`have=`), as his answers do. Whose licences were looked up, and which he holds,
never does: they are looked up again with every page, and no link on it carries them.
"""

from __future__ import annotations

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
    that were looked up, in whose name: `holder`. `several` says that he could apply in several names, so that none was
    looked up. `choices` can be ticked, each with whether it is.
    """

    ticked: tuple[str, ...]
    counted: tuple[str, ...]
    held: tuple[str, ...]
    holder: str
    several: bool
    signed_in: bool
    choices: tuple[tuple[LicenceName, bool], ...]


def own_case(request: HttpRequest, key: str, on: date) -> tuple[Guide, Own]:
    """The guide of a matter for whoever asks, and what was reckoned with. Raises `NoSuchMatter`.

    Three statements; for somebody who signed in, as many more for who he is, whom he acts for and what they hold.
    """
    said = frozenset(request.GET.getlist("have")[:_MOST])
    found = queries.guide(key, on, request.GET.dict(), said)
    ticked = frozenset(one.key for one in found.journeys.counted)
    meant = _names(request, found)
    held: dict[str, str] = {}
    if len(meant) == 1 and found.journeys.concern:
        cards = licences.held(meant[0].id, found.journeys.concern, clock.today())
        held = {card.type: card.title for card in cards}
    if held:
        both = queries.journeys(key, on, found.answers, ticked | held.keys())
        found = replace(found, journeys=both)
    offered = [(one, True) for one in found.journeys.counted if one.key in ticked - held.keys()]
    offered += [(one, False) for one in found.journeys.useful]
    return found, Own(
        ticked=tuple(sorted(ticked - held.keys())),
        counted=tuple(one.name for one in found.journeys.counted),
        held=tuple(one.name for one in found.journeys.counted if one.key in held),
        holder=meant[0].name if len(meant) == 1 else "",
        several=len(meant) > 1,
        signed_in=request.user.is_authenticated,
        choices=tuple(sorted(offered, key=lambda one: one[0].name)),
    )


def _names(request: HttpRequest, found: Guide) -> list[PartyCard]:
    """Those in whose name he could apply for this matter."""
    if not request.user.is_authenticated:
        return []
    return [one.party for one in names(found.matter, parties_of(actor(request))) if not one.why_not]
