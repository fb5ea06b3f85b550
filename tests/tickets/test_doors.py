"""The pages of both doors without a browser: what each shows, refuses, and does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.portal import tickets as door
from onevisit.rules.queueing import Desk, Priority
from onevisit.tickets import commands
from onevisit.tickets.models import Ticket, TicketAct, WindowDay
from tickets import hall

pytestmark = pytest.mark.django_db
Screen = Callable[..., Client]


def printer() -> str:
    return reverse("portal:ticket-printer", args=[main_hall()])


def display() -> str:
    return reverse("portal:ticket-board", args=[main_hall()])


def words(response: object) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", response.content.decode()))  # type: ignore[attr-defined]


def test_two_touches_and_a_ticket(kiosk: Client) -> None:
    client = kiosk
    first = client.get(printer())
    assert 'href="?desk=D"' in first.content.decode()
    second = client.get(printer(), {"desk": "D"})
    assert "70岁以上" in words(second)
    taken = client.post(printer(), {"desk": "D", "priority": "", "key": "0" * 32})
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.priority) == ("D001", "")
    assert taken["Location"] == reverse("portal:ticket", args=[ticket.code])
    again = client.post(printer(), {"desk": "D", "priority": "", "key": "0" * 32})
    assert again["Location"] == taken["Location"]
    assert Ticket.objects.count() == 1


def test_said_in_plain_words_the_printer_finds_the_line(kiosk: Client) -> None:
    client = kiosk
    page = client.get(printer(), {"q": "开饭店"}).content.decode()
    assert "food-business-permit" in page
    assert "没有找到" in words(client.get(printer(), {"q": "qqqqqqqq"}))
    client.post(printer(), {"matter": "food-business-permit", "priority": "disabled"})
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.about, ticket.priority) == ("C001", "food-business-permit", "disabled")
    assert "60岁以上" in words(client.get(printer(), {"desk": "B"})), "a house: the law's own age"


def test_the_screen_of_a_printer_goes_to_the_paper(kiosk: Client) -> None:
    client = kiosk
    taken = client.post(printer(), {"desk": "D", "priority": "", "printer": "1"})
    paper = client.get(taken["Location"])
    assert taken["Location"].endswith("/paper")
    code = Ticket.objects.get().code
    assert code in words(paper)
    assert f'data-back="{printer()}?printer=1"' in paper.content.decode()
    assert "<svg" in paper.content.decode(), "the code for the phone"


@pytest.mark.parametrize(
    "given", [{"desk": "Z"}, {"matter": "no-such"}, {"desk": "D", "priority": "king"}, {}]
)
def test_what_cannot_be_chosen_begins_anew(kiosk: Client, given: dict[str, str]) -> None:
    sent = kiosk.post(printer(), {"priority": "", **given})
    assert (sent.status_code, sent["Location"]) == (302, printer())
    assert not Ticket.objects.exists()


def test_a_line_that_the_hall_does_not_have_is_said(screen: Screen) -> None:
    address = reverse("portal:ticket-printer", args=["chengdong-centre"])
    page = screen(hall.head()).get(address, {"q": "房产证"})
    assert page.status_code == 200
    assert "这个大厅不办" in words(page)
    for nowhere in ("moon", "gongpingzhuang-point"):
        answer = screen().get(reverse("portal:ticket-printer", args=[nowhere]))
        assert answer.status_code == 422
        assert "这里不用取号" in words(answer)


def test_one_address_cannot_fill_a_hall(kiosk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "TAKES", 3)
    client = kiosk
    statuses = [client.post(printer(), {"desk": "D", "priority": ""}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


def test_codes_cannot_be_tried_out(screen: Screen) -> None:
    client = screen()
    answers = [client.get(reverse("portal:ticket", args=["22222222"])).status_code for _ in range(11)]
    assert answers == [404] * 10 + [429]


def test_following_one_s_own_ticket(screen: Screen) -> None:
    hall.taken()
    mine = hall.taken(minutes=1)
    elderly = hall.taken(minutes=2, priority=Priority.ELDERLY)
    address = reverse("portal:ticket", args=[mine.code])
    client = screen()
    page = words(client.get(address))
    assert "前面有2人" in page
    assert "没有窗口在办这一类业务，无法预计等候时间" in page
    assert "为什么排在这里" in page
    hall.called("D01", 3)
    page = words(client.get(address))
    assert "前面有1人" in page
    assert "分钟" in page
    assert elderly.number not in page, "the first to be called has gone to the window"
    hall.called("D02", 4)
    hall.called("D03", 5)
    assert "请到D03号窗口" in words(client.get(address))


def test_who_came_later_and_goes_first_is_explained_without_telling_why_he_may(screen: Screen) -> None:
    mine = hall.taken(minutes=1)
    pregnant = hall.taken(minutes=2, priority=Priority.PREGNANT)
    page = words(screen().get(reverse("portal:ticket", args=[mine.code])))
    assert f"{pregnant.number}号09:02取号，属于法律法规和本区规定优先照顾的人" in page
    assert "孕妇" not in page


def test_nothing_is_sent_again_that_has_not_changed(screen: Screen) -> None:
    hall.taken()
    client = screen()
    for address in (display(), reverse("portal:ticket", args=[Ticket.objects.get().code])):
        mark = re.search(r"\?mark=(\w+)", client.get(address).content.decode())
        assert mark is not None
        asked = {"HTTP_HX_REQUEST": "true"}
        assert client.get(address, {"mark": mark[1]}, **asked).status_code == 204
        assert client.get(address, {"mark": "other"}, **asked).status_code == 200
    hall.called()
    changed = client.get(display(), {"mark": mark[1]}, **asked)
    assert changed.status_code == 200
    assert "<html" not in changed.content.decode()


def test_coming_back_and_giving_up_on_the_phone(screen: Screen) -> None:
    one, clerk = hall.taken(), hall.sitting("D01")
    address, client = reverse("portal:ticket", args=[one.code]), screen()
    hall.called("D01", 1)
    commands.recall(one.id, actor=clerk, at=hall.at(2), key=make.key())
    commands.not_come(one.id, actor=clerk, at=hall.at(3), key=make.key())
    assert "09:33以前回到大厅" in words(client.get(address))
    client.post(address, {"do": "back"})
    assert Ticket.objects.get().state == "waiting"
    refused = client.post(address, {"do": "back"})
    assert refused.status_code == 409
    assert "不能过号后回来" in words(refused)
    client.post(address, {"do": "leave"})
    assert Ticket.objects.get().state == "left"
    assert TicketAct.objects.get(deed="give-up").as_what == "持号人"


def test_the_code_is_typed_from_the_paper(screen: Screen) -> None:
    one, client, address = hall.taken(), screen(), reverse("portal:ticket-find")
    found = client.post(address, {"code": f" {one.code[:4]}-{one.code[4:].lower()}"})
    assert found["Location"] == reverse("portal:ticket", args=[one.code])
    wrong = client.post(address, {"code": "ABC"})
    assert wrong.status_code == 422
    assert "查询码" in words(wrong)


def test_the_display_shows_numbers_and_no_people(screen: Screen) -> None:
    hall.taken(priority=Priority.DISABLED)
    hall.serving("C01", 0, Desk.COMMERCE)
    hall.called("D01", 9)
    page = screen().get(display())
    text = words(page)
    assert "D001" in text
    assert "残疾" not in text
    assert 'aria-live="assertive"' in page.content.decode()
    assert "没有开窗" in text, "for a line nobody serves there is no number"


def test_a_window_from_call_to_done(screen: Screen) -> None:
    hall.taken(about="dig-road", about_name="挖掘城市道路审批")
    clerk = hall.sitting("D01")
    client, address = screen(clerk), reverse("workbench:window")

    def do(name: str, **more: str) -> str:
        answer = client.post(address, {"do": name, "key": make.key(), **more}, follow=True)
        assert answer.status_code == 200, words(answer)
        return answer.content.decode()

    page = do("next")
    ticket = str(Ticket.objects.get().pk)
    assert 'data-key="3"' in page
    assert 'data-key="7"' not in page, "nobody is put down as absent after one call"
    assert 'data-key="7"' in do("recall", ticket=ticket)
    page = do("begin", ticket=ticket)
    assert "ticket=D001" in page, "intake begins with the ticket"
    assert "q=%E6%8C%96" in page, "and with what he came for"
    do("park", ticket=ticket, reason="去复印")
    do("unpark", ticket=ticket)
    do("next")
    do("begin", ticket=ticket)
    do("done", ticket=ticket)
    assert Ticket.objects.get().state == "done"
    do("close")
    assert WindowDay.objects.get().closed_at is not None


def test_refusals_are_said_at_the_top_and_what_was_typed_stays(screen: Screen) -> None:
    one = hall.serving()
    client, address = screen(hall.sitting("D01")), reverse("workbench:window")
    nobody = client.post(address, {"do": "next", "key": make.key()})
    assert nobody.status_code == 409
    assert "您的窗口还在办D001号" in words(nobody)
    wrong = client.post(
        address,
        {"do": "pass-on", "key": make.key(), "ticket": one.id, "to": "D", "reason": "医保业务"},
    )
    assert wrong.status_code == 422
    assert 'value="医保业务"' in wrong.content.decode()
    unkeyed = client.post(address, {"do": "done", "ticket": one.id})
    assert unkeyed.status_code == 422
    assert Ticket.objects.get().state == "serving"


def test_passing_on_by_the_form(screen: Screen) -> None:
    one = hall.serving()
    client = screen(hall.sitting("D01"))
    sent = {"do": "pass-on", "key": make.key(), "ticket": one.id, "to": "D:D03", "reason": "归三号窗"}
    client.post(reverse("workbench:window"), sent)
    row = Ticket.objects.get()
    assert (row.state, row.for_window) == ("waiting", "D03")


def test_the_line_beside_is_renewed_alone(screen: Screen) -> None:
    hall.taken()
    answer = screen(hall.sitting("D01")).get(reverse("workbench:window"), HTTP_HX_REQUEST="true")
    assert "D001" in words(answer)
    assert "<html" not in answer.content.decode()


def test_the_head_sees_the_day_of_his_halls_and_the_tickets_behind_it(screen: Screen) -> None:
    one = hall.serving()
    commands.handled(hall.sitting("D01"), "261123000017", at=hall.at(3))
    commands.done(one.id, actor=hall.sitting("D01"), at=hall.at(9), key=make.key())
    client = screen(hall.head())
    page = client.get(reverse("workbench:hall-day"))
    text = words(page)
    assert "社会民生" in text
    assert "8分钟" in text
    behind = client.get(reverse("workbench:hall-tickets"), {"hall": main_hall(), "window": "D01"})
    assert "261123000017" in behind.content.decode()
    yesterday = client.get(reverse("workbench:hall-day"), {"hall": main_hall(), "day": "2026-11-20"})
    assert "没有人取号" in words(yesterday)


def test_who_may_look_at_a_hall(screen: Screen) -> None:
    town = {"hall": "chengdong-centre"}
    assert screen(hall.head()).get(reverse("workbench:hall-day"), town).status_code == 200, "a hall below his"
    assert screen(hall.head()).get(reverse("workbench:hall-day"), {"hall": "moon"}).status_code == 403
    assert screen(make.person("inquiry1")).get(reverse("workbench:hall-day"), town).status_code == 200
    assert screen(hall.sitting("D01")).get(reverse("workbench:hall-day")).status_code == 403
    for stranger in (hall.head(), make.person("reviewer-enforcement")):
        assert screen(stranger).get(reverse("workbench:window")).status_code == 403
    with clock.at(hall.at()):
        assert screen().get(reverse("workbench:window")).status_code == 302
