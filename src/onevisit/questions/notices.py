"""The sentences that an asker is sent: short, without his name and without what he asked."""

from __future__ import annotations

from onevisit.platform.organs.queries import OrganCard
from onevisit.questions.models import Question
from onevisit.rules.calendar import chinese_date


def asked(row: Question, organ: OrganCard) -> str:
    """It has been taken."""
    return f"您的咨询（{row.reference}）已收到，{organ.name}{chinese_date(row.due_on)}前答复。"


def answered(row: Question, organ: OrganCard) -> str:
    """There is an answer."""
    return f"您的咨询（{row.reference}）{organ.name}已答复，请登录后在“我的咨询”查看。"


def passed_on(row: Question, organ: OrganCard) -> str:
    """Somebody else answers now."""
    return (
        f"您的咨询（{row.reference}）已转给{organ.name}，仍在{chinese_date(row.due_on)}前答复，您不用再问。"
    )
