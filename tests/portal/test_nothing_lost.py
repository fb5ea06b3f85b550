"""Bad input, stale pages, ended sessions: a clear sentence each time, and nothing that was typed is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onevisit.casework.models import Case, Draft
from onevisit.catalogue import shelf, versions
from onevisit.catalogue.models import MatterVersion
from onevisit.platform.files.models import StoredFile
from onevisit.platform.people.models import Person
from onevisit.portal import throttle
from portal.conftest import MATTER, PDF, Application, Visitor, pdf

LONG = "验收、清洗、切配、烹饪、出餐。" * 10


@pytest.fixture
def afterwards() -> Iterator[None]:
    """What a process keeps of the catalogue is dropped again, as the tables are."""
    yield
    versions.forget()
    shelf.forget()


def content() -> dict[str, Any]:
    """What the one draft holds."""
    return dict(Draft.objects.get().content)


def test_a_faulty_form_keeps_every_value_and_says_what_is_wrong(owner: Application) -> None:
    owner.up_to("form")
    text = owner.step("form", {"f-shop": "示例小馆", "f-size": "很大", "f-cooking": LONG}, 422)
    assert "有7处需要修改" in text
    assert "“经营场所面积”要填数字，例如 12 或 12.5" in text
    assert 'href="#id_f-size"' in owner.html
    assert 'value="很大"' in owner.html
    assert LONG in owner.html
    assert content()["form"]["size"] == "很大"


def test_a_nul_character_is_taken_out_and_said(owner: Application) -> None:
    owner.up_to("form")
    text = owner.step("form", {"f-shop": "示例\0小馆", "f-place": "夏家庄\x07社区38号"}, 422)
    assert "“店招名称”里有看不见的控制字符，已经去掉" in text
    assert 'value="示例小馆"' in owner.html
    assert content()["form"]["shop"] == "示例小馆"
    assert content()["form"]["place"] == "夏家庄社区38号"


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("questions", {"asked": ["business"], "a-business": "cat\0ering", "town": "\0"}),
        ("materials", {"way-registration": "\0", "remove": "lease\0:x\0"}),
        ("delivery", {"delivery": "\0", "post_address": "\0", "collect_at": "\0"}),
        ("confirm", {"declare": "\0yes", "tab": "\0", "seen": "\0"}),
    ],
)
def test_nul_characters_anywhere_are_answered(owner: Application, step: str, data: dict[str, Any]) -> None:
    owner.up_to("confirm")
    owner.answer = owner.client.post(f"/drafts/{owner.draft}/{step}", {"then": "on", **data})
    assert owner.answer.status_code in (302, 422)


def test_a_renamed_program_is_refused_and_the_rest_is_kept(owner: Application) -> None:
    owner.begin()
    owner.answers()
    program = SimpleUploadedFile("布局图.pdf", b"MZ\x90\x00" + b"\0" * 500, "application/pdf")
    text = owner.step(
        "materials", {"file-layout": program, "file-lease": pdf("租赁合同.pdf"), "way-equipment": "form"}, 422
    )
    assert "“布局图.pdf”不是 PDF、JPEG 或 PNG 文件（只改扩展名不算数）；请上传照片或扫描件" in text
    assert 'href="#m-layout"' in owner.html
    assert "租赁合同.pdf" in text
    shown = content()["shown"]
    assert shown["lease"]["name"] == "租赁合同.pdf"
    assert shown["equipment"]["way"] == "form"
    assert "layout" not in shown
    assert StoredFile.objects.count() == 1


def test_of_several_files_only_the_bad_one_is_refused(owner: Application) -> None:
    owner.begin()
    owner.answers()
    bad = SimpleUploadedFile("坏.pdf", b"%PDF-1.4 truncated", "application/pdf")
    assert "“坏.pdf”不完整" in owner.step("materials", {"file-lease": [pdf("好.pdf"), bad]}, 422)
    assert content()["shown"]["lease"]["names"] == ["好.pdf"]


def test_a_file_over_ten_megabytes_is_refused_with_its_size(owner: Application) -> None:
    owner.begin()
    owner.answers()
    big = SimpleUploadedFile("扫描.pdf", PDF + b"0" * 11 * 1024 * 1024, "application/pdf")
    text = owner.step("materials", {"file-layout": big, "file-lease": pdf()}, 422)
    assert "“扫描.pdf”有 11.0 MB，超过了 10 MB" in text
    assert "lease" in content()["shown"]


def test_three_hundred_megabytes_are_refused_before_they_are_read(owner: Application) -> None:
    owner.up_to("form")
    before = content()
    address = f"/drafts/{owner.draft}/materials"
    owner.answer = owner.client.post(address, {"file-layout": pdf()}, CONTENT_LENGTH=str(300 * 1024 * 1024))
    assert owner.answer.status_code == 413
    assert "文件太大" in owner.text
    assert "已保存的草稿不受影响" in owner.text
    assert content() == before


def test_what_is_typed_after_the_session_ended_comes_back_after_signing_in(owner: Application) -> None:
    owner.up_to("form")
    Person.objects.get(username="li-chunyan")
    set_password("li-chunyan")
    owner.client.session.flush()
    address = f"/drafts/{owner.draft}/form"
    login = owner.step("form", {"f-shop": "示例小馆", "f-cooking": LONG})
    assert login == f"/account/login/?next={address}"
    assert "shop" not in content().get("form", {})
    owner.sends(login, {"login": "li-chunyan", "password": "a-long-password", "next": address})
    assert owner.answer.headers["Location"] == address
    text = owner.sees(address)
    assert "刚才填写的内容找回来了" in text
    assert LONG in owner.html
    assert 'value="示例小馆"' in owner.html
    owner.sees(address)  # Looking twice loses nothing either.
    assert LONG in owner.html
    owner.form(cooking=LONG)
    assert content()["form"]["cooking"] == LONG.strip()
    assert "找回来了" not in owner.sees(address)


def test_what_one_person_typed_is_not_shown_to_the_next_at_the_same_computer(owner: Application) -> None:
    owner.up_to("form")
    set_password("sun-hao")
    owner.client.session.flush()
    owner.step("form", {"f-shop": "只给本人看"})
    owner.sends("/account/login/", {"login": "sun-hao", "password": "a-long-password"})
    owner.sees(f"/drafts/{owner.draft}/form", 404)
    assert "只给本人看" not in owner.html


def test_a_page_from_before_another_sign_in_is_shown_again_with_everything(owner: Application) -> None:
    owner.up_to("form")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Person.objects.get(username="li-chunyan"))
    owner.client = strict
    data = {"f-shop": "示例小馆", "f-cooking": LONG, "csrfmiddlewaretoken": "a" * 64, "then": "on"}
    text = owner.sends(f"/drafts/{owner.draft}/form", data, 403)
    assert "这次还没有保存" in text
    assert LONG in owner.html
    assert "shop" not in content().get("form", {})
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', owner.html)
    assert token
    owner.sends(f"/drafts/{owner.draft}/form", {**data, "csrfmiddlewaretoken": token[1]}, 422)
    assert content()["form"]["cooking"] == LONG.strip()


@pytest.mark.parametrize("step", ["questions", "materials", "delivery", "confirm"])
def test_no_step_is_carried_out_without_a_fitting_token(owner: Application, step: str) -> None:
    owner.up_to("confirm")
    before = content()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Person.objects.get(username="li-chunyan"))
    owner.client = strict
    data = {"declare": "yes", "delivery": "window", "way-layout": "original", "a-premises": "owned"}
    owner.sends(f"/drafts/{owner.draft}/{step}", data, 403)
    assert content() == before
    assert not Case.objects.exists()


def test_two_tabs_are_told_of_each_other_and_keep_what_the_other_did_not_touch(owner: Application) -> None:
    owner.up_to("form")
    edition = str(Draft.objects.get().edition)
    first = {"tab": "one", "seen": edition, "f-shop": "甲", "f-place": "博山区城东街道夏家庄社区38号"}
    owner.step("form", first, then="later")
    assert "另一个页面" not in owner.sees("/my/drafts")
    owner.step("form", {"tab": "two", "seen": edition, "f-shop": "乙"}, then="later")
    text = owner.sees("/my/drafts")
    assert "在您的另一个页面或设备上也改过" in text
    assert "“甲”" in text
    assert content()["form"]["shop"] == "乙"
    assert content()["form"]["place"] == "博山区城东街道夏家庄社区38号"


def test_saving_in_the_background_is_quiet_and_is_no_other_tab(owner: Application) -> None:
    owner.up_to("form")
    edition = str(Draft.objects.get().edition)
    data = {"tab": "one", "seen": edition, "f-shop": "示例"}
    owner.sends(f"/drafts/{owner.draft}/form", data, 204, **{"X-Autosave": "1"})
    assert content()["form"]["shop"] == "示例"
    owner.step("form", {**data, "f-shop": "示例小馆"}, then="later")
    assert "另一个页面" not in owner.sees("/my/drafts")


def test_a_new_version_of_the_guide_is_explained_and_used(owner: Application, afterwards: None) -> None:
    owner.up_to("confirm")
    publish_without("layout")
    text = owner.sees(f"/drafts/{owner.draft}/confirm")
    assert "办事指南更新了" in text
    assert "您开始填写时是第1版，现在施行第2版" in text
    assert "场所布局图" not in text
    assert "指南已更新" in owner.sees("/my/drafts")
    number = owner.submit()
    assert Case.objects.get(number=number).version == 2


def test_a_matter_that_ended_meanwhile_is_explained(owner: Application, afterwards: None) -> None:
    owner.up_to("form")
    MatterVersion.objects.filter(matter=MATTER).update(valid_to=date(2026, 11, 22))
    versions.forget()
    shelf.forget()
    assert "已经不再单独办理" in owner.sees(f"/drafts/{owner.draft}/form", 409)
    assert "没有这个事项" in owner.sees(f"/apply/{MATTER}", 404)
    assert "食品经营许可（新办）" in owner.sees("/my/drafts")


def test_nobody_makes_sessions_without_end_by_sending_forms(visitor: Callable[..., Visitor]) -> None:
    for _ in range(throttle.TRIES + 5):
        visitor().sends("/drafts/1/form", {"f-shop": "x" * 1000})
    assert Session.objects.count() == throttle.TRIES


def test_a_refusal_at_the_last_moment_keeps_the_draft(
    owner: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onevisit.portal.steps import confirm
    from onevisit.rules.cases.refusals import TownNeeded

    def refuse(*_: object, **__: object) -> None:
        raise TownNeeded(matter="食品经营许可（新办）")

    owner.up_to("confirm")
    monkeypatch.setattr(confirm, "hand_in", refuse)
    text = owner.step("confirm", {"declare": "yes"}, 422)
    assert "请选择您户籍或经营所在的镇（街道）" in text
    assert content()["form"]["shop"]


def test_an_answer_of_a_megabyte_is_cut_and_said(owner: Application) -> None:
    owner.up_to("form")
    assert "最多60个字，现在有20000个" in owner.step("form", {"f-shop": "长" * 30_000}, 422)


@pytest.mark.parametrize(
    "path", ["/cases/12345", "/cases/abc", "/drafts/99999999999999999999", "/drafts/x/form"]
)
def test_an_address_that_cannot_be_is_not_found(visitor: Callable[..., Visitor], path: str) -> None:
    assert "没有" in visitor("li-chunyan").sees(path, 404)


def test_methods_that_a_page_does_not_have(owner: Application) -> None:
    owner.begin()
    assert owner.client.put(f"/drafts/{owner.draft}/form").status_code == 405
    assert owner.client.post("/matters").status_code == 405


def set_password(username: str) -> None:
    """Give an account a password that the test knows."""
    person = Person.objects.get(username=username)
    person.set_password("a-long-password")
    person.save()


def publish_without(requirement: str) -> None:
    """A second version of the matter from today, without one requirement."""
    import hashlib
    import json

    former = MatterVersion.objects.get(matter=MATTER, number=1)
    definition: Any = json.loads(former.definition)
    definition["requirements"] = [one for one in definition["requirements"] if one["key"] != requirement]
    text = json.dumps(definition, ensure_ascii=False)
    values = {field.attname: getattr(former, field.attname) for field in former._meta.concrete_fields}
    former.valid_to = date(2026, 11, 22)
    former.save()
    values |= {
        "id": None,
        "number": 2,
        "valid_from": date(2026, 11, 23),
        "valid_to": None,
        "definition": text,
    }
    values["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    MatterVersion.objects.create(**values)
    versions.forget()
    shelf.forget()
