"""The record: `ledger verify` reads and hashes all of it again, `ledger seal` seals what is not sealed yet."""

import argparse
import json
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and for a verification the root that a receipt or bulletin printed."""
    parser.add_argument("what", choices=["verify", "seal"])
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.add_argument("--size", type=int, help="the number of leaves printed on a receipt")
    parser.add_argument("--root", help="the root printed beside it")


def run(args: argparse.Namespace) -> int:
    """Do it; 1 if the record is not whole."""
    from onevisit.casework import ledger, sealing
    from onevisit.platform import clock

    if args.what == "seal":
        print(f"封存了 {sealing.seal(clock.now())} 条事件")
        return 0
    if (args.size is None) != (args.root is None):
        print("--size 和 --root 要一起给出：它们印在同一张收件凭证上")
        return 2
    printed = (args.size, args.root.lower()) if args.root else None
    report = ledger.verify(printed)
    if args.json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        for fault in report.faults:
            print(f"不符：{fault.where}：{fault.what}")
        counts = f"{report.cases} 个办件、{report.events} 条事件、{report.leaves} 叶、{report.seals} 次封存"
        print(f"{counts}，树根 {report.root}")
        print(
            "记录完整，没有发现改动。"
            if not report.faults
            else f"发现 {len(report.faults)} 处不符，请保全现场并上报。"
        )
    return 1 if report.faults else 0
