"""Begun on a phone at night, taken on at the counter with everything in it, and handed out to somebody with a code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from factories.matters import form_for, matters
from journeys.conftest import DESK, PHONE, Visitor
from onevisit.casework.models import Case, Draft
from onevisit.casework.projection import state_of
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Channel

MATTER, PARTY = "food-business-permit", "示例·颜山人家餐饮有限公司"
ANSWERS = {"business": "catering", "premises": "rented", "area": "from50"}
LEASE: Any = {
    "name": "租赁合同.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
}


def test_begun_on_the_phone_and_finished_at_the_counter(visitor: Callable[..., Visitor]) -> None:
    # At night, on the phone: the questions, and the lease photographed.
    owner = visitor(PHONE)
    owner.signs_in("li-chunyan", f"/apply/{MATTER}")
    owner.page.get_by_label(PARTY).check()
    owner.presses("下一步")
    for _ in ANSWERS:  # some are asked once others are answered
        for key, value in ANSWERS.items():
            choice = owner.page.locator(f"input[name=a-{key}][value={value}]")
            if choice.count():
                choice.check()
        owner.presses("保存并继续")
        owner.page.wait_for_load_state()
        if owner.page.url.endswith("/materials"):
            break
    assert owner.page.url.endswith("/materials"), owner.page.locator("main").inner_text()
    field = owner.page.locator("input[type=file][name^=file-]").first
    field.set_input_files([LEASE])
    owner.presses("先存着，改天再办")
    owner.sees("我的草稿")
    owner.shows("drafts")
    owner.page.get_by_role("link", name=re.compile("到窗口接着办")).first.click()
    owner.presses("取一个接办码")
    code = re.search(r"\b\d{4} \d{4}\b", owner.page.locator("main").inner_text())
    assert code
    owner.shows("to-window")
    assert code[0].replace(" ", "") not in owner.page.url
    before = Draft.objects.latest("pk")
    uploaded = [ref for one in before.content["shown"].values() for ref in one.get("refs", ())]

    # In the morning, at the counter: the clerk types the code, and has it all before her.
    clerk = visitor(DESK)
    clerk.signs_in("clerk5", "/work/intake")
    clerk.page.locator("#take-who").fill(code[0])
    clerk.page.keyboard.press("Enter")
    clerk.sees("网上填的都在这里")
    clerk.sees("租赁合同.pdf")
    page = clerk.page
    assert page.locator("[name=name]").input_value() == PARTY
    for key, value in ANSWERS.items():
        assert page.locator(f"input[name=q-{key}][value={value}]").is_checked()
    for key, value in form_for(matters()[MATTER], ANSWERS).items():
        control = page.locator(f"[name='f-{key}']").first
        if control.get_attribute("type") == "radio":
            page.locator(f"[name='f-{key}'][value='{value}']").check()
        elif control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    for name in page.locator("input[type=radio][name^=way-][value=original]").evaluate_all(
        "all => all.map(one => one.name)"
    ):
        if not before.content["shown"].get(name.removeprefix("way-"), {}).get("refs"):
            page.locator(f"input[name='{name}'][value=original]").check()
    page.locator("input[name=delivery][value=window]").check()
    page.locator("button[name=do][value=accept]").first.click()
    page.wait_for_load_state()
    assert "/receipt" in page.url, page.locator(".ov-errors, .ov-refusal").all_inner_texts()
    clerk.shows("receipt-of-two-doors")
    number = re.search(r"/cases/(\d{12})/", page.url)
    assert number

    # One case, hers, with what she photographed at home; the draft is gone from the phone.
    case = Case.objects.get(number=number[1])
    state = state_of(case)
    assert (state.phase, state.channel) == (Phase.ACCEPTED, Channel.WINDOW)
    assert set(uploaded) <= {ref for one in state.shown for ref in one.refs}
    assert not Draft.objects.filter(pk=before.pk).exists()
    owner.goes_to(f"/cases/{number[1]}")
    owner.sees("食品经营许可")
    owner.goes_to("/my/drafts")
    owner.sees("没有草稿")
