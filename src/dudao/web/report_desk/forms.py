"""Shape of what people send to the report desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.diagnostics.suppressions import REASONS
from dudao.web.pages.forms import DateInput
from dudao.web.pages.handed_in import language


def reasons() -> list[tuple[str, str]]:
    """Why a remark may stay, in the language of the page."""
    return [("", "—"), *((key, both.in_language(language())) for key, both in REASONS.items())]


class UploadForm(forms.Form):
    """A report of one's own."""

    file = forms.FileField(
        label=_("报告文件"), help_text=_("Word、WPS、PDF、网页或文本，不超过 50 MB；按内容识别，不看扩展名。")
    )
    note = forms.CharField(label=_("版本说明"), max_length=200, required=False)


class ExceptionForm(forms.Form):
    """Why a remark should stay."""

    reason = forms.ChoiceField(label=_("理由类别"), choices=reasons)
    text = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label=_("依据文号"), max_length=60, required=False)
    until = forms.DateField(label=_("有效期至"), widget=DateInput())


class FrontForm(forms.Form):
    """What stands around the text."""

    title = forms.CharField(label=_("标题"), max_length=200)
    addressee = forms.CharField(label=_("主送机关"), max_length=200, required=False)
    signatory = forms.CharField(label=_("署名"), max_length=200, required=False)
    date = forms.CharField(label=_("成文日期"), max_length=60, required=False)


class PartForm(forms.Form):
    """One paragraph; `inserted` are lines of printed words and reference, put in from the list of facts."""

    text = forms.CharField(required=False, strip=False)
    kind = forms.CharField()
    revision = forms.IntegerField()
    inserted = forms.CharField(required=False)

    def clean_inserted(self) -> list[tuple[str, str]]:
        """Pairs of words and reference."""
        lines: str = self.cleaned_data["inserted"]
        pairs: list[Any] = [line.split("\t", 1) for line in lines.splitlines() if "\t" in line]
        return [(words.strip(), reference.strip()) for words, reference in pairs]
