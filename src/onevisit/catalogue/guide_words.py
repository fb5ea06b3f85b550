"""Sentences for what a definition says in codes: conditions, fees, how long a result is good. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.matters.conditions import All, Any, Condition, Is, Not
from onevisit.rules.matters.definition import Fee, Matter, Situation, Validity
from onevisit.rules.matters.vocabulary import MadeBy

MADE_BY: Mapping[MadeBy, str] = {
    MadeBy.APPLICANT: "申请人自备",
    MadeBy.ORGAN: "政府部门核发",
    MadeBy.INTERMEDIARY: "中介机构出具",
}
"""来源渠道 of a requirement."""


def condition_in_words(condition: Condition, matter: Matter) -> str:
    """When something applies: “经营场所是自己的，还是租来的？”选“自有”. "" for what always applies."""
    return _words(condition, {one.key: one for one in matter.situations})


def _words(condition: Condition, questions: Mapping[str, Situation]) -> str:
    match condition:
        case Is():
            question = questions[condition.key]
            options = "或者".join(f"“{question.options[option]}”" for option in condition.options)
            return f"“{question.ask}”选{options}"
        case Not():
            return f"不是{_joined((condition.one,), '', questions)}"
        case All():
            return _joined(condition.each, "，并且", questions)
        case Any():
            return _joined(condition.each, "，或者", questions)


def _joined(each: tuple[Condition, ...], link: str, questions: Mapping[str, Situation]) -> str:
    """Several conditions with the word between them; one that has several parts itself stands in brackets."""
    texts = (
        f"（{_words(one, questions)}）" if isinstance(one, All | Any) else _words(one, questions)
        for one in each
    )
    return link.join(texts)


def amount_of(fee: Fee) -> str:
    """20元/证; or how it is worked out where the amount differs from case to case."""
    return fee.standard if fee.amount is None else f"{fee.amount}元/{fee.unit}"


def validity_of(validity: Validity | None) -> str:
    """5年, 长期有效; "" where the result has no life of its own."""
    if validity is None:
        return ""
    return f"{validity.years}年" if validity.years else "长期有效"
