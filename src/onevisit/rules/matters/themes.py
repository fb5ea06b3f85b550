"""服务主题: the national platform's lists of themes, for persons and for legal persons, by their three-digit codes."""

from __future__ import annotations

from collections.abc import Mapping

_LEGAL = (
    "005 设立变更 010 准营准办 015 资质认证 020 年检年审 025 税收财务 030 人力资源 035 社会保障 040 投资审批 "
    "045 融资信贷 050 抵押质押 055 商务贸易 060 招标拍卖 065 海关口岸 070 涉外服务 075 农林牧渔 085 国土和规划建设 "
    "090 交通运输 095 环保绿化 100 应对气候变化 105 水务气象 110 医疗卫生 115 科技创新 120 文体教育 125 知识产权 "
    "130 民族宗教 135 质量技术 140 检验检疫 145 安全生产 150 公安消防 155 司法公证 160 公用事业 165 法人注销 "
    "170 档案文物 998 地方特色分类 999 其他"
)
_PERSON = (
    "005 生育收养 010 户籍办理 015 民族宗教 020 教育科研 025 入伍服役 030 就业创业 035 设立变更 040 准营准办 "
    "045 抵押质押 050 职业资格 055 行政缴费 060 婚姻登记 065 优待抚恤 070 规划建设 075 住房保障 085 社会保障 "
    "090 证件办理 095 交通出行 100 旅游观光 105 出境入境 110 消费维权 115 公共安全 120 司法公证 125 知识产权 "
    "130 环保绿化 135 文化体育 140 公用事业 145 医疗卫生 150 离职退休 155 死亡殡葬 998 地方特色分类 999 其他"
)


def _read(list_: str) -> Mapping[str, str]:
    words = list_.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LEGAL_THEMES = _read(_LEGAL)
"""法人服务主题. The number 080 is absent in the national list."""

PERSON_THEMES = _read(_PERSON)
"""自然人服务主题."""
