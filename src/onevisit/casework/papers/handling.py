"""What the documents between acceptance and decision say."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.casework.papers.source import Source
from onevisit.platform.organs.models import Organ
from onevisit.rules.cases import clocks
from onevisit.rules.cases import events as e
from onevisit.rules.cases.papers import Paper

Data = Mapping[str, object]

RIGHTS = [
    "有权参加听证，陈述意见",
    "认为主持人与本事项有直接利害关系的，有权申请回避",
    "可以提出证据，进行申辩和质证",
    "听证不收取任何费用；听证公开举行",
]


def special(source: Source, event: e.Paused, organ: Organ) -> Data:
    """特别程序告知书: which, how long, why; the time does not count (Art. 45)."""
    rule = source.context.matter.courses.special_of(event.kind)
    return {
        "procedure": event.kind.label,
        "days": str(event.days),
        "since": event.on.isoformat(),
        "until": event.until.isoformat(),
        "reason": source.text(event.reason),
        "basis": [Paper.SPECIAL.basis.cite(), *([rule.basis.cite()] if rule else [])],
    }


def resumed(source: Source, event: e.Resumed, organ: Organ) -> Data:
    """恢复计时告知书: the result, and the last day from now on."""
    ended = [one for one in source.state.procedures if one.kind is event.kind and one.ended_on == event.on]
    return {
        "procedure": event.kind.label,
        "since": ended[-1].since.isoformat() if ended else "",
        "until": event.on.isoformat(),
        "result": source.text(event.result),
        "promised_due": event.due.isoformat(),
    }


def extension(source: Source, event: e.Extended, organ: Organ) -> Data:
    """延长办理期限告知书: by how much, who approved it, why (Art. 42)."""
    rule, limit = source.context.matter.prolongation, source.context.matter.limits.statutory
    return {
        "days": limit.unit.say(event.length),
        "reason": source.text(event.reason),
        "approved_by": event.by.label,
        "old_due": source.told_before.isoformat() if source.told_before else "",
        "new_due": event.due.isoformat(),
        "basis": [(rule.basis if rule else Paper.EXTENSION.basis).cite()],
    }


def interested(source: Source, event: e.InterestedTold, organ: Organ) -> Data:
    """利害关系人告知书."""
    parties = source.data(event.parties)
    names = parties.get("names", [])
    rule = source.context.matter.courses.interested
    return {
        "to": "、".join(str(name) for name in names) or "利害关系人",
        "applicant": source.applicant(),
        "about": str(parties.get("text", "")),
        "until": event.until.isoformat(),
        "basis": [
            Paper.INTERESTED.basis.cite(),
            clocks.HEARING_REQUEST.basis.cite() if clocks.HEARING_REQUEST.basis else "",
            *([rule.basis.cite()] if rule else []),
        ],
    }


def hearing_right(source: Source, event: e.HearingTold | e.InterestedTold, organ: Organ) -> Data:
    """听证权利告知书: to the applicant, also where he is told because others are."""
    words = event.about if isinstance(event, e.HearingTold) else event.parties
    return {
        "about": source.text(words) or f"“{source.case.matter_name}”直接涉及申请人与他人之间的重大利益关系",
        "until": event.until.isoformat(),
        "basis": [Paper.HEARING_RIGHT.basis.cite()],
    }


def hearing_notice(source: Source, event: e.HearingCalled, organ: Organ) -> Data:
    """听证通知书: seven working days ahead."""
    return {
        "hearing_on": event.day.isoformat(),
        "place": event.place,
        "presider": event.presider_name,
        "is_public": True,
        "about": source.case.matter_name,
        "rights": RIGHTS,
    }


def hearing_record(source: Source, event: e.HearingHeld, organ: Organ) -> Data:
    """听证笔录, as it was signed."""
    record, hearing = source.data(event.record), source.state.hearing
    return {
        "hearing_on": (hearing.day if hearing and hearing.day else event.on).isoformat(),
        "place": hearing.place if hearing else "",
        "presider": hearing.presider_name if hearing else "",
        "present": _lines(record.get("present")),
        "absent": _lines(record.get("absent")),
        "words": str(record.get("text", "")),
        "signed": _lines(record.get("signed")),
    }


def forwarded(source: Source, event: e.Forwarded, organ: Organ) -> Data:
    """初审意见报送函: the opinion with all materials (Art. 35)."""
    state, to = source.state, source.organ(event.organ)
    opinion = state.opinions.get(event.stage)
    return {
        "to": to.name,
        "to_organ": to.name,
        "opinion": f"{opinion.outcome.label}。{source.text(opinion.text)}" if opinion else "",
        "materials": source.materials(),
        "accepted_on": state.accepted_on.isoformat() if state.accepted_on else "",
    }


def _lines(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
