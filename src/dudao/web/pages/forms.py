"""Forms as the site draws them: each input with the styles of its kind, dates with the browser's own calendar."""

from __future__ import annotations

from typing import Any

from django import forms

SELECTS = (forms.Select, forms.SelectMultiple)
CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class DateInput(forms.DateInput):
    """A day, chosen from the browser's calendar or typed."""

    input_type = "date"

    def __init__(self, **more: Any) -> None:
        super().__init__(format="%Y-%m-%d", **more)


class SiteForm(forms.Form):
    """The shape of some input; what is allowed is the business of policies, what it means that of actions."""

    required_css_class = "is-needed"

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("label_suffix", "")
        super().__init__(*args, **more)
        dress(self)


def dress(form: forms.BaseForm) -> None:
    """Give the inputs of a form their styles; also for forms of libraries."""
    for field in form.fields.values():
        widget = field.widget
        widget.attrs.pop("placeholder", None)  # a placeholder repeats the label and is gone when one types
        if isinstance(widget, CHECKS):
            widget.attrs.setdefault("class", "form-check-input")
        elif isinstance(widget, SELECTS):
            widget.attrs.setdefault("class", "form-select")
        elif not isinstance(widget, forms.HiddenInput):
            widget.attrs.setdefault("class", "form-control")
