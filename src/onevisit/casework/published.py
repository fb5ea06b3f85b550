"""承诺公示: what was granted on somebody's word, for everybody to read while it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onevisit.casework.models import Case
from onevisit.casework.pages import Page, page
from onevisit.casework.projection import state_of
from onevisit.catalogue.versions import version
from onevisit.platform import clock
from onevisit.platform.people.models import PartyKind
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.masking import masked_name


@dataclass(frozen=True)
class PublishedCommitment:
    """One commitment as the public reads it: no number of the case, and no person by name.

    `checked` is None until the organ has looked into it.
    """

    matter: str
    matter_name: str
    who: str
    organ: str
    organ_phone: str
    promised: tuple[str, ...]
    accepted_on: date
    until: date
    checked: CheckOutcome | None


def published(number: int = 1) -> Page[PublishedCommitment]:
    """The commitments in their publicity period today, the latest first."""
    rows = Case.objects.filter(published_until__gte=clock.today()).select_related("organ", "applicant")
    return page(rows.order_by("-published_until", "-id"), number, _card)


def _card(row: Case) -> PublishedCommitment:
    state, matter = state_of(row), version(row.matter, row.version).matter
    names = {one.key: one.name for one in matter.requirements}
    applicant, pledged = row.applicant, state.pledged
    return PublishedCommitment(
        row.matter,
        row.matter_name,
        masked_name(applicant.name, is_person=applicant.kind == PartyKind.PERSON),
        row.organ.name,
        row.organ.phone,
        tuple(names.get(key, key) for key in state.committed),
        state.accepted_on or state.submitted_on,
        row.published_until or clock.today(),
        pledged.outcome if pledged else None,
    )
