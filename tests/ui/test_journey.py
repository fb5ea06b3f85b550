import re
from types import SimpleNamespace

from onevisit.platform.ui.values import JourneyStep, Place
from ui.kit import Page, render, texts

STEPS = (
    JourneyStep(Place.HOME, "网上预审"),
    JourneyStep(Place.HALL, "到窗口签字", "带身份证", visit=True),
    JourneyStep(Place.ORGANS, "三个部门同时审查"),
    JourneyStep(Place.HOME, "快递送到家"),
)


def test_the_number_of_visits_and_every_step_are_said() -> None:
    said = texts(render("{% journey steps 1 from_nothing=3 %}", steps=STEPS))
    assert "您要跑 1 次" in said
    assert "共 3 次" in said
    assert all(step.text in said and step.note in said for step in STEPS)
    assert said.count("跑1次") == 1


def test_the_same_number_from_nothing_is_said_as_such() -> None:
    assert "也是 1 次" in texts(render("{% journey steps 1 from_nothing=1 %}", steps=STEPS))


def test_without_the_trips_for_materials_nothing_is_said_of_them() -> None:
    assert "从零开始" not in texts(render("{% journey steps 0 %}", steps=STEPS))


def test_the_line_goes_through_every_step_on_its_track() -> None:
    path = Page(render("{% journey steps 1 %}", steps=STEPS)).all("path")[0]["d"]
    numbers = [float(word) for word in re.findall(r"[\d.]+", path)]
    ends = [(numbers[0], numbers[1])] + [(numbers[i + 4], numbers[i + 5]) for i in range(2, len(numbers), 6)]
    assert ends == [(0.5, 0.5), (1.5, 1.5), (2.5, 2.5), (3.5, 0.5)]


def test_a_long_way_and_large_type_are_lists() -> None:
    def is_map(steps: tuple[JourneyStep, ...], **values: object) -> bool:
        return "is-map" in render("{% journey steps 1 %}", steps=steps, **values)

    assert is_map(STEPS)
    assert not is_map(STEPS * 3)
    assert not is_map(STEPS, shell=SimpleNamespace(elder=True))


def test_no_step_at_all_is_no_fault() -> None:
    assert "您要跑 0 次" in texts(render("{% journey steps 0 %}", steps=()))
