"""What people write to each other in coordination: what has to be there, and how long it may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from onevisit.rules.cases.application import Fault
from onevisit.rules.identifiers import case_no

LONGEST: Mapping[str, int] = {
    "question": 1000,
    "answer": 2000,
    "reason": 300,
    "position": 2000,
    "articles": 300,
    "decision": 2000,
    "binding": 500,
    "opinion": 2000,
}
"""Characters of each text."""

QUESTION, DISAGREEMENT = "XS", "XT"
"""协商, 协调: what the reference of a question and of a disagreement begins with."""

_CITED = re.compile(r"《[^《》]{2,60}》[^《》]*?第[〇零一二三四五六七八九十百千\d]+条")

_MISSING: Mapping[str, str] = {
    "question": "请写明要对方回答什么",
    "answer": "请写明答复内容",
    "reason": "请写明理由",
    "position": "请写明本部门的意见和事实",
    "articles": "请写明依据的法律条款",
    "decision": "请写明决定的理由",
    "binding": "请写明双方接下来各做什么",
    "opinion": "请写明按协调决定的审查意见",
}


def check(**texts: str) -> tuple[Fault, ...]:
    """What is wrong with texts that are all needed; the names are those of `LONGEST`."""
    return tuple(fault for name, value in texts.items() for fault in _check(name, value))


def _check(name: str, value: str) -> tuple[Fault, ...]:
    if not value.strip():
        return (Fault(name, _MISSING[name]),)
    if len(value) > LONGEST[name]:
        return (Fault(name, f"最多{LONGEST[name]}个字，现在有{len(value)}个"),)
    if any(ord(character) < 32 and character not in "\r\n\t" for character in value):
        return (Fault(name, "里面有看不见的控制字符，请删掉重新输入"),)
    if name == "articles" and not _CITED.search(unicodedata.normalize("NFKC", value)):
        return (Fault(name, "依据要写到条，例如《行政许可法》第三十四条"),)
    return ()


def make_reference(prefix: str, day: date, seq: int) -> str:
    """The reference of the `seq`-th of a day: the prefix, then digits with a check as in the number of a case."""
    return f"{prefix}{case_no.make(day, seq)}"


def spoken(reference: str) -> str:
    """A reference in groups, as it is printed and read out: XT 261123 00001 7."""
    return f"{reference[:2]} {case_no.check(reference[2:]).spoken}"
