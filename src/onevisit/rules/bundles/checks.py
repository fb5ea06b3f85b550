"""What is wrong with a bundle: what it refers to has to be there, and it has to be possible as one thing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from onevisit.rules.bundles.alike import check_alike
from onevisit.rules.bundles.composite import Composite, compose
from onevisit.rules.bundles.definition import Bundle, Kind, Part
from onevisit.rules.bundles.parse import Entry
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.matters.conditions import uses
from onevisit.rules.matters.definition import Field, Matter, Requirement, Situation


def check_bundles(
    entries: Sequence[Entry], matters: Mapping[str, Matter], life_events: Container[str]
) -> Iterator[Finding]:
    """Every fault of these bundles among these matters."""
    for entry in entries:
        for finding in _check(entry.bundle, matters, life_events):
            yield finding.in_file(entry.file)


def _check(bundle: Bundle, matters: Mapping[str, Matter], life_events: Container[str]) -> Iterator[Finding]:
    questions = {one.key: one for one in bundle.questions}
    for number, part in enumerate(bundle.parts):
        yield from _conditions(f"parts[{number}].when", part, questions)
        if part.matter not in matters:
            yield Finding(f"parts[{number}].matter", "bundle-unknown", f"没有“{part.matter}”这个事项")
        else:
            yield from _known(f"parts[{number}].known", part, matters[part.matter])
    yield from _same(bundle, matters)
    for event in bundle.life_events:
        if event not in life_events:
            yield Finding("life_events", "unknown-life-event", f"没有“{event}”这个主题")
    if any(part.matter not in matters for part in bundle.parts):
        return
    try:
        composite = compose(bundle, {part.matter: (matters[part.matter], 1) for part in bundle.parts})
    except CannotJoin as refused:
        yield Finding("parts", "bundle-apart", refused.sentence)
        return
    yield from _possible(composite)
    yield from check_alike(composite)


def _conditions(path: str, part: Part, questions: Mapping[str, Situation]) -> Iterator[Finding]:
    for key, option in uses(part.when):
        if key not in questions:
            yield Finding(path, "bundle-unknown", f"条件里的“{key}”不是这件事自己的问题")
        elif option not in questions[key].options:
            yield Finding(path, "bundle-unknown", f"问题“{questions[key].ask}”没有“{option}”这个选项")


def _known(path: str, part: Part, matter: Matter) -> Iterator[Finding]:
    for key, option in part.known.items():
        asked = next((one for one in matter.situations if one.key == key), None)
        if asked is None:
            yield Finding(f"{path}.{key}", "bundle-unknown", f"“{matter.name}”没有“{key}”这个问题")
        elif option not in asked.options:
            yield Finding(f"{path}.{key}", "bundle-unknown", f"“{asked.ask}”没有“{option}”这个选项")


def _same(bundle: Bundle, matters: Mapping[str, Matter]) -> Iterator[Finding]:
    parts = {part.matter for part in bundle.parts}
    for number, same in enumerate(bundle.same):
        path = f"same[{number}].of"
        for ref in same.of:
            matter, _, key = ref.partition(".")
            if matter not in parts or matter not in matters:
                yield Finding(path, "bundle-unknown", f"“{matter}”不是这件事里的事项")
            elif key not in {one.key for one in _things(matters[matter], same.kind)}:
                yield Finding(path, "bundle-unknown", f"“{matters[matter].name}”里没有“{key}”")


def _things(matter: Matter, kind: Kind) -> Sequence[Requirement] | Sequence[Field] | Sequence[Situation]:
    if kind is Kind.REQUIREMENT:
        return matter.requirements
    return matter.fields if kind is Kind.FIELD else matter.situations


def _possible(composite: Composite) -> Iterator[Finding]:
    """What was declared to be one and could not be made one; questions that nobody can answer otherwise."""
    grouped = [
        {str(ref) for ref in group.refs}
        for groups in (composite.requirements, composite.fields, composite.questions)
        for group in groups
    ]
    for number, same in enumerate(composite.bundle.same):
        present = {one.matter for one in composite.bundle.parts}
        wanted = {ref for ref in same.of if ref.partition(".")[0] in present}
        if not any(wanted <= group for group in grouped):
            message = f"“{same.name}”写明是同一样，但没有共同的证明方式、选项或类型，合不到一起"
            yield Finding(f"same[{number}]", "bundle-apart-things", message, Severity.WARNING)
