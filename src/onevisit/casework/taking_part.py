"""Who has a part in a case, and what the organs said: for capabilities that decide themselves who may know it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onevisit.casework.models import Case, Participation
from onevisit.casework.projection import state_of
from onevisit.casework.queries import OPEN_PHASES
from onevisit.casework.refusals import NoSuchCase
from onevisit.catalogue.versions import version
from onevisit.rules.cases.phases import Phase, ReviewOutcome
from onevisit.rules.cases.procedure import organ_of


@dataclass(frozen=True)
class Voice:
    """What an organ said about its stage."""

    organ: str
    stage: str
    outcome: ReviewOutcome


@dataclass(frozen=True)
class Part:
    """A case as far as it matters who works on it. `party` is the applicant's, to whom notices go."""

    number: str
    matter_name: str
    phase: Phase
    is_open: bool
    hall: str
    party: int
    organs: tuple[str, ...]
    voices: tuple[Voice, ...]


def taking_part(number: str) -> Part:
    """Who has a part in this case. Raises `NoSuchCase`. Two statements."""
    case = Case.objects.filter(number=number).first()
    if case is None:
        raise NoSuchCase(number=number[:20])
    organs = Participation.objects.filter(case=case).order_by("organ").values_list("organ", flat=True)
    matter, state = version(case.matter, case.version).matter, state_of(case)
    voices = tuple(
        Voice(organ_of(matter.stage(key), matter, state), key, said.outcome)
        for key, said in state.opinions.items()
    )
    return Part(
        case.number,
        case.matter_name,
        Phase(case.phase),
        case.phase in OPEN_PHASES,
        case.hall_id,
        case.applicant_id,
        tuple(organs),
        voices,
    )


def finished(numbers: Collection[str]) -> frozenset[str]:
    """Those of these cases in which nothing is left to do. One statement."""
    rows = Case.objects.filter(number__in=numbers).exclude(phase__in=OPEN_PHASES)
    return frozenset(rows.values_list("number", flat=True))


def let_see(number: str, organ: str) -> None:
    """Give an organ a part in a case: it has to decide something about it, and so to see it. Two statements."""
    case = Case.objects.only("id").get(number=number)
    Participation.objects.bulk_create([Participation(case=case, organ_id=organ)], ignore_conflicts=True)
