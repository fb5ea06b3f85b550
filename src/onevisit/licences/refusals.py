"""Why a certificate is not shown, in words that its holder understands."""

from typing import ClassVar

from onevisit.rules.cases.refusals import Refused


class NoSuchLicence(Refused):
    """There is none, or this person may not know that there is one."""

    what: ClassVar[str] = "没有这个证照，或者您无权查看"
    remedy: ClassVar[str] = (
        "持证人请用本人账号登录，在“我的证照”中查看；他人持有的证照，请扫描证照上的二维码核验。"
    )


class NotRendered(Refused):
    """Issued, but its printed form is still being made."""

    what: ClassVar[str] = "“{title}”已经制证，文件还在生成"
    remedy: ClassVar[str] = "通常几秒钟内完成，请稍候刷新。"
