"""An application that a clerk takes down for whoever stands at the window: one page, kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from onevisit.casework.applicants import classify
from onevisit.casework.applications import Application
from onevisit.casework.commands import Late
from onevisit.casework.drafts import DraftView
from onevisit.platform.people.actors import Holding
from onevisit.rules.cases import application as rules
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import Fault
from onevisit.rules.district.checks import TOWN
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.matters.courses import Concern
from onevisit.rules.matters.definition import Field, Matter, Requirement, Situation
from onevisit.rules.matters.vocabulary import Audience, Channel, Delivery, FieldType, Way
from onevisit.workbench import pledges, registers
from onevisit.workbench.registers import Offer

WHO = ("identifier", "name", "phone", "address")
AGENT = ("agent_name", "agent_identifier")
LATER, COMMIT = "later", "commit"
PROMISES = (LATER, COMMIT)
"""What may stand in the place of a way to show something."""
_PERSON = "person"


def promises(matter: Matter, requirement: Requirement) -> tuple[str, ...]:
    """Which promise the matter takes instead of this requirement."""
    found = (
        (LATER, requirement.defer is not None),
        (COMMIT, pledges.may_commit(matter, requirement)),
    )
    return tuple(how for how, may in found if may)


@dataclass(frozen=True)
class Intake:
    """The draft as the page and the rules see it, at the window of `post`."""

    draft: DraftView
    post: Holding

    @property
    def matter(self) -> Matter:
        """The matter in the version under which the draft was begun."""
        return self.draft.matter

    def part(self, name: str) -> Mapping[str, Any]:
        """A part of the draft that holds several values."""
        found: Mapping[str, Any] = self.draft.content.get(name) or {}
        return found

    def one(self, name: str) -> str:
        """A part of the draft that is one value."""
        return str(self.draft.content.get(name) or "")

    @cached_property
    def who(self) -> dict[str, str]:
        """The applicant, and his agent if one stands there for him."""
        kept = self.part("who")
        return {name: str(kept.get(name, "")) for name in (*WHO, *AGENT)}

    @cached_property
    def answers(self) -> dict[str, str]:
        """The answers to the questions that apply."""
        kept = {key: str(value) for key, value in self.part("answers").items()}
        found: dict[str, str] = {}
        for one in self.matter.situations:
            if one.when.holds(found) and kept.get(one.key):
                found[one.key] = kept[one.key]
        return found

    @property
    def situations(self) -> tuple[Situation, ...]:
        """The questions that apply."""
        return rules.situations_for(self.matter, self.answers)

    @property
    def settled(self) -> bool:
        """Whether every question that applies is answered, so that the check list is the whole one."""
        return all(one.key in self.answers for one in self.situations)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the form asks."""
        return rules.fields_for(self.matter, self.answers)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What has to be shown."""
        return rules.requirements_for(self.matter, self.answers)

    @cached_property
    def form(self) -> dict[str, str]:
        """The form; what is known of the applicant already stands in the fields that ask for it."""
        kept = self.part("form")
        return {one.key: str(kept.get(one.key) or self._known(one)) for one in self.fields}

    def source_of(self, field: Field) -> str:
        """Where a value was filled in from, if it was."""
        known = self._known(field)
        return "申请人信息" if known and self.form[field.key] == known else ""

    def _known(self, field: Field) -> str:
        subject, _, name = field.source.partition(".")
        return self.who.get(name, "") if subject == "applicant" and name in WHO else ""

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """What registers answered."""
        return registers.offers(self.draft.content)

    @cached_property
    def shown(self) -> dict[str, c.Shown]:
        """How each requirement is shown; where nothing was chosen, a register's answer or the form itself."""
        found = {one.key: self._shown(one) for one in self.requirements}
        return {key: one for key, one in found.items() if one is not None}

    def _shown(self, one: Requirement) -> c.Shown | None:
        ways = [evidence.way for evidence in one.evidence]
        kept = self.part("shown").get(one.key)
        offer = self.offers.get(one.key)
        if kept is None:
            if offer is not None and offer.way in ways:
                return c.Shown(one.key, offer.way, (offer.ref,))
            return c.Shown(one.key, Way.FORM) if Way.FORM in ways else None
        if not kept.get("way"):
            return None
        if kept["way"] in PROMISES:
            return None
        way = Way(kept["way"])
        if way in registers.WAYS:
            return c.Shown(one.key, way, (offer.ref,) if offer is not None and offer.way is way else ())
        return c.Shown(one.key, way, tuple(kept.get("refs", ())) if way is Way.UPLOAD else ())

    def files(self, requirement: str) -> list[tuple[str, str]]:
        """What was scanned for a requirement: hash and name."""
        kept = self.part("shown").get(requirement) or {}
        refs = kept.get("refs", ())
        # What was uploaded on line may have one name for all.
        names = kept.get("names") or [str(kept.get("name", ""))] * len(refs)
        return list(zip(refs, names, strict=False))

    def _promised(self, how: str) -> tuple[str, ...]:
        kept = self.part("shown")
        return tuple(
            one.key
            for one in self.requirements
            if (kept.get(one.key) or {}).get("way") == how and how in promises(self.matter, one)
        )

    @property
    def later(self) -> tuple[str, ...]:
        """What the applicant promises to bring later (容缺)."""
        return self._promised(LATER)

    @property
    def committed(self) -> tuple[str, ...]:
        """What the applicant promises instead of proving it (告知承诺)."""
        return self._promised(COMMIT)

    @property
    def pledge(self) -> str:
        """The promise in words, "" where nothing is promised."""
        return pledges.text_of(self.matter, self.later, self.committed)

    @property
    def sighted(self) -> tuple[str, ...]:
        """The requirements whose original the clerk has held in his hand."""
        compared = self.draft.content.get("compared") or []
        return tuple(
            key
            for key, one in self.shown.items()
            if one.way is Way.ORIGINAL or (one.way is Way.UPLOAD and key in compared)
        )

    @property
    def concerns(self) -> Concern | None:
        """Which licence it changes or renews, if it does."""
        return self.matter.courses.concerns

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """How the result may be delivered."""
        return tuple(dict.fromkeys(way for result in self.matter.results for way in result.delivery))

    @property
    def delivery(self) -> Delivery | None:
        """How it was chosen to be delivered."""
        chosen = self.one("delivery")
        return Delivery(chosen) if chosen in {way.value for way in self.deliveries} else None

    @property
    def needs_town(self) -> bool:
        """Whether a town handles a part of it, and has to be named."""
        return self.matter.organ == TOWN or any(stage.organ == TOWN for stage in self.matter.stages)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """What a window may enter: who stands there, what came by post; a village point, what it takes in."""
        if self.post.role is not Role.AGENT:
            return tuple(one for one in (Channel.WINDOW, Channel.POST) if one in self.matter.channels)
        # What his own window does not take in, an agent sends on line in the applicant's name.
        here = self.matter.window_class in self.post.classes
        own = (Channel.VILLAGE, Channel.ONLINE) if here else (Channel.ONLINE,)
        return tuple(one for one in own if one in self.matter.channels)[:1]

    @property
    def channel(self) -> Channel | None:
        """How it came in."""
        chosen = self.one("channel")
        return next((one for one in self.channels if one == chosen), next(iter(self.channels), None))

    def faults(self, today: date, *, complete: bool = True) -> list[Fault]:
        """Everything that stands against handing it in, each at the id of its control.

        With `complete` False what is missing is no fault: the window takes it in, and asks for it once.
        """
        found = self._about_who()
        found += [
            Fault(f"id_q-{one.field}_0", one.message)
            for one in rules.check_answers(self.matter, self.answers)
        ]
        excused = (*self.later, *self.committed)
        shown = rules.check_shown(
            self.matter, self.answers, tuple(self.shown.values()), excused=excused, complete=complete
        )
        found += [Fault(f"m-{one.field}", one.message) for one in shown]
        for one in rules.check_form(self.matter, self.answers, self.form, today):
            field = next(field for field in self.fields if field.key == one.field)
            several = field.type in (FieldType.CHOICE, FieldType.YES_NO)
            found.append(Fault(f"id_f-{one.field}{'_0' if several else ''}", one.message))
        found += self._about_delivery()
        if excused and not self.one("signed_by"):
            found.append(Fault("id_signed_by", "后补和承诺要由申请人签名：请填写签名"))
        if self.concerns is not None and not self.one("licence"):
            found.append(Fault("id_licence", f"请选择要{self.concerns.act.label}的证照"))
        if not self.channels:
            found.append(Fault("", f"“{self.matter.name}”不能在这个窗口申请；请按办事指南写明的方式申请"))
        return found

    def _about_who(self) -> list[Fault]:
        found = []
        try:
            kind, _ = classify(self.who["identifier"])
        except BadIdentifier as bad:
            found.append(Fault("id_identifier", f"证件号码{bad}"))
        else:
            is_person = kind.value == _PERSON
            meant = (one is Audience.PERSON for one in self.matter.audience)
            if not any(one is is_person for one in meant):
                audience = "、".join(one.value for one in self.matter.audience)
                found.append(
                    Fault("id_identifier", f"这件事面向{audience}，号码是{'个人' if is_person else '单位'}的")
                )
        if not self.who["name"]:
            found.append(Fault("id_name", "请填写申请人姓名或名称"))
        if not self.who["phone"]:
            found.append(Fault("id_phone", "请填写联系电话，办理进度会通知到这个号码"))
        if self.who["agent_name"] or self.who["agent_identifier"]:
            try:
                citizen.check(self.who["agent_identifier"])
            except BadIdentifier as bad:
                found.append(Fault("id_agent_identifier", f"代理人证件号码{bad}"))
            if not self.who["agent_name"]:
                found.append(Fault("id_agent_name", "请填写代理人姓名"))
        return found

    def _about_delivery(self) -> list[Fault]:
        found = []
        if self.delivery is None:
            found.append(Fault("id_delivery_0", "请选择结果怎样送达"))
        if self.delivery is Delivery.WINDOW and not self.one("collect_at"):
            found.append(Fault("id_collect_at", "请选择在哪个大厅领取"))
        if self.delivery is Delivery.COURIER and not self.one("post_address"):
            found.append(Fault("id_post_address", "请填写寄送地址"))
        if self.needs_town and not self.one("town"):
            found.append(Fault("id_town", "请选择办理的镇（街道）"))
        return found

    def application(self, party: int, channel: Channel, then: tuple[c.Command | Late, ...]) -> Application:
        """What is handed in. Asked only once there are no faults, so that a delivery has been chosen."""
        if self.delivery is None:
            raise ValueError("an application without a delivery has faults")
        return Application(
            self.matter.key,
            self.draft.version,
            party,
            channel,
            self.answers,
            self.form | self.agent,
            tuple(self.shown.values()),
            self.delivery,
            self.one("town") if self.needs_town else "",
            self.one("collect_at") if self.delivery is Delivery.WINDOW else "",
            self.one("post_address") if self.delivery is Delivery.COURIER else "",
            "" if channel is Channel.ONLINE else self.post.hall,
            then,
            later=self.later,
            committed=self.committed,
            pledge=pledges.signed(self.pledge, self.one("signed_by")) if self.pledge else None,
            licence=self.one("licence") if self.concerns is not None else "",
            writers=self.draft.writers,
        )

    @property
    def agent(self) -> dict[str, str]:
        """Who stood there for the applicant; a dot cannot stand in the key of a field, so that none is hidden."""
        if not self.who["agent_name"]:
            return {}
        return {"agent.name": self.who["agent_name"], "agent.identifier": self.who["agent_identifier"]}
