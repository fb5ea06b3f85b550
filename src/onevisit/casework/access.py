"""Who may do what to a case, and who may see it. What the *state* allows stands in rules/cases; this is about people.

`visible` is the one filter behind every page, list, count, search, export and API answer.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from onevisit.casework.models import Case, Participation, WorkItem
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.procedure import organ_of
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery, StageKind

COUNTER_COMMANDS = (c.Receive, c.Accept, c.Decline)
READS_ALL = (Role.INQUIRY,)


def authorise(
    actor: Actor, command: c.Command, case: Case, matter: Matter, state: CaseState | None
) -> Holding | None:
    """The post under which the actor may give this command, or None for an applicant and the house itself.

    Raises `NotYours`, which says who may.
    """
    if actor.kind is ActorKind.SYSTEM:
        return _house(command)
    if isinstance(command, c.Submit):
        return _submit(actor, command, case)
    if isinstance(command, (c.Withdraw, c.Rate)) and case.applicant_id in actor.parties:
        return None
    for post in actor.posts:
        if _may(post, command, case, matter, state):
            return post
    raise NotYours(command=command.label, who=_who(command, matter))


def _house(command: c.Command) -> None:
    electronic = isinstance(command, c.HandOut) and command.way is Delivery.ELECTRONIC
    if not (electronic or isinstance(command, (c.Issue, c.Render))):
        raise NotYours(command=command.label, who="有权的工作人员")


def _submit(actor: Actor, command: c.Submit, case: Case) -> Holding | None:
    if case.applicant_id in actor.parties:
        return None
    for post in actor.posts_as(Role.CLERK, Role.AGENT):
        if post.hall == case.hall_id and case.window_class in post.classes:
            return post
    raise NotYours(command=command.label, who="本人、其代表，或这类事项的综合窗口")


def _may(post: Holding, command: c.Command, case: Case, matter: Matter, state: CaseState | None) -> bool:
    if isinstance(command, (*COUNTER_COMMANDS, c.Withdraw)):
        # At a village point the agent is the window (clause 5.6c of the order).
        at_counter = post.role in (Role.CLERK, Role.AGENT)
        return at_counter and post.hall == case.hall_id and case.window_class in post.classes
    if state is None:
        return False
    if isinstance(command, c.Review):
        if not any(stage.key == command.stage for stage in matter.stages):
            return post.role is Role.REVIEWER  # Whether there is such a stage is for the rules to say.
        return post.role is Role.REVIEWER and post.organ == organ_of(
            matter.stage(command.stage), matter, state
        )
    if isinstance(command, (c.Grant, c.Refuse, c.Issue)):
        decide = next(stage for stage in matter.stages if stage.kind is StageKind.DECIDE)
        return post.role is Role.CHIEF and post.organ == organ_of(decide, matter, state)
    if isinstance(command, c.HandOut):
        return post.hands_out and post.hall == command.hall and post.hall in (state.hall, case.hall_id)
    return False


def _who(command: c.Command, matter: Matter) -> str:
    if isinstance(command, COUNTER_COMMANDS):
        return f"收件大厅的“{matter.window_class}”综合窗口"
    if isinstance(command, c.Review):
        return "该环节所属部门的审查人员"
    if isinstance(command, (c.Grant, c.Refuse, c.Issue)):
        return "决定部门的首席代表"
    if isinstance(command, c.HandOut):
        return "领取大厅的出件窗口"
    return "申请人本人或其代表"


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
        elif post.role in (Role.CLERK, Role.HANDOUT, Role.AGENT):
            halls.add(post.hall)
        elif post.role is Role.HALL_HEAD:
            halls |= {post.hall, *post.below}
    found = Q(pk__in=[])
    if organs:
        found |= Q(Exists(Participation.objects.filter(case=OuterRef("pk"), organ__in=sorted(organs))))
    if halls:
        # Where it was taken in, and where it is to be handed out.
        here = WorkItem.objects.filter(case=OuterRef("pk"), hall__in=sorted(halls))
        found |= Q(hall__in=sorted(halls)) | Q(Exists(here))
    return found
