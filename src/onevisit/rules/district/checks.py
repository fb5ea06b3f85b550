"""Checks over a whole pack: what one file cannot know about the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping

from onevisit.rules.appointments.hours import read_hours
from onevisit.rules.bundles.checks import check_bundles
from onevisit.rules.coordination.disagreement import Issue
from onevisit.rules.district.definition import OrganKind, Role
from onevisit.rules.district.pack import Entry, Pack
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.identifiers import citizen, uscc
from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.provenance import Provenance
from onevisit.rules.matters.vocabulary import Channel, StageKind, WindowClass

TOWN = "town"
"""In a matter or stage: the town or subdistrict where the applicant applies, whichever it is."""


def check_pack(pack: Pack) -> tuple[Finding, ...]:
    """Every fault that only shows when the files are looked at together."""
    checks: tuple[Callable[[Pack], Iterator[Finding]], ...] = (
        _organs,
        _phones,
        _halls,
        _staff,
        _arbiters,
        _applicants,
        _licence_types,
        _matter_codes,
        _matter_references,
        _citations,
        _flagships,
        _words,
        _somebody_handles_it,
        _bundles,
    )
    return tuple(sorted(finding for check in checks for finding in check(pack)))


def check_references(pack: Pack) -> tuple[Finding, ...]:
    """What definitions refer to is there; the checks that need neither halls nor staff."""
    checks = (_organs, _licence_types, _matter_references, _citations)
    return tuple(sorted(finding for check in checks for finding in check(pack)))


def _at(pack: Pack, kind: str, key: str) -> str:
    return pack.places.get((kind, key), kind)


def _organs(pack: Pack) -> Iterator[Finding]:
    organs = {organ.key: organ for organ in pack.organs}
    divisions = {division.code for division in pack.divisions}
    codes: dict[str, str] = {}
    for organ in pack.organs:
        file = _at(pack, "organs", organ.key)
        try:
            uscc.check(organ.code)
        except BadIdentifier as bad:
            yield Finding(f"{organ.key}.code", "bad-code", str(bad), file=file)
        if organ.code in codes:
            message = f"统一社会信用代码与“{codes[organ.code]}”相同"
            yield Finding(f"{organ.key}.code", "duplicate-code", message, file=file)
        codes[organ.code] = organ.key
        if organ.parent and organ.parent not in organs:
            yield Finding(f"{organ.key}.parent", "unknown-organ", f"没有“{organ.parent}”这个部门", file=file)
        if organ.division not in divisions:
            yield Finding(f"{organ.key}.division", "unknown-division", f"没有区划{organ.division}", file=file)
        seen, above = [organ.key], organ.parent
        while above in organs and above not in seen:
            seen.append(above)
            above = organs[above].parent
        if above == organ.key:
            message = f"上级关系绕成了一圈：{' → '.join([*seen, organ.key])}"
            yield Finding(f"{organ.key}.parent", "organ-cycle", message, file=file)


def _phones(pack: Pack) -> Iterator[Finding]:
    """Whoever asks an organ does not complain to it: two numbers, both with the area's code in front."""
    if pack.district is None:
        return
    complaints, area = pack.district.complaint_phone, pack.district.phone_area
    handles = {entry.matter.organ for entry in pack.matters}
    numbers = [("complaint_phone", complaints, "district")]
    for organ in pack.organs:
        file = _at(pack, "organs", organ.key)
        if organ.phone or organ.key in handles:
            numbers.append((f"{organ.key}.phone", organ.phone, file))
        if organ.phone == complaints:
            message = "咨询电话和投诉电话相同"
            yield Finding(f"{organ.key}.phone", "phone", message, Severity.WARNING, file)
    for path, number, file in numbers:
        if not number.startswith(area):
            message = f"电话“{number}”没有带区号{area}" if number else "办理事项的部门没有写咨询电话"
            yield Finding(path, "phone", message, Severity.WARNING, file)


