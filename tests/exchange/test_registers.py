"""The registers of our own: what is entered, who is who, and parcels."""

from __future__ import annotations

import pytest
from django.db import connection

from factories import cases as make
from factories.matters import checked
from onevisit.casework.refusals import NoSuchCase
from onevisit.exchange import commands, connections, queries
from onevisit.exchange.models import Answer, HeldLicence, QueryLog, RegisterEntry, Waybill
from onevisit.exchange.ports import Parcel, Purpose
from onevisit.exchange.refusals import NotYourParcel, ParcelIncomplete
from onevisit.platform import clock
from onevisit.platform.people.actors import NOBODY, SYSTEM
from onevisit.platform.people.models import Party
from onevisit.rules.cases.contents import hash_of
from onevisit.rules.district.definition import Role
from onevisit.rules.record.canonical import loads

pytestmark = pytest.mark.django_db


def test_every_register_says_that_it_is_ours_and_what_is_not_connected() -> None:
    ports = (connections.identity, connections.shared_data, connections.e_licences, connections.courier)
    for port in ports:
        assert port.register.startswith("本系统")
        assert "未接" in port.register


def test_everything_that_the_pack_says_people_hold_is_entered_once(seeded: commands.Seeded) -> None:
    applicants = checked().pack.applicants
    held = {(one.party.identifier, one.type_id) for one in HeldLicence.objects.select_related("party")}
    assert held == {(one.identifier, key) for one in applicants for key in one.holds}
    assert seeded.licences == len(held)
    assert seeded.entries == RegisterEntry.objects.count() > len(applicants)
    assert Answer.objects.count() == seeded.licences + seeded.entries
    assert set(RegisterEntry.objects.values_list("source", flat=True)) == {"演示数据（虚构）"}
    assert set(HeldLicence.objects.values_list("source", flat=True)) == {"演示数据（虚构）"}
    with clock.at(make.later(30)):
        assert commands.seed(checked().pack) == commands.Seeded(0, 0)


def test_an_answer_is_kept_under_the_hash_of_its_words(seeded: commands.Seeded) -> None:
    for answer in Answer.objects.all():
        assert hash_of(answer.body) == answer.ref
        assert len(loads(answer.body)["salt"]) == 32
    assert queries.answers(["0" * 64]) == {}
    ref = Answer.objects.order_by("ref")[0].ref
    assert queries.answers([ref])[ref].ref == ref


def test_no_number_of_a_citizen_stands_in_an_answer(seeded: commands.Seeded) -> None:
    bodies = "".join(Answer.objects.filter(party__kind="person").values_list("body", flat=True))
    for identifier in Party.objects.filter(kind="person").values_list("identifier", flat=True):
        assert identifier not in bodies


def test_name_and_number_belong_together_or_not(seeded: commands.Seeded) -> None:
    person = Party.objects.filter(kind="person").order_by("id")[0]
    assert queries.verify_identity(f" {person.name} ", person.identifier.lower(), NOBODY).verified
    wrong_name = queries.verify_identity("示例·别人", person.identifier, NOBODY)
    unknown = queries.verify_identity(person.name, "370304198506150025", NOBODY)
    assert not wrong_name.verified
    assert not unknown.verified
    assert wrong_name.reason == unknown.reason  # which numbers exist is not to be found out by trying
    bad = queries.verify_identity("\0", "37030419850615002\0", NOBODY)
    assert not bad.verified
    assert "公民身份号码" in bad.reason
    lines = QueryLog.objects.order_by("id").values_list("party", "purpose", "found")
    identity = Purpose.IDENTITY.value
    assert list(lines) == [
        (person.pk, identity, True),
        (person.pk, identity, False),
        (None, identity, False),
        (None, identity, False),
    ]


def test_without_an_entry_nobody_is_verified() -> None:
    person = Party.objects.filter(kind="person").order_by("id")[0]
    assert not queries.verify_identity(person.name, person.identifier, NOBODY).verified


def parcel(case: str) -> Parcel:
    """Something to be sent."""
    return Parcel(case, "示例·王桂兰", "19900000001", "博山区池上镇中郝峪村8号")


def test_every_parcel_has_its_own_number_and_every_request_one_parcel() -> None:
    number = make.submitted()
    with clock.at(make.NOON):
        first, again, second = (
            commands.send(parcel(number), actor=SYSTEM, key=key) for key in ("a", "a", "b")
        )
    assert first == again
    assert (first.number, second.number) == ("BS26112300001", "BS26112300002")
    assert first.register == "本系统邮寄登记簿（未接快递公司）"
    assert Waybill.objects.count() == 2
    row = Waybill.objects.get(number=first.number)
    assert (row.case_number, row.address, row.registered_at) == (number, parcel(number).address, make.NOON)


def test_parcels_are_sent_at_a_hand_out_window() -> None:
    number = make.submitted()
    at_window, _ = make.hands_out_at("district-hall")
    assert commands.send(parcel(number), actor=at_window, key="w").number
    for actor in (NOBODY, make.applicant()[0], make.staff(Role.REVIEWER)):
        with pytest.raises(NotYourParcel):
            commands.send(parcel(number), actor=actor, key="n")


def test_a_parcel_that_cannot_arrive_is_not_registered() -> None:
    number = make.submitted()
    with pytest.raises(ParcelIncomplete, match="收件人、地址"):
        commands.send(Parcel(number, " ", "19900000001", ""), actor=SYSTEM, key="x")
    with pytest.raises(NoSuchCase):
        commands.send(parcel("991231000018"), actor=SYSTEM, key="x")
    assert not Waybill.objects.exists()
    assert connection.in_atomic_block  # nothing broke the transaction
