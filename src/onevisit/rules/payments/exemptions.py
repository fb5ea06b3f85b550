"""减免: who pays nothing. Every exemption names the article that grants it; kindness is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.rules.basis import Basis
from onevisit.rules.cases.application import Fault

REASON = 200
"""The longest reason, in characters."""


@dataclass(frozen=True)
class Ground:
    """A known exemption. `laws` are the bases of the fees that it lifts; `assumed` marks what is to be checked."""

    key: str
    name: str
    basis: Basis
    laws: tuple[str, ...]
    assumed: bool = False
    source: str = ""


GROUNDS = (
    Ground(
        "small-business",
        "小微企业（含个体工商户）免收不动产登记费",
        Basis("不动产登记收费通知", "3"),
        ("不动产登记收费通知",),
        assumed=True,
        source="发改价格规〔2016〕2559号第三条关于减免的规定，款项待核对",
    ),
    Ground(
        "minimum-living",
        "领取最低生活保障金的城市居民、有特殊生活困难的农村居民免收居民身份证工本费",
        Basis("居民身份证法", "21", 2),
        ("居民身份证法",),
    ),
)
"""What the laws of the fees in the district's catalogue themselves grant."""


@dataclass(frozen=True)
class Exemption:
    """What an officer grants: by which article, and why it fits this applicant."""

    basis: Basis
    reason: str


def grounds_for(law: str) -> tuple[Ground, ...]:
    """The known grounds that lift a fee with this law as its basis."""
    return tuple(one for one in GROUNDS if law in one.laws)


def check(law: str, article: str, reason: str, articles: Mapping[str, int]) -> tuple[Fault, ...]:
    """What is wrong with an exemption, by field. `articles`: how many articles each law that may be cited has."""
    faults = []
    if law not in articles:
        faults.append(Fault("law", "请选择规定减免的法律、法规或者文件；没有依据不能减免"))
    elif not (article.isascii() and article.isdigit() and 1 <= int(article[:6]) <= articles[law]):
        faults.append(Fault("article", f"请填写第几条（《{law}》共{articles[law]}条）"))
    if not reason:
        faults.append(Fault("reason", "请写明申请人符合减免规定的理由"))
    elif len(reason) > REASON:
        faults.append(Fault("reason", f"理由不能超过{REASON}个字"))
    return tuple(faults)
