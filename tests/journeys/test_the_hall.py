"""A ticket from the printer to the end: kiosk, display, phone, and a window by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from journeys.conftest import DESK, PHONE, Visitor
from onevisit.tickets import triggers
from onevisit.tickets.models import Series, Terminal, Ticket, TicketAct, WindowDay

HALL = "/halls/district-hall"


@pytest.fixture(autouse=True)
def nobody_there(site: str) -> None:
    """The first ticket of a day, whoever came in other journeys: taken away by the only way past the triggers."""
    triggers.GUARD.remove()
    for model in (TicketAct, Ticket, Series, WindowDay, Terminal):
        model.objects.all().delete()
    triggers.GUARD.install()


def paired(visitor: Callable[..., Visitor], kiosk: Visitor, *, javascript: bool = True) -> None:
    """The head of the hall sets up a terminal, and types its code at the machine."""
    head = visitor(DESK)
    head.signs_in("hall-head", "/work/ticket-terminals")
    head.sees("还没有设立取号终端")
    head.finds_no_barrier()
    head.page.get_by_label("名称").fill("一楼东门取号机")
    head.presses("设立并生成配对码")
    head.sees("1小时内有效，只能用一次")
    head.finds_no_barrier()
    code = head.page.locator(".wb-pairing-code").inner_text()
    kiosk.goes_to(f"{HALL}/tickets?printer=1")
    kiosk.sees("到大厅再取号")
    if javascript:  # axe is a script
        kiosk.finds_no_barrier()
    kiosk.presses("在这里输入")
    if javascript:  # axe is a script
        kiosk.finds_no_barrier()
    kiosk.page.get_by_label("配对码").fill(code.lower())
    kiosk.presses("启用这台机器")
    kiosk.sees("您来办什么")
    kiosk.sees("13:00开门")
    if javascript:  # axe is a script
        kiosk.finds_no_barrier()
    head.goes_to("/work/ticket-terminals")
    head.sees("在用")
    assert not head.page.get_by_text(code).count(), "shown once"
    head.finds_no_barrier()


def test_a_ticket_from_the_printer_to_the_end(visitor: Callable[..., Visitor]) -> None:
    kiosk, display, phone, clerk = visitor(DESK), visitor(DESK), visitor(PHONE), visitor(DESK)
    paired(visitor, kiosk)
    kiosk.goes_to(f"{HALL}/tickets?printer=1")
    kiosk.finds_no_barrier()
    kiosk.page.get_by_label("说说要办的事").fill("开饭店")
    kiosk.presses("找")
    kiosk.sees("食品经营许可")
    kiosk.finds_no_barrier()
    kiosk.presses("食品经营许可")
    kiosk.sees("您可以优先")
    kiosk.finds_no_barrier()
    kiosk.page.get_by_role("button", name="取号", exact=True).click()
    kiosk.sees("C001")
    kiosk.finds_no_barrier()
    code = kiosk.page.locator(".tk-code").inner_text()
    kiosk.page.emulate_media(media="print")
    assert not kiosk.page.get_by_role("link", name="下一位取号").is_visible(), "paper has no buttons"
    kiosk.page.emulate_media(media="screen")
    kiosk.presses("下一位取号")
    kiosk.sees("您来办什么")
    phone.goes_to("/tickets")
    phone.finds_no_barrier()
    phone.page.get_by_label("查询码").fill(code.lower())
    phone.presses("看排到哪里")
    phone.sees("前面有0人")
    phone.sees("无法预计")
    phone.finds_no_barrier()
    display.goes_to(f"{HALL}/board")
    display.sees("现在没有叫号")
    display.finds_no_barrier()

    clerk.signs_in("clerk5", "/work/window")
    clerk.sees("有1人在等")
    clerk.finds_no_barrier()
    keys = clerk.page.keyboard
    keys.press("1")
    clerk.sees("第1次叫号")
    clerk.finds_no_barrier()
    display.sees("C001")  # by itself: the page asks what has changed
    expect(display.page.locator(".tk-calling")).to_contain_text("C01")
    display.finds_no_barrier()
    keys.press("2")
    clerk.sees("第2次叫号")
    keys.press("3")
    clerk.sees("正在办理")
    clerk.sees("录入申请")
    clerk.finds_no_barrier()
    keys.press("5")
    keys.type("去复印租赁合同")
    keys.press("Enter")
    clerk.sees("本窗口暂挂的")
    phone.page.reload()
    phone.sees("不用重新排队")
    phone.finds_no_barrier()
    phone.presses("东西齐了，叫我吧")
    phone.sees("由C01号窗口接着办")
    keys.press("1")
    clerk.sees("第1次叫号")
    keys.press("3")
    clerk.sees("正在办理")
    keys.press("8")
    clerk.sees("食品经营许可")
    assert "ticket=C001" in clerk.page.url
    clerk.goes_to("/work/window")
    keys.press("4")
    clerk.sees("没有人在等")
    phone.page.reload()
    phone.sees("办完了")
    phone.finds_no_barrier()

    head = visitor(DESK)
    head.signs_in("hall-head", "/work/hall-day")
    head.sees("商事登记")
    head.finds_no_barrier()
    head.page.get_by_role("row", name="C01").get_by_role("link").click()
    head.sees("食品经营许可")
    head.finds_no_barrier()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_of_a_hall_have_no_barrier(visitor: Callable[..., Visitor], screen: dict[str, int]) -> None:
    person = visitor(screen)
    person.goes_to(f"{HALL}/tickets")
    person.sees("到大厅再取号")
    person.finds_no_barrier()
    person.signs_in("hall-head", f"{HALL}/tickets")
    for path in ("/tickets", "/tickets?desk=D", "/board", "/tickets?q=%E6%88%BF%E4%BA%A7%E8%AF%81"):
        person.goes_to(f"{HALL}{path}")
        person.finds_no_barrier()
    person.goes_to("/halls/chengdong-centre/tickets?q=%E6%88%BF%E4%BA%A7%E8%AF%81")
    person.finds_no_barrier()
    person.goes_to(f"{HALL}/tickets")
    person.presses("大字")
    person.finds_no_barrier()


def test_a_ticket_is_taken_and_called_without_a_script(visitor: Callable[..., Visitor]) -> None:
    person, clerk = visitor(PHONE, javascript=False), visitor(DESK, javascript=False)
    paired(visitor, person, javascript=False)
    person.goes_to(f"{HALL}/tickets")
    person.presses("咨询导办")
    person.presses("残疾人")
    person.sees("F001")
    person.sees("前面有0人")
    clerk.signs_in("clerk-help", "/work/window")
    clerk.presses("叫下一位")
    clerk.sees("残疾人优先")
    clerk.presses("开始办理")
    clerk.presses("办完")
    clerk.sees("没有人在等")
    clerk.presses("暂停服务")
    clerk.sees("窗口还没有开")
