"""The public lists and the versions of a matter for machines: JSON, linked data, and tables for a spreadsheet."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema

from onevisit.api import linked_lists, list_schemas
from onevisit.api.as_of import AsOf, Which
from onevisit.api.schemas import ProblemOut
from onevisit.catalogue import lists
from onevisit.catalogue.lists import ListKind, ListRow, PublicList
from onevisit.catalogue.past import versions_of
from onevisit.platform import clock, spreadsheet
from onevisit.platform.access import EVERYBODY, requires

router = Router(tags=["公布的清单"])

HEAD = (
    *("序号", "批次", "公布日期", "事项名称", "事项类型", "实施主体", "基本编码", "基本编码是否测试码", "实施编码"),
    *("设定依据", "服务对象", "办理层级", "承诺时限", "跑动次数", "版本", "施行日期", "键"),
)  # fmt: skip


class WhichList(Schema):
    """The list in the address."""

    kind: ListKind = Field(
        description="power 权力清单，service 公共服务事项清单，one-visit “最多跑一次”事项清单"
    )


class WantedList(AsOf):
    """Of which day, and whether one batch of it."""

    batch: int | None = Field(None, ge=1, le=100_000, description="只要这一批公布的", examples=[1])


Errors = {422: ProblemOut}


@router.get("/lists", response={200: list_schemas.ListsOut, **Errors}, summary="有哪些清单和批次")
@requires(EVERYBODY)
def public_lists(request: HttpRequest, as_of: Query[AsOf]) -> list_schemas.ListsOut:
    """三张清单各有多少事项，公布过哪些批次；`on` 可以看过去任何一天的样子。"""
    found, batches = lists.summaries(as_of.day)
    return list_schemas.ListsOut(
        lists=[
            list_schemas.ListSummaryOut(kind=one.kind, label=one.kind.label, total=one.total) for one in found
        ],
        batches=[list_schemas.BatchSummaryOut.model_validate(one) for one in batches],
    )


@router.get(
    "/lists/above-one",
    response={200: list[list_schemas.AboveOneOut], **Errors},
    summary="需要跑两次以上的事项",
)
@requires(EVERYBODY)
def above_one(request: HttpRequest, as_of: Query[AsOf]) -> list[list_schemas.AboveOneOut]:
    """不在“最多跑一次”清单里、跑动次数超过一次（或者没有算出上限）的事项，每一次为什么要跑，依据哪一条。"""
    return [
        list_schemas.AboveOneOut(
            matter=_row(one.row),
            trips=[list_schemas.TripOut.model_validate(trip) for trip in one.trips],
            laws=list(one.laws),
        )
        for one in lists.above_one(as_of.day)
    ]


@router.get(
    "/lists/{kind}.csv",
    response=Errors,
    summary="一张清单（表格）",
    openapi_extra={"responses": {200: {"description": "OK", "content": {"text/csv": {}}}}},
)
@requires(EVERYBODY)
def list_table(request: HttpRequest, which: Path[WhichList], wanted: Query[WantedList]) -> HttpResponse:
    """一张清单，CSV 格式，UTF-8（带 BOM），每行一个事项；单元格不会被当作公式计算。"""
    found = lists.public_list(which.kind, wanted.day, wanted.batch)
    answer = HttpResponse(spreadsheet.lines(HEAD, _cells(found)), content_type=spreadsheet.CONTENT_TYPE)
    name = f"{found.kind.value}-{found.day:%Y%m%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@router.get(
    "/lists/{kind}.jsonld",
    response=Errors,
    summary="一张清单（关联数据）",
    openapi_extra={
        "responses": {
            200: {"description": "OK", "content": {linked_lists.MEDIA_TYPE: {"schema": {"type": "object"}}}}
        }
    },
)
@requires(EVERYBODY)
def list_linked(request: HttpRequest, which: Path[WhichList], wanted: Query[WantedList]) -> HttpResponse:
    """一张清单，写成 schema.org 的 ItemList，每个事项同时用欧盟 CPSV-AP 3.2 的词汇，供其他系统关联。"""
    return linked_lists.response(lists.public_list(which.kind, wanted.day, wanted.batch))


@router.get("/lists/{kind}", response={200: list_schemas.ListOut, **Errors}, summary="一张清单")
@requires(EVERYBODY)
def public_list(
    request: HttpRequest, which: Path[WhichList], wanted: Query[WantedList]
) -> list_schemas.ListOut:
    """一张清单，按公布的批次排列；`on` 可以看过去任何一天的样子。"""
    found = lists.public_list(which.kind, wanted.day, wanted.batch)
    return list_schemas.ListOut(
        kind=found.kind,
        title=found.title,
        day=found.day,
        signed_by=found.owner.name if found.owner else "",
        total=found.total,
        batches=[
            list_schemas.ListBatchOut(
                number=one.number,
                title=one.title,
                published_on=one.published_on,
                matters=[_row(row) for row in one.rows],
            )
            for one in found.batches
        ],
    )


@router.get(
    "/matters/{key}/versions",
    response={200: list_schemas.PastOut, 404: ProblemOut, **Errors},
    summary="历次版本",
)
@requires(EVERYBODY)
def versions(request: HttpRequest, which: Path[Which]) -> list_schemas.PastOut:
    """一个事项公布过的全部版本，从新到旧：何时有效、哪一批公布、比前一版改了什么。"""
    found = versions_of(which.key, clock.today())
    return list_schemas.PastOut(
        key=found.key,
        name=found.name,
        ended=found.ended,
        versions=[
            list_schemas.VersionOut(
                number=one.number,
                name=one.name,
                since=one.since,
                until=one.until,
                in_force=one.in_force,
                batch=one.batch.number if one.batch else None,
                changes=[
                    list_schemas.ChangeOut(
                        change=change.change, section=change.section, path=change.path, text=change.text
                    )
                    for _, changes in one.changes
                    for change in changes
                ],
            )
            for one in found.versions
        ],
    )


def _row(row: ListRow) -> list_schemas.ListRowOut:
    values = {name: getattr(row, name) for name in list_schemas.ListRowOut.model_fields if hasattr(row, name)}
    return list_schemas.ListRowOut.model_validate(
        values
        | {
            "organ": row.organ.key if row.organ else "",
            "visits_low": row.visits.low,
            "visits_high": row.visits.high,
        }
    )


def _cells(found: PublicList) -> list[tuple[str, ...]]:
    return [
        (
            str(row.place),
            "" if batch.number is None else str(batch.number),
            _day(batch.published_on),
            row.name,
            row.kind,
            row.organ_name,
            row.basic_code,
            "是" if row.test_code else "否",
            row.task_code,
            "；".join(row.laws),
            "、".join(row.audience),
            "、".join(row.levels),
            row.promised,
            str(row.visits),
            str(row.version),
            _day(row.since),
            row.key,
        )
        for batch in found.batches
        for row in batch.rows
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
