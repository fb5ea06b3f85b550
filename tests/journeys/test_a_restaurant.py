"""A restaurant opened at one window, by keyboard alone: seven matters, one sheet, one hand-out, one visit.
And the same begun on a phone at night, and finished with no visit at all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from factories import bundles as bundle
from factories.matters import form_for
from journeys.conftest import DESK, PHONE, Visitor
from journeys.keyboard import Keyboard
from onevisit.bundles.models import Bundle
from onevisit.casework import of_bundle
from onevisit.platform.people.models import Person
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Way
from onevisit.visits import queries as visits

KEY = "open-a-restaurant"
CHOICES = {
    "who": "sole",
    "food": "permit",
    "fire": "other",
    "staff": "hired",
    "seal": "wanted",
    "invoice": "wanted",
    "tobacco": "none",
    "sign": "none",
}
WHO = {
    "identifier": "370304198609214423",
    "name": "示例·李春燕",
    "phone": "19900000002",
    "address": "博山区城东街道",
}


class Restaurant:
    """What a restaurant asks, in the words of the bundle."""

    def __init__(self) -> None:
        self.composite = bundle.of_pack(KEY)
        self.matter = self.composite.matter
        self.answers = bundle.answers(self.composite, **CHOICES)
        self.form = form_for(self.matter, self.answers)
        self.requirements = requirements_for(self.matter, self.answers)

    def wanted(self, name: str) -> str | None:
        """What belongs into a control of the window's page."""
        kind, _, key = name.partition("-")
        if name in WHO:
            return WHO[name]
        if kind == "q":
            return self.answers.get(key)
        if kind == "f":
            return self.form.get(key)
        if kind == "way":
            offered = next(
                ([way.way for way in one.evidence] for one in self.requirements if one.key == key), []
            )
            return Way.ORIGINAL.value if Way.ORIGINAL in offered else None
        return {"channel": "window", "delivery": "courier", "post_address": WHO["address"]}.get(name)

    @property
    def parts(self) -> list[str]:
        """The matters that it takes."""
        return [one.key for one in self.composite.applying(self.answers)]


