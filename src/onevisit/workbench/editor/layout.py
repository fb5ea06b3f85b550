"""In what order, in which groups and with which words a definition stands before the official who owns it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One page of the editor: which keys of the definition are on it, in groups, and what is said above them."""

    key: str
    title: str
    lead: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    empty: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the definition that this page writes."""
        return tuple(name for _, names in self.groups for name in names)


def _one(key: str, title: str, lead: str, empty: str = "") -> Section:
    return Section(key, title, lead, (("", (key,)),), empty)


SECTIONS: tuple[Section, ...] = (
    Section(
        "basics",
        "基本",
        "这是什么事，谁可以办，到哪里办，归谁管。",
        (
            ("这是什么事", ("name", "summary", "aliases")),
            (
                "谁可以办，怎么办",
                ("audience", "channels", "offered_at", "window_class", "counter", "at_once"),
            ),
            ("归谁管", ("organ", "kind", "codes", "key")),
            ("在哪里找得到", ("life_events", "themes", "flagship")),
        ),
    ),
    _one("basis", "依据", "哪部法律的哪一条设定了这件事。没有设定依据的事项不能公布。", "还没有写设定依据。"),
    _one(
        "conditions",
        "条件",
        "符合什么条件才能办成。一条写一件事，用申请人看得懂的话。",
        "没有条件：谁来都能办。",
    ),
    _one(
        "situations",
        "情形",
        "先问申请人几个问题，按回答决定要哪些材料、走哪些环节。只问会改变结果的问题。",
        "不问问题：所有人的材料和环节都一样。",
    ),
    _one(
        "fields",
        "申请表",
        "申请人要填的栏目。登记簿、证照里已经有的，不要再让人填。",
        "申请表没有要填的栏目。",
    ),
    _one(
        "requirements",
        "材料",
        "每一项都要有依据，都要说清怎样可以不用交纸。排在前面的方式优先用。",
        "不要任何材料。",
    ),
    _one(
        "presences",
        "到场",
        "只写法律要求本人到场、签字、接受询问的动作，以及可以用什么来代替。来一次大厅交材料不写在这里。",
        "没有必须本人到场的动作。",
    ),
    _one(
        "stages",
        "环节",
        "收到申请以后，谁先做什么、谁同时做什么。写在同一个环节之后的，同时进行。",
        "还没有环节。",
    ),
    _one("limits", "期限", "法律规定最长多久，我们承诺多久。"),
    _one("results", "结果", "申请人最后拿到什么，怎样送到他手里。", "还没有写办理结果。"),
    _one("fees", "收费", "没有法定依据的，一律不收。", "不收费。"),
    _one(
        "refusals",
        "理由",
        "依法可以不予许可的理由，作决定的人只能从这里选。提供虚假材料等人人适用的理由不用写。",
        "只适用法律对所有事项规定的理由。",
    ),
    _one("questions", "问答", "申请人常问的，和给他的回答。", "还没有常见问题。"),
    Section(
        "courses",
        "特别程序",
        "通常办法以外的路：听证、检验、延期、告知承诺、数量限制。没有特别规定的，整页都不用填。",
        (("", ("courses",)),),
    ),
)
"""Every key of a definition stands on exactly one page."""

BY_KEY: Mapping[str, Section] = {one.key: one for one in SECTIONS}
SECTION_OF: Mapping[str, Section] = {key: one for one in SECTIONS for key in one.keys}
"""The page on which a key of the definition stands."""

GROUPS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Situation": (
        ("", ("ask", "help")),
        ("", ("options",)),
        ("", ("when",)),
        ("", ("key",)),
    ),
    "Field": (
        ("", ("label", "type", "required", "help")),
        ("怎么填", ("unit", "max", "source")),
        ("", ("options",)),
        ("", ("when",)),
        ("", ("key",)),
    ),
    "Requirement": (
        ("", ("name", "made_by", "issued_by", "note")),
        ("", ("evidence", "copies")),
        ("", ("basis",)),
        ("", ("when", "required")),
        ("容缺与承诺", ("defer", "commitment")),
        ("为了它要跑的路", ("held", "errand", "fresh", "kept")),
        ("", ("key",)),
    ),
    "Presence": (
        ("", ("act", "at", "means", "note")),
        ("", ("basis",)),
        ("", ("when", "waivable")),
        ("谁、到哪里", ("persons", "counter", "announced", "rest")),
    ),
    "Stage": (
        ("", ("name", "kind", "organ", "after")),
        ("", ("limit",)),
        ("", ("basis",)),
        ("看什么", ("checks", "note")),
        ("", ("when",)),
        ("", ("key",)),
    ),
    "Result": (
        ("", ("name", "kind", "licence", "delivery")),
        ("", ("valid",)),
        ("", ("basis",)),
        ("", ("key",)),
    ),
    "Fee": (
        ("", ("name", "unit", "amount", "standard", "note")),
        ("", ("basis",)),
        ("", ("when",)),
        ("", ("key",)),
    ),
    "Ground": (("", ("law", "article", "paragraph", "item", "says")),),
    "RefusalGround": (("", ("text", "basis", "key")),),
    "Limits": (("", ("statutory", "promised", "since")),),
    "Courses": (
        ("几个部门一起办", ("handling",)),
        ("时间不计入期限的程序", ("special",)),
        ("别人的利益与听证", ("interested", "hearing")),
        ("补正、容缺、延期", ("correction", "deferral_ends", "extension")),
        ("告知承诺", ("risks", "pledge")),
        ("数量与已有的证照", ("quota", "concerns")),
    ),
}
"""The fields of a class in groups, in the order of thinking. A class that is not named has one group in its order."""

FOLDED = frozenset({"Situation", "Field", "Requirement", "Presence", "Stage", "Fee", "Result"})
"""Rows that are long: they open and close, under their title."""

WIDE = frozenset({
    "Matter.name", "Situation.ask", "Requirement.name", "Result.name", "Fee.name", "RefusalGround.text", "Question.ask",
    "Field.help", "Situation.help",
})  # fmt: skip
"""Fields of one line that take the whole of it."""

TITLES: Mapping[str, tuple[str, ...]] = {
    "Situation": ("ask",),
    "Field": ("label", "type"),
    "Requirement": ("name", "made_by"),
    "Presence": ("act", "at"),
    "Stage": ("name", "organ"),
    "Result": ("name", "kind"),
    "Fee": ("name", "unit"),
    "RefusalGround": ("text",),
    "Question": ("ask",),
    "Ground": ("law", "article"),
    "Evidence": ("way",),
    "Special": ("kind",),
    "Counter": ("name", "organ"),
}
"""What a row is known by, and a word more."""
