"""The legal basis of a rule, and how it is cited in Chinese."""

import re
from dataclasses import dataclass

__all__ = ["Basis", "chinese_number"]

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_NUMBERED_ARTICLE = re.compile(r"(\d+)(?:[-之](\d+))?", re.ASCII)


def chinese_number(n: int) -> str:
    """`n` in Chinese numerals as laws write them: 10 十, 21 二十一, 101 一百零一, 1260 一千二百六十.

    Covers 0 to 9999, more than any law has articles. Raises ValueError outside that range.
    """
    if not 0 <= n <= 9999:
        raise ValueError(f"chinese_number 只写0至9999的整数，不能写{n}。")
    if n == 0:
        return _DIGITS[0]
    text = ""
    rest = n
    for unit, name in _UNITS:
        digit, rest = divmod(rest, unit)
        if digit:
            text += _DIGITS[digit] + name
        elif text and rest and not text.endswith("零"):
            text += "零"
    if rest:
        text += _DIGITS[rest]
    # 十, 十一, … are written without the leading 一; 一百一十 keeps it.
    return text[1:] if 10 <= n <= 19 else text


@dataclass(frozen=True, slots=True)
class Basis:
    """A place in a law that a rule rests on.

    `law` is the name without 《》. `article` is its number in Arabic digits ("42"; "133-1" for
    第一百三十三条之一); a document without articles takes the words of the place ("附件2", "三（二）"),
    and "" cites the document as a whole. `paragraph` (款) and `item` (项) count from 1.
    Raises ValueError for an empty law, or a paragraph or an item below 1.
    """

    law: str
    article: str
    paragraph: int | None = None
    item: int | None = None

    def __post_init__(self) -> None:
        if not self.law.strip():
            raise ValueError("依据缺少法律、法规或者文件的名称。")
        for name, number in (("款", self.paragraph), ("项", self.item)):
            if number is not None and number < 1:
                raise ValueError(f"《{self.law}》的{name}从第一{name}起，不能是{number}。")

    def cite(self) -> str:
        """The citation as a document prints it: 《行政许可法》第三十二条第一款第（四）项."""
        # Inside 《》 a title is set in 〈〉 (GB/T 15834-2011, 4.15).
        law = self.law.strip().removeprefix("《").removesuffix("》")
        text = "《" + law.replace("《", "〈").replace("》", "〉") + "》" + self._place()
        if self.paragraph is not None:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item is not None:
            text += f"第（{chinese_number(self.item)}）项"
        return text

    def _place(self) -> str:
        numbered = _NUMBERED_ARTICLE.fullmatch(self.article.strip())
        if numbered is None:
            return self.article.strip()
        text = f"第{chinese_number(int(numbered[1]))}条"
        return text if numbered[2] is None else text + f"之{chinese_number(int(numbered[2]))}"
