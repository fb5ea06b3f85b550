"""When two names of a document say the same thing. Everything here compares names; no name is changed.

People write names: 户口本 and 户口簿 are one document, 出生医学证明 and 死亡医学证明, one character apart, are two.
So nothing is compared by distance: only what is known to be the same is made the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_COPIES = "原件及复印件|原件和复印件|原件|复印件|影印件|正本|副本|正、副本|正副本|扫描件|电子版|电子件|纸质"
_COPY = re.compile(rf"\((?:{_COPIES}|一式.份|.份|加盖公章|盖章)\)|(?:{_COPIES})$|^纸质")
_MARKS = re.compile(r"[\s“”\"'《》〈〉]+")
_SAME = {
    "居民户口簿": "户口簿",
    "户口本": "户口簿",
    "第二代居民身份证": "身份证",
    "居民身份证": "身份证",
    "企业法人营业执照": "营业执照",
    "工商营业执照": "营业执照",
    "企业营业执照": "营业执照",
    "房屋所有权证书": "不动产权证书",
    "房屋所有权证": "不动产权证书",
    "房屋产权证": "不动产权证书",
    "房产证": "不动产权证书",
    "房权证": "不动产权证书",
    "租房合同": "房屋租赁合同",
    "房屋租赁协议": "房屋租赁合同",
}
_OTHERS = re.compile("|".join(f"{other}(?!明)" for other in _SAME))
"""What is followed by 明 is another word: 房屋产权证明 is no 房屋产权证."""
_SUFFIX = re.compile(r"(?:证明材料|证明文件|证明书|证件|证书|证明|信息|材料|资料|文件|证)$")
_LINKS = re.compile(r"[的、，,]|或者|以及|或|和|与|及")
_DOCUMENT = re.compile(r"(?:证|证明|证书|证明书|证件|执照|许可|许可证|簿|本|卡|批准书)$")
_BRACKETED = re.compile(r"\([^()]*\)")
_WHOSE = re.compile(
    r"^(.+?)的|^(原|新|旧|现|申请人|法定代表人|负责人|代理人|经办人|监护人|双方|配偶|子女|父母)"
)


@lru_cache(maxsize=16_384)
def plain(name: str) -> str:
    """A name without quotes, blanks and words about copies, with words that are known to mean the same made one."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", name))
    while (shorter := _COPY.sub("", text)) != text and shorter:
        text = shorter
    return _OTHERS.sub(lambda found: _SAME[found[0]], text)


@lru_cache(maxsize=16_384)
def stem(name: str) -> str:
    """What is left of a plain name without the word for “document” at its end, and without little words."""
    text = _LINKS.sub("", plain(name))
    return _SUFFIX.sub("", text) or text


def is_document(name: str) -> bool:
    """Whether a name is that of a document (…证、…证明), and not of a fact or a condition (…手续、…情况)."""
    return _DOCUMENT.search(_BRACKETED.sub("", plain(name))) is not None


def mentions(name: str, document: str) -> bool:
    """Whether a name says which document it is about, be it in brackets."""
    return stem(document) in _LINKS.sub("", plain(name))


def whose(name: str) -> str:
    """The part of a name that says whose document it is (代办人的身份证), or "" where it says nobody's."""
    found = _WHOSE.match(plain(name))
    return (found[1] or found[2] or "") if found else ""
