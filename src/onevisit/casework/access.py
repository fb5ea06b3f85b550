"""Who may do what to a case, and who may see it. What the *state* allows stands in rules/cases; this is about people.

`visible` is the one filter behind every page, list, count, search, export and API answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from onevisit.casework import agency
from onevisit.casework.models import Case, Collection, Participation, WorkItem
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.platform.people.models import Person
from onevisit.rules.assistance.refusals import NotAuthorised
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.cases.procedure import DutyKind, decider, organ_of
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import Approver
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

COUNTER_COMMANDS = (c.Receive, c.Accept, c.Decline, c.AskCorrection, c.RevokeAcceptance)
"""What only the window that took the case in does."""

OF_APPLICANT = (
    c.Withdraw,
    c.Rate,
    c.Supply,
    c.HandOver,
    c.RequestHearing,
    c.WaiveHearing,
    c.ChangeDelivery,
)
"""What the applicant himself may do; the counter takes most of it down for whoever stands there."""

HEAVY = (LicenceAct.REVOKE, LicenceAct.RECALL)
"""What is done to a licence by the head of the organ himself (行政许可法 Art. 69: the organ, or the one above it)."""

READS_ALL = (Role.INQUIRY,)


def authorise(
    actor: Actor, command: c.Command, case: Case, matter: Matter, state: CaseState | None
) -> Holding | None:
    """The post under which the actor may give this command, or None for an applicant and the house itself.

    Raises `NotYours`, which says who may; `NotAuthorised` where an agent lacks the applicant's word for it.
    """
    if actor.kind is ActorKind.SYSTEM:
        return _house(command, case)
    if isinstance(command, c.Submit):
        return _submit(actor, command, case, matter)
    if isinstance(command, OF_APPLICANT) and case.applicant_id in actor.parties and _himself(command):
        return None
    for post in actor.posts:
        if _may(actor, post, command, case, matter, state):
            return post
    if isinstance(command, OF_APPLICANT) and actor.holds(Role.AGENT):
        raise NotAuthorised(principal="申请人", matter=matter.name, command=command.label)
    raise NotYours(command=command.label, who=_who(command))


def _himself(command: c.Command) -> bool:
    """Not in the name of his neighbours, nor as if a window had seen what he sends."""
    if isinstance(command, c.Supply):
        return command.by is Channel.ONLINE
    return not (isinstance(command, c.RequestHearing) and command.interested)


def _house(command: c.Command, case: Case) -> None:
    electronic = isinstance(command, c.HandOut) and command.way is Delivery.ELECTRONIC
    # What a window accepted as one goes on by itself when the result that a part waited for is there.
    goes_on = case.bundle and isinstance(command, (c.Submit, c.Receive, c.Accept, c.Supply))
    if not (electronic or goes_on or isinstance(command, (c.Issue, c.Render, c.RenderDocuments, c.Redate))):
        raise NotYours(command=command.label, who="有权的工作人员")


def _submit(actor: Actor, command: c.Submit, case: Case, matter: Matter) -> Holding | None:
    if case.applicant_id in actor.parties:
        return None
    at_window = [
        post
        for post in actor.posts_as(Role.CLERK, Role.AGENT)
        if post.hall == case.hall_id and case.window_class in post.classes
    ]
    for post in at_window:
        if post.role is Role.CLERK:
            return post
    # An agent takes in at his own point, or sends on line what the applicant could send.
    by_line = actor.posts_as(Role.AGENT) if command.channel is Channel.ONLINE else ()
    for post in (*at_window, *by_line):
        agency.asked().check_submit(actor, post, _about(case), matter, command)
        return post
    raise NotYours(command=command.label, who="本人、其代表，或这类事项的综合窗口")


def _about(case: Case) -> agency.Asked:
    return agency.Asked(case.applicant_id, case.matter, case.window_class, case.finished_on)


@dataclass(frozen=True)
class _Asked:
    """Somebody at a post wants to do something to a case."""

    actor: Actor
    post: Holding
    command: Any
    case: Case
    matter: Matter
    state: CaseState

    @property
    def clerk(self) -> bool:
        """At a window of the case's class; an agent only with the applicant's word, and then for any class."""
        if self.post.role is Role.AGENT:
            return self._authorised
        return self.post.role is Role.CLERK and self.case.window_class in self.post.classes

    @property
    def here(self) -> bool:
        """At the window that took the case in. At a village point the agent is the window (clause 5.6c)."""
        if self.post.hall != self.case.hall_id:
            return False
        if self.post.role is Role.AGENT:
            # Receiving and accepting is the house's act, not the applicant's: it outlasts a word taken back.
            return self.case.window_class in self.post.classes and (self._filed or self._authorised)
        return self.clerk

    @property
    def speaks(self) -> bool:
        """For the applicant, who stands there or has given his word."""
        return self._authorised if self.post.role is Role.AGENT else self.here

    @property
    def _authorised(self) -> bool:
        return agency.asked().covers(self.actor, self.post, _about(self.case))

    @property
    def _filed(self) -> bool:
        if not self.post.instead_of:
            return self.case.submitted_by_id == self.actor.person
        return _minded(self.post).filter(pk=self.case.submitted_by_id).exists()

    def at_decider(self, *roles: Role) -> bool:
        """In one of these roles in the organ that decides."""
        return self.post.role in roles and self.post.organ == decider(self.matter, self.state)

    @property
    def chief(self) -> bool:
        return self.at_decider(Role.CHIEF)

    @property
    def officer(self) -> bool:
        """A reviewer or the chief of the organ that decides."""
        return self.at_decider(Role.REVIEWER, Role.CHIEF)

    @property
    def reviews(self) -> bool:
        """A reviewer of the stage's organ. Whether there is such a stage at all is for the rules to say."""
        key = self.command.stage
        known = any(stage.key == key for stage in self.matter.stages)
        organ = organ_of(self.matter.stage(key), self.matter, self.state) if known else self.post.organ
        return self.post.role is Role.REVIEWER and self.post.organ == organ

    @property
    def pauses(self) -> bool:
        """Of the organ in whose stage the special procedure is needed, or of that which decides."""
        keys = [one.stage for one in self.state.running if one.kind is self.command.kind]
        if isinstance(self.command, c.Pause):
            keys = [one.key for one in self.matter.stages if one.key == self.command.stage]
        organs = {organ_of(self.matter.stage(key), self.matter, self.state) for key in keys}
        organs.add(decider(self.matter, self.state))
        return self.post.role in (Role.REVIEWER, Role.CHIEF) and self.post.organ in organs

    @property
    def prolongs(self) -> bool:
        """The head of the organ, or of the government where several organs handle the case (Art. 42)."""
        rule, deciding = self.matter.prolongation, decider(self.matter, self.state)
        if rule is not None and rule.by is Approver.GOVERNMENT:
            return self.post.role is Role.HEAD and deciding in self.post.below
        return self.at_decider(Role.HEAD)

    @property
    def acts_on_licence(self) -> bool:
        return self.at_decider(Role.HEAD if self.command.act in HEAVY else Role.CHIEF)

    @property
    def takes_over(self) -> bool:
        return self.post.role in (Role.REVIEWER, Role.CHIEF) and self.post.organ == self.state.right_organ

    @property
    def hands_out(self) -> bool:
        hall = getattr(self.command, "hall", self.post.hall)
        return self.post.hands_out and self.post.hall == hall and hall in (self.state.hall, self.case.hall_id)

    @property
    def keeps_result(self) -> bool:
        """At the hand-out window where the result lies."""
        return self.post.hands_out and self.post.hall in (self.state.hall, self.case.hall_id)


