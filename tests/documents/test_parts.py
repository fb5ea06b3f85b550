"""Every kind of document says what the law wants in it, and a template that leaves something out is noticed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from documents.reading import text
from documents.samples import OWN, sample
from onevisit.documents.parts import PARTS, Part, absent, missing
from onevisit.documents.rendering import FOLDER, TEMPLATES, Incomplete, render
from onevisit.documents.titles import TITLES
from onevisit.platform.typesetting import Press
from onevisit.rules.cases.papers import Paper

FIELDS = [
    (kind, part)
    for kind, parts in PARTS.items()
    for part in parts
    if part.always and part.key not in ("", "title")
]


def whole(kind: str, **changes: object) -> dict[str, object]:
    """The data with the title that is printed."""
    return sample(kind, **{"title": TITLES[kind], **changes})


def test_every_kind_has_a_title_a_template_its_parts_and_a_sample() -> None:
    files = {path.stem for path in FOLDER.glob("*.typ")} - {"layout"}
    assert PARTS.keys() == TITLES.keys() == OWN.keys() == files == set(Paper)
    assert set(TEMPLATES.values()) == {f"{kind}.typ" for kind in files}


@pytest.mark.parametrize("kind", PARTS)
def test_a_document_says_every_part_in_order(kind: str) -> None:
    assert absent(kind, whole(kind), text(render(f"{kind}/1", sample(kind)))) == ()


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        ("acceptance", {"by_silence": True}, "自收到申请材料之日起即为受理"),
        ("receipt", {"materials": [], "accept_by": ""}, "没有。"),
        ("transfer", {"materials": []}, "没有。"),
        (
            "interested",
            {"basis": ["《甲法》第一条", "", "《乙法》第二条"]},
            "根据《甲法》第一条、《乙法》第二条，",
        ),
        ("correction", {"ways": ["网上上传", "当面提交"]}, "（一）网上上传；（二）当面提交。"),
        ("grant", {"by_silence": True}, "第五十条第二款的规定，视为准予延续"),
        ("grant", {"title": "准予延续行政许可决定书"}, "准予延续行政许可决定书"),
        ("grant", {"hearing": "博市监听〔2026〕2号"}, "并根据听证笔录作出决定"),
        ("refusal", {"title": "不予行政确认决定书"}, "本机关决定不予行政确认。"),
        ("refusal", {"title": "关于某某的决定"}, "本机关决定不予批准。"),
        ("hearing-notice", {"is_public": False}, "听证依法不公开举行"),
        ("decline", {"barred_until": "2027-11-23"}, "2027年11月23日之前不得再次申请本事项"),
        ("decline", {"items": [["健康证明", "已到期", "重新提交"]]}, "健康证明已到期重新提交"),
        ("withdrawn", {"reason": ""}, "本机关自即日起终止办理"),
    ],
)
def test_the_other_form_of_a_document_says_every_part_too(
    kind: str, changes: dict[str, object], words: str
) -> None:
    printed = text(render(f"{kind}/1", sample(kind, **changes)))
    assert absent(kind, whole(kind, **changes), printed) == ()
    assert words in printed


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for damaged templates."""
    return tmp_path_factory.mktemp("templates")


@pytest.mark.parametrize("kind", PARTS)
def test_a_template_without_one_of_its_parts_is_noticed(kind: str, workshop: Path) -> None:
    unnoticed = []
    for number, part in enumerate(PARTS[kind]):
        press = Press(workshop, {f"{kind}/1": f"{kind}-{number}.typ"})
        _damage(workshop, kind, number, part)
        printed = text(render(f"{kind}/1", sample(kind), press=press))
        if part not in absent(kind, whole(kind), printed):
            unnoticed.append(part)
    assert not unnoticed


def _damage(workshop: Path, kind: str, number: int, part: Part) -> None:
    """Copy template and layout with the part's value, or its words, taken out of both."""
    sources = {name: (FOLDER / f"{name}.typ").read_text() for name in (kind, "layout")}
    nothing = "()" if isinstance(whole(kind).get(part.key), list) else '""'
    pattern = "|".join(map(re.escape, part.words)) if part.words else rf"\bdata\.{part.key}\b"
    damaged = {name: re.sub(pattern, "" if part.words else nothing, text) for name, text in sources.items()}
    assert damaged != sources, f"{part} is in no template as such"
    layout = f"{kind}-{number}-layout.typ"
    (workshop / layout).write_text(damaged["layout"])
    (workshop / f"{kind}-{number}.typ").write_text(damaged[kind].replace("layout.typ", layout))


@pytest.mark.parametrize(("kind", "part"), FIELDS, ids=[f"{kind}-{part.key}" for kind, part in FIELDS])
def test_without_the_data_for_a_part_nothing_is_printed(kind: str, part: Part) -> None:
    for empty in ("", [], "  ", [""]):
        data = sample(kind, **{part.key: empty})
        assert missing(kind, data) == (part,)
        with pytest.raises(Incomplete, match=f"{part.name}（{part.basis}）"):
            render(f"{kind}/1", data)
    gone = {key: value for key, value in sample(kind).items() if key != part.key}
    assert missing(kind, gone) == (part,)


def test_parts_in_another_order_are_noticed() -> None:
    data = whole("withdrawn")
    printed = text(render("withdrawn/1", data))
    day = "2026年11月23日"
    assert [part.key for part in absent("withdrawn", data, day + printed.replace(day, ""))] == ["day"]
