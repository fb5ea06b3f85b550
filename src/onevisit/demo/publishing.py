"""Officials publish too: a second batch of revised matters within the month, and versions in every state at its end.

What the revisions change is invented; each value that they set is marked as assumed, with `SOURCE`.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onevisit.catalogue import drafts, publishing, workflow
from onevisit.catalogue.history import end_of
from onevisit.catalogue.versions import Version, all_in_force
from onevisit.demo.agenda import Agenda
from onevisit.demo.office import OPENS, Office, at
from onevisit.demo.staff import NobodyThere
from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.rules.calendar import chinese_date

SOURCE = "演示用的虚构修订，不是本区的决定"
TITLE = "第二批“最多跑一次”事项（修订）"

EDITOR, LAWYER = "editor1", "legal1"
OWNER, PUBLISHER = "head-establishment", "editor-list"

Text = dict[str, Any]


@dataclass(frozen=True)
class Revision:
    """A change of one matter. `opinion` is what the legal office says of it."""

    key: str
    change: Callable[[Text], None]
    opinion: str = "缩短承诺期限、减少材料和环节，不减少申请人的权利，没有违反上位法，同意。"


def promise(count: int) -> Callable[[Text], None]:
    """Promise so many days, of the kind that was promised before."""

    def change(text: Text) -> None:
        (unit,) = {"working_days", "days"} & text["limits"]["promised"].keys()
        promised = {unit: count, "assumed": True, "source": SOURCE}
        text["limits"] = {**text["limits"], "promised": promised}

    return change


def without(*keys: str) -> Callable[[Text], None]:
    """Ask no longer for these requirements."""

    def change(text: Text) -> None:
        text["requirements"] = [one for one in text["requirements"] if one["key"] not in keys]
        _note(text)

    return change


def without_stage(key: str) -> Callable[[Text], None]:
    """Leave a stage out; what waited for it waits for the others."""

    def change(text: Text) -> None:
        kept = [one for one in text["stages"] if one["key"] != key]
        text["stages"] = [
            {**one, "after": [before for before in one["after"] if before != key]} if "after" in one else one
            for one in kept
        ]
        _note(text)

    return change


def _note(text: Text) -> None:
    """Where something is left out no value is there to be marked: a question that people ask says it."""
    told = {"ask": "这次修订减少了什么", "answer": f"{SOURCE}。", "assumed": True}
    text["questions"] = [*text.get("questions", ()), told]


def both(*changes: Callable[[Text], None]) -> Callable[[Text], None]:
    """One after the other."""

    def change(text: Text) -> None:
        for one in changes:
            one(text)

    return change


SECOND_BATCH = (
    Revision("association-registration", promise(20)),
    Revision("work-injury", promise(25)),
    Revision("fireworks-retail", both(promise(6), without("supply"))),
    Revision("resident-medical", promise(2)),
    Revision("bookkeeping-agency", without("rules")),
)
"""None of them is in a scene, so that every scene begins under the version that it was written for."""

DRAFT = Revision("tree-felling", promise(6))
CHECKED = Revision("legal-aid-objection", promise(3))
OPINED = Revision("vocational-school", promise(12))
APPROVED = Revision("eia-form", promise(9))
OBJECTED = Revision(
    "water-permit",
    without_stage("inspect"),
    "现场验收是《取水许可和水资源费征收管理条例》第二十三条第一款规定的环节，不能取消。退回修改。",
)


class Publishing:
    """Plans what those who publish do in the month. `versions` is what new cases come under; it is kept up to date."""

    def __init__(
        self, agenda: Agenda, office: Office, since: date, until: date, versions: MutableMapping[str, Version]
    ) -> None:
        self._agenda, self._versions = agenda, versions
        self._days = [day for day in office.days if since <= day <= until]
        if self._days:
            self._second_batch()
            self._in_work()

    def _second_batch(self) -> None:
        """Drafted, looked at, approved and published one day after the other where there are as many."""
        last = max(0, len(self._days) - 2)
        drafted, opined, approved, published = (self._days[min(number, last)] for number in range(4))
        position = max(min(3, last) + 1, len(self._days) // 2)
        begins = self._days[position] if position < len(self._days) else self._days[-1] + timedelta(days=1)
        for number, one in enumerate(SECOND_BATCH):
            self._plan(drafted, 10 + number, lambda one=one: _drafted(one, check=True))
            self._plan(opined, 120 + number, lambda one=one: _opine(one, agrees=True))
            self._plan(approved, 270 + number, lambda one=one: _approve(one))
        keys = [one.key for one in SECOND_BATCH]
        self._plan(published, 400, lambda: _publish(keys, begins))
        self._agenda.plan(at(begins, 0), self._come_into_force)

    def _in_work(self) -> None:
        """On the day before the last, so that whoever looks today finds something in every state."""
        day = self._days[max(0, len(self._days) - 2)]
        for number, one in enumerate((CHECKED, OPINED, APPROVED, OBJECTED)):
            self._plan(day, 20 + number, lambda one=one: _drafted(one, check=True))
        self._plan(day, 30, lambda: _drafted(DRAFT, check=False))
        for number, one in enumerate((OPINED, APPROVED)):
            self._plan(day, 130 + number, lambda one=one: _opine(one, agrees=True))
        self._plan(day, 135, lambda: _opine(OBJECTED, agrees=False))
        self._plan(day, 280, lambda: _approve(APPROVED))

    def _plan(self, day: date, minutes: int, deed: Callable[[], None]) -> None:
        self._agenda.plan(at(day, OPENS + minutes), deed)

    def _come_into_force(self) -> None:
        self._versions.update({one.matter.key: one for one in all_in_force(clock.today())})


def _person(login: str) -> Actor:
    person = Person.objects.filter(username=login).first()
    if person is None:
        raise NobodyThere(f"没有“{login}”这个账号，修订的事项没有人办")
    return actor_of(person, clock.today())


def _drafted(one: Revision, *, check: bool) -> None:
    editor = _person(EDITOR)
    draft = drafts.begin_draft(editor, one.key)
    text: Text = dict(draft.data)
    one.change(text)
    saved = drafts.save_draft(editor, one.key, text, draft.revision)
    if check:
        facts = workflow.version_page(editor, one.key, saved.number).facts
        mark = facts is not None and facts.trips is not None and facts.trips.at_most_once
        publishing.check(editor, one.key, saved.revision, one_visit=mark)


def _opine(one: Revision, *, agrees: bool) -> None:
    publishing.opine(_person(LAWYER), one.key, _seen(one.key), agrees=agrees, words=one.opinion)


def _approve(one: Revision) -> None:
    words = f"同意，{chinese_date(clock.today())}。"
    publishing.approve(_person(OWNER), one.key, _seen(one.key), words)


def _publish(keys: list[str], on: date) -> None:
    publishing.publish_batch(_person(PUBLISHER), keys, TITLE, on)


def _seen(key: str) -> int:
    return end_of(drafts.in_work(key))
