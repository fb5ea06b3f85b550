"""Handing over: who fetched it, what he showed, how he signed; or the courier's waybill. The proof of Art. 44."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from onevisit.casework.case_view import CaseView
from onevisit.exchange import commands as exchange
from onevisit.exchange.ports import Parcel
from onevisit.platform.files.commands import keep
from onevisit.platform.files.inspection import BadFile
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.refusals import NotRenderedYet, NotYours, Refused
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.workbench import signature
from onevisit.workbench.web import typed
from onevisit.workbench.written import proof

SELF, AGENT = "self", "agent"
PAD, PAPER = "pad", "paper"
CODE = "code"

AUTHORITIES: Mapping[str, str] = {
    "letter": "授权委托书",
    "document": "申请人的身份证件原件",
    CODE: "领取码",
}
"""What shows that a private proxy may fetch it."""


class IdentityUnchecked(Refused):
    """Handing over without having looked at the document."""

    what: ClassVar[str] = "还没有核对领取人的身份证件"
    remedy: ClassVar[str] = "请当面核对证件原件，勾选“已核对”后再出件；填写的内容都还在。"


class FetcherNeeded(Refused):
    """Who fetches it, and how he signed, is not filled in."""

    what: ClassVar[str] = "{what}"
    remedy: ClassVar[str] = "请补充后再出件；其他内容都还在。"


class SeveralApplicants(Refused):
    """One person says he is himself for cases of different applicants."""

    what: ClassVar[str] = "选中的办件属于不同的申请人：{names}，不能都由“本人”领取"
    remedy: ClassVar[str] = (
        "请分开出件，或者选择“代理人领取”并填写代理人；同一个人代表的单位，请先在“谁来取件”里刷他的身份证。"
    )


@dataclass(frozen=True)
class Given:
    """The form as it was sent, or as it is proposed. `strokes` is the drawn signature as it came.

    `opened` are the cases that a collection code has opened at this desk; `scan` is the signed receipt, scanned.
    """

    way: str = Delivery.WINDOW.value
    fetched_by: str = SELF
    name: str = ""
    agent_identifier: str = ""
    relation: str = ""
    authority: str = ""
    checked: bool = False
    sign: str = PAD
    strokes: str = ""
    paper_signed: bool = False
    scan: UploadedFile | None = None
    opened: frozenset[str] = frozenset()
    recipient: str = ""
    phone: str = ""
    address: str = ""


def read(request: HttpRequest, opened: frozenset[str]) -> Given:
    """The form as it was sent."""
    return Given(
        typed(request, "way"),
        typed(request, "fetched_by"),
        typed(request, "name"),
        typed(request, "agent_identifier"),
        typed(request, "relation"),
        typed(request, "authority"),
        request.POST.get("checked") == "1",
        typed(request, "sign"),
        typed(request, "strokes"),
        request.POST.get("paper_signed") == "1",
        request.FILES.get("scan"),
        opened,
        typed(request, "recipient"),
        typed(request, "phone"),
        typed(request, "post_address"),
    )


def proposed(views: Sequence[CaseView], opened: frozenset[str], who: str) -> Given:
    """What the form begins with: the way that was chosen, and who came (`who`, by his document), or brought a code.

    A company never comes itself: who comes for it is typed.
    """
    first = views[0]
    by_code = bool(opened) and all(view.number in opened for view in views)
    return Given(
        way=first.state.delivery.value,
        fetched_by=AGENT if by_code else SELF,
        name="" if by_code else who or _himself(first),
        authority=CODE if by_code else "",
        opened=opened,
        recipient=first.applicant_name,
        phone=first.applicant_phone,
        address=first.post_address or first.applicant_address,
    )


def _himself(view: CaseView) -> str:
    try:
        citizen.check(view.applicant_identifier)
    except BadIdentifier:
        return ""
    return view.applicant_name


def command(given: Given, view: CaseView, actor: Actor, signed: str) -> c.HandOut:
    """The command for one of the cases. Raises a refusal that says what is not filled in."""
    post = window_of(actor, view)
    if given.way == Delivery.WINDOW:
        return c.HandOut(Delivery.WINDOW, post.hall, post.window, _signed(given, view, signed))
    if given.way == Delivery.COURIER:
        return c.HandOut(Delivery.COURIER, post.hall, post.window, _waybill(given, view, actor))
    return c.HandOut(Delivery.ELECTRONIC, post.hall, post.window)


def signature_of(given: Given) -> str:
    """The file in which the signature is kept, "" for one on paper that was not scanned. Raises `FetcherNeeded`.

    One file for everything that is handed over: it is signed for once.
    """
    if given.way != Delivery.WINDOW:
        return ""
    if given.sign == PAPER:
        return _scanned(given)
    try:
        drawn = signature.read(given.strokes)
    except signature.NotDrawn as bad:
        raise FetcherNeeded(what="手写签名没有传完整") from bad
    if not drawn:
        raise FetcherNeeded(what="领取人还没有签收：请在屏上签名，或者改用纸质签收单")
    return keep(signature.picture(drawn), "签名.png")


def _scanned(given: Given) -> str:
    if not given.paper_signed:
        raise FetcherNeeded(what="领取人还没有签收：请打印签收单，签名后勾选“已签名”")
    if given.scan is None:
        return ""
    try:
        return keep(given.scan.read(), given.scan.name or "签收单")
    except BadFile as bad:
        raise FetcherNeeded(what=f"签收单扫描件：{bad}") from bad


def together(given: Given, views: Sequence[CaseView], his: Collection[str]) -> None:
    """Whether these may be handed out in one go; `his` are the cases of him and of those he acts for, by his document.

    Raises `SeveralApplicants`.
    """
    names = tuple(dict.fromkeys(view.applicant_name for view in views))
    himself = given.way == Delivery.WINDOW and given.fetched_by == SELF
    if himself and len(names) > 1 and not all(view.number in his for view in views):
        raise SeveralApplicants(names="、".join(names))


def window_of(actor: Actor, view: CaseView) -> Holding:
    """The hand-out window of this person at which the result lies. Raises `NotYours`."""
    for post in actor.posts:
        if post.hands_out and post.hall in (view.state.hall, view.hall_key):
            return post
    raise NotYours(command=c.HandOut.label, who=f"{view.hall_name}的出件窗口")


def _signed(given: Given, view: CaseView, signed: str) -> Contents:
    if not given.checked:
        raise IdentityUnchecked
    if not given.name:
        raise FetcherNeeded(what="还没有填写领取人姓名")
    data: dict[str, object] = {
        "fetched_by": AGENT if given.fetched_by == AGENT else SELF,
        "name": given.name[:60],
        "identity_checked": True,
        "signed": PAPER if given.sign == PAPER else PAD,
    }
    if signed:
        data["signature"] = signed
    if given.fetched_by == AGENT:
        data |= _agent(given, view)
    return proof("hand-over", data)


def _agent(given: Given, view: CaseView) -> dict[str, object]:
    """Who he is, what he is to the applicant, and what shows that he may."""
    try:
        identifier = citizen.check(given.agent_identifier).text
    except BadIdentifier as bad:
        raise FetcherNeeded(what=f"代理人证件号码：{bad}".rstrip("。")) from bad
    if not given.relation:
        raise FetcherNeeded(what="还没有填写代理人与申请人的关系")
    if given.authority not in AUTHORITIES:
        raise FetcherNeeded(what="还没有选择凭什么代领")
    if given.authority == CODE and view.number not in given.opened:
        raise FetcherNeeded(what=f"办件{view.number}的领取码没有核对过；请在“谁来取件”里输入领取码")
    return {"identifier": identifier, "relation": given.relation[:30], "authority": given.authority}


def _waybill(given: Given, view: CaseView, actor: Actor) -> Contents:
    """The parcel registered with the courier, once: whoever is asked a second time answers with the first.

    What came back is sent again as another parcel.
    """
    if any(one.result not in view.state.rendered for one in view.state.results):
        raise NotRenderedYet
    again = f"/{view.state.returned}" if view.state.returned else ""
    parcel = Parcel(view.number, given.recipient[:60], given.phone[:20], given.address[:200])
    waybill = exchange.send(parcel, actor=actor, key=f"parcel/{view.number}{again}")
    return proof("waybill", {"number": waybill.number, "register": waybill.register})
