"""Clause 5.1e: an opening business fills in one form, once, and gets everything, down to seals, tax and insurance."""

from __future__ import annotations

import pytest

from bundles.to_the_end import fetched, handed_in, issued
from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import commands, queries
from onevisit.bundles.models import Bundle
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox.models import Notice
from onevisit.rules.bundles.plan import plan
from onevisit.rules.cases.application import fields_for, requirements_for, situations_for
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.matters.vocabulary import Channel, Way

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.1e")]

BUSINESS = {
    "company-registration",
    "seal-filing",
    "tax-registration",
    "invoice-issue",
    "insurance-registration",
}
OPENING = {
    "open-a-restaurant": (
        {
            "who": "company",
            "food": "permit",
            "fire": "other",
            "staff": "hired",
            "seal": "wanted",
            "invoice": "wanted",
        },
        BUSINESS | {"food-business-permit", "fire-safety-check"},
    ),
    "start-a-company": ({"staff": "hired", "seal": "wanted", "invoice": "wanted"}, BUSINESS),
}


@pytest.mark.parametrize("key", OPENING)
@pytest.mark.parametrize("channel", [Channel.WINDOW, Channel.ONLINE])
def test_from_one_form_to_one_hand_out(key: str, channel: Channel) -> None:
    chosen, matters = OPENING[key]
    composite = bundle.of_pack(key)
    answers = bundle.answers(composite, **chosen)
    assert {one.key for one in composite.applying(answers)} == matters

    # One form: what several ask for stands there once, and what one makes for another stands there not at all.
    asked = composite.within(answers)
    for of in (fields_for, requirements_for, situations_for):
        names = [one.key for one in of(asked, answers)]  # type: ignore[operator]
        assert len(names) == len(set(names))
    labels = [one.label for one in fields_for(asked, answers)]
    assert sum("住所" in one or "经营场所地址" in one for one in labels) <= 1
    shown_by_licence = [
        way.licence
        for one in requirements_for(asked, answers)
        for way in one.evidence
        if way.way is Way.E_LICENCE
    ]
    assert "business-licence" not in shown_by_licence, "the licence that is only being made is not asked for"
    found = plan(composite, answers)
    assert found is not None
    assert (found.papers.spared > 0, found.fields.spared > 0) == (True, True)

    # One submission, whose order follows from the definitions: the licence first, all others with it.
    number = handed_in(composite, answers, channel)
    state = queries.staff_view(make.clerk_of(Case.objects.get(bundle=number).number), number).state
    assert {one.matter for one in state.parts.values()} == matters
    assert not state.parts["company-registration"].after
    assert state.parts["seal-filing"].after == ("company-registration",)

    # Each organ decides, nobody asks the applicant for anything again, and one notice says that all lies there.
    at = issued(number)
    assert set(Case.objects.filter(bundle=number).values_list("matter", flat=True)) == matters
    fetched(number, at)
    with clock.at(at):
        bundle.go_on(at)
        actor = make.applicant()[0]
        view = queries.own_view(actor, number)
        assert view.state.finished_on is not None
        commands.rate(number, RatingLevel.GOOD, actor=actor, at=at, key=make.key(), via="PC端")
    assert Bundle.objects.get(number=number).rating == RatingLevel.GOOD.value
    assert Notice.objects.filter(case_number=number, text__contains="全部办完").count() == 1
