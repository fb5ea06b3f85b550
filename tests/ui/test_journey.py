import re
from types import SimpleNamespace

import pytest

from onevisit.platform.ui.itinerary import picture_of
from onevisit.platform.ui.values import JourneyStep, Place
from onevisit.rules.journeys import PlaceKind, Step
from ui.kit import Page, render, texts

STEPS = (
    JourneyStep(Place.HOME, "网上预审", day=1),
    JourneyStep(Place.HALL, "到窗口签字", ("带身份证",), visit=1, day=1, where="区政务服务中心"),
    JourneyStep(Place.ORGANS, "三个部门同时审查", day=1),
    JourneyStep(Place.HOME, "快递送到家", day=9),
)


def test_the_number_of_visits_and_every_step_are_said() -> None:
    said = texts(render("{% journey steps 1 %}", steps=STEPS))
    assert "您要跑 1 次" in said
    for step in STEPS:
        assert all(words in said for words in (step.text, step.where, *step.details))
    assert said.count("第1次跑") == 1


def test_the_number_may_stand_elsewhere() -> None:
    assert "您要跑" not in texts(render("{% journey steps %}", steps=STEPS))


def test_each_day_is_said_once_and_a_day_that_others_fix_every_time() -> None:
    said = texts(render("{% journey steps %}", steps=STEPS))
    assert (said.count("第1天"), said.count("第9天")) == (1, 1)
    fixed = [JourneyStep(Place.HALL, "考试", visit=at, day=2, earliest=True) for at in (1, 2)]
    assert texts(render("{% journey steps %}", steps=fixed)).count("最早第2天") == 2


def test_every_visit_is_numbered_and_a_later_step_of_one_is_no_other() -> None:
    steps = [
        JourneyStep(Place.HALL, "交材料", visit=1),
        JourneyStep(Place.HALL, "再盖个章", visit=1, begins=False),
        JourneyStep(Place.HALL, "领证", visit=2, why="要等“审查、决定”完成", laws=("《民法典》第一条",)),
    ]
    said = texts(render("{% journey steps %}", steps=steps))
    assert [said.count(f"第{number}次跑") for number in (1, 2, 3)] == [1, 1, 0]
    assert "还是第1次" in said
    assert "为什么要再来：要等“审查、决定”完成" in said.replace(" ", "")
    assert "《民法典》第一条" in said


def test_an_errand_is_marked_as_no_visit() -> None:
    said = texts(render("{% journey steps %}", steps=[JourneyStep(Place.ERRAND, "找房东办租房合同", day=1)]))
    assert "自己跑" in said
    assert "不算到政府跑动" in said
    assert "次跑" not in said


def test_what_is_got_first_is_named_once_and_so_is_the_way_back() -> None:
    steps = [
        JourneyStep(Place.HOME, "填表", of="收养登记"),
        JourneyStep(Place.HOME, "再填表", of="收养登记"),
        JourneyStep(Place.HOME, "提交"),
    ]
    said = texts(render("{% journey steps %}", steps=steps))
    assert said.count("先办“收养登记”") == 1
    assert said.count("办这件事") == 1


def test_who_comes_and_what_is_brought_stands_with_the_visit() -> None:
    steps = [JourneyStep(Place.HALL, "到现场", visit=1, persons=("男方", "女方"), carried=("户口簿",))]
    for tag in ("journey", "journey_table"):
        said = texts(render(f"{{% {tag} steps %}}", steps=steps)).replace(" ", "")
        assert "要一起来的人：男方、女方" in said
        assert "带上：户口簿" in said


def test_on_paper_it_is_a_table_with_every_step() -> None:
    page = Page(render("{% journey_table steps %}", steps=STEPS))
    assert len(page.all("tr")) == 1 + len(STEPS)
    assert all(step.text in page.text for step in STEPS)


def test_the_line_goes_through_every_step_on_its_track() -> None:
    path = Page(render("{% journey steps %}", steps=STEPS)).all("path")[0]["d"]
    numbers = [float(word) for word in re.findall(r"[\d.]+", path)]
    ends = [(numbers[0], numbers[1])] + [(numbers[i + 4], numbers[i + 5]) for i in range(2, len(numbers), 6)]
    assert ends == [(0.5, 0.5), (1.5, 1.5), (2.5, 2.5), (3.5, 0.5)]


def test_downwards_each_step_leads_to_the_lane_of_the_next() -> None:
    paths = [one["d"] for one in Page(render("{% journey steps %}", steps=STEPS)).all("path")[1:]]
    ends = [(path[1:4], path.rsplit(" ", 2)[1]) for path in paths]
    assert ends == [("0.5", "1.5"), ("1.5", "2.5"), ("2.5", "0.5")]


@pytest.mark.parametrize(
    ("steps", "across"),
    [(STEPS, True), (STEPS * 3, False), ((*STEPS, JourneyStep(Place.HOME, "长" * 60)), False)],
)
def test_a_long_way_and_many_words_are_drawn_downwards(steps: tuple[JourneyStep, ...], across: bool) -> None:
    assert ("is-map" in render("{% journey steps %}", steps=steps)) is across
    assert "is-map" not in render("{% journey steps %}", steps=steps, shell=SimpleNamespace(elder=True))


def test_no_step_at_all_is_no_fault() -> None:
    assert "您要跑 0 次" in texts(render("{% journey steps 0 %}", steps=()))


def test_computed_steps_become_the_picture() -> None:
    steps = (
        Step(PlaceKind.ERRAND, "找房东", day=0),
        Step(PlaceKind.COUNTER, "到现场提交", ("交“合同”", "提交申请。"), 1, 2, "大厅", carried=("合同",)),
        Step(PlaceKind.ORGANS, "受理", day=2),
        Step(PlaceKind.COUNTER, "到现场", (), 1, 2, "大厅"),
        Step(PlaceKind.COUNTER, "到现场领取", (), 2, 9, "大厅", why="要等"),
    )
    found = picture_of(steps)
    assert [one.place for one in found] == [Place.ERRAND, Place.HALL, Place.ORGANS, Place.HALL, Place.HALL]
    assert [one.day for one in found] == [1, 3, 3, 3, 10]
    assert [(one.visit, one.begins) for one in found if one.visit] == [(1, True), (1, False), (2, True)]
    assert found[1].details == ("提交申请",), "what is carried is not told again as handed over"
    (made,) = picture_of([Step(PlaceKind.HOME, "在网上办", ("准备“图纸”", "上传“图纸”", "准备“别的”"))])
    assert made.details == ("上传“图纸”", "准备“别的”")
