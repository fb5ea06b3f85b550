"""How long a search takes over 1,000 matters: p50, p95 and the slowest, for each kind of query. Printed, not judged.

    .venv/bin/python tools/bench/search.py [matters]

Works in a temporary data folder on SQLite: it loads districts/boshan, and publishes made-up matters beside it, each
with a name, aliases and words of its own, until there are so many.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AIM = 10  # milliseconds at the 95th percentile
ROUNDS = 40

_PLACES = "城镇 农村 园区 社区 校园 景区 矿区 林区"
_THINGS = """
食品 药品 农药 兽药 种子 饲料 化肥 粮食 道路运输 水路运输 危险货物 快递 旅馆 网吧 影院 书店 印刷 演出 艺术品 文物
体育场馆 游泳场所 幼儿园 培训学校 医疗机构 诊所 护理站 饮用水 消毒产品 特种设备 计量器具 广告 燃气 供热 供水
排水 垃圾处置 建筑施工 房地产 物业 林木 草种 取水 水产 养殖 屠宰
"""
_ACTS = "经营许可 生产许可 设立登记 变更登记 延续审批 注销登记 备案 证照补发"

QUERIES = {
    "Chinese": ["食品经营", "道路运输经营许可", "诊所", "许可", "变更登记", "幼儿园备案"],
    "any order": ["许可 食品", "备案 农村 种子", "登记社区诊所", "经营兽药"],
    "sentences": ["我想开饭店", "我想在农村开个诊所需要什么材料", "请问办理网吧变更登记去哪里"],
    "pinyin": ["shipin jingying", "shipinjingying", "daoluyunshu", "zhensuo", "xuke"],
    "initials": ["spjyxk", "dlys", "yeybA", "xk"],
    "mixed": ["食品jy", "幼儿园bg", "诊所 dengji"],
    "mistakes": ["食品精营", "shipni jingying", "shipinjingyng", "youeryaun", "我想开犯店"],
    "organs": ["工商局", "市场监督管理局", "环保局"],
    "nothing": [
        "饕餮魑魅魍魉",
        "asdfghjkl",
        "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnmqwerty",
        "😀.*[(",
    ],
    "longest": ["我想开一个饭店" * 9, "shipinjingying" * 5],
}


def main(size: int) -> None:
    """Publish, search, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ONEVISIT_VAR": folder, "DJANGO_SETTINGS_MODULE": "onevisit.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT / "src"))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from onevisit.catalogue.pack import load_pack
        from onevisit.catalogue.search import search
        from onevisit.platform import clock

        today = clock.today()
        load_pack(ROOT / "districts" / "boshan", today)
        _publish(size, today)
        started = time.perf_counter()
        search("许可", on=today)
        print(f"{size} matters; filling the shelf and indexing took {time.perf_counter() - started:.1f} s")
        print(f"{'queries':12} {'p50':>8} {'p95':>8} {'max':>8} {'cpu p95':>8}  ms (aim: p95 ≤ {AIM})")
        every: list[tuple[float, float]] = []
        for name, queries in QUERIES.items():
            times = [_timed(search, query, today) for query in queries * ROUNDS]
            every += times
            print(_line(name, times))
        print(_line("all", every))


def _timed(search, query: str, today) -> tuple[float, float]:
    """Milliseconds by the wall's clock and by the processor's, which does not count waiting for others."""
    wall, processor = time.perf_counter(), time.process_time()
    search(query, on=today)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def _line(name: str, times: list[tuple[float, float]]) -> str:
    wall, processor = ([one[which] for one in times] for which in (0, 1))
    p95, cpu = (statistics.quantiles(each, n=20)[-1] for each in (wall, processor))
    return f"{name:12} {statistics.median(wall):8.2f} {p95:8.2f} {max(wall):8.2f} {cpu:8.2f}"


def _publish(size: int, today) -> None:
    from pypinyin import lazy_pinyin

    from onevisit.catalogue.models import MatterVersion, Word

    models = list(MatterVersion.objects.order_by("id"))
    rows, words = [], []
    combinations = product(_ACTS.split(), _PLACES.split(), _THINGS.split())
    for number, (act, place, thing) in enumerate(islice(combinations, max(0, size - len(models)))):
        model = models[number % len(models)]
        data = json.loads(model.definition)
        key = f"made-{number}"
        name = f"{place}{thing}{act}"
        data |= {"key": key, "name": name, "aliases": [f"{thing}{act[:2]}（{place}）", f"{place}{thing}证"]}
        definition = json.dumps(data, ensure_ascii=False)
        rows.append(
            MatterVersion(
                matter=key,
                number=1,
                valid_from=today,
                definition=definition,
                sha256=hashlib.sha256(definition.encode()).hexdigest(),
                name=name,
                pinyin=" ".join(lazy_pinyin(name)),
                kind=model.kind,
                organ_id=model.organ_id,
                window_class=model.window_class,
                basic_code=model.basic_code,
            )
        )
        words += [Word(word=f"{verb}{place}{thing}{number % 7}", matter=key) for verb in "开办弄搞改关"]
    MatterVersion.objects.bulk_create(rows)
    Word.objects.bulk_create(words)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
