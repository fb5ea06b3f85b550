"""What is done to something that was granted: 暂扣、恢复、撤销、撤回、注销 (行政许可法 Art. 8, 69, 70)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onevisit.platform.ui.values import Fact
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import ACT_GROUNDS, PLEDGE_BROKEN, CheckOutcome, LicenceAct
from onevisit.rules.cases.probes import act_probe
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.act import Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Option, Question
from onevisit.workbench.written import words

ADVERSE = (LicenceAct.SUSPEND, LicenceAct.REVOKE, LicenceAct.RECALL)
"""Before these the holder is heard."""

OF_HEAD = (LicenceAct.REVOKE, LicenceAct.RECALL)


def _questions(act: LicenceAct) -> Callable[[Desk], tuple[Question, ...]]:
    def made(desk: Desk) -> tuple[Question, ...]:
        pledged = desk.view.state.pledged
        broken = pledged is not None and pledged.outcome is CheckOutcome.BROKEN
        grounds = tuple(
            Option(one.key, one.text, one.basis.cite())
            for one in ACT_GROUNDS[act]
            if broken or one.key != PLEDGE_BROKEN
        )
        chosen = grounds[0].value if len(grounds) == 1 else PLEDGE_BROKEN if broken else ""
        found = [
            Question("ground", "法定理由", Kind.ONE, "", grounds, chosen),
            Question("reasons", "事实和理由", Kind.WORDS, "写进决定书，持有人看得到"),
        ]
        if act in ADVERSE:
            found.append(Question("heard", "已经告知持有人并听取了他的陈述和申辩", Kind.YES))
        if act is LicenceAct.REVOKE:
            found.append(Question("harmless", "撤销不会对公共利益造成重大损害", Kind.YES, required=False))
        if act is LicenceAct.SUSPEND:
            tomorrow = desk.context.calendar.next_working_day(desk.context.today)
            found.append(Question("until", "暂扣到哪一天", Kind.DAY, least=tomorrow.isoformat()))
        return tuple(found)

    return made


def _make(act: LicenceAct) -> Callable[[Desk, Given], c.Command]:
    def made(desk: Desk, given: Given) -> c.Command:
        return c.ActOnLicence(
            act,
            given.text("ground"),
            words(given.text("reasons")),
            heard=given.yes("heard"),
            harmless=given.yes("harmless") or act is not LicenceAct.REVOKE,
            until=given.day("until"),
        )

    return made


def _known(desk: Desk) -> Sequence[Fact]:
    state = desk.view.state
    names = {one.key: one.name for one in desk.view.version.matter.results}
    given = "、".join(f"{names.get(one.result, one.result)} {one.number}" for one in state.results)
    return (Fact("证照", given, note=f"现在：{state.standing.label}" if state.standing else ""),)


ACTS = tuple(
    Act(
        c.ActOnLicence,
        f"licence-{act.value}",
        (Role.HEAD,) if act in OF_HEAD else (Role.CHIEF,),
        f"已{act.label}，决定书已出具。",
        _questions(act),
        _make(act),
        _known,
        grave=act is not LicenceAct.REINSTATE,
        example=act_probe(act),
        name=f"{act.label}许可",
    )
    for act in LicenceAct
)
