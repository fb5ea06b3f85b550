"""The signature under a promise (容缺承诺, 告知承诺): what is promised, and one's own name under it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onevisit.rules.basis import Basis
from onevisit.rules.cases.contents import Contents
from onevisit.rules.matters.courses import MODEL, DeferralEnd
from onevisit.rules.matters.definition import Matter, Requirement

NAME, READ = "signed_by", "pledged"
UNSIGNED = "请在承诺书下面写上自己的姓名"
UNREAD = "请先看完承诺书，再勾选“我已看过”"

_BETWEEN = re.compile(r"[\s·•・.]+")


@dataclass(frozen=True)
class Promise:
    """What has to be signed: `late` comes afterwards, `committed` is taken on the applicant's word. Empty: nothing."""

    matter: Matter
    late: tuple[Requirement, ...]
    committed: tuple[Requirement, ...]

    def __bool__(self) -> bool:
        return bool(self.late or self.committed)

    @property
    def points(self) -> tuple[str, ...]:
        """The promise, sentence by sentence: what is promised, and what follows if it is not kept."""
        found = []
        for one in self.late:
            days = one.defer.days if one.defer else 0
            found.append(f"“{one.name}”在受理后{days}个工作日内补交。")
        if self.late:
            ends = self.matter.courses.deferral_ends
            found.append(f"到期没有补齐的，{_ENDS[ends]}。")
        if self.committed:
            names = "、".join(f"“{one.name}”" for one in self.committed)
            found.append(f"{names}不再提交，以本承诺代替。")
            found.append(self.matter.courses.pledge.text)
        return tuple(found)

    @property
    def told(self) -> tuple[str, ...]:
        """What is told before signing (告知): the conditions, the check afterwards, and what follows."""
        if not self.committed:
            return ()
        rule = self.matter.courses.pledge
        return (
            *(f"办理条件：{one}。" for one in self.matter.conditions),
            f"作出决定后{rule.check.unit.say(rule.check.length)}内核查您的承诺。",
            f"与承诺不符的，限{rule.rectify.unit.say(rule.rectify.length)}内整改。",
            "逾期不改或者仍不符合的，撤销许可，修复信用之前不能再用告知承诺。",
            f"受理后承诺内容公示{rule.notice.unit.say(rule.notice.length)}：企业写名称，个人隐去名字。",
        )

    @property
    def basis(self) -> str:
        """Where the rule comes from."""
        bases = [one.defer.basis for one in self.late if one.defer]
        rule = self.matter.courses.pledge
        if self.committed:
            bases.append(rule.statutory or rule.rectify.basis or rule.check.basis)
        return "、".join(dict.fromkeys(cited(one) for one in bases if one)) or cited(Basis(MODEL, "11"))

    def text(self) -> str:
        """The promise as it was shown, in one piece, to be kept with the signature."""
        return "\n".join((*self.told, *self.points))

    def contents(self, name: str, today: date) -> Contents:
        """The signed promise as the command carries it."""
        data = {"text": self.text(), "signed_by": name, "signed_on": today.isoformat(), "how": "online"}
        return Contents("pledge", data, secrets.token_hex(16))


_ENDS = {
    DeferralEnd.REVOKED: "撤销受理，以后可以重新申请",
    DeferralEnd.WITHDRAWN: "视为撤回申请，以后可以重新申请",
    DeferralEnd.REFUSED: "作不予许可的决定，以后可以重新申请",
}


def promise(matter: Matter, late: Sequence[str], committed: Sequence[str] = ()) -> Promise:
    """What is promised by these requirements of a matter."""
    known = {one.key: one for one in matter.requirements}
    return Promise(
        matter,
        tuple(known[key] for key in late if key in known),
        tuple(known[key] for key in committed if key in known),
    )


def faults(form: Mapping[str, str], *names: str) -> dict[str, str]:
    """What is lacking under a promise; `names` are those with which it may be signed."""
    wrong = {}
    typed = form.get(NAME, "")
    if not typed.strip():
        wrong[NAME] = UNSIGNED
    elif _plain(typed) not in {_plain(one) for one in names if one}:
        wrong[NAME] = f"写的姓名和登录人不一致，请写：{'或'.join(dict.fromkeys(one for one in names if one))}"
    if form.get(READ) != "yes":
        wrong[READ] = UNREAD
    return wrong


def cited(basis: Basis) -> str:
    """The article; one of another province's regulation is only taken as a model, and says so."""
    return f"参照{basis.cite()}" if basis.law == MODEL else basis.cite()


def _plain(name: str) -> str:
    return _BETWEEN.sub("", name).removeprefix("示例")
