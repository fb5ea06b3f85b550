"""A paper that was promised for later comes once, and serves every part that waits for it."""

from __future__ import annotations

import pytest

from factories import bundles as bundle
from factories import cases as make
from factories.matters import A_HASH, shown_for
from onevisit.casework import of_bundle
from onevisit.casework.models import Case
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery, Way

pytestmark = pytest.mark.django_db

PARTS = ("hotel", "tobacco-retail")
"""Both ask for the lease of the premises, and both let it come later."""


def without_the_lease() -> str:
    """Handed in and accepted at a window; the lease is to follow."""
    found = bundle.composite(*PARTS)
    rented = {one.key: "rented" for one in found.matter.situations if "rented" in one.options}
    answers = bundle.answers(found, **rented)
    (lease,) = [one.key for one in requirements_for(found.matter, answers) if one.key.endswith("--lease")]
    shown = tuple(one for one in shown_for(found.matter, answers) if one.requirement != lease)
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    return bundle.walk_in(
        *PARTS,
        clerk=clerk,
        answers=answers,
        shown=shown,
        later=(lease,),
        pledge=make.pledge(),
        delivery=Delivery.ELECTRONIC,
    )


def waits_for_lease(number: str) -> dict[str, bool]:
    return {
        one.matter: "lease" in of_bundle.papers_of(one.number).deferred
        for one in of_bundle.parts_of([number])
    }


def test_one_lease_serves_both() -> None:
    number = without_the_lease()
    assert waits_for_lease(number) == {"hotel": True, "tobacco-retail": True}
    case = bundle.case(number, "hotel")
    supply = c.Supply((c.Shown("lease", Way.UPLOAD, (A_HASH,)),))
    make.do(case, make.applicant_of(case), supply)
    bundle.go_on()
    assert waits_for_lease(number) == {"hotel": False, "tobacco-retail": False}
    other = make.now(bundle.case(number, "tobacco-retail")).shows("lease")
    assert other is not None
    assert other.refs == (A_HASH,)
    assert set(Case.objects.filter(bundle=number).values_list("phase", flat=True)) == {Phase.ACCEPTED}


def test_it_happens_once() -> None:
    number = without_the_lease()
    for matter in PARTS:
        case = bundle.case(number, matter)
        if waits_for_lease(number)[matter]:
            make.do(case, make.applicant_of(case), c.Supply((c.Shown("lease", Way.UPLOAD, (A_HASH,)),)))
        bundle.go_on()
        bundle.go_on()
    for one in of_bundle.parts_of([number]):
        assert [type(event).__name__ for event in of_bundle.happened(one.number)].count("Supplied") == 1
