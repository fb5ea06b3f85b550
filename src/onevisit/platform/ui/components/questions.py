"""Questions of a form, and what is wrong with the answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.core.exceptions import NON_FIELD_ERRORS
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from onevisit.platform.ui.values import Control

register = template.Library()


@register.simple_tag
def field(question: Control | forms.BoundField, source: str = "") -> SafeString:
    """One question with label, help, error and source: a `values.Control`, or a field of a Django form."""
    if isinstance(question, Control):
        return render_to_string("ui/components/control.html", {"control": question})
    widget = question.field.widget
    classes = "form-select" if isinstance(widget, forms.Select) else "form-control"
    options = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    single = isinstance(widget, forms.CheckboxInput)
    return render_to_string(
        "ui/components/bound_field.html",
        {
            "field": question, "options": options, "single": single, "source": source,
            "file": isinstance(widget, forms.FileInput), "unit": getattr(question.field, "unit", ""),
            "input": "" if options else question.as_widget(attrs={"class": "" if single else classes}),
        },
    )  # fmt: skip


@register.inclusion_tag("ui/components/file_field.html")
def file_field(
    name: str, label: str, help: str = "", error: str = "", accept: str = "", files: Iterable[Any] = (),  # noqa: A002
    required: bool = True, multiple: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """A file to be sent, and those that are here already (objects with `name`, `size` in words, `href`)."""
    return {
        "name": name, "label": label, "help": help, "error": error, "accept": accept, "files": files,
        "required": required, "multiple": multiple,
    }  # fmt: skip


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(of: forms.BaseForm | Iterable[Control], title: str = "") -> dict[str, Any]:
    """Everything that has to be mended, each line a link to its field. Takes the focus when the page opens."""
    faults = (
        _of_form(of) if isinstance(of, forms.BaseForm) else [(one.id, one.error) for one in of if one.error]
    )
    return {"faults": faults, "title": title or f"有{len(faults)}处需要修改"}


def _of_form(form: forms.BaseForm) -> list[tuple[str, str]]:
    """The target and the sentence of each error; a sentence that does not name its field gets its label."""
    faults = []
    for name, messages in form.errors.items():
        target = label = ""
        if name != NON_FIELD_ERRORS:
            target = form[name].id_for_label or f"{form[name].auto_id}_0"
            label = str(form[name].label)
        faults += [(target, text if label in text else f"{label}：{text}") for text in map(str, messages)]
    return faults
