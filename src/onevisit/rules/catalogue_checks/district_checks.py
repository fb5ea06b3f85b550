"""What `rules.district.checks` finds: what one file of a pack says about the others."""

from __future__ import annotations

from collections.abc import Iterable

from onevisit.rules.appointments.hours import FORM
from onevisit.rules.catalogue_checks.check import ORDER, Check, warns

_FORMAT = "docs/editors/matter-format.md"
_ERRORS: Iterable[tuple[str, str, str, str, str]] = (
    (
        "D-001",
        "duplicate-code",
        "两个部门、证照类型或者事项用了同一个编码",
        "核对编码，改其中一个",
        "GB 32100-2015；GB/T 36902-2018；GB/T 39046-2020",
    ),
    ("D-002", "unknown-division", "写的区划不在区划表里", "改成 divisions 里的代码", "GB/T 2260"),
    ("D-003", "organ-cycle", "部门的上级关系绕成了一圈", "改其中一个的 parent", f"{ORDER} 三（实施范围）"),
    ("D-004", "unknown-hall", "写的大厅不在大厅表里", "改成 halls 里的键", _FORMAT),
    (
        "D-005",
        "no-handout",
        "大厅没有出件窗口",
        "给一个窗口写 hands_out: true",
        f"{ORDER} 五（三）统一窗口出件",
    ),
    ("D-006", "no-window", "区大厅缺一类综合窗口", "给一个窗口写上这一类", f"{ORDER} 五（三）综合窗口"),
    ("D-007", "unknown-window", "岗位写的窗口不在大厅里", "改成大厅有的窗口号", _FORMAT),
    (
        "D-008",
        "bad-identifier",
        "身份号码或者统一社会信用代码不对",
        "核对位数和校验码",
        "GB 11643-1999；GB 32100-2015",
    ),
    ("D-009", "unknown-person", "写的经办人不在申请人表里", "改成 applicants 里的登录名", _FORMAT),
    (
        "D-010",
        "unknown-law",
        "引用的法律不在法律登记表里",
        "先在 laws 登记，或者改成登记的简称",
        f"{ORDER} 二（依法行政）",
    ),
    ("D-011", "unknown-article", "引用的条文超出了这部法律的条数", "核对条号", f"{ORDER} 二（依法行政）"),
    ("D-012", "flagship-assumes", "重点事项有不该待确认的值", "查明来源，写上条文，去掉 assumed", _FORMAT),
    ("D-013", "unknown-matter", "俗语指向不存在的事项", "改成有的事项的键", _FORMAT),
    ("D-014", "unknown-life-event", "写的主题不在主题表里", "改成 life_events 里的键", _FORMAT),
    (
        "D-016",
        "bundle-unknown",
        "一件事提到的事项、问题、选项或者材料不存在",
        "改成各事项里有的键",
        f"{ORDER} 五（三）一口提交、部门联办",
    ),
    (
        "D-017",
        "bundle-apart",
        "这些事项不能合成一件事",
        "按提示去掉一个事项，或者改它的结果和材料，使它们不互相等待",
        f"{ORDER} 五（三）一口提交、部门联办",
    ),
    (
        "D-019",
        "unknown-issue",
        "协调人写的争议种类不存在",
        "改成提示里列出的种类",
        f"{ORDER} 六（二）协同配合",
    ),
    ("D-018", "bad-hours", "大厅的办公时间读不出来，排不出预约时段", f"写成“{FORM}”的样子", _FORMAT),
    (
        "D-015",
        "nobody",
        "环节要的岗位没有人",
        "在 staff 给人写上这个岗位",
        f"{ORDER} 五（三）审批人员进大厅到位",
    ),
)
_WARNINGS: Iterable[tuple[str, str, str, str, str]] = (
    (
        "D-024",
        "bundle-apart-things",
        "一件事里写明相同的材料、填写项或者问题合不到一起",
        "让各事项给它相同的证明方式、类型或者选项",
        f"{ORDER} 五（三）一口提交、部门联办",
    ),
    (
        "D-026",
        "bundle-alike",
        "一件事里两个事项要的东西说法相近，却要填两次、答两次或者交两次",
        "法律上是同一样的，写进这件事的 same；不是同一样的，把说法写得分得清",
        f"{ORDER} 五（三）一口提交",
    ),
    (
        "D-025",
        "no-arbiter",
        "一种争议没有指定协调人",
        "在 arbiters 给这种争议写上协调人",
        f"{ORDER} 六（二）协同配合",
    ),
    ("D-021", "empty-theme", "主题下面没有事项", "给事项写上这个主题，或者删去主题", _FORMAT),
    (
        "D-023",
        "phone",
        "咨询电话没有写、和投诉电话相同，或者没有带区号",
        "写上部门自己的咨询电话，带区号；投诉电话另写一个",
        "事项数据校验规则第7条、第13条",
    ),
    ("D-022", "only-village", "只有村（社区）一个入口", "加上 online 或者 window", f"{ORDER} 五（六）"),
)
CHECKS = (*(Check(*row) for row in _ERRORS), *(warns(*row) for row in _WARNINGS))
