"""5.5b 网上申报、预约: save and resume, and appointments without double booking, by the pages that people use."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from factories.matters import matters, situations
from onevisit.appointments import errands, slots
from onevisit.appointments.models import Appointment, Happening, Slot
from onevisit.casework import drafts
from onevisit.platform import clock
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.outbox.models import Notice
from onevisit.platform.people.models import Party, PartyKind, Person
from onevisit.rules.district.definition import Role
from onevisit.tickets.models import Ticket

pytestmark = pytest.mark.django_db

MATTER, HALL = "dig-road", "district-hall"
TUESDAY = datetime.fromisoformat("2026-11-24T09:00:00+08:00")


def screen(person: int | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(Person.objects.get(pk=person))
    return client


def key() -> dict[str, str]:
    return {"key": make.key()}


@pytest.mark.clause("5.5b")
def test_an_application_is_saved_and_resumed_and_a_time_at_the_window_is_booked_once() -> None:
    with clock.at(make.NOON):
        slots.refresh(make.NOON)
        actor, party = make.applicant()
        draft = begun_on_one_machine(actor.person)
        went_on_at_another(actor.person, draft)
        seen_without_signing_in()
        booked = booked_from_the_guide(actor.person, party)
        others_took_the_rest(booked)
        moved(actor.person, booked)
    reminded(party)
    came(booked)


def begun_on_one_machine(person: int | None) -> int:
    """Filled in half, kept as it was typed, and left."""
    client = screen(person)
    begin = client.get(reverse("portal:apply", args=[MATTER]))
    assert begin.status_code in (200, 302)
    actor = make.person(Person.objects.get(pk=person).username)
    draft = drafts.begin(actor, MATTER, actor.parties[-1])
    answers = next(situations(matters()[MATTER]))
    page = reverse("portal:draft-questions", args=[draft.id])
    typed = {f"a-{name}": value for name, value in answers.items()}
    edition = re.search(r'name="seen" value="(\d+)"', client.get(page).content.decode())
    sent = {**typed, "then": "later", **({"seen": edition[1]} if edition else {})}
    assert client.post(page, sent).status_code in (200, 302)
    return draft.id


def went_on_at_another(person: int | None, draft: int) -> None:
    """Another browser, hours later: nothing that was typed is lost."""
    client = screen(person)
    with clock.at(make.later(0, hours=9)):
        assert reverse("portal:draft", args=[draft]) in client.get(reverse("portal:drafts")).content.decode()
        resumed = client.get(reverse("portal:draft", args=[draft]))
        assert resumed.status_code == 302
        actor = make.person(Person.objects.get(pk=person).username)
        kept = drafts.get(actor, draft).content["answers"]
        assert kept.items() >= next(situations(matters()[MATTER])).items()


def seen_without_signing_in() -> None:
    """Free times are for everybody; booking asks who one is."""
    client, query = screen(None), {"matter": MATTER, "hall": HALL}
    page = client.get(reverse("portal:appointments"), query)
    assert "剩" in page.content.decode()
    confirm = client.get(reverse("portal:appointment-confirm"), {**query, "at": "2026-11-24T09:00"})
    assert confirm.status_code == 302
    assert confirm["Location"].startswith("/account/login/")


def booked_from_the_guide(person: int | None, party: int) -> int:
    client = screen(person)
    guide = client.get(reverse("portal:guide", args=[MATTER])).content.decode()
    assert f"{reverse('portal:appointments')}?matter={MATTER}" in guide
    given = {"matter": MATTER, "hall": HALL, "at": "2026-11-24T09:00", "party": str(party), **key()}
    first = client.post(reverse("portal:appointment-confirm"), given)
    again = client.post(reverse("portal:appointment-confirm"), given)
    assert first["Location"] == again["Location"], "a second click is the same appointment"
    other = client.post(reverse("portal:appointment-confirm"), {**given, "at": "2026-11-25T09:00", **key()})
    assert other.status_code == 409
    assert "已经预约了" in other.content.decode()
    (row,) = Appointment.objects.filter(party=party)
    receipt = client.get(first["Location"]).content.decode()
    assert f"{row.code[:4]} {row.code[4:]}" in receipt
    calendar = client.get(reverse("portal:appointment-calendar", args=[row.pk]))
    assert b"DTSTART:20261124T010000Z\r\n" in calendar.content
    return int(row.pk)


def others_took_the_rest(booked: int) -> None:
    """The last places go to as many people; the next is told what is free, and loses nothing."""
    slot = Appointment.objects.get(pk=booked).slot
    confirm = reverse("portal:appointment-confirm")
    given = {"matter": MATTER, "hall": HALL, "at": "2026-11-24T09:00"}
    answers = []
    for number in range(slot.fits):
        name = f"示例·排{number}"
        party = Party.objects.create(
            kind=PartyKind.PERSON, name=name, identifier=f"37030419850101{number:04}", phone="13900000000"
        )
        person = Person.objects.create_user(f"clause-{number}", None, name, party)
        answers.append(screen(person.pk).post(confirm, {**given, **key()}))
    assert [one.status_code for one in answers] == [302] * (slot.fits - 1) + [409]
    last = answers[-1].content.decode()
    assert f"的{slot.fits}个预约名额已经约满" in last
    assert "最近可约：" in last
    assert "不预约也可以直接到大厅取号办理" in last
    taken = Appointment.objects.filter(slot=slot, place__isnull=False).values_list("place", flat=True)
    assert len(set(taken)) == len(taken) == slot.fits == slot.places.count()


def moved(person: int | None, booked: int) -> None:
    """To the afternoon: the old place is free again, the code is the same."""
    client, row = screen(person), Appointment.objects.get(pk=booked)
    page = reverse("portal:appointment-move", args=[booked])
    assert "现在约的是" in client.get(page).content.decode()
    answer = client.post(page, {"hall": HALL, "at": "2026-11-24T14:00", **key()})
    assert answer.status_code == 302
    now = Appointment.objects.select_related("slot").get(pk=booked)
    assert (now.code, now.slot.begins_at) == (row.code, TUESDAY.replace(hour=14))
    assert row.slot.places.filter(appointment=None).count() == 1
    assert [one.deed for one in Happening.objects.filter(appointment=booked).order_by("seq")] == [
        "book",
        "move",
    ]


def reminded(party: int) -> None:
    evening = datetime.fromisoformat("2026-11-23T18:30:00+08:00")
    with clock.at(evening):
        assert errands.reminders_round() > 0
        while run_next():
            pass
    said = Notice.objects.filter(party=party).order_by("-id")[0].text
    assert said.startswith("提醒：您预约了明天14:00到博山区政务服务中心")


def came(booked: int) -> None:
    """At the hall: the code, and a ticket for the time that was promised; the window sees who comes."""
    row = Appointment.objects.get(pk=booked)
    with clock.at(TUESDAY.replace(hour=13, minute=50)):
        clerk = screen(make.staff(Role.CLERK, hall=HALL, takes=row.window_class).person)
        listed = clerk.get(reverse("workbench:appointments"), {"hall": HALL}).content.decode()
        assert row.code in listed
        answer = screen(None).post(reverse("portal:check-in"), {"code": row.code.lower(), **key()})
        assert answer.status_code == 200
        row.refresh_from_db()
        assert row.phase == "arrived"
        assert row.ticket in answer.content.decode()
        (code,) = re.findall(r"/tickets/([0-9A-Z]+)", answer.content.decode())
        ticket = Ticket.objects.get(code=code)
        assert (ticket.number, ticket.promised_at) == (row.ticket, TUESDAY.replace(hour=14))
    with clock.at(TUESDAY.replace(hour=17)):
        missed = errands.missed_round()
        assert missed == Appointment.objects.filter(phase="missed").count() > 0
    assert not Slot.objects.filter(day=date(2026, 11, 28)).exists(), "no hall is open on that Saturday"
