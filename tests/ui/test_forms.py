import pytest
from django import forms

from onevisit.platform.ui.forms import Form
from onevisit.platform.ui.values import Control, own_autocomplete
from onevisit.rules.matters.definition import Field
from onevisit.rules.matters.vocabulary import FieldType
from ui.kit import Page, render

OPTIONS = {"own": "自有", "rented": "租用"}


class Rating(Form):
    name = forms.CharField(label="您的姓名", help_text="和身份证上一样")
    level = forms.ChoiceField(
        label="办得怎么样", widget=forms.RadioSelect, choices=[("a", "满意"), ("b", "不满意")]
    )
    hall = forms.ChoiceField(label="大厅", choices=[("", "请选择"), ("d", "区大厅")])
    words = forms.CharField(label="想说的话", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="我已看过")
    paper = forms.FileField(label="合同")


def every_field(form: forms.Form) -> str:
    return render("{% error_summary form %}{% for one in form %}{% field one %}{% endfor %}", form=form)


@pytest.mark.parametrize("kind", FieldType)
def test_every_type_of_question_has_a_label_that_belongs_to_its_input(kind: FieldType) -> None:
    control = Control(
        "premises",
        "经营场所",
        kind,
        options=OPTIONS,
        error="请填写",
        help="提示",
        source="电子证照",
        value="own",
    )
    page = Page(render("{% field one %}", one=control))
    inputs = [*page.all("input"), *page.all("textarea")]
    labels = {label["for"] for label in page.all("label")}
    assert inputs
    assert {one["id"] for one in inputs} == labels
    assert {one["name"] for one in inputs} == {"premises"}
    assert control.id in page.ids
    described = next(a["aria-describedby"] for _, a in page.elements if "aria-describedby" in a)
    assert set(described.split()) <= page.ids
    assert "经营场所" in page.text
    assert "请填写" in page.text


def test_what_was_typed_stands_there_again() -> None:
    control = Control("area", "面积", FieldType.NUMBER, value="五十", unit="平方米", error="要填数字")
    page = Page(render("{% field one %}", one=control))
    assert page.all("input")[0]["value"] == "五十"
    assert page.all("input")[0]["aria-invalid"] == "true"
    assert page.all("input")[0]["inputmode"] == "decimal"
    assert "平方米" in page.text


def test_the_chosen_option_is_chosen() -> None:
    page = Page(
        render("{% field one %}", one=Control("p", "场所", FieldType.CHOICE, value="rented", options=OPTIONS))
    )
    assert [one["value"] for one in page.all("input") if "checked" in one] == ["rented"]
    page = Page(render("{% field one %}", one=Control("p", "要不要", FieldType.YES_NO, value="no")))
    assert [(one["value"], "checked" in one) for one in page.all("input")] == [("yes", False), ("no", True)]


def test_an_optional_question_says_so() -> None:
    assert "选填" in Page(render("{% field one %}", one=Control("m", "备注", required=False))).text
    assert "选填" not in Page(render("{% field one %}", one=Control("m", "备注"))).text


def test_a_source_is_named_only_beside_a_value() -> None:
    assert "来自" not in Page(render("{% field one %}", one=Control("m", "名称", source="电子证照"))).text
    assert (
        "来自电子证照"
        in Page(render("{% field one %}", one=Control("m", "名称", source="电子证照", value="甲"))).text
    )


def test_a_definition_becomes_a_control() -> None:
    question = Field(
        "phone", "电话", FieldType.PHONE, required=False, help="手机", max=20, source="applicant.phone"
    )
    control = Control.of(question, "138", error="太短", autocomplete=own_autocomplete(question.source))
    assert (control.label, control.max, control.required, control.error) == ("电话", 20, False, "太短")
    page = Page(render("{% field one %}", one=control)).all("input")[0]
    assert (page["type"], page["autocomplete"], page["maxlength"]) == ("tel", "tel", "20")


def test_a_browser_offers_nothing_unless_people_answer_about_themselves() -> None:
    assert Page(render("{% field one %}", one=Control("n", "姓名"))).all("input")[0]["autocomplete"] == "off"
    assert own_autocomplete("register.area") == "off"


def test_a_form_of_django_is_labelled_and_described() -> None:
    page = Page(every_field(Rating({"level": "c"})))
    inputs = [*page.all("input"), *page.all("textarea"), *page.all("select")]
    assert {one["id"] for one in inputs} == {label["for"] for label in page.all("label")}
    for _, attributes in page.elements:
        assert set(attributes.get("aria-describedby", "").split()) <= page.ids


def test_every_error_is_specific_and_leads_to_its_field() -> None:
    page = Page(every_field(Rating({})))
    targets = [link["href"].removeprefix("#") for link in page.all("a")]
    assert len(targets) == 5
    assert set(targets) <= page.ids
    for sentence in (
        "请填写“您的姓名”",
        "请选择“办得怎么样”",
        "请选择“大厅”",
        "请勾选“我已看过”",
        "请选择“合同”",
    ):
        assert page.text.count(sentence) == 2, "in the summary and beside the field"
    assert "有5处需要修改" in page.text


def test_the_summary_takes_the_focus() -> None:
    summary = Page(every_field(Rating({}))).all("section")[0]
    assert "autofocus" in summary
    assert summary["tabindex"] == "-1"
    assert summary["role"] == "alert"


def test_an_error_that_names_no_field_gets_its_label() -> None:
    class Plain(forms.Form):
        name = forms.CharField(label="姓名", error_messages={"required": "不能空着"})

    assert "姓名：不能空着" in Page(render("{% error_summary form %}", form=Plain({}))).text


def test_an_error_of_the_whole_form_is_no_link() -> None:
    form = Rating({})
    form.full_clean()
    form.add_error(None, "两次输入不一致")
    page = Page(render("{% error_summary form %}", form=form))
    assert "两次输入不一致" in page.text
    assert len(page.all("a")) == 5


def test_nothing_wrong_shows_nothing() -> None:
    assert not render("{% error_summary all %}", all=[Control("n", "姓名")]).strip()


def test_a_message_of_its_own_is_kept() -> None:
    class Own(Form):
        name = forms.CharField(label="姓名", error_messages={"required": "没有姓名不能寄"})

    assert Own({}).errors["name"] == ["没有姓名不能寄"]


def test_files_that_are_there_need_not_be_sent_again() -> None:
    class Kept:
        name, size, href = "合同.jpg", "1 MB", "/files/1"

    fresh = Page(render('{% file_field "lease" "租赁合同" error="打不开" %}')).all("input")[0]
    assert "required" in fresh
    assert fresh["aria-describedby"] == "id_lease_help id_lease_error"
    kept = Page(render('{% file_field "lease" "租赁合同" files=files %}', files=[Kept()]))
    assert "required" not in kept.all("input")[0]
    assert kept.all("a")[0]["href"] == "/files/1"
