"""What keeps a version from being published: its reasons, all of them, each with what to do.

A version that is not to be called 最多跑一次 may need as many visits as the law wants; one that is may need one at the
most, whatever the applicant's situation, and that is computed from the definition (clause 1a). Where the computation
gives an interval, its upper end counts; where no upper end is known, it is above one.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.rules.basis import Basis
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import Move, State
from onevisit.rules.publishing.transitions import LEAD, LEGALITY


@dataclass(frozen=True)
class Trips:
    """The computed number of visits with everything in hand; `high` is None where no bound was found.

    `steps` is the witness: what the applicant goes for, visit by visit, one sentence each.
    """

    low: int
    high: int | None
    steps: tuple[str, ...] = ()

    @property
    def at_most_once(self) -> bool:
        """Whether it may be called 最多跑一次."""
        return self.high is not None and self.high <= 1

    def __str__(self) -> str:
        """1次; or 1–2次; or 至少1次 where no bound was found."""
        if self.high is None:
            return f"至少{self.low}次（没有算出上限）"
        return f"{self.low}次" if self.low == self.high else f"{self.low}至{self.high}次"


@dataclass(frozen=True)
class Signature:
    """Who signed exactly which text: its hash, and whether it was to be published as 最多跑一次."""

    move: Move
    person: int | None
    sha256: str
    one_visit: bool


@dataclass(frozen=True)
class Facts:
    """A version as the gate sees it. `trips` is None while the text cannot be read as a matter.

    `base` is the number of the version that it was drafted from, `newest` that of the version published last; both 0
    for a matter that was never published.
    """

    name: str
    state: State
    sha256: str
    one_visit: bool
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    trips: Trips | None
    base: int = 0
    newest: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    def signed(self, move: Move) -> bool:
        """Whether this very text was signed so, and nothing against it was signed later."""
        against = {Move.AGREE: Move.OBJECT, Move.APPROVE: Move.REFUSE}[move]
        about = [one for one in self.signatures if one.move in (move, against)]
        if not about or about[-1].move is not move:
            return False
        return (about[-1].sha256, about[-1].one_visit) == (self.sha256, self.one_visit)


@dataclass(frozen=True)
class Reason:
    """Why the gate is closed. `code` is for machines."""

    code: str
    what: str
    basis: Basis
    todo: str

    @property
    def sentence(self) -> str:
        """All of it, for a person."""
        return f"{self.what}（{self.basis.cite()}）。{self.todo}"


def gate(facts: Facts) -> tuple[Reason, ...]:
    """Every reason why this version cannot be published now; none where it can."""
    return (*contents(facts), *_signatures(facts))


def contents(facts: Facts) -> tuple[Reason, ...]:
    """The reasons that lie in the text itself: what the editor is shown before he lets it be checked."""
    found: list[Reason] = []
    if facts.errors:
        first = "；".join(one.message for one in facts.errors[:3])
        more = f"等{len(facts.errors)}处" if len(facts.errors) > 3 else ""
        found.append(
            Reason("errors", f"有错误：{first}{more}", refusals.LAWFUL, "请按校验结果逐条改正后再提交。")
        )
    if facts.one_visit and facts.trips is not None and not facts.trips.at_most_once:
        found.append(above_one(facts.name, facts.trips))
    if facts.base != facts.newest:
        what = f"起草时依据的是第{facts.base}版，后来又公布了第{facts.newest}版"
        found.append(
            Reason("outdated", what, refusals.LAWFUL, "请对照现行版本核对后，放弃这个草稿并重新起草。")
        )
    return tuple(found)


def above_one(name: str, trips: Trips) -> Reason:
    """The refusal of clause 1a, with its witness."""
    refused = refusals.NotOneVisit(matter=name, visits=str(trips), steps="；".join(trips.steps))
    return Reason("above-one", refused.said(refused.what), refusals.ONE_VISIT, refused.remedy)


def _signatures(facts: Facts) -> tuple[Reason, ...]:
    found = []
    if not facts.signed(Move.AGREE):
        what = "这一份文本还没有同意的合法性审查意见"
        found.append(Reason("no-opinion", what, LEGALITY, "提交校验后，由司法局合法性审查人员出具意见。"))
    if not facts.signed(Move.APPROVE):
        what = "这一份文本还没有经区编办批准"
        found.append(Reason("not-approved", what, LEAD, "请由区编办的主要负责人或者首席代表批准。"))
    if facts.state is not State.APPROVED and not found:
        what = f"现在是“{facts.state.label}”"
        found.append(Reason("not-approved", what, LEAD, "请先办完前面的环节。"))
    return tuple(found)
