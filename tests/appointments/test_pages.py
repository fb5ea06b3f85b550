"""The pages of both doors, as those who use them do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from appointments import making
from appointments.making import HALL, SHOP, TUESDAY, at
from factories import cases as make
from onevisit.appointments import commands
from onevisit.appointments.commands import Holder, Wish
from onevisit.appointments.models import Appointment, Closure, Slot
from onevisit.catalogue.bundles import bundles
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.booking import Kind
from onevisit.rules.district.definition import Role
from onevisit.tickets.models import Ticket

pytestmark = pytest.mark.django_db

Screen = Callable[..., Client]
TRADER = Wish(Kind.MATTER, "sole-trader", "个体工商户设立登记", "商事登记")


@pytest.fixture(autouse=True)
def _offered(noon: None) -> None:
    making.offered()


def of(actor: Actor, wish: Wish = SHOP, begins_at: datetime = TUESDAY) -> int:
    """An appointment of somebody with an account."""
    holder = Holder(actor.parties[0])
    booked = commands.book(wish, HALL, begins_at, holder, actor=actor, at=make.NOON, key=make.key())
    return booked.id


def text(client: Client, route: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(route, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def key() -> dict[str, str]:
    return {"key": make.key()}


def test_free_times_are_for_everybody_and_full_and_closed_ones_say_so(screen: Screen) -> None:
    nameless = screen()
    assert "商事登记" in text(nameless, "portal:appointments")
    halls = text(nameless, "portal:appointments", **{"class": "社会民生"})
    assert "博山区政务服务中心" in halls
    assert "中郝峪村便民服务点" in halls
    making.narrowed(0)
    closing = {"day": "2026-11-24", "since": "10:00", "until": "11:00", "reason": "停电", "hall": HALL}
    screen(making.hall_head()).post(reverse("workbench:appointment-slots"), {**closing, **key()})
    times = text(nameless, "portal:appointments", matter="sole-trader", hall=HALL, day="2026-11-24")
    assert re.search(r"<b>09:00</b><span>约满", times)
    assert re.search(r"<b>10:00</b><span>停办：停电", times)
    assert "at=2026-11-24T09%3A00" not in times
    assert "at=2026-11-24T11%3A00" in times
    assert "3个窗口 × 4件 = 12件" in times


def test_large_letters_ask_one_question_a_page(screen: Screen) -> None:
    client = screen()
    client.post("/view/elder", {"elder": "1", "next": "/"})
    query = {"matter": "sole-trader", "hall": HALL}
    page = client.get(reverse("portal:appointments"), query).content.decode()
    assert "哪一天" in page
    assert "T09%3A00" not in page
    day = client.get(reverse("portal:appointments"), {**query, "day": "2026-11-24"}).content.decode()
    assert "几点来" in day
    assert "T09%3A00" in day
    assert "11月25日" not in day


def test_nonsense_in_the_address_leads_back_to_a_question(screen: Screen) -> None:
    client = screen(make.applicant()[0])
    for query in (
        {"bundle": "nothing"},
        {"class": "x"},
        {"matter": "sole-trader", "hall": "nowhere", "day": "x"},
    ):
        assert client.get(reverse("portal:appointments"), query).status_code == 200
    assert client.get(reverse("portal:appointments"), {"matter": "nothing"}).status_code == 404
    confirm = reverse("portal:appointment-confirm")
    for query in (
        {},
        {"matter": "sole-trader", "at": "2026-11-24T09:00", "hall": "nowhere"},
        {"class": "社会民生"},
    ):
        assert client.get(confirm, query).status_code == 302


def test_confirming_says_what_to_bring_and_how_often_one_comes(screen: Screen) -> None:
    actor, party = make.applicant()
    query = {"matter": "sole-trader", "hall": HALL, "at": "2026-11-24T09:00"}
    page = text(screen(actor), "portal:appointment-confirm", **query)
    assert re.search(r"要准备 \d+ 样", page)
    assert "2026年11月24日 星期二" in page
    assert f'value="{party}"' in page
    answer = screen(actor).post(
        reverse("portal:appointment-confirm"), {**query, "phone": "13800000000", **key()}
    )
    row = Appointment.objects.get()
    assert (row.phone, answer["Location"]) == (
        "13800000000",
        reverse("portal:appointment", args=[row.pk]),
    )


def test_a_place_that_went_meanwhile_is_said_on_the_same_page(screen: Screen) -> None:
    making.narrowed(0)
    query = {"matter": "sole-trader", "hall": HALL, "at": "2026-11-24T09:00"}
    answer = screen(make.applicant()[0]).post(reverse("portal:appointment-confirm"), {**query, **key()})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "约满" in page
    assert "最近可约：" in page
    assert "day=2026-11-24" in page


def test_my_appointments_lead_to_moving_and_cancelling(screen: Screen) -> None:
    actor, _ = make.applicant()
    client, one = screen(actor), of(actor, TRADER)
    assert "个体工商户设立登记" in text(client, "portal:my-appointments")
    assert "改到这个时间" in text(
        client, "portal:appointment-move", one, hall=HALL, at="2026-11-26T14:00", matter="sole-trader"
    )
    move = reverse("portal:appointment-move", args=[one])
    making.narrowed(0, at("2026-11-25T09:00"))
    full = client.post(move, {"hall": HALL, "at": "2026-11-25T09:00", **key()})
    assert (full.status_code, "约满" in full.content.decode()) == (409, True)
    assert client.post(move, {"hall": HALL, "at": "2026-11-26T14:00", **key()}).status_code == 302
    cancel = reverse("portal:appointment-cancel", args=[one])
    assert client.post(cancel, key()).status_code == 302
    assert "已取消" in text(client, "portal:appointment", one)
    file = client.get(reverse("portal:appointment-calendar", args=[one]))
    assert file["Content-Type"].startswith("text/calendar")
    assert b"STATUS:CANCELLED" in file.content
    assert client.get(move).status_code == 302, "there is nothing to move any more"


def test_a_bundle_is_booked_where_all_of_it_is_taken_in(screen: Screen) -> None:
    actor, _ = make.applicant()
    (one, *_) = [one for one in bundles(make.NOON.date()) if one.bundle.window_class.value == "商事登记"]
    key_of, levels = one.bundle.key, {level.value for level in one.matter.offered_at}
    guide = text(screen(actor), "portal:bundle", key_of)
    assert f"{reverse('portal:appointments')}?bundle={key_of}" in guide
    times = text(screen(actor), "portal:appointments", bundle=key_of)
    assert ("便民服务中心" in times) == ("town" in levels)
    given = {"bundle": key_of, "hall": HALL, "at": "2026-11-24T09:00"}
    assert one.bundle.name in text(screen(actor), "portal:appointment-confirm", **given)
    answer = screen(actor).post(reverse("portal:appointment-confirm"), {**given, **key()}, follow=True)
    assert answer.status_code == 200
    row = Appointment.objects.get()
    assert (row.kind, row.subject, row.subject_name) == ("bundle", key_of, one.bundle.name)


def test_a_matter_is_booked_and_moved_only_where_it_is_done(screen: Screen) -> None:
    client, (matter, elsewhere) = screen(make.applicant()[0]), ("billboard", "badou-centre")
    time, confirm = "2026-11-24T09:00", reverse("portal:appointment-confirm")
    given = {"matter": matter, "hall": elsewhere, "at": time}
    assert Slot.objects.filter(hall=elsewhere, begins_at=TUESDAY).exists()
    for answer in (client.get(confirm, given), client.post(confirm, {**given, **key()})):
        assert answer["Location"] == f"{reverse('portal:appointments')}?matter={matter}"
    assert not Appointment.objects.exists()
    client.post(confirm, {**given, "hall": HALL, **key()})
    row = Appointment.objects.get()
    move = reverse("portal:appointment-move", args=[row.pk])
    refused = client.post(move, {"hall": elsewhere, "at": "2026-11-25T09:00", **key()})
    assert (refused.status_code, f"不办“{row.subject_name}”" in refused.content.decode()) == (422, True)
    row.refresh_from_db()
    assert (row.slot.hall_id, row.slot.begins_at) == (HALL, TUESDAY)


def test_nobody_sees_somebody_elses(screen: Screen) -> None:
    one = of(make.applicant()[0])
    other = screen(make.applicant(enterprise=False)[0])
    for route in ("portal:appointment", "portal:appointment-move", "portal:appointment-calendar"):
        assert other.get(reverse(route, args=[one])).status_code == 404
    assert other.post(reverse("portal:appointment-cancel", args=[one]), key()).status_code == 404
    people = make.staff(Role.CLERK, hall=HALL, takes="社会民生")
    assert screen(people).get(reverse("workbench:appointment", args=[one])).status_code == 404


def test_checking_in_at_the_hall_without_an_account(screen: Screen) -> None:
    booked = making.booked(TRADER)
    client, page = screen(), reverse("portal:check-in")
    early = client.post(page, {"code": booked.code, **key()})
    assert (early.status_code, "11月24日08:00起" in early.content.decode()) == (409, True)
    assert f'value="{booked.code}"' in early.content.decode(), "nothing typed is lost"
    with clock.at(TUESDAY):
        answer = client.post(page, {"code": booked.code, "priority": "elderly", **key()})
        ticket = Ticket.objects.get(appointment=booked.code)
        assert ticket.number in answer.content.decode()
        assert (ticket.priority, ticket.promised_at) == ("elderly", TUESDAY)
        other = making.booked(TRADER, at("2026-11-24T10:00"), now=TUESDAY)
        printed = client.post(page, {"code": other.code, "printer": "1", **key()})
        assert printed.status_code == 302
        assert printed["Location"].endswith("/paper")


def test_codes_cannot_be_guessed_for_long(screen: Screen) -> None:
    client, page = screen(), reverse("portal:check-in")
    answers = [client.post(page, {"code": "AAAAAAAA", **key()}).status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]


def test_the_window_sees_its_day_and_checks_in_by_code(screen: Screen) -> None:
    booked, other = making.booked(TRADER), making.booked(making.ROAD)
    client, page = screen(making.clerk()), reverse("workbench:appointments")
    assert "没有人预约" in text(client, "workbench:appointments")
    listed = text(client, "workbench:appointments", day="2026-11-24")
    assert booked.code in listed
    assert other.code not in listed, "another window's"
    everything = text(screen(making.hall_head()), "workbench:appointments", day="2026-11-24", hall=HALL)
    assert other.code in everything
    found = text(client, "workbench:appointments", day="2026-11-24", q=making.row(booked).name)
    assert booked.code in found
    refused = client.post(page, {"code": booked.code, **key()})
    assert (refused.status_code, "还没有到签到的时间" in refused.content.decode()) == (409, True)
    with clock.at(TUESDAY):
        answer = client.post(page, {"code": booked.code, **key()}, follow=True)
        assert "已签到：排队号 C" in answer.content.decode()


def test_the_hall_books_on_the_telephone_moves_and_cancels(screen: Screen) -> None:
    client, page = screen(making.clerk()), reverse("workbench:appointment-book")
    times = text(client, "workbench:appointment-book", about="matter:sole-trader")
    value = re.search(r'<option value="(2026-11-24T[^"]+)"', times)
    assert value is not None
    assert "matter:dig-road" not in times, "another window's"
    given = {"about": "matter:sole-trader", "hall": HALL, "at": value[1], "name": "示例·郑大爷"}
    refused = client.post(page, {**given, "phone": "123", **key()})
    assert (refused.status_code, 'value="示例·郑大爷"' in refused.content.decode()) == (422, True)
    answer = client.post(page, {**given, "phone": "0533-4111111", **key()}, follow=True)
    row = Appointment.objects.get(phone="05334111111")
    assert row.code in answer.content.decode()
    one = reverse("workbench:appointment", args=[row.pk])
    moved = client.post(one, {"do": "move", "at": at("2026-11-25T10:00").isoformat(), **key()}, follow=True)
    assert "请打电话告诉他：05334111111" in moved.content.decode()
    bare = client.post(one, {"do": "cancel", "reason": " ", **key()})
    assert (bare.status_code, "还没有写明原因" in bare.content.decode()) == (422, True)
    client.post(one, {"do": "cancel", "reason": "他来电说不来了", **key()})
    row.refresh_from_db()
    assert row.phase == "cancelled"


def test_the_head_sees_why_closes_hours_and_whom_to_call(screen: Screen) -> None:
    client, page = screen(making.hall_head()), reverse("workbench:appointment-slots")
    booked = making.booked(TRADER)
    shown = text(client, "workbench:appointment-slots", hall=HALL, day="2026-11-24")
    assert "3个窗口 × 4件 = 12件" in shown
    given = {"hall": HALL, "day": "2026-11-24", "since": "09:00", "until": "10:00"}
    refused = client.post(page, {**given, **key()})
    assert (refused.status_code, 'value="09:00"' in refused.content.decode()) == (422, True)
    assert client.post(page, {**given, "since": "x", "reason": "停电", **key()}).status_code == 422
    answer = client.post(page, {**given, "reason": "停电", **key()}, follow=True).content.decode()
    assert "有1位已经约了的要打电话" in answer
    assert making.row(booked).phone in answer
    assert "要打电话改时间" in text(client, "workbench:appointments")
    own = of(make.applicant()[0], making.BUNDLE, at("2026-11-24T11:00"))
    client.post(page, {**given, "since": "11:00", "until": "12:00", "reason": "停水", **key()})
    receipt = text(screen(make.applicant()[0]), "portal:appointment", own)
    assert "停水。大厅会打电话给您" in receipt
    closure = Closure.objects.get(reason="停电")
    client.post(page, {"do": "reopen", "closure": str(closure.pk), **key()})
    closure.refresh_from_db()
    assert closure.ended_at == make.NOON
    client.post(page, {"do": "reopen", "closure": str(Closure.objects.get(reason="停水").pk), **key()})
    assert "要打电话的" not in text(client, "workbench:appointment-slots", hall=HALL)


def test_statements_do_not_grow_with_what_is_booked(
    screen: Screen, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = screen(making.hall_head())
    for hour in ("09", "10", "11"):
        making.narrowed(2, at(f"2026-11-24T{hour}:00"))
    with clock.at(make.NOON + timedelta(minutes=1)):
        for route, most in (("workbench:appointments", 16), ("workbench:appointment-slots", 17)):
            text(client, route, hall=HALL, day="2026-11-24")
            with django_assert_max_num_queries(most):
                text(client, route, hall=HALL, day="2026-11-24")
        nameless = screen()
        with django_assert_max_num_queries(10):
            text(nameless, "portal:appointments", matter="sole-trader", hall=HALL)
