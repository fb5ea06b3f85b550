"""What each document says, as data for its template: strings, lists of strings, booleans, ISO days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onevisit.casework.papers import decisions, handling, intake
from onevisit.casework.papers.source import Source
from onevisit.platform.organs.models import Organ
from onevisit.rules.basis import Basis
from onevisit.rules.cases.papers import Paper
from onevisit.rules.matters.courses import MODEL

Say = Callable[[Source, Any, Organ], Mapping[str, object]]

SAYS: Mapping[Paper, Say] = {
    Paper.RECEIPT: intake.receipt,
    Paper.CORRECTION: intake.correction,
    Paper.ACCEPTANCE: intake.acceptance,
    Paper.DECLINE: intake.decline,
    Paper.TRANSFER: intake.transfer,
    Paper.DEFERRAL: intake.deferral,
    Paper.COMMITMENT: intake.commitment,
    Paper.ACCEPTANCE_REVOKED: intake.acceptance_revoked,
    Paper.DEEMED_WITHDRAWN: intake.deemed_withdrawn,
    Paper.WITHDRAWN: intake.withdrawn,
    Paper.TERMINATED: intake.terminated,
    Paper.SPECIAL: handling.special,
    Paper.RESUMED: handling.resumed,
    Paper.EXTENSION: handling.extension,
    Paper.INTERESTED: handling.interested,
    Paper.HEARING_RIGHT: handling.hearing_right,
    Paper.HEARING_NOTICE: handling.hearing_notice,
    Paper.HEARING_RECORD: handling.hearing_record,
    Paper.FORWARDED: handling.forwarded,
    Paper.GRANT: decisions.grant,
    Paper.REFUSAL: decisions.refusal,
    Paper.RECTIFY: decisions.rectify,
    Paper.SUSPENSION: decisions.licence_act,
    Paper.REINSTATEMENT: decisions.licence_act,
    Paper.REVOCATION: decisions.licence_act,
    Paper.RECALL: decisions.licence_act,
    Paper.CANCELLATION: decisions.licence_act,
    Paper.PUBLIC_NOTICE: decisions.public_notice,
    Paper.DELIVERY: decisions.delivery,
}

if set(SAYS) != set(Paper):
    raise TypeError("a kind of document has nothing to say")


def says(paper: Paper, title: str, number: str, source: Source, organ: Organ) -> dict[str, object]:
    """Everything that a document says. What it rests on from another province is named under `assumed`."""
    own = dict(SAYS[paper](source, source.event, organ))
    bases: list[Basis] = [paper.basis]
    return {
        "kind": paper.value,
        "title": title,
        "organ": organ.name,
        "number": number,
        "day": source.context.today.isoformat(),
        "to": source.applicant(),
        "case": source.case.number,
        "matter": source.case.matter_name,
        "phone": organ.phone,
        "assumed": [f"参照{basis.cite()}" for basis in bases if basis.law == MODEL],
        **own,
    }
