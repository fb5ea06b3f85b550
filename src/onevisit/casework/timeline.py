"""The log of a case as people read it: what happened, who did it, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onevisit.casework import log
from onevisit.casework.models import Content, Event
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import ACT_GROUNDS, FORM
from onevisit.rules.matters.definition import Matter
from onevisit.rules.record.canonical import loads


@dataclass(frozen=True)
class Step:
    """A line of the timeline. `about` names the stage or the way; `words` is what was written, "" once erased."""

    seq: int
    at: datetime
    label: str
    who: str
    organ: str
    about: str
    words: str
    hash: str


def data_of(bodies: Mapping[str, Content], ref: str) -> dict[str, Any]:
    """The contents that an event refers to; empty once erased."""
    content = bodies.get(ref)
    if content is None or content.erased_at is not None:
        return {}
    body: Any = loads(content.body)
    data: dict[str, Any] = body["data"]
    return data


def text_of(bodies: Mapping[str, Content], ref: str) -> str:
    """The words of a free text; "" once erased."""
    return str(data_of(bodies, ref).get("text", ""))


def step(row: Event, matter: Matter, organs: Mapping[str, OrganCard], bodies: Mapping[str, Content]) -> Step:
    """One line of the log."""
    line = log.read(row)
    about, words = _about(line.event, matter, organs, bodies)
    organ = organs[line.organ].short if line.organ in organs else ""
    who = {"applicant": "申请人", "system": "系统"}.get(line.actor_kind, line.actor_name)
    if line.instead_of:
        who = f"{who}（代{line.instead_of}）"
    return Step(line.seq, line.at, line.event.label, who, organ, about, words, line.hash)


def _about(
    event: e.Event, matter: Matter, organs: Mapping[str, OrganCard], bodies: Mapping[str, Content]
) -> tuple[str, str]:
    """What a line is about, and its words. The words are in the field that the event has for them."""
    ref = next((str(getattr(event, name)) for name in _WORDS if getattr(event, name, "")), "")
    return _what(event, matter, organs, bodies), text_of(bodies, ref)


_WORDS = ("opinion", "reason", "reasons", "comment", "words", "result", "about", "record", "parties")
"""The fields in which events keep a reference to words."""


def _what(  # noqa: C901, PLR0911, PLR0912 — one line a kind of event.
    event: e.Event, matter: Matter, organs: Mapping[str, OrganCard], bodies: Mapping[str, Content]
) -> str:
    match event:
        case e.Reviewed():
            stage = next((one.name for one in matter.stages if one.key == event.stage), event.stage)
            officers = f"（核查人员：{'、'.join(event.officers)}）" if event.officers else ""
            return f"{stage}：{event.outcome.label}{officers}"
        case e.Accepted(by_silence=True):
            return "逾期未答复，自收到之日起即为受理（行政许可法第三十二条）"
        case e.Accepted() if event.deferred:
            return "容缺受理：" + _names(matter, tuple(event.deferred))
        case e.CorrectionAsked():
            names = _names(matter, tuple(one.about for one in event.items))
            return f"{names}；{chinese_date(event.until)}前补齐"
        case e.Supplied():
            given = (*(one.requirement for one in event.shown), *event.sighted)
            return _names(matter, (*dict.fromkeys(given), *(f"{FORM}{name}" for name in event.fields)))
        case e.Declined():
            return event.kind.label
        case e.HandedOver() | e.Forwarded():
            return organs[event.organ].name if event.organ in organs else event.organ
        case e.Withdrawn(deemed=True):
            return "到期没有补齐，视为撤回"
        case e.Terminated():
            return event.ground.label
        case e.DeliveryChanged():
            return event.way.label
        case e.Paused():
            return f"{event.kind.label}，需要{event.days}个工作日，到{chinese_date(event.until)}"
        case e.Resumed():
            return f"{event.kind.label}；办理期限到{chinese_date(event.due)}"
        case e.Extended():
            unit = matter.limits.statutory.unit
            return f"{unit.say(event.length)}，{event.by.label}批准；办理期限到{chinese_date(event.due)}"
        case e.InterestedTold():
            return f"{event.count}人，{chinese_date(event.until)}前可以要求听证"
        case e.HearingTold():
            return f"{chinese_date(event.until)}前可以要求听证"
        case e.HearingRequested():
            return "利害关系人申请" if event.interested else "申请人申请"
        case e.HearingCalled():
            return f"{chinese_date(event.day)}，{event.place}，主持人{event.presider_name}"
        case e.Granted(by_silence=True):
            return "有效期届满前未作决定，视为准予延续（行政许可法第五十条）"
        case e.Issued():
            return "、".join(one.number for one in event.results)
        case e.HandedOut():
            proof = _proof(data_of(bodies, event.proof))
            return f"{event.way.label}{'：' if proof else ''}{proof}"
        case e.CommitmentChecked():
            return event.outcome.label
        case e.LicenceActed():
            ground = next((one.text for one in ACT_GROUNDS[event.act] if one.key == event.ground), "")
            return f"{event.act.label}：{ground}"
        case e.NoticeGiven():
            return f"{chinese_date(event.until)}公告期满"
        case e.DocumentIssued():
            return f"{event.title} {event.number}"
        case e.Redated():
            return f"{chinese_date(event.told)}改为{chinese_date(event.due)}"
        case e.Rated():
            return event.level.label
    return ""


def _names(matter: Matter, keys: tuple[str, ...]) -> str:
    fields = {f"{FORM}{one.key}": one.label for one in matter.fields}
    known = {one.key: one.name for one in matter.requirements}
    return "、".join(known.get(key) or fields.get(key, key) for key in keys)


def _proof(data: Mapping[str, Any]) -> str:
    """What was left behind at a hand-over: who signed, or the waybill. Numbers of identity are not shown."""
    if "name" in data:
        how = "代理人" if data.get("fetched_by") == "agent" else "本人或法定代表人"
        return f"{how}{data['name']}签收"
    if "number" in data:
        return f"运单 {data['number']}（{data.get('register', '')}）"
    return str(data.get("text", ""))
