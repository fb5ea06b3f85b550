"""What casework asks about agents (`casework.agency`), answered from the authorisations that are valid today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from onevisit.assistance.models import Authorisation, Covered, HomeVisit
from onevisit.casework.agency import Asked
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.models import Party
from onevisit.rules.assistance import home_visits as visits
from onevisit.rules.assistance.authorisation import Given, Phase
from onevisit.rules.assistance.reach import How, Place, left_over, open_acts, reach
from onevisit.rules.assistance.refusals import NeedsHimself, NotAuthorised
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Level

_NEVER = date(9999, 12, 31)


def to(actor: Actor, posts: Sequence[Holding]) -> Q:
    """The authorisations that were given to this agent, or to the one whose point he minds.

    The paper and the form say that whoever stands in for an agent on leave may act too (民法典 Art. 169).
    """
    found = Q(pk__in=[])
    if actor.person is not None and any(not post.instead_of for post in posts):
        found |= Q(agent=actor.person)
    for post in posts:
        if post.instead_of:
            found |= Q(hall=post.hall, agent__name=post.instead_of)
    return found


def valid(today: date) -> QuerySet[Authorisation]:
    """The authorisations that hold today."""
    return Authorisation.objects.filter(phase=Phase.GIVEN.value, since__lte=today, until__gte=today)


def for_matter(rows: QuerySet[Authorisation], matter: str, window_class: str) -> QuerySet[Authorisation]:
    """Those of them whose scope has this matter."""
    return rows.filter(Q(window_class=window_class) | Q(covered__matter=matter)).distinct()


class Agents:
    """The answers."""

    def covered(self, actor: Actor, posts: Sequence[Holding]) -> Q:
        """The cases that authorisations cover today: of the principal, in scope, not over before it was given."""
        mine = valid(clock.today()).filter(to(actor, posts))
        still_open = Coalesce(OuterRef("finished_on"), Value(_NEVER))
        his = mine.filter(principal=OuterRef("applicant"), since__lte=still_open)
        of_matter = Covered.objects.filter(
            authorisation__in=mine.values("pk"),
            authorisation__principal=OuterRef("applicant"),
            authorisation__since__lte=still_open,
            matter=OuterRef("matter"),
        )
        of_class = his.filter(window_class=OuterRef("window_class"))
        # The first condition says the same more loosely, so that an index on the applicant can be used.
        return Q(applicant__in=mine.values("principal")) & (Q(Exists(of_class)) | Q(Exists(of_matter)))

    def covers(self, actor: Actor, post: Holding, case: Asked) -> bool:
        """Whether one covers this case today."""
        return self._for(actor, post, case).exists()

    def check_submit(
        self, actor: Actor, post: Holding, case: Asked, matter: Matter, command: c.Submit
    ) -> None:
        """Raise `NotAuthorised` or `NeedsHimself` unless he may apply for this in the applicant's name."""
        # Held until the application is written down: a word that is taken back meanwhile waits for it, or comes first.
        # The conditions stand on the locked row itself: only those are looked at again after a wait.
        held = valid(clock.today()).filter(pk__in=self._for(actor, post, case).values("pk"))
        ways = {one.given for one in held.select_for_update().only("given")}
        if not ways:
            principal = Party.objects.get(pk=case.applicant).name
            raise NotAuthorised(principal=principal, matter=matter.name, command=command.label)
        needed = open_acts(matter, command.answers)
        if not needed:
            return
        confirmed = bool(ways & {Given.CODE.value, Given.ACCOUNT.value})
        missing = left_over(needed, confirmed=confirmed, at_home=_seen_at_home(case.applicant, matter.key))
        if missing:
            raise NeedsHimself(
                matter=matter.name,
                why="；".join(one.why.cited for one in missing),
                todo=_todo(matter, command, post),
            )

    def _for(self, actor: Actor, post: Holding, case: Asked) -> QuerySet[Authorisation]:
        mine = valid(clock.today()).filter(to(actor, (post,)), principal=case.applicant)
        if case.finished_on is not None:
            mine = mine.filter(since__lte=case.finished_on)
        return for_matter(mine, case.matter, case.window_class)


def _seen_at_home(party: int, matter: str) -> frozenset[str]:
    """What was done at his home for this matter lately."""
    since = clock.today() - visits.GOOD_FOR
    rows = HomeVisit.objects.filter(
        party=party, matter=matter, phase=visits.Phase.DONE.value, on__gte=since
    ).values_list("done", flat=True)
    return frozenset(act for done in rows for act in done)


def _todo(matter: Matter, command: c.Submit, post: Holding) -> str:
    how = reach(matter, command.answers, place_of(post)).how
    return {
        How.PHONE: "请改用授权码，让本人在自己手机上确认；已填写的内容都保留着。",
        How.HOME: "请先预约上门，由工作人员到家里办好这一项；已填写的内容都保留着。",
    }.get(how, "请告诉他要本人去哪里办，可以替他预约。")


def place_of(post: Holding) -> Place:
    """Where the holder of a post works, as the rules look at it."""
    return Place(_level(post.hall), frozenset(post.classes))


@lru_cache(maxsize=1024)
def _level(hall: str) -> Level:
    """The level of a hall, which never changes: asked of the database once."""
    return Level(Hall.objects.values_list("level", flat=True).get(pk=hall))
