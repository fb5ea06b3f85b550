"""Hand in an application: on line from a draft, or at a window for somebody who stands there."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onevisit.casework.commands import Done, Late, Order, handle
from onevisit.casework.intake import NewCase
from onevisit.catalogue.versions import version
from onevisit.platform.organs.models import Hall
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery, Level


@dataclass(frozen=True)
class Application:
    """Everything that is handed in. `collect_at` is the hall where the result is to be fetched, if at a window.

    `later`, `committed`, `pledge` and `licence` as in the command.
    """

    matter: str
    version: int
    party: int
    channel: Channel
    answers: Mapping[str, str]
    form: Mapping[str, str]
    shown: Sequence[c.Shown]
    delivery: Delivery
    town: str = ""
    collect_at: str = ""
    post_address: str = ""
    taken_in_at: str = ""
    then: Sequence[c.Command | Late] = field(default_factory=tuple)
    later: Sequence[str] = ()
    committed: Sequence[str] = ()
    pledge: Contents | None = None
    licence: str = ""
    bundle: str = ""
    window_class: str = ""
    writers: Mapping[str, str] = field(default_factory=dict)
    """Who wrote each entry, where it was begun on line and finished at a window or the other way round."""
    sighted: Mapping[str, str] = field(default_factory=dict)
    """The requirements whose original a window has compared before it was handed in, and where."""


class NoHall(LookupError):
    """No hall takes this in: the district's data lack one."""


def hand_in(application: Application, *, actor: Actor, at: datetime, key: str) -> Done:
    """Make the case, and carry out what is to follow at once (`then`: received and accepted at a window)."""
    (done,) = handle([order_for(application, actor)], actor=actor, at=at, key=key)
    return done


def hand_in_all(
    applications: Sequence[Application], *, actor: Actor, at: datetime, key: str
) -> tuple[Done, ...]:
    """Make several cases, all of them or none."""
    return handle([order_for(one, actor) for one in applications], actor=actor, at=at, key=key)


def order_for(application: Application, actor: Actor) -> Order:
    """What an application asks of the write path."""
    matter = version(application.matter, application.version).matter
    party = Party.objects.get(pk=application.party)
    contents = Contents(
        "application",
        {
            "applicant": {
                "kind": party.kind,
                "name": party.name,
                "identifier": party.identifier,
                "phone": party.phone,
                "address": party.address,
            },
            "form": dict(application.form),
            "post_address": application.post_address,
            # Only then, so that every other application keeps its shape.
            **({"writers": dict(application.writers)} if application.writers else {}),
            **({"sighted": dict(application.sighted)} if application.sighted else {}),
        },
        secrets.token_hex(16),
    )
    submit = c.Submit(
        contents,
        application.channel,
        application.answers,
        tuple(application.shown),
        application.delivery,
        application.town,
        application.collect_at,
        tuple(application.later),
        tuple(application.committed),
        application.pledge,
        application.licence,
    )
    new = NewCase(
        application.matter,
        application.version,
        party.pk,
        application.taken_in_at or intake_hall(matter, application.town),
        application.town,
        actor.person,
        application.channel.value,
        application.bundle,
        application.window_class,
    )
    return Order((submit, *application.then), new=new)


def intake_hall(matter: Matter, town: str) -> str:
    """The hall that takes in what comes by line or post: the town's for its matters, else the district's."""
    halls = Hall.objects.only("key").order_by("order")
    found = halls.filter(organ=town).first() if matter.organ == TOWN and town else None
    found = found or halls.filter(level=Level.DISTRICT.value).first()
    if found is None:
        raise NoHall(matter.key)
    return found.key
