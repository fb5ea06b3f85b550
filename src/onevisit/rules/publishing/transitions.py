"""The procedure as a table, as in `rules.cases.transitions`: in these states this may be done, by whom, on what basis.

The order names who does what (博政办字〔2017〕90号 四): the office of the establishment keeps the power list and the
list of public services, the service office compiles and publishes the matters of 最多跑一次, the legal office gives its
opinion whether a matter may be one. What else has to be true is decided in `decide.py` and `gate.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.rules.basis import Basis
from onevisit.rules.district.definition import Role
from onevisit.rules.publishing.states import IN_WORK, Move, State

ORDER = "博政办字〔2017〕90号"
ESTABLISHMENT = "establishment"
"""区编办: owner of the power list and of the list of public services."""
SERVICE = "approval"
"""区行政审批服务局 (区政务服务中心管理办公室、区政府审改办 when the order was given)."""


@dataclass(frozen=True)
class Office:
    """Posts that may do something: these roles, in these organs (none named: wherever they are held)."""

    roles: tuple[Role, ...]
    organs: tuple[str, ...]
    name: str

    def has(self, role: Role, organ: str) -> bool:
        """Whether such a post is one of them."""
        return role in self.roles and (not self.organs or organ in self.organs)


EDITORS = Office((Role.EDITOR,), (), "事项管理员")
LAWYERS = Office((Role.LEGAL,), (), "司法局合法性审查人员")
OWNERS = Office((Role.HEAD, Role.CHIEF), (ESTABLISHMENT,), "区编办的主要负责人或者首席代表")
PUBLISHERS = Office((Role.EDITOR,), (ESTABLISHMENT, SERVICE), "区编办或者行政审批服务局的事项管理员")


@dataclass(frozen=True)
class Transition:
    """One row."""

    move: Move
    since: tuple[State, ...]
    to: State
    by: Office
    basis: Basis


LEAD = Basis(ORDER, "四（区编办牵头做好权力清单、公共服务事项目录梳理）")
LEGALITY = Basis(ORDER, "四（区法制办提出适用“最多跑一次”改革的法律意见）")
COMPILE = Basis(ORDER, "四（梳理公布“最多跑一次”事项）")
BATCHES = Basis(ORDER, "二（三）（分期分批对外发布）")

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Move.SAVE, IN_WORK, State.DRAFT, EDITORS, COMPILE),
    Transition(Move.DROP, IN_WORK, State.DROPPED, EDITORS, COMPILE),
    Transition(Move.CHECK, (State.DRAFT,), State.CHECKED, EDITORS, COMPILE),
    Transition(Move.AGREE, (State.CHECKED,), State.OPINED, LAWYERS, LEGALITY),
    Transition(Move.OBJECT, (State.CHECKED,), State.DRAFT, LAWYERS, LEGALITY),
    Transition(Move.APPROVE, (State.OPINED,), State.APPROVED, OWNERS, LEAD),
    Transition(Move.REFUSE, (State.OPINED, State.APPROVED), State.DRAFT, OWNERS, LEAD),
    Transition(Move.PUBLISH, (State.APPROVED,), State.PUBLISHED, PUBLISHERS, BATCHES),
    Transition(Move.WITHDRAW, (State.PUBLISHED,), State.WITHDRAWN, PUBLISHERS, BATCHES),
)
"""Beginning makes a version, so it has no row. Editing what others have signed makes it a draft again."""


def row_of(move: Move) -> Transition:
    """The row of a move; raises KeyError for `BEGIN`, which has none."""
    for row in TRANSITIONS:
        if row.move is move:
            return row
    raise KeyError(move)


def allowed(state: State) -> tuple[Move, ...]:
    """What may be done with a version that stands so, in the order of the table."""
    return tuple(row.move for row in TRANSITIONS if state in row.since)
