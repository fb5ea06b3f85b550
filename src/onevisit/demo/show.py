"""After a play: let people in, remember which accounts to try, and say what there is now."""

from __future__ import annotations

from onevisit.casework import queries
from onevisit.demo.play import OBSERVER, Played
from onevisit.demo.record import PASSWORD, Account, Demonstration, write
from onevisit.platform.people.commands import set_demo_password
from onevisit.platform.people.models import Person
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.pack import Pack


def open_doors(pack: Pack, played: Played) -> None:
    """Give every account the demonstration's password, and remember those that the pack shows."""
    set_demo_password(PASSWORD)
    write(Demonstration(played.until, accounts(pack)))


def accounts(pack: Pack) -> tuple[Account, ...]:
    """The accounts that the pack marks, those of applicants first. An enterprise is shown by who acts for it."""
    found: dict[str, Account] = {}
    for one in pack.applicants:
        if one.demo:
            role, _, about = one.demo.partition("：")
            login = one.legal or one.login
            if login in found:
                continue
            found[login] = Account(login, one.name, role, about)
    for member in pack.staff:
        if member.demo:
            role, _, about = member.demo.partition("：")
            found[member.login] = Account(member.login, member.name, role, about)
    there = set(Person.objects.filter(username__in=list(found)).values_list("username", flat=True))
    return tuple(account for login, account in found.items() if login in there)


def summary(played: Played) -> str:
    """What was played and how fast, and how many cases stand where."""
    rate = played.commands / played.seconds
    lines = [
        f"{played.since} 至 {played.until}：{played.cases} 个办件",
        f"{played.commands} 条命令，{played.errands} 件后台事务，{played.seconds:.1f} 秒，每秒 {rate:.0f} 条命令",
    ]
    for phase in Phase:
        count = queries.cases(OBSERVER, queries.Filters(phase=phase.value)).total
        lines.append(f"  {phase.label:　<10}{count:>5}")
    return "\n".join(lines)
