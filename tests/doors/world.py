"""A small world in which every address shows something to somebody: cases in every phase, drafts, a question, a parcel.

A new address that needs another value, or another case to stand before, gets it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.test import Client

from casework.driving import driven
from catalogue.publishing import office
from doors import (
    acts_world,
    agents_world,
    appointments_world,
    bundles_world,
    coordination_world,
    counter_world,
    payments_world,
    tickets_world,
    visits_world,
)
from factories import cases as make
from factories.matters import checked, form_for, matters, shown_for, situations
from factories.posts import main_hall
from onevisit.casework import drafts, sealing
from onevisit.casework.models import Case, WorkItem
from onevisit.casework.projection import state_of
from onevisit.catalogue.models import DraftText
from onevisit.exchange import commands as exchange
from onevisit.exchange import posting
from onevisit.exchange.ports import Sender
from onevisit.licences.models import Licence
from onevisit.platform import clock
from onevisit.platform.files.commands import keep, keep_document
from onevisit.platform.organs import leave_commands
from onevisit.platform.people.actors import NOBODY, SYSTEM, Actor
from onevisit.platform.people.commands import set_demo_password
from onevisit.platform.people.models import Person
from onevisit.questions import commands as questions
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.district.definition import Role
from onevisit.rules.leave import Reason
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import Delivery, Way
from onevisit.rules.publishing.states import State

MATTER = "dig-road"
STAGE, ORGAN = "municipal", "enforcement"
APPLIED_FOR = "food-business-permit"
"""The matter of the drafts: registers know part of what it needs, so that its pages ask them."""

RENEWED = "food-business-permit-renewal"
"""The matter of a draft that is about a licence."""

REVISED = "marriage"
"""The matter of a version in work, on which the legal office has given its opinion."""

OF_A_DRAFT = ("editor-text", "editor-part", "editor-panel", "editor-row")
"""Pages of the editor that need a text in work."""

OF_A_VERSION = ("version", "version-full", "version-text", "opinion")

BACK = Sender("示例·王桂兰", "19900000001", "博山区池上镇中郝峪村8号")
PASSWORD = "onevisit-doors"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TOKEN = "a-token-of-the-metrics"


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser. `actor` is `NOBODY` without an account."""

    actor: Actor
    client: Client


@dataclass(frozen=True)
class World:
    """Who comes, and what stands in the addresses: for all, and instead of that for single ones by name."""

    visitors: Mapping[str, Visitor]
    samples: Mapping[str, Any]
    special: Mapping[str, Mapping[str, Any]]
    queries: Mapping[str, Mapping[str, Any]]

    def samples_for(self, name: str) -> Mapping[str, Any]:
        """The values of the parameters of this address."""
        return {**self.samples, **self.special.get(name, {})}


