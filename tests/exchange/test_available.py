"""What registers answer in place of a paper, to whom, and what is written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import cases as make
from onevisit.exchange import queries
from onevisit.exchange.models import QueryLog
from onevisit.exchange.ports import KnownLicence, Purpose
from onevisit.exchange.refusals import NotForYou
from onevisit.licences.models import Licence
from onevisit.platform import clock
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.platform.people.models import Party
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Evidence
from onevisit.rules.matters.vocabulary import Way

pytestmark = pytest.mark.usefixtures("seeded")

SHARED = Evidence(Way.SHARED, resource="market-entities")
UNKNOWN = Evidence(Way.SHARED, resource="tax-payments")
HELD = Evidence(Way.E_LICENCE, licence="business-licence")
LACKED = Evidence(Way.E_LICENCE, licence="property-certificate")
PAPER = Evidence(Way.UPLOAD)
ALL = (SHARED, UNKNOWN, HELD, LACKED, PAPER)


def ask(
    actor: Actor, party: int, *evidence: Evidence, purpose: Purpose = Purpose.APPLY, **more: Any
) -> dict[Evidence, Any]:
    """Ask at noon, in a draft unless something else is the occasion."""
    with clock.at(make.NOON):
        return queries.available(party, evidence, purpose, actor, **(more or {"draft": 7}))


def test_what_is_known_is_offered_and_names_its_register() -> None:
    actor, party = make.applicant()
    found = ask(actor, party, *ALL)
    assert set(found) == {SHARED, HELD}
    assert found[SHARED].register == "本系统数据资源登记簿（未接省平台）"
    assert found[SHARED].subject == "市场主体登记信息"
    facts = dict(found[SHARED].facts)
    assert facts["统一社会信用代码"] == Party.objects.get(pk=party).identifier
    assert facts["数据来源"] == "演示数据（虚构）"
    licence = found[HELD]
    assert isinstance(licence, KnownLicence)
    assert (licence.subject, licence.issuer) == ("营业执照", "博山区市场监督管理局")
    assert "未接省电子证照库" in licence.register


def test_a_party_without_an_entry_gets_nothing() -> None:
    actor, _ = make.applicant()
    party = Party.objects.create(kind="enterprise", name="示例·新企业", identifier="11370304MB0000035X")
    mine = Actor(actor.kind, actor.person, actor.name, (), (party.pk,))
    assert ask(mine, party.pk, *ALL) == {}
    assert list(QueryLog.objects.values_list("found", flat=True)) == [False] * 4


def test_every_enquiry_is_written_down_with_what_was_asked_and_why() -> None:
    actor, party = make.applicant()
    ask(actor, party, *ALL, case="261123000018")
    lines = {line.resource: line for line in QueryLog.objects.all()}
    assert {key: line.found for key, line in lines.items()} == {
        "market-entities": True,
        "tax-payments": False,
        "business-licence": True,
        "property-certificate": False,
    }
    line = lines["market-entities"]
    assert (line.person_id, line.party_id, line.purpose) == (actor.person, party, "apply")
    assert (line.case_number, line.at, line.as_what) == ("261123000018", make.NOON, "本人或其代表")
    assert line.register == "本系统数据资源登记簿（未接省平台）"
    (card, *_) = queries.enquiries_about(actor)
    assert (card.party, card.purpose, card.case) == (
        Party.objects.get(pk=party).name,
        Purpose.APPLY,
        "261123000018",
    )
    assert queries.enquiries_about(NOBODY) == ()


def test_it_costs_four_statements_and_writes_nothing_but_the_log() -> None:
    actor, party = make.applicant()
    with CaptureQueriesContext(connection) as captured:
        ask(actor, party, *ALL, *ALL)
    statements = [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(("SAVE", "RELEASE"))]
    assert len(statements) == 4
    assert [s.split(" (")[0] for s in statements if not s.startswith("SELECT")] == [
        'INSERT INTO "exchange_querylog"'
    ]


def test_without_an_occasion_nothing_is_asked() -> None:
    actor, party = make.applicant()
    with pytest.raises(ValueError, match="names its case"):
        queries.available(party, ALL, Purpose.APPLY, actor)
    assert not QueryLog.objects.exists()


def test_nobody_asks_about_strangers() -> None:
    actor, party = make.applicant()
    stranger = Party.objects.exclude(pk__in=actor.parties).order_by("id")[0].pk
    for who, about in ((actor, stranger), (NOBODY, party), (make.staff(Role.HEAD), party)):
        for purpose in (Purpose.APPLY, Purpose.REVIEW):
            with pytest.raises(NotForYou, match="《个人信息保护法》第三十四条"):
                ask(who, about, *ALL, purpose=purpose)
    assert not QueryLog.objects.exists()


def test_a_clerk_asks_for_whoever_stands_before_him() -> None:
    _, party = make.applicant()
    clerk = make.staff(Role.CLERK, hall="district-hall")
    assert SHARED in ask(clerk, party, SHARED, matter="dig-road")
    line = QueryLog.objects.get()
    assert (line.matter, line.as_what.endswith("综合窗口人员")) == ("dig-road", True)


def test_a_reviewer_asks_about_the_applicant_of_a_case_before_him_and_about_nobody_else() -> None:
    number = make.accepted()
    party = make.party(number).pk
    reviewer = make.staff(Role.REVIEWER, organ="traffic-police")
    assert SHARED in ask(reviewer, party, SHARED, purpose=Purpose.REVIEW, case=number)
    other = Party.objects.exclude(pk=party).order_by("id")[0].pk
    elsewhere = make.staff(Role.REVIEWER, organ="health")
    for who, about, case in (
        (reviewer, other, number),
        (elsewhere, party, number),
        (reviewer, party, number[:4]),
    ):
        with pytest.raises(NotForYou):
            ask(who, about, SHARED, purpose=Purpose.REVIEW, case=case)
    with pytest.raises(NotForYou):
        ask(reviewer, party, SHARED, purpose=Purpose.APPLY)


def test_what_was_issued_here_is_offered_as_long_as_it_is_good() -> None:
    number = make.issued()
    actor, party = make.applicant()
    permit = Evidence(Way.E_LICENCE, licence="dig-road-permit")
    licence = Licence.objects.get(case__number=number)
    found = ask(actor, party, permit)[permit]
    assert (found.ref, found.number) == (licence.data, licence.number)
    assert found.register == "本系统电子证照库（未接省电子证照库）"
    Licence.objects.update(status="cancelled", status_since=make.NOON.date())
    assert ask(actor, party, permit) == {}
    known = queries.answers([licence.data])[licence.data]
    assert known.facts[-1][1] == "注销"


def test_of_two_licences_of_a_type_the_newest_is_offered() -> None:
    number = make.issued()
    actor, party = make.applicant()
    Licence.objects.filter(case__number=number).update(type="business-licence")
    assert ask(actor, party, HELD)[HELD].ref == Licence.objects.get().data
    Licence.objects.update(valid_from="2020-01-01")
    assert ask(actor, party, HELD)[HELD].ref != Licence.objects.get().data
