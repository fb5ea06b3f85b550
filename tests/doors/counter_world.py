"""Cases that wait for each act of the counter, and a sheet in the session of the clerk who took something in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.test import Client

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.vocabulary import Delivery

MATTER, DEFERS = "dig-road", "water-permit"
"""Both of the class of window at which the world's clerk sits."""


def numbers(client: Client) -> Mapping[str, str]:
    """The number of a case for each page of the counter, by its name; `client` is the clerk's."""
    open_to_correct, asked = make.submitted(MATTER), make.corrected(MATTER, "design")
    deferred, late = make.deferred(DEFERS), make.deferred(DEFERS, at=make.later(-30))
    return {
        "correction": open_to_correct,
        "withdraw": open_to_correct,
        "supply": asked,
        "supplied": _supplied(client),
        "deferral": deferred,
        "revoke-acceptance": late,
        "hand-over": _declined(),
        "return-mail": _sent(),
    }


def _supplied(client: Client) -> str:
    """Something was brought to this clerk, and the sheet for it lies in his session."""
    number = make.corrected(MATTER, "design")
    seen = str(Case.objects.get(number=number).last_seq)
    given = {"key": secrets.token_hex(16), "seen": seen, "way-design": "original"}
    assert client.post(f"/work/cases/{number}/supply", given).status_code == 302
    return number


def _declined() -> str:
    number = make.submitted(MATTER)
    decline = c.Decline(DeclineKind.NOT_OURS, make.words("归交通部门管。"), "transport")
    make.do(number, make.clerk_of(number), decline)
    return number


def _sent() -> str:
    """In the post."""
    number = make.rendered(MATTER, delivery=Delivery.COURIER, post_address="博山区示例路1号")
    actor, post = make.hands_out_at(Case.objects.get(number=number).hall_id)
    make.do(number, actor, c.HandOut(Delivery.COURIER, post.hall, post.window, make.words("运单")))
    return number