_WINDOW = ("收件大厅的该类事项综合窗口", lambda one: one.here)
_FOR_HIM = (_WINDOW[0], lambda one: one.speaks)
_CHIEF = ("决定部门的首席代表", lambda one: one.chief)
_OFFICER = ("决定部门的审查人员或首席代表", lambda one: one.officer or one.here)

_WHO: Mapping[type[c.Command], tuple[str, Callable[[_Asked], bool]]] = {
    **dict.fromkeys(COUNTER_COMMANDS, _WINDOW),
    **dict.fromkeys((c.Withdraw, c.HandOver, c.WaiveHearing), _FOR_HIM),
    **dict.fromkeys(
        (
            c.Grant,
            c.Refuse,
            c.Issue,
            c.TellInterested,
            c.TellHearing,
            c.CallHearing,
            c.GiveNotice,
            c.RepairCredit,
        ),
        _CHIEF,
    ),
    **dict.fromkeys((c.RecordView, c.Terminate), _OFFICER),
    c.RequestHearing: (_OFFICER[0], lambda one: one.officer or one.speaks),
    # One may hand in what is missing at any window of the class: nobody has to go back to where he began.
    c.Supply: ("申请人本人，或任一该类事项的综合窗口", lambda one: one.clerk),
    c.Review: ("该环节所属部门的审查人员", lambda one: one.reviews),
    c.Pause: ("该环节所属部门的审查人员或首席代表", lambda one: one.pauses),
    c.Resume: ("该环节所属部门的审查人员或首席代表", lambda one: one.pauses),
    c.Extend: ("决定部门的主要负责人（联合办理的，区政府主要负责人）", lambda one: one.prolongs),
    c.HoldHearing: (
        "听证主持人",
        lambda one: one.at_decider(Role.REVIEWER, Role.CHIEF, Role.HEAD),
    ),
    c.CheckCommitment: ("决定部门的审查人员", lambda one: one.at_decider(Role.REVIEWER)),
    c.TakeOver: ("有权部门的审查人员或首席代表", lambda one: one.takes_over),
    c.ActOnLicence: ("决定部门的首席代表；撤销、撤回由主要负责人", lambda one: one.acts_on_licence),
    c.HandOut: ("领取大厅的出件窗口", lambda one: one.hands_out),
    c.ReturnMail: ("领取大厅的出件窗口", lambda one: one.hands_out),
    c.ChangeDelivery: (
        "申请人本人、任一该类事项的综合窗口，或者结果所在大厅的出件窗口",
        lambda one: one.clerk or one.keeps_result,
    ),
}
"""Who of the staff may do what: in words, and as a rule. What is not here is the applicant's or the house's own."""


