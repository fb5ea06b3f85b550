"""How far a case is, for a machine that holds its number and code."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from onevisit.api import problems, schemas, throttle
from onevisit.api.answers import case_out
from onevisit.casework import queries
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform.access import EVERYBODY, requires

router = Router(tags=["办件"])


@router.post(
    "/cases/status",
    response={
        200: schemas.CaseOut,
        404: schemas.ProblemOut,
        422: schemas.ProblemOut,
        429: schemas.ProblemOut,
    },
    summary="办件进度",
)
@requires(EVERYBODY)
def status(
    request: HttpRequest, response: HttpResponse, given: schemas.CaseIn
) -> schemas.CaseOut | HttpResponse:
    """凭收件凭证上的编号和查询码查进度。两者放在正文里，不写进地址，因此不会留在日志和浏览记录中。

    不含申请人、工作人员的姓名和证件号码。同一地址在十分钟内核对错十次，就要等一会儿再试。
    """
    if throttle.exhausted(request):
        return problems.too_many(request, throttle.WINDOW)
    try:
        view = queries.track(given.number, given.code)
    except NoSuchCase:
        throttle.count(request)
        raise
    response["Cache-Control"] = "no-store"
    return case_out(view)
