"""The words of every day, as the pack answers them: each leads first to what people most likely mean."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.conftest import TODAY
from onevisit.catalogue.search import search
from onevisit.portal.services import SERVICES, asked_for
from ui.kit import Page

pytestmark = pytest.mark.django_db

FIRST = {
    "birth-registration": "怀孕 怀孕了 宝宝 孩子出生 出生证明 生二胎 二胎 生孩子 上户口",
    "old-age-card": "高龄 老年证 老人卡 老人证",
    "resident-pension": "老人补助 老人补贴 养老补助",
    "pension-claim": "养老金 退休",
    "temporary-aid": "补助 补贴 救济 临时救助",
    "subsistence": "低保 困难户",
    "disability-subsidy": "残疾 助残 残疾证",
    "medical-aid": "大病报销",
    "resident-medical": "医保 看病",
    "work-injury": "工伤",
    "legal-aid": "工资 欠薪 打官司",
    "death-registration": "去世 殡葬",
    "food-stall": "摆摊 地摊",
    "sole-trader": "开店 办执照 开网店",
    "company-registration": "开公司 创业",
    "food-business-permit": "饭店 食堂",
    "public-place-hygiene": "理发店 宾馆",
    "tobacco-retail": "卖烟 烟证",
    "invoice-issue": "发票 开发票",
    "billboard": "招牌 广告牌",
    "id-card": "办证 身份证丢了 身份证过期",
    "household-move": "户口",
    "residence-permit": "暂住证 居住证",
    "passport": "护照 出国",
    "marriage": "结婚 领证",
    "divorce": "离婚",
    "property-transfer": "过户 卖房 房产证",
    "rural-homestead": "宅基地",
    "dig-road": "修路 挖路",
    "vehicle-registration": "车 摩托车",
    "licence-renewal": "换驾照",
    "tree-felling": "砍树",
    "reconsideration": "罚款不服",
    "service-complaint": "投诉",
}


@pytest.mark.parametrize(
    ("word", "first"), [(word, first) for first, words in FIRST.items() for word in words.split()]
)
def test_a_word_leads_to_what_is_meant(word: str, first: str) -> None:
    hits = search(word, on=TODAY).hits
    assert hits, "finds nothing"
    assert hits[0].card.key == first


@pytest.mark.parametrize(
    ("query", "routes"),
    [
        ("取号", ["appointments", "ticket-find"]),
        ("在哪里取号", ["appointments", "ticket-find"]),
        ("排队", ["appointments", "ticket-find"]),
        ("预约", ["appointments"]),
        ("进度", ["track"]),
        ("几点上班", ["halls"]),
        ("开饭店", []),
        ("号", []),
    ],
)
def test_what_is_a_page_of_ours_is_offered_as_one(client: Client, query: str, routes: list[str]) -> None:
    addresses = [reverse(f"portal:{route}") for route in routes]
    assert [one.href for one in asked_for(query)] == addresses
    page = Page(client.get(reverse("portal:search"), {"q": query}).content.decode())
    shown = {link["href"] for link in page.all("a") if "btn" in link.get("class", "").split()}
    assert set(addresses) <= shown


def test_every_page_that_is_offered_is_there(client: Client) -> None:
    for one in SERVICES:
        assert client.get(reverse(one.route)).status_code == 200, one.label
