"""制证与送达: the result, its printed form, and the proof that it reached the applicant (行政许可法 Art. 39, 44)."""

from __future__ import annotations

from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases import refusals
from onevisit.rules.cases.clocks import PUBLIC_NOTICE, day_told
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding.common import need_words
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.vocabulary import Delivery


def issue(context: Context, state: CaseState, command: c.Issue) -> tuple[e.Event, ...]:
    """制证: each result of the matter, and no other."""
    expected = [result.key for result in context.matter.results]
    if [one.result for one in command.results] != expected:
        raise refusals.ResultsIncomplete(results="、".join(expected))
    return (e.Issued(context.today, command.results),)


def render(context: Context, state: CaseState, command: c.Render) -> tuple[e.Event, ...]:
    """The printed form of a result, once."""
    if command.result not in [one.result for one in state.results]:
        raise refusals.NoSuchResult(result=command.result)
    if command.result in state.rendered:
        raise refusals.AlreadyRendered(result=command.result)
    return (e.Rendered(context.today, command.result, command.file),)


def render_documents(context: Context, state: CaseState, command: c.RenderDocuments) -> tuple[e.Event, ...]:
    """The printed forms of documents, each once."""
    known = {one.number: one for one in state.documents}
    for number in command.files:
        if number not in known:
            raise refusals.NoSuchResult(result=number)
        if known[number].file:
            raise refusals.AlreadyRendered(result=number)
    return (e.DocumentsRendered(context.today, command.files),)


def hand_out(context: Context, state: CaseState, command: c.HandOut) -> tuple[e.Event, ...]:
    """送达, by one of the ways, with its proof."""
    if any(one.result not in state.rendered for one in state.results):
        raise refusals.NotRenderedYet
    if command.way is Delivery.NOTICE:
        raise refusals.NoticeIsGiven
    if command.way is not Delivery.ELECTRONIC and command.proof is None:
        raise refusals.ProofNeeded(way=command.way.label)
    if command.way is Delivery.WINDOW and not command.hall:
        raise refusals.HallNeeded
    offered = [way for result in context.matter.results for way in result.delivery]
    # A refusal is a paper of its own: it may always be handed over at a window or sent. So is what came back.
    if state.phase is Phase.ISSUED and not state.returned and command.way not in offered:
        raise refusals.DeliveryNotOffered(
            way=command.way.label, offered="、".join(way.label for way in offered)
        )
    proof = command.proof.ref if command.proof else ""
    return (e.HandedOut(context.today, command.way, command.hall, command.window, proof),)


def change(context: Context, state: CaseState, command: c.ChangeDelivery) -> tuple[e.Event, ...]:
    """改变领取方式: as long as the result is not in his hands, and only to a way that it has."""
    if command.way is Delivery.NOTICE:
        raise refusals.NoticeIsGiven
    offered = _offered(context, state)
    if command.way not in offered:
        raise refusals.DeliveryNotOffered(
            way=command.way.label, offered="、".join(way.label for way in offered)
        )
    if command.way is Delivery.WINDOW and not command.hall:
        raise refusals.HallNeeded
    address = str(command.address.data.get("post_address", "")).strip() if command.address else ""
    if command.way is Delivery.COURIER and not address:
        raise refusals.AddressNeeded
    hall = command.hall if command.way is Delivery.WINDOW else ""
    if command.way is state.delivery and hall == state.hall and command.way is not Delivery.COURIER:
        raise refusals.SameDelivery(way=command.way.label)
    sent = command.address.ref if command.address and command.way is Delivery.COURIER else ""
    return (e.DeliveryChanged(context.today, command.way, hall, sent),)


def _offered(context: Context, state: CaseState) -> tuple[Delivery, ...]:
    """The ways of the results. A refusal, and what came back, may besides always be fetched or sent as paper."""
    ways = {way for result in context.matter.results for way in result.delivery}
    if state.phase is Phase.REFUSED or state.returned:
        ways |= {Delivery.WINDOW, Delivery.COURIER}
    return tuple(way for way in Delivery if way in ways and way is not Delivery.NOTICE)


def return_mail(context: Context, state: CaseState, command: c.ReturnMail) -> tuple[e.Event, ...]:
    """登记退件: only what was sent can come back."""
    if state.handed_out_by is not Delivery.COURIER:
        way = state.handed_out_by.label if state.handed_out_by else "其他方式"
        raise refusals.NothingSent(way=way)
    need_words(command.reason, command)
    return (e.Returned(context.today, command.reason.ref),)


def give_notice(context: Context, state: CaseState, command: c.GiveNotice) -> tuple[e.Event, ...]:
    """公告送达: the last resort, when what was sent has come back."""
    if state.noticed_on is not None and state.notice_until is not None:
        raise refusals.AlreadyNoticed(day=state.noticed_on.isoformat())
    if not state.returned:
        raise refusals.NoticeIsLastResort
    need_words(command.words, command)
    until = day_told(PUBLIC_NOTICE, context.today, context.calendar)
    return (e.NoticeGiven(context.today, command.words.ref, until),)
