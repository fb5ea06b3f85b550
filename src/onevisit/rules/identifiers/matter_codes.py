"""The codes of matters and cases as the national platform writes them.

基本编码 (12): division 2, kind 2, guiding ministry 2, main matter 3, sub-matter 3.
实施编码 (31): credit code of the organ 18, level 1, basic code 12.
业务办理项编码 (33): task code 31, sequence 2.
办件编号 (43): task code 31, day 8, sequence 4.
Provinces write other forms too; `check_local_code` takes any up to the 36 characters of the national tables.
"""

from dataclasses import dataclass
from datetime import date

from onevisit.rules.identifiers import uscc
from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.iso7064 import DIGITS, DIGITS_AND_LETTERS
from onevisit.rules.identifiers.reading import normalise, read_day, require_characters, require_length

__all__ = [
    "BadBasicCode",
    "BadHandleItemCode",
    "BadLocalCode",
    "BadMatterCode",
    "BadNationalCaseNo",
    "BadTaskCode",
    "BasicCode",
    "HandleItemCode",
    "NationalCaseNo",
    "TaskCode",
    "check_basic_code",
    "check_handle_item_code",
    "check_local_code",
    "check_national_case_no",
    "check_task_code",
    "make_national_case_no",
    "make_task_code",
]

_LONGEST = 36


class BadMatterCode(BadIdentifier):
    """A code of a matter or a national case number that cannot be right."""

    kind = "事项编码"


class BadBasicCode(BadMatterCode):
    """A basic code that cannot be right."""

    kind = "基本编码"


class BadTaskCode(BadMatterCode):
    """A task code that cannot be right."""

    kind = "实施编码"


class BadHandleItemCode(BadMatterCode):
    """A code of a handling item that cannot be right."""

    kind = "业务办理项编码"


class BadNationalCaseNo(BadMatterCode):
    """A national case number that cannot be right."""

    kind = "办件编号"


class BadLocalCode(BadMatterCode):
    """A local code that cannot be right."""

    kind = "地方事项编码"


@dataclass(frozen=True, slots=True)
class BasicCode:
    """基本编码. `division` is 00 for the whole nation, 37 for Shandong."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def division(self) -> str:
        """The province, or 00."""
        return self.text[:2]

    @property
    def kind(self) -> str:
        """事项类型, such as 01 行政许可."""
        return self.text[2:4]

    @property
    def ministry(self) -> str:
        """The guiding ministry."""
        return self.text[4:6]

    @property
    def main(self) -> str:
        """The main matter."""
        return self.text[6:9]

    @property
    def sub(self) -> str:
        """The sub-matter, 000 if the main matter has none."""
        return self.text[9:12]


@dataclass(frozen=True, slots=True)
class TaskCode:
    """实施编码: this matter as done by this organ."""

    organ: uscc.CreditCode
    level: str
    basic: BasicCode

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """All 31 characters."""
        return f"{self.organ.text}{self.level}{self.basic.text}"


@dataclass(frozen=True, slots=True)
class HandleItemCode:
    """业务办理项编码: one way in which a matter is done, `seq` from 1 to 99."""

    task: TaskCode
    seq: int

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """All 33 characters."""
        return f"{self.task.text}{self.seq:02}"


@dataclass(frozen=True, slots=True)
class NationalCaseNo:
    """办件编号 as the national platform wants it, `seq` from 1 to 9999 for a matter on a day."""

    task: TaskCode
    day: date
    seq: int

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """All 43 characters."""
        return f"{self.task.text}{self.day.isoformat().replace('-', '')}{self.seq:04}"


def check_basic_code(text: str) -> BasicCode:
    """The basic code in `text`. Raises BadBasicCode."""
    code = normalise(text)
    require_length(code, 12, BadBasicCode)
    require_characters(code, DIGITS, "数字", BadBasicCode)
    if code[2:4] == "00":
        raise BadBasicCode("第3、4位事项类型不能是00。", position=3)
    if code[6:9] == "000":
        raise BadBasicCode("第7至9位主项编码不能是000。", position=7)
    return BasicCode(code)


def check_task_code(text: str) -> TaskCode:
    """The task code in `text`, its organ's credit code checked too. Raises BadTaskCode."""
    code = normalise(text)
    require_length(code, 31, BadTaskCode)
    return _task(code, BadTaskCode)


def make_task_code(organ: uscc.CreditCode, level: int, basic: BasicCode) -> TaskCode:
    """The task code of `basic` as done by `organ` at 行使层级 `level` (1 to 9). Raises BadTaskCode."""
    return check_task_code(f"{organ.text}{level}{basic.text}")


def check_handle_item_code(text: str) -> HandleItemCode:
    """The code of a handling item in `text`. Raises BadHandleItemCode."""
    code = normalise(text)
    require_length(code, 33, BadHandleItemCode)
    require_characters(code, DIGITS_AND_LETTERS, "数字或者字母", BadHandleItemCode)
    task = _task(code[:31], BadHandleItemCode)
    return HandleItemCode(task, _seq(code, 31, BadHandleItemCode))


def check_national_case_no(text: str) -> NationalCaseNo:
    """The national case number in `text`. Raises BadNationalCaseNo."""
    code = normalise(text)
    require_length(code, 43, BadNationalCaseNo)
    require_characters(code, DIGITS_AND_LETTERS, "数字或者字母", BadNationalCaseNo)
    task = _task(code[:31], BadNationalCaseNo)
    day = read_day(code[31:39]) if code[31:39].isdigit() else None
    if day is None:
        raise BadNationalCaseNo(f"第32至39位“{code[31:39]}”不是日期，请核对。", position=32)
    return NationalCaseNo(task, day, _seq(code, 39, BadNationalCaseNo))


def make_national_case_no(task: TaskCode, day: date, seq: int) -> NationalCaseNo:
    """The number of the `seq`-th case of a matter on `day`. Raises BadNationalCaseNo above 9999."""
    if not 1 <= seq <= 9999:
        raise BadNationalCaseNo(f"的当日序号应为1至9999，不能是{seq}。")
    return NationalCaseNo(task, day, seq)


def check_local_code(text: str) -> str:
    """A code of local form: 1 to 36 digits, letters or hyphens. Raises BadLocalCode."""
    code = normalise(text)
    if not 1 <= len(code) <= _LONGEST:
        raise BadLocalCode(f"应为1至{_LONGEST}位，现为{len(code)}位，请核对后重新输入。")
    require_characters(code, f"{DIGITS_AND_LETTERS}-", "数字、字母或者连字符", BadLocalCode)
    return code


def _task(code: str, error: type[BadMatterCode]) -> TaskCode:
    try:
        organ = uscc.check(code[:18])
    except uscc.BadCreditCode as bad:
        why = f"前18位应为实施主体的统一社会信用代码：{bad}"
        raise error(why, position=bad.position, expected=bad.expected) from None
    if code[18] not in "123456789":
        raise error(f"第19位“{code[18]}”不对，行使层级只能是1至9。", position=19)
    try:
        basic = check_basic_code(code[19:31])
    except BadBasicCode as bad:
        position = None if bad.position is None else bad.position + 19
        raise error(f"第20至31位应为基本编码：{bad}", position=position) from None
    return TaskCode(organ, code[18], basic)


def _seq(code: str, first: int, error: type[BadMatterCode]) -> int:
    digits = code[first:]
    if not digits.isdigit() or not int(digits):
        raise error(f"第{first + 1}至{len(code)}位“{digits}”不是序号，请核对。", position=first + 1)
    return int(digits)
