"""The catalogue for machines: lists, matters, guides, batches. All of it is public."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router
from ninja.errors import ValidationError

from onevisit.api import linked, schemas
from onevisit.api.answers import guide_out, matter_out
from onevisit.api.as_of import AsOf, Which
from onevisit.catalogue import queries
from onevisit.catalogue.choices import choices
from onevisit.catalogue.search import MAX_QUERY, search
from onevisit.platform.access import EVERYBODY, requires
from onevisit.rules.matters.vocabulary import Audience, Kind, Level

router = Router(tags=["事项目录"])

LARGEST_PAGE = 100
LAST_PAGE = 1000

Errors = {404: schemas.ProblemOut, 422: schemas.ProblemOut}


class Wanted(AsOf):
    """What a list is narrowed to."""

    q: str = Field(
        "",
        description=f"查找：汉字、拼音、首字母、俗语，可以有错字；只看前{MAX_QUERY}个字",
        examples=["开饭店"],
    )
    life_event: str = Field("", max_length=60, description="主题的键", examples=["open-a-restaurant"])
    audience: Audience | None = Field(None, description="服务对象")
    organ: str = Field("", max_length=60, description="实施主体的键", examples=["market"])
    hall_level: Level | None = Field(None, description="在哪一级大厅能办")
    kind: Kind | None = Field(None, description="事项类型")
    page: int = Field(1, ge=1, le=LAST_PAGE, description="第几页")
    size: int = Field(20, ge=1, le=LARGEST_PAGE, description="每页几条")

    def filters(self) -> queries.Filters:
        """The filters as the catalogue takes them."""
        return queries.Filters(
            self.life_event, self.audience or "", self.organ, self.hall_level or "", self.kind or ""
        )


class Situation(AsOf):
    """What has been answered, which licences somebody has already, and as of which day."""

    situation: list[str] = Field(
        default_factory=list,
        max_length=50,
        description="情形回答，写成 问题:选项，可以重复",
        examples=[["premises:rented", "business:catering"]],
    )
    have: list[str] = Field(
        default_factory=list,
        max_length=50,
        description="申请人已经有的证照（键），可以重复；算“从零开始”的次数时不再算办它",
        examples=[["business-licence"]],
    )


@router.get("/matters", response={200: schemas.MattersOut, 422: schemas.ProblemOut}, summary="查找和浏览事项")
@requires(EVERYBODY)
def matters(request: HttpRequest, wanted: Query[Wanted]) -> schemas.MattersOut:
    """现行有效的事项。带 `q` 时按相关程度排列，并说明为什么找到；不带 `q` 时按名称的拼音排列。总数是准确数。"""
    on = wanted.day
    first, last = (wanted.page - 1) * wanted.size, wanted.page * wanted.size
    if wanted.q.strip():
        return _searched(wanted, on, first, last)
    cards = queries.browse(on, wanted.filters())
    return schemas.MattersOut(
        total=len(cards),
        page=wanted.page,
        pages=-(-len(cards) // wanted.size),
        items=[matter_out(card) for card in cards[first:last]],
    )


def _searched(wanted: Wanted, on: date, first: int, last: int) -> schemas.MattersOut:
    narrowed = wanted.filters()
    found = search(
        wanted.q,
        on=on,
        life_event=narrowed.life_event,
        audience=narrowed.audience,
        organ=narrowed.organ,
        hall_level=narrowed.hall_level,
        kind=narrowed.kind,
        limit=last,
    )
    return schemas.MattersOut(
        total=found.total,
        page=wanted.page,
        pages=-(-found.total // wanted.size),
        items=[
            schemas.FoundOut(**matter_out(hit.card).model_dump(), why=hit.why)
            for hit in found.hits[first:last]
        ],
        corrected=found.corrected,
        suggestions=list(found.suggestions),
    )


@router.get("/matters/{key}", response={200: schemas.MatterOut, **Errors}, summary="一个事项")
@requires(EVERYBODY)
def matter(request: HttpRequest, which: Path[Which], as_of: Query[AsOf]) -> schemas.MatterOut:
    """一个事项的基本信息；要全部内容，请看它的办事指南。"""
    return matter_out(queries.guide(which.key, as_of.day).card)


@router.get(
    "/matters/{key}/guide",
    response={200: schemas.GuideOut, **Errors},
    summary="办事指南",
    openapi_extra={"responses": {200: {"content": {linked.MEDIA_TYPE: {"schema": {"type": "object"}}}}}},
)
@requires(EVERYBODY)
def guide(
    request: HttpRequest, which: Path[Which], given: Query[Situation]
) -> schemas.GuideOut | HttpResponse:
    """办事指南的全部内容，按给出的情形收窄。

    请求头 `Accept: application/ld+json` 时，给出同一内容的关联数据（schema.org GovernmentService 与 CPSV-AP）。
    """
    found = _guide(which.key, given)
    if request.get_preferred_type(["application/json", linked.MEDIA_TYPE]) == linked.MEDIA_TYPE:
        answer = linked.response(found)
        answer["Vary"] = "Accept"
        return answer
    return guide_out(found)


@router.get(
    "/matters/{key}/guide.jsonld",
    response={404: schemas.ProblemOut, 422: schemas.ProblemOut},
    summary="办事指南（关联数据）",
    openapi_extra={
        "responses": {
            200: {"description": "OK", "content": {linked.MEDIA_TYPE: {"schema": {"type": "object"}}}}
        }
    },
)
@requires(EVERYBODY)
def guide_linked(request: HttpRequest, which: Path[Which], given: Query[Situation]) -> HttpResponse:
    """办事指南，写成 schema.org 的 GovernmentService，同时用欧盟 CPSV-AP 3.2 的词汇，供其他系统关联。"""
    return linked.response(_guide(which.key, given))


def _guide(key: str, given: Situation) -> queries.Guide:
    """The guide, once every answer is known to be one: what is misspelt must not pass for not answered."""
    answers = dict(part.partition(":")[::2] for part in given.situation)
    _check_licences(given)
    found = queries.guide(key, given.day, answers, frozenset(given.have))
    options = {one.key: one.options for one in found.matter.situations}
    for question, option in answers.items():
        if option not in options.get(question, ()):
            known = "、".join(f"{name}:{'|'.join(each)}" for name, each in options.items()) or "没有情形问题"
            raise _wrong("situation", f"没有“{question}:{option}”这个回答，可用的有：{known}")
    return found


def _check_licences(given: Situation) -> None:
    types = choices(given.day).licences if given.have else {}
    for one in given.have:
        if one not in types:
            raise _wrong("have", f"没有“{one}”这种证照，可用的有：{'、'.join(types)}")


def _wrong(parameter: str, sentence: str) -> ValidationError:
    return ValidationError([{"type": "value_error", "loc": ("query", parameter), "ctx": {"error": sentence}}])


@router.get(
    "/batches", response={200: list[schemas.BatchOut], 422: schemas.ProblemOut}, summary="按批次公布的清单"
)
@requires(EVERYBODY)
def batches(request: HttpRequest, as_of: Query[AsOf]) -> list[schemas.BatchOut]:
    """“最多跑一次”事项清单，按公布的批次排列；`on` 可以看过去任何一天的样子。"""
    return [
        schemas.BatchOut(
            number=batch.number,
            title=batch.title,
            published_on=batch.published_on,
            visits_at_most=batch.visits_at_most,
            matters=[matter_out(card) for card in batch.matters],
        )
        for batch in queries.batches(as_of.day)
    ]
