"""What a case owes, entered once: by the version of its matter and the answers with which it came."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from onevisit.casework import queries as cases
from onevisit.casework.case_view import CaseView
from onevisit.payments.models import Charge
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, ActorKind
from onevisit.rules.basis import Basis
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import decider
from onevisit.rules.payments.costs import costs
from onevisit.rules.payments.orders import ChargeStand

ENDED = (Phase.REFUSED, Phase.DECLINED, Phase.WITHDRAWN, Phase.TERMINATED, Phase.UNACCEPTED)
"""Phases in which a case has ended without what was asked for."""


def subject_of(case: str, bundle: str = "") -> str:
    """What is paid as one: the bundle, where the case belongs to one."""
    return f"bundle:{bundle}" if bundle else f"case:{case}"


def read(case: str) -> tuple[CaseView, int]:
    """The case and its applicant's party, for the house itself. Raises `NoSuchCase`."""
    party = cases.party_of(case)
    return cases.my_view(Actor(ActorKind.SYSTEM, None, "系统", parties=(party,)), case), party


def enter(case: str, subject: str, at: datetime) -> None:
    """Enter the charges of an accepted case, and what has become of it since. Done again it changes nothing."""
    view, party = read(case)
    state, matter = view.state, view.version.matter
    if state.accepted_on is None:
        return
    Charge.objects.bulk_create(
        (
            Charge(
                subject=subject,
                case_number=case,
                matter=matter.key,
                matter_name=matter.name,
                version=state.version,
                fee=one.key,
                name=one.name,
                organ_id=decider(matter, state),
                hall=view.hall_key,
                party_id=party,
                unit=one.unit,
                standard=one.standard,
                note=one.note,
                basis=asdict(one.basis),
                fen=one.fen,
                calculation="" if one.fen is None else f"{one.standard}×1",
                stand=_stand(one.fen).value,
                since=state.accepted_on,
            )
            for one in costs(matter, state.answers).charged
        ),
        ignore_conflicts=True,
    )
    _look_at(view, at)


def look_at(case: str, at: datetime) -> None:
    """Write down what has become of a case, for what it owes and what it is owed."""
    _look_at(read(case)[0], at)


def _look_at(view: CaseView, at: datetime) -> None:
    rows = Charge.objects.filter(case_number=view.number)
    if view.state.issued_on is not None:
        rows.filter(made_on=None).update(made_on=view.state.issued_on)
    if view.state.phase in ENDED or _refused(view):
        day: date = view.state.finished_on or view.state.decided_on or clock.day_of(at)
        rows.filter(ended_on=None).update(ended_on=day)
        owed = (ChargeStand.ASSESSING.value, ChargeStand.DUE.value)
        rows.filter(stand__in=owed).update(stand=ChargeStand.LIFTED.value)


def _refused(view: CaseView) -> bool:
    """A refusal that has been handed out has another phase; it is one all the same."""
    return view.state.decided_on is not None and bool(view.state.grounds)


def _stand(fen: int | None) -> ChargeStand:
    if fen is None:
        return ChargeStand.ASSESSING
    return ChargeStand.DUE if fen else ChargeStand.NOTHING


def basis_of(stored: dict[str, Any]) -> Basis:
    """A basis as it was stored."""
    return Basis(**stored)
