"""Whatever people typed comes out of every component as text, never as an element, an attribute or an address."""

from datetime import date

import pytest
from django import forms

from onevisit.platform.ui.charts import Bar, Bars, Course, Dot
from onevisit.platform.ui.listing import Column, Filter, Sorting
from onevisit.platform.ui.listing import Page as Part
from onevisit.platform.ui.templatetags.ui import register
from onevisit.platform.ui.values import Control, Event, Fact, JourneyStep, Link, NavGroup, Place
from onevisit.rules.basis import Basis
from onevisit.rules.limits import Limit, Pause, Unit
from onevisit.rules.matters.vocabulary import FieldType
from ui.kit import TODAY, Page, reading, render

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ evil }}"


class EvilForm(forms.Form):
    name = forms.CharField(label=EVIL, help_text="帮助", initial=EVIL)
    level = forms.ChoiceField(label=EVIL, widget=forms.RadioSelect, choices=[(EVIL, EVIL), ("b", "乙")])
    place = forms.ChoiceField(label=EVIL, choices=[(EVIL, EVIL)])
    agreed = forms.BooleanField(label=EVIL)


class EvilFile:
    name = size = href = EVIL


def _control(kind: FieldType) -> Control:
    return Control(
        "n", EVIL, kind, EVIL, EVIL, EVIL, options={EVIL: EVIL}, unit=EVIL, source=EVIL, autocomplete=EVIL
    )


LINKS = [Link(EVIL, EVIL, "files", 1, current=True)]
READING = reading(
    date(2026, 11, 10),
    Limit(20, Unit.WORKING_DAYS, Basis(EVIL, EVIL), EVIL, EVIL),
    pauses=(Pause(date(2026, 11, 12), date(2026, 11, 13), EVIL),),
)
VALUES = {
    "evil": EVIL,
    "reading": READING,
    "journey": [
        JourneyStep(
            Place.HALL,
            EVIL,
            (EVIL,),
            visit=1,
            day=1,
            where=EVIL,
            of=EVIL,
            carried=(EVIL,),
            persons=(EVIL,),
            why=EVIL,
            laws=(EVIL,),
        )
    ],
    "events": [Event(EVIL, TODAY, EVIL, EVIL, href=EVIL), Event(EVIL)],
    "facts": [
        Fact(EVIL, EVIL, EVIL, assumed=True, note=EVIL),
        Fact(EVIL, EVIL, href=EVIL),
        Fact(EVIL, EVIL, copy=True),
    ],
    "groups": [NavGroup(EVIL, tuple(LINKS))],
    "links": LINKS,
    "labels": [EVIL, EVIL],
    "columns": [Column(EVIL, "no"), Column(EVIL, kind="action")],
    "sorting": Sorting("no"),
    "page": Part(2, 10, 30),
    "filters": [Filter("phase", EVIL, ((EVIL, EVIL, 1),), EVIL)],
    "form": EvilForm({"name": "", "level": EVIL, "place": EVIL}),
    "controls": [_control(kind) for kind in FieldType],
    "files": [EvilFile()],
    "bars": Bars(EVIL, EVIL, (EVIL, EVIL), (Bar(EVIL, (1, None), EVIL),), EVIL),
    "course": Course(EVIL, EVIL, (Dot(TODAY, EVIL, 1, 2),), TODAY, EVIL, EVIL, EVIL),
}
COMPONENTS = {
    "icon": '{% icon "search" evil %}',
    "badge": "{% badge evil %}",
    "phase": '{% phase "accepted" %}',
    "source_tag": "{% source_tag evil %}",
    "assumed_tag": "{% assumed_tag evil %}",
    "copyable": "{% copyable evil evil %}",
    "qr": "{% qr evil evil %}",
    "once": "{% once %}",
    "due": "{% due reading %}",
    "journey": "{% journey journey 1 %}",
    "journey_table": "{% journey_table journey %}",
    "timeline": "{% timeline events %}",
    "facts": "{% facts facts %}",
    "nav": "{% nav groups %}",
    "tabs": "{% tabs links evil %}",
    "steps": "{% steps labels 2 %}",
    "bars": "{% bars bars %}",
    "course": "{% course course %}",
    "action_card": '{% action_card evil evil evil "home" %}',
    "stat": "{% stat evil evil evil note=evil %}",
    "empty": '{% empty evil "inbox" evil evil %}',
    "refusal": "{% refusal evil evil evil evil evil %}",
    "table_head": "{% table_head columns sorting %}",
    "pager": "{% pager page evil %}",
    "filters": '{% filters filters search="q" placeholder=evil %}',
    "field": "{% for one in controls %}{% field one %}{% endfor %}"
    "{% for one in form %}{% field one source=evil %}{% endfor %}",
    "file_field": '{% file_field "n" evil evil evil evil files %}',
    "error_summary": "{% error_summary form title=evil %}{% error_summary controls %}",
    "data_table": "{% data_table columns=columns caption=evil %}<tr><td>{{ evil }}</td></tr>{% enddata_table %}",
    "panel": '{% panel evil "id" id=evil %}{{ evil }}{% endpanel %}',
    "notice": '{% notice "warn" evil %}{{ evil }}{% endnotice %}',
    "why": "{% why evil %}{{ evil }}{% endwhy %}",
    "page_head": "{% page_head evil lead=evil back=evil back_label=evil %}{{ evil }}{% endpage_head %}",
    "confirm": "{% confirm action=evil title=evil submit=evil cancel=evil %}{{ evil }}{% endconfirm %}",
}
FILTERS_OF_TEXT = {"masked"}
SILENT = {"phase", "once", "journey", "due", "table_head"}
"""Components whose texts are checked elsewhere, because they show none of `evil` itself or nothing of it alone."""


def test_every_component_is_attacked() -> None:
    assert set(COMPONENTS) == set(register.tags)
    assert set(register.filters) - FILTERS_OF_TEXT == {"full_day", "short_day", "moment", "hour", "money"}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_lets_nothing_out_of_its_text(name: str) -> None:
    html = render(COMPONENTS[name], f"?q={EVIL}&other={EVIL}&page=2", **VALUES)
    page = Page(html)
    assert page.elements
    assert not page.all("script")
    assert not page.all("img")
    for _, attributes in page.elements:
        assert not [
            attribute for attribute in attributes if attribute.startswith("on") or attribute == "style"
        ]
    if name not in SILENT:
        assert "<script>" in page.text or "<script>" in str(page.elements), "the text itself has to arrive"


def test_a_masked_number_is_text() -> None:
    assert not Page(render("{{ evil|masked }}", evil=EVIL)).all("script")