def _halls(pack: Pack) -> Iterator[Finding]:
    organs = {organ.key for organ in pack.organs}
    halls = {hall.key for hall in pack.halls}
    for hall in pack.halls:
        file = _at(pack, "halls", hall.key)
        if hall.organ not in organs:
            yield Finding(f"{hall.key}.organ", "unknown-organ", f"没有“{hall.organ}”这个部门", file=file)
        if hall.parent and hall.parent not in halls:
            yield Finding(f"{hall.key}.parent", "unknown-hall", f"没有“{hall.parent}”这个大厅", file=file)
        yield from (one.in_file(file) for one in read_hours(hall.hours, f"{hall.key}.hours").findings)
        numbers = [window.number for window in hall.windows]
        for number in {number for number in numbers if numbers.count(number) > 1}:
            yield Finding(f"{hall.key}.windows", "duplicate", f"窗口号{number}重复", file=file)
        if not any(window.hands_out for window in hall.windows):
            yield Finding(f"{hall.key}.windows", "no-handout", "没有出件窗口，结果无处领取", file=file)
    main = next((hall for hall in pack.halls if pack.district and hall.key == pack.district.hall), None)
    if main is None:
        yield Finding("hall", "unknown-hall", "district.yaml 里的大厅不在 halls.yaml 里", file="district")
        return
    for window_class in WindowClass:
        if not any(window_class in window.classes for window in main.windows):
            message = f"区大厅没有“{window_class}”综合窗口（意见五（三））"
            yield Finding(f"{main.key}.windows", "no-window", message, file=_at(pack, "halls", main.key))


def _staff(pack: Pack) -> Iterator[Finding]:
    organs = {organ.key for organ in pack.organs}
    windows = {hall.key: {window.number for window in hall.windows} for hall in pack.halls}
    for member in pack.staff:
        file = _at(pack, "staff", member.login)
        for number, post in enumerate(member.posts):
            path = f"{member.login}.posts[{number}]"
            if post.organ not in organs:
                yield Finding(f"{path}.organ", "unknown-organ", f"没有“{post.organ}”这个部门", file=file)
            if post.hall and post.hall not in windows:
                yield Finding(f"{path}.hall", "unknown-hall", f"没有“{post.hall}”这个大厅", file=file)
            elif post.window and post.window not in windows.get(post.hall, set()):
                yield Finding(f"{path}.window", "unknown-window", f"大厅里没有{post.window}号窗口", file=file)
            if post.role in (Role.CLERK, Role.HANDOUT, Role.AGENT) and not post.hall:
                yield Finding(f"{path}.hall", "missing", "窗口岗位要写明在哪个大厅", file=file)


def _arbiters(pack: Pack) -> Iterator[Finding]:
    """Whoever is to decide is there, in each kind of disagreement somebody, and nobody twice."""
    organs, named = {organ.key for organ in pack.organs}, {one.issue for one in pack.arbiters}
    for one in pack.arbiters:
        file = _at(pack, "arbiters", one.issue)
        if one.issue not in set(Issue):
            message = f"没有“{one.issue}”这种争议；可用：{'、'.join(Issue)}"
            yield Finding(f"{one.issue}.issue", "unknown-issue", message, file=file)
        for organ in one.organs:
            if organ not in organs:
                yield Finding(f"{one.issue}.organs", "unknown-organ", f"没有“{organ}”这个部门", file=file)
        if not one.organs or len(set(one.organs)) != len(one.organs):
            yield Finding(f"{one.issue}.organs", "duplicate", "协调人至少一个，同一个不能写两次", file=file)
    if pack.arbiters:
        for issue in set(Issue) - named:
            message = f"“{issue.label}”没有指定协调人（意见六（二））"
            yield Finding(issue.value, "no-arbiter", message, Severity.WARNING, "arbiters")


