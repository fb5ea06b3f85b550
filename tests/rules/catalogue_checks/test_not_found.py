"""Sound matters, each as near to a fault as can be: nothing is found in any of them, alone or all together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from onevisit.rules.basis import Basis
from onevisit.rules.catalogue_checks import check_catalogue, check_one
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.courses import Courses, Handling
from onevisit.rules.matters.definition import Codes, Counter, Deferral, Fee, Field, Limits, Matter, Result
from onevisit.rules.matters.vocabulary import (
    Act,
    Audience,
    Channel,
    Delivery,
    FieldType,
    Kind,
    MadeBy,
    Means,
    Moment,
    ResultKind,
    Since,
    StageKind,
)
from rules.catalogue_checks.definitions import (
    ANYHOW,
    LAW,
    SOUND,
    STAGES,
    act,
    among,
    matter,
    paper,
    stage,
    told,
    when,
    working,
)

ACCEPT, REVIEW, DECIDE = STAGES
ID = ("e_licence:id-card", "shared:population", "original")
PERSONS = (Audience.PERSON,)
AT_ONCE = Limit(0, Unit.AT_ONCE, None, "当场办结")
CONFIRMED = {"codes": Codes("000731301000", test=True), "kind": Kind.CONFIRMATION, "audience": PERSONS}
MONDAY, FRIDAY = 1, 5

MATTERS: dict[str, Matter] = {
    "as it should be": SOUND,
    "a first review with its article, forwarded": matter(
        stages=(
            ACCEPT,
            stage("town", StageKind.FIRST_REVIEW, "镇街初审", 2, organ="town", after=("accept",)),
            replace(REVIEW, after=("town",)),
            DECIDE,
        ),
        courses=Courses(handling=Handling.FORWARDED),
    ),
    "a town that decides for itself, after reviewing it": matter(
        organ="town",
        stages=(ACCEPT, replace(REVIEW, organ="town", basis=None), replace(DECIDE, organ="town")),
    ),
    "one's own review without an article, another's survey with one": matter(
        stages=(
            ACCEPT,
            replace(REVIEW, basis=None),
            stage("survey", StageKind.SURVEY, "消防核查", 2, organ="police", after=("accept",)),
            replace(DECIDE, after=("review", "survey")),
        )
    ),
    "intermediaries' papers that a law asks for, or that a word replaces": matter(
        paper("noise", "边界噪声监测报告", made_by=MadeBy.INTERMEDIARY),
        paper("test", "电气检测报告", made_by=MadeBy.INTERMEDIARY, commitment=True),
        paper("self", "自我评估表", "form"),
    ),
    "two persons' cards and books": matter(
        paper("own", "申请人的居民身份证", *ID, issued_by="police"),
        paper("agent", "代办人的居民身份证", *ID, issued_by="police"),
        paper("book", "户口簿", "e_licence:household-book", "original", issued_by="police"),
        paper("other", "对方的户口簿", "e_licence:household-book", "original", issued_by="police"),
        audience=PERSONS,
    ),
    "birth and death, food and drugs: one character, two documents": matter(
        paper("birth", "出生医学证明", "e_licence:birth", "original", issued_by="health"),
        paper("death", "死亡医学证明", "e_licence:death", "original", issued_by="health"),
        paper("food", "食品经营许可证", "e_licence:food-permit", "original", issued_by="market"),
        paper("drug", "药品经营许可证", "e_licence:drug-permit", "original", issued_by="market"),
        results=(Result("reply", "批复", ResultKind.APPROVAL, ANYHOW),),
    ),
    "one of two places, each with its proof; the same name in two situations": matter(
        paper(
            "own",
            "经营场所使用权证明（不动产权证书）",
            "e_licence:property",
            "upload",
            issued_by="land",
            when=when("premises == owned"),
        ),
        paper("rent", "经营场所使用权证明（租赁合同）", when=when("premises == rented")),
        paper("plan-meals", "场所布局图", when=when("kind == meals")),
        paper("plan-sales", "场所布局图", when=when("kind == sales")),
    ),
    "facts that a licence shows, and that are not the licence": matter(
        paper("land", "用地批准手续", "e_licence:property", "upload", "original", issued_by="land"),
        paper("kin", "与职工的亲属关系", "e_licence:household-book", "original", issued_by="police"),
        paper(
            "either",
            "居民身份证或者户口簿",
            "e_licence:id-card",
            "e_licence:household-book",
            "original",
            issued_by="police",
        ),
    ),
    "papers of bodies outside, papers that are handed back": matter(
        paper("degree", "国外学历学位认证书", issued_by="教育部留学服务中心"),
        paper("return", "纸质营业执照正、副本", "original", issued_by="market", kept=True),
        paper("photo", "照片", "original", errand="照相馆", fresh=180, kept=True),
    ),
    "others, but which; related, and how": matter(
        paper("owners", "其他共有人同意的书面意见"),
        paper("facts", "与案件有关的材料（合同、欠条、判决书）"),
        paper("parties", "利害关系人的意见"),
        conditions=("没有其他共有人反对", "具备有关国家标准GB 14881规定的卫生条件"),
    ),
    "what the form asks about somebody else": matter(
        fields=(
            Field("manager", "食品安全管理人员姓名", FieldType.TEXT),
            Field("phone", "现场负责人电话", FieldType.PHONE),
            Field("name", "申请人姓名", FieldType.TEXT, source="applicant.name"),
            Field("meals", "经营面积", FieldType.NUMBER, when=when("kind == meals")),
            Field("sales", "经营面积", FieldType.NUMBER, when=when("kind == sales")),
        )
    ),
    "stages that fill the promise to the day, each situation its own": matter(
        stages=(
            ACCEPT,
            replace(REVIEW, limit=working(6), when=when("kind == meals")),
            stage(
                "look",
                StageKind.REVIEW,
                "核对",
                6,
                organ="market",
                after=("accept",),
                when=when("kind == sales"),
            ),
            stage("notice", StageKind.REVIEW, "登报", 6, organ="market", after=("accept",)),
            replace(DECIDE, after=("review", "look", "notice")),
        )
    ),
    "a public notice in natural days within a promise in working days": matter(
        stages=(
            ACCEPT,
            REVIEW,
            stage(
                "notice",
                StageKind.REVIEW,
                "公示",
                organ="market",
                after=("review",),
                limit=Limit(7, Unit.DAYS, None, "公示"),
            ),
            replace(DECIDE, limit=working(1), after=("notice",)),
        ),
        limits=replace(SOUND.limits, promised=working(10)),
    ),
    "counted from receipt, with room for the acceptance": matter(
        limits=replace(SOUND.limits, promised=working(10), since=Since.RECEIPT)
    ),
    "seven working days within thirty days, twenty within two months": matter(
        limits=Limits(Limit(30, Unit.DAYS, LAW, "期限"), working(8))
    ),
    "one working day within three days, be there a holiday or not": matter(
        stages=(
            replace(ACCEPT, limit=AT_ONCE),
            replace(REVIEW, limit=AT_ONCE),
            replace(DECIDE, limit=working(1)),
        ),
        limits=Limits(Limit(3, Unit.DAYS, LAW, "期限"), working(1)),
    ),
    "two in person together, as the law says, and the result at once": matter(
        **CONFIRMED,
        at_once=True,
        channels=(Channel.WINDOW,),
        limits=Limits(replace(AT_ONCE, basis=LAW), AT_ONCE),
        stages=(replace(ACCEPT, limit=AT_ONCE), replace(DECIDE, limit=AT_ONCE, after=("accept",))),
        presences=(
            act(Means.IN_PERSON, persons=("男方", "女方"), basis=Basis("民法典", "1049")),
            act(Means.IN_PERSON, what=Act.SIGNATURE, persons=("男方",), basis=Basis("民法典", "1049")),
        ),
        results=(Result("certificate", "结婚证", ResultKind.REGISTER, (Delivery.WINDOW,)),),
    ),
    "fetched in person, because a law says so": matter(
        presences=(
            act(),
            act(Means.IN_PERSON, what=Act.COLLECT, at=Moment.COLLECT, basis=Basis("护照法", "6")),
        ),
        results=(replace(SOUND.results[0], delivery=(Delivery.WINDOW,)),),
    ),
    "a test ground on Tuesdays, or another, which the organ names": matter(
        presences=(
            act(),
            act(
                Means.IN_PERSON,
                what=Act.TEST,
                at=Moment.REVIEW,
                basis=LAW,
                announced=(Counter("police", "甲考场", (2,)), Counter("police", "乙考场", (MONDAY, FRIDAY))),
            ),
            act(
                Means.IN_PERSON,
                what=Act.ORAL,
                at=Moment.REVIEW,
                basis=Basis("行政许可法", "47"),
                waivable=True,
            ),
        ),
        counter=Counter("police", "车管所", (1, 2, 3, 4, 5, 6, 7)),
    ),
    "a fee with its own article, and a deferral of a day": matter(
        paper("lease", "租赁合同", defer=Deferral(1), copies=2),
        fees=(Fee("card", "工本费", "本", Basis("护照法", "22"), Decimal(120)),),
    ),
    "an approval, an entry, an advice": matter(
        results=(
            Result("reply", "关于立项的批复", ResultKind.APPROVAL, ANYHOW),
            Result("entry", "参保登记", ResultKind.REGISTER, ANYHOW),
            Result("card", "代办方案和联系卡", ResultKind.OTHER, ANYHOW),
        )
    ),
    "by post, where something has to be seen": matter(channels=(Channel.ONLINE, Channel.POST)),
}


@pytest.mark.parametrize("sound", MATTERS)
def test_nothing_is_wrong_with_it(sound: str) -> None:
    assert told(check_one(MATTERS[sound], among())) == []


def test_nothing_is_wrong_with_all_of_them_together() -> None:
    every = (replace(one, key=f"m{at}", name=f"事项{at}号") for at, one in enumerate(MATTERS.values()))
    assert [(one.code, one.file, one.path, one.message) for one in check_catalogue(among(*every))] == []
