"""The form that doors inherit from: its errors name the field, as every error on our pages does."""

from __future__ import annotations

from typing import Any

from django import forms


class Form(forms.Form):
    """A Django form that says “请填写“姓名”” instead of “this field is required”.

    A message that a field brings itself stays.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"请{_verb(field)}“{field.label or name}”"


def _verb(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "勾选"
    return "选择" if isinstance(field, forms.ChoiceField | forms.FileField) else "填写"
