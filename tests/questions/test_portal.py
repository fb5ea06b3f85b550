"""The citizens' pages: asking without a name, finding the answer again, and what others asked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from factories import cases as make
from onevisit.portal import throttle
from onevisit.questions import commands
from onevisit.questions.models import Question
from questions import asking

Screen = Callable[..., Client]

FORM = {"title": asking.TITLE, "text": asking.TEXT, "matter": "dig-road"}


def body(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_without_a_name_one_asks_and_finds_the_answer_by_reference_and_code(screen: Screen) -> None:
    asker = screen()
    page = body(asker.get("/questions/ask?matter=dig-road"))
    assert "5个工作日内答复" in page
    assert "由 <b>博山区综合行政执法局</b> 答复" in page
    done = asker.post("/questions/ask", {**FORM, "key": make.key()}, follow=True)
    row = Question.objects.get()
    assert done.redirect_chain == [("/questions/tracked", 302)]
    for text in (row.code, "请记下这两样", "还剩5个工作日", "法律法规没有规定网上咨询的答复期限"):
        assert text in body(done)
    asking.answered(row.reference)
    elsewhere = screen()
    assert elsewhere.get("/questions/tracked").headers["location"] == "/questions/track"
    found = elsewhere.post(
        "/questions/track", {"reference": row.reference.lower(), "code": row.code}, follow=True
    )
    assert asking.ANSWER in body(found)
    assert row.code not in "".join(address for address, _ in found.redirect_chain)
    elsewhere.post("/questions/forget")
    assert elsewhere.get("/questions/tracked").status_code == 302


def test_a_double_click_asks_once(screen: Screen) -> None:
    asker, form = screen(), {**FORM, "key": make.key()}
    for _ in range(2):
        asker.post("/questions/ask", form)
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"title": ""}, "请用一句话写出您想问什么"),
        ({"text": "  "}, "请写明情况，答复才能对得上"),
        ({"title": "问" * 61}, "最多60个字，现在有61个"),
        ({"text": "问" * 2001}, "最多2000个字，现在有2001个"),
        ({"matter": "food-stall"}, "请选择问哪一个，由它答复"),
        ({"matter": "", "organ": "no-such"}, "请选择问哪一个，由它答复"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    screen: Screen, change: dict[str, str], what: str
) -> None:
    form = {**FORM, **change}
    response = screen().post("/questions/ask", form)
    assert response.status_code == 422
    page = body(response)
    assert page.count(what) == 2  # in the summary, and at the field
    assert all(value.strip() in page for value in (form["title"], form["text"]))
    assert not Question.objects.exists()


def test_all_mistakes_are_told_at_once(screen: Screen) -> None:
    page = body(screen().post("/questions/ask", {"matter": "food-stall"}))
    assert "有3处需要修改" in page


def test_an_unknown_matter_is_not_found(screen: Screen) -> None:
    assert screen().get("/questions/ask?matter=no-such").status_code == 404
    assert screen().get("/questions?matter=no-such").status_code == 200
    assert screen().get("/questions?q=%00&page=x").status_code == 200


def test_who_asks_too_often_without_a_name_waits_and_loses_nothing(screen: Screen) -> None:
    asker = screen()
    for _ in range(throttle.TRIES):
        assert asker.post("/questions/ask", {**FORM, "key": make.key()}).status_code == 302
    response = asker.post("/questions/ask", {**FORM, "key": make.key()})
    assert response.status_code == 429
    assert asking.TEXT in body(response)
    assert Question.objects.count() == throttle.TRIES
    named = screen(make.applicant()[0])
    assert named.post("/questions/ask", {**FORM, "key": make.key()}).status_code == 302


def test_guessing_codes_ends(screen: Screen) -> None:
    taken = asking.asked()
    guesser = screen()
    for _ in range(throttle.TRIES):
        wrong = guesser.post("/questions/track", {"reference": taken.reference, "code": "22222222"})
        assert wrong.status_code == 404
        assert taken.reference in body(wrong)
    assert (
        guesser.post("/questions/track", {"reference": taken.reference, "code": taken.code}).status_code
        == 429
    )


def test_a_stale_form_comes_back_with_everything_in_it(screen: Screen) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/questions/ask", FORM)
    assert response.status_code == 403
    assert asking.TEXT in body(response)
    assert not Question.objects.exists()


def test_signed_in_one_sees_all_of_ones_own_and_nobody_elses(screen: Screen) -> None:
    actor, _ = make.applicant()
    asker, other = screen(actor), screen(make.applicant(enterprise=False)[0])
    asker.post("/questions/ask", {**FORM, "key": make.key()})
    reference = Question.objects.get().reference
    assert asking.TITLE in body(asker.get("/my/questions"))
    assert asking.TEXT in body(asker.get(f"/my/questions/{reference}"))
    assert "您还没有提过问题" in body(other.get("/my/questions"))
    assert other.get(f"/my/questions/{reference}").status_code == 404
    assert other.post(f"/my/questions/{reference}/withdraw").status_code == 404
    for path in ("/my/questions", f"/my/questions/{reference}"):
        assert screen().get(path).headers["location"].startswith("/account/login/")


def test_one_takes_a_question_back_with_a_name_and_without(screen: Screen) -> None:
    actor, _ = make.applicant()
    named, nameless = screen(actor), screen()
    named.post("/questions/ask", {**FORM, "key": make.key()})
    nameless.post("/questions/ask", {**FORM, "key": make.key()})
    own = Question.objects.get(person=actor.person).reference
    for client, address in (
        (named, f"/my/questions/{own}/withdraw"),
        (nameless, "/questions/tracked/withdraw"),
    ):
        assert client.get(address).status_code == 405
        assert "已撤回" in body(client.post(address, {"key": make.key()}, follow=True))
        assert client.post(address, {"key": make.key()}).status_code == 409
    assert screen().post("/questions/tracked/withdraw").headers["location"] == "/questions/track"
    assert set(Question.objects.values_list("phase", flat=True)) == {"withdrawn"}


def test_everybody_reads_what_was_published_and_nothing_else(screen: Screen) -> None:
    actor, _ = make.applicant()
    reference = asking.asked(actor=actor).reference
    asking.answered(reference)
    reader = screen()
    assert "还没有公开的问答" in body(reader.get("/questions"))
    commands.publish(
        reference,
        "公开的标题",
        "公开的问题",
        "公开的答复",
        actor=asking.reviewer(),
        at=make.NOON,
        seen=2,
        key=make.key(),
    )
    row = Question.objects.select_related("party").get()
    for path in ("/questions", "/questions?matter=dig-road", "/questions?q=公开", "/questions?q=挖路"):
        page = body(reader.get(path))
        assert all(word in page for word in ("公开的标题", "公开的问题", "公开的答复"))
        for secret in (asking.TEXT, reference, row.code, row.party.name):  # type: ignore[union-attr]
            assert secret not in page
    assert "还没有人问过这个" in body(reader.get("/questions?q=没有这样的"))
    assert "公开的标题" in body(
        reader.get("/questions/ask?matter=dig-road")
    )  # Perhaps that answers it already.
    assert "公开的答复" not in body(reader.get("/matters/dig-road"))


def test_markup_in_a_question_stays_text(screen: Screen) -> None:
    script = "<script>alert(1)</script>"
    asker = screen()
    asker.post("/questions/ask", {**FORM, "title": script, "text": script, "key": make.key()})
    asking.published(title=script, text=script)
    for path in ("/questions/tracked", "/questions"):
        page = body(asker.get(path))
        assert script not in page
        assert "&lt;script&gt;" in page


def test_the_guide_leads_to_asking_about_its_matter(screen: Screen) -> None:
    page = body(screen().get("/matters/dig-road"))
    assert re.search(r'href="/questions/ask\?matter=dig-road"', page)
    assert re.search(r'href="/questions\?matter=dig-road"', page)
