"""Small matters in few words: by default handed in on line, decided at once, and sent to whoever applied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factories.matters import matters
from onevisit.rules.basis import Basis
from onevisit.rules.journeys import Catalogue, Licence, figures
from onevisit.rules.matters.courses import Courses
from onevisit.rules.matters.definition import Evidence, Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, MadeBy, Means, Moment, Way

BASE = matters()["food-business-permit"]
ARTICLE = Basis("某法", "1")
ONLINE, WINDOW = (Channel.ONLINE,), (Channel.WINDOW,)
IN_PERSON = (Means.IN_PERSON,)


def matter(
    key: str = "permit", delivery: Delivery = Delivery.COURIER, licence: str = "", **changes: Any
) -> Matter:
    """A matter of nothing but what is named; its one result is given out in this way."""
    result = replace(BASE.results[0], key="r", name=f"证{key}", delivery=(delivery,), licence=licence)
    bare: dict[str, Any] = {
        "requirements": (),
        "presences": (),
        "situations": (),
        "channels": ONLINE,
        "results": (result,),
        "at_once": True,
        "counter": None,
        "courses": Courses(),
    }
    return replace(BASE, key=key, name=f"事项{key}", **{**bare, **changes})


def paper(key: str = "p", way: Way = Way.ORIGINAL, licence: str = "", **changes: Any) -> Requirement:
    """A paper with an article of its own, made by the applicant, shown in one way."""
    given: dict[str, Any] = {"made_by": MadeBy.APPLICANT, "basis": ARTICLE, **changes}
    return Requirement(key, f"材料{key}", evidence=(Evidence(way, licence),), **given)


def act(act: Act, at: Moment = Moment.SUBMIT, **changes: Any) -> Presence:
    """An act in person that no article demands of the applicant himself."""
    return Presence(act, at, changes.pop("means", IN_PERSON), **changes)


def among(*each: Matter) -> Catalogue:
    """A catalogue of these, in which nobody holds anything from the start."""
    keys = {result.licence for one in each for result in one.results} - {""}
    licences = {key: Licence(key, f"证{key}", "某局") for key in sorted(keys)}
    return Catalogue({one.key: one for one in each}, licences, {"bureau": "某局", "other": "另局"})


def visits(one: Matter, catalogue: Catalogue, **more: Any) -> tuple[int | None, int | None]:
    """The upper ends of both figures: in hand, and from nothing."""
    found = figures(one, catalogue, **more)
    return found.in_hand.visits.high, found.from_nothing.visits.high
