"""Parts of a case as its pages place them: materials with their files, stages with what was checked, the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from onevisit.casework.case_view import CaseView, MaterialView, StageView, Step
from onevisit.exchange import queries as exchange
from onevisit.exchange.ports import Known
from onevisit.platform.files import queries as files
from onevisit.platform.ui.values import Fact
from onevisit.rules.identifiers import case_no
from onevisit.rules.limits import Unit
from onevisit.rules.matters import grounds
from onevisit.rules.matters.definition import RefusalGround
from onevisit.rules.matters.vocabulary import Way
from onevisit.workbench.clock_lines import Board, board

_KIB = 1024


@dataclass(frozen=True)
class FileLink:
    """A file that can be looked at."""

    name: str
    href: str
    size: str


@dataclass(frozen=True)
class Material:
    """A requirement, how it was shown, and what there is to look at."""

    view: MaterialView
    files: tuple[FileLink, ...]
    answers: tuple[Known, ...]

    @property
    def missing(self) -> bool:
        """Whether something required was not shown."""
        return self.view.shown is None and self.view.requirement.required

    @property
    def needs_sight(self) -> bool:
        """Whether the original has to be looked at before acceptance."""
        return self.view.shown is not None and self.view.shown.way is Way.ORIGINAL

    @property
    def can_be_compared(self) -> bool:
        """Whether there is a paper that could be held against an original."""
        return self.view.shown is not None and self.view.shown.way in (Way.ORIGINAL, Way.UPLOAD)


def materials(view: CaseView) -> list[Material]:
    """The requirements of this situation. One statement for all files, two for all that registers said."""
    shown = [one.shown for one in view.materials if one.shown]
    refs = [ref for one in shown for ref in one.refs if one.way is Way.UPLOAD]
    asked = [ref for one in shown for ref in one.refs if one.way in (Way.E_LICENCE, Way.SHARED)]
    known = files.describe(refs) if refs else {}
    answers = exchange.answers(asked) if asked else {}
    found = []
    for one in view.materials:
        own = one.shown.refs if one.shown else ()
        links = [
            FileLink(
                f"第{position}份" if len(own) > 1 else "查看",
                reverse("workbench:file", args=[view.number, ref]),
                in_words(known[ref].size),
            )
            for position, ref in enumerate(own, start=1)
            if ref in known
        ]
        found.append(Material(one, tuple(links), tuple(answers[ref] for ref in own if ref in answers)))
    return found


def first_file(shown: Sequence[Material]) -> str:
    """What the viewer begins with."""
    return next((one.href for material in shown for one in material.files), "")


def in_words(size: int) -> str:
    """A size in bytes for people."""
    return f"{size / _KIB / _KIB:.1f} MB" if size >= _KIB * _KIB else f"{max(1, size // _KIB)} KB"


def who(view: CaseView) -> list[Fact]:
    """Who applies. The number is masked even where it is held against a document: its two ends are enough for that."""
    if view.erased:
        return [Fact("申请人", view.applicant_name)]
    return [
        Fact("申请人", view.applicant_name),
        Fact("证件号码", view.applicant_masked),
        *([Fact("代理人", view.agent_name)] if view.agent_name else []),
        Fact("电话", view.applicant_phone or None),
        Fact("地址", view.applicant_address or None),
        *([Fact("寄送地址", view.post_address)] if view.post_address else []),
    ]


def asked(view: CaseView) -> list[Fact]:
    """Situation and form as they were filled in."""
    return [Fact(one.label, one.value or None) for one in (*view.answers, *view.form)]


def case_clocks(view: CaseView) -> Board | None:
    """All clocks of the case, the stages' too, side by side."""
    return board(view)


@dataclass(frozen=True)
class StageCard:
    """A stage with the points that were ticked and those that were not."""

    view: StageView
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    grounds: tuple[RefusalGround, ...]
    unit: Unit


def stages(view: CaseView) -> list[StageCard]:
    """All organs' stages, to stand side by side."""
    known = grounds_of(view)
    return [
        StageCard(
            one,
            tuple(one.opinion.checked) if one.opinion else (),
            tuple(point for point in one.stage.checks if not one.opinion or point not in one.opinion.checked),
            tuple(known[key] for key in one.opinion.grounds if key in known) if one.opinion else (),
            one.stage.limit.unit if one.stage.limit else Unit.WORKING_DAYS,
        )
        for one in view.stages
    ]


def grounds_of(view: CaseView) -> Mapping[str, RefusalGround]:
    """The lawful reasons of the matter, by key."""
    return {one.key: one for one in grounds.grounds_of(view.version.matter)}


@dataclass(frozen=True)
class LogLine:
    """A line of the log; `sealed` that it is under a seal, `words` what was written."""

    step: Step
    sealed: bool


def log(view: CaseView) -> list[LogLine]:
    """The log of the case, the newest last, as it was written."""
    return [LogLine(one, one.seq <= view.sealed_seq) for one in view.timeline]


def spoken(number: str) -> str:
    """The number in three groups, as it is printed and read out."""
    return case_no.check(number).spoken
