"""After a play: let people in, remember which accounts to try, and say what there is now."""

from __future__ import annotations

from onevisit.casework import queries
from onevisit.demo.play import OBSERVER, Played
from onevisit.demo.record import PASSWORD, Account, Demonstration, write
from onevisit.platform.people.commands import set_demo_password
from onevisit.platform.people.models import Person
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.district.pack import Pack


def open_doors(pack: Pack, played: Played) -> None:
    """Give every account the demonstration's password, and remember those that the pack shows."""
    set_demo_password(PASSWORD)
    write(Demonstration(played.until, accounts(pack)))


def accounts(pack: Pack) -> tuple[Account, ...]:
    """The accounts that the pack marks: applicants, then staff by what they do.

    An enterprise is shown by who acts for it, unless he is shown himself.
    """
    roles = list(Role)
    citizens_first = sorted(pack.applicants, key=lambda one: bool(one.legal))
    marked = [(one.legal or one.login, one.name, one.demo) for one in citizens_first if one.demo]
    at_work = [one for one in pack.staff if one.demo and one.posts]
    at_work.sort(key=lambda one: roles.index(one.posts[0].role))
    marked += [(one.login, one.name, one.demo) for one in at_work]
    there = set(Person.objects.values_list("username", flat=True))
    found: dict[str, Account] = {}
    for login, name, mark in marked:
        if login in there and login not in found:
            role, _, about = mark.partition("：")
            found[login] = Account(login, name, role, about)
    return tuple(found.values())


def summary(played: Played) -> str:
    """What was played and how fast, how many cases stand where, and how many took each course."""
    rate = played.commands / played.seconds
    lines = [
        f"{played.since} 至 {played.until}：{played.cases} 个办件",
        f"{played.commands} 条命令，{played.errands} 件后台事务，{played.seconds:.1f} 秒，每秒 {rate:.0f} 条命令",
    ]
    for phase in Phase:
        count = queries.cases(OBSERVER, queries.Filters(phase=phase.value)).total
        lines.append(f"  {phase.label:　<10}{count:>5}")
    lines.append("办件走过的程序：")
    lines.extend(f"  {label:　<10}{count:>5}" for label, count in played.courses.items())
    lines.extend(f"  被拒绝：{one}" for one in played.refusals)
    return "\n".join(lines)
