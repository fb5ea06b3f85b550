"""The whole catalogue written out, read into an empty database, and written out again: the same bytes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from onevisit import cli
from onevisit.catalogue import export, read_in, rows, shelf, versions
from onevisit.catalogue.models import Batch, Law, LicenceType, LifeEvent, MatterVersion, Resource, Word
from onevisit.catalogue.pack import BadPack
from onevisit.catalogue.queries import browse, guide
from onevisit.catalogue.yaml_text import read_yaml, write_yaml
from onevisit.platform.organs.models import Organ
from onevisit.rules.findings import Severity
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing.gate import Trips
from onevisit.rules.publishing.states import State
from operations.houses import House, Houses

FIRST = date(2025, 1, 1)
THEN = date(2026, 3, 1)
TODAY = date(2026, 11, 23)

AWKWARD = (
    "007", "yes", "null", "12:30", "2026-10-01", "- a: b", "# 不是注释", "{花括号}", "“引号”和\"引号\"和'引号'",
    "第一行\n第二行：x: y\n\n第四行", "𠮷野家 👪", "a\\b", "=1+1", "&锚 *引用 !标签 |竖 >大于 %百分 @艾特 `反引", "~",
)  # fmt: skip


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def lived(houses: Houses) -> Iterator[House]:
    """A catalogue with a past: a second version full of awkward texts, a matter that was withdrawn, a draft."""
    house = houses.furnished()
    with house.entered():
        _forget()
        batch = Batch.objects.create(number=2, title="第二批: “yes”", published_on=THEN)
        _next("id-card", batch, questions=[{"ask": one, "answer": one} for one in AWKWARD])
        _next("passport", batch, conditions=list(AWKWARD), summary="一\n二")
        MatterVersion.objects.filter(matter="marriage").update(
            state=State.WITHDRAWN.value, valid_to=THEN - timedelta(days=1)
        )
        Word.objects.create(word="yes", matter="marriage")
        Word.objects.create(word="=1+1", matter="id-card")
        Resource.objects.create(key="awkward", name="007", holder="police", says="多行\n说明: x")
        yield house
        _forget()


def _forget() -> None:
    shelf.forget()
    versions.forget()


def _next(key: str, batch: Batch, **changes: object) -> None:
    former = MatterVersion.objects.get(matter=key, valid_to=None)
    data = json.loads(former.definition) | changes
    parsed = parse_matter(data)
    assert parsed.matter, parsed.findings
    former.valid_to = THEN - timedelta(days=1)
    former.save(update_fields=["valid_to"])
    row = MatterVersion(matter=key, number=2, state=State.PUBLISHED.value, batch=batch, valid_from=THEN)
    rows.fill(row, rows.written(data), parsed.matter, parsed.provenance)
    row.visits_low, row.visits_high = 1, None
    row.save()


@pytest.fixture(scope="module")
def bare(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    """A database with tables and nothing in them; whoever fails to read a folder in leaves it so."""
    made = Houses(tmp_path_factory.mktemp("bare"))
    with django_db_blocker.unblock():
        house = made.empty()
        with house.entered():
            call_command("migrate", verbosity=0)
    yield house
    with django_db_blocker.unblock():
        made.demolish()


@pytest.mark.parametrize("on", [None, THEN])
def test_out_in_and_out_again_gives_the_same_bytes(
    lived: House, bare: House, houses: Houses, tmp_path: Path, on: date | None
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    written = export.export(one, on)
    cards = browse(on or TODAY)
    said = guide("id-card", on or TODAY)
    other = houses.like(bare.name)
    with other.entered():
        _forget()
        found = read_in.read_in(one)
        assert (found.matters, found.versions, found.batches) == (
            written.matters,
            written.versions,
            written.batches,
        )
        assert export.export(two, on) == written
        assert browse(on or TODAY) == cards
        again = guide("id-card", on or TODAY)
        assert (again.matter, again.version, again.since, again.batch) == (
            said.matter,
            said.version,
            said.since,
            said.batch,
        )
    _forget()
    assert bytes_of(one) == bytes_of(two)
    assert bytes_of(one)


def test_nothing_is_lost_between_two_databases(
    lived: House, bare: House, houses: Houses, tmp_path: Path
) -> None:
    """Column by column: what a version says does not depend on where it was read."""

    def everything() -> dict[str, list[tuple[object, ...]]]:
        kinds = (Law, LicenceType, Resource, LifeEvent, Organ)
        found = {one.__name__: sorted(map(repr, one.objects.values_list())) for one in kinds}
        names = [
            one.name
            for one in MatterVersion._meta.concrete_fields
            if one.name not in ("id", "batch", "saved_at")
        ]
        found["versions"] = sorted(map(repr, MatterVersion.objects.values_list(*names, "batch__number")))
        found["batches"] = sorted(
            map(repr, Batch.objects.values_list("number", "title", "published_on", "kind"))
        )
        found["words"] = sorted(map(repr, Word.objects.values_list("word", "matter")))
        return found

    before = everything()
    export.export(tmp_path / "one")
    other = houses.like(bare.name)
    with other.entered():
        read_in.read_in(tmp_path / "one")
        assert everything() == before


@pytest.fixture(scope="module")
def written(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Path:
    """The district of the tests, written out once."""
    folder = tmp_path_factory.mktemp("written") / "catalogue"
    with django_db_blocker.unblock():
        export.export(folder)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy to spoil, with two matters: enough, and read in no time."""
    made = Path(shutil.copytree(written, tmp_path / "folder"))
    for path in (made / "versions").iterdir():
        if path.name.removesuffix(".yaml") not in ("passport", "id-card"):
            path.unlink() if path.is_file() else shutil.rmtree(path)
    return made


