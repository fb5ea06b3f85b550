"""Erase what people wrote in a case, or in a bundle with all its cases, once it need not be kept any more.

Without --yes it only says what would be erased. It refuses while the file is open, a licence of it is in force, or the
time for which it has to be kept is not over, and names the article. The record keeps the hashes: run `onevisit ledger
verify` before and after. A backup made earlier still has the words: delete those that are older, too.
"""

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the number, who answers for it, and whether it shall be done."""
    parser.add_argument("number", metavar="NUMBER", help="the number of a case or of a bundle")
    parser.add_argument(
        "--by", required=True, metavar="NAME", help="who answers for it; noted in the service's log"
    )
    parser.add_argument("--yes", action="store_true", help="do it; it cannot be undone")


def run(args: argparse.Namespace) -> int:
    """Erase, or say what keeps it; 1 if it is refused, 2 if nobody was named."""
    from onevisit.bundles import erasing
    from onevisit.platform import clock
    from onevisit.rules.cases.refused import Refused

    if not args.by.strip():
        print("onevisit: --by 要写明由谁负责", file=sys.stderr)
        return 2
    now = clock.now()
    try:
        if not args.yes:
            found = erasing.erasable(args.number, clock.day_of(now))
            print(
                f"可以清除：{len(found.cases)} 个办件、{found.texts} 份内容。加 --yes 执行，执行后不能恢复。"
            )
            return 0
        count = erasing.erase(args.number, now, args.by.strip())
    except Refused as refused:
        print(f"不能清除：{refused.sentence}", file=sys.stderr)
        return 1
    print(f"清除了 {count} 份内容；记录只留摘要，请运行 onevisit ledger verify 核对。")
    return 0
