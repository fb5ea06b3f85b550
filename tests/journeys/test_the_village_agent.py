"""A farmer who does not go out: the village agent comes to her with a tablet, files for her under the paper that she
signs, and brings the card to her door. She has not made one visit, and can stop him at any time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typst

from journeys.conftest import DESK, PHONE, Visitor
from onevisit.visits import queries as visits

PAPER = typst.compile(
    b"""#set page(width: 148mm, height: 105mm, margin: 12mm)
#rect(width: 100%)[#v(1fr)] #v(1fr) #line(length: 40%)
""",
    format="pdf",
)
"""The signed paper, as the tablet photographs it."""

FARMER, IDENTIFIER = "示例·邓爱英", "370304196902272922"
FORM = {"amount": "500", "from": "2026"}


class Story:
    """The people of the story, and what they know."""

    def __init__(self, visitor: Callable[..., Visitor], office: Callable[[], None]) -> None:
        self.visitor, self.office = visitor, office
        self.number = self.word = ""

    # --- in the farmhouse -----------------------------------------------------------------------------------------

    def given_the_agent_in_her_kitchen(self) -> None:
        self.agent = self.visitor(PHONE)
        self.agent.signs_in("agent-zhonghaoyu", "/work/assist")
        self.agent.sees("不用本人到场，可以在这里办")
        self.agent.shows("assist")

    def when_he_looks_whether_she_has_to_come(self) -> None:
        self.agent.goes_to("/work/assist?q=身份证丢了")
        self.agent.sees("可以请工作人员上门")
        self.agent.goes_to("/work/assist")
        self.agent.page.locator("#assist-q").fill("农村养老保险")
        self.agent.page.keyboard.press("Enter")
        self.agent.sees("代办员全程代办")
        self.agent.shows("assist-search")
        self.agent.page.get_by_role("button", name="替人办 城乡居民养老保险参保登记").click()

    def then_he_cannot_go_on_without_her_word(self) -> None:
        page = self.agent.page
        page.wait_for_url(re.compile(r"/work/assist/drafts/\d+$"))
        draft = page.url.rsplit("/", 1)[1]
        self._who(page)
        self.agent.presses("核对身份")
        self.agent.sees("姓名和号码一致")
        self.agent.sees("登记委托")
        self.agent.presses("登记委托书")
        self.agent.sees("请拍下签了字的委托书")
        assert page.locator("#id_name").input_value() == FARMER, "nothing typed is lost"
        self.agent.goes_to(f"/work/intake/{draft}")
        self.agent.sees("还没有本人的委托")
        self.agent.goes_to(f"/work/assist/drafts/{draft}")

    def when_she_signs_and_he_photographs_it(self) -> None:
        page = self.agent.page
        photograph: Any = {"name": "委托书.pdf", "mimeType": "application/pdf", "buffer": PAPER}
        page.set_input_files("input[name=paper]", files=[photograph])
        self.agent.shows("assist-word")
        self.agent.presses("登记委托书")
        page.wait_for_url(re.compile(r"/work/intake/\d+$"))
        self.agent.sees("替示例·邓爱英办")
        self.word = re.search(r"WT \d{6} \d{5} \w", page.locator("main").inner_text()).group(0)  # type: ignore[union-attr]

    def and_he_fills_in_what_she_says(self) -> None:
        page = self.agent.page
        page.locator("input[name=q-help][value=none]").check()
        page.locator("input[name=q-before][value=never]").check()
        self.agent.presses("按情形更新清单")
        self.agent.sees("免提交")
        for key, value in FORM.items():
            page.locator(f"[name='f-{key}']").fill(value)
        page.locator("[name='f-card'][value=no]").check()
        page.locator("input[name=delivery][value=window]").check()
        page.locator("select[name=collect_at]").select_option("zhonghaoyu-point")
        assert page.locator("select[name=town]").input_value() == "chishang", "her town is known"
        self.agent.shows("assist-intake")
        self.agent.presses("替申请人提交")
        page.wait_for_url(re.compile(r"/cases/\d{12}/receipt"))
        self.number = re.search(r"/cases/(\d{12})/", page.url).group(1)  # type: ignore[union-attr]

    def and_takes_it_in_at_his_point(self) -> None:
        self.agent.goes_to(f"/work/cases/{self.number}/receive")
        self.agent.finds_no_barrier()
        self.agent.presses("收件并受理")
        self.agent.sees("受理通知书")

    # --- behind the counter ---------------------------------------------------------------------------------------

    def when_town_and_district_do_their_part(self) -> None:
        reviewer = self.visitor(DESK)
        reviewer.signs_in("reviewer-chishang", f"/work/cases/{self.number}/review/verify")
        for point in reviewer.page.locator("input[name=checked]").all():
            point.check()
        reviewer.page.locator("input[name=outcome][value=pass]").check()
        reviewer.page.locator("textarea[name=opinion]").fill("户籍和年龄相符，没有重复参保。")
        reviewer.presses("提交审查意见")
        reviewer.sees("的审查意见已提交")
        reviewer.goes_to(f"/work/cases/{self.number}")
        reviewer.sees("谁代办的")
        reviewer.page.locator("#acted a").first.click()
        reviewer.sees("签了字的委托书")
        reviewer.finds_no_barrier()
        chief = self.visitor(DESK)
        chief.signs_in("chief-human-resources", f"/work/cases/{self.number}/decide")
        chief.page.locator("textarea[name=opinion]").fill("符合参保条件，准予登记。")
        chief.presses("准予并制证")
        chief.sees("已作出准予决定")
        self.office()

    def then_he_brings_it_to_her_door(self) -> None:
        self.agent.goes_to("/work/assist")
        self.agent.sees("城乡居民养老保险参保登记")
        self.agent.shows("assist-filed")
        self.agent.goes_to(f"/work/cases/{self.number}/hand-out")
        page = self.agent.page
        page.locator("input[name=way][value=window]").check()
        page.locator("input[name=fetched_by][value=self]").check()
        page.locator("input[name=name]").fill(FARMER)
        page.locator("input[name=checked]").check()
        page.locator("input[name=sign][value=paper]").check()
        page.locator("input[name=paper_signed]").check()
        self.agent.presses("确认送达")
        self.agent.sees("送达")
        self.office()

    # --- her daughter's phone, signed in as she ---------------------------------------------------------------------

    def then_she_has_not_made_one_visit(self) -> None:
        assert visits.of_case(self.number).count.actual == 0
        self.she = self.visitor(PHONE)
        self.she.signs_in("deng-aiying", f"/cases/{self.number}")
        self.she.sees("谁替我办的")
        self.she.sees("示例·谢振华：提交申请")
        self.she.sees("实际0次")
        self.she.sees("到现在一次也没有跑")
        self.she.shows("village-case")

    def and_she_was_told_every_step_and_can_stop_him(self) -> None:
        self.she.goes_to("/my/agents")
        self.she.sees("示例·谢振华")
        self.she.finds_no_barrier()
        self.she.page.locator(".po-cases a").first.click()
        for step in ("提交申请", "收件", "受理", "送达"):
            self.she.sees(step)
        self.she.sees("签了字的委托书")
        self.she.shows("my-agent")
        self.she.page.get_by_text("要撤销？").click()
        self.she.presses("撤销对示例·谢振华的委托")
        self.she.sees("从现在起他不能再替您办")

    def then_he_can_do_nothing_more_in_her_name(self) -> None:
        self.agent.goes_to("/work/assist?q=老年证")
        self.agent.page.get_by_role("button", name="替人办 老年人优待证").click()
        self._who(self.agent.page)
        self.agent.presses("核对身份")
        self.agent.sees("登记委托")
        assert "有有效委托" not in self.agent.page.locator("main").inner_text()

    # --- officials who come home ------------------------------------------------------------------------------------

    def when_she_asks_for_officials_to_come(self) -> None:
        self.she.goes_to("/my/home-visits/ask")
        page = self.she.page
        page.locator("select[name=matter]").select_option("id-card")
        page.locator("input[name=why][value=frail]").check()
        page.locator("select[name=hall]").select_option("zhonghaoyu-point")
        page.locator("input[name=on]").fill("2026-11-25")
        page.locator("input[name=half][value=morning]").check()
        self.she.shows("home-visit-ask")
        self.she.page.locator("main form button.btn-primary").click()
        self.she.sees("正在安排谁去")

    def then_it_is_planned_and_ticked_off_on_the_spot(self) -> None:
        self.agent.goes_to("/work/home-visits")
        self.agent.finds_no_barrier()
        self.agent.page.locator("main table a").first.click()
        page = self.agent.page
        options = page.locator("select[name=lead] option")
        lead = options.filter(has_text="示例·谢振华").first.get_attribute("value")
        police = options.filter(has_text="审查人员").first.get_attribute("value")
        page.locator("select[name=lead]").select_option(lead)
        self.agent.presses("安排并通知本人")
        self.agent.sees("须两人同去")
        page.locator("select[name=lead]").select_option(lead)
        page.locator("select[name=companion]").select_option(police)
        self.agent.presses("安排并通知本人")
        self.agent.sees("已安排")
        self.agent.shows("home-visit")
        for act in page.locator("input[name=acts]").all():
            act.check()
        self.agent.presses("办好了")
        self.agent.sees("这不算群众跑动")
        self.she.goes_to("/my/home-visits")
        self.she.sees("已上门")
        self.she.finds_no_barrier()

    def _who(self, page: Any) -> None:
        page.locator("#id_identifier").fill(IDENTIFIER)
        page.locator("#id_name").fill(FARMER)
        page.locator("#id_phone").fill("19900000031")


def test_a_farmer_is_served_by_the_village_agent_and_makes_no_visit(
    visitor: Callable[..., Visitor], office: Callable[[], None]
) -> None:
    story = Story(visitor, office)
    story.given_the_agent_in_her_kitchen()
    story.when_he_looks_whether_she_has_to_come()
    story.then_he_cannot_go_on_without_her_word()
    story.when_she_signs_and_he_photographs_it()
    story.and_he_fills_in_what_she_says()
    story.and_takes_it_in_at_his_point()
    story.when_town_and_district_do_their_part()
    story.then_he_brings_it_to_her_door()
    story.then_she_has_not_made_one_visit()
    story.and_she_was_told_every_step_and_can_stop_him()
    story.then_he_can_do_nothing_more_in_her_name()
    story.when_she_asks_for_officials_to_come()
    story.then_it_is_planned_and_ticked_off_on_the_spot()
