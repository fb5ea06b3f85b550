from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from onevisit.platform import clock
from onevisit.platform.ui import icons, text
from onevisit.rules.cases.phases import Phase
from ui.kit import Page, render, texts

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)  # 09:05 in the district


def test_an_icon_is_decoration_unless_it_says_what_it_means() -> None:
    assert Page(render('{% icon "search" %}')).all("svg")[0]["aria-hidden"] == "true"
    spoken = Page(render('{% icon "x" "去掉" %}')).all("svg")[0]
    assert (spoken["role"], spoken["aria-label"]) == ("img", "去掉")
    assert Page(render('{% icon "search" %}')).all("use")[0]["href"].endswith("icons/sprite.svg#search")


def test_an_icon_that_the_sprite_lacks_is_reported_and_replaced() -> None:
    with pytest.warns(UserWarning, match="no-such-icon"):
        html = render('{% icon "no-such-icon" %}')
    assert html.count(f"#{icons.UNKNOWN}") == 1
    assert icons.UNKNOWN in icons.names()


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_a_badge_with_words_and_a_sign(phase: Phase) -> None:
    html = render("{% phase value %}", value=phase.value)
    assert texts(html) == phase.label
    assert Page(html).all("use")


def test_a_tone_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="rosa"):
        render('{% badge "词" "rosa" %}')


def test_a_source_says_where_from_once() -> None:
    assert (
        texts(render('{% source_tag "电子证照" %}'))
        == texts(render('{% source_tag "来自电子证照" %}'))
        == "来自电子证照"
    )


def test_a_qr_code_is_a_picture_with_a_name_and_no_style() -> None:
    page = Page(render('{% qr "http://127.0.0.1:8000/verify/A" "验证这份许可证" %}'))
    assert page.all("figure")[0]["aria-label"] == "二维码：验证这份许可证"
    assert page.all("path")
    assert not any("style" in attributes for _, attributes in page.elements)


def test_a_number_can_be_copied_where_scripts_run() -> None:
    page = Page(render('{% copyable "370304-1" "办件编号" %}'))
    button = page.all("button")[0]
    assert button["data-copy"] == "370304-1"
    assert "hidden" in button
    assert "复制办件编号" in page.text


def test_the_key_of_a_form_is_new_with_each_page() -> None:
    keys = {Page(render("{% once %}")).all("input")[0]["value"] for _ in range(3)}
    assert len(keys) == 3


def test_days_and_hours_are_the_districts() -> None:
    late = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert text.full_day(late) == "2026年11月23日 星期一"
    assert text.moment(NOW) == "2026年11月23日 09:05"
    assert render("{{ at|hour }}", at=NOW) == "09:05"


def test_a_short_day_names_the_year_only_if_it_is_another() -> None:
    with clock.at(NOW):
        assert text.short_day(date(2026, 12, 8)) == "12月8日"
        assert text.short_day(date(2027, 1, 8)) == "2027年1月8日"


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "0元"), (1280, "1,280元"), (Decimal("1280.5"), "1,280.50元"), (Decimal("10.00"), "10元")],
)
def test_money(amount: Decimal | int, said: str) -> None:
    assert text.money(amount) == said


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800005678", "138****5678"),
        ("370304195503120013", "3703**********0013"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_persons_number_is_masked(number: str, shown: str) -> None:
    assert text.masked(number) == shown
