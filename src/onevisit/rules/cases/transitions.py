"""The procedure as a table. `decide` obeys it; the diagram in docs/reference is drawn from it and compared.

A row says: in these phases this command may be given, and then the case stands there. What else has to be true
(nothing missing, every organ heard) is decided in `decide`.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.rules.basis import Basis
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import FINISHED, Phase

XKF = "行政许可法"


@dataclass(frozen=True)
class Transition:
    """One row. `to` is None where the phase stays; `basis` is None where no law orders it: `source` says who does."""

    command: type[c.Command]
    since: frozenset[Phase]
    to: Phase | None
    basis: Basis | None
    source: str = ""


def _row(
    command: type[c.Command], since: set[Phase], to: Phase | None, basis: Basis | None, source: str = ""
) -> Transition:
    return Transition(command, frozenset(since), to, basis, source)


TRANSITIONS: tuple[Transition, ...] = (
    _row(c.Receive, {Phase.SUBMITTED, Phase.RECEIVED}, Phase.RECEIVED, Basis(XKF, "32", 1, 4)),
    _row(c.Accept, {Phase.RECEIVED}, Phase.ACCEPTED, Basis(XKF, "32", 1, 5)),
    _row(c.Decline, {Phase.SUBMITTED, Phase.RECEIVED}, Phase.DECLINED, Basis(XKF, "32", 1)),
    _row(c.Review, {Phase.ACCEPTED}, None, Basis(XKF, "34", 1)),
    _row(c.Grant, {Phase.ACCEPTED}, Phase.GRANTED, Basis(XKF, "38", 1)),
    _row(c.Refuse, {Phase.ACCEPTED}, Phase.REFUSED, Basis(XKF, "38", 2)),
    _row(c.Issue, {Phase.GRANTED}, Phase.ISSUED, Basis(XKF, "39", 1)),
    _row(c.Render, {Phase.ISSUED, Phase.HANDED_OUT}, None, Basis(XKF, "39", 1)),
    _row(c.HandOut, {Phase.ISSUED, Phase.REFUSED}, Phase.HANDED_OUT, Basis(XKF, "44")),
    _row(
        c.Withdraw,
        {Phase.SUBMITTED, Phase.RECEIVED, Phase.ACCEPTED},
        Phase.WITHDRAWN,
        None,
        "法律未禁止申请人在决定前撤回自己的申请",
    ),
    _row(c.Rate, set(FINISHED), None, None, "博政办字〔2017〕90号 五（五）：建立网上评价体系"),
)
"""Submission begins a case and the passing of time ends it; everything between stands here."""


def allowed(phase: Phase) -> tuple[type[c.Command], ...]:
    """The commands that this phase admits, in the order of the table."""
    return tuple(row.command for row in TRANSITIONS if phase in row.since)


def row_of(command: type[c.Command]) -> Transition:
    """The row of a command; raises KeyError for Submit, which has none."""
    for row in TRANSITIONS:
        if row.command is command:
            return row
    raise KeyError(command.__name__)
