"""Shape of complaints and of what is done about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dudao.web.voices.actions.complaints import Claimed
from dudao.web.voices.forms import ProvedForm
from dudao.web.voices.models import ComplaintRules
from dudao.web.voices.states import ComplaintKind


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; [] where none came."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file by itself."""
        return [super(FilesField, self).clean(each, initial) for each in data or []]


class ComplaintForm(ProvedForm):
    """Who complains about what, with what proof."""

    kind = forms.ChoiceField(label=_("投诉类型"), choices=ComplaintKind.choices)
    name = forms.CharField(label=_("姓名或单位全称"), max_length=80)
    is_organisation = forms.BooleanField(label=_("以单位名义投诉"), required=False)
    contact = forms.CharField(
        label=_("联系方式"), max_length=120, help_text=_("只用于核实和答复，不公开，也不告诉上传人。")
    )
    work = forms.CharField(
        label=_("涉及的作品或内容"), max_length=300, help_text=_("作品名称和出处，或文中的页码和原句。")
    )
    right = forms.CharField(
        label=_("权利依据"), max_length=300, required=False, help_text=_("侵权投诉必填，如著作权人、被授权人。")
    )
    claim = forms.CharField(label=_("理由和要求"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5}))
    proofs = FilesField(
        label=_("证明材料"), required=False, help_text=_("身份证明、权属证明等，最多 10 个，每个不超过 20 MB。")
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=99_999, widget=forms.HiddenInput)
    figure = forms.IntegerField(required=False, min_value=1, max_value=999_999, widget=forms.HiddenInput)
    is_true = forms.BooleanField(label=_("我声明以上所述真实，并愿承担由此产生的责任"))

    def claimed(self) -> Claimed:
        """What the action takes."""
        given = self.cleaned_data
        names = ("name", "contact", "work", "claim", "right", "is_organisation", "page", "figure")
        return Claimed(kind=ComplaintKind(given["kind"]), **{name: given[name] for name in names})


class StepForm(forms.Form):
    """The words and files of a step by who complained or uploaded."""

    words = forms.CharField(label=_("说明"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    proofs = FilesField(label=_("证明材料"), required=False)


class OfficeForm(forms.Form):
    """The words of a keeper's step; they are read by both sides."""

    words = forms.CharField(
        label=_("意见和理由"),
        max_length=3000,
        required=False,
        help_text=_("投诉人和上传人都能看到。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    takes_down = forms.BooleanField(label=_("成立时撤下文档（不勾选则保留或恢复公开，由您遮盖或更正）"), required=False)


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """The clocks."""

    class Meta:
        model = ComplaintRules
        fields = ("decide_days", "appeal_within", "appeal_days")
