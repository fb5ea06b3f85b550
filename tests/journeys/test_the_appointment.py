"""An appointment from the guide to the ticket: on a phone, without a script, and at the window by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from journeys.conftest import DESK, PHONE, Visitor

GUIDE = "/matters/sole-trader"
WHERE = "/appointments?matter=sole-trader&hall=district-hall"


def test_from_the_guide_to_the_ticket(visitor: Callable[..., Visitor], office: Callable[[], None]) -> None:
    office()  # The round makes the times.
    person = visitor(PHONE)
    person.goes_to(GUIDE)
    person.presses("预约到窗口")
    person.sees("到哪里办")
    person.finds_no_barrier()
    person.page.get_by_role("link", name=re.compile("博山区政务服务中心")).click()
    person.sees("什么时候来")
    person.page.get_by_text("名额是怎么算的").click()
    person.sees("3个窗口 × 4件 = 12件")
    person.finds_no_barrier()
    person.page.get_by_role("link", name=re.compile("13:00")).click()
    person.page.locator("input[name=login]").fill("li-chunyan")
    person.page.locator("input[name=password]").fill("a-password-for-tests")
    person.page.locator("main form button.btn-primary").first.click()
    person.sees("确认预约")
    person.sees("要准备")
    person.finds_no_barrier()
    person.page.get_by_role("button", name="预约", exact=True).click()
    person.sees("预约码")
    person.finds_no_barrier()
    code = person.page.locator(".po-number dd").inner_text().replace(" ", "")
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name="加到手机日历").click()
    assert download.value.suggested_filename.endswith(".ics")
    person.presses("改时间")
    person.sees("改好之前，这个时间一直给您留着")
    person.finds_no_barrier()

    clerk = visitor(DESK)
    clerk.signs_in("clerk5", "/work/appointments")
    clerk.sees(code)
    clerk.finds_no_barrier()
    keys = clerk.page.keyboard
    expect(clerk.page.locator("#code")).to_be_focused()
    keys.press(
        "/"
    )  # the key that leads there from anywhere is no part of the code for whoever is there already
    keys.type(code.lower())
    keys.press("Enter")
    clerk.sees("已签到：排队号 C")
    clerk.finds_no_barrier()
    person.goes_to("/my/appointments")
    person.sees("已到场")
    person.finds_no_barrier()


def test_it_is_booked_and_cancelled_without_a_script(
    visitor: Callable[..., Visitor], office: Callable[[], None]
) -> None:
    office()
    person = visitor(PHONE, javascript=False)
    person.signs_in("li-chunyan", "/my")
    person.goes_to(f"{WHERE}&day=2026-11-26")
    person.page.get_by_role("link", name=re.compile("09:00")).click()
    person.page.get_by_role("button", name="预约", exact=True).click()
    person.sees("2026年11月26日")
    person.page.get_by_text("来不了？").click()
    person.presses("取消这个预约")
    person.sees("预约已取消")


def test_the_window_books_for_a_caller_by_the_keyboard_alone(
    visitor: Callable[..., Visitor], office: Callable[[], None]
) -> None:
    office()
    clerk = visitor(DESK)
    clerk.signs_in("clerk5", "/work/appointments/book")
    clerk.finds_no_barrier()
    keys = clerk.page.keyboard
    expect(clerk.page.locator("#about")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Enter")
    expect(clerk.page.locator("#at")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("示例·郑大爷")
    keys.press("Tab")
    keys.type("0533-4111111")
    keys.press("Enter")
    clerk.sees("约好了，预约码")
    clerk.sees("没有账号，变动要打电话")
    clerk.finds_no_barrier()

    head = visitor(DESK)
    head.signs_in("hall-head", "/work/slots")
    head.goes_to("/work/slots?hall=district-hall&day=2026-11-25")
    head.page.locator("details.wa-why summary").first.click()
    head.sees("可以预约")
    head.finds_no_barrier()
    head.page.get_by_label("从", exact=True).fill("09:00")
    head.page.get_by_label("到", exact=True).fill("10:00")
    head.page.get_by_label("原因").fill("消防演练")
    head.page.get_by_role("button", name="停办").click()
    head.sees("已停办，这段时间不再放号")
    head.finds_no_barrier()


def test_the_printer_takes_a_code(visitor: Callable[..., Visitor]) -> None:
    kiosk = visitor(DESK)
    kiosk.signs_in("clerk-help", "/halls/district-hall/tickets?printer=1")
    kiosk.presses("我预约过，来签到")
    kiosk.sees("预约签到")
    kiosk.finds_no_barrier()
    kiosk.page.get_by_label("预约码").fill("AAAA AAAA")
    kiosk.presses("签到取号")
    kiosk.sees("没有找到这个预约")
    kiosk.finds_no_barrier()
