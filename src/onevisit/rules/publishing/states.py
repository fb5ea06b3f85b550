"""Where a version stands, and what can be done with it."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """版本状态. A version that a later one has replaced stays `PUBLISHED`: its last day in force says so."""

    DRAFT = "draft"
    CHECKED = "checked"
    OPINED = "opined"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """What people see."""
        return _STATES[self]


_STATES = {
    State.DRAFT: "草稿",
    State.CHECKED: "已校验，待合法性审查",
    State.OPINED: "合法性审查通过，待批准",
    State.APPROVED: "已批准，待公布",
    State.PUBLISHED: "已公布",
    State.WITHDRAWN: "已撤下",
    State.DROPPED: "已放弃",
}

IN_WORK = (State.DRAFT, State.CHECKED, State.OPINED, State.APPROVED)
"""Somebody still has to do something. A matter has at most one version that stands so."""

PUBLIC = (State.PUBLISHED, State.WITHDRAWN)
"""What everybody could read once, and can read for ever; its definition never changes."""


class Move(StrEnum):
    """What is done with a version, as its history names it."""

    BEGIN = "begin"
    SAVE = "save"
    DROP = "drop"
    CHECK = "check"
    AGREE = "agree"
    OBJECT = "object"
    APPROVE = "approve"
    REFUSE = "refuse"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        """What people see."""
        return _MOVES[self]


_MOVES = {
    Move.BEGIN: "起草",
    Move.SAVE: "修改",
    Move.DROP: "放弃草稿",
    Move.CHECK: "提交校验",
    Move.AGREE: "出具同意的合法性审查意见",
    Move.OBJECT: "出具不同意的合法性审查意见",
    Move.APPROVE: "批准",
    Move.REFUSE: "退回",
    Move.PUBLISH: "公布",
    Move.WITHDRAW: "撤下",
}
