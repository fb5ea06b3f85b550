"""Every command by every role: who may, who may not, and the sentence that says whom to ask instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from casework.driving import Drive, driven, in_parts
from factories import cases as make
from onevisit.casework import access, queries
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct, TerminationGround
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.cases.transitions import TRANSITIONS
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Channel, Delivery

pytestmark = pytest.mark.django_db

WHO: dict[str, Callable[[], Actor]] = {
    "applicant": lambda: make.applicant()[0],
    "stranger": lambda: Actor(make.applicant()[0].kind, 999999, "", (), (999999,)),
    "window": lambda: make.staff(Role.CLERK, hall="district-hall", takes="投资项目审批"),
    "other window": lambda: make.staff(Role.CLERK, hall="district-hall", takes="商事登记"),
    "hand-out": lambda: make.hands_out_at("district-hall")[0],
    "reviewer": lambda: make.staff(Role.REVIEWER, organ="enforcement"),
    "other reviewer": lambda: make.staff(Role.REVIEWER, organ="traffic-police"),
    "stranger reviewer": lambda: make.staff(Role.REVIEWER, organ="market"),
    "chief": lambda: make.staff(Role.CHIEF, organ="enforcement"),
    "stranger chief": lambda: make.staff(Role.CHIEF, organ="market"),
    "head": lambda: make.staff(Role.HEAD, organ="enforcement"),
    "stranger head": lambda: make.staff(Role.HEAD, organ="market"),
    "government": lambda: make.staff(Role.HEAD, organ="government"),
    "inquiry": lambda: make.staff(Role.INQUIRY),
    "hall head": lambda: make.staff(Role.HALL_HEAD),
    "editor": lambda: make.staff(Role.EDITOR),
    "legal": lambda: make.staff(Role.LEGAL),
    "admin": lambda: make.staff(Role.ADMIN),
    "the house": lambda: SYSTEM,
}
"""Everybody who could sit at a keyboard; the case is the road's, which enforcement decides."""


@dataclass(frozen=True)
class Row:
    """A command, those who may give it, and whom everybody else is told to ask."""

    command: c.Command
    may: str
    ask: str


def text() -> Contents:
    """Some words."""
    return make.words()


WINDOW = "收件大厅的该类事项综合窗口"
CHIEF = "决定部门的首席代表"
OFFICER = "决定部门的审查人员或首席代表"
STAGE = "该环节所属部门的审查人员"
HOUSE = "申请人本人或其代表"

ROWS = (
    Row(c.Receive("district-hall", "A01"), "window", WINDOW),
    Row(c.Accept(), "window", WINDOW),
    Row(c.AskCorrection((), (), text()), "window", WINDOW),
    Row(c.Decline(DeclineKind.NOT_NEEDED, text()), "window", WINDOW),
    Row(c.RevokeAcceptance(text()), "window", WINDOW),
    Row(c.Supply(), "applicant, window", "申请人本人，或任一该类事项的综合窗口"),
    Row(c.Supply(by=Channel.WINDOW), "window", "申请人本人，或任一该类事项的综合窗口"),
    Row(c.HandOver(), "applicant, window", WINDOW),
    Row(c.Withdraw(text()), "applicant, window", WINDOW),
    Row(c.WaiveHearing(), "applicant, window", WINDOW),
    Row(c.RequestHearing(), "applicant, window, reviewer, chief", OFFICER),
    Row(c.RequestHearing(interested=True), "window, reviewer, chief", OFFICER),
    Row(c.Rate(RatingLevel.GOOD, "PC端"), "applicant", HOUSE),
    Row(c.Terminate(TerminationGround.DEATH, text()), "window, reviewer, chief", OFFICER),
    Row(c.RecordView(text()), "window, reviewer, chief", OFFICER),
    Row(c.Review("municipal", ReviewOutcome.PASS, text()), "reviewer", STAGE),
    Row(c.Review("traffic", ReviewOutcome.PASS, text()), "other reviewer", STAGE),
    Row(c.Pause(SpecialKind.TESTING, "municipal", 5, text()), "reviewer, chief", STAGE + "或首席代表"),
    Row(
        c.Pause(SpecialKind.TESTING, "traffic", 5, text()),
        "reviewer, chief, other reviewer",
        STAGE + "或首席代表",
    ),
    Row(c.Resume(SpecialKind.TESTING, text()), "reviewer, chief", STAGE + "或首席代表"),
    Row(c.Extend(5, text()), "government", "区政府主要负责人"),
    Row(c.TellInterested(text(), 1), "chief", CHIEF),
    Row(c.TellHearing(text()), "chief", CHIEF),
    Row(c.CallHearing(make.NOON.date(), "三楼", 1, "示例·主持"), "chief", CHIEF),
    Row(c.HoldHearing(text()), "reviewer, chief, head", "听证主持人"),
    Row(c.Grant(text()), "chief", CHIEF),
    Row(c.Refuse(("protected",), text(), "可以申请行政复议。"), "chief", CHIEF),
    Row(c.Issue(()), "chief, the house", CHIEF),
    Row(c.GiveNotice(text()), "chief", CHIEF),
    Row(c.RepairCredit(text()), "chief", CHIEF),
    Row(c.CheckCommitment(CheckOutcome.KEPT, text()), "reviewer", "决定部门的审查人员"),
    Row(c.ActOnLicence(LicenceAct.SUSPEND, "penalty", text()), "chief", "撤销、撤回由主要负责人"),
    Row(c.ActOnLicence(LicenceAct.REVOKE, "fraud", text()), "head", "撤销、撤回由主要负责人"),
    Row(c.ActOnLicence(LicenceAct.RECALL, "law-changed", text()), "head", "撤销、撤回由主要负责人"),
    Row(c.ActOnLicence(LicenceAct.CANCEL, "other", text()), "chief", "撤销、撤回由主要负责人"),
    Row(c.HandOut(Delivery.WINDOW, "district-hall", "D01", text()), "hand-out", "领取大厅的出件窗口"),
    Row(c.HandOut(Delivery.ELECTRONIC, "district-hall"), "hand-out, the house", "领取大厅的出件窗口"),
    Row(c.ReturnMail(text()), "hand-out", "领取大厅的出件窗口"),
    Row(c.ChangeDelivery(Delivery.WINDOW, "chishang-centre"), "applicant, window, hand-out", "出件窗口"),
    Row(c.TakeOver(text()), "", "有权部门的审查人员或首席代表"),
    Row(c.Render("permit", "f" * 64), "the house", HOUSE),
    Row(c.RenderDocuments({}), "the house", HOUSE),
    Row(c.Redate(1), "the house", HOUSE),
)