def _may(
    actor: Actor, post: Holding, command: c.Command, case: Case, matter: Matter, state: CaseState | None
) -> bool:
    entry = _WHO.get(type(command))
    if entry is None or (state is None and not isinstance(command, COUNTER_COMMANDS)):
        return False
    # What the counter does is asked before there is a state, too: its rule looks at the case's row alone.
    return entry[1](_Asked(actor, post, command, case, matter, cast("CaseState", state)))


def _who(command: c.Command) -> str:
    entry = _WHO.get(type(command))
    return entry[0] if entry else "申请人本人或其代表"


def own(actor: Actor) -> Q:
    """The cases of the actor's own parties."""
    return Q(applicant_id__in=actor.parties)


def visible(actor: Actor) -> Q:
    """The cases that the actor's posts let him see."""
    if actor.holds(*READS_ALL):
        return Q()
    organs: set[str] = set()
    halls: set[str] = set()
    for post in actor.posts:
        if post.role in (Role.REVIEWER, Role.CHIEF):
            organs.add(post.organ)
        elif post.role is Role.HEAD:
            organs |= {post.organ, *post.below}
        elif post.role in (Role.CLERK, Role.HANDOUT):
            halls.add(post.hall)
        elif post.role is Role.HALL_HEAD:
            halls |= {post.hall, *post.below}
    found = of_agent(actor)
    if organs:
        found |= Q(Exists(Participation.objects.filter(case=OuterRef("pk"), organ__in=sorted(organs))))
    if halls:
        # Where it was taken in, where it is to be handed out, and where it was.
        here = WorkItem.objects.filter(case=OuterRef("pk"), hall__in=sorted(halls))
        handed = Collection.objects.filter(case=OuterRef("pk"), hall__in=sorted(halls))
        found |= Q(hall__in=sorted(halls)) | Q(Exists(here)) | Q(Exists(handed))
    return found


def of_agent(actor: Actor) -> Q:
    """What an agent sees: what he filed, what an authorisation covers today, what lies at his point to be fetched.

    Nothing more, whatever else was taken in at his point. Who minds a point meanwhile sees what its agent sees.
    """
    posts = actor.posts_as(Role.AGENT)
    if not posts:
        return Q(pk__in=[])
    found = agency.asked().covered(actor, posts)
    if any(not post.instead_of for post in posts):
        found |= Q(submitted_by=actor.person)
    for post in posts:
        if post.instead_of:
            found |= Q(hall=post.hall, submitted_by__in=_minded(post))
    fetched_at = sorted({post.hall for post in posts if post.hands_out})
    ready = WorkItem.objects.filter(hall__in=fetched_at, kind=DutyKind.HAND_OUT.value)
    return found | Q(pk__in=ready.values("case"))


def _minded(post: Holding) -> QuerySet[Person]:
    """The agent who is away and whose point is minded."""
    return Person.objects.filter(
        posts__role=Role.AGENT.value, posts__hall=post.hall, name=post.instead_of
    ).distinct()
