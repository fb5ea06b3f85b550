"""The whole story: a company asks on a phone to dig up a road; one window takes it in; three organs look at it beside
each other; it is decided, fetched with a signature, verified by a stranger, and rated. Every page without a barrier.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from journeys.conftest import DESK, PHONE, Visitor
from onevisit.casework import ledger
from payments import paying

DRAWING = typst.compile(
    b"""#set page(width: 160mm, height: 110mm, margin: 10mm)
#rect(width: 100%, height: 30%, fill: luma(235))[#align(center + horizon)[36 m#super[2]]]
#line(length: 100%, stroke: (dash: "dashed")) #v(1fr) #line(length: 100%)
""",
    format="pdf",
)
"""A drawing that a browser can show."""
FORM = {
    "road": "中心路（新建一路至新建二路段东侧慢车道）",
    "area": "36",
    "start": "2026-12-07",
    "finish": "2026-12-14",
    "builder": "示例·博路市政工程有限公司",
    "supervisor_phone": "19900000102",
}


ORGANS = {"enforcement": "municipal", "traffic-police": "traffic", "natural-resources": "planning"}
"""The organ that reviews, and its stage."""


def verification_address(pdf: bytes) -> str:
    """The address that the certificate's small print gives beside the QR code."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    found = re.search(r"https?://\S+?/verify/[A-Za-z0-9_-]+", text.replace("\n", ""))
    assert found, text
    return found.group(0)


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

    # --- one window for all organs --------------------------------------------------------------------------------

    def when_the_window_takes_it_in(self) -> None:
        clerk = self.visitor(DESK)
        clerk.signs_in("clerk1", "/work/")
        clerk.sees("挖掘城市道路许可")
        clerk.shows("today")
        clerk.goes_to(f"/work/cases/{self.number}/receive")
        clerk.page.locator("input[name=sighted]").check()
        clerk.shows("receive")
        clerk.presses("收件并受理")
        clerk.sees("受理通知书")
        clerk.shows("acceptance")

    def then_three_organs_have_it_at_once(self) -> None:
        self.reviewers = {}
        for organ in ORGANS:
            reviewer = self.visitor(DESK)
            reviewer.signs_in(f"reviewer-{organ}", "/work/items")
            reviewer.sees("示例·博路市政工程有限公司")
            reviewer.finds_no_barrier()
            self.reviewers[organ] = reviewer

    def when_they_review_it_beside_each_other(self) -> None:
        for organ, stage in ORGANS.items():
            reviewer = self.reviewers[organ]
            reviewer.goes_to(f"/work/cases/{self.number}/review/{stage}")
            for point in reviewer.page.locator("input[name=checked]").all():
                point.check()
            reviewer.page.locator("input[name=outcome][value=pass]").check()
            reviewer.page.locator("textarea[name=opinion]").fill("已核查，符合条件，同意。")
            reviewer.shows(f"review-{stage}")
            reviewer.presses("提交审查意见")
            reviewer.sees("的审查意见已提交")

    def and_the_chief_decides(self) -> None:
        chief = self.visitor(DESK)
        chief.signs_in("chief-enforcement", f"/work/cases/{self.number}/decide")
        chief.page.locator("textarea[name=opinion]").fill("三家意见一致，准予挖掘，按期恢复。")
        chief.shows("decide")
        chief.presses("准予并制证")
        chief.sees("已作出准予决定")
        chief.shows("case")
        self.office()

    def and_the_fee_that_the_organ_worked_out_is_paid(self) -> None:
        paying.assessed(self.number)
        paying.paid_online(self.number)

    def then_one_window_hands_it_out(self) -> None:
        window = self.visitor(DESK)
        window.signs_in("handout1", "/work/hand-out")
        window.sees("示例·博路市政工程有限公司")
        window.shows("hand-out")
        window.goes_to(f"/work/cases/{self.number}/hand-out")
        page = window.page
        page.locator("input[name=way][value=window]").check()
        page.locator("input[name=fetched_by][value=self]").check()
        page.locator("input[name=name]").fill("示例·陈铁柱")
        page.locator("input[name=checked]").check()
        page.locator("canvas").scroll_into_view_if_needed()
        box = page.locator("canvas").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 40, box["y"] + 30)
        page.mouse.down()
        page.mouse.move(box["x"] + 160, box["y"] + 70, steps=6)
        page.mouse.up()
        window.shows("sign")
        window.presses("确认送达")
        window.sees("送达")
        self.office()

    # --- in the applicant's hands ---------------------------------------------------------------------------------

    def then_a_stranger_can_verify_it_without_signing_in(self) -> None:
        self.company.goes_to("/my/licences")
        self.company.sees("城市道路挖掘许可证")
        self.company.shows("licences")
        with self.company.page.expect_download() as downloaded:
            self.company.page.locator("main").get_by_role("link", name="下载").first.click()
        pdf = downloaded.value.path().read_bytes()
        assert pdf.startswith(b"%PDF")
        address = verification_address(pdf)
        stranger = self.visitor(PHONE, javascript=False)
        stranger.goes_to(address.replace("http://127.0.0.1:8000", stranger.site))
        stranger.sees("城市道路挖掘许可证")
        stranger.sees("有效")
        self.stranger = stranger
        stranger_with_scripts = self.visitor(PHONE)
        stranger_with_scripts.goes_to(stranger.page.url)
        stranger_with_scripts.shows("verify")

    def and_the_company_rates_and_reads_every_step(self) -> None:
        self.company.goes_to(f"/cases/{self.number}")
        self.company.shows("my-case")
        self.company.goes_to(f"/cases/{self.number}/rate")
        self.company.page.get_by_role("link", name="非常满意").click()
        self.company.page.get_by_label("一窗受理一次办结").check()
        self.company.shows("rate")
        self.company.presses("提交评价")
        self.company.goes_to(f"/cases/{self.number}")
        for step in ("提交申请", "窗口收件", "受理", "审查意见", "准予", "制证", "送达", "评价"):
            self.company.sees(step)

    def and_whoever_holds_number_and_code_can_follow_it(self) -> None:
        somebody = self.visitor(PHONE)
        somebody.goes_to("/track")
        somebody.page.locator("input[name=number]").fill(self.number)
        somebody.page.locator("input[name=code]").fill(self.code)
        somebody.shows("track")
        somebody.page.locator("main form button.btn-primary").first.click()
        somebody.sees("已送达")
        assert "博路" not in somebody.page.locator("main").inner_text(), "no name without signing in"
        assert self.code not in somebody.page.url
        somebody.shows("tracked")

    def then_the_figures_stand_beside_the_responsible_head(self) -> None:
        head = self.visitor(DESK)
        head.signs_in("head-enforcement", "/work/supervision")
        head.sees("示例·黎雪梅")
        head.shows("supervision")

    def and_the_record_is_whole(self) -> None:
        inquiry = self.visitor(DESK)
        inquiry.signs_in("inquiry1", "/work/ledger")
        inquiry.shows("ledger")
        assert ledger.verify().faults == ()

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
    story.when_the_window_takes_it_in()
    story.then_three_organs_have_it_at_once()
    story.when_they_review_it_beside_each_other()
    story.and_the_chief_decides()
    story.and_the_fee_that_the_organ_worked_out_is_paid()
    story.then_one_window_hands_it_out()
    story.then_a_stranger_can_verify_it_without_signing_in()
    story.and_the_company_rates_and_reads_every_step()
    story.and_whoever_holds_number_and_code_can_follow_it()
    story.then_the_figures_stand_beside_the_responsible_head()
    story.and_the_record_is_whole()
