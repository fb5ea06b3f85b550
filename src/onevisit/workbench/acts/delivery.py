"""改变领取方式, taken down for whoever stands at the counter or calls: sent, or fetched elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.platform.organs.queries import halls
from onevisit.platform.ui.values import Fact
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.workbench.acts.act import Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Option, Question
from onevisit.workbench.written import proof

_ROLES = (Role.CLERK, Role.HANDOUT, Role.AGENT)


def _known(desk: Desk) -> Sequence[Fact]:
    state = desk.view.state
    place = next((one.name for one in halls() if one.key == state.hall), "")
    where = desk.view.post_address if state.delivery is Delivery.COURIER else place
    return (Fact("现在的领取方式", state.delivery.label, note=where),)


def _ways(desk: Desk) -> tuple[Delivery, ...]:
    """What the result may come by, as the rule has it; what came back may be sent or fetched anyhow."""
    state = desk.view.state
    found = {way for result in desk.view.version.matter.results for way in result.delivery}
    if state.returned or state.phase is Phase.REFUSED:
        found |= {Delivery.WINDOW, Delivery.COURIER}
    return tuple(way for way in Delivery if way in found and way is not Delivery.NOTICE)


def _questions(desk: Desk) -> tuple[Question, ...]:
    view = desk.view
    places = [one for one in halls() if any(window.hands_out for window in one.windows.all())]
    ways = tuple(Option(one.value, one.label) for one in _ways(desk))
    there = tuple(Option(one.key, one.name, one.address) for one in places)
    address = view.post_address or view.applicant_address
    return (
        Question("way", "改成", Kind.ONE, "申请人（代理人）当面或来电提出，已核对身份", ways),
        Question("hall", "到哪里领取", Kind.ONE, "改成窗口领取的，选哪个大厅", there, required=False),
        Question(
            "post_address",
            "寄到哪里",
            Kind.LINE,
            "改成快递的，写到门牌号",
            value=address,
            required=False,
        ),
    )


def _make(desk: Desk, given: Given) -> c.Command:
    way = Delivery(given.text("way"))
    if way is Delivery.COURIER:
        return c.ChangeDelivery(
            way, "", proof("delivery", {"post_address": given.text("post_address")[:200]})
        )
    return c.ChangeDelivery(way, given.text("hall") if way is Delivery.WINDOW else "")


ACTS = (
    Act(
        c.ChangeDelivery,
        "change-delivery",
        _ROLES,
        "领取方式已改，申请人收到通知。",
        _questions,
        _make,
        _known,
    ),
)
