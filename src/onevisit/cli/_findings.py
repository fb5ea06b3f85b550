"""The findings of `onevisit check` as lines: by check, with how to mend them, and a summary."""

from collections import Counter
from dataclasses import asdict

from onevisit.rules.catalogue_checks.check import Check, Scope
from onevisit.rules.catalogue_checks.registry import CHECKS, check_of, mend_of
from onevisit.rules.findings import Finding

SEVERITIES = {"error": "错误", "warning": "提醒"}


def print_findings(findings: list[Finding]) -> None:
    """Every finding under its check, in the order of the checks."""
    for check in CHECKS:
        _print_group(check, [one for one in findings if one.code == check.code])


def as_plain(finding: Finding) -> dict[str, str]:
    """A finding as plain data, with the id, the mend and the source of its check."""
    check = check_of(finding)
    return {**asdict(finding), "id": check.id, "mend": mend_of(finding), "source": check.source}


def _print_group(check: Check, findings: list[Finding]) -> None:
    if not findings:
        return
    print(f"{check.id} {SEVERITIES[check.severity]} {check.says}（{len(findings)}处）[{check.code}]")
    print(f"  怎么改：{check.mend}")
    print(f"  出处：{check.source}")
    for finding in findings:
        place = f"{finding.file}: {finding.path}" if finding.path else finding.file
        print(f"  - {place}: {finding.message}")
        if finding.mend:
            print(f"    → {finding.mend}")
    print()


def print_summary(findings: list[Finding], matters: int) -> None:
    """How many of each kind, and in all."""
    scopes = Counter((check_of(one).scope, one.severity) for one in findings)
    for scope in Scope:
        parts = [f"{scopes[scope, each]}处{word}" for each, word in SEVERITIES.items() if scopes[scope, each]]
        if parts:
            print(f"{scope.label}：{'，'.join(parts)}")
    errors = sum(one.severity == "error" for one in findings)
    print(f"{matters} 个事项，{errors} 处错误，{len(findings) - errors} 处提醒")