def _applicants(pack: Pack) -> Iterator[Finding]:
    logins = {applicant.login for applicant in pack.applicants}
    types = {licence_type.key for licence_type in pack.licence_types}
    for applicant in pack.applicants:
        file = _at(pack, "applicants", applicant.login)
        try:
            (uscc.check if applicant.legal else citizen.check)(applicant.identifier)
        except BadIdentifier as bad:
            yield Finding(f"{applicant.login}.identifier", "bad-identifier", str(bad), file=file)
        if applicant.legal and applicant.legal not in logins:
            yield Finding(
                f"{applicant.login}.legal", "unknown-person", f"没有“{applicant.legal}”这个人", file=file
            )
        for key in applicant.holds:
            if key not in types:
                yield Finding(
                    f"{applicant.login}.holds", "unknown-licence", f"没有证照类型“{key}”", file=file
                )
    for login in sorted(logins & {member.login for member in pack.staff}):
        yield Finding(
            login, "duplicate", "申请人与工作人员用了同一个登录名", file=_at(pack, "applicants", login)
        )


def _licence_types(pack: Pack) -> Iterator[Finding]:
    codes: dict[str, str] = {}
    for one in pack.licence_types:
        file = _at(pack, "licence_types", one.key)
        if len(one.code) != 21:
            message = f"证照类型代码应有21位，这里有{len(one.code)}位"
            yield Finding(f"{one.key}.code", "bad-code", message, file=file)
        if one.code in codes:
            yield Finding(f"{one.key}.code", "duplicate-code", f"代码与“{codes[one.code]}”相同", file=file)
        codes[one.code] = one.key


def _matter_codes(pack: Pack) -> Iterator[Finding]:
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in pack.matters:
        holders[entry.matter.codes.basic].append(entry)
    for code, entries in holders.items():
        for entry in entries[1:]:
            message = f"基本编码{code}与“{entries[0].matter.name}”（{entries[0].file}）相同"
            yield Finding("codes.basic", "duplicate-code", message, file=entry.file)


def _matter_references(pack: Pack) -> Iterator[Finding]:
    known = {
        "organ": {organ.key for organ in pack.organs},
        "licence": {one.key for one in pack.licence_types},
        "resource": {one.key for one in pack.resources},
        "life-event": {one.key for one in pack.life_events},
    }
    for entry in pack.matters:
        yield from (finding.in_file(entry.file) for finding in dangling(entry.matter, known))


UNKNOWN = {
    "organ": ("unknown-organ", "部门"),
    "licence": ("unknown-licence", "证照类型"),
    "resource": ("unknown-resource", "数据资源"),
    "life-event": ("unknown-life-event", "主题"),
}
"""What a definition refers to: the code of the finding where it is not there, and what people call it."""


def dangling(matter: Matter, known: Mapping[str, Container[str]]) -> Iterator[Finding]:
    """Every key that leads nowhere. `known` has the keys that there are; a kind that is not in it is not looked at."""
    for path, kind, key in _references(matter):
        code, name = UNKNOWN[kind]
        if kind in known and key not in known[kind] and (kind, key) != ("organ", TOWN):
            yield Finding(path, code, f"没有“{key}”这个{name}")


def _references(matter: Matter) -> Iterator[tuple[str, str, str]]:
    yield "organ", "organ", matter.organ
    for number, stage in enumerate(matter.stages):
        if stage.organ:
            yield f"stages[{number}].organ", "organ", stage.organ
    for number, result in enumerate(matter.results):
        if result.licence:
            yield f"results[{number}].licence", "licence", result.licence
    for number, requirement in enumerate(matter.requirements):
        for at, evidence in enumerate(requirement.evidence):
            path = f"requirements[{number}].evidence[{at}]"
            if evidence.licence:
                yield f"{path}.licence", "licence", evidence.licence
            if evidence.resource:
                yield f"{path}.resource", "resource", evidence.resource
    if matter.courses.concerns is not None:
        yield "courses.concerns.licence", "licence", matter.courses.concerns.licence
    for event in matter.life_events:
        yield "life_events", "life-event", event


def _citations(pack: Pack) -> Iterator[Finding]:
    laws = {law.name: law.articles for law in pack.laws}
    for entry in pack.matters:
        yield from (one.in_file(entry.file) for one in miscited(entry.data, entry.provenance, laws))


