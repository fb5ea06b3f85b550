"""Check the whole record: fold and hash everything again, and hold it against rows, leaves, seals and triggers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from onevisit.casework import log, streams
from onevisit.casework.models import Case, Content, Event, Leaf, Seal
from onevisit.casework.sealing import leaf_entry
from onevisit.casework.streams import Fault
from onevisit.casework.triggers import GUARD
from onevisit.rules.cases.codec import Corrupt, encode_state
from onevisit.rules.cases.contents import hash_of
from onevisit.rules.cases.evolve import BrokenLog, replay
from onevisit.rules.cases.state import FOLD
from onevisit.rules.record.canonical import NotCanonical, dumps, loads
from onevisit.rules.record.chain import Entry, broken_links
from onevisit.rules.record.merkle import Frontier


@dataclass(frozen=True)
class Report:
    """What a verification found, and how much it looked at: `events` are those of cases and of all other streams."""

    cases: int
    events: int
    leaves: int
    seals: int
    root: str
    faults: tuple[Fault, ...]


def verify(printed: tuple[int, str] | None = None) -> Report:
    """Read the whole record from beginning to end; memory grows with the hashes only.

    `printed` is a size and root from outside the house (a receipt, a bulletin): a record whose newest part was cut
    off without a trace inside is still another one than that which was printed.
    """
    faults: list[Fault] = list(_triggers())
    cases = events = 0
    logged: dict[tuple[str, int], str] = {}
    heads = {case.pk: case for case in Case.objects.iterator()}
    rows = Event.objects.order_by("case_id", "seq").iterator(chunk_size=2000)
    for case_id, group in groupby(rows, key=lambda row: row.case_id):
        lines = list(group)
        case = heads.pop(case_id)
        cases, events = cases + 1, events + len(lines)
        faults.extend(_case(case, lines))
        logged.update({(case.number, row.seq): row.hash for row in lines})
    faults.extend(
        Fault(f"办件 {case.number}", "没有任何事件：整个办件的记录被删除") for case in heads.values()
    )
    faults.extend(_contents())
    for stream in streams.registered():
        others = stream.logged()
        logged.update(others)
        events += len(others)
        faults.extend(stream.faults())
    leaves, seals, root, found = _tree(logged, printed)
    return Report(cases, events, leaves, seals, root, (*faults, *found))


def _triggers() -> Iterator[Fault]:
    for name in GUARD.missing():
        yield Fault(f"触发器 {name}", "不存在或已停用：记录可以被改写；运行 onevisit migrate 会重新建立")


def _case(case: Case, lines: list[Event]) -> Iterator[Fault]:
    where = f"办件 {case.number}"
    for one in broken_links(Entry(row.seq, row.body, _bytes(row.hash)) for row in lines):
        yield Fault(f"{where} 第{one.seq}条", one.why)
    for row in lines:
        yield from _columns(where, case, row)
    if (case.last_seq, case.last_hash) != (lines[-1].seq, lines[-1].hash):
        what = f"办件上记着共{case.last_seq}条，实际只有{lines[-1].seq}条：末尾的事件被删除或改动"
        yield Fault(f"{where} 末条", what)
        return
    yield from _state(where, case, lines)


def _bytes(text: str) -> bytes:
    """A stored hash as bytes; what is no hash at all fits no entry."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _columns(where: str, case: Case, row: Event) -> Iterator[Fault]:
    try:
        body = loads(row.body)
        copies = (body["case"], body["seq"], body["name"], body["at"])
        written = (case.number, row.seq, row.name, loads(dumps({"at": row.at}))["at"])
    except (NotCanonical, KeyError, TypeError):
        yield Fault(f"{where} 第{row.seq}条", "正文不是规范的记录")
        return
    if copies != written:
        yield Fault(f"{where} 第{row.seq}条", "列里的编号、序号、事件名或时间与正文不一致")


def _state(where: str, case: Case, lines: list[Event]) -> Iterator[Fault]:
    try:
        state = replay(log.read(row).event for row in lines)
    except (BrokenLog, Corrupt, NotCanonical, KeyError, TypeError, ValueError) as broken:
        # Whatever somebody wrote over a line is a finding, never the end of the verification.
        yield Fault(where, f"事件无法还原成办件：{broken}")
        return
    if case.fold == FOLD and dumps(encode_state(state)) != case.state:
        yield Fault(where, "保存的状态与重新计算的不同：状态被改动")
    if case.phase != state.phase.value:
        yield Fault(where, f"列表里的状态是“{case.phase}”，按记录应是“{state.phase.value}”")


def _contents() -> Iterator[Fault]:
    for one in Content.objects.filter(erased_at=None).iterator(chunk_size=2000):
        if hash_of(one.body) != one.ref:
            yield Fault(f"内容 {one.ref[:12]}", "申请人或工作人员写的内容被改动")


def _tree(
    logged: dict[tuple[str, int], str], printed: tuple[int, str] | None
) -> tuple[int, int, str, list[Fault]]:
    faults: list[Fault] = []
    frontier = Frontier()
    seals = {seal.size: seal for seal in Seal.objects.order_by("size")}
    count = len(seals)
    root = frontier.root().hex()
    for leaf in Leaf.objects.order_by("index").iterator(chunk_size=5000):
        if leaf.index != frontier.size:
            faults.append(Fault(f"封存第{frontier.size}叶", "缺失：封存的叶被删除"))
            break
        frontier = frontier.append(leaf_entry(leaf.number, leaf.seq, leaf.hash))
        present = logged.get((leaf.number, leaf.seq))
        if present is None:
            faults.append(
                Fault(f"办件 {leaf.number} 第{leaf.seq}条", "已经封存，现在不见了：事件或整个办件被删除")
            )
        elif present != leaf.hash:
            faults.append(Fault(f"办件 {leaf.number} 第{leaf.seq}条", "与封存时的摘要不同：封存之后被改写"))
        seal = seals.pop(frontier.size, None)
        if seal is not None:
            root = frontier.root().hex()
            if seal.root != root or json.loads(seal.frontier) != frontier.to_hex():
                faults.append(Fault(f"封存 {seal.size}", "树根与叶算出来的不同：封存被改动"))
        if printed is not None and printed[0] == frontier.size and printed[1] != frontier.root().hex():
            faults.append(Fault(f"凭证上的树根（{printed[0]}叶）", "与记录算出来的不同：印出之后记录被改写"))
    if printed is not None and printed[0] > frontier.size:
        faults.append(
            Fault(f"凭证上的树根（{printed[0]}叶）", f"记录只剩{frontier.size}叶：印出之后记录被截短")
        )
    faults.extend(Fault(f"封存 {size}", "叶不够这么多：封存的叶被删除") for size in sorted(seals))
    return frontier.size, count, root, faults