def _change(path: Path, **changes: object) -> None:
    data, _ = read_yaml(path.read_text("utf-8"), path.name)
    (data[0] if isinstance(data, list) else data).update(changes)
    path.write_text(write_yaml(data), "utf-8")


def _text(folder: Path, text: str) -> None:
    """Put another text in the place of the passport's, with its hash."""
    (folder / "versions/passport/1.yaml").write_text(text, "utf-8")
    data, findings = read_yaml(text, "")
    if not findings:
        _change(folder / "versions/passport.yaml", sha256=rows.digest(rows.written(data)))


def _definition(folder: Path, **changes: object) -> None:
    data, _ = read_yaml((folder / "versions/passport/1.yaml").read_text("utf-8"), "")
    _text(folder, write_yaml(data | changes))


PASSPORT = "versions/passport.yaml"
TEXT = "versions/passport/1.yaml"
BAD = {
    "no head": (lambda at: (at / "catalogue.yaml").unlink(), "catalogue.yaml", "用 onevisit load"),
    "another format": (lambda at: _change(at / "catalogue.yaml", format=2), "catalogue.yaml", "格式是第2号"),
    "a register that is missing": (lambda at: (at / "laws.yaml").unlink(), "laws.yaml", "应有这个文件"),
    "a register that is no list": (lambda at: (at / "laws.yaml").write_text("a: b"), "laws.yaml", "列表"),
    "words that are none": (lambda at: (at / "words.yaml").write_text("- a"), "words.yaml", "说法"),
    "a word without matters": (lambda at: (at / "words.yaml").write_text("说法: 护照"), "words.yaml", "应写成"),
    "a word that is too long": (
        lambda at: (at / "words.yaml").write_text(write_yaml({"长" * 41: ["passport"]}), "utf-8"),
        "words.yaml",
        "40",
    ),
    "a word that is hidden": (
        lambda at: (at / "words.yaml").write_text(write_yaml({"a\0b": ["passport"]}), "utf-8"),
        "words.yaml",
        "控制字符",
    ),
    "an unknown column": (lambda at: _change(at / PASSPORT, colour="red"), PASSPORT, "不认识的键“colour”"),
    "a wrong day": (lambda at: _change(at / PASSPORT, since="2026-02-30"), PASSPORT, "不是日期"),
    "an end before the beginning": (lambda at: _change(at / PASSPORT, until="2000-01-01"), PASSPORT, "施行以前"),
    "withdrawn for ever": (lambda at: _change(at / PASSPORT, withdrawn=True), PASSPORT, "最后有效的一天"),
    "a batch that is not there": (lambda at: _change(at / PASSPORT, batch=7), PASSPORT, "第7批"),
    "typed instead of computed": (
        lambda at: _change(at / PASSPORT, one_visit=True, visits_low=2, visits_high=2),
        PASSPORT,
        "不能按“最多跑一次”",
    ),
    "visits without a lower end": (
        lambda at: _change(at / PASSPORT, one_visit=False, visits_low=None, visits_high=2),
        PASSPORT,
        "下界",
    ),
    "a number out of range": (lambda at: _change(at / PASSPORT, number=10**30), PASSPORT, "没有第"),
    "two versions in force": (
        lambda at: (at / PASSPORT).write_text((at / PASSPORT).read_text("utf-8") * 2, "utf-8"),
        PASSPORT,
        "以前失效",
    ),
    "a text that is missing": (lambda at: (at / TEXT).unlink(), PASSPORT, "没有第1版的内容"),
    "a text that was changed": (
        lambda at: (at / TEXT).write_text((at / TEXT).read_text("utf-8").replace("护照", "通行证"), "utf-8"),
        TEXT,
        "与公布时的摘要不符",
    ),
    "a text that is none": (lambda at: _text(at, "key: passport\n"), TEXT, "缺少“name”"),
    "a text of another matter": (lambda at: _definition(at, key="visa"), TEXT, "应是事项“passport”"),
    "an organ that is not there": (lambda at: _definition(at, organ="moon"), TEXT, "没有“moon”这个部门"),
    "a life event that is not there": (lambda at: _definition(at, life_events=["moon"]), TEXT, "主题"),
    "a law that is not there": (
        lambda at: _definition(at, basis=[{"law": "月球法", "article": "1", "says": "登月"}]),
        TEXT,
        "没有“月球法”",
    ),
    "a name that is too long": (lambda at: _definition(at, name="长" * 101), TEXT, "100"),
    "a day instead of a text": (
        lambda at: (at / TEXT).write_text((at / TEXT).read_text("utf-8") + "source: 2026-10-01\n", "utf-8"),
        TEXT,
        "日期请加引号",
    ),
    "an anchor": (lambda at: (at / TEXT).write_text("a: &a [*a]"), TEXT, "不能用锚点"),
    "a bomb": (lambda at: (at / TEXT).write_text("[" * 100_000), TEXT, "嵌套超过"),
    "no UTF-8": (lambda at: (at / TEXT).write_bytes("key: 护照".encode("gbk")), TEXT, "不是 UTF-8"),
    "too much": (lambda at: (at / TEXT).write_text("a: " + "x" * 1_000_001), TEXT, "超过1 MB"),
    "what leads elsewhere": (lambda at: _link(at / TEXT, "/etc/hostname"), TEXT, "普通文件"),
    "what has no end": (lambda at: _link(at / TEXT, "/dev/zero"), TEXT, "普通文件"),
    "a file too many": (lambda at: (at / "versions/extra.txt.yaml").write_text("[]"), "versions/extra.txt.yaml", "键"),
    "a text too many": (
        lambda at: (at / "versions/passport/9.yaml").write_text("a: b"),
        "versions/passport/9.yaml",
        "没有哪个版本",
    ),
    "a code that is none": (lambda at: _change(at / "organs.yaml", code="1"), "organs.yaml", "统一社会信用代码"),
    "a division that is not there": (lambda at: _change(at / "organs.yaml", division="999999"), "organs.yaml", "区划"),
    "a licence type twice": (
        lambda at: (at / "licence_types.yaml").write_text((at / "licence_types.yaml").read_text("utf-8") * 2, "utf-8"),
        "licence_types.yaml",
        "写了两次",
    ),
}  # fmt: skip