def test_every_command_has_its_rows() -> None:
    assert {type(row.command) for row in ROWS} == {row.command for row in TRANSITIONS}


def named(row: Row) -> str:
    """The command, and what of it matters."""
    more = [str(getattr(row.command, name, "")) for name in ("act", "stage", "way", "by", "interested")]
    return " ".join([type(row.command).__name__, *filter(None, more)])


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_who_may_give_a_command(row: Row) -> None:
    case = driven("occupy-road", delivery=Delivery.WINDOW, collect_at="district-hall").accept()
    found, matter, state = case.case, case.matter, case.state
    may = {name for name in row.may.split(", ") if name}
    told = set()
    for name, who in WHO.items():
        try:
            access.authorise(who(), row.command, found, matter, state)
        except NotYours as refusal:
            assert name not in may, f"{name} should"
            told.add((name == "the house", refusal.sentence))
        else:
            assert name in may, f"{name} should not"
    for house, sentence in told:
        assert row.ask in sentence or house, sentence
        assert "请找：" in sentence


class TestHandedOver:
    """The right organ sees a case that was handed over to it, takes it over, and nobody else gains anything."""

    def test_before_and_after(self) -> None:
        case = driven()
        right, other = make.staff(Role.REVIEWER, organ="market"), make.staff(Role.REVIEWER, organ="water")
        assert not self.sees(right, case)
        case.do(c.Decline(DeclineKind.NOT_OURS, text(), "market"))
        assert not self.sees(right, case), "the applicant has not asked for it"
        take = c.TakeOver(text())
        case.do(c.HandOver())
        assert self.sees(right, case)
        assert self.sees(make.staff(Role.CHIEF, organ="market"), case)
        assert self.sees(make.staff(Role.HEAD, organ="market"), case)
        assert not self.sees(other, case)
        assert not self.sees(make.staff(Role.CHIEF, organ="water"), case)
        (item,) = case.case.work_items.all()
        assert (item.kind, item.organ_id, item.hall_id) == ("take-over", "market", None)
        with clock.at(case.at):
            assert [one.number for one in queries.work(right).items] == [case.number]
            assert queries.work(other).total == 0
        for nobody in (other, make.staff(Role.REVIEWER, organ="enforcement"), make.applicant()[0]):
            with pytest.raises(NotYours, match="有权部门的审查人员或首席代表"):
                case.do(take, by=nobody)
        case.do(take, by=right)
        assert not case.case.work_items.exists()

    @staticmethod
    def sees(actor: Actor, case: Drive) -> bool:
        """Whether the actor finds the case, by list and by number."""
        with clock.at(case.at):
            listed = {card.number for card in queries.cases(actor, queries.Filters()).items}
            try:
                queries.staff_view(actor, case.number, "办件")
            except NoSuchCase:
                assert case.number not in listed
                return False
        assert case.number in listed
        return True


def test_a_commitment_that_was_broken_is_the_heads_to_revoke() -> None:
    case = in_parts("bookkeeping-agency", committed=("staff",)).accept().ready().grant()
    case.do(c.CheckCommitment(CheckOutcome.FAULTY, text(), ("staff",)))
    pledged = case.state.pledged
    assert pledged is not None
    assert pledged.mend_by is not None
    case.on(pledged.mend_by + timedelta(days=5))
    case.do(c.CheckCommitment(CheckOutcome.BROKEN, text()))
    revoke = c.ActOnLicence(LicenceAct.REVOKE, "pledge-broken", text(), heard=True)
    with pytest.raises(NotYours):
        case.do(revoke, by=make.staff(Role.CHIEF, organ="finance"))
    case.do(revoke, by=make.staff(Role.HEAD, organ="finance"))
