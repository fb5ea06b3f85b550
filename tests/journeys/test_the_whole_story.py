"""The whole story: a company asks on a phone to dig up a road; one window takes it in; three organs look at it beside
each other; it is decided, fetched with a signature, verified by a stranger, and rated. Every page without a barrier.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from journeys.conftest import DESK, PHONE, Visitor
from onevisit.casework import ledger

DRAWING = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
FORM = {
    "road": "中心路（新建一路至新建二路段东侧慢车道）",
    "area": "36",
    "start": "2026-12-07",
    "finish": "2026-12-14",
    "builder": "示例·博路市政工程有限公司",
    "supervisor_phone": "19900000102",
}


class Story:
    """The people of the story, and what they know of the case."""

    def __init__(self, visitor: Callable[..., Visitor], office: Callable[[], None]) -> None:
        self.visitor, self.office = visitor, office
        self.number = self.code = ""

    # --- the citizen, on a phone ----------------------------------------------------------------------------------

    def when_the_company_finds_what_it_needs(self) -> None:
        self.company = self.visitor(PHONE)
        self.company.goes_to("/")
        self.company.shows("home")
        self.company.page.get_by_role("searchbox").first.fill("挖马路")
        self.company.page.keyboard.press("Enter")
        self.company.sees("挖掘城市道路许可")
        self.company.shows("search")
        self.company.page.locator("main").get_by_role("link", name="挖掘城市道路许可").first.click()
        self.company.sees("三个部门同时")
        self.company.shows("guide")

    def and_applies_without_being_asked_what_is_known(self) -> None:
        page = self.company.page
        self.company.presses("立即申请")
        self._signs_in(page)
        page.get_by_label("示例·博路市政工程有限公司").check()
        self.company.presses("下一步")
        page.get_by_label("新建改建满五年、大修满三年").check()
        page.get_by_label("不是，计划内施工").check()
        self.company.shows("questions")
        self._goes_on()
        self.company.sees("免提交")
        page.locator("input[name=way-design][value=upload]").check()
        drawing: Any = {"name": "施工图.pdf", "mimeType": "application/pdf", "buffer": DRAWING}
        page.set_input_files("input[name=file-design]", files=[drawing])
        self.company.shows("materials")
        self._goes_on()
        for key, value in FORM.items():
            page.locator(f"[name='f-{key}']").fill(value)
        page.locator("[name='f-purpose'][value=gas]").check()
        self.company.shows("form")
        self._goes_on()
        page.locator("input[name=delivery][value=window]").check()
        page.locator("select[name=collect_at]").select_option("district-hall")
        self.company.shows("delivery")
        self._goes_on()
        page.locator("input[name=declare]").check()
        self.company.shows("confirm")
        self.company.presses("提交申请")

    def then_it_holds_a_receipt_with_number_code_and_root(self) -> None:
        page = self.company.page
        page.wait_for_url(re.compile(r"/cases/\d{12}/receipt"))
        self.number = re.search(r"/cases/(\d{12})/", page.url).group(1)  # type: ignore[union-attr]
        text = page.locator("main").inner_text()
        self.code = re.search(r"查询码\s+([2-9A-HJ-NP-Z]{8})", text).group(1)  # type: ignore[union-attr]
        assert self.number in text.replace(" ", "")
        self.company.shows("receipt")

    def _signs_in(self, page: Any) -> None:
        from journeys.conftest import PASSWORD

        page.locator("input[name=login]").fill("chen-tiezhu")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button.btn-primary").first.click()
        page.wait_for_url(re.compile("/apply/dig-road"))

    def _goes_on(self) -> None:
        self.company.presses("保存并继续")


@pytest.fixture
def story(visitor: Callable[..., Visitor], office: Callable[[], None]) -> Story:
    return Story(visitor, office)


def test_the_whole_story(story: Story) -> None:
    story.when_the_company_finds_what_it_needs()
    story.and_applies_without_being_asked_what_is_known()
    story.then_it_holds_a_receipt_with_number_code_and_root()
