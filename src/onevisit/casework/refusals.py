"""Refusals that only the write path can know: others were quicker, or there is no such case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from onevisit.casework.log import Line
from onevisit.rules.cases import events as e
from onevisit.rules.cases.commands import Rate
from onevisit.rules.cases.refusals import Refused

PAPER = (e.DocumentIssued, e.DocumentsRendered, e.Rendered)
"""What follows from a step and is no step of its own."""


class MovedOn(Refused):
    """The case moved past what this person had seen. `meanwhile` are the lines that he has not seen."""

    what: ClassVar[str] = "您打开页面之后，这个办件已经有了变化：{changes}"
    remedy: ClassVar[str] = "您填写的内容还在；请看过新的情况后再提交。"

    def __init__(self, meanwhile: Sequence[Line]) -> None:
        self.meanwhile = tuple(meanwhile)
        told = [line for line in self.meanwhile if not isinstance(line.event, PAPER)] or self.meanwhile[-1:]
        changes = "；".join(f"{line.actor_name or '系统'}{line.event.label}" for line in told)
        super().__init__(changes=changes)


class RatedWithItsBundle(Refused):
    """A case of a bundle is not rated by itself: one service, one rating (鲁政办发〔2020〕10号 一事一评)."""

    what: ClassVar[str] = "这个办件是一件事 {bundle} 的一部分，整件事评价一次，不单独评价"
    remedy: ClassVar[str] = "请在这件事全部办完后评价整件事；办理中有意见，请打投诉电话或在线咨询。"

    @classmethod
    def unless_whole(cls, bundle: str, command: object) -> None:
        """Raise it where a part of a bundle would be rated otherwise than with the whole."""
        if bundle and isinstance(command, Rate) and command.about.get("bundle") != bundle:
            raise cls(bundle=bundle)


class NoSuchCase(Refused):
    """No case has this number, or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为 {number} 的办件，或者您无权查看"
    remedy: ClassVar[str] = "请核对编号；编号印在收件凭证的第一行。"
