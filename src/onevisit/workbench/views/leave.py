"""请假与代行: one's own leaves, those for whom one stands in, those of one's people; entering, taking back, ending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.platform import access, clock
from onevisit.platform.access import STAFF, requires
from onevisit.platform.organs import leave_access, leave_commands, leaves
from onevisit.platform.organs.leave_commands import LONGEST_NOTE, NewLeave
from onevisit.platform.organs.leaves import Stand
from onevisit.platform.organs.refusals import LeaveIncomplete, LeaveOver
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column
from onevisit.platform.ui.values import Link
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.leave import Reason
from onevisit.workbench.leave_page import Row, choosable, rows
from onevisit.workbench.web import Trouble, day_in, key, number_in, says_refusals, show, trouble, typed

FIELDS = ("person", "deputy", "since", "until", "reason", "note")
OWN = (Column("日期", wide=True), Column("代行人"), Column("事由"), Column("状态"))
STANDING_IN = (Column("代谁", wide=True), Column("日期"), Column("状态"))
STAFFS = (Column("姓名", wide=True), Column("日期"), *OWN[1:])


@require_http_methods(["GET", "HEAD", "POST"])
@requires(STAFF)
@says_refusals
def leave(request: HttpRequest) -> HttpResponse:
    """All leaves that concern this person, and the form for another."""
    actor = access.actor(request)
    if request.method != "POST":
        return _page(request, actor, {"person": request.GET.get("person", "")}, None)
    given = {name: typed(request, name) for name in FIELDS}
    try:
        new = _new(given)
        leave_commands.take(new, actor=actor, at=clock.now(), key=key(request))
    except Refused as why:
        return _page(request, actor, given, trouble(why))
    messages.success(request, "已登记。请假的日子里，工作由代行人以自己的名义办。")
    return HttpResponseRedirect(reverse("workbench:leave"))


def _new(given: dict[str, str]) -> NewLeave:
    since, until = day_in(given["since"]), day_in(given["until"])
    person, deputy = number_in(given["person"]), number_in(given["deputy"])
    reason = given["reason"] if given["reason"] in {one.value for one in Reason} else ""
    parts = (
        ("请假的人", person),
        ("代行人", deputy),
        ("第一天", since),
        ("最后一天", until),
        ("事由", reason),
    )
    missing = [label for label, value in parts if not value]
    if since is None or until is None or missing:
        raise LeaveIncomplete(missing="、".join(missing))
    return NewLeave(person, deputy, since, until, Reason(reason), given["note"])


def _page(request: HttpRequest, actor: Actor, given: dict[str, str], refused: Trouble | None) -> HttpResponse:
    today, address = clock.today(), reverse("workbench:leave")
    people = leaves.people(actor, today)
    # Somebody else's choice of a person is answered with one's own form, and by the command with a refusal.
    chosen = next((one for one in people if str(one.id) == given["person"]), people[0])
    choice = leaves.deputies(chosen.id, today)
    manages, past = leave_access.manages(actor), request.GET.get("past") == "1"
    context = {
        "mine": rows(leaves.mine(actor, today), today),
        "standing_in": rows(leaves.as_deputy(actor, today), today),
        "own_columns": OWN,
        "standing_columns": STANDING_IN,
        "people": choosable(people, today),
        "chosen": chosen,
        "is_own": chosen.id == actor.person,
        "deputies": choosable(choice.deputies, today),
        "rule": choice.rule,
        "reasons": [(one.value, one.label) for one in Reason],
        "longest_note": LONGEST_NOTE,
        "given": given,
        "today": today,
        "manages": manages,
    }
    if manages:
        context |= {
            "staff": rows(leaves.of_staff(actor, today, past=past), today),
            "staff_columns": STAFFS,
            "past": past,
            "tabs": [
                Link("现在和以后", address, current=not past),
                Link("以前的", f"{address}?past=1", current=past),
            ],
        }
    return show(request, "workbench/leave/list.html", context, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(STAFF)
@says_refusals
def end(request: HttpRequest, leave: int) -> HttpResponse:
    """Take a leave back or end it early: asked once more, because the deputy's powers end at once."""
    actor, today = access.actor(request), clock.today()
    if request.method == "POST":
        leave_commands.end(leave, actor=actor, at=clock.now())
        messages.success(request, "已办好：代行到此为止，工作回到本人。")
        return HttpResponseRedirect(reverse("workbench:leave"))
    row = Row(leaves.one(actor, leave, today), today)
    if not row.card.stand.is_open:
        raise LeaveOver(person=row.card.person, how=row.card.stand.label)
    context = {
        "row": row,
        "is_own": row.card.person_id == actor.person,
        "coming": row.card.stand is Stand.COMING,
    }
    return show(request, "workbench/leave/end.html", context)
