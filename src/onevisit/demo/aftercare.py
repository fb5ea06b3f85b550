"""What comes after the decision: handing over, parcels that come back, promises to check, acts on licences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from onevisit.demo import sayings
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.fate import Mail, Promise
from onevisit.demo.office import DAY, at
from onevisit.exchange import commands as exchange
from onevisit.exchange.ports import Parcel
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import in_time_until
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.courses import LAWFUL, PLEDGE_BROKEN, CheckOutcome, LicenceAct
from onevisit.rules.cases.procedure import LIVE, Duty, DutyKind, decider
from onevisit.rules.matters.vocabulary import Delivery

COMMITMENTS = "commitments"
"""Instead of a matter, among what somebody is barred from."""

HEAVY = (LicenceAct.REVOKE, LicenceAct.RECALL)


class Aftercare:
    """Those who hand out, those who check, and the chiefs and heads who act on what was granted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.does(DutyKind.HAND_OUT, self._hand_out, self._handed_out_when)
        desk.does(DutyKind.CHECK, self._check, self._checked_when)
        desk.does(DutyKind.REVOKE, self._revoke, self._revoked_when)
        desk.reacts(e.HandedOut, self._sent)
        desk.reacts(e.Returned, self._returned)
        desk.reacts(e.CommitmentChecked, self._found)
        desk.reacts(e.Supplied, self._mended)
        desk.reacts(e.Issued, self._issued)
        desk.reacts(e.LicenceActed, self._acted)
        for kind in (e.Declined, e.Refused, e.LicenceActed):
            desk.reacts(kind, self._bar)
        desk.reacts(e.CreditRepaired, self._repaired)

    # --- delivery

    def _handed_out_when(self, course: Course, duty: Duty, now: datetime) -> datetime | None:
        if course.state.delivery is Delivery.ELECTRONIC and not course.state.returned:
            # What is to be downloaded is delivered by an errand: a certificate once it is printed, a refusal at once.
            self._desk.ended(course)
            return None
        return self._desk.pace.when(course, duty, now)

    def _hand_out(self, course: Course, duty: Duty) -> None:
        staff, chance = self._desk.staff, course.chance
        way = Delivery.WINDOW if course.state.returned else course.state.delivery
        if way is Delivery.WINDOW:
            actor, post = staff.handing(course.state.hall or course.hall, chance)
            proof = self._signature(course)
        else:
            actor, post = staff.handing(course.hall, chance)
            proof = self._waybill(course, actor)
        self._desk.send(course, actor, c.HandOut(way, post.hall, post.window, proof))

    def _signature(self, course: Course) -> Contents:
        name = course.applicant.name
        signed = {"fetched_by": "self", "name": name, "identity_checked": True, "signed": "paper"}
        return Contents("hand-over", signed, course.chance.salt())

    def _waybill(self, course: Course, actor: Actor) -> Contents:
        here = course.applicant
        parcel = Parcel(course.number, here.name, here.phone, here.address)
        bill = exchange.send(parcel, actor=actor, key=f"parcel/{course.number}")
        return Contents("waybill", {"number": bill.number, "register": bill.register}, course.chance.salt())

    def _sent(self, course: Course, event: e.HandedOut) -> None:
        if event.way is Delivery.COURIER and course.fate.returned is not None:
            then = self._desk.soon(course, 2.5 * DAY, 5 * DAY)
            self._desk.plan(course, "return", then, partial(self._come_back, course, event.hall))

    def _come_back(self, course: Course, hall: str) -> None:
        reason = text(course.chance.one(sayings.RETURNED), course.chance.salt())
        actor, _ = self._desk.staff.handing(hall, course.chance)
        if course.fate.returned is Mail.NOTICE:
            course.hold(DutyKind.HAND_OUT.value)
        self._desk.send(course, actor, c.ReturnMail(reason))

    def _returned(self, course: Course, event: e.Returned) -> None:
        if course.fate.returned is Mail.NOTICE:
            then = self._desk.soon(course, 1 * DAY, 3 * DAY)
            self._desk.plan(course, "notice", then, partial(self._give_notice, course))

    def _give_notice(self, course: Course) -> None:
        words = text(sayings.NOTICED, course.chance.salt())
        self._desk.send(course, self._chief(course), c.GiveNotice(words))

    # --- commitments

    def _checked_when(self, course: Course, duty: Duty, now: datetime) -> datetime:
        pledged, chance = course.state.pledged, course.chance
        if pledged is not None and pledged.mended:
            return self._desk.soon(course, 0.5 * DAY, 2 * DAY)
        if pledged is not None and pledged.mend_by is not None:
            return self._second_check(pledged.mend_by, course)
        days = chance.whole(3, 22) if course.fate.commits in (None, Promise.KEPT) else chance.whole(2, 5)
        return self._desk.pace.office.later(now, days * DAY if not course.fate.brisk else 0.6 * DAY)

    def _second_check(self, mend_by: date, course: Course) -> datetime:
        last = in_time_until(mend_by, calendar())
        return at(calendar().add_working_days(last, 1).due, 9 * 60 + course.chance.between(20, 200))

    def _check(self, course: Course, duty: Duty) -> None:
        pledged, chance = course.state.pledged, course.chance
        if pledged is None:
            return
        if course.state.phase not in LIVE:
            self._desk.again(course, duty, self._desk.tomorrow())
            return
        promise = course.fate.commits or Promise.KEPT
        names = self._names(course, pledged.items)
        if promise is Promise.KEPT:
            command = self._outcome(course, CheckOutcome.KEPT, chance.one(sayings.KEPT))
        elif pledged.outcome is None:
            items = chance.some(pledged.requirements, 2)
            words = sayings.FAULTY.format(names=self._names(course, items))
            command = self._outcome(course, CheckOutcome.FAULTY, words, items)
        elif promise is Promise.MENDED and pledged.mended:
            command = self._outcome(course, CheckOutcome.KEPT, sayings.MENDED.format(names=names))
        else:
            command = self._outcome(course, CheckOutcome.BROKEN, sayings.BROKEN.format(names=names))
        self._desk.send(course, self._desk.staff.reviewer(duty.organ, chance), command)

    def _outcome(
        self, course: Course, outcome: CheckOutcome, words: str, items: tuple[str, ...] = ()
    ) -> c.CheckCommitment:
        return c.CheckCommitment(outcome, text(words, course.chance.salt()), items)

    def _names(self, course: Course, keys: tuple[str, ...]) -> str:
        found = (course.matter.requirement(key) for key in keys)
        return "、".join(f"“{one.name}”" for one in found if one is not None)

    def _found(self, course: Course, event: e.CommitmentChecked) -> None:
        if event.outcome is CheckOutcome.FAULTY:
            course.planned.discard(DutyKind.CHECK.value)
        if event.outcome is CheckOutcome.BROKEN:
            self._desk.barred.add((course.applicant.party, COMMITMENTS))

    def _mended(self, course: Course, event: e.Supplied) -> None:
        # Nobody waits for the last day when it is said to be mended.
        course.planned.discard(DutyKind.CHECK.value)

    def _revoked_when(self, course: Course, duty: Duty, now: datetime) -> datetime:
        return self._desk.soon(course, 0.5 * DAY, 2.5 * DAY)

    def _revoke(self, course: Course, duty: Duty) -> None:
        reasons = text(sayings.REVOKED, course.chance.salt())
        act = c.ActOnLicence(LicenceAct.REVOKE, PLEDGE_BROKEN, reasons, heard=True)
        self._desk.send(course, self._desk.staff.head(duty.organ, course.chance), act)

    def _repair(self, course: Course) -> None:
        words = text(sayings.REPAIRED, course.chance.salt())
        self._desk.send(course, self._chief(course), c.RepairCredit(words))

    def _repaired(self, course: Course, event: e.CreditRepaired) -> None:
        self._desk.barred.discard((course.applicant.party, COMMITMENTS))

    # --- licences

    def _issued(self, course: Course, event: e.Issued) -> None:
        if course.fate.act is not None:
            then = self._desk.soon(course, 2 * DAY, 9 * DAY)
            self._desk.plan(course, "act", then, partial(self._act, course, course.fate.act))

    def _act(self, course: Course, act: LicenceAct) -> None:
        state = course.state
        if state.standing is None or act not in LAWFUL[state.standing]:
            return
        ground, words = sayings.ACTS[act]
        if act is LicenceAct.CANCEL and LicenceAct.SUSPEND not in LAWFUL[state.standing]:
            ground, words = sayings.STRUCK_OFF
        until = None
        if act is LicenceAct.SUSPEND:
            until = clock.today() + timedelta(days=course.chance.whole(6, 14))
        reasons = text(words, course.chance.salt())
        command = c.ActOnLicence(act, ground, reasons, heard=True, until=until)
        organ = decider(course.matter, state)
        staff = self._desk.staff
        who = staff.head(organ, course.chance) if act in HEAVY else staff.chief(organ, course.chance)
        self._desk.send(course, who, command)

    def _acted(self, course: Course, event: e.LicenceActed) -> None:
        if event.act is LicenceAct.SUSPEND and event.until is not None:
            over = calendar().add_working_days(in_time_until(event.until, calendar()), 1).due
            then = at(over, 9 * 60 + course.chance.between(20, 200))
            self._desk.plan(course, "reinstate", then, partial(self._act, course, LicenceAct.REINSTATE))
        if event.act in HEAVY:
            then = self._desk.soon(course, 2 * DAY, 4 * DAY)
            self._desk.plan(course, "cancel", then, partial(self._act, course, LicenceAct.CANCEL))
            if course.fate.commits is Promise.REPAIRED:
                self._desk.plan(
                    course,
                    "repair",
                    self._desk.soon(course, 1.5 * DAY, 3 * DAY),
                    partial(self._repair, course),
                )

    def _bar(self, course: Course, event: e.Declined | e.Refused | e.LicenceActed) -> None:
        if event.barred_until is not None:
            self._desk.barred.add((course.applicant.party, course.matter.key))

    def _chief(self, course: Course) -> Actor:
        return self._desk.staff.chief(decider(course.matter, course.state), course.chance)
