"""The streams of bundles as part of the one record: sealed in the same tree, and verified with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.db.models import F

from onevisit.bundles import stream
from onevisit.bundles.models import Bundle, Content, Event
from onevisit.bundles.triggers import GUARD
from onevisit.casework import streams
from onevisit.casework.streams import Fault
from onevisit.rules.bundles.state import BrokenStream
from onevisit.rules.cases.codec import Corrupt
from onevisit.rules.cases.contents import hash_of
from onevisit.rules.record.canonical import NotCanonical, dumps, loads
from onevisit.rules.record.chain import Entry, broken_links


def take(most: int) -> list[streams.Line]:
    """What is not sealed of at most so many bundles, marked as sealed. Inside the transaction of the seal."""
    rows = list(
        Bundle.objects.select_for_update()
        .filter(last_seq__gt=F("sealed_seq"))
        .order_by("number")
        .only("id", "number", "sealed_seq")[:most]
    )
    if not rows:
        return []
    by_id = {row.pk: row for row in rows}
    lines = Event.objects.filter(bundle__in=by_id).order_by("bundle__number", "seq")
    found = [
        (by_id[bundle].number, seq, hash_)
        for bundle, seq, hash_ in lines.values_list("bundle_id", "seq", "hash")
        if seq > by_id[bundle].sealed_seq
    ]
    Bundle.objects.filter(pk__in=by_id).update(sealed_seq=F("last_seq"))
    return found


def logged() -> dict[tuple[str, int], str]:
    """The hashes of all lines."""
    rows = Event.objects.values_list("bundle__number", "seq", "hash")
    return {(number, seq): hash_ for number, seq, hash_ in rows.iterator(chunk_size=5000)}


def faults() -> Iterator[Fault]:
    """Fold and hash every stream again, and hold it against what is kept."""
    for name in GUARD.missing():
        yield Fault(f"触发器 {name}", "不存在或已停用：记录可以被改写；运行 onevisit migrate 会重新建立")
    heads = {row.pk: row for row in Bundle.objects.iterator()}
    rows = Event.objects.order_by("bundle_id", "seq").iterator(chunk_size=2000)
    for key, group in groupby(rows, key=lambda row: row.bundle_id):
        yield from _bundle(heads.pop(key), list(group))
    for row in heads.values():
        yield Fault(f"一件事 {row.number}", "没有任何事件：整个记录被删除")
    for one in Content.objects.filter(erased_at=None).iterator(chunk_size=2000):
        if hash_of(one.body) != one.ref:
            yield Fault(f"内容 {one.ref[:12]}", "一件事提交的内容被改动")


def _bundle(row: Bundle, lines: Sequence[Event]) -> Iterator[Fault]:
    where = f"一件事 {row.number}"
    for one in broken_links(Entry(line.seq, line.body, _bytes(line.hash)) for line in lines):
        yield Fault(f"{where} 第{one.seq}条", one.why)
    for line in lines:
        if not _same_columns(row, line):
            yield Fault(f"{where} 第{line.seq}条", "列里的编号、序号、事件名或时间与正文不一致")
    if (row.last_seq, row.last_hash) != (lines[-1].seq, lines[-1].hash):
        what = f"上面记着共{row.last_seq}条，实际只有{lines[-1].seq}条：末尾的事件被删除或改动"
        yield Fault(f"{where} 末条", what)
        return
    try:
        state = stream.fold(lines)
        kept = stream.state_of(row)
    except (BrokenStream, Corrupt, NotCanonical, KeyError, TypeError, ValueError) as broken:
        # Whatever somebody wrote over a line is a finding, never the end of the verification.
        yield Fault(where, f"事件无法还原：{broken}")
        return
    if state != kept:
        yield Fault(where, "保存的状态与重新计算的不同：状态被改动")
    rating = state.rating.value if state.rating else ""
    if (row.accepted_on, row.finished_on, row.rating) != (state.accepted_on, state.finished_on, rating):
        yield Fault(where, "列表里的日期或评价与记录不同：被改动")


def _same_columns(row: Bundle, line: Event) -> bool:
    try:
        body = loads(line.body)
        copies = (body["bundle"], body["seq"], body["name"], body["at"])
    except (NotCanonical, KeyError, TypeError):
        return False
    return bool(copies == (row.number, line.seq, line.name, loads(dumps({"at": line.at}))["at"]))


def _bytes(text: str) -> bytes:
    """A stored hash as bytes; what is no hash at all fits no entry."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


streams.register(streams.Stream("bundles", take, logged, faults))
