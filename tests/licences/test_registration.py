"""How licences come into the register: with the event, all at once, or not at all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import cases as make
from onevisit.casework import issuing
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.licences.models import Licence
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.identifiers import licence_id

pytestmark = pytest.mark.django_db

TWO_RESULTS = "freight"


def test_a_licence_says_what_the_record_says() -> None:
    number = make.issued()
    licence = Licence.objects.get(case__number=number)
    (result,) = state_of(Case.objects.get(number=number)).results
    assert (licence.result, licence.number, licence.identifier) == (
        result.result,
        result.number,
        result.identifier,
    )
    assert (licence.valid_from, licence.valid_to) == (result.valid_from, result.valid_to)
    assert (licence.data, licence.template) == (result.document, result.template)
    assert (licence.type_id, licence.title, licence.organ_id) == (
        "dig-road-permit",
        "城市道路挖掘许可证",
        "enforcement",
    )
    assert licence.holder_id == make.party(number).pk
    assert licence_id.check(licence.identifier).issuer == licence.organ.code
    assert licence.file is None


def test_every_result_in_one_statement_and_an_errand_for_each() -> None:
    number = make.reviewed(TWO_RESULTS)
    chief = make.chief_of(number)
    order = Order((c.Grant(make.words()), issuing.issue(number, make.NOON.date())), case=number)
    with CaptureQueriesContext(connection) as captured:
        handle([order], actor=chief, at=make.NOON, key=make.key())
    inserts = [q["sql"] for q in captured.captured_queries if 'INTO "licences_licence"' in q["sql"]]
    assert len(inserts) == 1
    licences = Licence.objects.filter(case__number=number)
    expected = [one.result for one in state_of(Case.objects.get(number=number)).results]
    assert len(expected) > 1
    assert [one.result for one in licences.order_by("id")] == expected
    assert len({one.token for one in licences}) == len(expected)
    errands = Errand.objects.filter(kind="render").values_list("payload", flat=True)
    assert list(errands) == [{"case": number, "result": result} for result in expected]


def test_nothing_is_registered_when_the_command_is_refused_in_the_end() -> None:
    number = make.reviewed()
    issue = issuing.issue(number, make.NOON.date())
    with pytest.raises(Refused):
        make.do(number, make.chief_of(number), c.Grant(make.words()), issue, c.Grant(make.words()))
    assert not Licence.objects.exists()
    assert not Errand.objects.filter(kind="render").exists()


def test_the_register_has_the_file_that_the_record_has() -> None:
    number = make.issued()
    make.do(number, SYSTEM, c.Render("permit", "e" * 64))
    assert Licence.objects.get(case__number=number).file == "e" * 64
