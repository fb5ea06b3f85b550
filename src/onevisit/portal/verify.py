"""证照核验, for everybody: by the code on the certificate, or by the file itself."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onevisit.licences import queries
from onevisit.licences.queries import PublicView
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.files.inspection import MAX_BYTES
from onevisit.platform.ui.values import Fact
from onevisit.portal import web
from onevisit.rules.calendar import chinese_date

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Compare a file with what was issued; the QR code on paper leads to `by_code`."""
    if request.method != "POST":
        return render(request, "portal/verify.html")
    return _compare(request, None)


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest, token: str) -> HttpResponse:
    """What the register says of the certificate with this code."""
    found = queries.by_token(token, clock.today()) if _TOKEN.fullmatch(token) else None
    if found is None:
        what = "没有这个核验码对应的证照"
        todo = (
            "请重新扫描证照上的二维码；也可以上传 PDF 文件核对。"
            "二维码印在一份证照上却查不到的，这份证照不是本平台制发的。"
        )
        return web.refusal_page(request, 404, what, todo, href="/verify", action="上传文件核对")
    if request.method == "POST":
        return _compare(request, found)
    return render(request, "portal/verified.html", {"licence": found, "facts": _facts(found)})


def _compare(request: HttpRequest, expected: PublicView | None) -> HttpResponse:
    """`expected` is the certificate whose code was scanned: the file has to be that one, not just any."""
    file = request.FILES.get("file")
    error = ""
    if file is None:
        error = "请先选择一个 PDF 文件"
    elif not file.size:
        error = "这是空文件，请重新选择"
    elif file.size > MAX_BYTES:
        error = "文件超过 10 MB；本平台制发的证照没有这么大，它不是本平台的文件"
    if file is None or error:
        context = {"error": error, "licence": expected, "facts": _facts(expected) if expected else ()}
        template = "portal/verified.html" if expected else "portal/verify.html"
        return render(request, template, context, status=web.UNPROCESSABLE)
    result = queries.verify_upload(file.read(), clock.today())
    licence = result.licence
    if expected is not None and licence is not None and licence.number != expected.number:
        licence = None
    context = {
        "compared": True,
        "same": licence is not None,
        "name": web.cleaned(file.name or ""),
        "sha256": result.sha256,
        "licence": licence or expected,
        "facts": _facts(licence or expected) if licence or expected else (),
        "expected": expected,
    }
    return render(request, "portal/verified.html", context)


def _facts(licence: PublicView) -> list[Fact]:
    facts = [
        Fact("名称", licence.title),
        Fact("编号", licence.number),
        Fact("持证人", licence.holder),
        Fact("发证机关", licence.organ),
        Fact("有效期自", chinese_date(licence.valid_from)),
        Fact("有效期至", chinese_date(licence.valid_to) if licence.valid_to else "证上未载明"),
    ]
    if licence.basis:
        facts.append(Fact("设定依据", licence.basis))
    if licence.identifier:
        facts.insert(2, Fact("电子证照标识", licence.identifier))
    return facts