def build() -> World:
    """Make it, at noon of the tests' Monday."""
    exchange.seed(checked().pack)
    set_demo_password(PASSWORD)
    applicant, party = make.applicant()
    paper = keep(PDF, "图纸.pdf")
    shown = _with_a_file(paper)
    received = make.submitted(MATTER, shown=shown)
    on_paper = _as(Way.ORIGINAL)
    open_to_post, posted = make.submitted(MATTER, shown=on_paper), make.submitted(MATTER, shown=on_paper)
    accepted, reviewed = make.accepted(MATTER, shown=shown), make.reviewed(MATTER, shown=shown)
    ready, rated = _printed(Delivery.WINDOW, shown), _printed(Delivery.ELECTRONIC, shown)
    hand_out, _ = make.hands_out_at(state_of(Case.objects.get(number=ready)).hall)
    case = Case.objects.get(number=received)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    licence = Licence.objects.filter(case__number=rated).order_by("id")[0]
    asked = questions.ask(
        questions.Asking("挖路面要先交什么", "接一根水管要挖两米路面。", MATTER, ""),
        actor=applicant,
        at=make.NOON,
        key=make.key(),
    )
    tomorrow = clock.day_of(make.later(1))  # not today: each visitor keeps to his own posts
    leave = leave_commands.take(
        leave_commands.NewLeave(clerk.person or 0, hand_out.person or 0, tomorrow, tomorrow, Reason.ANNUAL),
        actor=clerk,
        at=make.NOON,
        key=make.key(),
    )
    sealing.seal(make.NOON)
    people = {
        "anonymous": NOBODY,
        "applicant": applicant,
        "another applicant": make.applicant(enterprise=False)[0],
        Role.CLERK.value: clerk,
        Role.HANDOUT.value: hand_out,
        Role.REVIEWER.value: make.staff(Role.REVIEWER, organ=ORGAN),
        Role.CHIEF.value: make.chief_of(reviewed),
        "a reviewer elsewhere": make.staff(Role.REVIEWER, organ="market"),
        "the head of the organ": make.staff(Role.HEAD, organ=ORGAN),
        "a chief elsewhere": make.staff(Role.CHIEF, organ=acts_world.FINANCE),
        "another reviewer elsewhere": make.staff(Role.REVIEWER, organ=acts_world.FINANCE),
        **{
            role.value: make.staff(role)
            for role in Role
            if role not in (Role.CLERK, Role.HANDOUT, Role.REVIEWER, Role.CHIEF)
        },
    }
    visitors = {name: Visitor(actor, _client(actor)) for name, actor in people.items()}
    at_counter = counter_world.numbers(visitors[Role.CLERK.value].client)
    answer = visitors[Role.HANDOUT.value].client.post(
        "/work/hand-out/who", {"who": make.party(ready).identifier}
    )
    assert answer.status_code == 302, "somebody stands at the hand-out window"
    visitors["somebody with codes"] = Visitor(NOBODY, _with_codes(rated, asked.reference, asked.code))
    enclosed = tuple(one.requirement for one in on_paper if one.way is Way.ORIGINAL)
    label = posting.Posting("顺丰", "SF1234567890", enclosed, BACK)
    parcel = posting.post(posted, label, actor=applicant, key=make.key())
    own = _draft(applicant, APPLIED_FOR, party, "", paper)
    desk = _draft(clerk, MATTER, None, case.hall_id, paper)
    renewal = _draft(applicant, RENEWED, party, "", paper)
    asked_to_mend, told_of_hearing, sent_wrong = driven(), driven().accept(), driven()
    asked_to_mend.do(asked_to_mend.ask("design"))
    told_of_hearing.do(c.TellHearing(make.words("拟不予许可。")))
    sent_wrong.do(c.Decline(DeclineKind.NOT_OURS, make.words("归交通部门管。"), "transport"))
    office.brought_to(State.OPINED, REVISED)
    appointment = appointments_world.booked(applicant)
    owed, paid = payments_world.order(accepted), payments_world.paid_order(reviewed)
    beyond, appearance = visits_world.beyond()
    ticket = tickets_world.waiting()
    return World(
        visitors,
        {
            "key": MATTER,
            "matter": MATTER,
            "number": rated,
            "stage": STAGE,
            "sha256": paper,
            "draft": own,
            "licence": licence.pk,
            "token": licence.token,
            "reference": asked.reference,
            "leave": leave,
            "item": WorkItem.objects.get(case=case).pk,
            "section": "requirements",
            "version": 2,
            "text": DraftText.objects.filter(version__matter=REVISED).order_by("id")[0].pk,
            "rest": "nowhere",
            "appointment": appointment,
            "order": owed.number,
            "code": owed.code,
            "uidb36": "1",
            "kind": "power",
            "appearance": appearance,
            "hall": main_hall(),
        },
        {
            "portal:ticket": {"code": ticket},
            "portal:ticket-paper": {"code": ticket},
            "portal:payment-receipt": {"order": paid},
            "workbench:visits-one": {"number": beyond},
            "workbench:payment-receipt": {"order": paid},
            "workbench:fees": {"number": accepted},
            **coordination_world.samples(),
            **bundles_world.samples(),
            "portal:send": {"number": open_to_post},
            "portal:withdraw": {"number": received},
            "portal:case-delivery": {"number": received},
            "portal:answer": {"number": asked_to_mend.number},
            "portal:hearing": {"number": told_of_hearing.number},
            "portal:hand-over": {"number": sent_wrong.number},
            "portal:draft-licence": {"draft": renewal},
            **{f"workbench:{name}": {"matter": REVISED} for name in OF_A_DRAFT},
            "workbench:intake-draft": {"draft": desk},
            "workbench:intake-missing": {"draft": desk},
            "workbench:intake-file": {"draft": desk},
            "workbench:receive": {"number": received},
            "workbench:review": {"number": accepted},
            "workbench:decide": {"number": reviewed},
            "workbench:hand-out-one": {"number": ready},
            "workbench:parcel": {"number": parcel.number},
            "workbench:parcel-label": {"number": parcel.number},
            **{f"workbench:{name}": {"matter": REVISED} for name in OF_A_VERSION},
            **{f"workbench:{slug}": {"number": one} for slug, one in acts_world.numbers().items()},
            **agents_world.special(people[Role.AGENT.value], people["another applicant"], paper),
            **{f"workbench:{name}": {"number": one} for name, one in at_counter.items()},
        },
        {
            "portal:appointment-confirm": appointments_world.CHOSEN,
            "portal:search": {"q": "挖路"},
            "portal:suggest": {"q": "挖路"},
            "workbench:find": {"q": rated},
            "workbench:give": {"n": ready},
            "workbench:hand-out-sheet": {"n": ready},
            "workbench:ask-rating": {"n": ready},
            "workbench:behind": {"figure": "received"},
            "workbench:editor-row": {"path": "requirements", "name": "requirements.99"},
        },
    )


