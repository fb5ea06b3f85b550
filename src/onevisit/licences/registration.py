"""How a licence comes into the register: in the same transaction as the event that it follows from."""

from __future__ import annotations

import secrets
from datetime import datetime

from onevisit.casework import subscribers
from onevisit.licences.models import Licence
from onevisit.licences.standing import Status
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter

TOKEN_BYTES = 16
"""128 bits of chance: 22 characters in an address."""


@subscribers.on(e.Issued)
def register(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.Issued, at: datetime
) -> subscribers.Errands:
    """Enter every result, in one statement, and ask for its printed form."""
    results = {one.key: one for one in matter.results}
    Licence.objects.bulk_create(
        Licence(
            identifier=one.identifier,
            number=one.number,
            type_id=results[one.result].licence or None,
            holder_id=case.applicant_id,
            organ_id=case.organ_id,
            case=case,
            result=one.result,
            title=results[one.result].name,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            data=one.document,
            template=one.template,
            token=secrets.token_urlsafe(TOKEN_BYTES),
        )
        for one in event.results
    )
    if state.concerned is not None:
        replaced = Licence.objects.filter(identifier=state.concerned.licence, holder_id=case.applicant_id)
        since = min(one.valid_from for one in event.results)
        replaced.update(status=Status.REPLACED.value, status_since=since)
    return [("render", {"case": case.number, "result": one.result}) for one in event.results]


_AFTER = {
    LicenceAct.SUSPEND: Status.SUSPENDED,
    LicenceAct.REINSTATE: Status.VALID,
    LicenceAct.REVOKE: Status.ANNULLED,
    LicenceAct.RECALL: Status.RECALLED,
    LicenceAct.CANCEL: Status.CANCELLED,
}


@subscribers.on(e.LicenceActed)
def act(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.LicenceActed, at: datetime
) -> subscribers.Errands:
    """What an organ does to what it granted shows in the register at once: whoever verifies it sees it."""
    status = _AFTER[event.act]
    since = None if status is Status.VALID else event.on
    Licence.objects.filter(case=case).exclude(status=Status.REPLACED.value).update(
        status=status.value, status_since=since
    )
    return ()


@subscribers.on(e.Rendered)
def keep_file(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.Rendered, at: datetime
) -> subscribers.Errands:
    """Enter the hash of the printed form: the register can never name another file than the record."""
    Licence.objects.filter(case=case, result=event.result).update(file=event.file)
    return ()