def _link(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


@pytest.mark.parametrize("name", BAD)
def test_a_spoilt_folder_is_named_by_file_and_nothing_is_written(
    folder: Path, bare: House, name: str, django_db_blocker: DjangoDbBlocker
) -> None:
    spoil, file, says = BAD[name]
    spoil(folder)
    with django_db_blocker.unblock(), bare.entered():
        with pytest.raises(BadPack) as bad:
            read_in.read_in(folder)
        for kind in (MatterVersion, Batch, Law, LicenceType, Resource, LifeEvent, Word, Organ):
            assert not kind.objects.exists()
    errors = [one for one in bad.value.findings if one.severity is Severity.ERROR]
    assert any(one.file == file and says in one.message for one in errors), errors[:5]


def test_a_claim_of_one_visit_is_computed_anew(
    folder: Path, bare: House, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    """The folder says that one visit is enough; the definition says two."""
    monkeypatch.setattr(read_in, "trips", lambda matter, catalogue: Trips(2, 2))
    _change(folder / PASSPORT, one_visit=True, visits_low=1, visits_high=1)
    with django_db_blocker.unblock(), bare.entered(), pytest.raises(BadPack) as bad:
        read_in.read_in(folder)
    assert any(one.file == PASSPORT and "算出来要跑2次" in one.message for one in bad.value.findings)


def test_what_ended_may_break_rules_of_today(folder: Path, bare: House, houses: Houses) -> None:
    """An article that the law has no longer, a check that came later: the version was lawful in its time."""
    _definition(folder, basis=[{"law": "护照法", "article": "999", "says": "曾经有过"}])
    _change(folder / PASSPORT, until="2025-12-31", withdrawn=True)
    house = houses.like(bare.name)
    with house.entered():
        _forget()
        found = read_in.read_in(folder)
        assert [one.code for one in found.warnings if one.file == TEXT] == ["unknown-article"]
        assert "passport" not in {card.key for card in browse(TODAY)}
        assert "passport" in {card.key for card in browse(FIRST)}
    _forget()


def test_the_commands_say_what_they_did(
    bare: House, houses: Houses, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    with houses.furnished().entered():
        assert cli.main(["catalogue", "export", str(folder)]) == 0
        assert re.search(r"写出 (\d+) 个事项的 \1 个版本、1 个批次", capsys.readouterr().out)
        assert cli.main(["catalogue", "export", str(folder)]) == 1
        assert "不是空文件夹" in capsys.readouterr().err
        assert cli.main(["catalogue", "export", str(tmp_path / "later"), "--on", "9999-01-01"]) == 2
        assert "还没有到" in capsys.readouterr().err
        assert cli.main(["catalogue", "export", str(folder / "laws.yaml")]) == 1
        assert "写不了" in capsys.readouterr().err
        assert cli.main(["catalogue", "import", str(folder)]) == 1
        assert "只能读进空的数据库" in capsys.readouterr().err
        assert cli.main(["catalogue", "import", str(folder), "--on", "2026-01-01"]) == 2
    with houses.like(bare.name).entered():
        _forget()
        assert cli.main(["catalogue", "import", str(tmp_path / "nothing")]) == 1
        assert "什么都没有读入" in capsys.readouterr().out
        assert cli.main(["catalogue", "import", str(folder)]) == 0
        assert re.search(r"读入 (\d+) 个事项的 \1 个版本、1 个批次", capsys.readouterr().out)
    _forget()


def test_writing_out_takes_as_many_statements_however_much_there_is(
    django_db_setup: None, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), CaptureQueriesContext(connection) as captured:
        export.export(tmp_path / "out")
    assert len(captured.captured_queries) == 10
