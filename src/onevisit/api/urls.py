"""The door for machines. What it offers is described at /api/openapi.json."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from onevisit.api import bundles, cases, catalogue, lists, problems
from onevisit.platform.access import EVERYBODY, requires


class _Readable(JSONRenderer):
    """JSON with Chinese in it as Chinese."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}  # noqa: RUF012 — the base class has it so


class _Api(NinjaAPI):
    """Describes itself by the names of its functions, and its errors as the problems that they are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        name: str = operation.view_func.__name__
        return name

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**more)
        for methods in schema["paths"].values():
            for described in methods.values():
                for status, answer in described["responses"].items():
                    if int(status) >= 400 and "application/json" in answer["content"]:
                        answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
                for parameter in described["parameters"]:
                    # They stand in its schema too, and OpenAPI wants names for them here.
                    parameter.pop("examples", None)
        return schema


api = _Api(
    title="最多跑一次 · 数据接口",
    version="1",
    description=(
        "事项目录、办事指南、一件事、公布的清单和办件进度。全部公开，不用登录；办件进度要有收件凭证上的编号和查询码。"
        "错误用 application/problem+json（RFC 9457）回答，说明发生了什么、现在怎么办。"
    ),
    urls_namespace="api",
    docs_url=None,
    renderer=_Readable(),
)
api.add_router("", catalogue.router)
api.add_router("", bundles.router)
api.add_router("", lists.router)
api.add_router("", cases.router)
problems.register(api)


@requires(EVERYBODY)
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, and where it is described."""
    described = request.build_absolute_uri("openapi.json")
    body = {"title": api.title, "description": api.description, "openapi": described}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@requires(EVERYBODY)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer every other address in the form in which this door answers."""
    return problems.problem(request, 404, "没有这个地址", "请对照 /api/openapi.json 核对地址。")


urlpatterns = [path("", about), path("", api.urls), path("<path:rest>", nothing_here)]
