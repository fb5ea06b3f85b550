"""Check a district pack: every finding with file, place, reason and mend, and what is still assumed."""

import argparse
import json
import sys
from pathlib import Path

STANDALONE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder, which checks are wanted, and whether a machine reads the answer."""
    parser.add_argument("path", type=Path, help="the pack's folder, for instance districts/boshan")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.add_argument(
        "--only",
        metavar="ID",
        action="append",
        default=[],
        help="only findings of this check (M-111, or its code); may be given several times",
    )


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 if any is an error, 2 if there is no such check."""
    from onevisit.catalogue.pack_files import check_folder
    from onevisit.cli._findings import as_plain, print_findings, print_summary
    from onevisit.rules.catalogue_checks.registry import by_code, by_id

    unknown = [one for one in args.only if one not in by_id and one not in by_code]
    if unknown:
        print(f"没有“{unknown[0]}”这条规则；全部规则见 docs/reference/checks.md", file=sys.stderr)
        return 2
    checked = check_folder(args.path)
    only = {by_id[one].code if one in by_id else one for one in args.only}
    findings = [one for one in checked.findings if not only or one.code in only]
    code = 1 if any(one.severity == "error" for one in findings) else 0
    if args.json:
        answer = {
            "ok": code == 0,
            "findings": [as_plain(one) for one in findings],
            "organs": {key: {"articles": a, "assumed": b} for key, (a, b) in checked.provenance.items()},
            "matters": len(checked.pack.matters),
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return code
    print_findings(findings)
    if not only:
        names = {organ.key: organ.short for organ in checked.pack.organs}
        print(f"{'部门':　<12}{'有条文':>6}{'待确认':>6}")
        for key, (articles, assumed) in checked.provenance.items():
            if articles:
                print(f"{names.get(key, key):　<12}{articles:>6}{assumed:>6}")
        print()
    print_summary(findings, len(checked.pack.matters))
    return code
