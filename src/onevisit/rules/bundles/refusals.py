"""Why something is not done with a bundle: what, why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refused import Refused
from onevisit.rules.matters.definition import Matter


class CannotJoin(Refused):
    """These matters cannot be asked for as one."""

    what = "{why}，不能合成一件事办理"
    remedy = "{todo}。"

    @classmethod
    def gone(cls, missing: Sequence[str]) -> Self:
        """A matter of it is not in force, or there is none at all."""
        named = "、".join(missing)
        why = f"其中的事项“{named}”现在没有公布" if missing else "没有选事项"
        return cls(
            why=why, todo="请查看现行的办事指南，分别申请其余的事项" if missing else "请至少选一件事项"
        )

    @classmethod
    def twice(cls) -> Self:
        """The same matter stands there twice."""
        return cls(why="同一个事项选了两次", todo="同一事项办两份的，请分别申请")

    @classmethod
    def audience(cls, matters: Sequence[Matter]) -> Self:
        """Nobody is the applicant of all of them."""
        return cls(why=f"{_named(matters)}的申请人不是同一类", todo="请按申请人分别收件")

    @classmethod
    def channels(cls, matters: Sequence[Matter]) -> Self:
        """There is no channel that takes in all of them."""
        return cls(why=f"{_named(matters)}没有共同的申请方式", todo="请按各自办事指南写明的方式分别申请")

    @classmethod
    def changing(cls, matters: Sequence[Matter]) -> Self:
        """Several of them change or renew a licence, and only one licence can be named."""
        return cls(why=f"{_named(matters)}都是变更或延续已有的证照", todo="请一件一件收件，每件各选一张证照")

    @classmethod
    def around(cls, names: Sequence[str]) -> Self:
        """They wait for each other."""
        return cls(why=f"{' → '.join(names)}互相等对方的结果", todo="请先单独办其中一件")


def _named(matters: Sequence[Matter]) -> str:
    return "、".join(f"“{one.name}”" for one in matters)


class NothingToAccept(Refused):
    """Every part that has begun was accepted already, or is not there to be accepted."""

    what = "这件事现在没有等待受理的部分"
    remedy = "请看各部分的状态；等补正的，补齐后再受理。"


class NotFinishedYet(Refused):
    """One rating for the whole, when the whole is over."""

    what = "这件事还没有全部办完，暂时不能评价"
    remedy = "全部办完后会请您评价一次；办理中有意见，请打投诉电话或在线咨询。"


class AlreadyRated(Refused):
    """Once."""

    what = "这件事已经评价过了"
    remedy = "一件事评价一次；还有意见，请打投诉电话。"


class NoSuchBundle(Refused):
    """No bundle with this number, or not this person's to see."""

    what = "没有编号为{number}的一件事，或者您不能查看"
    remedy = "请核对回执上的编号；是您申请的，请用申请时的账号登录。"


class LicenceGone(Refused):
    """What a part before it issued is in force no more when the next part would begin: nobody may rely on it."""

    what = "前面办出的“{licence}”（{number}）{why}，不能再作为“{needed}”使用"
    basis = Basis("行政许可法", "69")
    remedy = "请先让它恢复有效或者重新取得，再另行申请这一项。"


class BundleMoved(Refused):
    """Somebody was quicker."""

    what = "在您查看期间，这件事有了新的进展"
    remedy = "页面已经更新，请核对后再办。"


class TooLate(Refused):
    """Everything was decided, or nothing has begun."""

    what = "各部分都已经作出决定或者已经结束，不能再撤回"
    remedy = "对结果有意见的，请看决定书上写明的救济途径；不再需要的证照，可以申请注销。"
