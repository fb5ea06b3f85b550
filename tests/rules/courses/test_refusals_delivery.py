"""Results that are not those promised, papers that are not printed, deliveries that nobody proved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories.courses import (
    BLANK,
    WORDS,
    Course,
    accept,
    decided,
    hand_out,
    issue,
    make_results,
    refuse,
    walked,
)
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.events import DocumentIssued
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.matters.vocabulary import Delivery
from rules.courses.refusing import Row, names, refuses

COURIER = hand_out(Delivery.COURIER)
BACK = c.ReturnMail(WORDS)
NOTICE = c.GiveNotice(WORDS)
NUMBER = "博综执准〔2026〕1号"


def dig(*steps: object) -> Callable[[], Course]:
    return lambda: walked("dig-road", accept, *steps)  # type: ignore[arg-type]


def failed(course: Course) -> None:
    course.review(fail=True)
    course.do(refuse())


def document(course: Course) -> None:
    """A document was issued beside the decision, as the write path does it."""
    event = DocumentIssued(course.today, "grant", "决定书", NUMBER, "enforcement", "grant/1", "a" * 64)
    course.events.append(event)
    course.state = evolve(course.state, event)


ROWS = [
    Row("other results than promised", dig(decided), c.Issue(()), r.ResultsIncomplete, "permit"),
    Row(
        "printed what was not issued",
        dig(decided, make_results),
        c.Render("map", "f" * 64),
        r.NoSuchResult,
        "“map”",
    ),
    Row(
        "printed twice", dig(issue), c.Render("permit", "e" * 64), r.AlreadyRendered, "“permit”的文件已经生成"
    ),
    Row(
        "a document that was not issued",
        dig(decided),
        c.RenderDocuments({NUMBER: "f" * 64}),
        r.NoSuchResult,
        f"没有制发过“{NUMBER}”",
    ),
    Row(
        "a document printed twice",
        dig(decided, document, c.RenderDocuments({NUMBER: "f" * 64})),
        c.RenderDocuments({NUMBER: "e" * 64}),
        r.AlreadyRendered,
        NUMBER,
    ),
    Row(
        "handed out before it is printed",
        dig(decided, make_results),
        hand_out(),
        r.NotRenderedYet,
        "还在生成",
    ),
    Row(
        "without a signature",
        dig(issue),
        c.HandOut(Delivery.WINDOW, "h", "1"),
        r.ProofNeeded,
        "窗口领取要留下送达凭证",
    ),
    Row("without a waybill", dig(issue), c.HandOut(Delivery.COURIER), r.ProofNeeded, "快递送达请填写运单号"),
    Row(
        "at which window",
        dig(issue),
        c.HandOut(Delivery.WINDOW, proof=WORDS),
        r.HallNeeded,
        "选在哪个大厅领取",
    ),
    Row(
        "a way that the result has not",
        lambda: walked("id-card", accept, issue),
        c.HandOut(Delivery.ELECTRONIC),
        r.DeliveryNotOffered,
        "结果不能以“网上下载”的方式送达",
    ),
    Row(
        "a notice as if it were a delivery",
        dig(issue),
        hand_out(Delivery.NOTICE),
        r.NoticeIsGiven,
        "公告期满时自动生效",
    ),
    Row("a notice before anything came back", dig(issue), NOTICE, r.NoticeIsLastResort, "其他方式都送不到"),
    Row(
        "a notice of a refusal before anything came back",
        dig(failed),
        NOTICE,
        r.NoticeIsLastResort,
        "邮件退回后登记退件",
    ),
    Row(
        "a notice without words",
        dig(issue, COURIER, BACK),
        c.GiveNotice(BLANK),
        r.OpinionNeeded,
        "“公告送达”要写明意见",
    ),
    Row(
        "a notice twice",
        dig(issue, COURIER, BACK, NOTICE),
        NOTICE,
        r.AlreadyNoticed,
        "已于2026-11-23发出公告",
    ),
    Row("back from a window", dig(issue, hand_out()), BACK, r.NothingSent, "结果是以“窗口领取”送达的"),
    Row(
        "back without a reason",
        dig(issue, COURIER),
        c.ReturnMail(BLANK),
        r.OpinionNeeded,
        "“登记退件”要写明意见",
    ),
    Row(
        "another way that the result has not",
        lambda: walked("id-card", accept),
        c.ChangeDelivery(Delivery.ELECTRONIC),
        r.DeliveryNotOffered,
        "结果不能以“网上下载”的方式送达",
    ),
    Row(
        "another way is no public notice",
        dig(issue),
        c.ChangeDelivery(Delivery.NOTICE),
        r.NoticeIsGiven,
        "公告期满时自动生效",
    ),
    Row(
        "to be fetched, and nobody says where",
        dig(issue),
        c.ChangeDelivery(Delivery.WINDOW),
        r.HallNeeded,
        "选在哪个大厅领取",
    ),
    Row(
        "to be sent, and nobody says where to",
        dig(issue),
        c.ChangeDelivery(Delivery.COURIER, address=Contents("delivery", {"post_address": " "}, "0" * 32)),
        r.AddressNeeded,
        "还没有填写寄到哪里",
    ),
    Row(
        "the way that it comes already",
        dig(issue, c.ChangeDelivery(Delivery.WINDOW, "h")),
        c.ChangeDelivery(Delivery.WINDOW, "h"),
        r.SameDelivery,
        "现在就是“窗口领取”",
    ),
    Row(
        "another way for what he has already",
        dig(issue, hand_out()),
        c.ChangeDelivery(Delivery.WINDOW, "h"),
        r.NotNow,
        "不能改变领取方式",
    ),
    Row("back before it was sent", dig(issue), BACK, r.NotNow, "办件现在是“已出证，待领取”"),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_nothing_is_delivered_that_is_not_there_and_nothing_unproved(row: Row) -> None:
    refuses(row)
