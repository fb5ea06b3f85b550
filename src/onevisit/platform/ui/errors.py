"""The answers when something cannot be done: what happened, why, and what to do now.

Each page stands alone: it looks like the others, but needs no session, no database, no layout and no collected names
of static files, so that it can be shown when those failed.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from onevisit.platform.ui.views import ELDER_COOKIE


@dataclass(frozen=True)
class Refusal:
    """What an error page says: its status, what happened, and what the person can do now."""

    status: int
    title: str
    what: str
    todo: str


BAD_REQUEST = Refusal(
    400,
    "请求无法识别",
    "系统看不懂这次提交的内容，没有办理任何事项。",
    "请返回上一页重新填写后再提交；已保存的草稿不受影响。",
)
STALE_FORM = Refusal(
    403,
    "页面已过期",
    "这个页面打开太久，或者您在别的窗口重新登录过，为保护您的信息，本次提交没有执行。",
    "请返回上一页并刷新，再提交一次；已保存的草稿不受影响。",
)
FORBIDDEN = Refusal(
    403, "没有权限", "您当前的身份不能查看或办理这项内容。", "如果您有其他岗位或账号，请切换后再试。"
)
NOT_FOUND = Refusal(
    404, "没有找到", "没有这个页面，或者您没有权限查看它。", "请核对网址或编号，或者从首页重新查找。"
)
TOO_LARGE = Refusal(
    413,
    "文件太大",
    "一次上传的全部文件超过了上限，系统没有接收，已保存的草稿不受影响。",
    "单个文件请不超过 10 MB，一次合计不超过 64 MB；请压缩或分次上传。",
)
TOO_MANY = Refusal(
    429, "操作过于频繁", "短时间内尝试的次数太多，为保护账号安全，请求暂时被拒绝。", "请等待几分钟后再试。"
)
INTERNAL = Refusal(
    500,
    "系统出了问题",
    "系统内部发生错误，这次操作没有完成；此前确认过的内容都已保存。",
    "请稍后重试；如果仍然不行，请拨打 12345 并报上页面下方的编号。",
)


def respond(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal, with the number under which the log knows the request."""
    page = render_to_string(
        "errors/refusal.html",
        {
            "refusal": refusal,
            "request_id": request.META.get("onevisit.request_id", ""),
            "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        },
    )
    return HttpResponse(page, status=refusal.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return respond(request, BAD_REQUEST)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit: usually one that was left open."""
    return respond(request, STALE_FORM)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return respond(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, which also hides what this person may not know exists."""
    return respond(request, NOT_FOUND)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413."""
    return respond(request, TOO_LARGE)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429."""
    return respond(request, TOO_MANY)


def internal_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return respond(request, INTERNAL)
