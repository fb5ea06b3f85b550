"""Cases that wait for their applicant, as a window sees them that takes in what he brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from onevisit.casework import access
from onevisit.casework.case_view import CaseView, case_view
from onevisit.casework.models import Case, Look
from onevisit.casework.pages import Page, page
from onevisit.casework.queries import staff_view
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role


@dataclass(frozen=True)
class WaitingCard:
    """A case of one's own hall that waits for its applicant, until when, and for what."""

    number: str
    matter_name: str
    applicant: str
    organ: str
    phase: Phase
    until: date
    late: bool

    @property
    def why(self) -> str:
        """What is waited for."""
        return {Phase.CORRECTING: "补正", Phase.ACCEPTED: "容缺后补"}.get(self.phase, "整改")


def waiting_for_applicant(actor: Actor, text: str = "", number: int = 1) -> Page[WaitingCard]:
    """Those of the actor's own halls, the first day first. Two statements."""
    today = clock.today()
    rows = Case.objects.filter(access.visible(actor), applicant_due_on__isnull=False)
    words = text.replace("\0", "").strip()[:60]
    if words:
        rows = rows.filter(
            Q(number__startswith=words.replace(" ", ""))
            | Q(applicant__name__contains=words)
            | Q(matter_name__contains=words)
        )
    rows = rows.select_related("applicant", "organ").defer("state").order_by("applicant_due_on", "id")
    return page(rows, number, lambda row: _card(row, today))


def _card(row: Case, today: date) -> WaitingCard:
    until = row.applicant_due_on or today
    names = row.matter_name, row.applicant.name, row.organ.short
    return WaitingCard(row.number, *names, Phase(row.phase), until, until < today)


def view_to_supply(actor: Actor, number: str, page_name: str) -> CaseView:
    """The case for whoever takes in what its applicant brings: nobody has to go back to where he began.

    A window that did not take it in sees it only while it waits for the applicant, only if it is of the window's
    class, and only by its whole number; that he looked is written down. An agent sees what he filed or what an
    authorisation covers, and nothing by its number alone. Raises `NoSuchCase`.
    """
    try:
        return staff_view(actor, number, page_name)
    except NoSuchCase:
        posts = actor.posts_as(Role.CLERK)
        rows = Case.objects.filter(
            number=number,
            window_class__in=sorted({name for post in posts for name in post.classes}),
            applicant_due_on__isnull=False,
        )
        case = rows.select_related("organ", "hall", "applicant").first()
        if case is None:
            raise
        Look.objects.create(
            case=case, person_id=actor.person, as_what=posts[0].title[:60], page=page_name, at=clock.now()
        )
        return case_view(case, clock.today())
