# ruff: noqa: E501 — a row of a table is one line.
"""The page “the life of a case”: what can happen, which clock runs, and which paper is given, read from the rules."""

from __future__ import annotations

from generators.procedure import HEAD, diagram
from onevisit.rules.cases import clocks
from onevisit.rules.cases.courses import ACT_GROUNDS, LAWFUL, LicenceAct
from onevisit.rules.cases.papers import Paper, plain_title
from onevisit.rules.limits import Limit
from onevisit.rules.matters.courses import NOT_COUNTED, Courses, DeferralEnd, SpecialKind


def generate() -> dict[str, str]:
    """Return docs/reference/life-of-a-case.md."""
    return {"docs/reference/life-of-a-case.md": "\n".join(_page()) + "\n"}


def _page() -> list[str]:
    return [
        "# The life of a case",
        "",
        HEAD,
        "",
        "An application is one case: a list of facts that only grows. What may be added to it, and when, is decided by the",
        "rules in `src/onevisit/rules/cases`; what the law makes happen by itself (⏱) happens whether anybody looks or not.",
        "Nobody can take a step that the law does not have at this place: the page offers what is open, and says of the rest",
        "why not.",
        "",
        *diagram(),
        "",
        *_courses(),
        *_clocks(),
        *_special(),
        *_papers(),
        *_licence(),
    ]


def _courses() -> list[str]:
    ends = "、".join(end.label for end in DeferralEnd)
    return [
        "## The courses",
        "",
        "| course | what happens | clock |",
        "|---|---|---|",
        "| 一次性告知补正 | every requirement is judged, everything wrong is asked for at once, and never again | handling has not begun |",
        f"| 容缺受理 | listed materials may come later, each with its day; otherwise ({ends}, by the matter) | runs |",
        "| 告知承诺 | a signed word instead of a paper: published, decided at once, checked afterwards, mended once, else revoked | runs; the check has its own |",
        "| 特别程序 | only what the law orders for the matter, announced with its time | stands still |",
        "| 听证 | told 5 working days, held within 20, announced 7 ahead; the presider reviewed nothing | stands still from the request |",
        "| 利害关系人 | told before a grant, heard | five working days before a decision |",
        "| 延长期限 | once, by the head whom the law names, with reasons | longer |",
        "| 下级初审 | the lower level forwards opinion and materials; nobody asks for them again | its own, at most 20 working days |",
        "| 有数量限制 | in the order of acceptance | runs |",
        "| 变更、延续 | of one's own licence; a renewal in time that nobody decides is deemed granted | the licence's expiry |",
        "| 移送 | what is not ours goes to the right organ, if the applicant wants it | its own |",
        "| 退件、公告送达 | what came back is delivered another way; at last by publication | its own |",
        "",
    ]


def _clocks() -> list[str]:
    rules = Courses()
    limits: list[Limit] = [
        clocks.ACCEPTANCE,
        rules.correction,
        clocks.HEARING_REQUEST,
        clocks.HEARING_HOLD,
        clocks.DELIVERY,
        clocks.PUBLIC_NOTICE,
        rules.pledge.check,
        rules.pledge.rectify,
        rules.pledge.notice,
        clocks.RATING,
    ]
    lines = [
        "## The clocks",
        "",
        "Beside the statutory and promised limit of the matter and those of its stages. A matter's definition can set its own;",
        "a basis from another province says that our own law is silent.",
        "",
        "| clock | counts from | length | basis |",
        "|---|---|---|---|",
    ]
    for limit in limits:
        basis = limit.basis.cite() if limit.basis else "本区确定"
        lines.append(f"| {limit.name} | {limit.counts_from} | {limit.unit.say(limit.length)} | {basis} |")
    return [*lines, ""]


def _special() -> list[str]:
    kinds = "、".join(kind.label for kind in SpecialKind)
    return [
        "## What stops the clock",
        "",
        f"{kinds}（{NOT_COUNTED.cite()}）: several at once count once, and only while they last.",
        "",
    ]


def _papers() -> list[str]:
    lines = [
        "## The documents",
        "",
        "Numbered without gaps by organ and year.",
        "",
        "| document | basis |",
        "|---|---|",
    ]
    lines += [f"| {plain_title(paper)} | {paper.basis.cite()} |" for paper in Paper]
    return [*lines, ""]


def _licence() -> list[str]:
    lines = ["## What was granted", "", "| stands | can be |", "|---|---|"]
    for standing, acts in LAWFUL.items():
        lines.append(f"| {standing.label} | {'、'.join(act.label for act in acts) or '—'} |")
    lines += ["", "| act | ground | basis |", "|---|---|---|"]
    for act in LicenceAct:
        lines += [f"| {act.label} | {one.text} | {one.basis.cite()} |" for one in ACT_GROUNDS[act]]
    return lines
