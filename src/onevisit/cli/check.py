"""Check a district pack: every fault with file, place and reason, and what is still assumed."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

STANDALONE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder, and whether a machine reads the answer."""
    parser.add_argument("path", type=Path, help="the pack's folder, for instance districts/boshan")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 if any is an error."""
    from onevisit.catalogue.pack_files import check_folder

    checked = check_folder(args.path)
    names = {organ.key: organ.short for organ in checked.pack.organs}
    if args.json:
        counts = {key: {"articles": a, "assumed": b} for key, (a, b) in checked.provenance.items()}
        findings = [asdict(finding) for finding in checked.findings]
        answer = {
            "ok": checked.ok,
            "findings": findings,
            "organs": counts,
            "matters": len(checked.pack.matters),
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0 if checked.ok else 1
    for finding in checked.findings:
        place = f"{finding.file}: {finding.path}" if finding.path else finding.file
        print(f"{finding.severity}: {place}: {finding.message} [{finding.code}]")
    print(f"\n{'部门':　<12}{'有条文':>6}{'待确认':>6}")
    for key, (articles, assumed) in checked.provenance.items():
        if articles:
            print(f"{names.get(key, key):　<12}{articles:>6}{assumed:>6}")
    errors = sum(finding.severity == "error" for finding in checked.findings)
    print(f"\n{len(checked.pack.matters)} 个事项，{errors} 处错误，{len(checked.findings) - errors} 处提醒")
    return 0 if checked.ok else 1
