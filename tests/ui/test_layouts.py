from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from onevisit.platform.people.actors import NOBODY, Actor, ActorKind, Holding
from onevisit.platform.ui.context import OWN_REGISTERS, Shell, shell
from onevisit.platform.ui.views import ELDER_COOKIE
from onevisit.rules.district.definition import Role
from ui.kit import Page

pytestmark = [pytest.mark.urls("ui.urls"), pytest.mark.django_db]

CLERK = Actor(
    ActorKind.STAFF,
    1,
    "示例·李秀英",
    (Holding(Role.CLERK, "approval", "区行政审批服务局", "h", "区政务服务大厅", "3"),),
)
LAYOUTS = ("ui/portal.html", "ui/workbench.html", "ui/print.html")


def _request(address: str = "/", actor: Actor = NOBODY, *, elder: bool = False) -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    request._actor = actor
    if elder:
        request.COOKIES[ELDER_COOKIE] = "1"
    return request


def _show(layout: str, request: HttpRequest, **values: object) -> Page:
    return Page(render_to_string(layout, {**shell(request), **values}, request))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_language_title_main_and_a_way_past_the_head(layout: str) -> None:
    page = _show(layout, _request())
    assert page.all("html")[0]["lang"] == "zh-Hans"
    assert "淄博市博山区最多跑一次" in page.text
    assert {link["href"] for link in page.all("a")} >= {"#main"}
    assert "main" in page.ids
    assert len(page.all("main")) == 1
    for _, attributes in page.elements:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("layout", ["ui/portal.html", "ui/workbench.html"])
def test_the_registers_of_our_own_are_named(layout: str) -> None:
    text = _show(layout, _request()).text
    assert all(name in text for name in OWN_REGISTERS)


def test_the_portal_marks_where_one_is() -> None:
    page = _show("ui/portal.html", _request("/cases/12"))
    here = [link["href"] for link in page.all("a") if link.get("aria-current") == "page"]
    assert here == ["/cases/"]
    here = [
        link["href"] for link in _show("ui/portal.html", _request("/")).all("a") if "aria-current" in link
    ]
    assert here == ["/"]


def test_somebody_is_asked_to_sign_in_and_a_person_is_named() -> None:
    assert "登录" in _show("ui/portal.html", _request()).text
    page = _show("ui/portal.html", _request(actor=CLERK))
    assert "示例·李秀英" in page.text
    assert {"/account/logout/", "/work/"} <= {link["href"] for link in page.all("a")}
    citizen = Actor(ActorKind.APPLICANT, 2, "示例·王桂兰")
    assert "/work/" not in {
        link["href"] for link in _show("ui/portal.html", _request(actor=citizen)).all("a")
    }


def test_the_workbench_says_who_and_at_which_window() -> None:
    text = _show("ui/workbench.html", _request(actor=CLERK)).text
    assert "综合窗口人员" in text
    assert "区政务服务大厅 · 3号窗口" in text


def test_large_type_is_chosen_by_a_form_and_kept() -> None:
    plain, large = (
        _show("ui/portal.html", _request("/track/?no=1")),
        _show("ui/portal.html", _request(elder=True)),
    )
    assert "class" not in plain.all("html")[0]
    assert large.all("html")[0]["class"] == "ov-elder"
    sent = {one["name"]: one["value"] for one in plain.all("input") if "name" in one}
    assert (sent["elder"], sent["next"]) == ("1", "/track/?no=1")
    assert next(one["value"] for one in large.all("input") if one.get("name") == "elder") == "0"


def test_messages_are_announced() -> None:
    messages = [Message(constants.SUCCESS, "已保存"), Message(constants.ERROR, "<b>没有保存</b>")]
    page = _show("ui/portal.html", _request(), messages=messages)
    assert "已保存" in page.text
    assert "<b>没有保存</b>" in page.text
    assert any(attributes.get("role") == "status" for _, attributes in page.elements)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_old_demonstration_says_so(layout: str) -> None:
    request = _request()
    frame = SimpleNamespace(
        **{name: getattr(Shell(request), name) for name in ("actor", "links", "home", "here")}
    )
    frame.demo_stale_since = date(2026, 11, 13)
    page = Page(render_to_string(layout, {"shell": frame}, request))
    assert "演示数据只到2026年11月13日 星期五" in page.text
    assert "make reset" in page.text
    assert "make reset" not in _show(layout, _request()).text


def test_a_page_without_that_door_has_no_link_to_it(settings) -> None:
    settings.ROOT_URLCONF = "ui.urls_without_doors"
    page = _show("ui/portal.html", _request())
    assert not {"/cases/", "/matters/"} & {link["href"] for link in page.all("a")}
