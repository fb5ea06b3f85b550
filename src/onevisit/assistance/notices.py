"""The sentences that a principal is sent: who may act for him, who does, and how to stop it."""

from __future__ import annotations

from datetime import date

from onevisit.assistance.models import Authorisation, HomeVisit
from onevisit.rules.assistance.authorisation import ASKED_FOR
from onevisit.rules.assistance.home_visits import Half
from onevisit.rules.calendar import chinese_date

STOP = "不是您的意思，请登录后在“谁替我办”里撤销，或者到任一服务大厅窗口说一声，立即生效。"


def who(row: Authorisation) -> str:
    """The agent, and where he works."""
    return f"{row.agent_name}（{row.hall.name}）" if row.hall else row.agent_name


def given(row: Authorisation) -> str:
    """Somebody may act for him from now on, by his own word."""
    return f"您已委托{who(row)}代办，到{chinese_date(row.until)}为止，编号{row.number}。他每办一步都会通知您。{STOP}"


def entered(row: Authorisation) -> str:
    """A paper with his signature has been entered."""
    return (
        f"{who(row)}登记了您签字的委托书，到{chinese_date(row.until)}为止，编号{row.number}。"
        f"他每办一步都会通知您。{STOP}"
    )


def revoked(row: Authorisation) -> str:
    """It is over."""
    return f"您对{who(row)}的委托（{row.number}）已撤销，从现在起他不能再替您办。已经办的，办件还在。"


def resigned(row: Authorisation) -> str:
    """The agent has laid it down."""
    return f"{who(row)}辞去了您的委托（{row.number}）。还要办的，请自己办，或者另行委托。"


def acted(row: Authorisation, what: str, matter: str, number: str) -> str:
    """He did something."""
    return f"{who(row)}替您办了：{what}（{matter}，办件{number}，委托{row.number}）。{STOP}"


def code(row: Authorisation, digits: str) -> str:
    """The text with the code. It says what it is for, so that nobody tells it unknowingly (民法典 Art. 165)."""
    minutes = int(ASKED_FOR.total_seconds() // 60)
    return (
        f"{who(row)}请您委托他代办，到{chinese_date(row.until)}为止。同意，就把授权码{digits}告诉他，{minutes}分钟内有效；"
        f"不同意，不要告诉任何人。"
    )


def visit_planned(row: HomeVisit, today: date) -> str:
    """When somebody comes."""
    names = "、".join(one.name for one in (row.lead, row.companion) if one is not None)
    when = f"{chinese_date(row.on, after=today)}{Half(row.half).label}"
    return f"上门服务（{row.number}）已安排：{when}，{names}到{row.address}。来人会出示工作证，不收任何费用。"


def visit_missed(row: HomeVisit) -> str:
    """Nobody was at home."""
    return f"今天上门（{row.number}）没有见到您，会再和您约时间。也可以打{row.hall.phone or row.hall.name}。"


def visit_cancelled(row: HomeVisit, words: str) -> str:
    """It does not take place."""
    return f"上门服务（{row.number}）已取消：{words}"
