"""After a result was handed to a courier: the courier is told, so that its way can be followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog

from onevisit.casework import subscribers
from onevisit.casework.contents import NoContent, content
from onevisit.exchange import posting
from onevisit.exchange.ports import Parcel
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.worker import every
from onevisit.rules.cases import events as e
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery

log = structlog.get_logger()


@subscribers.on(e.HandedOut)
def tell_courier(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.HandedOut, at: datetime
) -> subscribers.Errands:
    """A result that went by courier is entered into his book after the commit."""
    if event.way is Delivery.COURIER:
        yield (
            "waybill",
            {
                "case": case.number,
                "about": matter.name,
                "hall": event.hall,
                "proof": event.proof,
                "application": state.application,
                "results": [[one.key, one.name] for one in matter.results],
            },
        )


@subscribers.together(e.Returned)
def note_return(lines: Sequence[subscribers.Line]) -> subscribers.Errands:
    """What comes back stands in the courier's book, too."""
    for line in lines:
        posting.came_back(line.case.number, line.at, line.by.get("person"), "退件已登记")
    return ()


@every(6 * 60 * 60, "unsigned parcels")
def unsigned_round() -> int:
    """Ask about results that were sent and that nobody has confirmed."""
    return posting.ask_about_unsigned(clock.now())


@outbox.handles("waybill")
def _register(payload: Mapping[str, object]) -> None:
    """Once a case; done again it changes nothing."""
    number = str(payload["case"])
    try:
        proof, application = content(str(payload["proof"])), content(str(payload["application"]))
    except NoContent:
        log.warning("waybill.erased", case=number)
        return
    who = application["applicant"]
    recipient, phone = str(who["name"]), str(who["phone"])
    address = str(application.get("post_address") or who["address"])
    if not (recipient and phone and address):
        # The window's proof stands in the record all the same; the book takes only what can arrive.
        log.warning("waybill.incomplete", case=number)
        return
    results = payload["results"]
    posting.handed_out(
        Parcel(
            number,
            recipient[:60],
            phone,
            address,
            carrier=str(proof.get("carrier", "")),
            carrier_number=str(proof.get("number", "")),
            contents=tuple((str(key), str(name)) for key, name in results)
            if isinstance(results, list)
            else (),
            hall=str(payload["hall"]),
            about=str(payload["about"]),
        ),
        key=f"hand-out/{number}",
    )