def _with_a_file(paper: str) -> tuple[c.Shown, ...]:
    matter = matters()[MATTER]
    return tuple(replace(one, refs=(paper,)) if one.refs else one for one in shown_for(matter, _answers()))


def _as(way: Way) -> tuple[c.Shown, ...]:
    """Everything in this way that can be shown in it, the rest as ever."""
    matter, answers = matters()[MATTER], _answers()
    can = {one.key for one in requirements_for(matter, answers) if way in _ways(one)}
    return tuple(
        c.Shown(one.requirement, way, ()) if one.requirement in can else one
        for one in shown_for(matter, answers)
    )


def _answers() -> dict[str, str]:
    return next(situations(matters()[MATTER]))


def _printed(way: Delivery, shown: tuple[c.Shown, ...]) -> str:
    """Granted, every result printed, and what goes by itself handed out."""
    number = make.issued(MATTER, delivery=way, shown=shown)
    for one in state_of(Case.objects.get(number=number)).results:
        printed = keep_document(PDF + f"{number} {one.result}".encode())
        make.do(number, SYSTEM, c.Render(one.result, printed))
    if way is Delivery.ELECTRONIC:
        make.do(number, SYSTEM, c.HandOut(way, "", "", make.words()))
    return number


def _draft(actor: Actor, key: str, party: int | None, hall: str, paper: str) -> int:
    """Everything filled in but the materials, of which the first is there."""
    matter = matters()[key]
    draft, answers = drafts.begin(actor, key, party, hall), next(situations(matter))
    uploads = [one for one in requirements_for(matter, answers) if Way.UPLOAD in _ways(one)]
    shown = {one.key: {"way": Way.UPLOAD.value, "refs": [paper], "name": "图纸.pdf"} for one in uploads[:1]}
    parts = {"answers": answers, "shown": shown, "form": form_for(matter, answers)}
    drafts.save(actor, draft.id, {**parts, "delivery": "window", "town": "chishang"}, draft.edition)
    return draft.id


def _ways(requirement: Requirement) -> set[Way]:
    return {one.way for one in requirement.evidence}


def _client(actor: Actor) -> Client:
    client = Client()
    if actor.person is not None:
        client.force_login(Person.objects.get(pk=actor.person))
    return client


def _with_codes(number: str, reference: str, code: str) -> Client:
    """Nobody who signed in, but somebody who holds a receipt and the code of a question."""
    client = Client()
    given = {"number": number, "code": Case.objects.get(number=number).query_code}
    assert client.post("/track", given).status_code == 302
    assert client.post("/questions/track", {"reference": reference, "code": code}).status_code == 302
    return client
