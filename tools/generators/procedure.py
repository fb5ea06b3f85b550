"""The pages about the course of a case: its diagram, its events, its refusals, all read from the rules themselves."""

from __future__ import annotations

import dataclasses
import inspect
import typing

from onevisit.rules.cases import refusals
from onevisit.rules.cases.events import EVENTS
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.transitions import PASSAGES, TRANSITIONS

HEAD = "Generated from `src/onevisit/rules/cases`; `make check` compares it."


def generate() -> dict[str, str]:
    """Return docs/reference/procedure.md, events.md and refusals.md."""
    return {
        "docs/reference/procedure.md": _procedure(),
        "docs/reference/events.md": _events(),
        "docs/reference/refusals.md": _refusals(),
    }


def _procedure() -> str:
    lines = ["# The course of a case", "", HEAD, "", *diagram(), ""]
    lines += ["| command | 操作 | in | to | basis |", "|---|---|---|---|---|"]
    for row in TRANSITIONS:
        since = "、".join(phase.label for phase in Phase if phase in row.since)
        basis = row.basis.cite() if row.basis else row.source
        to = (
            row.to.label
            if row.to
            else "、".join(dict.fromkeys(to.label for _, to in row.leads)) or "（不变）"
        )
        lines.append(f"| `{row.command.__name__}` | {row.command.label} | {since} | {to} | {basis} |")
    lines += ["", "| 时间 | in | to | basis |", "|---|---|---|---|"]
    for passage in PASSAGES:
        since = "、".join(phase.label for phase in Phase if phase in passage.since)
        basis = passage.basis.cite() if passage.basis else ""
        lines.append(f"| {passage.what} | {since} | {passage.to.label} | {basis} |")
    lines += ["", "| phase | 状态 | 山东办件状态代码 |", "|---|---|---|"]
    lines += [f"| `{phase.value}` | {phase.label} | {phase.code} |" for phase in Phase]
    return "\n".join(lines) + "\n"


def diagram() -> list[str]:
    """The phases and what leads from one to another: commands, and the passing of time."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {_id(phase)} : {phase.label}" for phase in Phase]
    lines.append(f"    [*] --> {_id(Phase.SUBMITTED)} : 提交申请")
    edges: dict[tuple[Phase, Phase], list[str]] = {}
    order = list(Phase)
    for row in TRANSITIONS:
        for phase in sorted(row.since, key=order.index):
            if row.to is not None and row.to is not phase:
                edges.setdefault((phase, row.to), []).append(row.command.label)
        for since, to in row.leads:
            edges.setdefault((since, to), []).append(row.command.label)
    for passage in PASSAGES:
        for phase in sorted(passage.since, key=order.index):
            edges.setdefault((phase, passage.to), []).append(f"⏱ {passage.what}")
    lines += [
        f"    {_id(since)} --> {_id(to)} : {'；'.join(labels)}" for (since, to), labels in edges.items()
    ]
    return [*lines, f"    {_id(Phase.CLOSED)} --> [*]", "```"]


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
    found = [
        one for one in vars(refusals).values() if isinstance(one, type) and issubclass(one, refusals.Refused)
    ]
    found.remove(refusals.Refused)
    for one in sorted(found, key=lambda kind: kind.__name__):
        basis = one.basis.cite() if one.basis else ""
        lines.append(f"| `{one.__name__}` | {one.what} | {basis} | {one.remedy} |")
    return "\n".join(lines) + "\n"
