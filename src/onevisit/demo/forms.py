"""Fill in a form: something plausible in every field that the situation asks for, known from type, unit and label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onevisit.demo import names, wording
from onevisit.demo.chance import Chance
from onevisit.demo.people import Applicant, Population
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.application import fields_for, situations_for
from onevisit.rules.identifiers import case_no, uscc
from onevisit.rules.matters.definition import Field, Matter
from onevisit.rules.matters.vocabulary import FieldType

USUAL = 3.0
"""How much likelier the first option of a question is than each other one: definitions name the usual case first."""


def answers_for(matter: Matter, chance: Chance, fixed: dict[str, str] | None = None) -> dict[str, str]:
    """An answer to each question that comes up, question by question as people are asked."""
    answers: dict[str, str] = {}
    while open_questions := [one for one in situations_for(matter, answers) if one.key not in answers]:
        question = open_questions[0]
        options = list(question.options)
        weights = {option: USUAL if option == options[0] else 1.0 for option in options}
        known = (fixed or {}).get(question.key)
        answers[question.key] = known if known in options else chance.weighted(weights)
    return answers


@dataclass(frozen=True)
class Writer:
    """Somebody who fills in a form on a day."""

    applicant: Applicant
    population: Population
    chance: Chance
    on: date

    def form(self, matter: Matter, answers: dict[str, str]) -> dict[str, str]:
        """A value for each field; one in three of those that may be left out is."""
        values = {}
        for field in fields_for(matter, answers):
            if field.required or self.chance.happens(0.66):
                values[field.key] = self.value(matter, answers, field)
        return {key: value for key, value in values.items() if value}

    def value(self, matter: Matter, answers: dict[str, str], field: Field) -> str:
        """What stands in one field."""
        about = f"{matter.key}/{field.key} {field.label}"
        match field.type:
            case FieldType.CHOICE:
                return self.chance.one(list(field.options))
            case FieldType.YES_NO:
                return "no" if re.search(_NO, about) else "yes"
            case FieldType.DATE:
                return self._date(about).isoformat()
            case FieldType.NUMBER:
                return self._number(about, field.unit, answers)
            case FieldType.PHONE:
                own = re.search(r"联络员|联系|负责人|经办人", about)
                return self.applicant.phone if own else self.population.anybody()[2]
            case FieldType.CITIZEN_ID | FieldType.USCC:
                return self._identifier(about, field.type)
            case FieldType.ADDRESS:
                return self._address(about)
        return self._text(about)[: field.max]

    def _identifier(self, about: str, kind: FieldType) -> str:
        here = self.applicant
        if kind is FieldType.USCC:
            return self._code() if here.is_person or "施工企业" in about else here.identifier
        own = here.is_person and re.search(_OWN, about)
        return here.identifier if own else self.population.anybody()[1]

    def _text(self, about: str) -> str:
        texts = _texts(about)
        chance, here = self.chance, self.applicant
        name, number, phone = self.population.anybody()
        return chance.one(texts).format(
            somebody=name,
            somebody_id=number,
            phone=phone,
            another=self.population.anybody()[0],
            me=here.name if here.is_person else name,
            child=self.population.child_of(here.name if here.is_person else name),
            business=self._business(),
            code_of_body=self._code(),
            address=here.address,
            road=chance.one(names.ROADS),
            shop=chance.one(names.SHOPS),
            fancy=chance.one(names.FANCY),
            trade=chance.one(names.TRADES),
            case=case_no.make(self.on - timedelta(days=4), chance.whole(1, 30)),
            year=self.on.year,
            last_year=self.on.year - 1,
            year_after=self.on.year + 4,
            lately=chinese_date(self.on - timedelta(days=chance.whole(4, 20))),
            n=chance.whole(11, 98),
            code=chance.whole(100000, 999999),
            vin=chance.whole(1000000000, 9999999999),
        )

    def _code(self) -> str:
        return uscc.make_test_code(9000 + self.chance.whole(1, 900), "91")

    def _business(self) -> str:
        return f"{names.MARK}{self.chance.one(names.FANCY)}{self.chance.one(names.TRADES)}有限公司"

    def _address(self, about: str) -> str:
        if re.search(r"路段|占用|挖掘|设置位置|摆摊", about):
            road = self.chance.one(names.ROADS)
            side = self.chance.one(("东侧慢车道", "西侧人行道", "路口以南", "路口以北绿化带边"))
            return f"{road}（{self.chance.one(names.ROADS)}口{self.chance.whole(20, 300)}米处）{side}"
        if re.search(r"出生地", about):
            return self.chance.one(names.HOSPITALS)
        if re.search(r"要迁到的", about):
            return self.population.address()
        return self.applicant.address

    def _date(self, about: str) -> date:
        for pattern, least, most in _DATES:
            if re.search(pattern, about):
                return self.on + timedelta(days=self.chance.whole(least, most))
        return self.on - timedelta(days=self.chance.whole(3, 40))

    def _number(self, about: str, unit: str, answers: dict[str, str]) -> str:
        if unit == "年" and (year := re.search(_YEARS, about)):
            return str(self.on.year + (year[0] == "参保年度"))
        if "small-restaurant" in about or answers.get("area") == "under50":
            about = f"under50 {about}"
        for pattern, least, most, step in _NUMBERS:
            if re.search(pattern, f"{about}·{unit}"):
                value = least + step * self.chance.whole(0, round((most - least) / step))
                return f"{round(value, 1):.10g}"
        return str(self.chance.whole(2, 30))


@cache
def _texts(about: str) -> tuple[str, ...]:
    return next((texts for pattern, texts in wording.TEXTS if re.search(pattern, about)), wording.PLAIN)


_OWN = r"病人|参保人|残疾人|领证人|职工|负责人身份证|业务负责人"
_NO = r"有没有外国|受过刑事|扣留|不得转让|派遣工|冷藏|集中空调|临时身份证|颁证仪式|要不要挖"

_YEARS = r"参保年度|从哪一年"

_DATES: tuple[tuple[str, int, int], ...] = (
    (r"marriage/day", 0, 0),
    (r"届满|交付日期", 700, 1800),
    (r"竣工日期$.*计划|计划竣工|结束日期.*(占用|临时)|恢复|占用结束|临时经营结束|截止|末场", 32, 75),
    (
        r"最晚|计划|希望|想哪|哪一天$|拟开始|开业|起始|占用开始|首场|上门核查|投入时间|延期到|最后期限|想哪天来",
        6,
        24,
    ),
    (r"birth-registration.*出生日期", -55, -4),
    (r"resident-medical.*出生日期", -16000, -1200),
    (r"到期", 5, 85),
    (r"体检", -12, -2),
    (r"毕业", -1500, -500),
    (r"入伍", -1500, -1100),
    (r"退役", -40, -8),
    (r"公示开始", -42, -36),
    (r"公示结束", -15, -4),
    (r"开始住", -900, -230),
    (r"婚姻结束", -2400, -400),
    (r"竣工|完工", -200, -30),
    (r"提出质疑", -22, -15),
    (r"收到答复", -9, -3),
)
"""Days from today for a label: from the least to the most."""

_NUMBERS: tuple[tuple[str, float, float, float], ...] = (
    (r"under50.*面积", 22, 48, 1),
    (r"挖掘面积|占用面积", 6, 84, 0.5),
    (r"申请面积", 133, 166, 1),
    (r"现有宅基地", 0, 0, 1),
    (r"宗地面积", 120, 240, 1),
    (r"property-first.*建筑面积", 82, 148, 0.5),
    (r"food-workshop.*面积", 24, 90, 2),
    (r"(construction|presale).*面积", 2400, 26000, 100),
    (r"面积.*·平方米$", 56, 320, 2),
    (r"市政工程填长度", 900, 18000, 100),
    (r"·亩$", 2, 16, 0.5),
    (r"labour-dispatch.*注册资本", 200, 400, 50),
    (r"注册资本", 10, 500, 10),
    (r"活动资金", 3, 10, 1),
    (r"开办资金", 20, 300, 10),
    (r"presale.*总投资", 9000, 26000, 500),
    (r"presale.*已投入", 3000, 6500, 100),
    (r"打算投入", 2, 15, 1),
    (r"环保投资", 12, 90, 2),
    (r"·万元", 120, 8600, 20),
    (r"成交价格", 360000, 980000, 10000),
    (r"债权数额", 200000, 700000, 10000),
    (r"购车价", 56000, 186000, 1000),
    (r"一个月的收入", 900, 2800, 100),
    (r"每月看病", 300, 1800, 100),
    (r"每年缴多少", 300, 3000, 100),
    (r"自己负担|损失", 6000, 68000, 500),
    (r"·元$", 40, 900, 10),
    (r"取水期限", 3, 5, 1),
    (r"兆帕", 0.2, 0.4, 0.1),
    (r"容积率", 1.2, 2.4, 0.1),
    (r"最高建筑高度", 15, 54, 3),
    (r"(管道|线路)长度", 120, 2400, 10),
    (r"井深", 60, 180, 10),
    (r"柜台", 1, 3, 0.5),
    (r"·米$", 1, 8, 0.5),
    (r"年取水量", 0.5, 8, 0.5),
    (r"日最大", 30, 300, 10),
    (r"蓄积", 4, 60, 1),
    (r"最多培训", 30, 120, 10),
    (r"容纳|观众", 80, 900, 20),
    (r"影响多少用户", 800, 26000, 200),
    (r"股|株", 20, 260, 5),
    (r"套数", 24, 160, 4),
    (r"存放数量", 20, 100, 10),
    (r"安全出口|层数|盖几层", 2, 2, 1),
    (r"会员", 52, 140, 2),
    (r"家里几口人|家庭人口", 1, 5, 1),
    (r"场次|·辆$|·场$", 1, 4, 1),
    (r"·(间|床|张)$", 8, 36, 2),
    (r"座位数", 16, 90, 2),
    (r"承诺的服务时限", 2, 10, 1),
    (r"·人$", 3, 12, 1),
)
"""A number for a label and its ·unit: least, most, step."""
