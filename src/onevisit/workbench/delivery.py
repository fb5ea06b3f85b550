"""Handing over: who fetched it, what he showed, how he signed; or the courier's waybill. The proof of Art. 44."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest

from onevisit.casework.case_view import CaseView
from onevisit.exchange import commands as exchange
from onevisit.exchange.ports import Parcel
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.refusals import NotRenderedYet, NotYours, Refused
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.workbench.web import typed
from onevisit.workbench.written import proof

SELF, AGENT = "self", "agent"
_EXTENT = 2000  # units of the drawing's own grid, each way
_POINTS = 5000


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
    remedy: ClassVar[str] = "请分开出件，或者选择“代理人领取”并填写代理人。"


@dataclass(frozen=True)
class Given:
    """The form as it was sent, or as it is proposed. `strokes` is the drawn signature as it came."""

    way: str = Delivery.WINDOW.value
    fetched_by: str = SELF
    name: str = ""
    agent_identifier: str = ""
    checked: bool = False
    signed: str = ""
    strokes: str = ""
    recipient: str = ""
    phone: str = ""
    address: str = ""


def read(request: HttpRequest) -> Given:
    """The form as it was sent."""
    return Given(
        typed(request, "way"),
        typed(request, "fetched_by"),
        typed(request, "name"),
        typed(request, "agent_identifier"),
        request.POST.get("checked") == "1",
        typed(request, "signed"),
        typed(request, "strokes"),
        typed(request, "recipient"),
        typed(request, "phone"),
        typed(request, "post_address"),
    )


def proposed(views: Sequence[CaseView]) -> Given:
    """What the form begins with: the way that was chosen when applying, and the applicant himself."""
    first = views[0]
    return Given(
        way=first.state.delivery.value,
        name=first.applicant_name,
        recipient=first.applicant_name,
        phone=first.applicant_phone,
        address=first.post_address or first.applicant_address,
    )


def command(given: Given, view: CaseView, actor: Actor) -> c.HandOut:
    """The command for one of the cases. Raises a refusal that says what is not filled in."""
    post = window_of(actor, view)
    if given.way == Delivery.WINDOW:
        return c.HandOut(Delivery.WINDOW, post.hall, post.window, _signed(given))
    if given.way == Delivery.COURIER:
        return c.HandOut(Delivery.COURIER, post.hall, post.window, _waybill(given, view, actor))
    return c.HandOut(Delivery.ELECTRONIC, post.hall, post.window)


def together(given: Given, views: Sequence[CaseView]) -> None:
    """Whether these may be handed out in one go. Raises `SeveralApplicants`."""
    names = tuple(dict.fromkeys(view.applicant_name for view in views))
    if given.way == Delivery.WINDOW and given.fetched_by == SELF and len(names) > 1:
        raise SeveralApplicants(names="、".join(names))


def window_of(actor: Actor, view: CaseView) -> Holding:
    """The hand-out window of this person at which the result lies. Raises `NotYours`."""
    for post in actor.posts:
        if post.hands_out and post.hall in (view.state.hall, view.hall_key):
            return post
    raise NotYours(command=c.HandOut.label, who=f"{view.hall_name}的出件窗口")


def _signed(given: Given) -> Contents:
    if not given.checked:
        raise IdentityUnchecked
    if not given.name:
        raise FetcherNeeded(what="还没有填写领取人姓名")
    if not given.signed:
        raise FetcherNeeded(what="领取人还没有签收")
    data: dict[str, object] = {
        "fetched_by": AGENT if given.fetched_by == AGENT else SELF,
        "name": given.name[:60],
        "identity_checked": True,
        "signed": given.signed[:60],
        "strokes": strokes(given.strokes),
    }
    if given.fetched_by == AGENT:
        try:
            data["identifier"] = citizen.check(given.agent_identifier).text
        except BadIdentifier as bad:
            raise FetcherNeeded(what=f"代理人证件号码：{bad}".rstrip("。")) from bad
    return proof("hand-over", data)


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


def strokes(text: str) -> list[list[int]]:
    """A drawn signature: each stroke as x, y, x, y … on a grid. Raises `FetcherNeeded` for what no pen drew."""
    if not text:
        return []
    try:
        drawn = json.loads(text)
    except ValueError as bad:
        raise FetcherNeeded(what="手写签名没有传完整") from bad
    if (
        not isinstance(drawn, list)
        or not all(_is_stroke(one) for one in drawn)
        or sum(map(len, drawn)) > 2 * _POINTS
    ):
        raise FetcherNeeded(what="手写签名没有传完整")
    return drawn


def _is_stroke(one: object) -> bool:
    return (
        isinstance(one, list)
        and len(one) >= 2
        and len(one) % 2 == 0
        and all(type(value) is int and 0 <= value <= _EXTENT for value in one)
    )
