"""What the window shows of several matters that are handed in as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.bundles.commands import Submission
from onevisit.catalogue import bundles as catalogue
from onevisit.platform import clock
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Holding
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.plan import Plan, plan
from onevisit.rules.bundles.portions import HandedIn
from onevisit.rules.cases.contents import Contents
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.vocabulary import Channel, Delivery
from onevisit.workbench import pledges
from onevisit.workbench.intake_form import Intake


@dataclass(frozen=True)
class BundleOffer:
    """A bundle that this window takes in."""

    key: str
    name: str
    summary: str
    matters: tuple[str, ...]
    organs: tuple[str, ...]
    days: int


def offers(posts: tuple[Holding, ...], text: str = "") -> list[BundleOffer]:
    """The bundles of these windows' classes, narrowed by a name, an alias or a matter in them. Three statements."""
    names = {key: card.short for key, card in organ_cards().items()} | {TOWN: "镇（街道）"}
    classes = {name for post in posts for name in post.classes}
    found = []
    for one in catalogue.bundles(clock.today()):
        said = (one.bundle.name, *one.bundle.aliases, *(part.matter.name for part in one.parts))
        if one.bundle.window_class.value in classes and any(text in words for words in said):
            found.append(_offer(one, names))
    return found


def _offer(one: Composite, names: Mapping[str, str]) -> BundleOffer:
    return BundleOffer(
        one.bundle.key,
        one.bundle.name,
        one.bundle.summary,
        tuple(part.matter.name for part in one.parts),
        tuple(dict.fromkeys(names.get(part.matter.organ, part.matter.organ) for part in one.parts)),
        one.matter.limits.promised.length,
    )


def plan_of(intake: Intake) -> Plan | None:
    """In which order it goes and what is spared, after what was answered so far; None for a single matter."""
    composite = intake.draft.composite
    return plan(composite, intake.answers) if composite is not None else None


def submission(intake: Intake, party: int, channel: Channel, delivery: Delivery) -> Submission:
    """What is handed in for all parts at once, once there are no faults. Raises ValueError for a single matter."""
    composite = intake.draft.composite
    if composite is None:
        raise ValueError("a single matter is no bundle")
    asked = tuple((one.ask, one.options[intake.answers[one.key]]) for one in intake.situations)
    return Submission(
        composite,
        HandedIn(
            intake.answers,
            intake.form,
            tuple(intake.shown.values()),
            delivery,
            intake.later,
            intake.committed,
            intake.sighted,
            intake.one("licence") if intake.concerns is not None else "",
        ),
        party,
        channel,
        intake.post.hall,
        intake.one("town") if intake.needs_town else "",
        intake.one("collect_at") if delivery is Delivery.WINDOW else "",
        intake.one("post_address") if delivery is Delivery.COURIER else "",
        intake.post.window,
        asked,
        intake.agent or None,
        _pledge(intake),
    )


def _pledge(intake: Intake) -> Contents | None:
    return pledges.signed(intake.pledge, intake.one("signed_by")) if intake.pledge else None
