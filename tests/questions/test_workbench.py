"""The pages of the staff: what waits first, answering, passing on, publishing; and the book of parcels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from exchange.test_parcels import clerk_of, handed_to_courier, originals, posted, with_original
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.exchange import parcels
from onevisit.exchange.models import Waybill
from onevisit.platform import clock
from onevisit.questions import queries
from onevisit.questions.models import AnswerPromise, Question
from onevisit.rules.district.definition import Role
from questions import asking

Screen = Callable[..., Client]


def body(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def act(do: str, seen: int = 1, **typed: str) -> dict[str, str]:
    """A form of the question page as it is sent."""
    return {"do": do, "key": make.key(), "seen": str(seen), **typed}


def test_the_most_urgent_question_stands_first_and_is_answered(screen: Screen) -> None:
    new = asking.asked(at=make.NOON).reference
    old = asking.asked(at=make.later(-14)).reference
    reviewer = screen(asking.reviewer())
    assert ">2</b>" in body(reviewer.get("/work/"))  # 待答复的咨询
    page = body(reviewer.get("/work/questions"))
    assert page.index(old) < page.index(new)
    assert "超期5个工作日" in page
    shown = body(reviewer.get(f"/work/questions/{old}"))
    assert "待确认" in shown  # No law sets the limit.
    assert "参照《安阳市政务服务条例》第五十条" in shown
    done = reviewer.post(f"/work/questions/{old}", act("answer", answer=asking.ANSWER), follow=True)
    assert "已答复，提问人收到通知" in body(done)
    page = body(reviewer.get("/work/questions"))
    assert old not in page
    assert old in body(reviewer.get("/work/questions?state=late"))


def test_a_refused_form_keeps_what_was_typed(screen: Screen) -> None:
    reference = asking.asked().reference
    reviewer = screen(asking.reviewer())
    address = f"/work/questions/{reference}"
    empty = reviewer.post(address, act("answer", answer=" "))
    assert (empty.status_code, "请写明答复内容" in body(empty)) == (422, True)
    nowhere = reviewer.post(address, act("pass-on", reason="占道归交警管。"))
    assert (nowhere.status_code, "请选择转给哪个部门" in body(nowhere)) == (422, True)
    assert "占道归交警管。" in body(nowhere)
    asking.answered(reference, actor=make.staff(Role.CHIEF, organ="enforcement"))
    slower = reviewer.post(address, act("answer", answer="我也写了一份答复。"))
    assert slower.status_code == 409
    assert "首席代表答复" in body(slower)
    public = act("publish", 2, public_title="挖路", public_text="电话13800001234", public_answer="网上申请。")
    personal = reviewer.post(address, public)
    assert (personal.status_code, "《个人信息保护法》第二十五条" in body(personal)) == (422, True)
    assert "电话13800001234" in body(personal)


def test_passing_on_publishing_and_taking_down(screen: Screen) -> None:
    reference = asking.asked().reference
    reviewer, other = screen(asking.reviewer()), screen(asking.reviewer("traffic-police"))
    address = f"/work/questions/{reference}"
    given = reviewer.post(address, act("pass-on", to="traffic-police", reason="占道归交警管。"))
    assert given.headers["location"] == "/work/questions"
    assert reviewer.get(address).status_code == 404
    assert "占道归交警管。" in body(other.get(address))
    other.post(address, act("answer", 2, answer="可以。"))
    public = act("publish", 3, public_title="占道", public_text="占道要批吗？", public_answer="要。")
    assert "已公开" in body(other.post(address, public, follow=True))
    assert "占道要批吗？" in body(screen().get("/questions"))
    down = other.post(address, act("take-down", 4, reason="规定变了。"), follow=True)
    assert "已撤下" in body(down)
    assert "占道要批吗？" not in body(screen().get("/questions"))


def test_the_inquiry_office_reads_all_and_changes_nothing(screen: Screen) -> None:
    reference = asking.asked(at=make.later(-14)).reference
    inquiry = screen(make.staff(Role.INQUIRY))
    page = body(inquiry.get("/work/questions"))
    head = queries.figures(make.staff(Role.INQUIRY))[0].head
    assert head in page  # Each organ's figures stand beside its responsible head.
    assert 'href="?state=overdue&amp;organ=enforcement"' in page
    assert reference in body(inquiry.get("/work/questions?state=overdue&organ=enforcement"))
    assert 'method="post"' not in body(inquiry.get(f"/work/questions/{reference}")).split("<main", 1)[1]
    assert inquiry.post(f"/work/questions/{reference}", act("answer", answer="可以。")).status_code == 403
    assert Question.objects.get().phase == "asked"


def test_nonsense_in_the_address_narrows_nothing(screen: Screen) -> None:
    asking.asked()
    reviewer = screen(asking.reviewer())
    for query in ("state=x", "page=-1", "q=%00", "organ=%00", "state="):
        assert reviewer.get(f"/work/questions?{query}").status_code == 200
    assert reviewer.get("/work/questions/ZX1").status_code == 404


def test_the_editor_sees_what_is_assumed_and_confirms_another_promise(screen: Screen) -> None:
    editor = screen(make.staff(Role.EDITOR))
    assert "待确认" in body(editor.get("/work/questions/promise"))
    wrong = editor.post("/work/questions/promise", {"days": "3", "since": "2026-11-01", "source": "某文件"})
    assert (wrong.status_code, "某文件" in body(wrong)) == (422, True)
    form = {"days": "3", "since": "2026-12-01", "source": "", "confirmed": "1"}
    assert editor.post("/work/questions/promise", form).status_code == 302
    later = AnswerPromise.objects.latest("since")
    assert (later.days, later.assumed, later.set_by_id) == (3, False, make.staff(Role.EDITOR).person)


def test_the_hall_sees_originals_on_their_way_receives_them_and_gives_them_back(screen: Screen) -> None:
    number = with_original()
    parcel = posted(number)
    actor = clerk_of(number)
    clerk = screen(actor)
    page = body(clerk.get("/work/intake"))
    assert "邮寄材料在途" in page
    assert "SF1234567890" in page
    address = f"/work/parcels/{parcel}"
    assert parcel in body(clerk.get(address))
    assert "收件、受理" in body(clerk.post(address, {"do": "arrive"}, follow=True))
    assert "邮寄材料在途" not in body(clerk.get("/work/intake"))
    receive = f"/work/cases/{number}/receive"
    assert "大厅已收到" in body(clerk.get(receive))
    form = {"do": "accept", "sighted": list(originals(number)), "key": make.key()}
    assert clerk.post(receive, {**form, "seen": "1"}).status_code == 302
    assert Case.objects.get(number=number).phase == "accepted"
    wrong = clerk.post(address, {"do": "courier", "carrier": "顺丰", "label": "1"})
    assert (wrong.status_code, 'value="顺丰"' in body(wrong)) == (422, True)
    clerk.post(address, {"do": "courier", "carrier": "顺丰", "label": "sf0000000009"})
    clerk.post(address, {"do": "courier", "carrier": "顺丰", "label": "sf0000000009"})
    assert Waybill.objects.filter(direction="out", carrier_number="SF0000000009").count() == 1
    assert clerk.post(address, {"do": "arrive"}).status_code == 409
    assert "原件已退还" in body(clerk.get("/work/parcels?tab=returned"))


def test_parcels_of_other_halls_are_not_found(screen: Screen) -> None:
    parcel = posted(with_original())
    elsewhere = screen(make.staff(Role.CLERK, hall="chengdong-centre"))
    assert elsewhere.get(f"/work/parcels/{parcel}").status_code == 404
    assert elsewhere.post(f"/work/parcels/{parcel}", {"do": "arrive"}).status_code == 404
    assert parcel not in body(elsewhere.get("/work/parcels"))
    inquiry = screen(make.staff(Role.INQUIRY))
    assert inquiry.get(f"/work/parcels/{parcel}").status_code == 200
    assert inquiry.post(f"/work/parcels/{parcel}", {"do": "arrive"}).status_code == 403
    assert screen(make.staff(Role.REVIEWER)).get("/work/parcels").status_code == 403


def test_what_the_hall_sent_stands_in_its_book_and_on_the_case(screen: Screen) -> None:
    with clock.at(make.NOON):
        number = handed_to_courier()
    actor, _ = make.hands_out_at("district-hall")
    window = screen(actor)
    assert "EX123456789CN" in body(window.get("/work/parcels?tab=out"))
    assert "EX123456789CN" in body(window.get("/work/parcels?tab=out&q=ex123"))
    assert "EX123456789CN" not in body(window.get("/work/parcels?tab=out&q=none"))
    assert "EX123456789CN" in body(screen(make.staff(Role.INQUIRY)).get(f"/work/cases/{number}"))
    assert "这个邮件不用再登记什么" in body(window.get(f"/work/parcels/{parcels.of_case(number)[0].number}"))


@pytest.mark.parametrize("tab", ["", "coming", "here", "returned", "out", "x", "%00"])
def test_every_part_of_the_book_opens(screen: Screen, tab: str) -> None:
    clerk = screen(make.staff(Role.CLERK, hall="district-hall"))
    assert clerk.get(f"/work/parcels?tab={tab}&q=%00&page=9").status_code == 200
