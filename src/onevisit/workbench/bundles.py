"""What the window shows of several matters that are handed in as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onevisit.bundles.commands import Submission
from onevisit.catalogue import bundles as catalogue
from onevisit.catalogue.search_index import Gathering, Index, Source
from onevisit.catalogue.search_text import squeeze
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
    """The bundles of these windows' classes, narrowed by whatever people call them or a matter in them.

    The box is the one that finds matters, so it understands the same: characters, pinyin, initials. Three statements.
    """
    names = {key: card.short for key, card in organ_cards().items()} | {TOWN: "镇（街道）"}
    classes = {name for post in posts for name in post.classes}
    own = [one for one in catalogue.bundles(clock.today()) if one.bundle.window_class.value in classes]
    return [_offer(one, names) for one in (_meant(text, own) if text else own)]


def _meant(text: str, bundles: Sequence[Composite]) -> list[Composite]:
    """Those that somebody means, in their order."""
    typed, gathering = squeeze(text), Gathering()
    called: set[int] = set()
    for number, one in enumerate(bundles):
        for name in (one.bundle.name, *one.bundle.aliases):
            gathering.add(Source.NAME, name, number)
            if squeeze(name) in typed:
                called.add(number)  # “我想开饭店”
        for part in one.parts:
            gathering.add(Source.NAME, part.matter.name, number)
    found = Index(gathering.phrases(), len(bundles)).find(typed) if typed else {}
    return [one for number, one in enumerate(bundles) if number in found or number in called]


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
