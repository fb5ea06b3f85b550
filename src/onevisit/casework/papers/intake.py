"""What the documents up to the acceptance say, and those of an end without a decision."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.casework.papers.source import Source, cited
from onevisit.platform.organs.models import Organ
from onevisit.rules.basis import Basis
from onevisit.rules.cases import clocks
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import Asked
from onevisit.rules.cases.papers import Paper
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.courses import XKF
from onevisit.rules.matters.vocabulary import Channel

Data = Mapping[str, object]

SILENCE = "到期没有补齐的，视为撤回申请；以后可以重新申请"
WAYS = ["在“我的办件”里直接上传或填写", "到任一政务服务窗口当面提交", "邮寄到收件大厅，信封上写明办件编号"]


def receipt(source: Source, event: e.Event, organ: Organ) -> Data:
    """收件凭证: what came in, where, and by when it is answered."""
    state, context = source.state, source.context
    until = clocks.acceptance_until(state, context.calendar, context.today)
    channel, place = _CHANNELS[state.channel], _PLACES[Channel.ONLINE]
    if isinstance(event, e.Supplied):
        channel, place = _SUPPLIED[event.by], _PLACES[event.by]
    elif isinstance(event, e.Received) and event.hall:
        place = source.place(event.hall)
    return {
        "received_on": event.on.isoformat(),
        "place": place,
        "channel": channel,
        "materials": source.materials(),
        "accept_by": until.isoformat() if until else "",
    }


def _items(source: Source, items: tuple[Asked, ...], words: Mapping[str, object]) -> list[list[str]]:
    names = source.names()
    return [
        [names.get(one.about, one.about), one.fault.label, str(words.get(one.about, ""))] for one in items
    ]


def correction(source: Source, event: e.CorrectionAsked, organ: Organ) -> Data:
    """补正材料一次性告知书: all of it, until when, and what silence means."""
    words = source.data(event.words).get("items", {})
    return {
        "items": _items(source, event.items, words),
        "until": event.until.isoformat(),
        "silence": SILENCE,
        "basis": [
            Paper.CORRECTION.basis.cite(),
            *([cited(basis)] if (basis := source.context.matter.courses.correction.basis) else []),
        ],
        "ways": WAYS,
    }


def acceptance(source: Source, event: e.Accepted, organ: Organ) -> Data:
    """受理通知书: since when, until when, and why that day."""
    matter, context = source.context.matter, source.context
    read = {one.kind: one for one in clocks.clocks(matter, source.state, context.calendar, context.today)}
    promised = read[clocks.ClockKind.PROMISED].reading
    return {
        "accepted_on": event.on.isoformat(),
        "by_silence": event.by_silence,
        "promised_due": promised.due.isoformat(),
        "statutory_due": read[clocks.ClockKind.STATUTORY].reading.due.isoformat(),
        "why": [step.text for step in promised.steps],
        "special": [[one.kind.label, str(one.days), one.basis.cite()] for one in matter.courses.special],
    }


def decline(source: Source, event: e.Declined, organ: Organ) -> Data:
    """不予受理决定书: the reason, the right organ, and what can be done against it."""
    right = source.organ(event.right_organ) if event.right_organ else None
    names = source.names()
    return {
        "ground": event.kind.label,
        "reason": source.text(event.reason),
        "basis": _DECLINE_BASIS[event.kind].cite(),
        "right_organ": right.name if right else "",
        "right_organ_place": "",
        "right_organ_phone": right.phone if right else "",
        "items": [[names.get(key, key), "", ""] for key in event.missing],
        "remedies": source.remedies(organ),
        "barred_until": event.barred_until.isoformat() if event.barred_until else "",
    }


def transfer(source: Source, event: e.HandedOver, organ: Organ) -> Data:
    """移送函: to whom, why, and what goes with it."""
    right = source.organ(event.organ)
    return {
        "to": right.name,
        "to_organ": right.name,
        "reason": source.text(source.state.reasons),
        "materials": source.materials(),
    }


def deferral(source: Source, event: e.Accepted, organ: Organ) -> Data:
    """容缺受理告知书及承诺书: what may still come, until when, and what follows otherwise."""
    names = source.names()
    pledge = source.data(source.state.pledge)
    return {
        "items": [[names.get(key, key), until.isoformat()] for key, until in event.deferred.items()],
        "consequence": f"逾期未补齐的，{source.context.matter.courses.deferral_ends.label}",
        "pledge": str(pledge.get("text", "")),
        "pledged_by": str(pledge.get("signed_by", "")),
        "pledged_on": str(pledge.get("signed_on", event.on.isoformat())),
        "basis": _deferral_basis(source, event),
    }


def _deferral_basis(source: Source, event: e.Accepted) -> list[str]:
    """Our own regulation where the matter names it for what is deferred, and the model for what follows."""
    named = (source.context.matter.requirement(key) for key in event.deferred)
    own = [one.defer.basis for one in named if one is not None and one.defer is not None and one.defer.basis]
    return list(dict.fromkeys(cited(basis) for basis in (*own, Paper.DEFERRAL.basis)))


def commitment(source: Source, event: e.Submitted, organ: Organ) -> Data:
    """告知承诺书: what was made known, what is promised, how it is checked, and what a false word costs."""
    matter, names = source.context.matter, source.names()
    rule, pledge = matter.courses.pledge, source.data(event.pledge)
    return {
        "told": list(matter.conditions),
        "items": [names.get(key, key) for key in event.committed],
        "pledge": rule.text,
        "pledged_by": str(pledge.get("signed_by", "")),
        "pledged_on": str(pledge.get("signed_on", event.on.isoformat())),
        "check_days": rule.check.unit.say(rule.check.length),
        "consequences": [
            "与承诺不符的，责令限期整改",
            "逾期不整改或者整改后仍不符合条件的，撤销决定",
            "记入信用记录，修复之前不再适用告知承诺",
        ],
        "basis": [(rule.statutory or Paper.COMMITMENT.basis).cite()],
    }


def acceptance_revoked(source: Source, event: e.AcceptanceRevoked, organ: Organ) -> Data:
    """撤销受理决定书."""
    names, accepted = source.names(), source.state.accepted_on
    return {
        "accepted_on": accepted.isoformat() if accepted else "",
        "items": [names.get(key, key) for key in event.missing],
        "reason": source.text(event.reason),
        "basis": [cited(Paper.ACCEPTANCE_REVOKED.basis)],
        "remedies": source.remedies(organ),
    }


def deemed_withdrawn(source: Source, event: e.Withdrawn, organ: Organ) -> Data:
    """视为撤回申请告知书: what had been asked for and did not come."""
    names, state = source.names(), source.state
    open_items = [one.about for one in state.correction.open] if state.correction else []
    keys = open_items or list(state.deferred)
    return {
        "items": [names.get(key, key) for key in keys],
        "until": event.on.isoformat(),
        "basis": [cited(Paper.DEEMED_WITHDRAWN.basis)],
    }


def withdrawn(source: Source, event: e.Withdrawn, organ: Organ) -> Data:
    """终止办理通知书, because the applicant wants it."""
    return {"reason": source.text(event.reason)}


def terminated(source: Source, event: e.Terminated, organ: Organ) -> Data:
    """终止办理决定书."""
    return {
        "ground": event.ground.label,
        "reason": source.text(event.reason),
        "basis": [f"参照{Paper.TERMINATED.basis.cite()}"],
    }


_PLACES = {
    Channel.ONLINE: "网上",
    Channel.WINDOW: "政务服务窗口",
    Channel.POST: "邮寄",
    Channel.VILLAGE: "村（社区）便民服务点",
}
_SUPPLIED = {
    Channel.ONLINE: "网上补交",
    Channel.WINDOW: "窗口补交",
    Channel.POST: "邮寄补交",
    Channel.VILLAGE: "村（社区）代办补交",
}
_CHANNELS = {
    Channel.ONLINE: "网上申请",
    Channel.WINDOW: "窗口申请",
    Channel.POST: "邮寄申请",
    Channel.VILLAGE: "村（社区）代办",
}

_DECLINE_BASIS = {
    DeclineKind.NOT_NEEDED: Basis(XKF, "32", 1, 1),
    DeclineKind.NOT_OURS: Basis(XKF, "32", 1, 2),
    DeclineKind.NOT_COMPLETE: Basis(XKF, "32", 1, 5),
    DeclineKind.FALSE: Basis(XKF, "78"),
}
"""The item of the article that each kind of declining rests on."""