def miscited(
    data: Mapping[str, object], provenance: Provenance, laws: Mapping[str, int]
) -> Iterator[Finding]:
    """Articles that a definition cites and that do not exist. `laws`: short name → number of articles."""
    for path in provenance.articles:
        node = _node(data, path)
        name, article = str(node.get("law")), str(node.get("article")).split("-")[0]
        if name not in laws:
            yield Finding(f"{path}.law", "unknown-law", f"法律登记表（laws）里没有“{name}”")
        elif article.isdigit() and not 1 <= int(article) <= laws[name]:
            message = f"《{name}》只有{laws[name]}条，没有第{article}条"
            yield Finding(f"{path}.article", "unknown-article", message)


def _node(data: Mapping[str, object], path: str) -> Mapping[str, object]:
    node: object = data
    for part in path.replace("[", ".[").split("."):
        if part.startswith("[") and isinstance(node, list):
            node = node[int(part[1:-1])]
        elif part and isinstance(node, Mapping):
            node = node[part]
    return node if isinstance(node, Mapping) else {}


_MAY_ASSUME = ("limits.promised", "name", "codes.local")


def _flagships(pack: Pack) -> Iterator[Finding]:
    for entry in pack.matters:
        if not entry.matter.flagship:
            continue
        for path, _ in entry.provenance.assumed:
            allowed = (
                path.startswith(_MAY_ASSUME)
                or path.endswith((".name", ".limit", ".hours"))
                or (path.startswith("courses.special") and path.endswith(".days"))
            )
            if not allowed:
                message = "旗舰事项只有名称、时间和承诺天数可以是待确认的"
                yield Finding(path or "(整个文件)", "flagship-assumes", message, file=entry.file)


def _words(pack: Pack) -> Iterator[Finding]:
    keys = {entry.matter.key for entry in pack.matters}
    for word, targets in pack.words.items():
        for target in targets:
            if target not in keys:
                yield Finding(word, "unknown-matter", f"“{word}”指向不存在的事项“{target}”", file="words")
    for event in pack.life_events:
        if not any(event.key in entry.matter.life_events for entry in pack.matters):
            message = "还没有一个事项属于这个主题，页面会是空的"
            file = _at(pack, "life_events", event.key)
            yield Finding(event.key, "empty-theme", message, Severity.WARNING, file)


def _bundles(pack: Pack) -> Iterator[Finding]:
    matters = {entry.matter.key: entry.matter for entry in pack.matters}
    laws = {law.name: law.articles for law in pack.laws}
    yield from check_bundles(pack.bundles, matters, {one.key for one in pack.life_events})
    for entry in pack.bundles:
        yield from (one.in_file(entry.file) for one in miscited(entry.data, entry.provenance, laws))


def _somebody_handles_it(pack: Pack) -> Iterator[Finding]:
    holders = {(post.organ, post.role) for member in pack.staff for post in member.posts}
    towns = [o.key for o in pack.organs if o.kind in (OrganKind.TOWN, OrganKind.SUBDISTRICT, OrganKind.ZONE)]
    for entry in pack.matters:
        for organ, role, path in _needs(entry.matter):
            for key in towns if organ == TOWN else [organ]:
                if (key, role) not in holders:
                    message = f"“{key}”没有{role.label}，这个环节无人办理"
                    yield Finding(path, "nobody", message, file=entry.file)
        if not entry.matter.channels or entry.matter.channels == (Channel.VILLAGE,):
            yield Finding("channels", "only-village", "只有村（社区）一个入口", Severity.WARNING, entry.file)


def _needs(matter: Matter) -> Iterator[tuple[str, Role, str]]:
    for number, stage in enumerate(matter.stages):
        if stage.kind in (StageKind.FIRST_REVIEW, StageKind.REVIEW, StageKind.SURVEY):
            yield stage.organ, Role.REVIEWER, f"stages[{number}]"
        elif stage.kind is StageKind.DECIDE:
            yield stage.organ or matter.organ, Role.CHIEF, f"stages[{number}]"
