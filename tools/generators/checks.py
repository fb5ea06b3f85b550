# ruff: noqa: E501 — a row of a table is one line.
"""The page about the checks over definitions and the catalogue: every check, and the rules that need none."""

from __future__ import annotations

from onevisit.rules.catalogue_checks.check import Scope
from onevisit.rules.catalogue_checks.registry import CHECKS, by_code
from onevisit.rules.findings import Severity

SEVERITIES = {Severity.ERROR: "错误（不能公布）", Severity.WARNING: "提醒"}
CLAUSES = {
    "5.1b": (
        "清理初审转报",
        (
            "forwarding-without-basis",
            "consulting-without-basis",
            "one-first-review",
            "not-forwarded",
            "same-organ",
            "first-review-too-long",
        ),
    ),
    "5.1c": (
        "清理无谓证明",
        (
            "material-without-basis",
            "organ-on-paper",
            "shared-elsewhere",
            "asked-twice",
            "two-names",
            "two-types",
            "circular-proof",
            "catch-all",
            "vague-material",
            "asks-the-known",
        ),
    ),
    "5.10c": ("清理前置中介", ("intermediary-without-basis",)),
}
CONSISTENCY: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("即办 ⇔ 即办件", ("at-once-mismatch",), ""),
    (
        "结果名称与类型相符",
        ("result-kind",),
        "出证、出文、审批三种办结方式，定义里是证照、登记、批文三种结果",
    ),
    ("跑动次数不为零要写到现场的原因", ("presence-without-basis",), "次数是算出来的；原因就是到场动作的条文"),
    (
        "不跑又不能网上办的，必须收邮寄申请",
        ("no-way-from-afar",),
        "窗口收件本身就算一次，所以这样的事项算出来不会是零次；检查的是白跑的那一次",
    ),
    ("网办深度四级 ⇒ 不用跑", (), "不能表达：深度不填写，由申请方式、材料和送达方式推出，两者不会矛盾"),
    (
        "收费有依据、项目、标准",
        ("missing", "fee-amount", "fee-without-basis"),
        "没有“能否网上支付”：缴费渠道是平台的，不是事项的",
    ),
    ("咨询电话和投诉电话不同，都带区号", ("phone",), "电话在部门表和区县数据里，不在事项里"),
    ("服务对象和主题相符", ("theme-mismatch",), ""),
    ("行政许可有常见问题", ("no-questions",), ""),
    (
        "行政许可有受理、审核、审批、办结、送达",
        ("one-accept", "licence-without-review", "one-decide", "no-way"),
        "办结、送达由办件过程本身给出，定义里没有也不能有",
    ),
    ("有结果就有样本", (), "不能表达：样本由文书模板和证照模板生成，定义里没有图片"),
    (
        "承诺不超过法定，法定有条文",
        ("promise-too-long", "promise-may-be-too-long", "limit-without-basis"),
        "",
    ),
    (
        "指南必填各项",
        ("no-conditions", "no-materials", "no-basis", "missing", "no-result"),
        "名称、实施主体、期限、送达方式、申请方式没有就读不进来；地点、时间、电话在大厅表和部门表里",
    ),
)


def generate() -> dict[str, str]:
    """Return docs/reference/checks.md."""
    return {"docs/reference/checks.md": "\n".join(_page()) + "\n"}


def _page() -> list[str]:
    lines = [
        "# Checks over definitions and the catalogue",
        "",
        "Generated from `src/onevisit/rules/catalogue_checks`; `make check` compares it.",
        "",
        "`onevisit check districts/boshan` asks all of them (`--only M-111`, `--json`); the workbench page 目录体检 asks them of",
        "the catalogue in force; the editor asks those of one matter while somebody types. An error keeps a version from",
        "being published, a warning does not. What is found says where (file and path in the definition), and how to mend it.",
    ]
    for scope in Scope:
        lines += ["", f"## {scope.value} · {scope.label}", ""]
        lines += ["| id | code | 严重程度 | 发现什么 | 怎么改 | 出处 |", "|---|---|---|---|---|---|"]
        lines += [
            f"| {one.id} | `{one.code}` | {SEVERITIES[one.severity]} | {one.says} | {one.mend} | {one.source} |"
            for one in CHECKS
            if one.scope is scope
        ]
    return [*lines, *_clauses(), *_consistency(), *_limits()]


def _clauses() -> list[str]:
    lines = ["", "## Clauses of the order", "", "| clause | | checks |", "|---|---|---|"]
    lines += [f"| {clause} | {name} | {_ids(codes)} |" for clause, (name, codes) in CLAUSES.items()]
    return lines


def _consistency() -> list[str]:
    lines = ["", "## The thirteen consistency rules of the national data checks (事项数据校验规则)", ""]
    lines += ["| | rule | checks | |", "|---|---|---|---|"]
    lines += [
        f"| {at} | {rule} | {_ids(codes) or '—'} | {why} |"
        for at, (rule, codes, why) in enumerate(CONSISTENCY, 1)
    ]
    return lines


def _ids(codes: tuple[str, ...]) -> str:
    return "、".join(by_code[code].id for code in codes)


def _limits() -> list[str]:
    return [
        "",
        "## What they cannot see",
        "",
        "- Whether an article really says what it is cited for. A check sees that there is one, that the law is registered and",
        "  has so many articles, and that a few articles (行政许可法 29, 58, 59) cannot carry what they are cited for.",
        "- Whether an intermediary's basis is a law, a regulation or a decision of the State Council (优化营商环境条例 43), and",
        "  not a ministry's notice: names of laws do not say it reliably. The legal office looks.",
        "- Two names of one document that have no word, register or licence in common (户籍证明 without the evidence 户口簿).",
        "  Names are not compared by distance: 出生医学证明 and 死亡医学证明 differ in one character.",
        "- Limits in different units are compared over every weekday and every place of a holiday of eight days. A promise that",
        "  exceeds the law on every calendar is an error, on some calendar a warning.",
    ]
