"""Tickets are taken in the hall: at a paired machine, or by those who work there, while it is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.rules.queueing.opening import HallShut
from onevisit.tickets import terminals
from onevisit.tickets.models import Terminal, Ticket
from onevisit.tickets.refusals import NoSuchPairing, NoSuchTerminal, NotAtTerminal, NotYourHall, TerminalNamed
from tickets import hall
from tickets.test_doors import printer, words

pytestmark = pytest.mark.django_db
Screen = Callable[..., Client]
ASKED = {"desk": "D", "priority": ""}


def set_up(name: str = "一楼东门取号机", minutes: float = 0) -> str:
    return terminals.set_up(main_hall(), name, actor=hall.head(), at=hall.at(minutes))


def test_from_anywhere_else_nobody_takes_a_ticket(screen: Screen) -> None:
    client = screen()
    page = words(client.get(printer()))
    assert "到大厅再取号" in page
    assert "预约一个时间" in page
    refused = client.post(printer(), {**ASKED, "key": make.key()})
    assert refused.status_code == 403
    assert "不是博山区政务服务中心的取号终端" in words(refused)
    assert screen(make.applicant()[0]).post(printer(), ASKED).status_code == 403
    assert not Ticket.objects.exists()


def test_a_machine_is_paired_once_and_keeps_its_token(screen: Screen) -> None:
    code, client, address = set_up(), screen(), reverse("portal:ticket-terminal")
    assert code.replace("-", "") not in str(Terminal.objects.values()), "only hashes are kept"
    page = client.get(address, {"code": code})
    assert code in page.content.decode()
    assert Terminal.objects.get().paired_at is None, "looking pairs nothing"
    answer = client.post(address, {"code": code.replace("-", " ").lower()})
    assert answer["Location"] == f"{printer()}?printer=1"
    cookie = answer.cookies["onevisit-terminal"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) > 365 * 24 * 60 * 60
    token = cookie.value.split(":")[0]
    assert token not in str(Terminal.objects.values())
    assert client.post(printer(), ASKED).status_code == 302
    assert Ticket.objects.get().number == "D001"
    again = screen().post(address, {"code": code})
    assert again.status_code == 422
    assert "已经用过" in words(again)


def test_a_cookie_that_was_changed_is_none(kiosk: Client) -> None:
    kiosk.cookies["onevisit-terminal"] = "x" + kiosk.cookies["onevisit-terminal"].value
    assert kiosk.post(printer(), ASKED).status_code == 403


def test_a_terminal_prints_for_its_own_hall_alone(kiosk: Client) -> None:
    other = reverse("portal:ticket-printer", args=["chengdong-centre"])
    assert "到大厅再取号" in words(kiosk.get(other))
    assert kiosk.post(other, {"desk": "D", "priority": ""}).status_code == 403


def test_who_works_in_the_hall_prints_for_a_walk_in(screen: Screen) -> None:
    for actor in (hall.sitting("D01"), hall.head()):
        assert screen(actor).post(printer(), ASKED).status_code == 302
    assert Ticket.objects.count() == 2
    assert (
        screen(hall.sitting("D01"))
        .post(reverse("portal:ticket-printer", args=["chengdong-centre"]), ASKED)
        .status_code
        == 403
    )


def test_a_code_runs_out_and_the_next_one_replaces_it() -> None:
    old = set_up()
    with pytest.raises(NoSuchPairing):
        terminals.pair(old, at=hall.at(60))
    new = set_up(minutes=61)
    with pytest.raises(NoSuchPairing):
        terminals.pair(old, at=hall.at(62))
    terminals.pair(new, at=hall.at(62))
    assert Terminal.objects.count() == 1
    with pytest.raises(TerminalNamed, match="已经在用"):
        set_up(minutes=63)
    with pytest.raises(TerminalNamed, match="名字"):
        set_up("  ")
    with pytest.raises(NoSuchPairing):
        terminals.pair("没有这种码", at=hall.at(62))


def test_what_is_shut_off_takes_no_more(kiosk: Client) -> None:
    row = Terminal.objects.get()
    with pytest.raises(NoSuchTerminal):
        terminals.shut_off(row.pk, actor=hall.sitting("D01"), at=hall.at())
    terminals.shut_off(row.pk, actor=hall.head(), at=hall.at(11))
    assert kiosk.post(printer(), ASKED).status_code == 403
    assert "到大厅再取号" in words(kiosk.get(printer()))
    (card,) = terminals.terminals(hall.head(), main_hall())
    assert card.shut_by == hall.head().name
    set_up(minutes=12)  # the name is free again


def test_the_last_use_is_known_within_minutes(kiosk: Client) -> None:
    first = Terminal.objects.get().used_at
    kiosk.post(printer(), ASKED)
    assert Terminal.objects.get().used_at == first
    with clock.at(hall.at(30)):
        kiosk.post(printer(), ASKED)
    assert Terminal.objects.get().used_at == hall.at(30)


def test_only_the_head_of_the_hall_sets_up(screen: Screen) -> None:
    with pytest.raises(NotYourHall):
        terminals.set_up(main_hall(), "取号机", actor=hall.sitting("D01"), at=hall.at())
    with pytest.raises(NotYourHall):
        terminals.terminals(make.person("inquiry1"), main_hall())
    page = screen(hall.head()).post(
        reverse("workbench:ticket-terminals"), {"do": "new", "hall": main_hall(), "name": "二楼取号机"}
    )
    code = re.search(r'wb-pairing-code">([0-9A-Z-]{19})<', page.content.decode())
    assert code is not None
    assert page["Cache-Control"].startswith("max-age=0")
    terminals.pair(code[1], at=hall.at(20))
    later = screen(hall.head()).get(reverse("workbench:ticket-terminals"))
    assert code[1] not in later.content.decode()
    row = Terminal.objects.get()
    screen(hall.head()).post(
        reverse("workbench:ticket-terminals"), {"do": "shut", "hall": main_hall(), "terminal": row.pk}
    )
    row.refresh_from_db()
    assert row.shut_at is not None


def test_codes_of_terminals_cannot_be_tried_out(screen: Screen) -> None:
    client, address = screen(), reverse("portal:ticket-terminal")
    statuses = [client.post(address, {"code": "22222222-22222222"}).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_while_the_hall_is_closed_nobody_gets_a_ticket(kiosk: Client) -> None:
    with clock.at(hall.at(8.5 * 60)):
        page = kiosk.get(printer(), {"printer": "1"})
        assert "11月24日星期二09:00开门，08:30起可以取号" in words(page)
        assert kiosk.get(printer(), headers={"HX-Request": "true"}).status_code == 204
        refused = kiosk.post(printer(), {**ASKED, "key": make.key()})
        assert refused.status_code == 409
        assert "现在不办公，不能取号" in words(refused)
        assert "11月24日星期二09:00开门" in words(refused)
    assert not Ticket.objects.exists()
    with clock.at(hall.at(8.5 * 60)), pytest.raises(HallShut):
        terminals.take_here(
            terminals.Wanted(main_hall(), hall.Desk.PEOPLE),
            "",
            actor=hall.head(),
            at=clock.now(),
            key=make.key(),
        )
    early = hall.at(-20) + timedelta(days=1)
    with clock.at(early):
        assert kiosk.get(printer(), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
        assert "11月24日星期二09:00开门" in words(kiosk.get(printer()))
        assert kiosk.post(printer(), ASKED).status_code == 302


def test_who_is_nowhere_is_told_so_in_words() -> None:
    with pytest.raises(NotAtTerminal, match="请到大厅的取号机上取"):
        terminals.take_here(
            terminals.Wanted(main_hall(), hall.Desk.PEOPLE),
            "x",
            actor=make.applicant()[0],
            at=hall.at(),
            key=make.key(),
        )
