"""Money, in whole fen. A fraction of a fen does not exist, and a float never comes near."""

from __future__ import annotations

import re
from decimal import Decimal

MOST = 9_999_999_999
"""The largest amount of one line, in fen: 99,999,999.99 yuan."""

_YUAN = re.compile(r"(\d{1,8})(?:\.(\d{1,2}))?", re.ASCII)
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def fen(amount: Decimal) -> int:
    """An amount of yuan in fen. Raises ValueError for a fraction of a fen, or where there is no such amount."""
    found = amount * 100
    if found != found.to_integral_value() or not 0 <= found <= MOST:
        raise ValueError(f"{amount}元不是0到{yuan(MOST)}元之间、精确到分的金额")
    return int(found)


def read(text: str) -> int | None:
    """An amount in fen as somebody typed it in yuan (80, 80.5, 1,200.00); None where it is no amount."""
    found = _YUAN.fullmatch(text.strip().replace(",", "").replace("，", "").removesuffix("元").strip())
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def yuan(amount: int) -> str:
    """An amount of fen as figures print it: 1,200.00."""
    return f"{amount // 100:,}.{amount % 100:02d}"


def capital(amount: int) -> str:
    """An amount of fen as receipts write it out: 壹仟贰佰元整, 捌拾元伍角. Raises ValueError outside 0 to `MOST`."""
    if not 0 <= amount <= MOST:
        raise ValueError(f"{amount}分写不成大写")
    whole, tenths, hundredths = amount // 100, amount // 10 % 10, amount % 10
    text = f"{_integer(whole)}元" if whole or not (tenths or hundredths) else ""
    if not (tenths or hundredths):
        return f"{text}整"
    if tenths:
        text += f"{_DIGITS[tenths]}角"
    elif whole:
        text += "零"
    return text + (f"{_DIGITS[hundredths]}分" if hundredths else "")


def _integer(number: int) -> str:
    if number == 0:
        return "零"
    text, gap = "", False
    for index in range(2, -1, -1):
        group = number // 10_000**index % 10_000
        if group == 0:
            gap = bool(text)
            continue
        # 零 stands once for the places that are left out between two that are not.
        text += ("零" if text and (gap or group < 1000) else "") + _group(group) + _GROUPS[index]
        gap = False
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text
