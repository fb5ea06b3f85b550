"""The pages about the course of a case: its diagram, its events, its refusals, all read from the rules themselves."""

from __future__ import annotations

import dataclasses
import inspect
import typing

from onevisit.rules.cases import refusals
from onevisit.rules.cases.events import EVENTS
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.transitions import TRANSITIONS

HEAD = "Generated from `src/onevisit/rules/cases`; `make check` compares it."


def generate() -> dict[str, str]:
    """Return docs/reference/procedure.md, events.md and refusals.md."""
    return {
        "docs/reference/procedure.md": _procedure(),
        "docs/reference/events.md": _events(),
        "docs/reference/refusals.md": _refusals(),
    }


def _procedure() -> str:
    lines = ["# The course of a case", "", HEAD, "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {_id(phase)} : {phase.label}" for phase in Phase]
    lines.append(f"    [*] --> {_id(Phase.SUBMITTED)} : 提交申请")
    for row in TRANSITIONS:
        for phase in sorted(row.since, key=list(Phase).index):
            lines.append(f"    {_id(phase)} --> {_id(row.to or phase)} : {row.command.label}")
    lines.append(f"    {_id(Phase.SUBMITTED)} --> {_id(Phase.ACCEPTED)} : 五个工作日未答复")
    lines.append(f"    {_id(Phase.RECEIVED)} --> {_id(Phase.ACCEPTED)} : 五个工作日未答复")
    for phase in (Phase.DECLINED, Phase.WITHDRAWN, Phase.HANDED_OUT):
        lines.append(f"    {_id(phase)} --> {_id(Phase.CLOSED)} : 评价期满")
    lines += [
        f"    {_id(Phase.CLOSED)} --> [*]",
        "```",
        "",
        "| command | 操作 | in | to | basis |",
        "|---|---|---|---|---|",
    ]
    for row in TRANSITIONS:
        since = "、".join(phase.label for phase in Phase if phase in row.since)
        basis = row.basis.cite() if row.basis else row.source
        to = row.to.label if row.to else "（不变）"
        lines.append(f"| `{row.command.__name__}` | {row.command.label} | {since} | {to} | {basis} |")
    lines += ["", "| phase | 状态 | 山东办件状态代码 |", "|---|---|---|"]
    lines += [f"| `{phase.value}` | {phase.label} | {phase.code} |" for phase in Phase]
    return "\n".join(lines) + "\n"


def _id(phase: Phase) -> str:
    return phase.value.replace("-", "_")


def _events() -> str:
    lines = [
        "# Events",
        "",
        HEAD,
        "",
        "Each stands in the log for ever, as canonical JSON, chained to the one before.",
    ]
    for name, event in EVENTS.items():
        lines += [
            "",
            f"## {name} · {event.label}",
            "",
            inspect.getdoc(event) or "",
            "",
            f"Schema {event.schema}.",
        ]
        lines += ["", "| field | type |", "|---|---|"]
        hints = typing.get_type_hints(event)
        lines += [f"| `{one.name}` | `{_type(hints[one.name])}` |" for one in dataclasses.fields(event)]
    return "\n".join(lines) + "\n"


def _type(hint: object) -> str:
    if isinstance(hint, type) and not typing.get_args(hint):
        return hint.__name__
    arguments = ", ".join("…" if one is ... else _type(one) for one in typing.get_args(hint))
    name = getattr(typing.get_origin(hint), "__name__", str(hint))
    return f"{name}[{arguments}]" if arguments else name


def _refusals() -> str:
    lines = [
        "# Refusals",
        "",
        HEAD,
        "",
        "What is said when something cannot be done: what, why, and what to do.",
    ]
    lines += ["", "| code | what | basis | what to do |", "|---|---|---|---|"]
    found = [one for one in refusals.Refused.__subclasses__() if one.__module__ == refusals.__name__]
    for one in sorted(found, key=lambda kind: kind.__name__):
        basis = one.basis.cite() if one.basis else ""
        lines.append(f"| `{one.__name__}` | {one.what} | {basis} | {one.remedy} |")
    return "\n".join(lines) + "\n"
