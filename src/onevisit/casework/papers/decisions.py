"""What the documents of the decision, its delivery, and the time after it say."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.casework.papers.source import Source
from onevisit.platform.organs.models import Organ
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import DELIVERY, day_told
from onevisit.rules.cases.courses import ACT_GROUNDS, LicenceAct
from onevisit.rules.cases.papers import Paper
from onevisit.rules.matters.grounds import grounds_of
from onevisit.rules.matters.vocabulary import Delivery

Data = Mapping[str, object]


def _hearing(source: Source) -> str:
    records = [one.number for one in source.state.documents if one.kind == Paper.HEARING_RECORD]
    return records[-1] if records else ""


def grant(source: Source, event: e.Granted, organ: Organ) -> Data:
    """准予决定书: what is granted, on what ground, and by when it is in the applicant's hands (Art. 38, 44)."""
    matter = source.context.matter
    opinion = source.text(event.opinion)
    if event.by_silence:
        opinion = "有效期届满前未作出决定，依法视为准予延续。"
    return {
        "opinion": opinion,
        "basis": [ground.basis.cite() for ground in matter.basis],
        "results": [result.name for result in matter.results],
        "hearing": _hearing(source),
        "by_silence": event.by_silence,
        "deliver_by": day_told(DELIVERY, event.on, source.context.calendar).isoformat(),
        "remedies": source.remedies(organ),
    }


def refusal(source: Source, event: e.Refused, organ: Organ) -> Data:
    """不予许可决定书: grounds, reasons, remedies (Art. 38 (2))."""
    known = {ground.key: ground for ground in grounds_of(source.context.matter)}
    return {
        "grounds": [[known[key].text, known[key].basis.cite()] for key in event.grounds if key in known],
        "reasons": source.text(event.reasons),
        "hearing": _hearing(source),
        "remedies": event.remedies,
        "barred_until": event.barred_until.isoformat() if event.barred_until else "",
    }


def rectify(source: Source, event: e.CommitmentChecked, organ: Organ) -> Data:
    """限期整改通知书."""
    names = source.names()
    return {
        "items": [names.get(key, key) for key in event.items],
        "words": source.text(event.words),
        "until": event.until.isoformat() if event.until else "",
        "basis": [Paper.RECTIFY.basis.cite()],
    }


def licence_act(source: Source, event: e.LicenceActed, organ: Organ) -> Data:
    """暂扣、恢复、撤销、撤回、注销决定书."""
    state = source.state
    ground = next(one for one in ACT_GROUNDS[event.act] if one.key == event.ground)
    names = {result.key: result.name for result in source.context.matter.results}
    adverse = event.act in (LicenceAct.SUSPEND, LicenceAct.REVOKE, LicenceAct.RECALL)
    return {
        "licence": "、".join(names.get(one.result, one.result) for one in state.results),
        "licence_number": "、".join(one.number for one in state.results),
        "ground": ground.text,
        "reasons": source.text(event.reasons),
        "heard": adverse,
        "until": event.until.isoformat() if event.until else "",
        "basis": [ground.basis.cite()],
        "remedies": source.remedies(organ),
    }


def _documents(source: Source) -> list[list[str]]:
    """What is handed over: the decision, and the results with their numbers."""
    state = source.state
    names = {result.key: result.name for result in source.context.matter.results}
    decision = [
        [one.title, one.number] for one in state.documents if one.kind in (Paper.GRANT, Paper.REFUSAL)
    ]
    return [*decision, *([names.get(one.result, one.result), one.number] for one in state.results)]


def public_notice(source: Source, event: e.NoticeGiven, organ: Organ) -> Data:
    """送达公告."""
    return {
        "documents": _documents(source),
        "until": event.until.isoformat(),
        "words": source.text(event.words),
    }


def _place(source: Source, event: e.HandedOut) -> str:
    """Where it was handed over: a hall, the address that the applicant named, the network, or the notice board."""
    match event.way:
        case Delivery.WINDOW:
            return source.place(event.hall)
        case Delivery.COURIER:
            address = str(source.data(source.state.application).get("post_address", ""))
            return address or "申请人填写的收件地址"
        case Delivery.NOTICE:
            return "公告"
    return "网上（电子送达）"


def delivery(source: Source, event: e.HandedOut, organ: Organ) -> Data:
    """送达回证: what, how, where, and who signed (Art. 44)."""
    proof = source.data(event.proof)
    return {
        "documents": _documents(source),
        "way": event.way.label,
        "place": _place(source, event),
        "delivered_on": event.on.isoformat(),
        "signed_by": str(proof.get("name", "")),
        "waybill": str(proof.get("number", "")) if event.way is Delivery.COURIER else "",
    }
