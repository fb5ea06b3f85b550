"""What can keep a file from being read: found by `rules.reading`, the readers of a pack, and the files themselves."""

from __future__ import annotations

from collections.abc import Iterable

from onevisit.rules.catalogue_checks.check import Check

_SOURCE = "docs/editors/matter-format.md"
_ROWS: Iterable[tuple[str, str, str, str]] = (
    ("F-001", "broken-yaml", "YAML 读不懂", "按指出的行、列检查缩进、冒号后的空格和引号"),
    ("F-002", "not-utf8", "文件不是 UTF-8 编码，或者有不成对的代理字符", "另存为 UTF-8，删去读不出的字符"),
    ("F-003", "too-large", "文件超过 1 MB", "一个事项的定义远没有这么大，请检查是不是放错了文件"),
    ("F-004", "too-many", "文件夹里的文件多得不会是一个区的目录", "检查给的是不是区县目录的文件夹"),
    ("F-005", "not-a-file", "不是这个文件夹里的普通文件（链接、设备）", "换成普通文件"),
    ("F-006", "missing-folder", "没有这个文件夹", "检查路径"),
    ("F-007", "missing-file", "缺少必需的文件", "补上这个文件"),
    ("F-008", "unknown-file", "不认识的文件", "按格式说明改名，或者移走"),
    ("F-009", "file-name", "文件名和事项的键不同", "文件改名为“键.yaml”"),
    ("F-010", "duplicate", "同一个键、登录名或者窗口号写了两次", "保留一个，或者改名"),
    ("F-011", "not-a-mapping", "这里应是一组“键: 值”", "写成“键: 值”，每行一个"),
    ("F-012", "unknown-key", "不认识的键", "按提示改成可用的键，或者删去"),
    ("F-013", "missing", "缺少必须写的值（包括收费的依据、初审的期限、出具的部门）", "补上这个值"),
    (
        "F-014",
        "wrong-type",
        "值的类型不对",
        "按提示写成文字、整数、列表或者 true、false；数字和 yes、no 作文字时加引号",
    ),
    ("F-015", "unknown-choice", "不在可选值之内", "改成提示里的一个值"),
    ("F-016", "empty", "不能为空", "写上内容，或者删去这个键"),
    ("F-017", "control-character", "含有看不见的控制字符", "删去重新输入"),
    ("F-018", "not-a-number", "不是金额", '写成带引号的数字，例如 "80"'),
    ("F-019", "not-a-date", "不是日期", '写成带引号的 "2026-11-23"'),
    ("F-020", "bad-key", "键里有不能用的字符", "只用小写字母、数字、连字符、下划线，以字母开头"),
    ("F-021", "bad-assumed", "assumed 写错了", "写 true，或者同一层里待确认的键的列表"),
    ("F-022", "assumed-unknown", "assumed 提到的键不存在", "改成同一层里有的键"),
    ("F-023", "not-a-basis", "依据写错了", '写成 {law: 法律简称, article: "条"}'),
    ("F-024", "bad-article", "条号写错了", '写成带引号的数字，例如 "42"、"133-1"'),
    ("F-025", "bad-number", "款、项写错了", "写成正整数"),
    ("F-026", "not-a-limit", "时限写错了", "写成 {working_days: 20, basis: {...}}"),
    (
        "F-027",
        "bad-limit",
        "时限的单位没有写，或者写了几个",
        "working_days、days、months、at_once 写且只写一个",
    ),
    ("F-028", "bad-length", "时限、天数或者数量小于一（或者大得不合理）", "写成提示范围内的整数"),
    ("F-029", "not-a-condition", "条件写错了", "写成一句话，例如 premises == rented"),
    ("F-030", "bad-condition", "条件读不懂", "按指出的地方改；只能用 ==、!=、in、and、or、not 和括号"),
    ("F-031", "key-changed", "草稿里的键和事项的键不同", "改回原来的键；另一个事项请另行起草"),
    ("F-032", "too-long", "名称太长", "缩短名称，细节写进摘要"),
    ("F-041", "unknown-format", "写出的目录是另一种格式的", "用写出它的那个版本的程序读，再重新写出"),
    ("F-042", "unknown-batch", "版本写的批次不在批次表里", "补上这一批，或者改批次号"),
    ("F-043", "bad-order", "版本的日期前后颠倒", "终止日期不早于施行日期，后一版晚于前一版"),
    ("F-044", "not-plain", "定义里有 JSON 写不出的值", "改成文字、整数、列表或者一组键值"),
    ("F-045", "does-not-fit", "值太长，或者不是数据库能存的样子", "按提示缩短或者改正"),
    (
        "F-046",
        "changed",
        "已公布的版本被改动过，和公布时的摘要不符",
        "换回公布时的文本；要改的另起草一个版本",
    ),
    ("F-047", "overlap", "同一个事项有两个版本在同一天有效", "前一版的终止日期写在后一版施行的前一天"),
)
CHECKS = tuple(Check(id_, code, says, mend, _SOURCE) for id_, code, says, mend in _ROWS)
