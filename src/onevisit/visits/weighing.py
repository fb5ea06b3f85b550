"""What it comes to: the tally of a case or bundle, worked out after the commit, and again when something is added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from onevisit.casework import briefs, promises
from onevisit.rules import appearances as rules
from onevisit.rules.matters.vocabulary import Channel, Delivery
from onevisit.visits.models import Tally
from onevisit.visits.promises import promised
from onevisit.visits.reading import about, lines


def weigh(facts: Mapping[str, Any]) -> None:
    """Work out the tally that this case belongs to. Safe to call late, twice, and in any order."""
    bundle = str(facts["bundle"])
    number = bundle or str(facts["number"])
    values: dict[str, Any] = {
        "is_bundle": bool(bundle),
        "case_id": facts["case"],
        "name": facts["name"],
        "organ_id": facts["organ"],
        "hall_id": facts["hall"],
    }
    if not bundle:
        values |= {"matter": facts["matter"], "version": facts["version"], "promised": _promised(facts)}
    with transaction.atomic():
        tally, _ = Tally.objects.select_for_update().get_or_create(subject=number, defaults=values)
        if bundle:
            tally.finished_on = briefs.bundle_finished_on(bundle)
            _take_promise(tally)
        elif int(facts["seq"]) >= tally.seq:
            tally.seq = int(facts["seq"])
            # Another way of delivery that he chooses later is another promise.
            tally.promised = values["promised"]
            tally.finished_on = date.fromisoformat(facts["finished_on"]) if facts["finished_on"] else None
        recount(tally)


def _promised(facts: Mapping[str, Any]) -> int | None:
    channel, delivery = Channel(facts["channel"]), Delivery(facts["delivery"])
    return promised(facts["matter"], int(facts["version"]), facts["answers"], channel, delivery)


def _take_promise(tally: Tally) -> None:
    said = promises.of_bundle(tally.subject)
    if said is not None:
        tally.promised, tally.name = said.visits, said.name


def recount(tally: Tally) -> None:
    """Count the appearances of a locked tally anew, and hold them against the promise."""
    seen = [one.now for one in lines(about(tally.subject, is_bundle=tally.is_bundle))]
    came = rules.count(seen)
    tally.actual, tally.counted = came.actual, came.counted
    tally.by_applicant, tally.chosen = came.by_applicant, came.chosen
    beyond = rules.excess(seen, tally.promised)
    tally.answerable = beyond is not None and beyond.answerable
    tally.reasons = "\n".join(beyond.reasons) if beyond is not None else ""
    tally.last_on = max((one.day for one in seen if not one.void), default=None)
    tally.save()


def reweigh(subject: str) -> None:
    """Count again, inside the transaction of whatever changed it. Without a tally the case's own errand will count."""
    tally = Tally.objects.select_for_update().filter(subject=subject).first()
    if tally is not None:
        recount(tally)