class Story:
    """The people, and what they know of the bundle."""

    def __init__(self, visitor: Callable[..., Visitor], office: Callable[[], None]) -> None:
        self.visitor, self.office = visitor, office
        self.restaurant = Restaurant()
        self.number = ""

    # --- at one window --------------------------------------------------------------------------------------------

    def when_the_clerk_takes_it_down_by_keyboard(self) -> None:
        self.clerk = self.visitor(DESK)
        self.clerk.signs_in("clerk5", "/work/intake")
        self.clerk.sees("一件事：几个事项一起办")
        self.clerk.shows("intake-choose")
        page = self.clerk.page
        keys = Keyboard(page, lambda _: None)
        keys.go_until("bundle", KEY)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/work/intake/\d+"))
        self.clerk.sees("什么情形")
        keys = Keyboard(page, self.restaurant.wanted)
        keys.go_until("do", "accept")
        self.clerk.finds_no_barrier()
        page.locator("button[name=do][value=accept]").focus()
        page.keyboard.press("Enter")

    def then_one_sheet_names_everything(self) -> None:
        page = self.clerk.page
        page.wait_for_load_state("networkidle")
        wrong = page.locator(".ov-errors, .ov-refusal")
        assert not wrong.count(), wrong.first.inner_text()
        page.wait_for_url(re.compile(r"/work/bundles/\d{12}/receipt"))
        self.number = re.search(r"/bundles/(\d{12})/", page.url).group(1)  # type: ignore[union-attr]
        self.clerk.sees("受理通知书（一件事）")
        for name in ("个体工商户登记（设立）", "食品经营许可（新办）", "公章刻制备案", "企业职工参保登记"):
            self.clerk.sees(name)
        self.clerk.shows("bundle-receipt")
        assert len(Bundle.objects.get(number=self.number).state) > 0

    def when_the_organs_work_side_by_side(self) -> None:
        waiting = set(self.restaurant.parts)
        while waiting:
            ready = [
                one
                for one in waiting
                if any(part.matter == one for part in of_bundle.parts_of([self.number]))
            ]
            assert ready, waiting
            bundle.issue(self.number, ready)
            self.office()
            waiting -= set(ready)

    def then_the_page_shows_each_part_done(self) -> None:
        self.clerk.goes_to(f"/work/bundles/{self.number}")
        self.clerk.sees("已出证，待领取")
        self.clerk.finds_no_barrier()
        assert {one.phase for one in of_bundle.parts_of([self.number])} == {Phase.ISSUED}

    def then_one_window_sends_everything_in_one_parcel(self) -> None:
        window = self.visitor(DESK)
        window.signs_in("handout1", "/work/hand-out")
        page = window.page
        page.locator("#who-q").fill(WHO["identifier"])
        page.keyboard.press("Enter")
        window.sees("在这里领")
        window.shows("hand-out-person")
        window.presses("勾选的一起出件")
        window.sees(f"共{len(self.restaurant.parts)}件")
        page.locator("input[name=way][value=courier]").check()
        page.locator("input[name=recipient]").fill(WHO["name"])
        page.locator("input[name=phone]").fill(WHO["phone"])
        page.locator("textarea[name=post_address]").fill(WHO["address"])
        window.shows("hand-out-all")
        window.presses("确认送达")
        self.office()
        assert {one.phase for one in of_bundle.parts_of([self.number])} == {Phase.HANDED_OUT}

    def then_it_took_one_visit_and_says_so(self) -> None:
        assert visits.of_bundle(self.number).count.actual == 1
        self.clerk.goes_to(f"/work/bundles/{self.number}")
        self.clerk.sees("全部办完")
        self.clerk.sees("承诺1次")
        self.clerk.sees("实际1次")
        self.clerk.shows("bundle")

    # --- on a phone at night --------------------------------------------------------------------------------------

    def when_the_owner_applies_on_a_phone(self) -> None:
        self.owner = self.visitor(PHONE)
        self.owner.goes_to("/")
        self.owner.sees("一件事一次办")
        self.owner.page.locator(".po-bundles").get_by_role("link", name="开饭店").click()
        self.owner.sees("先办什么后办什么")
        self.owner.shows("bundle-guide")
        self.owner.presses("一次申请")
        page = self.owner.page
        self._signs_in(page)
        page.get_by_label("示例·李春燕").check()
        self.owner.presses("下一步")
        self._answers(page)
        self.owner.shows("bundle-questions")
        self.owner.presses("保存并继续")
        self._shows_materials(page)
        self.owner.shows("bundle-materials")
        self.owner.presses("保存并继续")
        self._fills_in(page)
        self.owner.shows("bundle-form")
        self.owner.presses("保存并继续")
        page.locator("input[name=delivery][value=electronic]").check()
        self.owner.presses("保存并继续")
        page.locator("input[name=declare]").check()
        self.owner.shows("bundle-confirm")
        self.owner.presses("提交申请")
        page.wait_for_url(re.compile(r"/my/bundles/\d{12}/receipt"))
        self.number = re.search(r"/bundles/(\d{12})/", page.url).group(1)  # type: ignore[union-attr]
        self.owner.sees("已经一次提交")
        self.owner.sees("要跑 0 次")
        self.owner.shows("my-bundle-receipt")

    def _signs_in(self, page: Any) -> None:
        from journeys.conftest import PASSWORD

        page.locator("input[name=login]").fill(Person.objects.get(name=WHO["name"]).username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button.btn-primary").first.click()
        page.wait_for_url(re.compile(f"/bundles/{KEY}/apply"))

    def _answers(self, page: Any) -> None:
        """Answer what is asked; what depends on an answer comes with the next page load."""
        for key, option in self.restaurant.answers.items():
            control = page.locator(f"[name='a-{key}'][value='{option}']")
            if not control.count():
                self.owner.presses("保存并继续")
            page.locator(f"[name='a-{key}'][value='{option}']").check()

    def _shows_materials(self, page: Any) -> None:
        paper: Any = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": _paper()}
        for one in self.restaurant.requirements:
            ways = [way.way for way in one.evidence]
            chosen = page.locator(f"input[name='way-{one.key}']:checked")
            if Way.UPLOAD not in ways or (chosen.count() and chosen.input_value() != Way.UPLOAD):
                continue
            page.locator(f"input[name='way-{one.key}'][value=upload]").check()
            page.set_input_files(f"input[name='file-{one.key}']", files=[paper])

    def _fills_in(self, page: Any) -> None:
        for key, value in self.restaurant.form.items():
            control = page.locator(f"[name='f-{key}']")
            kind = control.first.get_attribute("type") if control.count() else None
            if kind == "radio":
                page.locator(f"[name='f-{key}'][value='{value}']").check()
            elif control.count() and control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(value)
            elif control.count():
                control.fill(value)

    def when_the_window_accepts_the_whole_in_one_act(self) -> None:
        clerk = self.visitor(DESK)
        clerk.signs_in("clerk5", f"/work/bundles/{self.number}")
        clerk.sees("材料看一遍就够")
        clerk.shows("bundle-accept")
        clerk.presses("全部受理")
        clerk.sees("受理通知书（一件事）")

    def then_the_owner_has_everything_without_a_visit(self) -> None:
        self.owner.goes_to(f"/my/bundles/{self.number}")
        self.owner.sees("全部办完了，您满意吗？")
        self.owner.sees("从申请到拿到结果，都不用出门")
        self.owner.shows("my-bundle")
        assert visits.of_bundle(self.number).count.actual == 0

    def and_rates_it_once(self) -> None:
        self.owner.presses("评价")
        self.owner.page.get_by_role("link", name="非常满意").click()
        self.owner.presses("提交评价")
        self.owner.sees("我的评价")


def _paper() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


@pytest.fixture
def story(visitor: Callable[..., Visitor], office: Callable[[], None]) -> Story:
    return Story(visitor, office)


def test_a_restaurant_at_one_window(story: Story) -> None:
    story.when_the_clerk_takes_it_down_by_keyboard()
    story.then_one_sheet_names_everything()
    story.when_the_organs_work_side_by_side()
    story.then_the_page_shows_each_part_done()
    story.then_one_window_sends_everything_in_one_parcel()
    story.then_it_took_one_visit_and_says_so()


def test_a_restaurant_from_a_phone_at_night(story: Story) -> None:
    story.when_the_owner_applies_on_a_phone()
    story.when_the_window_accepts_the_whole_in_one_act()
    story.when_the_organs_work_side_by_side()
    story.then_the_owner_has_everything_without_a_visit()
    story.and_rates_it_once()
