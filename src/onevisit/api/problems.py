"""Errors as `application/problem+json` (RFC 9457), in Chinese: what happened, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from onevisit.casework.refusals import NoSuchCase
from onevisit.catalogue.bundles import NoSuchBundle
from onevisit.catalogue.queries import NoSuchMatter
from onevisit.rules.bundles.refusals import CannotJoin

MEDIA_TYPE = "application/problem+json"

_MESSAGES: Mapping[str, str] = {
    "missing": "必须提供",
    "int_parsing": "应是整数",
    "string_type": "应是文字",
    "string_too_long": "最多{max_length}个字",
    "string_too_short": "不能为空",
    "string_pattern_mismatch": "格式不对",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "date_from_datetime_parsing": "应是日期，例如 2026-11-23",
    "date_parsing": "应是日期，例如 2026-11-23",
    "enum": "只能是：{expected}",
    "model_attributes_type": "应是一个对象",
}


def problem(
    request: HttpRequest, status: int, title: str, detail: str, *, errors: Iterable[Mapping[str, str]] = ()
) -> HttpResponse:
    """An error: its status, what it is called, and a sentence with what to do. `errors` names single parameters."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "request": request.META.get("onevisit.request_id", ""),
    }
    if errors := list(errors):
        body["errors"] = errors
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=f"{MEDIA_TYPE}; charset=utf-8"
    )


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429, and say when to come again."""
    detail = f"短时间内核对失败的次数太多。请核对回执上的编号和查询码，{seconds // 60}分钟后再试。"
    answer = problem(request, 429, "操作过于频繁", detail)
    answer["Retry-After"] = str(seconds)
    return answer


def register(api: NinjaAPI) -> None:
    """Teach the API to answer its errors in this form."""
    api.add_exception_handler(NoSuchMatter, _no_such_matter)
    api.add_exception_handler(NoSuchBundle, _no_such_bundle)
    api.add_exception_handler(CannotJoin, _no_such_bundle)
    api.add_exception_handler(NoSuchCase, _no_such_case)
    api.add_exception_handler(Http404, _nothing_here)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(ValidationError, _invalid)


def _no_such_matter(request: HttpRequest, fault: NoSuchMatter) -> HttpResponse:
    detail = "没有这个键的事项，或者那一天它还没有公布。请用 /api/matters 查找事项的键。"
    return problem(request, 404, "没有这个事项", detail)


def _no_such_bundle(request: HttpRequest, fault: NoSuchBundle | CannotJoin) -> HttpResponse:
    detail = "没有这个键的一件事，或者那一天它的事项没有都公布。请用 /api/bundles 查看有哪些。"
    return problem(request, 404, "没有这件事", detail)


def _no_such_case(request: HttpRequest, fault: NoSuchCase) -> HttpResponse:
    # Whether the number or the code is wrong is not said: a number alone must not be confirmed.
    detail = "编号和查询码对不上，或者没有这个办件。请照收件凭证核对，两者都印在上面。"
    return problem(request, 404, "没有查到办件", detail)


def _nothing_here(request: HttpRequest, fault: Http404) -> HttpResponse:
    return problem(request, 404, "没有这个地址", "请对照 /api/openapi.json 核对地址。")


def _unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    detail = "请求的正文不是可以识别的 JSON，没有执行任何操作。请按 /api/openapi.json 的说明重新提交。"
    return problem(request, fault.status_code, "请求无法识别", detail)


def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [{"parameter": _place(one), "message": _message(one)} for one in fault.errors]
    named = "；".join(f"{one['parameter']} {one['message']}" for one in errors)
    return problem(request, 422, "参数不对", f"{named}。请改正后重试。", errors=errors)


def _place(fault: Mapping[str, Any]) -> str:
    """The parameter's name: what comes after query, path or body and the name of the argument in the view."""
    place = [str(part) for part in fault["loc"]]
    return ".".join(place[2:] if place[0] == "body" and len(place) > 2 else place[1:])


def _message(fault: Mapping[str, Any]) -> str:
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    context = dict(fault.get("ctx", {}))
    if "expected" in context:
        context["expected"] = (
            str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
        )
    return _MESSAGES.get(fault["type"], "不符合要求").format(**context)
