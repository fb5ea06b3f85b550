"""An application while it is being written: what its steps are, and what each of them still lacks.

A draft is judged by the guide of today, not by that of the day on which it was begun: the case will be opened under
the version in force. Answers and values keep their keys, so whatever still applies is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from onevisit.casework import barred
from onevisit.casework.applications import Application
from onevisit.casework.drafts import DraftView
from onevisit.catalogue.versions import Version, in_force
from onevisit.platform import clock
from onevisit.platform.people.queries import PartyCard
from onevisit.portal.journeys import chosen
from onevisit.portal.signing import Promise, promise
from onevisit.rules.cases.application import (
    Fault,
    check_answers,
    check_form,
    check_shown,
    fields_for,
    requirements_for,
    situations_for,
)
from onevisit.rules.cases.commands import Shown
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.checks import TOWN
from onevisit.rules.journeys import Journey, answered
from onevisit.rules.matters.definition import Field, Matter, Requirement, Situation
from onevisit.rules.matters.provenance import Provenance
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

LABELS = {
    "licence": "证照",
    "questions": "情形",
    "materials": "材料",
    "form": "填写",
    "delivery": "领取",
    "confirm": "提交",
}


LATER, COMMITTED = "later", "commit"
"""Chosen in the draft instead of a way: to hand a requirement in afterwards, or to promise it instead of proving it."""


@dataclass(frozen=True)
class Step:
    """One page of the application."""

    key: str
    label: str
    href: str


@dataclass(frozen=True)
class Work:
    """A draft with the guide of today and the party in whose name it is written."""

    draft: DraftView
    version: Version
    party: PartyCard

    @property
    def matter(self) -> Matter:
        """The definition in force today."""
        return self.version.matter

    @property
    def renewed(self) -> bool:
        """Whether the guide has changed since the draft was begun."""
        return self.version.number != self.draft.version

    @property
    def needs_town(self) -> bool:
        """Whether a town handles the matter or a part of it, so that one has to be named."""
        return self.matter.organ == TOWN or any(stage.organ == TOWN for stage in self.matter.stages)

    @cached_property
    def answers(self) -> dict[str, str]:
        """The answers that count."""
        return answered(self.matter, _texts(self.draft.content.get("answers")))

    @cached_property
    def form(self) -> dict[str, str]:
        """What was typed, whether it applies or not."""
        return _texts(self.draft.content.get("form"))

    @property
    def town(self) -> str:
        """The key of the town, if one was named."""
        return str(self.draft.content.get("town", ""))

    @property
    def delivery(self) -> Delivery | None:
        """How the result is to come, once chosen."""
        chosen = self.draft.content.get("delivery", "")
        return Delivery(chosen) if chosen in set(Delivery) else None

    @property
    def collect_at(self) -> str:
        """The key of the hall where it is fetched."""
        return str(self.draft.content.get("collect_at", ""))

    @property
    def post_address(self) -> str:
        """Where the courier goes."""
        return str(self.draft.content.get("post_address", ""))

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """The questions to ask."""
        return situations_for(self.matter, self.answers)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields to fill in."""
        return fields_for(self.matter, self.answers)

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """What has to be shown."""
        return requirements_for(self.matter, self.answers)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """How each requirement is shown; what is made from the form alone needs no choice."""
        return tuple(self._shown())

    @cached_property
    def sighted(self) -> dict[str, str]:
        """The requirements whose original a window has compared already, and which: it is not asked for again."""
        ways = {one.requirement: one.way for one in self.shown}
        kept = _texts(self.draft.content.get("sighted"))
        return {key: where for key, where in kept.items() if ways.get(key) in (Way.ORIGINAL, Way.UPLOAD)}

    def _shown(self) -> Iterator[Shown]:
        stored: Mapping[str, Any] = self.draft.content.get("shown") or {}
        for one in self.requirements:
            given = stored.get(one.key)
            if given and given.get("way") in set(Way):
                yield Shown(one.key, Way(given["way"]), tuple(given.get("refs", ())))
            elif only_form(one):
                yield Shown(one.key, Way.FORM)

    @cached_property
    def later(self) -> tuple[str, ...]:
        """The requirements that are to come afterwards (容缺)."""
        return tuple(one.key for one in self.requirements if one.defer and self._chose(one, LATER))

    @cached_property
    def committed(self) -> tuple[str, ...]:
        """The requirements that are promised instead of proved (告知承诺)."""
        if not self.may_commit:
            return ()
        return tuple(one.key for one in self.requirements if one.commitment and self._chose(one, COMMITTED))

    @cached_property
    def no_commitment(self) -> Refused | None:
        """Why nothing may be promised here instead of proved; None if it may. At most one statement."""
        return barred.from_commitments(self.party.id, self.matter, clock.today())

    @property
    def may_commit(self) -> bool:
        """Whether something can be promised here; asks nobody where the matter has nothing to promise."""
        return any(one.commitment for one in self.requirements) and self.no_commitment is None

    def _chose(self, one: Requirement, what: str) -> bool:
        given: Mapping[str, Any] = (self.draft.content.get("shown") or {}).get(one.key) or {}
        return given.get("way") == what

    @property
    def promise(self) -> Promise:
        """What has to be signed for these."""
        return promise(self.matter, self.later, self.committed)

    @property
    def licence(self) -> str:
        """The identifier of the licence that is to be changed or renewed, once chosen."""
        return str(self.draft.content.get("licence", "")) if self.matter.courses.concerns else ""

    @property
    def offered(self) -> tuple[Delivery, ...]:
        """The ways in which the result can come, the easiest first."""
        found = {way for result in self.matter.results for way in result.delivery}
        return tuple(way for way in Delivery if way in found)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The pages, in order. Where nothing is asked about the situation, the first falls away."""
        keys = [key for key in LABELS if key != "questions" or self.matter.situations or self.needs_town]
        if self.matter.courses.concerns is None:
            keys.remove("licence")
        if not self.requirements:
            keys.remove("materials")
        if not self.matter.fields:
            keys.remove("form")
        return tuple(Step(key, LABELS[key], self.address(key)) for key in keys)

    def address(self, key: str) -> str:
        """Where a step lies."""
        return reverse(f"portal:draft-{key}", args=[self.draft.id])

    def after(self, key: str) -> str:
        """The address of the step after this one."""
        keys = [step.key for step in self.steps]
        return self.steps[keys.index(key) + 1].href

    def before(self, key: str) -> str:
        """The address of the step before this one; the guide before the first."""
        position = [step.key for step in self.steps].index(key)
        return self.steps[position - 1].href if position else self.guide

    @property
    def guide(self) -> str:
        """The address of the guide of what is applied for."""
        route = "portal:guide" if self.draft.composite is None else "portal:bundle"
        return reverse(route, args=[self.matter.key])

    def faults(self, key: str) -> tuple[Fault, ...]:
        """What a step still lacks: asked by its page, by the last page, and again by `decide`."""
        if key == "licence":
            return () if self.licence else (Fault("licence", _CHOOSE),)
        if key == "questions":
            return (*check_answers(self.matter, self.answers), *self._town_faults())
        if key == "materials":
            excused = (*self.later, *self.committed)
            return check_shown(self.matter, self.answers, self.shown, excused=excused)
        if key == "form":
            return check_form(self.matter, self.answers, self.form, clock.today())
        if key == "delivery":
            return self._delivery_faults()
        return ()

    def _town_faults(self) -> tuple[Fault, ...]:
        if self.needs_town and not self.town:
            return (Fault("town", "请选择您户籍或经营所在的镇（街道），由它办理这件事"),)
        return ()

    def _delivery_faults(self) -> tuple[Fault, ...]:
        if self.delivery not in self.offered:
            return (Fault("delivery", "请选择结果怎样送到您手里"),)
        if self.delivery is Delivery.COURIER and len(self.post_address) < _SHORTEST_ADDRESS:
            return (Fault("post_address", "请写明快递送到哪里：区、镇（街道）、村（社区）、门牌号"),)
        if self.delivery is Delivery.WINDOW and not self.collect_at:
            return (Fault("collect_at", "请选择到哪个大厅领取"),)
        return ()

    @cached_property
    def journey(self) -> Journey:
        """The visits that follow from what was chosen so far; what is open is taken as the easiest."""
        delivery = self.delivery if self.delivery in self.offered else self.offered[0]
        # For what a window has seen nobody comes again.
        shown = [one for one in self.shown if one.requirement not in self.sighted]
        return chosen(self.matter, self.answers, shown, delivery, Channel.ONLINE)

    @property
    def visits_so_far(self) -> int | None:
        """Their number; None while a question about the situation is open, on which they depend."""
        return None if check_answers(self.matter, self.answers) else self.journey.visits

    def application(self, pledge: Contents | None = None) -> Application:
        """What is handed in, with the signed promise. Raises ValueError while no delivery has been chosen."""
        if self.delivery is None:
            raise ValueError("no delivery chosen")
        return Application(
            matter=self.matter.key,
            version=self.version.number,
            party=self.party.id,
            channel=Channel.ONLINE,
            answers=self.answers,
            form={one.key: self.form[one.key] for one in self.fields if self.form.get(one.key)},
            shown=self.shown,
            delivery=self.delivery,
            town=self.town if self.needs_town else "",
            collect_at=self.collect_at if self.delivery is Delivery.WINDOW else "",
            post_address=self.post_address if self.delivery is Delivery.COURIER else "",
            later=self.later,
            committed=self.committed,
            pledge=pledge,
            licence=self.licence,
            writers=self.draft.writers,
            sighted=self.sighted,
        )


def version_of(draft: DraftView) -> Version:
    """The guide of today for a draft. Raises `NoSuchMatter` for a matter that is not in force."""
    if draft.composite is None:
        return in_force(draft.matter.key, clock.today())
    return Version(0, draft.version, draft.matter, NOTHING_KNOWN, None, None)


NOTHING_KNOWN = Provenance((), ())
"""What several matters make together has no values of its own."""

_CHOOSE = "请选择要变更或延续的证照"
_SHORTEST_ADDRESS = 6  # characters: a village and a house number


def only_form(requirement: Requirement) -> bool:
    """Whether it is made from what is typed, and nothing else is possible."""
    return {evidence.way for evidence in requirement.evidence} == {Way.FORM}


def _texts(part: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in part.items()} if isinstance(part, Mapping) else {}
